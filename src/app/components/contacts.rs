//! Whom to reach; that nobody is named is said.

use super::copy_button::CopyButton;
use crate::{app::hooks::use_messages, model::Contact};
use yew::{Html, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct ContactsProps {
    pub contacts: Vec<Contact>,
}

#[component]
pub fn Contacts(props: &ContactsProps) -> Html {
    let messages = use_messages();
    let contacts = props.contacts.iter().enumerate().map(|(i, contact)| {
        html! { <li key={i}>{ entry(contact) }</li> }
    });
    html! {
        <section class="k-contacts" aria-labelledby="contacts-title">
            <h2 id="contacts-title">{ messages.contacts }</h2>
            if props.contacts.is_empty() {
                <p class="k-absent">{ messages.contacts_absent }</p>
            } else {
                <ul>{ for contacts }</ul>
            }
        </section>
    }
}

fn entry(contact: &Contact) -> Html {
    let field = |text: &Option<String>, class: &'static str| match text {
        Some(text) => html! { <span {class}>{ text }</span> },
        None => Html::default(),
    };
    let linked = |text: &Option<String>, link: Option<crate::model::Link>| match (text, link) {
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
            <CopyButton text={text.join("\n")} what={contact.name.clone().or(contact.organisation.clone())} />
        </div>
    }
}
