//! Searches that were saved: which releases of them are new. One after the other, each by one answer and the cards of its
//! newest releases, from what the set has now: nothing is asked of anyone else.

use super::load::ask;
use crate::{
    app::{
        effect::{Effect, Purpose},
        model::Model,
        saved::{self, SavedSearch},
        selectors::newest,
        visits::{self, Mark},
    },
    bundle::{Missing, Need},
    route::{Route, Search},
};

/// Saves a search, or no longer saves it.
pub fn toggle(model: &mut Model, search: Search) {
    let before = model.searches.len();
    model.searches.retain(|saved| saved.search != search);
    if let Some(now) = model.now.filter(|_| model.searches.len() == before) {
        let mark = Mark::new(now, &model.listed.found);
        model.searches.insert(0, SavedSearch { search, mark, news: None });
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
    if let Some(saved) = saved.filter(|saved| saved.mark.since != now) {
        (saved.mark, saved.news) = (Mark::new(now, &model.listed.found), None);
        store(model, effects);
    }
}

/// Finds out how many releases of each are new, where that is to be shown.
pub fn check(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.visit.address.route != Route::Saved || model.loading.saves_data {
        return;
    }
    let interface = model.interface();
    while let Some(place) = model.searches.iter().position(|saved| saved.news.is_none()) {
        let Some(saved) = model.searches.get(place) else { return };
        let Some(reader) = model.reader() else { return };
        let need = Need::List(newest(&saved.search, interface));
        let (mut told, mut waits) = (reader.failure().is_none(), false);
        for missing in reader.missing(&need) {
            match missing {
                Missing::File(file) if model.loading.in_vain.contains(&file) => told = false,
                Missing::File(file) => {
                    waits = true;
                    if !model.loading.has(&file) {
                        effects.push(Effect::Fetch(model.loading.begin(file, Purpose::Prefetch)));
                    }
                }
                Missing::Answer(request) => {
                    waits = true;
                    ask(model, request, effects);
                }
            }
        }
        if waits {
            return;
        }
        let (Some(saved), Some(reader)) = (model.searches.get(place), model.reader()) else {
            return;
        };
        let Need::List(request) = &need else { return };
        let found = reader.found(&reader.answer(request));
        let cards = found.iter().filter_map(|found| found.card.as_deref());
        let new = cards.filter(|card| saved.mark.is_before(card)).count();
        let news = u32::try_from(new).ok().filter(|_| told);
        if let Some(saved) = model.searches.get_mut(place) {
            saved.news = Some(news);
        }
    }
}
