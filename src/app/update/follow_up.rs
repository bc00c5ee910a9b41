//! What follows from a change, whatever changed: what is listed and fetched, how much is drawn, what the browser is told.

use super::{
    keys::keys,
    load::{bring, bring_marks, bring_words, prefetch},
    navigate::entry,
    searches,
    tools::open_kept,
};
use crate::{
    app::{
        effect::Effect,
        feeds,
        model::{Model, STEPS, SetState, Takeover},
        months::Pointer,
        page::PageKind,
        requests, selectors, stories,
    },
    model::{Slug, blocks_text},
    route::Route,
};

/// Brings the model up to date with a change in it.
pub fn follow_up(model: &mut Model, effects: &mut Vec<Effect>) {
    model.revision = model.revision.wrapping_add(1);
    let needs = requests::needs(&model.visit.address.route, model.interface(), model.reach);
    list(model, effects);
    if !matches!(model.visit.address.route, Route::Home(_)) {
        // What goes from under it says nothing of its leaving.
        model.pointer = Pointer::Away;
    }
    let on_device = model.visit.address.route.is_on_device();
    model.ready = match model.reader() {
        Some(reader) => needs.iter().all(|need| reader.missing(need).is_empty()),
        // That nothing was opened can be said.
        None => on_device && model.site().is_some(),
    };
    let failed = has_failed(model);
    draw(model, failed, effects);
    tell(model, effects);
    bring_words(model, effects);
    bring(model, &needs, effects);
    gather_excerpts(model, effects);
    searches::check(model, effects);
    arrive(model, failed, effects);
    // What was found is shown first.
    let looks = model.listed.has_query() || !model.sought.is_empty();
    if looks && model.takeover == Takeover::Awake {
        bring_marks(model, effects);
    }
    open_kept(model, effects);
}

/// Lists what the page is to list, once that is there.
fn list(model: &mut Model, effects: &mut Vec<Effect>) {
    let (route, interface) = (&model.visit.address.route, model.interface());
    if model.listed.search.device != route.is_on_device() {
        (model.listed, model.excerpts) = Default::default();
    }
    let listed = |reader| selectors::listed(reader, route, interface, model.reach, &model.listed);
    let new = model.reader().and_then(listed);
    if let Some(new) = new {
        model.listed = new;
        searches::seen(model, effects);
    }
    let query = &model.listed.search.query;
    if model.typed.0 != *query {
        model.typed = (query.clone(), true);
        effects.push(Effect::Debounce);
    }
}

/// Excerpts only once the reader pauses: results never wait for them.
fn gather_excerpts(model: &mut Model, effects: &mut Vec<Effect>) {
    let finder = model.finder();
    let Model { set, excerpts, listed, tools, reach, .. } = model;
    let reader = match (set, &tools.reader) {
        (_, Some(reader)) if listed.search.device => reader,
        (SetState::Ready(reader), _) => reader,
        _ => return,
    };
    if model.ready && !model.typed.1 && matches!(model.visit.address.route, Route::Home(_)) {
        let needs = excerpts.gather(reader, listed, finder.as_ref(), reach.below);
        prefetch(model, &needs, effects);
    }
}

/// Whether the page cannot be had. To one that was rendered before, none that lacks what it is for is preferred.
fn has_failed(model: &Model) -> bool {
    match &model.set {
        SetState::Loading => false,
        SetState::Failed(_) => true,
        SetState::Ready(reader) => {
            model.takeover != Takeover::Awake
                && model.ready
                && selectors::lacks(reader, &model.visit.address.route)
        }
    }
}

/// Whether what is drawn can take the place of the page that is there: the best of a search can, as that page shows something else.
fn can_wake(model: &Model) -> bool {
    let best = model.listed.answered && model.listed.has_query();
    model.ready || best && matches!(model.visit.address.route, Route::Home(_))
}

/// How much is drawn. What is not seen yet is drawn once all is there, and in steps: the page that is there answers the
/// reader in between. What cannot be had is said at once, and what comes after it is seen.
fn draw(model: &mut Model, failed: bool, effects: &mut Vec<Effect>) {
    let steps = match model.takeover {
        Takeover::Awake => {
            if !model.beside && matches!(model.visit.address.route, Route::Home(_)) {
                effects.push(Effect::DrawMore);
            }
            return;
        }
        Takeover::Steps(STEPS) => return,
        _ if failed => STEPS,
        _ if !can_wake(model) => return model.takeover = Takeover::Asleep,
        _ if !matches!(model.visit.address.route, Route::Home(_)) => STEPS,
        unfinished => unfinished.steps(),
    };
    model.takeover = Takeover::Steps(steps);
    if steps < STEPS {
        effects.push(Effect::DrawMore);
    }
}

