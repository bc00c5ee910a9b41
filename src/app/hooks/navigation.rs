//! The address, and what moving does: history, scroll and focus in one place.
//!
//! The address is the only copy of what is searched and shown. It is held here between a
//! keystroke and the browser's own address bar, which takes only so many changes a minute.

use super::browser;
use crate::route::Address;
use gloo::{events::EventListener, timers::callback::Timeout, utils::window};
use std::{cell::RefCell, rc::Rc};
use yew::{Reducible, UseReducerDispatcher, hook, use_effect_with, use_mut_ref, use_reducer};

/// How the reader came to the page shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrival {
    /// It is the first one: the browser has put focus and scroll where they belong.
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

impl Reducible for Visit {
    type Action = Visit;

    fn reduce(self: Rc<Self>, action: Visit) -> Rc<Self> {
        Rc::new(action)
    }
}

/// Where a page was left: how far it was scrolled and what had the focus.
type Places = Rc<RefCell<Vec<(u32, (f64, Option<String>))>>>;

/// The address, and the means to change it.
#[derive(Clone)]
pub struct Navigator {
    visit: Visit,
    dispatch: UseReducerDispatcher<Visit>,
    places: Places,
}

impl PartialEq for Navigator {
    fn eq(&self, other: &Self) -> bool {
        self.visit == other.visit
    }
}

impl Navigator {
    /// The address of the page shown.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.visit.address
    }

    /// Goes to an address; Back will return here.
    pub fn push(&self, address: Address) {
        if address == self.visit.address {
            return;
        }
        remember(&self.places, self.visit.id);
        let id = self.visit.id + 1;
        browser::push_state(id, &address.href());
        let arrival = arrival(&self.visit.address, &address);
        self.dispatch.dispatch(Visit { address, id, arrival });
    }

    /// Changes the address without leaving a trace in the history: for every keystroke.
    pub fn replace(&self, address: Address) {
        if address == self.visit.address {
            return;
        }
        let arrival = arrival(&self.visit.address, &address);
        self.dispatch.dispatch(Visit { address, id: self.visit.id, arrival });
    }
}

fn arrival(from: &Address, to: &Address) -> Arrival {
    if from.route.page() == to.route.page() { Arrival::Stayed } else { Arrival::Moved }
}

fn remember(places: &Places, id: u32) {
    let mut places = places.borrow_mut();
    places.retain(|(other, _)| *other != id);
    places.push((id, (browser::scroll_y(), browser::focused_id())));
}

/// Holds the address for the whole app; `start` is the one that it was opened at.
#[hook]
pub fn use_navigator(start: &Address) -> Navigator {
    let visit = use_reducer(|| Visit { address: start.clone(), id: 0, arrival: Arrival::First });
    let places = use_mut_ref(Vec::new);
    let navigator =
        Navigator { visit: (*visit).clone(), dispatch: visit.dispatcher(), places: places.clone() };

    let current = use_mut_ref(|| 0);
    *current.borrow_mut() = visit.id;
    use_effect_with((), {
        let (dispatch, places) = (visit.dispatcher(), places.clone());
        move |()| {
            browser::restore_scroll_ourselves();
            let listener = EventListener::new(&window(), "popstate", move |_| {
                remember(&places, *current.borrow());
                let (path, query, _) = browser::location();
                let (address, id) = (Address::parse(&path, &query), browser::history_id());
                // A link to a place within the page has no number: the browser goes there.
                let arrival = if id.is_some() { Arrival::Returned } else { Arrival::Stayed };
                dispatch.dispatch(Visit { address, id: id.unwrap_or(*current.borrow()), arrival });
            });
            move || drop(listener)
        }
    });

    // The address bar follows; where the browser has had enough of changes, a little later.
    use_effect_with((*visit).clone(), |visit| {
        browser::show_chosen();
        let (id, href) = (visit.id, visit.address.href());
        let retry = (!write_address(id, &href)).then(|| {
            Timeout::new(2_000, move || {
                let _ = write_address(id, &href);
            })
        });
        move || drop(retry)
    });
    navigator
}

fn write_address(id: u32, href: &str) -> bool {
    let (path, query, fragment) = browser::location();
    let shown = Address::parse(&path, &query).href();
    let same = browser::history_id() == Some(id) && shown == href;
    let fragment =
        if shown == href && !fragment.is_empty() { format!("#{fragment}") } else { String::new() };
    same || browser::replace_state(id, &format!("{href}{fragment}"))
}

/// Puts scroll and focus where they belong once the page is `ready`.
#[hook]
pub fn use_arrival(navigator: &Navigator, ready: bool) {
    let handled = use_mut_ref(|| None::<(u32, String)>);
    let key = (navigator.visit.id, navigator.visit.address.route.page());
    let navigator = navigator.clone();
    use_effect_with((key, ready), move |(key, ready)| {
        if *ready && handled.borrow().as_ref() != Some(key) {
            *handled.borrow_mut() = Some(key.clone());
            arrive(&navigator);
        }
    });
}

fn arrive(navigator: &Navigator) {
    match navigator.visit.arrival {
        Arrival::Stayed => {}
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
            let places = navigator.places.borrow();
            let place = places.iter().find(|(id, _)| *id == navigator.visit.id);
            let place = place.map(|(_, place)| place.clone());
            let (y, id) = place.unwrap_or_default();
            browser::scroll_to(y);
            match id {
                Some(id) => browser::focus_id(&id),
                None => {
                    browser::focus("h1", false);
                }
            }
        }
    }
}
