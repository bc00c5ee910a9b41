//! A newer version of the site is there, and is shown when the reader agrees.

use crate::{app::element::el, app::scene::Scene};
use yew::{Callback, Html};

/// That a newer version is there, and the button that shows it.
pub fn update(scene: &Scene) -> Html {
    let messages = scene.messages;
    let offline = scene.offline.clone();
    let there = offline.state().update;
    let words = if there { messages.update_there } else { "" };
    el("div")
        .class("k-update")
        .child(el("p").attr("role", "status").child(words))
        .child(
            el("button")
                .class("k-button k-button--strong")
                .attr("type", "button")
                .flag("hidden", !there)
                .onclick(Callback::from(move |_| offline.show_update()))
                .child(messages.show_update),
        )
        .html()
}
