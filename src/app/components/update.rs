//! What is said below every page: that a newer version of the site is there, which is shown when the reader agrees; or that
//! the language that was chosen could not be had.

use crate::app::{effect::Effect, element::el, message::Msg, view_context::ViewContext};
use yew::Html;

/// What there is to say, and the button that does something about it.
pub fn update(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    let newer = cx.model.offline.update;
    let in_vain = &cx.model.loading.in_vain;
    let lost = cx.model.unspoken().is_some_and(|(_, file)| in_vain.contains(file));
    let (words, button) = match (newer, lost) {
        (true, _) => (messages.update_there, messages.show_update),
        (false, true) => (messages.words_missing, messages.try_again),
        (false, false) => ("", messages.show_update),
    };
    let onclick = cx.on_click(move || match newer {
        true => Msg::Perform(Effect::ShowUpdate),
        false => Msg::Retry,
    });
    el("div")
        .class("k-update")
        .child(el("p").attr("role", "status").child(words))
        .child(
            el("button")
                .class("k-button k-button--strong")
                .attr("type", "button")
                .flag("hidden", !newer && !lost)
                .onclick(onclick)
                .child(button),
        )
        .html()
}
