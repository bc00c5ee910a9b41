//! A press kit: the releases that it gathers; and on their pages, the kits that gather them.

use super::entry::entry;
use crate::{
    app::{
        element::el,
        view_context::{LinkTo, ViewContext},
    },
    bundle::{Article, Version},
    route::{Route, Search},
    search::Gather,
};
use yew::Html;

/// The releases that a press kit gathers.
pub fn gathered(cx: &ViewContext, article: &Article) -> Html {
    let list = Search::default();
    let entries = article.gathered.iter().map(|card| {
        let entry = entry(cx, card, &list, None, None, 3);
        el("li").class("k-entries__item").key(card.slug.as_str()).child(entry).html()
    });
    el("section")
        .class("k-media")
        .attr("aria-labelledby", "gathered-title")
        .flag("hidden", article.gathered.is_empty())
        .child(el("h2").attr("id", "gathered-title").child(cx.messages.gathered))
        .child(el("ol").class("k-entries").children(entries))
        .html()
}

/// Press kits, under their heading.
pub fn kits(cx: &ViewContext, kits: &[&Version]) -> Html {
    let links =
        kits.iter().map(|kit| el("li").key(kit.slug.as_str()).child(release_link(cx, kit)).html());
    el("section")
        .class("k-kits")
        .attr("aria-labelledby", "kits-title")
        .flag("hidden", kits.is_empty())
        .child(el("h2").attr("id", "kits-title").child(cx.messages.kits))
        .child(el("ul").child(links.gather()))
        .html()
}

/// A release by its title.
pub fn release_link(cx: &ViewContext, release: &Version) -> Html {
    let to = Route::Release { slug: release.slug.clone(), list: Search::default() };
    let title = release.title.as_deref().unwrap_or(cx.messages.untitled).to_owned();
    el("span")
        .attr("lang", release.language.as_ref().map(ToString::to_string))
        .child(cx.link(to, LinkTo::default(), title))
        .html()
}
