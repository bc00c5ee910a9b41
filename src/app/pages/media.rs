//! What all releases have to show: press kits first, then pictures, films, sounds and documents, by kind, topic and issuer.

use crate::{
    app::{
        components::gallery::{cards, viewer},
        element::el,
        media_shelf::{IN_PAGE, Shelf, kind_chosen},
        message::Msg,
        view_context::{LinkTo, ViewContext},
    },
    bundle::{Exhibit, Stand},
    i18n::fill,
    model::{Language, MediaKind},
    route::{Address, Route, Search},
    search::Facet,
};
use yew::Html;

/// What all releases have to show.
pub fn media(cx: &ViewContext, search: &Search) -> Html {
    let messages = cx.messages;
    let Some(set) = cx.set else { return Html::default() };
    let stands = cx.model.reader().and_then(|reader| reader.stands());
    let shelf = Shelf::of(
        set,
        stands.map(|stands| stands.as_slice()).unwrap_or_default(),
        search,
        cx.interface,
    );
    let shown = shelf.shown.iter().map(|(stand, exhibit)| {
        (*exhibit, stand.language.as_ref(), el("p").child(release_link(cx, stand)).html())
    });
    let in_viewer = shelf.shown.iter().map(|(stand, exhibit): &(&Stand, &Exhibit)| {
        let language: Option<&Language> = stand.language.as_ref();
        (*exhibit, language)
    });
    let kits = shelf
        .kits
        .iter()
        .map(|kit| el("li").key(kit.slug.as_str()).child(release_link(cx, kit)).html());
    let kinds = MediaKind::ALL.into_iter().zip(shelf.kinds).map(|(kind, count)| {
        let current = kind_chosen(search) == Some(kind);
        let to = Route::Media(search.with_one(Facet::With, (!current).then_some(kind.as_str())));
        let how = LinkTo { class: Some("k-chip"), current, ..LinkTo::default() };
        let words = el("span")
            .child(messages.media_kind(kind))
            .child(" ")
            .child(el("span").class("k-chip__count").child(messages.number(count.into())));
        el("li").key(kind.as_str()).child(cx.link(to, how, words)).html()
    });
    let more = Search { more: search.more + 1, ..search.clone() };
    let rest = shelf.total.saturating_sub(shelf.shown.len());
    let next = rest.min(IN_PAGE).try_into().unwrap_or(u32::MAX);
    el("div")
        .class("k-media k-media--page")
        .child(el("h1").attr("tabindex", "-1").child(messages.media))
        .child(
            el("section")
                .attr("aria-labelledby", "kits-title")
                .flag("hidden", shelf.kits.is_empty())
                .child(el("h2").attr("id", "kits-title").child(messages.kits))
                .child(el("ul").class("k-kits").children(kits)),
        )
        .child(
            el("ul")
                .class("k-chips")
                .attr("aria-label", messages.facet(Facet::Kind))
                .children(kinds),
        )
        .child(
            el("p")
                .class("k-media__choices")
                .child(choice(cx, search, Facet::Topic, &shelf.topics))
                .child(choice(cx, search, Facet::Issuer, &shelf.issuers)),
        )
        .child(el("h2").attr("role", "status").child(fill(
            messages.exhibits,
            &[&messages.number(shelf.total.try_into().unwrap_or_default())],
        )))
        .child(el("ul").class("k-media__list").children(cards(cx, shown)))
        .child(el("p").class("k-results__more").flag("hidden", rest == 0).child(cx.link(
            Route::Media(more),
            LinkTo { class: Some("k-button"), id: Some("more".into()), ..LinkTo::default() },
            messages.show_more(next),
        )))
        .child(viewer(cx, in_viewer))
        .html()
}

fn release_link(cx: &ViewContext, stand: &Stand) -> Html {
    let to = Route::Release { slug: stand.slug.clone(), list: Search::default() };
    let title = stand.title.clone().unwrap_or_else(|| cx.messages.untitled.to_owned());
    el("span")
        .attr("lang", stand.language.as_ref().map(ToString::to_string))
        .child(cx.link(to, LinkTo::default(), title))
        .html()
}

/// A list to choose one value of a facet from, or none.
fn choice(
    cx: &ViewContext,
    search: &Search,
    facet: Facet,
    values: &[(String, String, u32)],
) -> Html {
    let chosen = search.selection.keys(facet).first().map(|(_, key)| key.as_str());
    let (old, interface) = (search.clone(), cx.address().interface);
    let onchange = cx.on_select(move |key| {
        let route = Route::Media(old.with_one(facet, Some(key).filter(|key| !key.is_empty())));
        Some(Msg::Navigate(Address { route, interface }))
    });
    let options = values.iter().map(|(key, label, count)| {
        el("option")
            .key(key.as_str())
            .attr("value", key.clone())
            .flag("selected", chosen == Some(key.as_str()))
            .child(format!("{label} ({})", cx.messages.number((*count).into())))
            .html()
    });
    el("label")
        .class("k-sort")
        .flag("hidden", values.is_empty())
        .child(el("span").child(cx.messages.facet(facet)))
        .child(" ")
        .child(
            el("select")
                .attr("id", facet.parameter())
                .onchange(onchange)
                .child(el("option").attr("value", "").child(cx.messages.all_of_them))
                .children(options),
        )
        .html()
}
