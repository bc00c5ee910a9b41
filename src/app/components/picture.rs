//! A picture: shown if it is the newsroom's own, offered as a link if it lies elsewhere, so
//! that reading a release asks nothing of anyone but its publisher.

use crate::{
    app::element::{El, el},
    bundle::paths::webp_of,
    i18n::{Messages, fill},
    model::{Image, Language, Path, Source},
};
use yew::Html;

/// A picture in a block of its own, with a link to its full size.
pub fn picture(image: &Image, messages: &Messages) -> Html {
    match &image.source {
        Source::Local(path) => el("a")
            .class("k-picture")
            .attr("href", path.to_string())
            .attr("title", messages.full_size)
            .child(element(image, path.as_str(), None, false, messages))
            .html(),
        Source::Remote(_) => elsewhere(image, messages),
    }
}

/// A picture in a line of text.
pub fn inline_picture(image: &Image, messages: &Messages) -> Html {
    match &image.source {
        Source::Local(path) => element(image, path.as_str(), None, false, messages).html(),
        Source::Remote(_) => elsewhere(image, messages),
    }
}

/// A picture as another file shows it, a smaller one as a rule; in a text of another language than that of what is said of it.
/// The `first` of a page come at once.
pub fn picture_of(
    image: &Image,
    shown: &Path,
    lang: Option<&Language>,
    first: bool,
    messages: &Messages,
) -> Html {
    also_as_webp(shown.as_str(), element(image, shown.as_str(), lang, first, messages))
}

/// The picture at a path.
pub fn element(
    image: &Image,
    path: &str,
    lang: Option<&Language>,
    first: bool,
    messages: &Messages,
) -> El {
    let (alt, lang) = match &image.alt {
        Some(alt) => (alt.clone(), lang),
        None => (messages.image_no_alt.to_owned(), None),
    };
    el("img")
        .attr("src", path.to_owned())
        .attr("alt", alt)
        .attr("lang", lang)
        .attr("loading", (!first).then_some("lazy"))
        .attr("decoding", "async")
        .attr("width", image.width.map(|n| n.to_string()))
        .attr("height", image.height.map(|n| n.to_string()))
}

/// The `picture` at a path, as WebP where it lies there as that too.
pub fn also_as_webp(path: &str, picture: El) -> Html {
    let Some(webp) = webp_of(path) else { return picture.html() };
    let source = el("source").attr("type", "image/webp").attr("srcset", webp);
    el("picture").child(source).child(picture).html()
}

fn elsewhere(image: &Image, messages: &Messages) -> Html {
    let Source::Remote(link) = &image.source else { return Html::default() };
    let alt = image.alt.as_deref().map(str::trim).filter(|alt| !alt.is_empty());
    el("a")
        .class("k-picture k-picture--elsewhere")
        .attr("href", link.to_string())
        .attr("rel", "noopener")
        .child(el("span").child(alt.unwrap_or(messages.image_no_alt).to_owned()))
        .child(" ")
        .child(
            el("small").child(fill(messages.image_elsewhere, &[link.host().unwrap_or_default()])),
        )
        .html()
}
