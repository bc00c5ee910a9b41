//! Making the whole newsroom available without a network: how large it is, how far it has come.

use crate::{
    app::element::el,
    app::{effect::Effect, message::Msg, offline::Kept, view_context::ViewContext},
    i18n::fill,
};
use yew::Html;

/// What is kept, and the button that keeps all of it.
pub fn offline(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    let kept = cx.model.offline.kept;
    let (said, done) = match kept {
        Kept::Unknown => (messages.offline_unknown.to_owned(), None),
        Kept::Not(_) => (messages.offline_not.to_owned(), None),
        Kept::Keeping(done, all) => (
            fill(messages.offline_keeping, &[&messages.size(done), &messages.size(all)]),
            Some((done, all)),
        ),
        Kept::All(all) => (fill(messages.offline_all, &[&messages.size(all)]), None),
        Kept::Failed => (messages.offline_failed.to_owned(), None),
    };
    let action = match kept {
        Kept::Not(all) => fill(messages.keep_all, &[&messages.size(all)]),
        Kept::Failed => messages.try_again.to_owned(),
        _ => String::new(),
    };
    let (value, max) = done.unwrap_or((0, 1));
    el("section")
        .class("k-offline")
        .attr("aria-labelledby", "offline-title")
        .child(el("h2").attr("id", "offline-title").child(messages.offline))
        .child(el("p").child(said))
        .child(
            el("progress")
                .flag("hidden", done.is_none())
                .attr("value", value.to_string())
                .attr("max", max.to_string())
                .attr("aria-labelledby", "offline-title"),
        )
        .child(
            el("button")
                .class("k-button")
                .attr("type", "button")
                .flag("hidden", action.is_empty())
                .onclick(cx.on_click(|| Msg::Perform(Effect::KeepAll)))
                .child(action),
        )
        .html()
}
