//! What is chosen, as chips that remove it.

use crate::{
    app::element::el,
    app::{selectors::ActiveFilter, view_context::ViewContext},
    route::Search,
};
use yew::Html;

/// What is chosen, as chips that remove it.
pub fn active_filters(cx: &ViewContext, search: &Search, filters: &[ActiveFilter]) -> Html {
    let messages = cx.messages;
    let chips = filters.iter().map(|filter| {
        el("li")
            .key(filter.label.as_str())
            .child(
                el("button")
                    .class("k-chip k-chip--chosen")
                    .attr("type", "button")
                    .onclick(cx.to_list(filter.without.clone()))
                    .attr("aria-label", messages.remove(&filter.label))
                    .child(&filter.label)
                    .child(" ")
                    .child(el("span").attr("aria-hidden", "true").child("×")),
            )
            .html()
    });
    el("div")
        .class("k-active-filters")
        .flag("hidden", filters.is_empty())
        .child(
            el("ul").class("k-chips").attr("aria-label", messages.chosen).children(chips).child(
                el("li").key("").child(
                    el("button")
                        .class("k-button k-button--plain")
                        .attr("type", "button")
                        .onclick(cx.to_list(search.without_selection()))
                        .child(messages.clear_all),
                ),
            ),
        )
        .html()
}
