//! A date for people and for machines.

use crate::{app::hooks::use_messages, model::Date};
use yew::{Html, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct WhenProps {
    pub date: Date,
    /// With the time, where one was given.
    #[prop_or_default]
    pub full: bool,
}

#[component]
pub fn When(props: &WhenProps) -> Html {
    let messages = use_messages();
    let text = if props.full { messages.date_time } else { messages.date };
    html! { <time datetime={props.date.to_string()}>{ text(&props.date) }</time> }
}
