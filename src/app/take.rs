//! Taking a release away: what is asked of the desk (`desk`), which answers on the page itself (`static/sheet.js`), and a
//! passage with where it is from.

use super::{
    effect::{ClipboardText, Effect},
    model::Model,
};
use crate::{
    bundle::{Article, Set, paths::ARTICLES},
    route::{Address, Route, Search},
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
pub fn href(article: &Article) -> String {
    let route = Route::Release { slug: article.release.slug.clone(), list: Search::default() };
    Address { route, interface: None }.href()
}

/// Asks the desk for something of the release that is shown. Where its answer is to stand; what is said until then, and
/// what if none comes; then what `desk::Order::parse` reads.
pub fn ask(model: &Model, place: &str, effects: &mut Vec<Effect>) {
    let Some((article, set)) = shown(model) else { return };
    let (slug, interface) = (&article.release.slug, model.interface());
    let (tag, messages) = (interface.tag(), interface.messages());
    let file = set.articles.path(ARTICLES, set.pack(slug)).unwrap_or_default();
    let newsroom = set.newsroom.title.as_deref().unwrap_or_default();
    let mut order =
        [place, messages.loading, messages.tools_failed, tag, &file, slug.as_str(), newsroom]
            .join("\0");
    for topic in article.release.topics.iter().filter_map(|slug| set.topic(slug.as_str())) {
        order.push('\0');
        order.push_str(topic.label(tag).0);
    }
    effects.push(Effect::AskDesk(order));
}

/// Copies what is selected, with where it is from: title, issuers, newsroom, date, address.
pub fn quote(model: &Model, effects: &mut Vec<Effect>) {
    let Some((article, set)) = shown(model) else { return };
    let (release, messages) = (&article.release, model.interface().messages());
    let date = release.published.as_ref().map(|date| messages.date(date));
    let mut facts: Vec<&str> = release.title.as_deref().into_iter().collect();
    facts.extend(release.issuers.iter().map(|party| party.name.as_str()));
    // An issuer may be the newsroom.
    let newsroom = set.newsroom.title.as_deref();
    facts.extend(newsroom.filter(|name| !facts.contains(name)));
    facts.push(date.as_deref().unwrap_or(messages.date_absent));
    facts.extend(release.status.as_ref().map(|status| messages.state(status.state)));
    let source = ["\n\n— ", &facts.join(", "), "\n"].concat();
    let link = ClipboardText {
        text: href(&article),
        is_address: true,
        outcome: QUOTED.to_owned(),
        words: [messages.copied, messages.copy_failed],
    };
    effects.push(Effect::CopyPassage(source, link, messages.nothing_selected));
}
