//! What is chosen, as chips that remove it.

use crate::{
    app::{
        hooks::{use_messages, use_navigator},
        view::Filter,
    },
    route::{Address, Route, Search},
};
use yew::{Html, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct ChosenProps {
    pub search: Search,
    pub filters: Vec<Filter>,
}

#[component]
pub fn Chosen(props: &ChosenProps) -> Html {
    let messages = use_messages();
    let navigator = use_navigator();
    let interface = navigator.address().interface;
    let to = |search: Search| navigator.to(Address { route: Route::Home(search), interface });
    let chips = props.filters.iter().map(|filter| {
        html! {
            <li key={filter.label.as_str()}>
                <button type="button" class="k-chip k-chip--chosen" onclick={to(filter.without.clone())}
                    aria-label={(messages.remove)(&filter.label)}>
                    { &filter.label }{ " " }<span aria-hidden="true">{ "×" }</span>
                </button>
            </li>
        }
    });
    html! {
        <div class="k-chosen" hidden={props.filters.is_empty()}>
            <ul class="k-chips" aria-label={messages.chosen}>
                { for chips }
                <li key="">
                    <button type="button" class="k-button k-button--plain"
                        onclick={to(props.search.without_selection())}>
                        { messages.clear_all }
                    </button>
                </li>
            </ul>
        </div>
    }
}
