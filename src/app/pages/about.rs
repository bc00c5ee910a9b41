//! What this newsroom is.

use crate::app::element::el;
use crate::app::{
    components::{contacts::contacts, offline::offline, provenance::link},
    scene::Scene,
};
use yew::Html;

/// What this newsroom is.
pub fn about(scene: &Scene) -> Html {
    let messages = scene.messages;
    let Some(set) = &scene.set else { return Html::default() };
    let newsroom = &set.newsroom;
    let lang = newsroom.languages.first().map(ToString::to_string);
    el("div")
        .class("k-message")
        .child(el("h1").attr("tabindex", "-1").child(messages.about))
        .child(el("p").attr("lang", lang).child(newsroom.description.clone().unwrap_or_default()))
        .child(el("p").child((messages.built_from)(set.documents)))
        .child(el("p").child(newsroom.home.as_ref().map(link).unwrap_or_default()))
        .child(
            newsroom
                .contact
                .as_ref()
                .map(|c| contacts(scene, std::slice::from_ref(c)))
                .unwrap_or_default(),
        )
        .child(offline(scene))
        .child(el("p").child(messages.made_with))
        .child(el("p").child(el("a").attr("href", "licences.txt").child(messages.licences)))
        .html()
}
