//! What this newsroom is.

use crate::app::element::el;
use crate::app::{
    components::{contacts::contacts, offline::offline, provenance::link},
    view_context::ViewContext,
};
use yew::Html;

/// What this newsroom is.
pub fn about(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    let Some(set) = cx.set else { return Html::default() };
    let newsroom = &set.newsroom;
    let lang = newsroom.languages.first();
    el("div")
        .class("k-message")
        .child(el("h1").attr("tabindex", "-1").child(messages.about))
        .child(el("p").attr("lang", lang).child(newsroom.description.clone().unwrap_or_default()))
        .child(el("p").child(messages.built_from(set.documents)))
        .child(el("p").child(newsroom.home.as_ref().map(link).unwrap_or_default()))
        .child(
            newsroom
                .contact
                .as_ref()
                .map(|c| contacts(cx, std::slice::from_ref(c)))
                .unwrap_or_default(),
        )
        .child(offline(cx))
        .child(el("p").child(messages.made_with))
        .child(el("p").child(el("a").attr("href", "licences.txt").child(messages.licences)))
        .html()
}
