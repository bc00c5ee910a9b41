//! The address, and what moving does: history, scroll and focus in one place.
//!
//! The address is the only copy of what is searched and shown. It is held here between a
//! keystroke and the browser's own address bar, which takes only so many changes a minute.

use super::{
    browser::{self, Entry},
    held::Redraw,
};
use crate::route::Address;
use gloo::{events::EventListener, timers::callback::Timeout, utils::window};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// How the reader came to the page shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrival {
    /// It is the first one, or was loaded anew: then it is scrolled as it was.
    First,
    /// By a link to another page: begin at its top, with the focus on its heading.
    Moved,
    /// The page is the same, only its list has changed: leave scroll and focus alone.
    Stayed,
    /// By Back or Forward: put scroll and focus where they were.
    Returned,
}

#[derive(Clone, Debug, PartialEq)]
struct Visit {
    address: Address,
    id: u32,
    arrival: Arrival,
}

/// Where a page was left: its number, how far it was scrolled and what had the focus.
type Place = (u32, f64, Option<String>);

#[derive(Debug)]
struct Trail {
    visit: RefCell<Visit>,
    places: RefCell<Vec<Place>>,
    /// The visit that the address bar shows, and what will show it where that was refused.
    shown: RefCell<(Option<Visit>, Option<Timeout>)>,
    /// The page at which the reader has arrived.
    arrived: RefCell<Option<(u32, String)>>,
    /// Will note how far the page is scrolled.
    scrolled: RefCell<Option<Timeout>>,
    asleep: Cell<bool>,
}

/// The address, and the means to change it.
#[derive(Clone)]
pub struct Navigator {
    visit: Visit,
    trail: Rc<Trail>,
    redraw: Redraw,
}

impl Navigator {
    /// At the address that the app was opened at.
    pub fn new(address: Address, redraw: Redraw) -> Self {
        let kept = Entry::shown();
        let typing = kept.map_or(address.is_typing(), |kept| kept.typing);
        let Entry { id, y, .. } = kept.unwrap_or_default();
        let visit = Visit { address: address.typed(typing), id, arrival: Arrival::First };
        let trail = Rc::new(Trail {
            visit: RefCell::new(visit.clone()),
            places: vec![(id, y, None)].into(),
            shown: RefCell::default(),
            arrived: RefCell::default(),
            scrolled: RefCell::default(),
            asleep: Cell::new(true),
        });
        Self { visit, trail, redraw }
    }

    /// The same, at the address of now.
    #[must_use]
    pub fn now(&self) -> Self {
        Self { visit: self.trail.visit.borrow().clone(), ..self.clone() }
    }

