//! The pictures, films and recordings offered with a release.

use super::{picture::picture, prose::Setting};
use crate::{
    app::element::el,
    app::{selectors, view_context::ViewContext},
    i18n::fill,
    model::{Media, Release, Source},
    search::Gather,
};
use yew::Html;

/// The media offered with a release. Where a topic announces some and none came, that is said.
pub fn media_list(cx: &ViewContext, release: &Release) -> Html {
    let messages = cx.messages;
    let promised =
        cx.set.as_ref().and_then(|set| selectors::promised_media(set, release, cx.interface));
    let promised = promised.map(|topic| {
        el("p").class("k-absent").child(fill(messages.media_promised, &[&topic])).html()
    });
    let hidden = release.media.is_empty() && promised.is_none();
    let setting = Setting::new(release.language.as_ref(), cx.settings.typography, None, messages);
    let lang = release.language.as_ref().map(ToString::to_string);
    let items = release.media.iter().enumerate().map(|(i, media)| {
        el("li").key(i).attr("lang", lang.clone()).child(item(cx, media, &setting)).html()
    });
    el("section")
        .class("k-media")
        .attr("aria-labelledby", "media-title")
        .flag("hidden", hidden)
        .child(el("h2").attr("id", "media-title").child(messages.media))
        .child(promised.unwrap_or_default())
        .child(el("ul").children(items))
        .html()
}

fn item(cx: &ViewContext, media: &Media, setting: &Setting) -> Html {
    let messages = cx.messages;
    let shown = match (&media.image.source, media.is_image()) {
        (_, true) => picture(&media.image, messages),
        (Source::Local(path), false) => {
            el("a").attr("href", path.to_string()).child(path.to_string()).html()
        }
        (Source::Remote(link), false) => el("a")
            .attr("href", link.to_string())
            .attr("rel", "noopener")
            .child(link.to_string())
            .html(),
    };
    let terms = [
        media.credit.as_deref().map(|credit| fill(messages.credit, &[credit])),
        media.licence.as_deref().map(|licence| fill(messages.licence, &[licence])),
    ];
    let terms: Vec<String> = terms.into_iter().flatten().gather();
    el("figure")
        .child(shown)
        .child(
            el("figcaption")
                .child(setting.line_in("span", media.caption.as_deref().unwrap_or_default()))
                .child(el("small").attr("lang", cx.interface.tag()).child(terms.join(" · "))),
        )
        .html()
}
