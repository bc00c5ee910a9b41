//! What to do when nothing is found: which filter to drop, which word may have been meant.

use super::results::partly;
use crate::{
    app::element::el,
    app::{
        selectors::{ActiveFilter, Listed},
        view_context::ViewContext,
    },
    route::Search,
};
use yew::Html;

/// The query that may have been meant.
pub fn did_you_mean(cx: &ViewContext, search: &Search, query: &String) -> Html {
    let (before, after) = cx.messages.did_you_mean.split_once('_').unwrap_or_default();
    el("p")
        .child(before)
        .child(cx.list_link(search.with_query(query.clone()), query))
        .child(after)
        .html()
}

/// What to do when nothing is found. `drops`: filters, with how many releases come back
/// without each.
pub fn nothing_found(cx: &ViewContext, listed: &Listed, drops: &[(ActiveFilter, u32)]) -> Html {
    let messages = cx.messages;
    let search = &listed.search;
    let drops = drops.iter().map(|(filter, count)| {
        let text = messages.drop_filter(&filter.label, *count);
        el("li").key(filter.label.as_str()).child(cx.list_link(filter.without.clone(), text)).html()
    });
    let suggestion = listed.answer.suggestion.as_ref();
    let suggestion = suggestion
        .map(|query| el("div").class("k-nothing__meant").child(did_you_mean(cx, search, query)));
    el("section")
        .class("k-nothing")
        .attr("aria-labelledby", "nothing-title")
        .child(el("h2").attr("id", "nothing-title").child(messages.nothing_found))
        .child(suggestion)
        .child(el("p").child(messages.nothing_found_advice))
        .child(
            el("ul")
                .child(partly(cx, listed).map(|link| el("li").key("wide").child(link)))
                .children(drops)
                .child(
                    el("li")
                        .key("")
                        .flag("hidden", !search.is_filtered() || search.query.trim().is_empty())
                        .child(cx.list_link(
                            search.without_selection(),
                            messages.search_without_filters,
                        )),
                )
                .child(el("li").key("all").child(cx.list_link(cx.whole_list(), messages.go_home))),
        )
        .html()
}
