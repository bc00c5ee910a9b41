//! The pictures, films and recordings offered with a release.

use super::{picture::picture, prose::Setting};
use crate::{
    app::hooks::use_messages,
    i18n::Messages,
    model::{Media, Source},
};
use yew::{Html, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct MediaListProps {
    pub media: Vec<Media>,
    pub language: Option<crate::model::Language>,
    /// The label of a topic that announces media, where none came.
    pub promised: Option<String>,
}

#[component]
pub fn MediaList(props: &MediaListProps) -> Html {
    let messages = use_messages();
    let setting = Setting::new(props.language.as_ref(), true, None, messages);
    let lang = props.language.as_ref().map(ToString::to_string);
    let items = props.media.iter().enumerate().map(|(i, media)| {
        html! { <li key={i}>{ item(media, &setting, messages, lang.clone()) }</li> }
    });
    html! {
        <section class="k-media" aria-labelledby="media-title" hidden={props.media.is_empty() && props.promised.is_none()}>
            <h2 id="media-title">{ messages.media }</h2>
            if let Some(topic) = props.promised.as_ref().filter(|_| props.media.is_empty()) {
                <p class="k-absent">{ (messages.media_promised)(topic) }</p>
            }
            <ul>{ for items }</ul>
        </section>
    }
}

fn item(media: &Media, setting: &Setting, messages: &Messages, lang: Option<String>) -> Html {
    let shown = match (&media.image.source, media.is_image()) {
        (_, true) => picture(&media.image, messages),
        (Source::Local(path), false) => html! { <a href={path.to_string()}>{ path.as_str() }</a> },
        (Source::Remote(link), false) => {
            html! { <a href={link.to_string()} rel="noopener">{ link.as_str() }</a> }
        }
    };
    let terms = [
        media.credit.as_deref().map(messages.credit),
        media.licence.as_deref().map(messages.licence),
    ];
    let terms: Vec<String> = terms.into_iter().flatten().collect();
    html! {
        <figure {lang}>
            { shown }
            <figcaption>
                if let Some(caption) = &media.caption { <span>{ setting.line(caption) }</span> }
                if !terms.is_empty() { <small>{ terms.join(" · ") }</small> }
            </figcaption>
        </figure>
    }
}
