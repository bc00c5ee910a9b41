//! The files that come with a release, with type and size.

use crate::{
    app::hooks::use_messages,
    i18n::Messages,
    model::{Attachment, Source},
};
use yew::{Html, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct AttachmentsProps {
    pub attachments: Vec<Attachment>,
}

#[component]
pub fn Attachments(props: &AttachmentsProps) -> Html {
    let messages = use_messages();
    let items = props.attachments.iter().enumerate().map(|(i, attachment)| {
        html! { <li key={i}>{ item(attachment, messages) }</li> }
    });
    html! {
        <section class="k-attachments" aria-labelledby="attachments-title" hidden={props.attachments.is_empty()}>
            <h2 id="attachments-title">{ messages.attachments }</h2>
            <ul>{ for items }</ul>
        </section>
    }
}

fn item(attachment: &Attachment, messages: &Messages) -> Html {
    let address = match &attachment.source {
        Source::Local(path) => path.as_str(),
        Source::Remote(link) => link.as_str(),
    };
    let file = address.rsplit('/').next().unwrap_or(address);
    let title = attachment.title.as_deref().unwrap_or(file).to_owned();
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_uppercase());
    let facts: Vec<String> = [ending.filter(|e| e.len() <= 5), attachment.size.map(messages.size)]
        .into_iter()
        .flatten()
        .collect();
    let local = matches!(attachment.source, Source::Local(_));
    html! {
        <>
            <a href={address.to_owned()} download={local.then(|| file.to_owned())} type={attachment.mime_type.clone()}>{ title }</a>
            if !facts.is_empty() { { " " }<small>{ format!("({})", facts.join(", ")) }</small> }
        </>
    }
}
