//! That a release was corrected, updated or withdrawn, with date and note.

use super::prose::Setting;
use crate::{
    app::{
        element::{el, nodes},
        view_context::ViewContext,
    },
    i18n::fill,
    model::{Release, State},
};
use yew::Html;

/// What became of a release, if anything.
pub fn status_banner(cx: &ViewContext, release: &Release) -> Html {
    let messages = cx.messages;
    let Some(status) = &release.status else { return el("div").flag("hidden", true).html() };
    let title = match &status.date {
        Some(date) => messages.state_on(status.state, &messages.date(date)),
        None => fill("_ – _", &[messages.state(status.state), messages.date_absent]),
    };
    let language = release.language.as_ref();
    let setting = Setting::new(language, cx.settings.typography, None, messages);
    let note = match &status.note {
        Some(note) => setting.line_in("p", note).attr("lang", language).html(),
        None => el("p").class("k-absent").child(messages.note_absent).html(),
    };
    let words = nodes([el("p").class("k-banner__title").child(title).html(), note]);
    match status.state {
        State::Withdrawn => {
            el("div").class("k-banner k-banner--withdrawn").attr("role", "note").child(words).html()
        }
        State::Corrected | State::Updated => {
            el("div").class("k-banner").attr("role", "note").child(words).html()
        }
    }
}
