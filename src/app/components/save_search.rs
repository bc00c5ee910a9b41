//! The button that saves what is searched and chosen, to come back to.

use crate::{
    app::{
        element::el, message::Msg, saved::address, selectors::is_searching,
        view_context::ViewContext,
    },
    route::{Route, Search},
};
use yew::Html;

/// The button, where there is something to come back to: all releases are on the front page anyhow, and files of the reader's
/// own are gone tomorrow.
pub fn save_search(cx: &ViewContext, search: &Search) -> Option<Html> {
    if search.device || !is_searching(&Route::Home(search.clone())) {
        return None;
    }
    let address = address(search);
    let saved = cx.model.searches.iter().any(|saved| saved.address == address);
    let shown = el("p").class("k-save-search").child(
        el("button")
            .class("k-button k-save")
            .attr("type", "button")
            .attr("aria-pressed", if saved { "true" } else { "false" })
            .onclick(cx.on_click(move || Msg::ToggleSearch(address.clone())))
            .child(cx.messages.save_search),
    );
    Some(shown.html())
}
