//! A release in a list.

use super::{address_link::AddressLink, prose::Setting, versions::Versions};
use crate::{
    app::{
        hooks::{use_interface, use_library, use_messages},
        view,
    },
    bundle::{Card, Set},
    i18n::{Interface, Messages},
    route::{Route, Search},
    search::highlight::Matcher,
};
use std::rc::Rc;
use yew::{Html, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct EntryProps {
    pub card: Rc<Card>,
    pub list: Search,
    pub matcher: Option<Rc<Matcher>>,
    /// The level of its heading, 3 or 4.
    pub level: u8,
}

#[component]
pub fn Entry(props: &EntryProps) -> Html {
    let messages = use_messages();
    let interface = use_interface();
    let card = &*props.card;
    let to = Route::Release { slug: card.slug.clone(), list: props.list.clone() };
    let setting = Setting::new(card.language.as_ref(), true, props.matcher.clone(), messages);
    let title = card
        .title
        .as_deref()
        .map_or_else(|| html! { <em>{ messages.untitled }</em> }, |title| setting.line(title));
    let language = foreign(card, interface);
    let link = html! {
        <AddressLink {to} class="k-entry__link" id={format!("r-{}", card.slug)}>{ title }</AddressLink>
    };
    let summary = card.summary.as_deref().map(|summary| setting.line(summary));
    let set = use_library().read(|reader| Rc::clone(reader.set()));
    html! {
        <article class="k-entry">
            <p class="k-entry__date">{ date(card, messages) }</p>
            <div class="k-entry__text">
                <p class="k-entry__issuer">{ byline(card, set.as_deref(), messages) }</p>
                if props.level == 3 {
                    <h3 class="k-entry__title" lang={language.clone()}>{ link }</h3>
                } else {
                    <h4 class="k-entry__title" lang={language.clone()}>{ link }</h4>
                }
                <p class="k-entry__summary" lang={language}>{ summary.unwrap_or_default() }</p>
                <div class="k-entry__foot">
                    { topics(card, set.as_deref(), interface) }
                    <Versions versions={card.versions.clone()} list={props.list.clone()} brief={true} />
                </div>
            </div>
        </article>
    }
}

/// The language of the card where it is not the interface's.
fn foreign(card: &Card, interface: Interface) -> Option<String> {
    card.language.as_ref().map(ToString::to_string).filter(|tag| tag != interface.tag())
}

fn date(card: &Card, messages: &Messages) -> Html {
    match &card.published {
        Some(date) => html! {
            <time datetime={date.to_string()}>{ (messages.short_date)(date) }</time>
        },
        None => html! { <span class="k-absent">{ messages.date_absent }</span> },
    }
}

fn byline(card: &Card, set: Option<&Set>, messages: &Messages) -> Html {
    let issuers: Vec<&str> = match set {
        Some(set) => card.issuers.iter().map(|slug| view::issuer(set, slug)).collect(),
        None => Vec::new(),
    };
    html! {
        <>
        if let Some(state) = card.state {
            <strong class={format!("k-state k-state--{state:?}")}>{ (messages.state)(state) }</strong>
        }
        if issuers.is_empty() {
            <span class="k-absent">{ messages.issuer_absent }</span>
        } else {
            <span>{ issuers.join(", ") }</span>
        }
        if let Some(place) = &card.place {
            <span class="k-entry__place">{ place }</span>
        }
        </>
    }
}

fn topics(card: &Card, set: Option<&Set>, interface: Interface) -> Html {
    let labels = card.topics.iter().filter_map(|slug| {
        let (label, language) = set?.topic(slug.as_str())?.label(interface.tag());
        let language = language.filter(|l| l.primary() != interface.tag());
        let lang = language.map(ToString::to_string);
        Some(html! { <li key={slug.as_str()} {lang}>{ label }</li> })
    });
    html! { <ul class="k-entry__topics">{ for labels }</ul> }
}
