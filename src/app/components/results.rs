//! The list: how many, in which order, the releases themselves, and more of them; then those that hold only some
//! of the words.

use super::{entry::entry, reading_tools::tick_box, take_away::take_away, without_scripts::older};
use crate::{
    app::{
        element::el,
        message::Msg,
        requests::{end_of, widened},
        selectors::Listed,
        stories,
        view_context::ViewContext,
    },
    bundle::{Card, Found},
    route::{Address, Route, Search},
    search::{Gather, Sort},
};
use std::rc::Rc;
use yew::Html;

/// How many releases there are, in which order; on a small screen the way to what narrows them, of which so much is
/// `chosen`; none if there is nothing to choose.
pub fn results_head(
    cx: &ViewContext,
    search: &Search,
    listed: &Listed,
    chosen: Option<usize>,
) -> Html {
    // How many there are is not known yet: no number is better than one that will change.
    let count = if listed.answer.partial { "…".to_owned() } else { counted(cx, listed) };
    let nothing = !listed.answered || listed.is_empty();
    el("div")
        .class("k-results__head")
        .child(el("h2").class("k-results__count").flag("hidden", nothing).child(count))
        .child(sort_select(cx, search, "sort"))
        .child(
            el("button")
                .class("k-button k-facets-open")
                .attr("type", "button")
                .attr("popovertarget", "filters")
                .flag("hidden", chosen.is_none())
                .child(cx.messages.show_filters(chosen.unwrap_or_default())),
        )
        .html()
}

/// The list.
pub fn results(cx: &ViewContext, search: &Search, listed: &Listed) -> Html {
    let rest = rest(listed);
    el("div")
        .class("k-results")
        .attr("aria-busy", (!cx.model.ready).to_string())
        .child(list(cx, search, listed))
        .child(pagination(cx, search, listed))
        .child(
            partly(cx, listed)
                .filter(|_| rest == 0)
                .map(|link| el("p").class("k-results__partly").child(link)),
        )
        .child(take_away(cx, search, listed))
        .child(older(cx))
        .child(tick_box(cx, cx.messages.list_pictures, cx.settings.pictures, |s, on| {
            s.pictures = on;
        }))
        .html()
}

fn counted(cx: &ViewContext, listed: &Listed) -> String {
    cx.set.map(|set| stories::counted(set, listed, cx.messages)).unwrap_or_default()
}

/// How many releases the list goes on to.
fn end(listed: &Listed) -> u32 {
    let answer = &listed.answer;
    if listed.search.wide { answer.total.saturating_add(answer.more) } else { answer.total }
}

/// How many of them are not shown yet.
fn rest(listed: &Listed) -> u32 {
    end(listed).saturating_sub(listed.texts)
}

/// How many are shown, and more of them.
fn pagination(cx: &ViewContext, search: &Search, listed: &Listed) -> Html {
    let (messages, rest) = (cx.messages, rest(listed));
    let more = Search { more: search.more + 1, ..search.clone() };
    // Of a search there may be fewer than a page so far.
    let next = end_of(search.more + 1).saturating_sub(listed.texts);
    el("p")
        .class("k-results__more")
        .flag("hidden", rest == 0)
        .child(
            el("button")
                .class("k-button k-button--strong")
                .attr("type", "button")
                .attr("id", "more")
                .onclick(cx.to_list(more))
                .child(messages.show_more(rest.min(next))),
        )
        .child(el("span").child(messages.shown_of(listed.texts, end(listed))))
        .html()
}

/// The way to the releases that hold only some of the words, where they are not listed yet.
pub fn partly(cx: &ViewContext, listed: &Listed) -> Option<Html> {
    let (search, answer) = (&listed.search, &listed.answer);
    let there = answer.more > 0 && !search.wide && !answer.partial;
    there.then(|| cx.list_link(widened(search, answer.total), cx.messages.partly(answer.more)))
}

/// The entries; in the order of dates they stand under their months. Those that hold only some of the words follow
/// under a heading of their own, by month or not: they are few, and each says its date.
fn list(cx: &ViewContext, search: &Search, listed: &Listed) -> Html {
    let finder = cx.model.finder();
    let item = |document: u32, card: Option<&Rc<Card>>, level: u8| {
        let entry = card.map(|card| {
            let excerpt = cx.model.excerpts.of(&card.slug);
            entry(cx, card, search, finder.as_ref(), excerpt, level)
        });
        el("li").class("k-entries__item").key(document).child(entry.unwrap_or_default()).html()
    };
    let entries = |found: &[&Found], level: u8| {
        let items = found.iter().map(|found| item(found.hit.document, found.card.as_ref(), level));
        el("ol").class("k-entries").children(items)
    };
    let name = |name: String| el("h3").class("k-month__name").child(name);
    let lead = listed.lead.as_ref();
    let first = lead.map(|(document, card)| {
        el("section")
            .class("k-lead")
            .child(name(cx.messages.lead.to_owned()))
            .child(el("ol").class("k-entries").child(item(*document, Some(card), 4)))
    });
    let apart = |found: &&Found| lead.is_none_or(|(lead, _)| *lead != found.hit.document);
    let drawn = || listed.found.iter().take(cx.model.drawn());
    let whole: Vec<&Found> = drawn().take(listed.whole).filter(apart).gather();
    let part: Vec<&Found> = drawn().skip(listed.whole).gather();
    let partly = (!part.is_empty()).then(|| {
        el("section")
            .class("k-partly")
            .child(name(cx.messages.only_partly.to_owned()))
            .child(entries(&part, 4))
    });
    if search.order() == Sort::Relevance {
        let whole = (!whole.is_empty()).then(|| entries(&whole, 3));
        return el("div").child(whole).child(partly).html();
    }
    let month = |found: &Found| {
        found.card.as_ref().and_then(|card| card.published).map(|date| date.month())
    };
    let groups = whole.chunk_by(|a, b| month(a) == month(b)).map(|group| {
        let of = match group.first().and_then(|found| month(found)) {
            Some(month) => cx.messages.month(month),
            None => cx.messages.undated.to_owned(),
        };
        el("section")
            .class("k-month")
            .key(of.clone())
            .child(name(of))
            .child(entries(group, 4))
            .html()
    });
    el("div").class("k-months").child(first).children(groups).child(partly).html()
}

/// In which order the list is; in the element with that `id`.
pub fn sort_select(cx: &ViewContext, search: &Search, id: &'static str) -> Html {
    let orders: &[Sort] = match search.query.trim() {
        "" => &[Sort::Newest, Sort::Oldest],
        _ => &[Sort::Relevance, Sort::Newest, Sort::Oldest],
    };
    let chosen = search.order();
    let (interface, old) = (cx.address().interface, search.clone());
    let onchange = cx.on_select(move |place| {
        let sort = Some(*orders.get(place.parse::<usize>().ok()?)?);
        let search = Search { sort, more: 0, ..old.clone() };
        Some(Msg::Navigate(Address { route: Route::Home(search), interface }))
    });
    let options = orders.iter().enumerate().map(|(place, sort)| {
        let value = place.to_string();
        el("option")
            .key(place)
            .attr("value", value)
            .flag("selected", *sort == chosen)
            .child(cx.messages.sort_by(*sort))
            .html()
    });
    el("label")
        .class("k-sort")
        .child(el("span").child(cx.messages.sort))
        .child(" ")
        .child(el("select").attr("id", id).onchange(onchange).children(options))
        .html()
}
