//! The field in which one searches. On the list, results follow every keystroke.

use crate::{
    app::hooks::{browser, use_messages, use_navigator},
    route::{Address, Route, Search},
};
use yew::{Callback, Html, InputEvent, Properties, SubmitEvent, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct SearchBoxProps {
    pub search: Search,
}

#[component]
pub fn SearchBox(props: &SearchBoxProps) -> Html {
    let messages = use_messages();
    let navigator = use_navigator();
    let go = {
        let (navigator, search) = (navigator.clone(), props.search.clone());
        Callback::from(move |query: String| {
            let search = Search { query, more: 0, ..search.clone() };
            let interface = navigator.address().interface;
            navigator.replace(Address { route: Route::Home(search), interface });
        })
    };
    let oninput = go.reform(|event: InputEvent| browser::input_value(&event));
    let onclick = go.reform(|_| {
        browser::focus("#search", false);
        String::new()
    });
    let onsubmit = |event: SubmitEvent| event.prevent_default();
    html! {
        <form class="k-search" role="search" action="./" method="get" {onsubmit}>
            <label class="k-hidden" for="search">{ messages.search_label }</label>
            <div class="k-search__field">
                <input id="search" class="k-search__input" type="search" name="q"
                    placeholder={messages.search_placeholder} value={props.search.query.clone()}
                    autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search"
                    {oninput} aria-keyshortcuts="/" />
                <kbd class="k-search__key" aria-hidden="true">{ "/" }</kbd>
                if !props.search.query.is_empty() {
                    <button type="button" class="k-search__clear" {onclick} aria-label={messages.clear_search}>
                        <span aria-hidden="true">{ "×" }</span>
                    </button>
                }
            </div>
        </form>
    }
}
