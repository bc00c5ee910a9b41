//! The set cannot be had or read: what that means, and a way on.

use super::use_title;
use crate::{
    app::hooks::{use_arrival, use_library, use_messages},
    bundle::LoadError,
};
use yew::{Html, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct FailureProps {
    pub error: LoadError,
}

#[component]
pub fn Failure(props: &FailureProps) -> Html {
    let messages = use_messages();
    let library = use_library();
    let (title, advice) = match props.error {
        LoadError::Missing { .. } => (messages.set_missing, messages.set_missing_advice),
        LoadError::Broken { .. } => (messages.set_broken, messages.set_broken_advice),
        LoadError::OtherVersion { .. } => {
            (messages.set_other_version, messages.set_other_version_advice)
        }
        LoadError::PartMissing { .. } => (messages.part_missing, messages.part_missing_advice),
    };
    use_title(title);
    use_arrival(true);
    html! {
        <div class="k-message" role="alert">
            <h1 tabindex="-1">{ title }</h1>
            <p>{ advice }</p>
            <p>
                <button type="button" class="k-button k-button--strong" onclick={move |_| library.retry()}>
                    { messages.try_again }
                </button>
            </p>
            <details>
                <summary>{ messages.details }</summary>
                <p><code>{ props.error.to_string() }</code></p>
            </details>
        </div>
    }
}
