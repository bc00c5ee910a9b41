//! What all releases have to show: press kits first, then pictures, films, sounds and documents, by kind, topic and issuer.

use crate::{
    app::{
        components::{
            gallery::{Shown, exhibited},
            kit::{kits, release_link},
        },
        element::el,
        message::Msg,
        selectors::whole,
        view_context::{LinkTo, ViewContext},
    },
    bundle::{Set, Stand},
    i18n::fill,
    model::{MediaKind, Slug},
    route::{Address, Route, Search},
    search::{Facet, Gather},
};
use yew::Html;

/// How many exhibits are shown at first, and added by "show more".
const IN_PAGE: usize = 24;

/// What all releases have to show.
pub fn media(cx: &ViewContext, search: &Search) -> Html {
    let messages = cx.messages;
    let Some((set, reader)) = cx.set.zip(cx.model.reader()) else { return Html::default() };
    let stands = reader.stands().map(|stands| stands.as_slice()).unwrap_or_default();
    let mut stands: Vec<&Stand> = stands.iter().gather();
    // Of a release in several languages, one is enough.
    stands.retain(|stand| stand.not_for.as_deref() != Some(cx.interface.tag()));
    let kind = chosen(search, Facet::With).and_then(MediaKind::named);
    let is_of =
        |stand: &&&Stand, facet| chosen(search, facet).is_none_or(|key| has(stand, facet, key));
    let (mut counts, mut total) = ([0_u32; MediaKind::ALL.len()], 0);
    let (mut gathering, mut shown) = (Vec::new(), Vec::new());
    let most = (search.more as usize + 1) * IN_PAGE;
    let of_both = |stand: &&&Stand| is_of(stand, Facet::Topic) && is_of(stand, Facet::Issuer);
    for stand in stands.iter().filter(of_both) {
        if stand.kit.is_some() {
            gathering.push(&stand.release);
        }
        for exhibit in &stand.exhibits {
            let own = exhibit.media.kind();
            if let Some(count) = counts.get_mut(own as usize) {
                *count += 1;
            }
            if kind.is_none_or(|kind| kind == own) {
                total += 1;
                if shown.len() < most {
                    let below = el("p").child(release_link(cx, &stand.release)).html();
                    let language = stand.release.language.as_ref();
                    shown.push(Shown { exhibit, language, below });
                }
            }
        }
    }
    let kinds = MediaKind::ALL.into_iter().zip(counts).map(|(one, count)| {
        let current = kind == Some(one);
        let to = search.with_one(Facet::With, (!current).then_some(one.as_str()));
        let how = LinkTo { class: Some("k-chip"), current, ..LinkTo::default() };
        let words = el("span")
            .child(messages.media_kind(one))
            .child(" ")
            .child(el("span").class("k-chip__count").child(messages.number(count.into())));
        el("li").key(one.as_str()).child(cx.link(Route::Media(to), how, words)).html()
    });
    let more = Route::Media(Search { more: search.more + 1, ..search.clone() });
    let rest = total - shown.len();
    let next = messages.show_more(rest.min(IN_PAGE) as u32);
    let how = LinkTo { class: Some("k-button"), id: Some("more".into()), ..LinkTo::default() };
    el("div")
        .class("k-media k-media--page")
        .child(el("h1").attr("tabindex", "-1").child(messages.media))
        .child(kits(cx, &gathering))
        .child(
            el("ul")
                .class("k-chips")
                .attr("aria-label", messages.facet(Facet::Kind))
                .child(kinds.gather()),
        )
        .child(
            el("p")
                .class("k-media__choices")
                .child(choice(cx, set, search, &stands, Facet::Topic))
                .child(choice(cx, set, search, &stands, Facet::Issuer)),
        )
        .child(
            el("h2")
                .attr("role", "status")
                .child(fill(messages.exhibits, &[&messages.number(total as u64)])),
        )
        .child(exhibited(cx, shown))
        .child(
            el("p")
                .class("k-results__more")
                .flag("hidden", rest == 0)
                .child(cx.link(more, how, next)),
        )
        .html()
}

/// The value of a facet that is chosen.
fn chosen(search: &Search, facet: Facet) -> Option<&str> {
    search.selection.keys(facet).first().map(|(_, key)| key.as_str())
}

fn has(stand: &Stand, facet: Facet, key: &str) -> bool {
    let own: &[Slug] = if facet == Facet::Topic { &stand.topics } else { &stand.issuers };
    own.iter().any(|slug| slug.as_str() == key)
}

/// A list to choose one value of a facet from, or none: those of which there is something.
fn choice(cx: &ViewContext, set: &Set, search: &Search, stands: &[&Stand], facet: Facet) -> Html {
    let chosen = chosen(search, facet);
    let (old, interface) = (search.clone(), cx.address().interface);
    let onchange = cx.on_select(move |key| {
        let route = Route::Media(old.with_one(facet, Some(key).filter(|key| !key.is_empty())));
        Some(Msg::Navigate(Address { route, interface }))
    });
    let mut options = vec![el("option").attr("value", "").child(cx.messages.all_of_them).html()];
    for (key, label, ..) in whole(set, facet, cx.interface) {
        if stands.iter().any(|stand| has(stand, facet, &key)) {
            let selected = chosen == Some(key.as_str());
            options.push(
                el("option").attr("value", key).flag("selected", selected).child(label).html(),
            );
        }
    }
    el("label")
        .class("k-sort")
        .flag("hidden", options.len() < 2)
        .child(el("span").child(cx.messages.facet(facet)))
        .child(" ")
        .child(el("select").attr("id", facet.parameter()).onchange(onchange).child(options))
        .html()
}
