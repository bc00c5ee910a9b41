//! The pictures, films and recordings offered with a release.

use super::{picture::picture, prose::Setting};
use crate::{
    app::{scene::Scene, view},
    model::{Media, Release, Source},
};
use yew::{Html, html};

/// The media offered with a release. Where a topic announces some and none came, that is said.
pub fn media_list(scene: &Scene, release: &Release) -> Html {
    let messages = scene.messages;
    let promised =
        scene.set.as_ref().and_then(|set| view::promised_media(set, release, scene.interface));
    let promised = promised.map(|topic| {
        html! { <p class="k-absent">{ (messages.media_promised)(&topic) }</p> }
    });
    let hidden = release.media.is_empty() && promised.is_none();
    let setting =
        Setting::new(release.language.as_ref(), scene.settings.typography, None, messages);
    let lang = release.language.as_ref().map(ToString::to_string);
    let items = release.media.iter().enumerate().map(|(i, media)| {
        html! { <li key={i} lang={lang.clone()}>{ item(scene, media, &setting) }</li> }
    });
    html! {
        <section class="k-media" aria-labelledby="media-title" {hidden}>
            <h2 id="media-title">{ messages.media }</h2>
            { promised.unwrap_or_default() }
            <ul>{ for items }</ul>
        </section>
    }
}

fn item(scene: &Scene, media: &Media, setting: &Setting) -> Html {
    let messages = scene.messages;
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
        <figure>
            { shown }
            <figcaption>
                <span>{ media.caption.as_deref().map(|caption| setting.line(caption)).unwrap_or_default() }</span>
                <small lang={scene.interface.tag()}>{ terms.join(" · ") }</small>
            </figcaption>
        </figure>
    }
}
