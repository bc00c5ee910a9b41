//! What can be written into the field, in a dialogue.

use crate::{
    app::element::el,
    app::{effect::Effect, message::Msg, view_context::ViewContext},
    i18n::pairs,
};
use yew::Html;

const ID: &str = "search-help";

/// The button that opens the help.
pub fn search_help_button(cx: &ViewContext) -> Html {
    el("button")
        .class("k-button k-button--plain k-search__help")
        .attr("type", "button")
        .attr("aria-haspopup", "dialog")
        .onclick(cx.on_click(|| Msg::Perform(Effect::ToggleDialog(ID))))
        .child(cx.messages.search_help)
        .html()
}

/// What can be written into the field, each with an example.
pub fn search_help(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    let rows = pairs(messages.query_language).map(|(example, what)| {
        el("div")
            .key(example)
            .child(el("dt").child(el("code").child(example)))
            .child(el("dd").child(what))
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
