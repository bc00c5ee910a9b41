//! No page has this address.

use crate::{app::scene::Scene, route::Search};
use yew::{Html, html};

/// No page has this address.
pub fn not_found(scene: &Scene) -> Html {
    let messages = scene.messages;
    html! {
        <div class="k-message">
            <h1 tabindex="-1">{ messages.not_found }</h1>
            <p>{ messages.not_found_advice }</p>
            <p>{ scene.list_link(Search::default(), html! { messages.go_home }) }</p>
        </div>
    }
}
