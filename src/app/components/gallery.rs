//! What a release has to show: pictures that can be seen on the whole screen, films and sounds in a player, each with its facts.
//! What is not the newsroom's own is a link, so that nothing is asked of anyone else.

use super::{picture::picture_of, prose::Setting, take_away::progress};
use crate::{
    app::{
        element::{El, el},
        message::Msg,
        selectors,
        view_context::ViewContext,
    },
    bundle::{Article, Exhibit},
    i18n::fill,
    model::{Language, Media, MediaKind, Source},
};
use yew::Html;

/// The `id` of the dialogue that shows a picture on the whole screen.
pub const VIEWER: &str = "viewer";

/// More is not put together in a browser, which has to hold all of it.
const MOST_BYTES: u64 = 500_000_000;

/// What a release has to show. Where a topic announces something and nothing came, that is said.
pub fn gallery(cx: &ViewContext, article: &Article) -> Html {
    let messages = cx.messages;
    let (release, exhibits) = (&article.release, &article.gallery);
    let promised = cx.set.filter(|_| exhibits.is_empty());
    let promised = promised.and_then(|set| selectors::promised_media(set, release, cx.interface));
    let promised = promised
        .map(|topic| el("p").class("k-absent").child(fill(messages.media_promised, &[&topic])));
    let nothing = exhibits.is_empty() && promised.is_none();
    let language = release.language.as_ref();
    let items = cards(cx, exhibits.iter().map(|exhibit| (exhibit, language, Html::default())));
    el("section")
        .class("k-media")
        .attr("aria-labelledby", "media-title")
        .flag("hidden", nothing && release.attachments.is_empty())
        .child(el("h2").attr("id", "media-title").flag("hidden", nothing).child(messages.media))
        .child(promised)
        .child(el("ul").children(items))
        .child(download_all(cx, article))
        .child(viewer(cx, exhibits.iter().map(|exhibit| (exhibit, language))))
        .html()
}

/// Exhibits as a list has them, each with the language of its words and what stands below it.
pub fn cards<'e>(
    cx: &ViewContext,
    exhibits: impl Iterator<Item = (&'e Exhibit, Option<&'e Language>, Html)>,
) -> Vec<Html> {
    let mut place = 0;
    let card = |(exhibit, language, below): (&Exhibit, Option<&Language>, Html)| {
        let thumbnail = exhibit.path().filter(|_| exhibit.is_shown()).map(|path| {
            place += 1;
            let at = place - 1;
            let shown = exhibit.small.as_ref().or(exhibit.large.as_ref()).unwrap_or(path);
            el("a")
                .class("k-exhibit__picture")
                .attr("href", path.to_string())
                .attr("aria-haspopup", "dialog")
                .onclick(cx.on_follow(move || Msg::View(at, true)))
                .child(picture_of(&exhibit.media.image, shown, cx.messages))
                .html()
        });
        el("li")
            .key(address(&exhibit.media).to_owned())
            .child(figure(cx, exhibit, language, thumbnail).child(below))
            .html()
    };
    exhibits.map(card).collect()
}

/// One exhibit: what it shows, or what stands for that, over what is known of it.
fn figure(
    cx: &ViewContext,
    exhibit: &Exhibit,
    language: Option<&Language>,
    shown: Option<Html>,
) -> El {
    let messages = cx.messages;
    let media = &exhibit.media;
    let setting = Setting::new(language, cx.settings.typography, None, messages);
    let lang = language.map(ToString::to_string);
    let caption = media.caption.as_deref().unwrap_or_default();
    let name = || if caption.is_empty() { file_name(media) } else { caption }.to_owned();
    let shown = shown.or_else(|| player(exhibit, lang.clone(), name(), messages.captions));
    let transcript = media.transcript.as_ref().map(|text| {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        el("details")
            .class("k-more")
            .child(el("summary").child(messages.transcript))
            .children(lines.map(|line| setting.line_in("p", line).html()))
    });
    let link = match &media.image.source {
        Source::Local(path) => el("a")
            .attr("href", path.to_string())
            .attr("download", file_name(media).to_owned())
            .child(messages.download)
            .child(el("span").class("k-hidden").child(" – ").child(name())),
        Source::Remote(link) => el("a")
            .attr("href", link.to_string())
            .attr("rel", "noopener")
            .child(fill(messages.elsewhere, &[link.host().unwrap_or_default()]))
            .child(el("span").class("k-hidden").child(" – ").child(name())),
    };
    el("figure").class("k-exhibit").child(shown).child(
        el("figcaption")
            .child(setting.line_in("p", caption).attr("lang", lang.clone()))
            .child(facts(cx, exhibit, lang.clone()))
            .child(transcript.map(|details| details.attr("lang", lang)))
            .child(link),
    )
}

/// A player for what is the newsroom's own. Nothing of it is fetched before it is played but where it begins.
fn player(
    exhibit: &Exhibit,
    lang: Option<String>,
    name: String,
    captions: &'static str,
) -> Option<Html> {
    let path = exhibit.path()?.to_string();
    let media = &exhibit.media;
    let (element, preload) = match media.kind() {
        MediaKind::Film => ("video", "metadata"),
        MediaKind::Sound => ("audio", "none"),
        _ => return None,
    };
    let track = media.captions.as_ref().map(|source| {
        let path = match source {
            Source::Local(path) => path.to_string(),
            Source::Remote(_) => String::new(),
        };
        el("track")
            .attr("kind", "captions")
            .attr("src", path)
            .attr("srclang", lang)
            .attr("label", captions)
            .flag("default", true)
    });
    let player = el(element)
        .attr("src", path)
        .flag("controls", true)
        .attr("preload", preload)
        .attr("aria-label", name)
        .attr("width", media.image.width.map(|n| n.to_string()))
        .attr("height", media.image.height.map(|n| n.to_string()));
    Some(player.child(track).html())
}

