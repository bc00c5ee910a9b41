//! Files that a feed names: enclosures, and Media RSS.

use super::{address, one_line};
use crate::ingest::{items::Item, xml::Element};
use serde_json::{Map, Value};
use url::Url;

/// A file of a feed as an attachment, or as something to see or hear.
pub(super) fn enclosure(
    item: &mut Item,
    given: (&str, Option<&str>, Option<&str>),
    title: Option<&str>,
    line: u32,
    base: Option<&Url>,
) {
    let (url, mime, length) = given;
    let Some(url) = address(url, base) else { return };
    let kind = mime.map(str::trim).filter(|mime| mime.contains('/')).map(str::to_owned);
    let guessed = || mime_guess::from_path(url.split(['?', '#']).next().unwrap_or_default());
    let kind = kind.or_else(|| guessed().first_raw().map(str::to_owned)).unwrap_or_default();
    let mut entry = Map::new();
    entry.insert("url".to_owned(), url.as_str().into());
    if !kind.is_empty() {
        entry.insert("mime_type".to_owned(), kind.as_str().into());
    }
    if let Some(title) = title {
        entry.insert("title".to_owned(), title.into());
    }
    if ["image/", "video/", "audio/"].iter().any(|start| kind.starts_with(start)) {
        if kind.starts_with("image/") {
            item.set("image", url, line);
        }
        return item.add("media", Value::Object(entry), line);
    }
    // Programs that do not know the length write 0, or 1.
    let size = length.and_then(|length| length.trim().parse::<u64>().ok()).filter(|size| *size > 1);
    if let Some(size) = size {
        entry.insert("size_in_bytes".to_owned(), size.into());
    }
    item.add("attachments", Value::Object(entry), line);
}

/// What Media RSS says; whether the element is of it and was read.
pub(super) fn read(item: &mut Item, element: &Element, base: Option<&Url>) -> bool {
    match &*element.name {
        // Versions of one film or picture: the best of them is offered.
        "media:group" => {
            let size = |content: &&Element| -> u64 {
                let number = |name| content.attribute(name).and_then(|n| n.parse::<u64>().ok());
                number("width").or_else(|| number("fileSize")).unwrap_or_default()
            };
            let best = element.all("media:content").max_by_key(size);
            let shown = best.is_some_and(|best| content(item, best, Some(element), base));
            thumbnail(item, element, base);
            shown || best.is_none()
        }
        "media:content" => content(item, element, None, base),
        "media:thumbnail" => {
            let url = element.attribute("url").and_then(|url| address(url, base));
            item.set_some("image", url, element.line);
            true
        }
        "itunes:image" => {
            let url = element.attribute("href").and_then(|url| address(url, base));
            item.set_some("image", url, element.line);
            true
        }
        // What is said beside the file itself was taken with it.
        "media:title" | "media:description" | "media:credit" | "media:copyright" => true,
        _ => false,
    }
}

fn thumbnail(item: &mut Item, element: &Element, base: Option<&Url>) {
    let url = element.child("media:thumbnail").and_then(|found| found.attribute("url"));
    item.set_some("image", url.and_then(|url| address(url, base)), element.line);
}

fn content(
    item: &mut Item,
    element: &Element,
    around: Option<&Element>,
    base: Option<&Url>,
) -> bool {
    let Some(url) = element.attribute("url").and_then(|url| address(url, base)) else {
        return false;
    };
    let text = |name: &str| {
        let own = element.text_of(name).or_else(|| around?.text_of(name));
        own.and_then(|text| one_line(&text))
    };
    let mut entry = Map::new();
    let mut say = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            entry.insert(name.to_owned(), value);
        }
    };
    let number = |name| element.attribute(name).and_then(|n| n.trim().parse::<u32>().ok());
    let mime = element.attribute("type").filter(|mime| mime.contains('/'));
    let is_picture = mime.is_some_and(|mime| mime.starts_with("image/"))
        || element.attribute("medium") == Some("image");
    say("caption", text("media:description").or_else(|| text("media:title")).map(Value::from));
    say("credit", text("media:credit").map(Value::from));
    say("licence", text("media:copyright").map(Value::from));
    say("width", number("width").filter(|_| is_picture).map(Value::from));
    say("height", number("height").filter(|_| is_picture).map(Value::from));
    say("mime_type", mime.map(Value::from));
    say("url", Some(url.as_str().into()));
    item.add("media", Value::Object(entry), element.line);
    thumbnail(item, element, base);
    if is_picture {
        item.set("image", url, element.line);
    }
    true
}
