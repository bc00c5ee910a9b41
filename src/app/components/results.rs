//! The list: how many, in which order, the releases themselves, and more of them.

use super::entry::Entry;
use crate::{
    app::{
        hooks::{browser, use_later, use_messages, use_navigator},
        view::PAGE,
    },
    bundle::Found,
    i18n::Messages,
    route::{Address, Route, Search},
    search::{Sort, highlight::Matcher},
};
use std::rc::Rc;
use yew::{Callback, Event, Html, Properties, component, html, use_state};

#[derive(Clone, PartialEq, Properties)]
pub struct ResultsProps {
    pub search: Search,
    pub total: u32,
    pub found: Vec<Found>,
    pub matcher: Option<Rc<Matcher>>,
    /// Whether what is shown answers what was asked, or newer results are on their way.
    pub ready: bool,
}

#[component]
pub fn Results(props: &ResultsProps) -> Html {
    let messages = use_messages();
    let navigator = use_navigator();
    let interface = navigator.address().interface;
    let shown = u32::try_from(props.found.len()).unwrap_or(u32::MAX);
    let rest = props.total.saturating_sub(shown);
    let more = Search { more: props.search.more + 1, ..props.search.clone() };
    let on_more = navigator.to(Address { route: Route::Home(more), interface });
    html! {
        <div class="k-results" aria-busy={(!props.ready).to_string()}>
            <div class="k-results__head">
                <h2 class="k-results__count">{ (messages.results)(props.total) }</h2>
                <SortSelect search={props.search.clone()} />
            </div>
            <Announcement text={(messages.results)(props.total)} />
            { list(props, messages) }
            <p class="k-results__more" hidden={rest == 0}>
                <button type="button" id="more" class="k-button k-button--strong" onclick={on_more}>
                    { (messages.show_more)(rest.min(PAGE)) }
                </button>
                <span>{ (messages.shown_of)(shown, props.total) }</span>
            </p>
        </div>
    }
}

/// The entries; in the order of dates they stand under their months.
fn list(props: &ResultsProps, messages: &Messages) -> Html {
    if props.search.order() == Sort::Relevance {
        return html! { <ol class="k-entries">{ for props.found.iter().map(|f| entry(f, props, 3)) }</ol> };
    }
    let month = |found: &Found| {
        found.card.as_ref().and_then(|card| card.published.as_ref()).map(|date| date.month())
    };
    let groups = props.found.chunk_by(|a, b| month(a) == month(b)).map(|group| {
        let name = match group.first().and_then(month) {
            Some(month) => (messages.month)(month),
            None => messages.undated.to_owned(),
        };
        html! {
            <section class="k-month" key={name.clone()}>
                <h3 class="k-month__name">{ name }</h3>
                <ol class="k-entries">{ for group.iter().map(|f| entry(f, props, 4)) }</ol>
            </section>
        }
    });
    html! { <>{ for groups }</> }
}

fn entry(found: &Found, props: &ResultsProps, level: u8) -> Html {
    let item = found.card.as_ref().map(|card| {
        html! { <Entry card={card.clone()} list={props.search.clone()} matcher={props.matcher.clone()} {level} /> }
    });
    html! { <li key={found.hit.document} class="k-entries__item">{ item.unwrap_or_default() }</li> }
}

#[derive(Clone, PartialEq, Properties)]
struct SortSelectProps {
    search: Search,
}

#[component]
fn SortSelect(props: &SortSelectProps) -> Html {
    let messages = use_messages();
    let navigator = use_navigator();
    let orders: &[Sort] = match props.search.query.trim() {
        "" => &[Sort::Newest, Sort::Oldest],
        _ => &[Sort::Relevance, Sort::Newest, Sort::Oldest],
    };
    let search = props.search.clone();
    let chosen = search.order();
    let onchange = Callback::from(move |event: Event| {
        let value = browser::selected(&event);
        let sort = Sort::ALL.into_iter().find(|sort| format!("{sort:?}") == value);
        let search = Search { sort, more: 0, ..search.clone() };
        let interface = navigator.address().interface;
        navigator.push(Address { route: Route::Home(search), interface });
    });
    let options = orders.iter().map(|sort| {
        let value = format!("{sort:?}");
        html! { <option key={value.clone()} {value} selected={*sort == chosen}>{ (messages.sort_by)(*sort) }</option> }
    });
    html! {
        <label class="k-sort">
            <span>{ messages.sort }</span>{ " " }
            <select id="sort" {onchange}>{ for options }</select>
        </label>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct AnnouncementProps {
    text: String,
}

/// Says the count to screen readers, once typing pauses.
#[component]
fn Announcement(props: &AnnouncementProps) -> Html {
    const PAUSE_MS: u32 = 900;
    let said = use_state(String::new);
    let setter = said.setter();
    use_later(PAUSE_MS, props.text.clone(), Callback::from(move |text| setter.set(text)));
    html! { <p class="k-hidden" role="status">{ &*said }</p> }
}
