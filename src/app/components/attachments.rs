//! The files that come with a release, with type and size.

use crate::{
    app::scene::Scene,
    i18n::Messages,
    model::{Attachment, Source},
};
use yew::{Html, html};

/// The files that come with a release.
pub fn attachments(scene: &Scene, attachments: &[Attachment]) -> Html {
    let messages = scene.messages;
    let items = attachments.iter().enumerate().map(|(i, attachment)| {
        html! { <li key={i}>{ item(attachment, messages) }</li> }
    });
    html! {
        <section class="k-attachments" aria-labelledby="attachments-title" hidden={attachments.is_empty()}>
            <h2 id="attachments-title">{ messages.attachments }</h2>
            <ul>{ for items }</ul>
        </section>
    }
}

fn item(attachment: &Attachment, messages: &Messages) -> Html {
    let (address, local) = match &attachment.source {
        Source::Local(path) => (path.as_str(), true),
        Source::Remote(link) => (link.as_str(), false),
    };
    let file = address.rsplit('/').next().unwrap_or(address).to_owned();
    let title = attachment.title.clone().unwrap_or_else(|| file.clone());
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_uppercase());
    let facts = [ending.filter(|e| e.len() <= 5), attachment.size.map(messages.size)];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
    html! {
        <>
            <a href={address.to_owned()} download={local.then_some(file)} type={attachment.mime_type.clone()}>{ title }</a>
            <small>{ facts }</small>
        </>
    }
}
