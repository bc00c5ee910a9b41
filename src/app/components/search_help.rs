//! What can be written into the field, in a dialogue.

use crate::{
    app::element::el,
    app::{hooks::browser, scene::Scene},
};
use yew::{Callback, Html};

const ID: &str = "search-help";

/// The button that opens the help.
pub fn search_help_button(scene: &Scene) -> Html {
    el("button")
        .class("k-button k-button--plain k-search__help")
        .attr("type", "button")
        .attr("aria-haspopup", "dialog")
        .onclick(Callback::from(|_| browser::toggle_dialog(ID)))
        .child(scene.messages.search_help)
        .html()
}

/// What can be written into the field, each with an example.
pub fn search_help(scene: &Scene) -> Html {
    let messages = scene.messages;
    let rows = messages.query_language.iter().map(|(example, what)| {
        el("div")
            .key(*example)
            .child(el("dt").child(el("code").child(*example)))
            .child(el("dd").child(*what))
            .html()
    });
    // The focus goes to the heading: the button stands where a small screen must scroll to.
    el("dialog")
        .class("k-dialog k-dialog--wide")
        .attr("id", ID)
        .attr("aria-labelledby", "search-help-title")
        .child(
            el("h2")
                .attr("id", "search-help-title")
                .attr("tabindex", "-1")
                .flag("autofocus", true)
                .child(messages.search_help),
        )
        .child(el("p").child(messages.search_help_intro))
        .child(el("dl").class("k-examples").children(rows))
        .child(
            el("form")
                .attr("method", "dialog")
                .child(el("button").class("k-button k-button--strong").child(messages.close)),
        )
        .html()
}
