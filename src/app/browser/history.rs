//! The address bar and the history: what moving does there, and to scroll and focus.
//!
//! What the address does not say is kept with its entry in the history: how far the page was scrolled, and whether its
//! query was still being typed. It is there when the page is loaded anew, whether or not the browser lets one store things;
//! `static/boot.js` reads it too.

use super::document;
use crate::{
    app::{effect::HistoryEntry, message::Msg, model::Arrival},
    route::Address,
};
use gloo::{events::EventListener, timers::callback::Timeout, utils};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use yew::Callback;

/// The history of this tab.
pub struct History {
    trail: Rc<Trail>,
    /// Will show the address where the browser has had enough of changes.
    retry: Option<Timeout>,
}

struct Trail {
    /// The entry that is shown: its number, and whether its query is still being typed.
    current: Cell<(u32, bool)>,
    places: RefCell<Vec<PageScroll>>,
    /// Will note how far the page is scrolled.
    scrolled: RefCell<Option<Timeout>>,
}

/// Where a page was left: its number, how far it was scrolled and what had the focus.
type PageScroll = (u32, f64, Option<String>);

/// What an entry of the history keeps besides its address.
#[derive(Clone, Copy, PartialEq)]
struct EntryState {
    id: u32,
    y: f64,
    typing: bool,
}

impl EntryState {
    /// What the entry that is shown keeps; nothing of a page that was just opened.
    fn shown() -> Option<Self> {
        let state = utils::window().history().and_then(|history| history.state()).ok()?;
        let state = state.dyn_ref::<js_sys::Array>()?;
        let id = state.get(0).as_f64().filter(|id| (0.0..4e9).contains(id))?;
        let y = state.get(1).as_f64().unwrap_or_default();
        Some(Self { id: id as u32, y, typing: state.get(2).is_truthy() })
    }

    fn value(self) -> JsValue {
        js_sys::Array::of3(&self.id.into(), &self.y.into(), &self.typing.into()).into()
    }

    /// Replaces the entry shown, its address too where one is given. Browsers refuse when asked too often (Safari: 100
    /// times in 30 seconds); then `false`.
    fn replace(self, href: Option<&str>) -> bool {
        let href = href.map(absolute);
        utils::window().history().is_ok_and(|history| {
            history.replace_state_with_url(&self.value(), "", href.as_deref()).is_ok()
        })
    }
}

impl History {
    /// Follows Back, Forward and scrolling from now on. The address that is shown, and the number of its entry.
    pub fn start(send: &Callback<Msg>) -> (Self, Address, u32) {
        restore_scroll_ourselves();
        let (path, query, _) = location();
        let address = Address::parse(&path, &query);
        let state = EntryState::shown();
        let typing = state.is_some_and(|state| state.typing);
        let (id, y) = state.map_or((0, 0.0), |state| (state.id, state.y));
        let trail = Rc::new(Trail {
            current: Cell::new((id, typing)),
            places: vec![(id, y, None)].into(),
            scrolled: RefCell::default(),
        });
        let this = Rc::clone(&trail);
        EventListener::new(&utils::window(), "scroll", move |_| this.keep_soon()).forget();
        let this = Rc::clone(&trail);
        EventListener::new(&utils::window(), "pagehide", move |_| this.keep()).forget();
        let (this, send) = (Rc::clone(&trail), send.clone());
        EventListener::new(&utils::window(), "popstate", move |_| send.emit(this.pop())).forget();
        (Self { trail, retry: None }, address.typed(typing), id)
    }

    /// Adds an entry; Back will return to this one.
    pub fn push(&mut self, entry: &HistoryEntry) {
        self.trail.remember();
        self.trail.keep();
        let state = EntryState { id: entry.id, y: 0.0, typing: entry.typing };
        if let Ok(history) = utils::window().history() {
            let href = absolute(&entry.href);
            let _ = history.push_state_with_url(&state.value(), "", Some(&href));
        }
    }

    /// Shows an entry in the address bar, and where the browser refuses, a little later.
    pub fn replace(&mut self, entry: HistoryEntry) {
        const LATER_MS: u32 = 2_000;
        self.trail.current.set((entry.id, entry.typing));
        self.retry = (!show(&entry)).then(|| {
            Timeout::new(LATER_MS, move || {
                let _ = show(&entry);
            })
        });
    }

