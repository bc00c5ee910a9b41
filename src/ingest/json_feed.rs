//! JSON Feed 1.1 with the `_newsroom` and `_release` extensions.
//!
//! Version 1.0's single `author` is read as well. A list of items without a feed around it, and
//! a feed that does not state its version, are read with a warning.

use super::{
    File, Origin, Parsed, details,
    fields::{Fields, Notes},
    json, look, names, ninjs,
    problem::{Kind, Place, Problem, count, quoted},
    reach,
    release::Entry,
    repair, speakers,
    topics::Declared,
    withhold,
};
use crate::model::{Accent, Date, Newsroom};
use serde_json::{Map, Value};

const VERSION: &str = "https://jsonfeed.org/version/";

/// So many releases are read of one file: each takes some kilobytes of memory until all are settled.
const MOST_ITEMS: usize = if cfg!(test) { 5_000 } else { 200_000 };

/// Reads a feed.
pub(super) fn read(text: &str, file: &File<'_>) -> Parsed {
    let text = text.trim_start_matches('\u{feff}');
    let (text, halves) = json::without_half_characters(text);
    let (mut value, twice) = match json::read(&text) {
        Ok(read) => read,
        Err(error) => {
            let line = u32::try_from(error.line()).unwrap_or(u32::MAX).max(1);
            if error.to_string().starts_with(json::TOO_MANY) {
                let message =
                    format!("{}; nothing of it is read; split it into several", json::TOO_MANY);
                let problem = Problem::new(file.source, Place::Line(line), Kind::TooLarge, message);
                return Parsed { problems: vec![problem], ..Parsed::default() };
            }
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
    if halves > 0 {
        let message = format!(
            "{} written as half of a character (\\ud83d without its other half); \u{fffd} stands for each; write the \
             character itself",
            count(halves, "place")
        );
        notes.add("", Kind::DamagedText, message);
    }
    for pointer in &twice {
        let name = pointer.rsplit('/').next().unwrap_or_default();
        let message =
            format!("{} stands twice in one object; the first is used; remove one", quoted(name));
        notes.add(pointer, Kind::DuplicateKey, message);
    }
    repair::values(&mut value, "", &notes);
    let mut parsed = match &value {
        Value::Object(feed) if ninjs::is_one(feed) => of_ninjs(&[&value], file, &notes),
        Value::Object(feed) => of_feed(feed, file, &notes),
        Value::Array(items)
            if items.iter().any(|item| item.as_object().is_some_and(ninjs::is_one)) =>
        {
            of_ninjs(&items.iter().collect::<Vec<_>>(), file, &notes)
        }
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
    hold_what_is_unclear(&twice, &mut parsed);
    parsed.problems = notes.into_problems();
    parsed
}

/// Reads news items of ninjs.
fn of_ninjs(items: &[&Value], file: &File<'_>, notes: &Notes<'_>) -> Parsed {
    let mut parsed = ninjs::read(items, file);
    for problem in std::mem::take(&mut parsed.problems) {
        notes.keep(problem);
    }
    parsed
}

/// Withholds releases in which a name that may withhold stands twice.
fn hold_what_is_unclear(twice: &[String], parsed: &mut Parsed) {
    for pointer in twice {
        let name = pointer.rsplit('/').next().unwrap_or_default();
        if !withhold::may_say_so(name) {
            continue;
        }
        for draft in &mut parsed.drafts {
            let inside = match &draft.origin.place {
                Place::Pointer(own) => {
                    pointer.strip_prefix(own.as_str()).is_some_and(|rest| rest.starts_with('/'))
                }
                _ => false,
            };
            // What stands twice in the feed around them speaks of them all.
            // Of a list of items without a feed, what stands in another one says nothing of this one.
            let of_other = pointer.starts_with("/items/");
            draft.held |= inside || !of_other;
        }
    }
}

fn no_version(found: &str) -> String {
    format!("{found}; read as JSON Feed 1.1; write \"version\": \"{VERSION}1.1\" at the top")
}

/// Reads the object that is a feed.
pub(super) fn of_feed(map: &Map<String, Value>, file: &File<'_>, notes: &Notes<'_>) -> Parsed {
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
    let language = feed.language(names::LANGUAGE).or_else(|| file.language.clone());
    let mut parsed =
        Parsed { newsroom: newsroom(&feed), language: language.clone(), ..Parsed::default() };
    let extension = feed.object("_newsroom");
    let topics_of = extension.as_ref().and_then(|extension| extension.object("topics"));
    if let Some(extension) = &extension {
        parsed.speakers = speakers::read(extension, file.source, &mut parsed.newsroom);
        parsed.reach = reach::read(extension, file.source);
    }
    parsed.topics = topics_of.map(|fields| topics(&fields, file)).unwrap_or_default();
    // Declared as topics are: by a key of the publisher's, with a name in each language.
    let issuers = extension.as_ref().and_then(|extension| extension.object("issuers"));
    let issuers = issuers.map(|fields| topics(&fields, file)).unwrap_or_default();
    parsed.issuers = issuers.into_iter().map(|issuer| issuer.labels).collect();
    let pinned = extension.as_ref().and_then(|extension| extension.get(&["pinned"]));
    parsed.look = look::read(&feed, extension.as_ref(), file, &mut parsed.newsroom);
    parsed.pinned = pinned.and_then(|field| {
        let place = notes.place(&field.pointer);
        Some((field.text()?, Origin { source: file.source.to_owned(), place }))
    });
    if parsed.newsroom.languages.is_empty() {
        parsed.newsroom.languages.extend(feed.get(names::LANGUAGE).and(language));
    }
    if let Some(next) = feed.text(&["next_url"]) {
        let message = format!(
            "there is more of this feed at {}, which is not read; save it beside this file, under the name that it has there, \
             and say --follow",
            quoted(&next)
        );
        notes.add("/next_url", Kind::NextPage, message);
        parsed.next = Some(next);
    }
    // What the feed says of all its items: an embargo on the whole of it.
    let own: Map<String, Value> = map
        .iter()
        .filter(|(name, _)| *name != "items")
        .map(|(n, v)| (n.clone(), v.clone()))
        .collect();
    let around = withhold::judge(&own, "", notes);
    if let Some(items) = feed.get(&["items"]) {
        match items.value {
            Value::Array(values) => {
                items_of(values, &items.pointer, Some(&feed), file, notes, &mut parsed);
            }
            _ => items.wrong_type("a list of items"),
        }
    }
    for draft in &mut parsed.drafts {
        draft.held |= around.held;
        let days = around.appears.into_iter().chain(draft.appears);
        draft.appears = days.max_by_key(Date::unix_seconds);
        let ends = around.embargo.into_iter().chain(draft.release.embargo_until);
        draft.release.embargo_until = ends.max_by_key(Date::unix_seconds);
    }
    notes.tell_unread(&own, "");
    parsed
}

fn newsroom(feed: &Fields<'_>) -> Newsroom {
    let mut newsroom = Newsroom {
        title: feed.text(names::TITLE),
        description: feed.text(&["description", "summary", "résumé"]),
        home: feed.link(&["home_page_url", "home", "url"]),
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
    let declared = fields.each().filter_map(|(name, field)| {
        let (mut labels, mut descriptions) = (Vec::new(), Vec::new());
        for (language, label) in field.object()?.each() {
            if language == "description" {
                for (language, text) in label.object()?.each() {
                    let tag = crate::model::Language::new(language);
                    descriptions.extend(tag.and_then(|tag| Some((tag, text.text()?))));
                }
                continue;
            }
            let label = label.text();
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
        (!labels.is_empty()).then(|| Declared {
            key: name.to_owned(),
            labels,
            descriptions,
            origin,
        })
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
    if items.len() > MOST_ITEMS {
        let message = format!(
            "{} releases in one file, of which {MOST_ITEMS} can be read; none of it is; split it into several",
            items.len()
        );
        return notes.add(pointer, Kind::TooLarge, message);
    }
    for (index, value) in items.iter().enumerate() {
        let pointer = format!("{pointer}/{index}");
        let Value::Object(map) = value else {
            let message = "expected a release, that is, an object; this one is left out";
            notes.add(&pointer, Kind::WrongType, message);
            continue;
        };
        let item = Fields::new(map, pointer.clone(), notes);
        if let Some(field) = item.get(&["_release"]).filter(|field| !field.value.is_object()) {
            field.wrong_type("an object");
        }
        let entry = Entry::new(item, file);
        let id = entry.identifier().or_else(|| {
            let url = entry.text(names::URL);
            let rest = if url.is_some() { "its url is taken" } else { "it is left out" };
            let message = format!(
                "no id: {rest}; give each release an id of its own that never changes, such as \
                 2024-12-opening"
            );
            notes.add(&pointer, Kind::MissingId, message);
            url
        });
        let Some(id) = id else { continue };
        let mut draft = entry.read(id, parsed.language.clone(), entry.written());
        if draft.release.issuers.is_empty()
            && let Some(feed) = feed
        {
            // JSON Feed 1.1: the feed's authors speak where an item names none.
            let authors = feed.all(names::ISSUERS).flat_map(|field| field.each());
            draft.release.issuers = authors.filter_map(|f| details::party(&f)).collect();
        }
        let around = entry.around(&draft.release);
        draft.release.body = entry.body(&around, &mut draft.release.attachments).into();
        entry.tell_unread();
        parsed.drafts.push(draft);
    }
}
