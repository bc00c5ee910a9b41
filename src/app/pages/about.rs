//! What this newsroom is.

use crate::app::{
    components::{contacts::contacts, offline::offline, provenance::link},
    scene::Scene,
};
use yew::{Html, html};

/// What this newsroom is.
pub fn about(scene: &Scene) -> Html {
    let messages = scene.messages;
    let Some(set) = &scene.set else { return Html::default() };
    let newsroom = &set.newsroom;
    let lang = newsroom.languages.first().map(ToString::to_string);
    html! {
        <div class="k-message">
            <h1 tabindex="-1">{ messages.about }</h1>
            <p {lang}>{ newsroom.description.clone().unwrap_or_default() }</p>
            <p>{ (messages.built_from)(set.documents) }</p>
            <p>{ newsroom.home.as_ref().map(link).unwrap_or_default() }</p>
            { newsroom.contact.as_ref().map(|c| contacts(scene, std::slice::from_ref(c))).unwrap_or_default() }
            { offline(scene) }
            <p>{ messages.made_with }</p>
        </div>
    }
}
