//! What all releases have to show: press kits first, then pictures, films, sounds and documents, by kind, topic and issuer.

use crate::{
    app::{
        components::{
            facet_values::{chip, values},
            facets::FacetGroup,
            gallery::{Shown, exhibited},
            related::{item, releases},
        },
        element::el,
        selectors::{FacetChoice, choices},
        view_context::{LinkTo, ViewContext},
    },
    bundle::{Article, Exhibit, Set, Version},
    i18n::fill,
    model::MediaKind,
    route::{Route, Search},
    search::{Answer, Facet, Gather},
};
use yew::Html;

/// How many exhibits are shown at first, and added by "show more".
const IN_PAGE: usize = 12;

/// So many of them are seen at once, as a rule.
const FIRST: usize = 2;

/// The facets by which they can be narrowed.
const FACETS: [Facet; 3] = [Facet::With, Facet::Topic, Facet::Issuer];

/// What all releases have to show.
pub fn media(cx: &ViewContext, search: &Search) -> Html {
    let messages = cx.messages;
    let Some((set, reader)) = cx.set.zip(cx.model.reader()) else { return Html::default() };
    let mut all = Vec::new();
    let mut kits = Vec::new();
    for stand in reader.stands().unwrap_or_default() {
        // Of a release in several languages, one is enough: the reader's, else the first.
        let tag = cx.interface.tag();
        let speaks =
            |version: &&Version| version.language.as_ref().is_some_and(|l| l.primary() == tag);
        let best = stand.versions.iter().find(speaks).or(stand.versions.first());
        if best.is_none_or(|best| best.slug == stand.release.slug) {
            stand.gathered.iter().for_each(|kit| kits.push(item(cx, kit, &Search::default())));
            stand.gallery.iter().for_each(|exhibit| all.push((&**stand, exhibit)));
        }
    }
    let group = |facet: Facet| {
        let name = messages.facet(if facet == Facet::With { Facet::Kind } else { facet });
        let group =
            FacetGroup { facet: Some(facet), name, choices: offered(cx, set, search, &all, facet) };
        let item = |choice: &FacetChoice| {
            chip(cx, Route::Media(search.toggle(facet, &choice.key)), facet, choice)
        };
        el("section")
            .class("k-facet")
            .attr("aria-label", name)
            .child(values(cx, &group, "k-chips", &item))
    };
    let found = all.iter().filter(|one| FACETS.iter().all(|facet| is_chosen(search, *facet, one)));
    let found = found.gather();
    let most = (search.more as usize + 1) * IN_PAGE;
    let shown = found.iter().take(most).map(|(stand, exhibit)| Shown {
        exhibit,
        language: stand.release.language.as_ref(),
        below: el("ul")
            .children(stand.related.iter().map(|own| item(cx, own, &Search::default())))
            .html(),
    });
    let more = Route::Media(Search { more: search.more + 1, ..search.clone() });
    let rest = found.len().saturating_sub(most);
    let next = messages.show_more(rest.min(IN_PAGE) as u32);
    let how = LinkTo { class: Some("k-button"), id: Some("more".into()), ..LinkTo::default() };
    // Said to those who asked for more, too.
    let count = match search.more {
        0 => fill(messages.exhibits, &[&messages.number(found.len() as u64)]),
        _ => messages.shown_of(most.min(found.len()) as u32, found.len() as u32),
    };
    let narrowed = search.selection.values().len() > search.selection.keys(Facet::With).len();
    el("div")
        .class("k-media k-media--page")
        .child(el("h1").attr("tabindex", "-1").child(messages.media))
        .child(releases("kits-title", messages.kits, kits))
        .child(group(Facet::With))
        .child(
            el("details")
                .class("k-more")
                .flag("open", narrowed)
                .child(el("summary").child(messages.filters))
                .child(group(Facet::Topic))
                .child(group(Facet::Issuer)),
        )
        .child(el("h2").attr("aria-live", "polite").child(count))
        .child(exhibited(cx, shown.gather(), FIRST))
        .child(
            el("p")
                .class("k-results__more")
                .flag("hidden", rest == 0)
                .child(cx.link(more, how, next)),
        )
        .html()
}

/// Whether it has that value of a facet.
fn has((stand, exhibit): &(&Article, &Exhibit), facet: Facet, key: &str) -> bool {
    let own = match facet {
        Facet::With => return exhibit.kind.as_str() == key,
        Facet::Topic => &stand.release.topics,
        _ => &stand.issuer_slugs,
    };
    own.iter().any(|slug| slug.as_str() == key)
}

/// Whether it has a value of the facet that is chosen, or none is.
fn is_chosen(search: &Search, facet: Facet, one: &(&Article, &Exhibit)) -> bool {
    let keys = search.selection.keys(facet);
    keys.is_empty() || keys.iter().any(|(_, key)| has(one, facet, key))
}

/// What can be chosen of a facet: what there is something of, with how many, for what is chosen of the others.
fn offered(
    cx: &ViewContext,
    set: &Set,
    search: &Search,
    all: &[(&Article, &Exhibit)],
    facet: Facet,
) -> Vec<FacetChoice> {
    let mut offered = choices(set, &Answer::default(), search, facet, cx.interface);
    if facet == Facet::With {
        offered.clear();
        for kind in MediaKind::ALL {
            offered.push(FacetChoice {
                key: kind.as_str().to_owned(),
                label: cx.messages.media_kind(kind).to_owned(),
                language: None,
                count: 0,
                chosen: search.has(facet, kind.as_str()),
            });
        }
    }
    let of_others = |one: &&(&Article, &Exhibit)| {
        FACETS.iter().all(|other| *other == facet || is_chosen(search, *other, one))
    };
    let others = all.iter().filter(of_others).gather();
    for choice in &mut offered {
        choice.count = others.iter().filter(|one| has(one, facet, &choice.key)).count() as u32;
    }
    offered.retain(|choice| choice.chosen || choice.count > 0);
    offered
}
