//! JSON Feed 1.1 with the `_newsroom` and `_release` extensions.
//!
//! Version 1.0's single `author` is read as well. A list of items without a feed around it, and
//! a feed that does not state its version, are read with a warning.

use super::{
    File, Origin, Parsed, details,
    fields::{Fields, Notes},
    problem::{Kind, Place, Problem, quoted},
    release::Entry,
    topics::Declared,
};
use crate::model::{Accent, Newsroom};
use serde_json::{Map, Value};

const VERSION: &str = "https://jsonfeed.org/version/";

/// Reads a feed.
pub(super) fn read(text: &str, file: &File<'_>) -> Parsed {
    let text = text.trim_start_matches('\u{feff}');
    // serde_json refuses what is nested deeper than 128 levels, so no input exhausts the stack.
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let line = u32::try_from(error.line()).unwrap_or(u32::MAX).max(1);
            let message = format!(
                "not JSON: {error}; often a missing comma or quote on this line or the one before"
            );
            let problem = Problem::new(file.source, Place::Line(line), Kind::Syntax, message);
            return Parsed { problems: vec![problem], ..Parsed::default() };
        }
    };
    let notes = Notes::new(file.source, |pointer| match pointer {
        "" => Place::Whole,
        pointer => Place::Pointer(pointer.to_owned()),
    });
    let mut parsed = match &value {
        Value::Object(feed) => of_feed(feed, file, &notes),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            notes.add("", Kind::NoFormatVersion, no_version("this is a bare list of items"));
            let mut parsed = Parsed::default();
            items_of(items, "", None, file, &notes, &mut parsed);
            parsed
        }
        _ => {
            notes.add("", Kind::UnknownFormat, "JSON, but no JSON Feed: no list of items in it");
            Parsed::default()
        }
    };
    parsed.problems = notes.into_problems();
    parsed
}

fn no_version(found: &str) -> String {
    format!("{found}; read as JSON Feed 1.1; write \"version\": \"{VERSION}1.1\" at the top")
}

fn of_feed(map: &Map<String, Value>, file: &File<'_>, notes: &Notes<'_>) -> Parsed {
    let feed = Fields::new(map, String::new(), notes);
    let version = feed.text(&["version"]);
    let looks_like_one = feed.get(&["items", "_newsroom"]).is_some();
    match version {
        Some(version) if version.starts_with(VERSION) => {}
        _ if !looks_like_one => {
            notes.add(
                "",
                Kind::UnknownFormat,
                "JSON, but no JSON Feed: neither version nor items in it; nothing of it is read",
            );
            return Parsed::default();
        }
        Some(version) => {
            let found = format!("{} is no version of JSON Feed", quoted(&version));
            notes.add("/version", Kind::NoFormatVersion, no_version(&found));
        }
        None => notes.add("", Kind::NoFormatVersion, no_version("this feed states no version")),
    }
    let language = feed.language(&["language"]).or_else(|| file.language.clone());
    let mut parsed =
        Parsed { newsroom: newsroom(&feed), language: language.clone(), ..Parsed::default() };
    let topics_of = feed.object("_newsroom").and_then(|extension| extension.object("topics"));
    parsed.topics = topics_of.map(|fields| topics(&fields, file)).unwrap_or_default();
    if parsed.newsroom.languages.is_empty() {
        parsed.newsroom.languages.extend(feed.get(&["language"]).and(language));
    }
    if let Some(items) = feed.get(&["items"]) {
        match items.value {
            Value::Array(values) => {
                items_of(values, &items.pointer, Some(&feed), file, notes, &mut parsed);
            }
            _ => items.wrong_type("a list of items"),
        }
    }
    parsed
}

fn newsroom(feed: &Fields<'_>) -> Newsroom {
    let mut newsroom = Newsroom {
        title: feed.text(&["title"]),
        description: feed.text(&["description"]),
        home: feed.link(&["home_page_url"]),
        ..Newsroom::default()
    };
    let Some(extension) = feed.object("_newsroom") else { return newsroom };
    if let Some(languages) = extension.get(&["languages"]) {
        for field in languages.each() {
            if let Some(language) = field.language()
                && !newsroom.languages.contains(&language)
            {
                newsroom.languages.push(language);
            }
        }
    }
    if let Some(field) = extension.get(&["accent"])
        && let Some(colour) = field.text()
    {
        newsroom.accent = Accent::new(&colour);
        if newsroom.accent.is_none() {
            let message = format!("{} is no colour; write #0a5c7a", quoted(&colour));
            field.add(Kind::WrongType, message);
        }
    }
    newsroom.contact = extension.get(&["contact"]).and_then(|field| details::contact(&field));
    newsroom
}

fn topics(fields: &Fields<'_>, file: &File<'_>) -> Vec<Declared> {
    let declared = fields.names().filter_map(|name| {
        let field = fields.get(&[name])?;
        let mut labels = Vec::new();
        for language in field.object()?.names() {
            let label = field.object()?.text(&[language]);
            match crate::model::Language::new(language) {
                Some(tag) => labels.extend(label.map(|label| (tag, label))),
                None => field.add(
                    Kind::BadLanguage,
                    format!("{} is not a language; write fr, en or pt-BR", quoted(language)),
                ),
            }
        }
        let place = fields.notes.place(&field.pointer);
        let origin = Origin { source: file.source.to_owned(), place };
        (!labels.is_empty()).then(|| Declared { key: name.clone(), labels, origin })
    });
    declared.collect()
}

fn items_of(
    items: &[Value],
    pointer: &str,
    feed: Option<&Fields<'_>>,
    file: &File<'_>,
    notes: &Notes<'_>,
    parsed: &mut Parsed,
) {
    let nothing = Map::new();
    for (index, value) in items.iter().enumerate() {
        let pointer = format!("{pointer}/{index}");
        let Value::Object(map) = value else {
            let message = "expected a release, that is, an object; this one is left out";
            notes.add(&pointer, Kind::WrongType, message);
            continue;
        };
        let item = Fields::new(map, pointer.clone(), notes);
        let extension = item
            .object("_release")
            .unwrap_or_else(|| Fields::new(&nothing, format!("{pointer}/_release"), notes));
        let entry = Entry { item, extension, file };
        if entry.is_draft() {
            notes.add(&pointer, Kind::Draft, "says that it is a draft; left out");
            continue;
        }
        let id = entry.item.get(&["id"]).and_then(|field| field.identifier());
        let id = id.or_else(|| {
            let url = entry.item.text(&["url"]);
            let rest = if url.is_some() { "its url is taken" } else { "it is left out" };
            let message = format!(
                "no id: {rest}; give each release an id of its own that never changes, such as \
                 2024-12-opening"
            );
            notes.add(&pointer, Kind::MissingId, message);
            url
        });
        let Some(id) = id else { continue };
        let mut draft = entry.read(id, parsed.language.clone());
        if draft.release.issuers.is_empty()
            && let Some(feed) = feed
        {
            // JSON Feed 1.1: the feed's authors speak where an item names none.
            let authors = feed.all(&["authors", "author"]).flat_map(|field| field.each());
            draft.release.issuers = authors.filter_map(|f| details::party(&f)).collect();
        }
        let around = entry.around(&draft.release);
        let attachments = &mut draft.release.attachments;
        draft.release.body = entry.body(&entry.item, &entry.extension, &around, attachments);
        parsed.drafts.push(draft);
    }
}
