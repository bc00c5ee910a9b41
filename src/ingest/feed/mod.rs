//! Feeds in XML: RSS from 0.90 to 2.0, with RDF or without, and Atom 0.3 and 1.0; WordPress exports, which are RSS with more
//! in it.

mod atom;
mod media;
mod rss;
#[cfg(test)]
mod tests;
mod wordpress;

use super::{
    File, Found, Locate, Parsed, Role, html,
    items::{self, Item},
    problem::{Kind, Place, Problem, count},
    withhold,
    xml::{self, Element},
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::{cell::RefCell, collections::BTreeSet};
use url::Url;

/// Names of the first element of a file that is a feed.
pub(super) const ROOTS: &[&str] = &["rss", "RDF", "channel", "feed", "entry"];

/// Reads a feed.
pub(super) fn read(text: &str, file: &File<'_>) -> Parsed {
    let document = match xml::read(text) {
        Ok(document) => document,
        Err(error) => return items::no_xml(error, file),
    };
    let root = &document.root;
    // What it names lies where it comes from; a file of that name beside it is another one, unless it is an export's own.
    let uploads = Uploads { locate: file.locate, known: RefCell::default() };
    let mut translated = match root.local() {
        "feed" | "entry" => atom::read(root, file),
        _ => rss::read(root, file, &uploads),
    };
    translated.problems.splice(0..0, items::faults(&document, file));
    translated.read(&File {
        locate: &uploads,
        language: file.language.clone(),
        source: file.source,
        stem: file.stem,
        make: file.make,
        templates: file.templates,
    })
}

/// Finds the files of a blog beside its export, and no others.
struct Uploads<'a> {
    locate: &'a dyn Locate,
    /// The addresses of those that are there.
    known: RefCell<BTreeSet<String>>,
}

impl Uploads<'_> {
    /// Whether a file of the blog lies at this address.
    fn has(&self, address: &str) -> bool {
        let is_there = self.known.borrow().contains(address)
            || matches!(self.locate.find(address, Role::File), Found::File(_));
        if is_there {
            self.known.borrow_mut().insert(address.to_owned());
        }
        is_there
    }
}

impl Locate for Uploads<'_> {
    fn find(&self, address: &str, role: Role) -> Found {
        match self.known.borrow().contains(address) {
            true => self.locate.find(address, role),
            false => Found::Missing,
        }
    }
}

/// What an item says of whether it may be shown in attributes of its own, which no feed has a rule for.
fn attributes(item: &mut Item, element: &Element) {
    for (name, value) in &element.attributes {
        let local = name.rsplit(':').next().unwrap_or_default();
        if withhold::may_say_so(local) {
            item.set(local, value.as_str(), element.line);
        }
    }
}

/// Says what of a feed is no release.
fn left_out(number: usize, what: &str, line: u32, file: &File<'_>) -> Option<Problem> {
    let message = format!("{} of it left out: {what}", count(number, "item"));
    (number > 0).then(|| Problem::new(file.source, Place::Line(line), Kind::LeftOut, message))
}

/// Says that the file ends in an item; it is left out, for its end may say that it must not be shown.
fn cut(element: &Element, file: &File<'_>) -> Problem {
    let message = "the file ends in the middle of this release, which is left out; get the file whole from where it comes";
    Problem::new(file.source, Place::Line(element.line), Kind::Syntax, message)
}

/// A text that may be HTML: as a body.
fn set_body(item: &mut Item, text: &str, line: u32) {
    let name = if text.contains(['<', '&']) { "content_html" } else { "content_text" };
    item.set(name, text, line);
}

/// A text that may be HTML: on one line.
fn one_line(text: &str) -> Option<String> {
    let plain = match text.contains(['<', '&']) {
        true => html::words_of(text),
        false => html::one_line(text),
    };
    Some(plain).filter(|text| !text.is_empty())
}

/// A language as feeds write it; `en-us` and the like are read as they are.
fn language(element: &Element) -> Option<&str> {
    element.attribute("xml:lang").map(str::trim).filter(|tag| !tag.is_empty())
}

/// What addresses in an element are relative to, if it says so.
fn base(element: &Element, around: Option<&Url>) -> Option<Url> {
    let own = element.attribute("xml:base").map(str::trim).filter(|base| !base.is_empty());
    match (own, around) {
        (Some(own), Some(around)) => around.join(own).ok(),
        (Some(own), None) => Url::parse(own).ok(),
        (None, around) => around.cloned(),
    }
}

/// An address, made whole if it can be.
fn address(text: &str, base: Option<&Url>) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let whole = base.and_then(|base| base.join(text).ok()).map(String::from);
    Some(whole.unwrap_or_else(|| text.to_owned()))
}

/// Who is named in `presse@example.org (Ana Le Goff)` or `Ana Le Goff <presse@example.org>`: the name, else the address.
fn author(text: &str) -> Option<Value> {
    let text = html::one_line(text);
    let in_brackets = text.strip_suffix(')').and_then(|text| text.split_once('('));
    let name = match (in_brackets, text.split_once('<')) {
        (Some((mail, name)), _) if mail.contains('@') => name,
        (_, Some((name, mail))) if mail.contains('@') && !name.trim().is_empty() => name,
        _ => &text,
    };
    let name = name.trim().trim_matches('"');
    (!name.is_empty()).then(|| json!({ "name": name }))
}

/// An identifier that is no more than an address that a browser can open.
fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// Settles the identifier of an item that has none: what is most likely to stay.
fn identify(item: &mut Item, line: u32, file: &File<'_>, problems: &mut Vec<Problem>) {
    if item.has("id") {
        return;
    }
    if let Some(url) = item.get("url").cloned() {
        return item.set("id", url, line);
    }
    let title = item.get("title").and_then(Value::as_str).map(html::one_line);
    let day = item.get("date_published").and_then(Value::as_str).map(html::one_line);
    let text = || {
        let text = item.get("content_html").or_else(|| item.get("content_text"))?.as_str()?;
        let hash = Sha256::digest(text.as_bytes());
        Some(hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>())
    };
    let Some(id) = title.or(day).filter(|id| !id.is_empty()).or_else(text) else { return };
    let message = "no id and no link: its title, date or text stands in, and its address changes when that does; give it a guid";
    problems.push(Problem::new(file.source, Place::Line(line), Kind::MissingId, message));
    item.set("id", id, line);
}

/// The names of what says nothing of a release or of a newsroom: how feeds are fetched and shown.
fn is_technical(name: &str) -> bool {
    matches!(
        name,
        "comments"
            | "ttl"
            | "docs"
            | "generator"
            | "cloud"
            | "skipHours"
            | "skipDays"
            | "textInput"
            | "textinput"
            | "rating"
            | "lastBuildDate"
            | "items"
            | "image"
            | "webMaster"
            | "wfw:commentRss"
            | "wfw:comment"
            | "atom:generator"
            | "atom:icon"
            | "atom:logo"
            | "atom:id"
            | "atom:updated"
            | "app:edited"
            | "sy:updatePeriod"
            | "sy:updateFrequency"
            | "sy:updateBase"
            | "dc:type"
            | "dc:format"
    ) || [
        "slash:",
        "thr:",
        "feedburner:",
        "syn:",
        "admin:",
        "cc:",
        "pingback:",
        "trackback:",
        "annotate:",
    ]
    .iter()
    .any(|prefix| name.starts_with(prefix))
}
