//! RSS 0.90 to 2.0 and 1.0, which is RDF.

use super::{
    Uploads, address, attributes, author, base, cut, identify, is_address, is_technical, language,
    left_out, media, one_line, set_body, wordpress,
};
use crate::ingest::{
    File,
    items::{BASE, Item, Translated},
    withhold,
    xml::Element,
};
use serde_json::{Value, json};
use url::Url;

/// Reads a feed: its channel, and the items in that or beside it.
pub(super) fn read(root: &Element, file: &File<'_>, uploads: &Uploads<'_>) -> Translated {
    let channel = root.child("channel").unwrap_or(root);
    let mut translated = Translated { feed: Item::on(channel.line), ..Translated::default() };
    let root_base = base(root, None);
    let channel_base = base(channel, root_base.as_ref());
    let link = channel.text_of("link").filter(|link| is_address(link));
    let home = channel_base.or_else(|| Url::parse(&link?).ok());
    if channel.is("channel") {
        read_channel(&mut translated.feed, channel);
        translated.feed.set_some(
            "language",
            language(channel).or_else(|| language(root)),
            channel.line,
        );
    }
    let mut site = wordpress::Site::of(channel, uploads);
    let mut comments = 0;
    let mut items = Vec::new();
    find_items(channel, &mut items);
    if !std::ptr::eq(channel, root) {
        find_items(root, &mut items);
    }
    for element in items {
        if element.cut {
            translated.problems.push(cut(element, file));
            continue;
        }
        if is_comment(element) {
            comments += 1;
            continue;
        }
        let mut item = Item::on(element.line);
        attributes(&mut item, element);
        let own = base(element, home.as_ref());
        if let Some(site) = &mut site
            && !site.read(&mut item, element)
        {
            continue;
        }
        read_item(&mut item, element, own.as_ref(), site.is_some());
        identify(&mut item, element.line, file, &mut translated.problems);
        translated.items.push(item);
    }
    let told = left_out(comments, "comments of readers", root.line, file);
    translated.problems.extend(told);
    if let Some(site) = site {
        site.finish(&mut translated, file);
    }
    translated
}

/// Whether somebody answers a text with it.
fn is_comment(element: &Element) -> bool {
    let names =
        |name: &str| element.text_of(name).is_some_and(|address| address.contains("#comment"));
    names("guid") || names("link") || element.child("thr:in-reply-to").is_some()
}

/// Items, also those in one that was not closed.
fn find_items<'e>(element: &'e Element, found: &mut Vec<&'e Element>) {
    for child in element.children().filter(|child| child.local() == "item") {
        found.push(child);
        find_items(child, found);
    }
}

fn read_channel(feed: &mut Item, channel: &Element) {
    for element in channel.children() {
        let line = element.line;
        let text = element.line_text();
        match &*element.name {
            "item" => {}
            "title" => feed.set_some("title", text.as_deref().and_then(one_line), line),
            "description" => feed.set_some("description", text.as_deref().and_then(one_line), line),
            "link" => feed.set_some("home_page_url", text.filter(|text| is_address(text)), line),
            "language" | "dc:language" => feed.set_some("language", text, line),
            "atom:link" if matches!(element.attribute("rel"), Some("next" | "prev-archive")) => {
                feed.set_some("next_url", element.attribute("href"), line);
            }
            // An address of mail, or a name: whoever keeps the feed.
            "managingEditor" | "dc:creator" | "dc:publisher" | "itunes:author" | "author" => {
                if let Some(author) = text.as_deref().and_then(author) {
                    feed.add("authors", author, line);
                }
            }
            "atom:link" | "link:" | "pubDate" | "dc:date" | "copyright" | "dc:rights"
            | "category" => {}
            name if is_technical(name)
                || name.starts_with("wp:")
                || name.starts_with("itunes:") => {}
            _ => feed.unread(element),
        }
    }
}

