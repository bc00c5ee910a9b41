//! The way back to the list, and to the neighbours in it.

use crate::{
    app::{
        element::{el, nodes, text},
        view_context::{LinkTo, ViewContext},
    },
    route::{Route, Search},
};
use yew::Html;

/// The way back to the list, and to the previous and next release in it.
pub fn breadcrumb(cx: &ViewContext, list: &Search, neighbours: [Option<Route>; 2]) -> Html {
    let messages = cx.messages;
    let [previous, next] = neighbours;
    let step = |to: Option<Route>, rel: &'static str, label: &'static str| match to {
        Some(to) => {
            let how = LinkTo { rel: Some(rel), ..LinkTo::default() };
            cx.link(to, how, label)
        }
        None => el("span").html(),
    };
    let back = nodes([
        el("span").attr("aria-hidden", "true").child("← ").html(),
        text(messages.back_to_list),
    ]);
    el("nav")
        .class("k-breadcrumb")
        .attr("aria-label", messages.back_to_list)
        .child(cx.list_link(list.clone(), back))
        .child(
            el("span")
                .class("k-breadcrumb__steps")
                .child(step(previous, "prev", messages.previous_in_list))
                .child(step(next, "next", messages.next_in_list)),
        )
        .html()
}
