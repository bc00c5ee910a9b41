//! The foot of every page.

use crate::{
    app::{
        element::el,
        hooks::browser,
        scene::{LinkTo, Scene},
    },
    route::Route,
};
use yew::{Callback, Html};

/// The foot of every page.
pub fn footer(scene: &Scene) -> Html {
    let messages = scene.messages;
    // Not on the page of a release: with each new one all of them would be another file.
    let counts = !matches!(scene.navigator.address().route, Route::Release { .. });
    let count = scene.set.as_ref().filter(|_| counts);
    let count = count.map(|set| (messages.built_from)(set.documents));
    el("footer")
        .class("k-footer")
        .child(
            el("p")
                .child(scene.link(Route::Saved, LinkTo::default(), messages.saved))
                .child(scene.link(Route::About, LinkTo::default(), messages.about))
                .child(
                    el("button")
                        .class("k-button k-button--plain")
                        .attr("type", "button")
                        .onclick(Callback::from(|_| browser::toggle_dialog("shortcuts")))
                        .child(messages.shortcuts),
                )
                .child(el("span").class("k-footer__count").child(count.unwrap_or_default())),
        )
        .child(el("p").class("k-footer__note").child(messages.made_with))
        .html()
}
