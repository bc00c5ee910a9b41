//! Releases that have something to do with one, and what: near-duplicates, which are the same text over another wire,
//! and what to read next.

use super::prose::direction;
use crate::{
    app::{
        element::{el, text},
        view_context::{LinkTo, ViewContext},
    },
    bundle::Related,
    i18n::{Messages, fill},
    route::{Route, Search},
    search::Gather,
};
use yew::Html;

/// How many there are, said in a `way`, and which, once they are asked for.
pub fn like(
    cx: &ViewContext,
    like: &[Related],
    list: &Search,
    way: fn(&Messages, u32) -> String,
) -> Option<Html> {
    let count = u32::try_from(like.len()).unwrap_or(u32::MAX);
    let details = || {
        el("details")
            .class("k-like")
            .child(el("summary").child(way(cx.messages, count)))
            .child(el("ul").children(like.iter().map(|other| item(cx, other, list))))
            .html()
    };
    (count > 0).then(details)
}

/// A release that has something to do with one: its title, then when it came out and over which wire.
pub fn item(cx: &ViewContext, other: &Related, list: &Search) -> Html {
    let to = Route::Release { slug: other.slug.clone(), list: list.clone() };
    let title = other.title.as_deref().unwrap_or(cx.messages.untitled);
    let lang = other.language.as_ref();
    let date = other.published.as_ref().map(|date| {
        el("time").attr("datetime", date.to_string()).child(cx.messages.date(date)).html()
    });
    let via = other.via.as_ref().map(|via| el("span").child(via).html());
    el("li")
        .key(other.slug.as_str())
        .child(el("span").attr("lang", lang).attr("dir", direction(title, None)).child(cx.link(
            to,
            LinkTo::default(),
            title.to_owned(),
        )))
        .child(text(" "))
        .child(el("small").child(date).child(via))
        .child(reason(cx, other))
        .html()
}

/// What both have in common, in words.
fn reason(cx: &ViewContext, other: &Related) -> Option<Html> {
    let messages = cx.messages;
    let topic = other.topic.as_ref().map(|slug| {
        let topic = cx.set.and_then(|set| set.topic(slug.as_str()));
        let label = topic.map_or(slug.as_str(), |topic| topic.label(cx.interface.tag()).0);
        fill(messages.same_topic, &[label])
    });
    let reasons = [
        other.quoted.as_ref().map(|quoted| fill(messages.same_quotation, &[quoted])),
        other.alike.map(|_| messages.same_text.to_owned()),
        topic,
        other.issuer.as_ref().map(|_| messages.same_issuer.to_owned()),
        (!other.words.is_empty()).then(|| fill(messages.same_words, &[&other.words.join(", ")])),
    ];
    let reasons = reasons.into_iter().flatten();
    let reasons: Vec<Html> = reasons.map(|reason| el("li").child(reason).html()).gather();
    (!reasons.is_empty()).then(|| el("ul").class("k-reasons").children(reasons).html())
}

/// Releases, each as an [`item`], under a heading with this `id`: what an article ends in, what a press kit gathers.
pub fn releases(id: &'static str, heading: &'static str, items: Vec<Html>) -> Option<Html> {
    let some = !items.is_empty();
    let section = || {
        el("section")
            .class("k-related")
            .attr("aria-labelledby", id)
            .child(el("h2").attr("id", id).child(heading))
            .child(el("ul").child(items))
            .html()
    };
    some.then(section)
}
