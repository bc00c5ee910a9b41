//! A press kit: the releases that it gathers; and on their pages, the kits that gather them.

use super::entry::entry;
use crate::{
    app::{
        element::el,
        view_context::{LinkTo, ViewContext},
    },
    bundle::{Article, Kit, Version},
    route::{Route, Search},
};
use yew::Html;

/// The releases that a press kit gathers.
pub fn gathered(cx: &ViewContext, kit: &Kit) -> Html {
    let list = Search::default();
    let entries = kit.releases.iter().map(|card| {
        el("li")
            .class("k-entries__item")
            .key(card.slug.as_str())
            .child(entry(cx, card, &list, None, None, 3))
            .html()
    });
    el("section")
        .class("k-media")
        .attr("aria-labelledby", "gathered-title")
        .child(el("h2").attr("id", "gathered-title").child(cx.messages.gathered))
        .child(el("ol").class("k-entries").children(entries))
        .html()
}

/// The press kits that gather a release.
pub fn kits(cx: &ViewContext, article: &Article) -> Option<Html> {
    let link = |kit: &Version| {
        let to = Route::Release { slug: kit.slug.clone(), list: Search::default() };
        let title = kit.title.clone().unwrap_or_else(|| cx.messages.untitled.to_owned());
        el("li")
            .key(kit.slug.as_str())
            .attr("lang", kit.language.as_ref().map(ToString::to_string))
            .child(cx.link(to, LinkTo::default(), title))
            .html()
    };
    let section = el("section")
        .attr("aria-labelledby", "kits-title")
        .child(el("h2").attr("id", "kits-title").child(cx.messages.kits))
        .child(el("ul").children(article.kits.iter().map(link)));
    (!article.kits.is_empty()).then(|| section.html())
}
