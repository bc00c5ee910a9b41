//! The keyboard shortcuts: the list of them, and the switch.

use super::reading_tools::tick_box;
use crate::{app::element::el, app::view_context::ViewContext, i18n::pairs};
use yew::Html;

/// The list of keyboard shortcuts, in a dialogue.
pub fn shortcuts_help(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    let keys = pairs(messages.shortcut_list).map(|(key, what)| {
        el("div")
            .key(key)
            .child(el("dt").child(el("kbd").child(key)))
            .child(el("dd").child(what))
            .html()
    });
    el("dialog")
        .class("k-dialog")
        .attr("id", "shortcuts")
        .attr("aria-labelledby", "shortcuts-title")
        .child(el("h2").attr("id", "shortcuts-title").child(messages.shortcuts))
        .child(el("dl").class("k-keys").children(keys))
        .child(tick_box(cx, messages.shortcuts_on, cx.settings.shortcuts, |s, on| s.shortcuts = on))
        .child(
            el("form")
                .attr("method", "dialog")
                .child(el("button").class("k-button k-button--strong").child(messages.close)),
        )
        .html()
}
