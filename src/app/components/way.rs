//! The way back to the list, and to the neighbours in it.

use crate::{
    app::scene::{LinkTo, Scene},
    model::Slug,
    route::{Route, Search},
};
use yew::{Html, html};

/// The way back to the list, and to the previous and next release in it.
pub fn way(scene: &Scene, list: &Search, neighbours: [Option<Slug>; 2]) -> Html {
    let messages = scene.messages;
    let [previous, next] = neighbours;
    let step = |slug: Option<Slug>, rel: &'static str, label: &'static str| match slug {
        Some(slug) => {
            let how = LinkTo { rel: Some(rel), ..LinkTo::default() };
            scene.link(Route::Release { slug, list: list.clone() }, how, html! { label })
        }
        None => html! { <span></span> },
    };
    let back = html! { <><span aria-hidden="true">{ "← " }</span>{ messages.back_to_list }</> };
    html! {
        <nav class="k-way" aria-label={messages.back_to_list}>
            { scene.list_link(list.clone(), back) }
            <span class="k-way__steps">
                { step(previous, "prev", messages.previous_in_list) }
                { step(next, "next", messages.next_in_list) }
            </span>
        </nav>
    }
}
