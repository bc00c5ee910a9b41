//! The set, or a part of it, cannot be had or read: what that means, and a way on.

use crate::{app::scene::Scene, bundle::LoadError, i18n::Messages};
use yew::{Html, html};

/// What is wrong, and what to do about it.
fn words(error: &LoadError, messages: &Messages) -> (&'static str, &'static str) {
    match error {
        LoadError::Missing { .. } => (messages.set_missing, messages.set_missing_advice),
        LoadError::Broken { .. } => (messages.set_broken, messages.set_broken_advice),
        LoadError::OtherVersion { .. } => {
            (messages.set_other_version, messages.set_other_version_advice)
        }
        LoadError::PartMissing { .. } => (messages.part_missing, messages.part_missing_advice),
    }
}

/// A page of its own, where nothing else can be shown.
pub fn failure(scene: &Scene, error: &LoadError) -> Html {
    let (title, advice) = words(error, scene.messages);
    html! {
        <div class="k-message" role="alert">
            <h1 tabindex="-1">{ title }</h1>
            { way_on(scene, error, advice) }
        </div>
    }
}

/// A note above what can be shown all the same.
pub fn partial_failure(scene: &Scene, error: Option<&LoadError>) -> Html {
    let Some(error) = error else { return html! { <div hidden={true}></div> } };
    let (title, advice) = words(error, scene.messages);
    html! {
        <div class="k-banner" role="alert">
            <p class="k-banner__title">{ title }</p>
            { way_on(scene, error, advice) }
        </div>
    }
}

fn way_on(scene: &Scene, error: &LoadError, advice: &'static str) -> Html {
    let messages = scene.messages;
    let library = scene.library.clone();
    html! {
        <>
            <p>{ advice }</p>
            <p>
                <button type="button" class="k-button k-button--strong" onclick={move |_| library.retry()}>
                    { messages.try_again }
                </button>
            </p>
            <details>
                <summary>{ messages.details }</summary>
                <p><code>{ error.to_string() }</code></p>
            </details>
        </>
    }
}
