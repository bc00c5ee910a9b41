//! The list: how many, in which order, the releases themselves, and more of them.

use super::entry::entry;
use crate::{
    app::{
        hooks::browser,
        scene::Scene,
        view::{Listed, PAGE},
    },
    bundle::Found,
    route::{Address, Route, Search},
    search::Sort,
};
use yew::{Callback, Event, Html, html};

/// The list; `ready` unless newer results are on their way.
pub fn results(scene: &Scene, search: &Search, listed: &Listed, ready: bool) -> Html {
    let messages = scene.messages;
    let total = listed.answer.total;
    let shown = u32::try_from(listed.found.len()).unwrap_or(u32::MAX);
    let rest = total.saturating_sub(shown);
    // How many there are is not known yet: no number is better than one that will change.
    let count = if listed.answer.partial { "…".to_owned() } else { (messages.results)(total) };
    let more = Search { more: search.more + 1, ..search.clone() };
    html! {
        <div class="k-results" aria-busy={(!ready).to_string()}>
            <div class="k-results__head">
                <h2 class="k-results__count">{ count }</h2>
                { sort_select(scene, search) }
            </div>
            { list(scene, search, listed) }
            <p class="k-results__more" hidden={rest == 0}>
                <button type="button" id="more" class="k-button k-button--strong" onclick={scene.to_list(more)}>
                    { (messages.show_more)(rest.min(PAGE)) }
                </button>
                <span>{ (messages.shown_of)(shown, total) }</span>
            </p>
        </div>
    }
}

/// The entries; in the order of dates they stand under their months.
fn list(scene: &Scene, search: &Search, listed: &Listed) -> Html {
    let item = |found: &Found, level: u8| {
        let entry = found
            .card
            .as_ref()
            .map(|card| entry(scene, card, search, listed.matcher.as_ref(), level));
        html! { <li key={found.hit.document} class="k-entries__item">{ entry.unwrap_or_default() }</li> }
    };
    if search.order() == Sort::Relevance {
        return html! { <ol class="k-entries">{ for listed.found.iter().map(|found| item(found, 3)) }</ol> };
    }
    let month = |found: &Found| {
        found.card.as_ref().and_then(|card| card.published).map(|date| date.month())
    };
    let groups = listed.found.chunk_by(|a, b| month(a) == month(b)).map(|group| {
        let name = match group.first().and_then(month) {
            Some(month) => (scene.messages.month)(month),
            None => scene.messages.undated.to_owned(),
        };
        html! {
            <section class="k-month" key={name.clone()}>
                <h3 class="k-month__name">{ name }</h3>
                <ol class="k-entries">{ for group.iter().map(|found| item(found, 4)) }</ol>
            </section>
        }
    });
    html! { <div class="k-months">{ for groups }</div> }
}

fn sort_select(scene: &Scene, search: &Search) -> Html {
    let orders: &[Sort] = match search.query.trim() {
        "" => &[Sort::Newest, Sort::Oldest],
        _ => &[Sort::Relevance, Sort::Newest, Sort::Oldest],
    };
    let chosen = search.order();
    let onchange = {
        let (navigator, search) = (scene.navigator.clone(), search.clone());
        Callback::from(move |event: Event| {
            let place: Option<usize> = browser::selected(&event).parse().ok();
            let sort = place.and_then(|place| orders.get(place)).copied();
            let search = Search { sort, more: 0, ..search.clone() };
            let interface = navigator.address().interface;
            navigator.push(Address { route: Route::Home(search), interface });
        })
    };
    let options = orders.iter().enumerate().map(|(place, sort)| {
        let value = place.to_string();
        html! { <option key={place} {value} selected={*sort == chosen}>{ (scene.messages.sort_by)(*sort) }</option> }
    });
    html! {
        <label class="k-sort">
            <span>{ scene.messages.sort }</span>{ " " }
            <select id="sort" {onchange}>{ for options }</select>
        </label>
    }
}
