//! A button that puts text on the clipboard and says whether that worked.

use crate::{app::hooks::browser, i18n::Messages};
use yew::{Html, html};

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
    html! {
        <span class="k-copy">
            <button type="button" class="k-button" {onclick}>
                { label }<span class="k-hidden">{ what.map(|what| format!(" – {what}")) }</span>
            </button>
            <span role="status" class="k-copy__outcome" {id}></span>
        </span>
    }
}
