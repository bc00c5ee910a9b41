//! What a release has to show: pictures that can be seen on the whole screen, films and sounds in a player, each with its facts.
//! What is not the newsroom's own is a link, so that nothing is asked of anyone else.

use super::{picture::picture_of, prose::Setting, take_away::progress};
use crate::{
    app::{element::el, message::Msg, selectors, view_context::ViewContext},
    bundle::{Article, Exhibit},
    i18n::fill,
    model::{Language, MediaKind, Source},
    search::Gather,
};
use yew::Html;

/// More is not put together in a browser, which has to hold all of it.
const MOST_BYTES: u64 = 500_000_000;

/// What is shown: an exhibit, the language of its words, and what stands below it.
pub struct Shown<'a> {
    /// The exhibit.
    pub exhibit: &'a Exhibit,
    /// The language of its words.
    pub language: Option<&'a Language>,
    /// What stands below it.
    pub below: Html,
}

/// What a release has to show. Where a topic announces something and nothing came, that is said.
pub fn gallery(cx: &ViewContext, article: &Article) -> Html {
    let messages = cx.messages;
    let (release, exhibits) = (&article.release, &article.gallery);
    let promised = cx.set.filter(|_| exhibits.is_empty());
    let promised = promised.and_then(|set| selectors::promised_media(set, release, cx.interface));
    let promised = promised.map(|topic| {
        el("p").class("k-absent").child(fill(messages.media_promised, &[&topic])).html()
    });
    let nothing = exhibits.is_empty() && promised.is_none();
    let language = release.language.as_ref();
    let shown = |exhibit| Shown { exhibit, language, below: Html::default() };
    el("section")
        .class("k-media")
        .attr("aria-labelledby", "media-title")
        .flag("hidden", nothing && article.together.is_none())
        .child(el("h2").attr("id", "media-title").flag("hidden", nothing).child(messages.media))
        .child(promised.unwrap_or_default())
        .child(exhibited(cx, exhibits.iter().map(shown).gather(), 0))
        .child(article.together.map(|bytes| download_all(cx, article, bytes)))
        .html()
}

/// A list of exhibits, of which so many come `first`. A picture among them leads to its file; `static/sheet.js` shows it on the
/// whole screen, with the words that stand here.
pub fn exhibited(cx: &ViewContext, shown: Vec<Shown>, first: usize) -> Html {
    let messages = cx.messages;
    let mut items = Vec::new();
    for Shown { exhibit, language, below } in shown {
        let path = exhibit.path().filter(|_| exhibit.kind == MediaKind::Picture);
        let thumbnail = path.map(|path| {
            let large = exhibit.large.as_ref().and_then(Source::path);
            let small = exhibit.small.as_ref().and_then(Source::path).or(large).unwrap_or(path);
            el("a")
                .class("k-exhibit__picture")
                .attr("href", path.to_string())
                .attr("data-large", large.map(ToString::to_string))
                .attr("aria-haspopup", "dialog")
                .child(picture_of(
                    &exhibit.media.image,
                    small,
                    language,
                    items.len() < first,
                    messages,
                ))
                .html()
        });
        let figure = figure(cx, exhibit, language, thumbnail);
        // Two releases may have the same file: only its place is its own.
        items.push(el("li").key(items.len()).child(figure).child(below).html());
    }
    let words = [
        messages.media,
        messages.previous_picture,
        messages.next_picture,
        messages.close,
        messages.place_of,
    ];
    el("ul").class("k-exhibits").attr("data-words", words.join("\n")).child(items).html()
}

