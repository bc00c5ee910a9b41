//! The field in which one searches: results follow every keystroke, and Enter ends the word.

use super::{search_help::search_help_button, understood::understood, without_scripts::note};
use crate::{
    app::element::el,
    app::{hooks::browser, scene::Scene, view::Listed},
    bundle::Set,
    route::{Address, Route, Search},
};
use yew::{Callback, Html, InputEvent, SubmitEvent};

/// The field in which one searches, and below it how that was understood.
pub fn search_box(scene: &Scene, set: &Set, search: &Search, listed: &Listed) -> Html {
    let messages = scene.messages;
    let go = {
        let (navigator, search) = (scene.navigator.clone(), search.clone());
        Callback::from(move |query: String| {
            let interface = navigator.address().interface;
            let address = Address { route: Route::Home(search.with_query(query)), interface };
            navigator.replace(address.typed(true));
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
    let onsubmit = {
        let navigator = scene.navigator.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            navigator.end_typing();
        }
    };
    el("form")
        .class("k-search")
        .attr("role", "search")
        .attr("action", "./")
        .attr("method", "get")
        .onsubmit(onsubmit)
        .child(el("label").class("k-hidden").attr("for", "search").child(messages.search_label))
        .child(
            el("div")
                .class("k-search__field")
                .child(
                    el("input")
                        .class("k-search__input")
                        .attr("id", "search")
                        .attr("type", "search")
                        .attr("name", "q")
                        .attr("dir", "auto")
                        .attr("placeholder", messages.search_placeholder)
                        .value(search.query.clone())
                        .attr("autocomplete", "off")
                        .attr("autocapitalize", "off")
                        .attr("spellcheck", "false")
                        .attr("enterkeyhint", "search")
                        .oninput(oninput)
                        .onfocus(onfocus)
                        .attr("aria-keyshortcuts", "/"),
                )
                .child(el("kbd").class("k-search__key").attr("aria-hidden", "true").child("/"))
                .child(
                    el("button")
                        .class("k-search__clear")
                        .attr("type", "button")
                        .onclick(onclick)
                        .flag("hidden", search.query.is_empty())
                        .attr("aria-label", messages.clear_search)
                        .child(el("span").attr("aria-hidden", "true").child("×")),
                ),
        )
        .child(
            el("div")
                .class("k-search__below")
                .child(search_help_button(scene))
                .child(understood(scene, set, listed)),
        )
        .child(note(scene))
        .html()
}
