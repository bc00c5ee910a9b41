//! A newer version of the site is there, and is shown when the reader agrees.

use crate::app::{effect::Effect, element::el, message::Msg, view_context::ViewContext};
use yew::Html;

/// That a newer version is there, and the button that shows it.
pub fn update(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    let there = cx.model.offline.update;
    let words = if there { messages.update_there } else { "" };
    el("div")
        .class("k-update")
        .child(el("p").attr("role", "status").child(words))
        .child(
            el("button")
                .class("k-button k-button--strong")
                .attr("type", "button")
                .flag("hidden", !there)
                .onclick(cx.on_click(|| Msg::Perform(Effect::ShowUpdate)))
                .child(messages.show_update),
        )
        .html()
}
