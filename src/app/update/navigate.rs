//! From page to page. The address is the only copy of what is searched and shown; it is held here between a keystroke and
//! the browser's own address bar, which takes only so many changes a minute.

use crate::{
    app::{
        effect::{Effect, HistoryEntry},
        model::{Arrival, Model, Visit},
    },
    route::{Address, Route},
};

/// Goes to an address; with a `trace`, Back will return here.
pub fn go(model: &mut Model, address: Address, trace: bool, effects: &mut Vec<Effect>) {
    let from = &model.visit;
    if address == from.address {
        return;
    }
    let same = from.address.route.page() == address.route.page();
    let arrival = if same { Arrival::Stayed } else { Arrival::Moved };
    if !same {
        left(model);
        model.beside = false;
    }
    model.visit = Visit { address, id: model.visit.id + u32::from(trace), arrival };
    if trace {
        effects.push(Effect::Push(entry(&model.visit)));
    }
}

/// Goes back to the list that the release shown was opened from: Back will return to the release.
pub fn back_to_list(model: &mut Model, effects: &mut Vec<Effect>) {
    let Address { route, interface } = &model.visit.address;
    let Route::Release { slug, list } = route else { return };
    let (slug, route, interface) = (slug.clone(), Route::Home(list.clone()), *interface);
    go(model, Address { route, interface }, true, effects);
    model.visit.arrival = Arrival::CameBack(slug);
}

/// What is only of the page that is left.
fn left(model: &mut Model) {
    if !model.tools.busy {
        model.tools.said.clear();
    }
}

/// Goes where Back or Forward led. A link to a place within the page has no number: the browser goes there.
pub fn pop(model: &mut Model, address: Address, id: Option<u32>) {
    if id.is_some() {
        left(model);
    }
    let same = model.visit.address.route.page() == address.route.page();
    model.beside &= same;
    // Another list is as long as it may have been.
    model.reach.below |= same;
    model.visit = match id {
        Some(id) => Visit { address, id, arrival: Arrival::Returned },
        None => {
            let typing = model.visit.address.is_typing();
            let id = model.visit.id;
            Visit { address: address.typed(typing), id, arrival: Arrival::Stayed }
        }
    };
}

/// What the history keeps of a visit.
pub fn entry(visit: &Visit) -> HistoryEntry {
    HistoryEntry { href: visit.address.href(), id: visit.id, typing: visit.address.is_typing() }
}
