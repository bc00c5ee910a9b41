//! Atom 1.0 (RFC 4287) and 0.3.

use super::{
    address, attributes, base, cut, identify, is_technical, language, left_out, media, one_line,
};
use crate::ingest::{
    File,
    items::{BASE, Item, Translated},
    problem::{Kind, Place, Problem},
    xml::Element,
};
use serde_json::{Map, Value};
use url::Url;

/// Reads a feed, or an entry that stands alone.
pub(super) fn read(root: &Element, file: &File<'_>) -> Translated {
    let mut translated = Translated { feed: Item::on(root.line), ..Translated::default() };
    let own = base(root, None).or_else(|| linked(root));
    if root.local() == "entry" {
        entry(root, own.as_ref(), &mut translated, file);
        return translated;
    }
    let feed = &mut translated.feed;
    feed.set_some("language", language(root), root.line);
    for element in root.children() {
        let line = element.line;
        match plain(&element.name) {
            "entry" | "id" | "updated" | "modified" | "rights" | "copyright" => {}
            "title" => feed.set_some("title", text(element), line),
            "subtitle" | "tagline" | "info" => feed.set_some("description", text(element), line),
            "link" => {
                let href = element.attribute("href").and_then(|href| address(href, own.as_ref()));
                match element.attribute("rel").unwrap_or("alternate") {
                    "alternate" => feed.set_some("home_page_url", href, line),
                    "next" | "prev-archive" => feed.set_some("next_url", href, line),
                    _ => {}
                }
            }
            "author" => {
                if let Some(person) = person(element) {
                    feed.add("authors", person, line);
                }
            }
            name if is_technical(name) || is_technical(&element.name) => {}
            "category" | "contributor" | "icon" | "logo" | "generator" => {}
            _ => feed.unread(element),
        }
    }
    let (mut entries, mut removed) = (Vec::new(), 0_usize);
    find_entries(root, &mut entries);
    for element in root.children() {
        removed += usize::from(element.local() == "deleted-entry");
    }
    let all = entries.len();
    entries.retain(|element| !is_other(element));
    let what = "comments, pages and settings of a blog";
    translated.problems.extend(left_out(all - entries.len(), what, root.line, file));
    for element in entries {
        entry(element, own.as_ref(), &mut translated, file);
    }
    if removed > 0 {
        let message = format!(
            "{removed} entries of it say only that something was deleted; they are left out"
        );
        translated.problems.push(Problem::new(
            file.source,
            Place::Line(root.line),
            Kind::LeftOut,
            message,
        ));
    }
    translated
}

/// The address of the feed, which addresses in it are relative to.
fn linked(root: &Element) -> Option<Url> {
    let links = || root.children().filter(|child| plain(&child.name) == "link");
    let of = |wanted: &str| {
        let mut links =
            links().filter(|link| link.attribute("rel").unwrap_or("alternate") == wanted);
        links.find_map(|link| Url::parse(link.attribute("href")?).ok())
    };
    of("self").or_else(|| of("alternate"))
}

/// Entries, also those in one that was not closed.
fn find_entries<'e>(element: &'e Element, found: &mut Vec<&'e Element>) {
    for child in element.children().filter(|child| plain(&child.name) == "entry") {
        found.push(child);
        find_entries(child, found);
    }
}

/// Whether an entry is no text of its own: a comment, or what an export says of the blog.
fn is_other(element: &Element) -> bool {
    element.children().any(|child| match &*child.name {
        "thr:in-reply-to" => true,
        "blogger:type" => child.text().trim() != "POST",
        "blogger:status" => child.text().contains("TRASH"),
        "blogger:trashed" => !child.text().trim().is_empty(),
        name if plain(name) == "category" => {
            let kind = child.attribute("term").and_then(|term| term.rsplit_once("/kind#"));
            kind.is_some_and(|(_, kind)| kind != "post")
        }
        _ => false,
    })
}

/// Names of Atom, with its namespace or without.
fn plain(name: &str) -> &str {
    name.strip_prefix("atom:").unwrap_or(name)
}

fn child<'e>(element: &'e Element, name: &str) -> Option<&'e Element> {
    element.children().find(|child| plain(&child.name) == name)
}

