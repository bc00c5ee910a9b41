//! No page has this address.

use super::use_title;
use crate::{
    app::{
        components::address_link::AddressLink,
        hooks::{use_arrival, use_messages},
    },
    route::{Route, Search},
};
use yew::{Html, component, html};

#[component]
pub fn NotFound() -> Html {
    let messages = use_messages();
    use_title(messages.not_found);
    use_arrival(true);
    html! {
        <div class="k-message">
            <h1 tabindex="-1">{ messages.not_found }</h1>
            <p>{ messages.not_found_advice }</p>
            <p><AddressLink to={Route::Home(Search::default())}>{ messages.go_home }</AddressLink></p>
        </div>
    }
}