/// Tells the browser what has changed.
fn tell(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.told.visit.as_ref() != Some(&model.visit) {
        effects.push(Effect::Replace(entry(&model.visit)));
        effects.push(Effect::ShowSelected);
        model.told.visit = Some(model.visit.clone());
    }
    let (route, interface) = (&model.visit.address.route, model.interface());
    let feeds = model.set().map(|set| feeds::named(set, route, interface)).unwrap_or_default();
    if model.told.feeds != feeds {
        effects.push(Effect::NameFeeds(feeds.clone()));
        model.told.feeds = feeds;
    }
    let keys = keys(model);
    if model.told.keys != keys {
        effects.push(Effect::ListenTo(keys));
        model.told.keys = keys;
    }
    let copied = copied_as_sent(model);
    if model.told.copy_from != copied {
        effects.push(Effect::CopyFrom(
            copied.as_ref().and_then(|slug| text(model, slug)).unwrap_or_default(),
        ));
        model.told.copy_from = copied;
    }
    let announcement = announcement(model);
    if model.told.announcement != announcement {
        effects.push(Effect::Announce(announcement.clone()));
        model.told.announcement = announcement;
    }
}

/// The release that is shown, where its text is copied as it was sent.
fn copied_as_sent(model: &Model) -> Option<Slug> {
    let Route::Release { slug, .. } = &model.visit.address.route else { return None };
    (model.settings.copy_as_sent && model.ready).then(|| slug.clone())
}

/// All text of a release, as it was sent.
fn text(model: &Model, slug: &Slug) -> Option<String> {
    let article = model.reader()?.article(slug)?;
    let release = &article.release;
    let mut text = String::new();
    let lines = [&release.title, &release.summary].map(|line| line.clone().unwrap_or_default());
    for part in
        lines.into_iter().chain([blocks_text(&release.body.blocks()), blocks_text(&release.about)])
    {
        text.push_str(&part);
        text.push('\n');
    }
    Some(text)
}

/// How many releases there are, once that is known.
fn announcement(model: &Model) -> String {
    let (listed, messages) = (&model.listed, model.interface().messages());
    let is_list = matches!(model.visit.address.route, Route::Home(_));
    match listed.answer.more {
        _ if !is_list || !listed.answered || listed.answer.partial => String::new(),
        more @ 1.. if listed.search.wide => messages.partly(more),
        _ if listed.search.more > 0 => messages.shown_of(listed.texts, listed.answer.total),
        _ => model.set().map(|set| stories::counted(set, listed, messages)).unwrap_or_default(),
    }
}

/// Once there is what the reader came for, the page is shown, and scroll and focus go where they belong. It takes the place
/// of one that was rendered before once there is the whole of it, so that nothing moves when the rest comes.
fn arrive(model: &mut Model, failed: bool, effects: &mut Vec<Effect>) {
    let page = PageKind::of(model);
    let (is_final, title) = (page.is_final(), page.title(model));
    let whole = can_wake(model) && model.takeover.steps() == STEPS;
    let awake = model.takeover == Takeover::Awake;
    let there = if awake { model.ready || is_final } else { whole || failed };
    // What comes when it is asked for again is another arrival.
    let here = (model.visit.id, model.visit.address.route.page(), failed);
    if there && model.told.arrived.as_ref() != Some(&here) {
        model.told.arrived = Some(here);
        match (awake, failed) {
            (false, true) => effects.push(Effect::WakeOrStay),
            (false, false) => {
                model.takeover = Takeover::Awake;
                effects.push(Effect::Wake);
                effects.push(Effect::Arrive(model.visit.arrival.clone()));
            }
            (true, _) => effects.push(Effect::Arrive(model.visit.arrival.clone())),
        }
    }
    if model.takeover != Takeover::Awake {
        return;
    }
    if model.told.title != title {
        effects.push(Effect::SetTitle(title.clone()));
        model.told.title = title;
    }
    let language = model.interface();
    if model.told.language != Some(language) {
        effects.push(Effect::SetLanguage(language.tag()));
        model.told.language = Some(language);
    }
}
