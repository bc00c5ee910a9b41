//! The field in which one searches: results follow every keystroke.

use super::{search_help::search_help_button, understood::understood, without_scripts::note};
use crate::{
    app::{hooks::browser, scene::Scene, view::Listed},
    bundle::Set,
    route::{Route, Search},
};
use yew::{Callback, Html, InputEvent, SubmitEvent, html};

/// The field in which one searches, and below it how that was understood.
pub fn search_box(scene: &Scene, set: &Set, search: &Search, listed: &Listed) -> Html {
    let messages = scene.messages;
    let go = {
        let (navigator, search) = (scene.navigator.clone(), search.clone());
        Callback::from(move |query: String| {
            let search = Search { query, more: 0, ..search.clone() };
            let interface = navigator.address().interface;
            navigator.replace(crate::route::Address { route: Route::Home(search), interface });
        })
    };
    let oninput = go.reform(|event: InputEvent| browser::input_value(&event));
    let onclick = go.reform(|_| {
        browser::focus("#search", false);
        String::new()
    });
    let onfocus = {
        let library = scene.library.clone();
        move |_| library.prepare_search()
    };
    let onsubmit = |event: SubmitEvent| event.prevent_default();
    html! {
        <form class="k-search" role="search" action="./" method="get" {onsubmit}>
            <label class="k-hidden" for="search">{ messages.search_label }</label>
            <div class="k-search__field">
                <input id="search" class="k-search__input" type="search" name="q"
                    placeholder={messages.search_placeholder} value={search.query.clone()}
                    autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search"
                    {oninput} {onfocus} aria-keyshortcuts="/" />
                <kbd class="k-search__key" aria-hidden="true">{ "/" }</kbd>
                <button type="button" class="k-search__clear" {onclick} hidden={search.query.is_empty()}
                    aria-label={messages.clear_search}>
                    <span aria-hidden="true">{ "×" }</span>
                </button>
            </div>
            <div class="k-search__below">
                { search_help_button(scene) }
                { understood(scene, set, listed) }
            </div>
            { note(scene) }
        </form>
    }
}
