//! What to do when nothing is found: which filter to drop, which word may have been meant.

use super::results::partly;
use crate::{
    app::element::el,
    app::{
        scene::Scene,
        view::{Filter, Listed},
    },
    route::Search,
};
use yew::Html;

/// What to do when nothing is found. `drops`: filters, with how many releases come back
/// without each.
pub fn nothing_found(
    scene: &Scene,
    listed: &Listed,
    drops: &[(Filter, u32)],
) -> Html {
    let messages = scene.messages;
    let search = &listed.search;
    let drops = drops.iter().map(|(filter, count)| {
        let text = (messages.drop_filter)(&filter.label, *count);
        el("li")
            .key(filter.label.as_str())
            .child(scene.list_link(filter.without.clone(), text))
            .html()
    });
    let suggestion = listed.answer.suggestion.as_ref().map(|query| {
        let search = search.with_query(query.clone());
        el("p")
            .child(messages.did_you_mean)
            .child(" ")
            .child(scene.list_link(search, query))
            .child("\u{202f}?")
            .html()
    });
    el("section")
        .class("k-nothing")
        .attr("aria-labelledby", "nothing-title")
        .child(el("h2").attr("id", "nothing-title").child(messages.nothing_found))
        .child(el("p").child(messages.nothing_found_advice))
        .child(suggestion.unwrap_or_default())
        .child(
            el("ul")
                .child(partly(scene, listed).map(|link| el("li").key("wide").child(link)))
                .children(drops)
                .child(
                    el("li")
                        .key("")
                        .flag("hidden", !search.is_filtered() || search.query.trim().is_empty())
                        .child(scene.list_link(
                            search.without_selection(),
                            messages.search_without_filters,
                        )),
                )
                .child(
                    el("li").key("all").child(scene.list_link(Search::default(), messages.go_home)),
                ),
        )
        .html()
}
