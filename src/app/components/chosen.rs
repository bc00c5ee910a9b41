//! What is chosen, as chips that remove it.

use crate::{
    app::{scene::Scene, view::Filter},
    route::Search,
};
use yew::{Html, html};

/// What is chosen, as chips that remove it.
pub fn chosen(scene: &Scene, search: &Search, filters: &[Filter]) -> Html {
    let messages = scene.messages;
    let chips = filters.iter().map(|filter| {
        html! {
            <li key={filter.label.as_str()}>
                <button type="button" class="k-chip k-chip--chosen"
                    onclick={scene.to_list(filter.without.clone())}
                    aria-label={(messages.remove)(&filter.label)}>
                    { &filter.label }{ " " }<span aria-hidden="true">{ "×" }</span>
                </button>
            </li>
        }
    });
    html! {
        <div class="k-chosen" hidden={filters.is_empty()}>
            <ul class="k-chips" aria-label={messages.chosen}>
                { for chips }
                <li key="">
                    <button type="button" class="k-button k-button--plain"
                        onclick={scene.to_list(search.without_selection())}>
                        { messages.clear_all }
                    </button>
                </li>
            </ul>
        </div>
    }
}
