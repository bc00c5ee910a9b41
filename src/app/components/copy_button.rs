//! A button that puts text on the clipboard and says whether that worked.

use crate::{
    app::{
        effect::{ClipboardText, Effect},
        element::el,
        message::Msg,
        view_context::ViewContext,
    },
    model::Language,
};
use yew::Html;

/// A button that puts `text` on the clipboard; `what` is said of it to those who hear one button
/// after another, in the language `lang`.
pub fn copy_button(
    cx: &ViewContext,
    text: ClipboardText,
    label: &'static str,
    what: Option<&String>,
    lang: Option<&Language>,
) -> Html {
    let outcome = text.outcome.clone();
    let onclick = cx.on_click(move || Msg::Perform(Effect::Copy(text.clone())));
    el("span")
        .class("k-copy")
        .child(
            el("button")
                .class("k-button")
                .attr("type", "button")
                .onclick(onclick)
                .child(label)
                .child(
                    el("span")
                        .class("k-hidden")
                        .attr("lang", lang)
                        .child(what.map(|what| format!(" – {what}"))),
                ),
        )
        .child(el("span").class("k-copy__outcome").attr("role", "status").attr("id", outcome))
        .html()
}
