//! Whom to reach; that nobody is named is said.

use super::copy_button::CopyButton;
use crate::{
    app::scene::Scene,
    i18n::Messages,
    model::{Contact, Link},
};
use yew::{Html, html};

/// Whom to reach; that nobody is named is said.
pub fn contacts(scene: &Scene, contacts: &[Contact]) -> Html {
    let messages = scene.messages;
    let entries = contacts.iter().enumerate().map(|(i, contact)| {
        html! { <li key={i}>{ entry(contact, messages) }</li> }
    });
    html! {
        <section class="k-contacts" aria-labelledby="contacts-title">
            <h2 id="contacts-title">{ messages.contacts }</h2>
            if contacts.is_empty() {
                <p class="k-absent">{ messages.contacts_absent }</p>
            } else {
                <ul>{ for entries }</ul>
            }
        </section>
    }
}

fn entry(contact: &Contact, messages: &'static Messages) -> Html {
    let field = |text: &Option<String>, class: &'static str| match text {
        Some(text) => html! { <span {class}>{ text }</span> },
        None => Html::default(),
    };
    let linked = |text: &Option<String>, link: Option<Link>| match (text, link) {
        (Some(text), Some(link)) => html! { <a href={link.to_string()}>{ text }</a> },
        (Some(text), None) => html! { <span>{ text }</span> },
        (None, _) => Html::default(),
    };
    let fields =
        [&contact.name, &contact.role, &contact.organisation, &contact.email, &contact.phone];
    let text: Vec<&str> = fields.into_iter().flatten().map(String::as_str).collect();
    html! {
        <div class="k-contact">
            { field(&contact.name, "k-contact__name") }
            { field(&contact.role, "k-contact__role") }
            { field(&contact.organisation, "k-contact__role") }
            { linked(&contact.email, contact.mailto()) }
            { linked(&contact.phone, contact.tel()) }
            <CopyButton {messages} text={text.join("\n")} what={contact.name.clone().or(contact.organisation.clone())} />
        </div>
    }
}
