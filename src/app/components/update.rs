//! What is said below every page: that a newer version of the site is there, which is shown when the reader agrees; that
//! the language that was chosen could not be had; or that the browser does not keep what it should.

use crate::app::{
    effect::Effect, element::el, message::Msg, model::Trouble, view_context::ViewContext,
};
use yew::Html;

/// What there is to say, and the button that does something about it.
pub fn update(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    let newer = cx.model.offline.update;
    let in_vain = &cx.model.loading.in_vain;
    let lost = cx.model.unspoken().is_some_and(|(_, file)| in_vain.contains(file));
    let trouble = cx.model.trouble;
    let (words, button) = match trouble {
        _ if newer => (messages.update_there, messages.show_update),
        _ if lost => (messages.words_missing, messages.try_again),
        Some(Trouble::NotKept) => (messages.not_kept, messages.close),
        Some(Trouble::Unreadable) => (messages.kept_unreadable, messages.close),
        Some(Trouble::Partly) => (messages.saved_partly, messages.close),
        None => ("", messages.show_update),
    };
    let onclick = cx.on_click(move || match newer {
        true => Msg::Perform(Effect::ShowUpdate),
        false if lost => Msg::Retry,
        false => Msg::TroubleRead,
    });
    el("div")
        .class("k-update")
        .child(el("p").attr("role", "status").child(words))
        .child(
            el("button")
                .class("k-button k-button--strong")
                .attr("type", "button")
                .flag("hidden", words.is_empty())
                .onclick(onclick)
                .child(button),
        )
        .html()
}