fn entry(element: &Element, around: Option<&Url>, translated: &mut Translated, file: &File<'_>) {
    if element.cut {
        return translated.problems.push(cut(element, file));
    }
    let own = base(element, around);
    let mut item = Item::on(element.line);
    attributes(&mut item, element);
    // Where there is no text, the summary is it.
    let has_content = child(element, "content").is_some_and(|content| !content.nodes.is_empty());
    for child in element.children() {
        let line = child.line;
        match plain(&child.name) {
            "entry" => {}
            "id" => item.set_some("id", child.line_text(), line),
            "title" => item.set_some("title", text(child), line),
            "summary" if has_content => item.set_some("summary", text(child), line),
            "summary" | "content" => content(&mut item, child, own.as_ref()),
            "published" | "issued" | "created" => {
                item.set_some("date_published", child.line_text(), line);
            }
            "updated" | "modified" => item.set_some("date_modified", child.line_text(), line),
            "author" | "contributor" => {
                if let Some(person) = person(child) {
                    item.add("authors", person, line);
                }
            }
            "category" => {
                let label = child.attribute("label").or_else(|| child.attribute("term"));
                let label = label.map(str::to_owned).or_else(|| child.line_text());
                if let Some(label) = label.filter(|label| !label.trim().is_empty()) {
                    item.add("tags", label, line);
                }
            }
            "rights" | "copyright" => item.set_some("rights", text(child), line),
            "source" => {
                // Who wrote it, where the entry itself does not say so (RFC 4287, 4.2.1).
                if self::child(element, "author").is_none()
                    && let Some(person) = self::child(child, "author").and_then(person)
                {
                    item.add("authors", person, line);
                }
                item.set_some("site", self::child(child, "title").and_then(text), line);
            }
            "link" => link(&mut item, child, own.as_ref()),
            "app:control" => {
                let drafts = child.children().filter(|inner| inner.local() == "draft");
                let is_draft = |inner: &Element| inner.text().trim() != "no";
                if drafts.into_iter().any(is_draft) {
                    item.hold("says app:draft, that it is not to be shown", line);
                }
            }
            "dc:date" | "dcterms:issued" => {
                item.set_some("date_published", child.line_text(), line)
            }
            "dcterms:available" | "dcterms:valid" => {
                item.set_some("available_from", child.line_text(), line)
            }
            "dc:subject" => {
                if let Some(label) = child.line_text() {
                    item.add("tags", label, line);
                }
            }
            "dc:creator" => {
                if let Some(author) = child.line_text().as_deref().and_then(super::author) {
                    item.add("authors", author, line);
                }
            }
            "blogger:type" => {}
            "blogger:status" if child.text().trim() == "LIVE" => {}
            "blogger:status" => {
                let status = child.text().trim().to_owned();
                item.hold(format!("its status at Blogger is {status:?}"), line);
            }
            name if is_technical(name) || media::read(&mut item, child, own.as_ref()) => {}
            _ => item.unread(child),
        }
    }
    // Whoever gives one day alone means that of publication.
    if !item.has("date_published") {
        item.set_some("date_published", item.get("date_modified").cloned(), element.line);
    }
    item.set_some("language", language(element), element.line);
    let said = own.as_ref().map(|own| Value::from(own.as_str()));
    let link = item.get("url").cloned();
    let base = match element.attribute("xml:base").is_some() {
        true => said,
        false => link.or(said),
    };
    item.set_some(BASE, base, element.line);
    identify(&mut item, element.line, file, &mut translated.problems);
    translated.items.push(item);
}

/// What a text construct says, on one line.
fn text(element: &Element) -> Option<String> {
    match element.attribute("type").or_else(|| element.attribute("mode")) {
        Some("html" | "text/html" | "escaped") => one_line(&element.text()),
        _ => element.line_text().map(|text| crate::ingest::html::one_line(&text)),
    }
}

/// A text of any of the kinds that Atom knows.
fn content(item: &mut Item, element: &Element, base: Option<&Url>) {
    let (kind, line) = (element.attribute("type").unwrap_or("text"), element.line);
    if let Some(source) = element.attribute("src").and_then(|src| address(src, base)) {
        // The text lies elsewhere; it is offered, as nothing is fetched.
        let given = (source.as_str(), Some(kind), None);
        return media::enclosure(item, given, None, line, base);
    }
    let own = super::base(element, base).filter(|_| element.attribute("xml:base").is_some());
    if let Some(own) = own {
        item.set(BASE, own.as_str(), line);
    }
    let has_elements = element.children().next().is_some();
    let mode = element.attribute("mode");
    match kind {
        "xhtml" | "application/xhtml+xml" => item.set("content_html", element.markup(), line),
        _ if has_elements => item.set("content_html", element.markup(), line),
        "html" | "text/html" => item.set("content_html", element.text(), line),
        _ if mode == Some("escaped") => item.set("content_html", element.text(), line),
        kind if kind == "text" || kind.starts_with("text/") => {
            // Many write HTML and call it text.
            let text = element.text();
            let looks_like_html =
                text.contains("</") || text.contains("<br") || text.contains("/>");
            let name = if looks_like_html { "content_html" } else { "content_text" };
            item.set(name, text, line);
        }
        // A file written into the feed, of whatever sort.
        _ => item.unread(element),
    }
}

fn person(element: &Element) -> Option<Value> {
    let text = |name| child(element, name).and_then(Element::line_text);
    let name = text("name")
        .or_else(|| element.line_text().filter(|_| element.children().next().is_none()));
    let mut person = Map::new();
    person.insert("name".to_owned(), name.or_else(|| text("email"))?.into());
    if let Some(url) = text("uri").or_else(|| text("url")).filter(|url| super::is_address(url)) {
        person.insert("url".to_owned(), url.into());
    }
    Some(Value::Object(person))
}

fn link(item: &mut Item, element: &Element, base: Option<&Url>) {
    let Some(href) = element.attribute("href").and_then(|href| address(href, base)) else { return };
    let line = element.line;
    match element.attribute("rel").unwrap_or("alternate") {
        "alternate" => {
            let is_page = element.attribute("type").is_none_or(|kind| kind.contains("html"));
            if is_page || !item.has("url") {
                item.set("url", href, line);
            }
        }
        "enclosure" => {
            let given = (href.as_str(), element.attribute("type"), element.attribute("length"));
            media::enclosure(item, given, element.attribute("title"), line, base);
        }
        // What kind of link it is decides nothing that is shown.
        _ => {}
    }
}
