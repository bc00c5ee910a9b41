//! What the list of one topic or issuer is called, and what it is about.

use super::prose::direction;
use crate::{
    app::{element::el, selectors::label, view_context::ViewContext},
    bundle::Set,
    route::Search,
    search::Facet,
};
use yew::Html;

/// The heading of the list of one topic or issuer; nothing of other lists.
pub fn list_heading(cx: &ViewContext, set: &Set, search: &Search) -> Html {
    let Some((facet, key)) = search.subject() else { return el("div").flag("hidden", true).html() };
    let tag = cx.interface.tag();
    let topic = set.topic(key).filter(|_| facet == Facet::Topic);
    let name = label(set, facet, key, cx.messages, cx.interface);
    let foreign = topic.and_then(|topic| topic.label(tag).1).filter(|l| l.primary() != tag);
    let about = topic.and_then(|topic| topic.description(tag)).map(|(language, text)| {
        el("p")
            .class("k-list-head__text")
            .attr("lang", (language.primary() != tag).then(|| language.to_string()))
            .child(text)
    });
    el("header")
        .class("k-list-head")
        .child(el("p").class("k-list-head__kind").child(cx.messages.facet(facet)))
        .child(
            el("h1")
                .attr("tabindex", "-1")
                .attr("lang", foreign)
                .attr("dir", direction(&name, None))
                .child(name),
        )
        .child(about)
        .html()
}
