//! A release in a list.

use super::{prose::Setting, versions::versions};
use crate::{
    app::{
        scene::{LinkTo, Scene},
        view,
    },
    bundle::Card,
    route::{Route, Search},
    search::highlight::Matcher,
};
use std::rc::Rc;
use yew::{Html, html};

/// A release in a list, its heading at `level` 3 or 4.
pub fn entry(
    scene: &Scene,
    card: &Card,
    list: &Search,
    matcher: Option<&Rc<Matcher>>,
    level: u8,
) -> Html {
    let refined = scene.settings.typography;
    let setting = Setting::new(card.language.as_ref(), refined, matcher.cloned(), scene.messages);
    let title = match &card.title {
        Some(title) => setting.line(title),
        None => html! { <em>{ scene.messages.untitled }</em> },
    };
    let lang =
        card.language.as_ref().map(ToString::to_string).filter(|tag| tag != scene.interface.tag());
    let dir = card.language.as_ref().map(|language| language.direction().as_str());
    let how = LinkTo {
        class: "k-entry__link",
        id: Some(format!("r-{}", card.slug).into()),
        ..LinkTo::default()
    };
    let link =
        scene.link(Route::Release { slug: card.slug.clone(), list: list.clone() }, how, title);
    let title = match level {
        3 => html! { <h3 class="k-entry__title" lang={lang.clone()} {dir}>{ link }</h3> },
        _ => html! { <h4 class="k-entry__title" lang={lang.clone()} {dir}>{ link }</h4> },
    };
    let summary = card.summary.as_deref().map(|summary| setting.line(summary));
    html! {
        <article class="k-entry">
            <p class="k-entry__date">{ date(scene, card) }</p>
            <div class="k-entry__text">
                <p class="k-entry__issuer">{ byline(scene, card) }</p>
                { title }
                <p class="k-entry__summary" {lang} {dir}>{ summary.unwrap_or_default() }</p>
                <div class="k-entry__foot">
                    { topics(scene, card) }
                    { versions(scene, &card.versions, list, true) }
                </div>
            </div>
        </article>
    }
}

fn date(scene: &Scene, card: &Card) -> Html {
    match &card.published {
        Some(date) => html! {
            <time datetime={date.to_string()}>{ (scene.messages.short_date)(date) }</time>
        },
        None => html! { <span class="k-absent">{ scene.messages.date_absent }</span> },
    }
}

fn byline(scene: &Scene, card: &Card) -> Html {
    let issuers: Vec<&str> = match &scene.set {
        Some(set) => card.issuers.iter().map(|slug| view::issuer(set, slug)).collect(),
        None => Vec::new(),
    };
    html! {
        <>
        if let Some(state) = card.state {
            <strong class="k-state" data-state={state.as_str()}>{ (scene.messages.state)(state) }</strong>
        }
        if issuers.is_empty() {
            <span class="k-absent">{ scene.messages.issuer_absent }</span>
        } else {
            <span>{ issuers.join(", ") }</span>
        }
        if let Some(place) = &card.place {
            <span class="k-entry__place">{ place }</span>
        }
        </>
    }
}

fn topics(scene: &Scene, card: &Card) -> Html {
    let labels = card.topics.iter().filter_map(|slug| {
        let (label, language) =
            scene.set.as_ref()?.topic(slug.as_str())?.label(scene.interface.tag());
        let language = language.filter(|l| l.primary() != scene.interface.tag());
        let lang = language.map(ToString::to_string);
        Some(html! { <li key={slug.as_str()} {lang}>{ label }</li> })
    });
    html! { <ul class="k-entry__topics" aria-label={scene.messages.topics_of} hidden={card.topics.is_empty()}>{ for labels }</ul> }
}
