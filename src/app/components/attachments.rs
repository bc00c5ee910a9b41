//! The files that come with a release, with type and size.

use crate::{
    app::{
        element::{el, nodes},
        view_context::ViewContext,
    },
    i18n::Messages,
    model::{Attachment, Source},
    search::Gather,
};
use yew::Html;

/// The files that come with a release.
pub fn attachments(cx: &ViewContext, attachments: &[Attachment]) -> Html {
    let messages = cx.messages;
    let items = attachments
        .iter()
        .enumerate()
        .map(|(i, attachment)| el("li").key(i).child(item(attachment, messages)).html());
    el("section")
        .class("k-attachments")
        .attr("aria-labelledby", "attachments-title")
        .flag("hidden", attachments.is_empty())
        .child(el("h2").attr("id", "attachments-title").child(messages.attachments))
        .child(el("ul").children(items))
        .html()
}

fn item(attachment: &Attachment, messages: &Messages) -> Html {
    let (address, local) = match &attachment.source {
        Source::Local(path) => (path.as_str(), true),
        Source::Remote(link) => (link.as_str(), false),
    };
    let file = address.rsplit('/').next().unwrap_or(address).to_owned();
    let title = attachment.title.clone().unwrap_or_else(|| file.clone());
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_uppercase());
    let facts = [ending.filter(|e| e.len() <= 5), attachment.size.map(|size| messages.size(size))];
    let facts: Vec<String> = facts.into_iter().flatten().gather();
    let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
    nodes([
        el("a")
            .attr("href", address.to_owned())
            .attr("download", local.then_some(file))
            .attr("type", attachment.mime_type.clone())
            .child(title)
            .html(),
        el("small").child(facts).html(),
    ])
}