/// Reads an item. What one of an export says in its own way was read before.
fn read_item(item: &mut Item, element: &Element, base: Option<&Url>, is_export: bool) {
    let whole = element
        .text_of("content:encoded")
        .or_else(|| element.child("xhtml:body").map(Element::markup));
    for child in element.children() {
        let line = child.line;
        let text = child.line_text();
        match &*child.name {
            // Another one, that was not closed before.
            "item" => {}
            "category" | "dc:creator" if is_export => {}
            "title" => item.set_some("title", text, line),
            "link" => {
                item.set_some("url", text.as_deref().and_then(|link| address(link, base)), line);
            }
            "guid" => {
                let is_link = child.attribute("isPermaLink") != Some("false");
                if is_link && let Some(link) = text.as_deref().filter(|link| is_address(link)) {
                    item.set("url", link, line);
                }
                item.set_some("id", text, line);
            }
            "dc:identifier" => item.set_some("id", text, line),
            "description" | "itunes:summary" | "dcterms:abstract" | "dc:description" => {
                match (&whole, &text) {
                    (_, None) => {}
                    (Some(_), Some(text)) => item.set_some("summary", one_line(text), line),
                    (None, Some(text)) => {
                        if !item.has("content_html") && !item.has("content_text") {
                            let has_elements = child.children().next().is_some();
                            let html = if has_elements { child.markup() } else { text.clone() };
                            set_body(item, &html, line);
                        }
                    }
                }
            }
            "content:encoded" | "xhtml:body" => {
                item.set_some("content_html", whole.as_deref(), line);
            }
            "pubDate" | "dc:date" | "dcterms:issued" | "dcterms:created" => {
                item.set_some("date_published", text, line);
            }
            "atom:published" => item.set_some("date_published", text, line),
            "dcterms:modified" | "atom:updated" | "lastBuildDate" => {
                item.set_some("date_modified", text, line);
            }
            // Not before this day.
            "dcterms:available" | "dcterms:valid" => item.set_some("available_from", text, line),
            "author" | "dc:creator" | "itunes:author" | "atom:author" => {
                let name = child.text_of("atom:name").or(text);
                if let Some(author) = name.as_deref().and_then(author) {
                    item.add("authors", author, line);
                }
            }
            "dc:publisher" => {
                item.set_some("distributor", text.as_deref().and_then(one_line), line)
            }
            // A state and no subject.
            "category" if child.attribute("domain").is_some_and(withhold::may_say_so) => {
                let name = child.attribute("domain").unwrap_or_default();
                item.set_some(name, text, line);
            }
            // Who may see it, and whether anybody may.
            "media:restriction" => {
                let denies = child.attribute("relationship") == Some("deny");
                let text = text.unwrap_or_default();
                if denies == (text != "none") {
                    item.doubt(format!("media:restriction denies it to {text:?}"), line);
                }
            }
            "media:status" if child.attribute("state").is_some_and(|state| state != "active") => {
                item.doubt("media:status says that it is not active", line);
            }
            "itunes:block"
                if text.as_deref().is_some_and(|text| !text.eq_ignore_ascii_case("no")) =>
            {
                item.doubt("itunes:block says that it is not to be shown", line);
            }
            "category" | "dc:subject" | "media:category" | "itunes:keywords" | "media:keywords" => {
                if let Some(label) = text.as_deref().and_then(one_line) {
                    item.add("tags", label, line);
                }
            }
            "source" => {
                let url = child.attribute("url").filter(|url| is_address(url));
                if let Some(name) = text {
                    item.set(
                        "site",
                        url.map_or_else(|| json!(name), |url| json!({"name": name, "url": url})),
                        line,
                    );
                }
            }
            "enclosure" => {
                let attribute = |name| child.attribute(name);
                if let Some(url) = attribute("url") {
                    let given = (url, attribute("type"), attribute("length"));
                    media::enclosure(item, given, None, line, base);
                }
            }
            "dc:language" => item.set_some("language", text, line),
            "dc:rights" | "copyright" | "dcterms:rights" => item.set_some("rights", text, line),
            "dc:coverage" | "dcterms:spatial" => item.set_some("place", text, line),
            "atom:link" => read_link(item, child, base),
            name if is_technical(name) || media::read(item, child, base) => {}
            name if name.starts_with("wp:") || name.starts_with("excerpt:") => {}
            _ => item.unread(child),
        }
    }
    item.set_some("language", language(element), element.line);
    let about = element.attribute("rdf:about").or_else(|| element.attribute("rdf:resource"));
    if let Some(about) = about {
        item.set("id", about, element.line);
        if is_address(about) {
            item.set("url", about, element.line);
        }
    }
    let own = item.get("url").and_then(Value::as_str).filter(|url| is_address(url));
    let own = own.map(str::to_owned).filter(|_| element.attribute("xml:base").is_none());
    item.set_some(BASE, own.or_else(|| Some(base?.as_str().to_owned())), element.line);
}

fn read_link(item: &mut Item, element: &Element, base: Option<&Url>) {
    let Some(href) = element.attribute("href").and_then(|href| address(href, base)) else { return };
    match element.attribute("rel").unwrap_or("alternate") {
        "alternate" => item.set("url", href, element.line),
        "enclosure" => {
            let given = (href.as_str(), element.attribute("type"), element.attribute("length"));
            media::enclosure(item, given, element.attribute("title"), element.line, base);
        }
        _ => {}
    }
}
