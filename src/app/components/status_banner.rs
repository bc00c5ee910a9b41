//! That a release was corrected, updated or withdrawn, with date and note.

use super::prose::Setting;
use crate::{
    app::scene::Scene,
    model::{Release, State},
};
use yew::{Html, html};

/// What became of a release, if anything.
pub fn status_banner(scene: &Scene, release: &Release) -> Html {
    let messages = scene.messages;
    let Some(status) = &release.status else { return html! { <div hidden={true}></div> } };
    let title = match &status.date {
        Some(date) => (messages.state_on)(status.state, &(messages.date)(date)),
        None => (messages.state)(status.state).to_owned(),
    };
    let language = release.language.as_ref();
    let setting = Setting::new(language, scene.settings.typography, None, messages);
    let note = status.note.as_deref().map(|note| setting.line(note));
    let words = html! {
        <>
            <p class="k-banner__title">{ title }</p>
            <p lang={language.map(ToString::to_string)}>{ note.unwrap_or_default() }</p>
        </>
    };
    match status.state {
        State::Withdrawn => {
            html! { <div class="k-banner k-banner--withdrawn" role="note">{ words }</div> }
        }
        State::Corrected | State::Updated => {
            html! { <div class="k-banner" role="note">{ words }</div> }
        }
    }
}