/// What is known of it, and what is not.
fn facts(cx: &ViewContext, exhibit: &Exhibit, lang: Option<String>) -> Html {
    let messages = cx.messages;
    let media = &exhibit.media;
    let kind = media.kind();
    let is_picture = kind == MediaKind::Picture;
    let pixels = media.image.width.zip(media.image.height);
    let pixels = pixels.map(|(width, height)| format!("{width}\u{a0}×\u{a0}{height}\u{a0}px"));
    let ending = file_name(media).rsplit_once('.').map(|(_, ending)| ending.to_ascii_uppercase());
    let file = [
        ending.filter(|ending| ending.len() <= 5),
        exhibit.bytes.map(|bytes| messages.size(bytes)),
    ];
    let file: Vec<String> = file.into_iter().flatten().collect();
    let said = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let rows = [
        (is_picture, messages.alt, said(&media.image.alt), true),
        (kind != MediaKind::Document, messages.credit, said(&media.credit), true),
        (kind != MediaKind::Document, messages.licence, said(&media.licence), true),
        (is_picture || kind == MediaKind::Film, messages.pixels, pixels, false),
        (!file.is_empty(), messages.file, Some(file.join(", ")), false),
    ];
    let rows = rows.into_iter().filter(|(shown, ..)| *shown).map(|(_, name, value, sent)| {
        let value = match value {
            Some(value) => el("dd").attr("lang", lang.clone().filter(|_| sent)).child(value),
            None => el("dd").class("k-absent").child(messages.not_stated),
        };
        el("div").key(name).child(el("dt").child(name)).child(value).html()
    });
    el("dl").class("k-facts").children(rows).html()
}

/// The dialogue that shows one of these pictures on the whole screen.
pub fn viewer<'e>(
    cx: &ViewContext,
    exhibits: impl Iterator<Item = (&'e Exhibit, Option<&'e Language>)>,
) -> Option<Html> {
    let messages = cx.messages;
    let shown: Vec<_> = exhibits.filter(|(exhibit, _)| exhibit.is_shown()).collect();
    let count = shown.len();
    if count == 0 {
        return None;
    }
    let place = cx.model.viewing.unwrap_or_default();
    let step = |name: &'static str, sign: &'static str, words: &'static str, to: usize| {
        el("button")
            .class("k-button")
            .attr("type", "button")
            .attr("data-step", name)
            .flag("hidden", count < 2)
            .onclick(cx.on_click(move || Msg::View(to, false)))
            .child(el("span").attr("aria-hidden", "true").child(sign))
            .child(el("span").class("k-hidden").child(words))
            .html()
    };
    let picture = shown.get(place).filter(|_| cx.model.viewing.is_some());
    let picture = picture.and_then(|(exhibit, language)| {
        let large = exhibit.large.as_ref().or(exhibit.path())?;
        let shown = picture_of(&exhibit.media.image, large, messages);
        Some(figure(cx, exhibit, *language, Some(shown)).key(place))
    });
    let number = |n: usize| messages.number(n.try_into().unwrap_or_default());
    let counted = fill(messages.place_of, &[&number(place + 1), &number(count)]);
    let dialog = el("dialog")
        .class("k-viewer")
        .attr("id", VIEWER)
        .attr("aria-label", messages.media)
        .child(
            el("form")
                .attr("method", "dialog")
                .child(el("p").attr("role", "status").child(picture.is_some().then_some(counted)))
                .child(step("prev", "‹", messages.previous_picture, (place + count - 1) % count))
                .child(step("next", "›", messages.next_picture, (place + 1) % count))
                .child(
                    el("button")
                        .class("k-button k-button--strong")
                        .flag("autofocus", true)
                        .child(messages.close),
                ),
        )
        .child(picture);
    Some(dialog.html())
}

/// The button that has all files that come with a release put into one; their size before, and that they are too large. Which
/// they are is worked out by whoever does it (`bin/tools/gather.rs`).
fn download_all(cx: &ViewContext, article: &Article) -> Option<Html> {
    let (messages, bytes) = (cx.messages, article.together?);
    let slug = article.release.slug.to_string();
    let size = messages.size(bytes);
    let all = el("p").class("k-media__all");
    let all = match bytes > MOST_BYTES {
        true => all.child(fill(messages.zip_too_large, &[&size])),
        false => all.child(
            el("button")
                .class("k-button")
                .attr("type", "button")
                .onclick(cx.on_click(move || Msg::AskTools("gather", slug.clone().into_bytes())))
                .child(fill(messages.download_all, &[&size])),
        ),
    };
    Some(all.child(progress(cx)).html())
}

/// Where it lies.
fn address(media: &Media) -> &str {
    match &media.image.source {
        Source::Local(path) => path.as_str(),
        Source::Remote(link) => link.as_str(),
    }
}

/// The name of its file.
fn file_name(media: &Media) -> &str {
    media.image.source.file_name()
}