/// One exhibit: what it shows, or what stands for that, over what is known of it.
fn figure(
    cx: &ViewContext,
    exhibit: &Exhibit,
    language: Option<&Language>,
    shown: Option<Html>,
) -> Html {
    let messages = cx.messages;
    let media = &exhibit.media;
    let setting = Setting::new(language, cx.settings.typography, None, messages);
    let address = address(exhibit);
    let caption = media.caption.as_deref().unwrap_or_default();
    let name = if caption.is_empty() { &address } else { caption };
    let shown = shown.or_else(|| player(cx, exhibit, language, name.to_owned()));
    let transcript = media.transcript.as_ref().map(|text| {
        el("details")
            .class("k-more")
            .child(el("summary").child(messages.transcript))
            .child(setting.line_in("p", text).attr("lang", language))
    });
    let (words, saved) = match &media.image.source {
        // Browsers save it under the name that it has.
        Source::Local(_) => (messages.download.to_owned(), Some("")),
        Source::Remote(link) => {
            (fill(messages.elsewhere, &[link.host().unwrap_or_default()]), None)
        }
    };
    let link = el("a")
        .attr("href", address.clone())
        .attr("rel", saved.is_none().then_some("noopener"))
        .attr("download", saved)
        .child(words)
        .child(el("span").class("k-hidden").attr("lang", language).child([" – ", name].concat()));
    el("figure")
        .class("k-exhibit")
        .child(shown)
        .child(
            el("figcaption")
                .child(setting.line_in("p", caption).attr("lang", language))
                .child(facts(cx, exhibit, language))
                .child(transcript)
                .child(link),
        )
        .html()
}

/// A player for what is the newsroom's own. Nothing of it is fetched before it is played but where it begins.
fn player(
    cx: &ViewContext,
    exhibit: &Exhibit,
    language: Option<&Language>,
    name: String,
) -> Option<Html> {
    let path = exhibit.path()?.to_string();
    let media = &exhibit.media;
    let (element, preload) = match exhibit.kind {
        MediaKind::Film => ("video", "metadata"),
        MediaKind::Sound => ("audio", "none"),
        _ => return None,
    };
    let track = media.captions.as_ref().and_then(Source::path).map(|path| {
        el("track")
            .attr("kind", "captions")
            .attr("src", path.to_string())
            .attr("srclang", language)
            .attr("label", cx.messages.captions)
            .flag("default", true)
    });
    let player = el(element)
        .attr("src", path)
        .flag("controls", true)
        .attr("preload", preload)
        .attr("aria-label", name)
        .attr("lang", language)
        .attr("width", media.image.width.map(|n| n.to_string()))
        .attr("height", media.image.height.map(|n| n.to_string()));
    Some(player.child(track).html())
}

/// What is known of it, and what is not.
fn facts(cx: &ViewContext, exhibit: &Exhibit, lang: Option<&Language>) -> Html {
    let messages = cx.messages;
    let media = &exhibit.media;
    let mut rows = Vec::new();
    let mut row = |name: &'static str, value: Option<&str>, lang: Option<&Language>| {
        let value = match value.filter(|value| !value.trim().is_empty()) {
            Some(value) => el("dd").attr("lang", lang).child(value.to_owned()),
            None => el("dd").class("k-absent").child(messages.not_stated),
        };
        rows.push(el("div").key(name).child(el("dt").child(name)).child(value).html());
    };
    let kind = exhibit.kind;
    if kind == MediaKind::Picture {
        row(messages.alt, media.image.alt.as_deref(), lang);
    }
    if kind != MediaKind::Document {
        row(messages.credit, media.credit.as_deref(), lang);
        row(messages.licence, media.licence.as_deref(), lang);
    }
    if matches!(kind, MediaKind::Picture | MediaKind::Film) {
        let pixels = media.image.width.zip(media.image.height);
        let pixels = pixels.map(|(width, height)| {
            [&width.to_string(), "\u{a0}×\u{a0}", &height.to_string(), "\u{a0}px"].concat()
        });
        row(messages.pixels, pixels.as_deref(), None);
    }
    if let Some(bytes) = exhibit.bytes {
        let address = address(exhibit);
        let ending = address.rsplit('.').next().unwrap_or_default().to_ascii_uppercase();
        row(messages.file, Some(&[&ending, ", ", &messages.size(bytes)].concat()), None);
    }
    el("dl").class("k-facts").child(rows).html()
}

/// The button that has all files that come with a release put into one; their size before, and that they are too large. Which
/// they are is worked out by whoever does it (`bin/tools/gather.rs`).
fn download_all(cx: &ViewContext, article: &Article, bytes: u64) -> Html {
    let messages = cx.messages;
    let slug = article.release.slug.to_string();
    let size = messages.size(bytes);
    let all = el("p");
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
    el("div").class("k-media__all").child(all).child(progress(cx)).html()
}

/// Where it lies.
fn address(exhibit: &Exhibit) -> String {
    match &exhibit.media.image.source {
        Source::Local(path) => path.to_string(),
        Source::Remote(link) => link.to_string(),
    }
}
