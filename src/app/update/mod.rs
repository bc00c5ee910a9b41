//! What a message changes, and what is to be done for it. Pure: no browser, no clock.

mod follow_up;
mod keys;
mod load;
mod navigate;
mod searches;
mod tools;

use super::{
    effect::{Effect, Purpose},
    marks::MARKER,
    message::Msg,
    model::{Arrival, Flags, Model, STEPS, SetState, Takeover, Trouble},
    months,
    requests::Reach,
    saved,
    selectors::is_searching,
    settings::{self, Settings},
    take,
    tools::Said,
    visits::{self, Visits},
};
use crate::{
    bundle::{Reader, layout::SET},
    i18n::Interface,
    route::{Address, Route, Search},
};
use follow_up::follow_up;

/// The model at the start, and what is to be done first.
#[must_use]
pub fn init(flags: Flags) -> (Model, Vec<Effect>) {
    let mut model = Model::new(flags);
    let mut effects = vec![Effect::ApplySettings(model.settings.clone())];
    if model.settings.news && model.now.is_some() {
        effects.push(Effect::Store(visits::KEY, model.visits.print()));
    }
    // It need not wait for the set.
    if is_searching(&model.visit.address.route) {
        model.loading.searching = true;
        effects.push(Effect::StartSearch);
    }
    effects.push(Effect::Fetch(model.loading.begin(SET.to_owned(), Purpose::Open)));
    follow_up(&mut model, &mut effects);
    (model, effects)
}

/// The model of a page that is rendered natively: at an address, from a set that is already there, in a language. The releases
/// that its list has beside those that it shows are at `older`.
#[must_use]
pub fn still(
    address: Address,
    reader: Reader,
    language: Interface,
    older: Option<String>,
) -> Model {
    let flags = Flags {
        address,
        id: 0,
        below: false,
        hidden: false,
        settings: Settings::default(),
        preferred: None,
        spoken: Interface::ALL.to_vec(),
        words: Vec::new(),
        saved: Vec::new(),
        searches: Vec::new(),
        visits: Visits::default(),
        now: None,
        trouble: None,
        saves_data: true,
        reloaded_for: None,
        marker: Some(MARKER),
    };
    let set = SetState::Ready(Box::new(reader));
    let (language, takeover) = (Some(language), Takeover::Awake);
    let reach = Reach::ALL;
    let mut model = Model { language, set, takeover, older, reach, ..Model::new(flags) };
    follow_up(&mut model, &mut Vec::new());
    model
}

