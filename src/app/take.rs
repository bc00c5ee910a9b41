//! Taking a release away: what is asked of the desk (`desk`), which answers on the page itself (`static/sheet.js`), and a
//! passage with where it is from.

use super::{
    effect::{ClipboardText, Effect},
    model::Model,
};
use crate::{
    bundle::{Article, Set, paths::ARTICLES},
    i18n::Messages,
    model::Release,
    route::{Address, Route, Search},
    search::Gather,
};
use std::rc::Rc;

/// The `id` of the element in which it is said that what can be taken away is on its way.
pub const SHEET: &str = "sheet";
/// The `id` of the element in which the outcome of a proof is said.
pub const PROOF: &str = "proof";
/// The `id` of the element in which it is said how copying a passage with its source went.
pub const QUOTED: &str = "quoted";

/// The release that is shown, if the newsroom has published it.
fn shown(model: &Model) -> Option<(Rc<Article>, &Set)> {
    match &model.visit.address.route {
        Route::Release { slug, list } if !list.device => {
            Some((model.reader()?.article(slug)?, model.set()?))
        }
        _ => None,
    }
}

/// The address of a release by itself, without the list that it was opened from.
pub fn href(release: &Release) -> String {
    let route = Route::Release { slug: release.slug.clone(), list: Search::default() };
    Address { route, interface: None }.href()
}

/// Asks the desk for something of the release that is shown: where its answer is to stand, what is said until then, and what
/// if none comes; then the file that the page has its text from, and the newsroom's name. `static/sheet.js` adds what the
/// page shows.
pub fn ask(model: &Model, place: &str, effects: &mut Vec<Effect>) {
    let Some((article, set)) = shown(model) else { return };
    let messages = model.interface().messages();
    let file = set.articles.path(ARTICLES, set.pack(&article.release.slug)).unwrap_or_default();
    let newsroom = set.newsroom.title.as_deref().unwrap_or_default();
    let order = [place, messages.loading, messages.tools_failed, &file, newsroom].join("\0");
    effects.push(Effect::AskDesk(order));
}

/// Where something that is copied is from: who says it, in what, what became of that; and its address.
pub fn source(
    release: &Release,
    set: Option<&Set>,
    messages: &Messages,
    who: Vec<String>,
) -> String {
    let who = (!who.is_empty()).then(|| who.join(", "));
    // An issuer may be the newsroom.
    let newsroom =
        set.and_then(|set| set.newsroom.title.clone()).filter(|name| who.as_ref() != Some(name));
    let date = release.published.as_ref().map(|date| messages.date(date));
    let state = release.status.as_ref().map(|status| messages.state(status.state).to_owned());
    let facts = [who, release.title.clone(), newsroom, date, state].into_iter().flatten();
    let facts: Vec<String> = facts.gather();
    ["\n— ", &facts.join(" – "), "\n", &href(release)].concat()
}

/// Copies what is selected, with where it is from.
pub fn quote(model: &Model, effects: &mut Vec<Effect>) {
    let Some((article, set)) = shown(model) else { return };
    let (release, messages) = (&article.release, model.interface().messages());
    let who = release.issuers.iter().map(|party| party.name.clone()).gather();
    let link = ClipboardText {
        text: source(release, Some(set), messages, who),
        is_address: true,
        outcome: QUOTED.to_owned(),
        words: [messages.copied, messages.copy_failed],
    };
    effects.push(Effect::CopyPassage(true, link, messages.nothing_selected));
}
