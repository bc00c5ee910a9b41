//! What changed since earlier texts, word by word.

use super::prose::Setting;
use crate::{app::hooks::use_messages, bundle::Difference, model::Language};
use yew::{Html, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct DifferencesProps {
    pub differences: Vec<Difference>,
    pub language: Option<Language>,
}

#[component]
pub fn Differences(props: &DifferencesProps) -> Html {
    let messages = use_messages();
    // As sent: refined typography would set quotation marks across what was taken out.
    let setting = Setting::new(props.language.as_ref(), false, None, messages);
    let lang = props.language.as_ref().map(ToString::to_string);
    let each = props.differences.iter().enumerate().map(|(i, difference)| {
        let since = difference.since.as_ref().map(messages.date);
        let passages = difference.passages.iter().enumerate().map(|(i, passage)| {
            html! { <p key={i}>{ setting.inlines(passage) }</p> }
        });
        html! {
            <details class="k-differences" key={i}>
                <summary>{ (messages.what_changed)(since.as_deref()) }</summary>
                <p class="k-differences__legend">{ messages.what_changed_legend }</p>
                <div lang={lang.clone()}>{ for passages }</div>
            </details>
        }
    });
    html! { <div hidden={props.differences.is_empty()}>{ for each }</div> }
}
