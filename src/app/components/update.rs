//! A newer version of the site is there, and is shown when the reader agrees; or the browser does not keep what it should.

use crate::app::{
    effect::Effect, element::el, message::Msg, model::Trouble, view_context::ViewContext,
};
use yew::Html;

/// That a newer version is there, and the button that shows it; else what is wrong, and the button that says that it was
/// read.
pub fn update(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    let there = cx.model.offline.update;
    let (words, action) = match cx.model.trouble {
        _ if there => (messages.update_there, messages.show_update),
        Some(Trouble::NotKept) => (messages.not_kept, messages.close),
        Some(Trouble::Unreadable) => (messages.kept_unreadable, messages.close),
        None => ("", messages.show_update),
    };
    el("div")
        .class("k-update")
        .child(el("p").attr("role", "status").child(words))
        .child(
            el("button")
                .class("k-button k-button--strong")
                .attr("type", "button")
                .flag("hidden", words.is_empty())
                .onclick(cx.on_click(move || match there {
                    true => Msg::Perform(Effect::ShowUpdate),
                    false => Msg::TroubleRead,
                }))
                .child(action),
        )
        .html()
}
