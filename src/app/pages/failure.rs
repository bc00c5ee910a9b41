//! The set, or a part of it, cannot be had or read: what that means, and a way on.

use crate::app::element::{el, nodes};
use crate::{
    app::{
        components::{offline::offline, prose::direction},
        message::Msg,
        view_context::ViewContext,
    },
    bundle::LoadError,
    i18n::Messages,
    model::Slug,
};
use yew::Html;

/// What is wrong, and what to do about it.
fn words(error: &LoadError, messages: &Messages) -> (&'static str, &'static str) {
    match error {
        LoadError::Missing { .. } => (messages.set_missing, messages.set_missing_advice),
        LoadError::Broken { .. } => (messages.set_broken, messages.set_broken_advice),
        LoadError::OtherVersion { .. } => {
            (messages.set_other_version, messages.set_other_version_advice)
        }
        LoadError::PartMissing { .. } => (messages.part_missing, messages.part_missing_advice),
    }
}

/// A page of its own, where nothing else can be shown.
///
/// Of a release, what the list says of it stands there all the same, and how to have the whole newsroom at hand: off line it
/// is as a rule the release that is not kept.
pub fn failure(cx: &ViewContext, error: &LoadError, slug: Option<&Slug>) -> Html {
    let (title, advice) = words(error, cx.messages);
    let page = el("div").class("k-message");
    let is_absent = matches!(error, LoadError::PartMissing { .. });
    let Some(slug) = slug.filter(|_| cx.set.is_some() && is_absent) else {
        return page
            .attr("role", "alert")
            .child(el("h1").attr("tabindex", "-1").child(title))
            .child(advice_and_retry(cx, error, advice))
            .html();
    };
    let card = cx.model.reader().and_then(|reader| reader.card(slug));
    let heading = match &card {
        Some(card) => {
            let lang = card.language.as_ref();
            let title = card.title.clone().unwrap_or_else(|| cx.messages.untitled.to_owned());
            let dir = direction(&title, None);
            nodes([
                el("h1")
                    .attr("tabindex", "-1")
                    .attr("lang", lang)
                    .attr("dir", dir)
                    .child(title)
                    .html(),
                el("p").child(card.published.as_ref().map(|date| cx.messages.date(date))).html(),
                el("p")
                    .attr("lang", lang)
                    .attr("dir", dir)
                    .child(card.summary.clone().unwrap_or_default())
                    .html(),
            ])
        }
        None => el("h1").attr("tabindex", "-1").child(title).html(),
    };
    page.child(heading)
        .child(
            el("div")
                .class("k-banner")
                .attr("role", "alert")
                .child(el("p").class("k-banner__title").child(cx.messages.text_missing))
                .child(advice_and_retry(cx, error, cx.messages.text_missing_advice)),
        )
        .child(offline(cx))
        .html()
}

/// A note above what can be shown all the same.
pub fn partial_failure(cx: &ViewContext, error: Option<&LoadError>) -> Html {
    let Some(error) = error else { return el("div").flag("hidden", true).html() };
    let (title, advice) = words(error, cx.messages);
    el("div")
        .class("k-banner")
        .attr("role", "alert")
        .child(el("p").class("k-banner__title").child(title))
        .child(advice_and_retry(cx, error, advice))
        .html()
}

fn advice_and_retry(cx: &ViewContext, error: &LoadError, advice: &'static str) -> Html {
    let messages = cx.messages;
    nodes([
        el("p").child(advice).html(),
        el("p")
            .child(
                el("button")
                    .class("k-button k-button--strong")
                    .attr("type", "button")
                    .onclick(cx.on_click(|| Msg::Retry))
                    .child(messages.try_again),
            )
            .html(),
        el("details")
            .child(el("summary").child(messages.details))
            .child(el("p").child(el("code").child(error.to_string())))
            .html(),
    ])
}
