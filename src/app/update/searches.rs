//! Searches that were saved: how many more releases they have than when they were seen last. One after the other, each by
//! one answer from what the set has now: nothing is asked of anyone else.

use super::load::ask;
use crate::{
    app::{
        effect::Effect,
        model::{Model, SetState},
        requests::counting,
        saved::{self, SavedSearch},
        visits,
    },
    bundle::{Missing, Need},
    route::{Route, Search},
};

/// Saves a search, or no longer saves it.
pub fn toggle(model: &mut Model, search: Search) {
    let before = model.searches.len();
    model.searches.retain(|saved| saved.search != search);
    if let Some(since) = model.now.filter(|_| model.searches.len() == before) {
        let total = model.listed.answer.total;
        model.searches.insert(0, SavedSearch { search, since, total, news: None });
    }
}

/// Keeps all that was saved.
pub fn store(model: &Model, effects: &mut Vec<Effect>) {
    effects.push(Effect::Store(saved::KEY, saved::print(&model.saved, &model.searches)));
}

/// Releases were listed: they are seen, and where a saved search lists them, nothing in it is new any more.
pub fn seen(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.settings.news && model.visits.list(&model.listed.found) {
        effects.push(Effect::Store(visits::KEY, model.visits.print()));
    }
    let Route::Home(search) = &model.visit.address.route else { return };
    let shown =
        model.listed.answered && !model.listed.answer.partial && model.listed.search == *search;
    let Some(now) = model.now.filter(|_| shown && !model.searches.is_empty()) else { return };
    let search = saved::from_beginning(search);
    let saved = model.searches.iter_mut().find(|saved| saved.search == search);
    let total = model.listed.answer.total;
    if let Some(saved) = saved.filter(|saved| (saved.since, saved.total) != (now, total)) {
        (saved.since, saved.total, saved.news) = (now, total, None);
        store(model, effects);
    }
}

/// Finds out how many releases of each are new, where that is to be shown.
pub fn check(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.visit.address.route != Route::Saved || model.loading.saves_data {
        return;
    }
    let interface = model.interface();
    let Model { set, searches, .. } = model;
    let SetState::Ready(reader) = set else { return };
    let mut wanted = None;
    for saved in searches {
        let need = Need::List(counting(&saved.search, interface));
        let mut missing = reader.missing(&need).into_iter();
        wanted = missing.find(|missing| matches!(missing, Missing::Answer(_)));
        if wanted.is_some() {
            break;
        }
        if let Need::List(request) = &need {
            saved.news = Some(reader.answer(request).total.saturating_sub(saved.total));
        }
    }
    if let Some(Missing::Answer(request)) = wanted {
        ask(model, request, effects);
    }
}
