//! What to do when nothing is found: which filter to drop, which word may have been meant.

use super::address_link::AddressLink;
use crate::{
    app::{hooks::use_messages, view::Filter},
    route::{Route, Search},
};
use yew::{Html, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct NothingFoundProps {
    pub search: Search,
    /// Filters with how many releases come back without each.
    pub drops: Vec<(Filter, u32)>,
    pub suggestion: Option<String>,
}

#[component]
pub fn NothingFound(props: &NothingFoundProps) -> Html {
    let messages = use_messages();
    let search = &props.search;
    let drops = props.drops.iter().map(|(filter, count)| {
        html! {
            <li key={filter.label.as_str()}>
                <AddressLink to={Route::Home(filter.without.clone())}>
                    { (messages.drop_filter)(&filter.label, *count) }
                </AddressLink>
            </li>
        }
    });
    html! {
        <section class="k-nothing" aria-labelledby="nothing-title">
            <h2 id="nothing-title">{ messages.nothing_found }</h2>
            <p>{ messages.nothing_found_advice }</p>
            if let Some(suggestion) = &props.suggestion {
                <p>{ messages.did_you_mean }{ " " }
                    <AddressLink to={Route::Home(Search { query: suggestion.clone(), ..search.clone() })}>
                        { suggestion }
                    </AddressLink>{ "\u{202f}?" }
                </p>
            }
            <ul>
                { for drops }
                if search.is_filtered() && !search.query.trim().is_empty() {
                    <li key="">
                        <AddressLink to={Route::Home(search.without_selection())}>
                            { messages.search_without_filters }
                        </AddressLink>
                    </li>
                }
                <li key="all"><AddressLink to={Route::Home(Search::default())}>{ messages.go_home }</AddressLink></li>
            </ul>
        </section>
    }
}