    /// The address of the page shown.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.visit.address
    }

    /// Whether what is drawn is not shown yet: the page that was there before is.
    pub fn is_asleep(&self) -> bool {
        cfg!(target_arch = "wasm32") && self.trail.asleep.get()
    }

    /// Goes to an address; Back will return here.
    pub fn push(&self, address: Address) {
        self.go(address, true);
    }

    /// Changes the address without leaving a trace in the history: for every keystroke.
    pub fn replace(&self, address: Address) {
        self.go(address, false);
    }

    /// What is in the field is all that is meant: its last word is no longer a beginning.
    pub fn end_typing(&self) {
        self.replace(self.now().visit.address.typed(false));
    }

    fn go(&self, address: Address, leave_trace: bool) {
        let Visit { address: from, mut id, .. } = self.trail.visit.borrow().clone();
        if address == from {
            return;
        }
        if leave_trace {
            self.remember(id);
            self.keep();
            id += 1;
            Entry { id, y: 0.0, typing: address.is_typing() }.push(&address.href());
        }
        let same = from.route.page() == address.route.page();
        let arrival = if same { Arrival::Stayed } else { Arrival::Moved };
        self.visit(Visit { address, id, arrival });
    }

    fn visit(&self, visit: Visit) {
        *self.trail.visit.borrow_mut() = visit;
        self.redraw.now();
    }

    fn remember(&self, id: u32) {
        let mut places = self.trail.places.borrow_mut();
        places.retain(|(other, ..)| *other != id);
        places.push((id, browser::scroll_y(), browser::focused_id()));
    }

    /// Notes in the history how far the page is scrolled, unless it says so: browsers count changes, and pass over what is
    /// too much for them.
    fn keep(&self) {
        let visit = self.trail.visit.borrow();
        let now = entry(&visit);
        if Entry::shown() != Some(now) {
            now.replace(None);
        }
    }

    /// Notes it before long: not more often than browsers let one.
    fn keep_soon(&self) {
        const SOON_MS: u32 = 500;
        let mut scrolled = self.trail.scrolled.borrow_mut();
        if scrolled.is_none() {
            let this = self.clone();
            *scrolled = Some(Timeout::new(SOON_MS, move || {
                this.trail.scrolled.take();
                this.keep();
            }));
        }
    }

    /// Follows Back, Forward and scrolling from now on.
    pub fn listen(&self) {
        browser::restore_scroll_ourselves();
        let this = self.clone();
        EventListener::new(&window(), "scroll", move |_| this.keep_soon()).forget();
        let this = self.clone();
        EventListener::new(&window(), "pagehide", move |_| this.keep()).forget();
        let this = self.clone();
        let listener = EventListener::new(&window(), "popstate", move |_| {
            let current = entry(&this.trail.visit.borrow());
            this.remember(current.id);
            let (path, query, _) = browser::location();
            // A link to a place within the page has no number: the browser goes there.
            let (arrival, Entry { id, y, typing }) = match Entry::shown() {
                Some(entry) => (Arrival::Returned, entry),
                None => (Arrival::Stayed, current),
            };
            let places = &this.trail.places;
            if places.borrow().iter().all(|(known, ..)| *known != id) {
                places.borrow_mut().push((id, y, None));
            }
            let address = Address::parse(&path, &query).typed(typing);
            this.visit(Visit { address, id, arrival });
        });
        listener.forget();
    }

    /// After a drawing: the address bar follows, and where the browser has had enough of changes,
    /// a little later; once the page is `ready`, scroll and focus go where they belong.
    /// The app takes a page over once it has the `whole` of it, so that nothing moves when the rest comes.
    pub fn settle(&self, ready: bool, whole: bool, failed: bool) {
        let mut shown = self.trail.shown.borrow_mut();
        if shown.0.as_ref() != Some(&self.visit) {
            let retry = (!write_address(&self.visit)).then(|| {
                let visit = self.visit.clone();
                Timeout::new(2_000, move || {
                    let _ = write_address(&visit);
                })
            });
            *shown = (Some(self.visit.clone()), retry);
            browser::show_chosen();
        }
        let key = (self.visit.id, self.visit.address.route.page());
        let there = if self.trail.asleep.get() { whole || failed } else { ready };
        if there && self.trail.arrived.borrow().as_ref() != Some(&key) {
            if self.trail.asleep.get() {
                self.trail.asleep.set(browser::wake(failed));
            }
            // What comes when it is asked for again is another arrival.
            self.trail.arrived.replace(Some(key).filter(|_| !failed));
            self.arrive();
        }
    }

    fn arrive(&self) {
        let places = self.trail.places.borrow();
        let place = places.iter().find(|(id, ..)| *id == self.visit.id);
        let y = place.map_or(0.0, |(_, y, _)| *y);
        match self.visit.arrival {
            Arrival::Stayed => {}
            // Who has scrolled already has chosen a place.
            Arrival::First if browser::scroll_y() > 0.0 => {}
            Arrival::First if y > 0.0 => browser::scroll_to(y),
            Arrival::First => {
                let (_, _, fragment) = browser::location();
                if !fragment.is_empty() {
                    browser::scroll_to_id(&fragment);
                }
            }
            Arrival::Moved => {
                browser::scroll_to(0.0);
                browser::focus("h1", false);
            }
            Arrival::Returned => {
                browser::scroll_to(y);
                match place.and_then(|(.., id)| id.as_deref()) {
                    Some(id) => browser::focus_id(id),
                    None => {
                        browser::focus("h1", false);
                    }
                }
            }
        }
    }
}

/// What the history keeps of a visit, with the page as it is scrolled now.
fn entry(visit: &Visit) -> Entry {
    Entry { id: visit.id, y: browser::scroll_y(), typing: visit.address.is_typing() }
}

fn write_address(visit: &Visit) -> bool {
    let (path, query, fragment) = browser::location();
    let (shown, href) = (Address::parse(&path, &query).href(), visit.address.href());
    let entry = entry(visit);
    let kept = Entry::shown().map(|kept| Entry { y: entry.y, ..kept });
    let same = kept == Some(entry) && shown == href;
    let fragment =
        if shown == href && !fragment.is_empty() { format!("#{fragment}") } else { String::new() };
    same || entry.replace(Some(&format!("{href}{fragment}")))
}
