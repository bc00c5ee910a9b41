//! A button that puts text on the clipboard and says whether that worked.

use crate::app::element::el;
use crate::{app::hooks::browser, i18n::Messages};
use yew::Html;

/// A button that puts `text` on the clipboard; `what` is said of it to those who hear one button
/// after another. `id` names the place where it is said how that went.
pub fn copy_button(
    messages: &'static Messages,
    id: String,
    text: String,
    label: &'static str,
    what: Option<&String>,
) -> Html {
    let onclick = {
        let id = id.clone();
        move |_| browser::copy(text.clone(), id.clone(), [messages.copied, messages.copy_failed])
    };
    el("span")
        .class("k-copy")
        .child(
            el("button")
                .class("k-button")
                .attr("type", "button")
                .onclick(onclick)
                .child(label)
                .child(el("span").class("k-hidden").child(what.map(|what| format!(" – {what}")))),
        )
        .child(el("span").class("k-copy__outcome").attr("role", "status").attr("id", id))
        .html()
}
