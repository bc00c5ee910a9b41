//! The address bar and the history: what moving does there, and to scroll and focus.
//!
//! What the address does not say is kept with its entry in the history: how far the page was scrolled, whether its
//! query was still being typed, and what had the focus. It is there when the page is loaded anew, whether or not the browser lets one store things;
//! `static/boot.js` reads it too.

use super::document;
use crate::{
    app::{effect::HistoryEntry, message::Msg, model::Arrival},
    route::Address,
};
use gloo::{events::EventListener, timers::callback::Timeout, utils};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use yew::Callback;

/// The history of this tab.
pub struct History {
    trail: Rc<Trail>,
    /// Will show the address where the browser has had enough of changes.
    retry: Option<Timeout>,
}

struct Trail {
    /// The entry that is shown.
    current: RefCell<HistoryEntry>,
    places: RefCell<Vec<Place>>,
    /// Will note how far the page is scrolled, and what has the focus.
    scrolled: RefCell<Option<Timeout>>,
}

/// Where a page was left.
struct Place {
    id: u32,
    href: String,
    /// How far it was scrolled.
    y: f64,
    /// The `id` of what had the focus.
    focus: Option<String>,
}

/// What an entry of the history keeps besides its address.
#[derive(Clone, PartialEq)]
struct EntryState {
    id: u32,
    y: f64,
    typing: bool,
    focus: Option<String>,
}

impl EntryState {
    /// What the entry that is shown keeps; nothing of a page that was just opened.
    fn shown() -> Option<Self> {
        let state = utils::window().history().and_then(|history| history.state()).ok()?;
        let state = state.dyn_ref::<js_sys::Array>()?;
        let id = state.get(0).as_f64().filter(|id| (0.0..4e9).contains(id))?;
        let y = state.get(1).as_f64().unwrap_or_default();
        let (typing, focus) = (state.get(2).is_truthy(), state.get(3).as_string());
        Some(Self { id: id as u32, y, typing, focus })
    }

    fn value(&self) -> JsValue {
        let focus = self.focus.as_deref().map_or(JsValue::NULL, JsValue::from_str);
        js_sys::Array::of4(&self.id.into(), &self.y.into(), &self.typing.into(), &focus).into()
    }

    /// Replaces the entry shown, its address too where one is given. Browsers refuse when asked too often (Safari: 100
    /// times in 30 seconds); then `false`.
    fn replace(&self, href: Option<&str>) -> bool {
        let href = href.map(absolute);
        utils::window().history().is_ok_and(|history| {
            history.replace_state_with_url(&self.value(), "", href.as_deref()).is_ok()
        })
    }
}

impl History {
    /// Follows Back, Forward and scrolling from now on. The address that is shown, the number of its entry, and whether its page
    /// was scrolled when it was left.
    pub fn start(send: &Callback<Msg>) -> (Self, Address, u32, bool) {
        restore_scroll_ourselves();
        let (path, query, _) = location();
        let address = Address::parse(&path, &query);
        let state = EntryState::shown();
        let state = state.unwrap_or(EntryState { id: 0, y: 0.0, typing: false, focus: None });
        let EntryState { id, y, typing, focus } = state;
        let href = address.href();
        let trail = Rc::new(Trail {
            current: HistoryEntry { href: href.clone(), id, typing }.into(),
            places: vec![Place { id, href, y, focus }].into(),
            scrolled: RefCell::default(),
        });
        for happens in ["scroll", "focusin"] {
            let this = Rc::clone(&trail);
            EventListener::new(&utils::window(), happens, move |_| this.keep_soon()).forget();
        }
        let this = Rc::clone(&trail);
        EventListener::new(&utils::window(), "pagehide", move |_| this.keep()).forget();
        let (this, send) = (Rc::clone(&trail), send.clone());
        EventListener::new(&utils::window(), "popstate", move |_| send.emit(this.pop())).forget();
        (Self { trail, retry: None }, address.typed(typing), id, y > 0.0)
    }

    /// Adds an entry; Back will return to this one.
    pub fn push(&mut self, entry: &HistoryEntry) {
        self.trail.remember();
        self.trail.keep();
        let state = EntryState { id: entry.id, y: 0.0, typing: entry.typing, focus: None };
        if let Ok(history) = utils::window().history() {
            let href = absolute(&entry.href);
            let _ = history.push_state_with_url(&state.value(), "", Some(&href));
        }
    }

