//! What can be written into the field, in a dialogue.

use crate::app::{hooks::browser, scene::Scene};
use yew::{Html, html};

const ID: &str = "search-help";

/// The button that opens the help.
pub fn search_help_button(scene: &Scene) -> Html {
    html! {
        <button type="button" class="k-button k-button--plain k-search__help" aria-haspopup="dialog"
            onclick={|_| browser::toggle_dialog(ID)}>
            { scene.messages.search_help }
        </button>
    }
}

/// What can be written into the field, each with an example.
pub fn search_help(scene: &Scene) -> Html {
    let messages = scene.messages;
    let rows = messages.query_language.iter().map(|(example, what)| {
        html! { <div key={*example}><dt><code>{ *example }</code></dt><dd>{ *what }</dd></div> }
    });
    // The focus goes to the heading: the button stands where a small screen must scroll to.
    html! {
        <dialog id={ID} class="k-dialog k-dialog--wide" aria-labelledby="search-help-title">
            <h2 id="search-help-title" tabindex="-1" autofocus={true}>{ messages.search_help }</h2>
            <p>{ messages.search_help_intro }</p>
            <dl class="k-examples">{ for rows }</dl>
            <form method="dialog"><button class="k-button k-button--strong">{ messages.close }</button></form>
        </dialog>
    }
}
