//! That a release was corrected, updated or withdrawn, with date, note and what changed.

use super::{differences::Differences, prose::Setting};
use crate::{app::hooks::use_messages, bundle::Article, model::State};
use std::rc::Rc;
use yew::{Html, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct StatusBannerProps {
    pub article: Rc<Article>,
}

#[component]
pub fn StatusBanner(props: &StatusBannerProps) -> Html {
    let messages = use_messages();
    let release = &props.article.release;
    let language = release.language.as_ref();
    let status = release.status.as_ref().map(|status| {
        let title = match &status.date {
            Some(date) => (messages.state_on)(status.state, &(messages.date)(date)),
            None => (messages.state)(status.state).to_owned(),
        };
        let setting = Setting::new(language, true, None, messages);
        let class = match status.state {
            State::Withdrawn => "k-banner k-banner--withdrawn",
            State::Corrected | State::Updated => "k-banner",
        };
        html! {
            <div {class} role="note">
                <p class="k-banner__title">{ title }</p>
                if let Some(note) = &status.note {
                    <p lang={language.map(ToString::to_string)}>{ setting.line(note) }</p>
                }
            </div>
        }
    });
    html! {
        <>
            { status.unwrap_or_default() }
            <Differences differences={props.article.differences.clone()} language={language.cloned()} />
        </>
    }
}
