//! How the query was understood: a quiet line below the field, when there is something to say.

use super::nothing_found::did_you_mean;
use crate::{
    app::{
        element::el,
        explain::THEN,
        selectors::{self, Listed},
        view_context::ViewContext,
    },
    bundle::Set,
    i18n::fill,
    model::Month,
    search::{Facet, Gather, marker::MARK},
};
use yew::Html;

/// How the query of what is listed was understood.
pub fn understood(cx: &ViewContext, set: &Set, listed: &Listed) -> Html {
    let messages = cx.messages;
    let answer = &listed.answer;
    let explained = cx.model.marker.filter(|_| !answer.understood.is_empty());
    let explained = explained.map(|marker| {
        (marker.explain)(&answer.understood, &listed.search.query, cx.interface.tag())
    });
    let (said, corrected) =
        explained.as_deref().and_then(|e| e.split_once(THEN)).unwrap_or_default();
    // Every second piece is a name of something.
    let pieces = said.split(MARK).enumerate();
    let said = pieces.map(|(at, piece)| match at % 2 {
        0 => piece.to_owned(),
        _ => called(cx, set, piece),
    });
    let said = said.gather().concat();
    let unavailable = answer.unavailable.iter().map(|word| fill(messages.quoted, &[word]));
    let unavailable = unavailable.gather().join(", ");
    el("div")
        .class("k-understood")
        .child(
            el("p")
                .flag("hidden", said.is_empty())
                .child(el("span").class("k-understood__name").child(messages.understood))
                .child(" ")
                .child(said),
        )
        .child(correction(cx, listed, corrected))
        .child(
            el("p")
                .class("k-understood__lacking")
                .flag("hidden", unavailable.is_empty())
                .child(fill(messages.unavailable_words, &[&unavailable])),
        )
        .html()
}

/// That words are nowhere, and what was searched instead.
fn correction(cx: &ViewContext, listed: &Listed, corrected: &str) -> Html {
    // Where nothing was found, that is said in its place.
    let suggestion = listed.answer.suggestion.as_ref().filter(|_| !listed.is_empty());
    let Some(suggestion) = suggestion else { return el("p").flag("hidden", true).html() };
    if corrected.is_empty() {
        return did_you_mean(cx, &listed.search, suggestion);
    }
    let search = listed.search.with_query(suggestion.clone());
    el("p")
        .child(corrected.to_owned())
        .child(" ")
        .child(cx.list_link(search, suggestion))
        .child(".")
        .html()
}

/// What something is called of which [`explain`](crate::app::explain::explain) has the name.
fn called(cx: &ViewContext, set: &Set, name: &str) -> String {
    let messages = cx.messages;
    let (first, second) = name.split_once(' ').unwrap_or((name, ""));
    let month = |text: &str| text.parse::<Month>().ok();
    match (Facet::named(first), month(first)) {
        (Some(facet), _) if second.is_empty() => messages.facet(facet).to_owned(),
        (Some(facet), _) => selectors::label(set, facet, second, messages, cx.interface),
        (_, Some(from)) => messages.period(from, month(second).unwrap_or(from)),
        _ => String::new(),
    }
}