    /// Shows an entry in the address bar, and where the browser refuses, a little later.
    pub fn replace(&mut self, entry: HistoryEntry) {
        const LATER_MS: u32 = 2_000;
        self.trail.current.replace(entry.clone());
        self.retry = (!show(&entry)).then(|| {
            Timeout::new(LATER_MS, move || {
                let _ = show(&entry);
            })
        });
    }

    /// Scrolls to the first words found, unless the reader has scrolled.
    pub fn show_found(&self) {
        if scroll_y() == 0.0 {
            document::show_found();
        }
    }

    /// Scrolls and gives the focus as a reader expects who came so.
    pub fn arrive(&self, arrival: &Arrival) {
        // What is done below is told to what listens, which writes here.
        let (y, focus) = self.trail.left(matches!(arrival, Arrival::CameBack(_)));
        let focus = focus.as_deref();
        match arrival {
            Arrival::Stayed => {}
            Arrival::First => {
                let (_, _, fragment) = location();
                let scrolled = scroll_y();
                document::show_target(&fragment);
                // Who has scrolled already has chosen a place.
                match scrolled > 0.0 {
                    true => scroll_to(scrolled),
                    false if y > 0.0 => scroll_to(y),
                    false => {}
                }
                if let Some(id) = focus.filter(|_| document::nothing_focused()) {
                    document::focus_id(id, false);
                }
            }
            Arrival::Moved => {
                scroll_to(0.0);
                document::focus("h1", false);
                document::show_found();
            }
            Arrival::Returned => {
                scroll_to(y);
                match focus {
                    Some(id) => document::focus_id(id, false),
                    None => document::focus("h1", false),
                }
            }
            Arrival::CameBack(slug) => {
                scroll_to(y);
                document::focus("h1", false);
                // Nothing scrolls where it is in sight.
                document::focus_id(&format!("r-{slug}"), true);
            }
        }
    }
}

impl Trail {
    fn state(&self) -> EntryState {
        let current = self.current.borrow();
        let focus = document::focused_id();
        EntryState { id: current.id, y: scroll_y(), typing: current.typing, focus }
    }

    /// How far the page that is shown was scrolled when it was left, and what had the focus. For who `came_back` by a link:
    /// the list as it was left last, whatever was read since.
    fn left(&self, came_back: bool) -> (f64, Option<String>) {
        let (current, places) = (self.current.borrow(), self.places.borrow());
        let is_it = |place: &&Place| match came_back {
            true => place.href == current.href,
            false => place.id == current.id,
        };
        let place = places.iter().rev().find(is_it);
        place.map_or((0.0, None), |place| (place.y, place.focus.clone()))
    }

    fn remember(&self) {
        let EntryState { id, y, focus, .. } = self.state();
        let href = self.current.borrow().href.clone();
        let mut places = self.places.borrow_mut();
        places.retain(|other| other.id != id);
        places.push(Place { id, href, y, focus });
    }

    /// Notes in the history how far the page is scrolled, unless it says so: browsers count changes, and pass over what is
    /// too much for them.
    fn keep(&self) {
        let now = self.state();
        if EntryState::shown().as_ref() != Some(&now) {
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
        let Some(EntryState { id, y, typing, focus }) = EntryState::shown() else {
            return Msg::PopState(address, None);
        };
        let mut places = self.places.borrow_mut();
        if places.iter().all(|known| known.id != id) {
            places.push(Place { id, href: address.href(), y, focus });
        }
        Msg::PopState(address.typed(typing), Some(id))
    }
}

/// Shows an entry in the address bar, unless it is shown. Whether the browser did.
fn show(entry: &HistoryEntry) -> bool {
    let (path, query, fragment) = location();
    let shown = Address::parse(&path, &query).href();
    let focus = document::focused_id();
    let state = EntryState { id: entry.id, y: scroll_y(), typing: entry.typing, focus };
    let kept = EntryState::shown();
    let is_kept = kept.is_some_and(|kept| (kept.id, kept.typing) == (entry.id, entry.typing));
    let is_here = shown == entry.href;
    let mut href = entry.href.clone();
    if is_here && !fragment.is_empty() {
        href.push('#');
        href.push_str(&fragment);
    }
    is_here && is_kept || state.replace(Some(&href))
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
