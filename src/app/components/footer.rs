//! The foot of every page.

use crate::{
    app::{
        hooks::browser,
        scene::{LinkTo, Scene},
    },
    route::Route,
};
use yew::{Html, html};

/// The foot of every page.
pub fn footer(scene: &Scene) -> Html {
    let messages = scene.messages;
    // Not on the page of a release: with each new one all of them would be another file.
    let counts = !matches!(scene.navigator.address().route, Route::Release { .. });
    let count = scene.set.as_ref().filter(|_| counts);
    let count = count.map(|set| (messages.built_from)(set.documents));
    html! {
        <footer class="k-footer">
            <p>
                { scene.link(Route::Saved, LinkTo::default(), html! { messages.saved }) }
                { scene.link(Route::About, LinkTo::default(), html! { messages.about }) }
                <button type="button" class="k-button k-button--plain"
                    onclick={|_| browser::toggle_dialog("shortcuts")}>
                    { messages.shortcuts }
                </button>
                <span class="k-footer__count">{ count.unwrap_or_default() }</span>
            </p>
            <p class="k-footer__note">{ messages.made_with }</p>
        </footer>
    }
}
