//! The foot of every page.

use super::address_link::AddressLink;
use crate::{
    app::hooks::{browser, use_library, use_messages},
    route::Route,
};
use yew::{Html, component, html};

#[component]
pub fn Footer() -> Html {
    let messages = use_messages();
    let documents = use_library().read(|reader| reader.set().documents);
    html! {
        <footer class="k-footer">
            <p>
                <AddressLink to={Route::About}>{ messages.about }</AddressLink>
                <button type="button" class="k-button k-button--plain"
                    onclick={|_| browser::toggle_dialog("shortcuts")}>
                    { messages.shortcuts }
                </button>
                <span class="k-footer__count">
                    { documents.map(messages.built_from).unwrap_or_default() }
                </span>
            </p>
            <p class="k-footer__note">{ messages.made_with }</p>
        </footer>
    }
}
