//! What to do when nothing is found: which filter to drop, which word may have been meant.

use crate::{
    app::{scene::Scene, view::Filter},
    route::Search,
};
use yew::{Html, html};

/// What to do when nothing is found. `drops`: filters, with how many releases come back
/// without each.
pub fn nothing_found(
    scene: &Scene,
    search: &Search,
    drops: &[(Filter, u32)],
    suggestion: Option<&String>,
) -> Html {
    let messages = scene.messages;
    let drops = drops.iter().map(|(filter, count)| {
        let text = (messages.drop_filter)(&filter.label, *count);
        html! { <li key={filter.label.as_str()}>{ scene.list_link(filter.without.clone(), html! { text }) }</li> }
    });
    let suggestion = suggestion.map(|query| {
        let search = Search { query: query.clone(), ..search.clone() };
        html! { <p>{ messages.did_you_mean }{ " " }{ scene.list_link(search, html! { query }) }{ "\u{202f}?" }</p> }
    });
    html! {
        <section class="k-nothing" aria-labelledby="nothing-title">
            <h2 id="nothing-title">{ messages.nothing_found }</h2>
            <p>{ messages.nothing_found_advice }</p>
            { suggestion.unwrap_or_default() }
            <ul>
                { for drops }
                <li key="" hidden={!search.is_filtered() || search.query.trim().is_empty()}>
                    { scene.list_link(search.without_selection(), html! { messages.search_without_filters }) }
                </li>
                <li key="all">{ scene.list_link(Search::default(), html! { messages.go_home }) }</li>
            </ul>
        </section>
    }
}
