//! While the set is on its way.

use crate::app::hooks::use_messages;
use yew::{Html, component, html};

#[component]
pub fn Loading() -> Html {
    let messages = use_messages();
    html! { <p class="k-loading" role="status">{ messages.loading }</p> }
}