/// Takes in what happened. What is to be done for it, in this order.
#[must_use]
pub fn update(model: &mut Model, message: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    let message = match message {
        Msg::KeyPressed(key) => match keys::meaning(model, key) {
            Some(meaning) => meaning,
            None => return effects,
        },
        Msg::Pointed(action, x, width) => match months::pointed(model, action, x, width) {
            Some(span) => Msg::MonthsChosen(span),
            None => return effects,
        },
        message => message,
    };
    match message {
        Msg::Perform(effect) => return vec![effect],
        Msg::KeyPressed(_) | Msg::Pointed(..) => {}
        Msg::BackToList => navigate::back_to_list(model, &mut effects),
        Msg::FacetUnfolded(facet, first) => {
            let folded = model.unfolded.len();
            model.unfolded.retain(|other| *other != facet);
            if model.unfolded.len() == folded {
                model.unfolded.push(facet);
                effects.push(Effect::FocusDrawn(first));
            }
        }
        Msg::FacetSought(facet, text) => {
            model.sought.retain(|(other, _)| *other != facet);
            model.sought.push((facet, text));
        }
        Msg::Navigate(address) => navigate::go(model, address, true, &mut effects),
        Msg::PopState(address, id) => navigate::pop(model, address, id),
        Msg::QueryTyped(query) => typed(model, query, &mut effects),
        Msg::QueryCleared => {
            effects.push(Effect::Focus("#search", false));
            typed(model, String::new(), &mut effects);
        }
        Msg::EndTyping => {
            let address = model.visit.address.clone().typed(false);
            navigate::go(model, address, false, &mut effects);
        }
        Msg::Came { below } => {
            let is_list = matches!(model.visit.address.route, Route::Home(_));
            let reach = if below { &mut model.reach.below } else { &mut model.reach.filters };
            if *reach || !is_list {
                return effects;
            }
            *reach = true;
        }
        Msg::SearchFocused => load::prepare_search(model, &mut effects),
        Msg::Paused => model.typed.1 = false,
        Msg::MonthsChosen(months) => {
            let Route::Home(search) = &model.visit.address.route else { return effects };
            let before = search.selection.months;
            let mut search = Search { more: 0, ..search.clone() };
            search.selection.months = months.filter(|span| before != Some(*span));
            // Back undoes the span as a whole, not each step of moving its ends.
            let replaces = before.is_some() && search.selection.months.is_some();
            let address = Address { route: Route::Home(search), ..model.visit.address.clone() };
            navigate::go(model, address, !replaces, &mut effects);
        }
        Msg::InterfaceChosen(interface) => {
            let settings = Settings { interface: Some(interface), ..model.settings.clone() };
            change_settings(model, settings, &mut effects);
            // Chosen again, it is asked for again.
            model.loading.in_vain.clear();
            let address = model.visit.address.in_interface(interface);
            navigate::go(model, address, true, &mut effects);
        }
        Msg::SettingsChanged(settings) => change_settings(model, settings, &mut effects),
        Msg::ToggleSaved(release) => {
            saved::toggle(&mut model.saved, release);
            searches::store(model, &mut effects);
        }
        Msg::ToggleSearch(search) => {
            searches::toggle(model, search);
            searches::store(model, &mut effects);
        }
        Msg::SavedElsewhere(kept) => {
            model.saved = kept.releases;
            model.searches = kept.searches;
        }
        Msg::NotKept if !model.told.not_kept => {
            model.told.not_kept = true;
            model.trouble = Some(Trouble::NotKept);
        }
        Msg::NotKept => return effects,
        Msg::TroubleRead => model.trouble = None,
        Msg::SavedFileRead(text) => {
            let brought = text.as_deref().and_then(saved::parse);
            let messages = model.interface().messages();
            let words = match &brought {
                None => messages.saved_unreadable,
                Some(brought) if brought.partly => messages.saved_partly,
                Some(_) => "",
            };
            if let Some(brought) = brought {
                saved::add(&mut model.saved, &mut model.searches, brought);
                searches::store(model, &mut effects);
            }
            effects.push(Effect::Say("brought", words));
        }
        Msg::Take(place) => take::ask(model, place, &mut effects),
        Msg::Quote => take::quote(model, &mut effects),
        Msg::Retry => load::retry(model, &mut effects),
        Msg::FileArrived(fetch, result) => load::arrived(model, fetch, result, &mut effects),
        Msg::SearchReplied(reply) => load::replied(model, reply, &mut effects),
        Msg::WorkerDied(file) => load::worker_died(model, file, &mut effects),
        Msg::MarksCame(marker) => load::marks_came(model, marker, &mut effects),
        Msg::NotReloaded => load::accept_setbacks(model),
        Msg::OfflineSaid(message) => model.offline = model.offline.after(message),
        // Parts of a set are nothing to show yet.
        Msg::ToolsSaid(said @ Said::File(..)) => {
            tools::said(model, said, &mut effects);
            return effects;
        }
        Msg::ToolsSaid(said) => tools::said(model, said, &mut effects),
        Msg::AskTools(kind, text) => tools::ask(model, kind, text, &mut effects),
        Msg::DrawMore => {
            // Where the reader was may lie below what was drawn at first.
            if !model.beside && matches!(model.visit.arrival, Arrival::CameBack(_)) {
                model.told.arrived = None;
            }
            model.beside = true;
            if let Takeover::Steps(steps) = model.takeover
                && steps < STEPS
            {
                model.takeover = Takeover::Steps(steps + 1);
            }
        }
        Msg::GaveWay => {
            model.takeover = Takeover::Awake;
            model.told.arrived = None;
        }
    }
    follow_up(model, &mut effects);
    effects
}

fn typed(model: &mut Model, query: String, effects: &mut Vec<Effect>) {
    let Route::Home(search) = &model.visit.address.route else { return };
    model.reach.below = false;
    let route = Route::Home(search.with_query(query));
    let address = Address { route, ..model.visit.address.clone() };
    navigate::go(model, address.typed(true), false, effects);
}

fn change_settings(model: &mut Model, settings: Settings, effects: &mut Vec<Effect>) {
    effects.push(Effect::Store(settings::KEY, settings.print()));
    effects.push(Effect::ApplySettings(settings.clone()));
    if model.settings.news && !settings.news {
        // Nothing of it stays on the device.
        model.visits = Visits::default();
        effects.push(Effect::Store(visits::KEY, String::new()));
    }
    model.settings = settings;
}
