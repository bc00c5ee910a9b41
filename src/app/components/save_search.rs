//! The button that saves what is searched and chosen, to come back to.

use crate::{
    app::{
        element::el, message::Msg, saved::from_beginning, selectors::is_searching,
        view_context::ViewContext,
    },
    route::Search,
};
use yew::Html;

/// The button, where there is something to come back to: all releases are on the front page anyhow, and files of the reader's
/// own are gone tomorrow.
pub fn save_search(cx: &ViewContext, search: &Search) -> Option<Html> {
    if search.device || !is_searching(&cx.address().route) {
        return None;
    }
    let search = from_beginning(search);
    let saved = cx.model.searches.iter().any(|saved| saved.search == search);
    let button = el("button")
        .class("k-button k-save k-save-search")
        .attr("type", "button")
        .attr("aria-pressed", if saved { "true" } else { "false" })
        .onclick(cx.on_click(move || Msg::ToggleSearch(search.clone())))
        .child(cx.messages.save_search);
    Some(button.html())
}
