//! No page has this address.

use crate::app::element::el;
use crate::{
    app::{components::search_box::search_form, view_context::ViewContext},
    route::Search,
};
use yew::Html;

/// No page has this address.
pub fn not_found(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    el("div")
        .class("k-message")
        .child(el("h1").attr("tabindex", "-1").child(messages.not_found))
        .child(el("p").child(messages.not_found_advice))
        .child(search_form(cx))
        .child(el("p").child(cx.list_link(Search::default(), messages.go_home)))
        .html()
}
