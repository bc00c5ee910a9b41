//! Whom to reach; that nobody is named is said.

use super::copy_button::copy_button;
use crate::{
    app::{effect::ClipboardText, element::el, view_context::ViewContext},
    model::{Contact, Link},
    search::Gather,
};
use yew::Html;

/// Who speaks for the newsroom on the topics of a release, beside the contacts that it names itself.
pub fn speakers(cx: &ViewContext, speakers: &[Contact]) -> Html {
    const AFTER: usize = 100;
    if speakers.is_empty() {
        return Html::default();
    }
    let entries = speakers
        .iter()
        .enumerate()
        .map(|(i, contact)| el("li").key(i).child(entry(cx, AFTER + i, contact)).html());
    el("section")
        .class("k-contacts")
        .attr("aria-labelledby", "speakers-title")
        .child(el("h2").attr("id", "speakers-title").child(cx.messages.spokespeople))
        .child(el("ul").children(entries))
        .html()
}

/// Whom to reach; that nobody is named is said.
pub fn contacts(cx: &ViewContext, contacts: &[Contact]) -> Html {
    let messages = cx.messages;
    let entries = contacts
        .iter()
        .enumerate()
        .map(|(i, contact)| el("li").key(i).child(entry(cx, i, contact)).html());
    el("section")
        .class("k-contacts")
        .attr("id", "contacts")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "contacts-title")
        .child(el("h2").attr("id", "contacts-title").child(messages.contacts))
        .child(if contacts.is_empty() {
            el("p").class("k-absent").child(messages.contacts_absent).html()
        } else {
            el("ul").children(entries).html()
        })
        .html()
}

/// Someone to reach; `place` tells them from the others on the page.
pub fn entry(cx: &ViewContext, place: usize, contact: &Contact) -> Html {
    let messages = cx.messages;
    let field = |text: &Option<String>| {
        text.as_ref().map(|text| el("span").class("k-contact__role").child(text))
    };
    let name = contact.name.as_ref().map(|name| el("span").class("k-contact__name").child(name));
    let linked = |text: &Option<String>, link: Option<Link>| {
        text.as_ref().map(|text| match link {
            Some(link) => el("a").attr("href", link.to_string()).child(text),
            None => el("span").child(text),
        })
    };
    let fields =
        [&contact.name, &contact.role, &contact.organisation, &contact.email, &contact.phone];
    let what = contact.name.as_ref().or(contact.organisation.as_ref());
    let text: Vec<&str> = fields.into_iter().flatten().map(String::as_str).gather();
    el("div")
        .class("k-contact")
        .child(name)
        .child(field(&contact.role))
        .child(field(&contact.organisation))
        .child(linked(&contact.email, contact.mailto()))
        .child(linked(&contact.phone, contact.tel()))
        .child(copy_button(
            cx,
            ClipboardText {
                text: text.join("\n"),
                is_address: false,
                outcome: format!("copied-{place}"),
                words: [messages.copied, messages.copy_failed],
            },
            messages.copy,
            what,
            None,
        ))
        .html()
}
