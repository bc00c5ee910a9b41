//! The field in which one searches: results follow every keystroke, and Enter ends the word.

use super::{search_help::search_help_button, understood::understood, without_scripts::note};
use crate::{
    app::element::el,
    app::{message::Msg, selectors::Listed, view_context::ViewContext},
    bundle::Set,
    route::Search,
};
use yew::Html;

/// A field that leads to the list: for pages that have none, and without scripts too.
pub fn search_form(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    el("form")
        .class("k-search")
        .attr("role", "search")
        .attr("action", "./")
        .child(el("label").class("k-hidden").attr("for", "search").child(messages.search_label))
        .child(
            el("div").class("k-search__field").child(
                el("input")
                    .class("k-search__input")
                    .attr("id", "search")
                    .attr("type", "search")
                    .attr("name", "q")
                    .attr("placeholder", messages.search_placeholder)
                    .attr("enterkeyhint", "search"),
            ),
        )
        .html()
}

/// The field in which one searches, and below it how that was understood.
pub fn search_box(cx: &ViewContext, set: &Set, search: &Search, listed: &Listed) -> Html {
    let messages = cx.messages;
    el("form")
        .class("k-search")
        .attr("role", "search")
        .attr("action", "./")
        .attr("method", "get")
        .onsubmit(cx.on_submit(|| Msg::EndTyping))
        .child(el("label").class("k-hidden").attr("for", "search").child(messages.search_label))
        .child(
            el("div")
                .class("k-search__field")
                .child(
                    el("input")
                        .class("k-search__input")
                        .attr("id", "search")
                        .attr("type", "search")
                        .attr("name", "q")
                        .attr("dir", "auto")
                        .attr("placeholder", messages.search_placeholder)
                        .value(search.query.clone())
                        .attr("autocomplete", "off")
                        .attr("autocapitalize", "off")
                        .attr("spellcheck", "false")
                        .attr("enterkeyhint", "search")
                        .oninput(cx.on_input(Msg::QueryTyped))
                        .onfocus(cx.on_focus(|| Msg::SearchFocused))
                        .attr("aria-keyshortcuts", "/"),
                )
                .child(el("kbd").class("k-search__key").attr("aria-hidden", "true").child("/"))
                .child(
                    el("button")
                        .class("k-search__clear")
                        .attr("type", "button")
                        .onclick(cx.on_click(|| Msg::QueryCleared))
                        .flag("hidden", search.query.is_empty())
                        .attr("aria-label", messages.clear_search)
                        .child(el("span").attr("aria-hidden", "true").child("×")),
                ),
        )
        .child(
            el("div")
                .class("k-search__below")
                .child(search_help_button(cx))
                .child(understood(cx, set, listed)),
        )
        .child(note(cx))
        .html()
}
