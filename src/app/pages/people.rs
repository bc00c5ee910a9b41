//! Whom to reach: the duty phone, who speaks for the newsroom and on what, and those whom its releases name.

use crate::{
    app::{
        components::{contacts::entry, prose::direction, without_scripts::MOST},
        element::{El, el},
        selectors::{label, language_name},
        view_context::{LinkTo, ViewContext},
    },
    bundle::{People, Person, Set},
    model::Contact,
    route::{Route, Search},
    search::{Facet, Gather},
};
use yew::Html;

/// Whom to reach.
pub fn people(cx: &ViewContext, people: &People) -> Html {
    let messages = cx.messages;
    let Some(set) = cx.set else { return Html::default() };
    let mut first = Vec::new();
    if let Some(phone) = &people.duty {
        let (name, phone) = (Some(messages.duty.to_owned()), Some(phone.clone()));
        first.push(Contact { name, phone, ..Contact::default() });
    }
    first.extend(set.newsroom.contact.clone());
    let (named, spoken) = (first.len(), first.len() + people.spokespeople.len());
    let item = |(place, contact)| el("li").child(entry(cx, place, contact)).html();
    let everyone = |people: &[Person], from: usize| -> Vec<Html> {
        people
            .iter()
            .take(MOST)
            .zip(from..)
            .map(|(one, place)| person(cx, set, place, one))
            .gather()
    };
    el("div")
        .class("k-message k-people")
        .child(el("h1").attr("tabindex", "-1").child(messages.people))
        .child(el("ul").class("k-people__list").children(first.iter().enumerate().map(item)))
        .child(section(
            messages.spokespeople,
            messages.spokespeople_absent,
            everyone(&people.spokespeople, named),
        ))
        .child(section(
            messages.named_contacts,
            messages.named_contacts_absent,
            everyone(&people.contacts, spoken),
        ))
        .html()
}

fn section(title: &'static str, absent: &'static str, people: Vec<Html>) -> El {
    let section = el("section").child(el("h2").child(title));
    match people.is_empty() {
        true => section.child(el("p").class("k-absent").child(absent)),
        false => section.child(el("ul").class("k-people__list").children(people)),
    }
}

/// Someone to reach, on what they speak and in which languages, what names them.
fn person(cx: &ViewContext, set: &Set, place: usize, person: &Person) -> Html {
    let messages = cx.messages;
    let topics = person.topics.iter().map(|topic| {
        let list = Search::default().toggle(Facet::Topic, topic.as_str());
        let name = label(set, Facet::Topic, topic.as_str(), messages, cx.interface);
        let how = LinkTo { class: Some("k-chip"), ..LinkTo::default() };
        el("li").child(cx.link(Route::Home(list), how, name)).html()
    });
    let mut languages = String::new();
    for tag in &person.languages {
        if !languages.is_empty() {
            languages.push_str(", ");
        }
        languages.push_str(&language_name(tag.as_str(), messages));
    }
    let latest = person.latest.as_ref().map(|latest| {
        let to = Route::Release { slug: latest.slug.clone(), list: Search::default() };
        let title = latest.title.clone().unwrap_or_else(|| messages.untitled.to_owned());
        el("p")
            .child(person.releases.map(|count| messages.results(count)))
            .child(el("span").attr("aria-hidden", "true").child(" · "))
            .child(
                el("span")
                    .attr("lang", latest.language.as_ref())
                    .attr("dir", direction(&title, None))
                    .child(cx.link(to, LinkTo::default(), title)),
            )
    });
    let contact = &person.contact;
    let who = contact.name.as_ref().or(contact.organisation.as_ref()).cloned();
    let card = person.card.as_ref().map(|card| {
        el("p").child(
            el("a")
                .attr("href", card.clone())
                .attr("type", "text/vcard")
                .attr("download", "")
                .child(messages.vcard)
                .child(el("span").class("k-hidden").child(" – ").child(who)),
        )
    });
    el("li")
        .child(entry(cx, place, contact))
        .child(
            el("ul")
                .class("k-chips")
                .attr("aria-label", messages.topics_of)
                .flag("hidden", person.topics.is_empty())
                .children(topics),
        )
        .child((!languages.is_empty()).then(|| el("p").child(languages)))
        .child(latest)
        .child(card)
        .html()
}
