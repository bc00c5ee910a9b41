//! Whom to reach; that nobody is named is said.

use super::copy_button::copy_button;
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
        html! { <li key={i}>{ entry(i, contact, messages) }</li> }
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

fn entry(place: usize, contact: &Contact, messages: &'static Messages) -> Html {
    let field = |text: &Option<String>| match text {
        Some(text) => html! { <span class="k-contact__role">{ text }</span> },
        None => Html::default(),
    };
    let name = match &contact.name {
        Some(name) => html! { <span class="k-contact__name">{ name }</span> },
        None => Html::default(),
    };
    let linked = |text: &Option<String>, link: Option<Link>| match (text, link) {
        (Some(text), Some(link)) => html! { <a href={link.to_string()}>{ text }</a> },
        (Some(text), None) => html! { <span>{ text }</span> },
        (None, _) => Html::default(),
    };
    let fields =
        [&contact.name, &contact.role, &contact.organisation, &contact.email, &contact.phone];
    let what = contact.name.as_ref().or(contact.organisation.as_ref());
    let text: Vec<&str> = fields.into_iter().flatten().map(String::as_str).collect();
    html! {
        <div class="k-contact">
            { name }
            { field(&contact.role) }
            { field(&contact.organisation) }
            { linked(&contact.email, contact.mailto()) }
            { linked(&contact.phone, contact.tel()) }
            { copy_button(messages, format!("copied-{place}"), text.join("\n"), messages.copy, what) }
        </div>
    }
}