    /// Scrolls and gives the focus as a reader expects who came so.
    pub fn arrive(&self, arrival: Arrival) {
        let (current, _) = self.trail.current.get();
        let places = self.trail.places.borrow();
        let place = places.iter().find(|(id, ..)| *id == current);
        let y = place.map_or(0.0, |(_, y, _)| *y);
        match arrival {
            Arrival::Stayed => {}
            // Who has scrolled already has chosen a place.
            Arrival::First if scroll_y() > 0.0 => {}
            Arrival::First if y > 0.0 => scroll_to(y),
            Arrival::First => {
                let (_, _, fragment) = location();
                if !fragment.is_empty() {
                    document::scroll_to_id(&fragment);
                }
            }
            Arrival::Moved => {
                scroll_to(0.0);
                document::focus("h1", false);
            }
            Arrival::Returned => {
                scroll_to(y);
                match place.and_then(|(.., id)| id.as_deref()) {
                    Some(id) => document::focus_id(id),
                    None => document::focus("h1", false),
                }
            }
        }
    }
}

impl Trail {
    fn state(&self) -> EntryState {
        let (id, typing) = self.current.get();
        EntryState { id, y: scroll_y(), typing }
    }

    fn remember(&self) {
        let EntryState { id, y, .. } = self.state();
        let mut places = self.places.borrow_mut();
        places.retain(|(other, ..)| *other != id);
        places.push((id, y, document::focused_id()));
    }

    /// Notes in the history how far the page is scrolled, unless it says so: browsers count changes, and pass over what is
    /// too much for them.
    fn keep(&self) {
        let now = self.state();
        if EntryState::shown() != Some(now) {
            now.replace(None);
        }
    }

    /// Notes it before long: not more often than browsers let one.
    fn keep_soon(self: &Rc<Self>) {
        const SOON_MS: u32 = 500;
        let mut scrolled = self.scrolled.borrow_mut();
        if scrolled.is_none() {
            let this = Rc::clone(self);
            *scrolled = Some(Timeout::new(SOON_MS, move || {
                this.scrolled.take();
                this.keep();
            }));
        }
    }

    /// Back or Forward has led to the entry that is shown.
    fn pop(&self) -> Msg {
        self.remember();
        let (path, query, _) = location();
        let address = Address::parse(&path, &query);
        let Some(EntryState { id, y, typing }) = EntryState::shown() else {
            return Msg::PopState(address, None);
        };
        let mut places = self.places.borrow_mut();
        if places.iter().all(|(known, ..)| *known != id) {
            places.push((id, y, None));
        }
        Msg::PopState(address.typed(typing), Some(id))
    }
}

/// Shows an entry in the address bar, unless it is shown. Whether the browser did.
fn show(entry: &HistoryEntry) -> bool {
    let (path, query, fragment) = location();
    let shown = Address::parse(&path, &query).href();
    let state = EntryState { id: entry.id, y: scroll_y(), typing: entry.typing };
    let kept = EntryState::shown().map(|kept| EntryState { y: state.y, ..kept });
    let is_here = shown == entry.href;
    let mut href = entry.href.clone();
    if is_here && !fragment.is_empty() {
        href.push('#');
        href.push_str(&fragment);
    }
    is_here && kept == Some(state) || state.replace(Some(&href))
}

/// The address shown, relative to the newsroom's folder: path, query, fragment; each without
/// its separator.
fn location() -> (String, String, String) {
    let location = utils::window().location();
    let path = location.pathname().unwrap_or_default();
    let base = base_path();
    let relative = path.strip_prefix(&base).unwrap_or(&path);
    // A lone surrogate from the address bar arrives here as U+FFFD.
    let query = location.search().unwrap_or_default();
    let fragment = location.hash().unwrap_or_default();
    let bare = |text: &str, sign: char| text.strip_prefix(sign).unwrap_or(text).to_owned();
    (relative.to_owned(), bare(&query, '?'), bare(&fragment, '#'))
}

/// The path of the newsroom's folder on its host: `/` or `/a/b/`.
fn base_path() -> String {
    let base = utils::document().base_uri().ok().flatten().unwrap_or_default();
    let url = web_sys::Url::new(&base).map(|url| url.pathname()).unwrap_or_default();
    url.rfind('/').map_or_else(|| "/".to_owned(), |end| url.split_at(end + 1).0.to_owned())
}

/// The whole address of a page of this newsroom.
pub fn absolute(href: &str) -> String {
    let base = utils::document().base_uri().ok().flatten().unwrap_or_default();
    web_sys::Url::new_with_base(href, &base).map(|url| url.href()).unwrap_or_default()
}

/// Takes the restoring of scroll positions over from the browser, which does it before the
/// page is there.
fn restore_scroll_ourselves() {
    if let Ok(history) = utils::window().history() {
        let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    }
}

/// How far the page is scrolled, in CSS pixels.
fn scroll_y() -> f64 {
    utils::window().scroll_y().unwrap_or_default()
}

/// Scrolls at once.
fn scroll_to(y: f64) {
    utils::window().scroll_to_with_x_and_y(0.0, y);
}
