//! News items of ninjs (IPTC), from 1.0 to 3.1: what editorial systems and agencies exchange.
//!
//! A file is an item, or a list of them. Names are read whatever their case, as the versions differ in that. What is for editors
//! (`edNote`, `slugline`) is never shown, and withholds if it speaks of an embargo.

#[path = "ninjs/parts.rs"]
mod parts;
#[cfg(test)]
#[path = "ninjs/tests.rs"]
mod tests;

use super::{
    File, Parsed,
    items::{Item, Translated},
    names::{self, plain},
    problem::{Kind, Place, Problem, quoted},
    withhold,
};
use crate::model::State;
use serde_json::{Map, Value, json};

/// Whether an object is a news item of ninjs and no item of a feed.
pub(super) fn is_one(map: &Map<String, Value>) -> bool {
    let has = |names: &[&str]| map.keys().any(|name| names.contains(&&*plain(name)));
    let begins = |start: &str| map.keys().any(|name| plain(name).starts_with(start));
    let is_feed = has(&["items", "id", "contenthtml", "contenttext"]);
    let says = has(&[
        "pubstatus",
        "versioncreated",
        "representationtype",
        "eventdetails",
        "altids",
        "renditions",
        "standard",
    ]) || begins("headline")
        || begins("bod");
    has(&["uri"]) && says && !is_feed
}

/// Reads items.
pub(super) fn read(items: &[&Value], file: &File<'_>) -> Parsed {
    let mut translated = Translated::default();
    let is_list =
        items.len() != 1 || !items.first().is_some_and(|one| one.is_object() && !one.is_array());
    for (index, value) in items.iter().enumerate() {
        let pointer = if is_list { format!("/{index}") } else { String::new() };
        let Value::Object(map) = value else {
            let message = "expected a news item, that is, an object; this one is left out";
            translated.problems.push(problem(file, &pointer, Kind::WrongType, message));
            continue;
        };
        item(&News { map, pointer }, &mut translated, file);
    }
    translated.read(file)
}

fn problem(file: &File<'_>, pointer: &str, kind: Kind, message: impl Into<String>) -> Problem {
    let place = if pointer.is_empty() { Place::Whole } else { Place::Pointer(pointer.to_owned()) };
    Problem::new(file.source, place, kind, message)
}

/// A news item, or one that belongs to another.
struct News<'a> {
    map: &'a Map<String, Value>,
    pointer: String,
}

impl<'a> News<'a> {
    /// A value by its name, with the place where it stands.
    fn get(&self, name: &str) -> Option<(&'a Value, Place)> {
        let (own, value) =
            self.map.iter().find(|(own, value)| plain(own) == name && !value.is_null())?;
        Some((
            value,
            Place::Pointer(format!(
                "{}/{}",
                self.pointer,
                own.replace('~', "~0").replace('/', "~1")
            )),
        ))
    }

    /// What it says in words of our own.
    fn own(&self) -> Option<(&'a Value, Place)> {
        let value = self.map.get(OWN)?;
        Some((value, Place::Pointer(format!("{}/{OWN}", self.pointer))))
    }

    fn text(&self, name: &str) -> Option<String> {
        let text = self.get(name)?.0.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The objects of a list. Version 1 has objects of objects for some: their names become `name`.
    fn list(&self, name: &str) -> Vec<Map<String, Value>> {
        let named = |(name, value): (&String, &Value)| {
            let mut map = value.as_object()?.clone();
            map.entry("name").or_insert_with(|| name.as_str().into());
            Some(map)
        };
        match self.get(name) {
            Some((Value::Array(list), _)) => {
                list.iter().filter_map(|value| value.as_object().cloned()).collect()
            }
            Some((Value::Object(map), _)) => map.iter().filter_map(named).collect(),
            _ => Vec::new(),
        }
    }
}

/// The text of an object, by a name whatever its case.
fn text_in(map: &Map<String, Value>, name: &str) -> Option<String> {
    let (_, value) = map.iter().find(|(own, value)| plain(own) == name && !value.is_null())?;
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// What is read, and what says nothing to readers.
const READ: &[&str] = &[
    "uri",
    "type",
    "pubstatus",
    "embargoed",
    "firstcreated",
    "versioncreated",
    "contentcreated",
    "language",
    "title",
    "by",
    "byline",
    "located",
    "copyrightholder",
    "copyrightnotice",
    "usageterms",
    "ednote",
    "slugline",
    "subject",
    "subjects",
    "genre",
    "genres",
    "associations",
    "renditions",
    "altids",
    "people",
    "person",
    "organisations",
    "organisation",
    "infosources",
    "representationtype",
    "standard",
    "profile",
    "mimetype",
    "version",
    "urgency",
    "charcount",
    "wordcount",
    "embargoedreason",
    "schema",
    "ttninjs",
];

fn item(news: &News<'_>, translated: &mut Translated, file: &File<'_>) {
    let place =
        if news.pointer.is_empty() { Place::Whole } else { Place::Pointer(news.pointer.clone()) };
    let mut say = |kind, message: String| {
        translated.problems.push(problem(file, &news.pointer, kind, message))
    };
    let kind = news.text("type").unwrap_or_else(|| "text".to_owned());
    if matches!(&*plain(&kind), "event" | "planning") || news.get("eventdetails").is_some() {
        return say(
            Kind::LeftOut,
            format!(
                "of the type {}, which is for diaries of editors and no release; left out",
                quoted(&kind)
            ),
        );
    }
    let Some(uri) = news.text("uri") else {
        return say(
            Kind::MissingId,
            "no uri, so it is left out; give it one that never changes".to_owned(),
        );
    };
    let mut item = Item::on(place);
    let mut set = |name: &str, found: Option<(&Value, Place)>| {
        if let Some((value, place)) = found {
            item.set(name, value.clone(), place);
        }
    };
    set("embargo_until", news.get("embargoed"));
    set("language", news.get("language"));
    set(
        "date_published",
        news.get("firstcreated")
            .or_else(|| news.get("contentcreated"))
            .or_else(|| news.get("versioncreated")),
    );
    set("date_modified", news.get("versioncreated"));
    set("place", news.get("located").filter(|(value, _)| value.is_string()));
    // What was read of our own: the identifier and the address that the release had.
    let own = |role: &str| {
        let ids = news.list("altids");
        let own = ids.iter().find(|id| text_in(id, "role").as_deref() == Some(role));
        own.and_then(|id| text_in(id, "value"))
    };
    let slug = own("slug");
    item.set("id", slug.as_ref().and_then(|_| own("source")).unwrap_or(uri), 0);
    item.set_some("slug", slug, 0);
    status(news, &mut item);
    // Two names that differ in their case alone: which is meant is not known.
    for name in ["pubstatus", "embargoed"] {
        let named = news.map.iter().filter(|(own, value)| plain(own) == name && !value.is_null());
        let values: Vec<&Value> = named.map(|(_, value)| value).collect();
        if values.windows(2).any(|two| two.first() != two.last()) {
            item.doubt(format!("{name} stands in it twice, and says not the same"), 0);
        }
    }
    if let Some((value, place)) = news.get("usageterms") {
        let words = value.as_str().and_then(withhold::in_terms);
        if let Some(words) = words.filter(|_| !item.has("embargo_until")) {
            item.doubt(format!("its terms of use say {}", quoted(&words)), place);
        }
    }
    for name in ["ednote", "embargoedreason", "slugline"] {
        let Some((value, place)) = news.get(name) else { continue };
        let Some(text) = value.as_str().filter(|text| !text.trim().is_empty()) else { continue };
        let words = withhold::in_note(text).filter(|_| !item.has("embargo_until"));
        if let Some(words) = words {
            item.doubt(format!("{name}, which is for editors, says {}", quoted(&words)), place);
        } else if name == "ednote" {
            say(Kind::LeftOut, format!("a note to editors left out: {}", quoted(text)));
        }
    }
    if let Some(shown) = news
        .text("representationtype")
        .filter(|shown| !matches!(&*plain(shown), "full" | "complete"))
    {
        say(
            Kind::LeftOut,
            format!(
                "it says that it is {} only, so some of its text may be missing; get it whole",
                quoted(&shown)
            ),
        );
    }
    parts::texts(news, &mut item);
    parts::who(news, &mut item);
    parts::subjects(news, &mut item);
    let left = parts::media(news, &mut item);
    if left > 0 {
        say(
            Kind::LeftOut,
            format!(
                "{left} of its parts left out, which are texts of their own, or not to be used"
            ),
        );
    }
    own_words(news, &mut item);
    for (name, value) in news.map.iter().filter(|(name, value)| *name != OWN && !value.is_null()) {
        let own = plain(name);
        let is_text = ["headline", "body", "bodies", "description"]
            .iter()
            .any(|start| own.starts_with(start));
        let read = READ.contains(&&*own) || is_text;
        if !read && !item.has(name) {
            let place = Place::Pointer(format!("{}/{name}", news.pointer));
            // An object is looked into, whatever it is called.
            let name = if withhold::may_say_so(name) || names::is_day(&own) {
                name.clone()
            } else {
                format!("ninjs {name}")
            };
            item.set(&name, value.clone(), place);
        }
    }
    translated.items.push(item);
}

/// Where a release of ours has what ninjs has no place for: an extension, as a JSON Feed's items have it.
const OWN: &str = "_release";

/// What an item of ours says in words of its own goes before what ninjs says with less; never what withholds it.
fn own_words(news: &News<'_>, item: &mut Item) {
    const BETTER: &[&str] = &[
        "id",
        "slug",
        "title",
        "summary",
        "authors",
        "contacts",
        "distributor",
        "rights",
        "tags",
        "kind",
        "place",
    ];
    const PICTURES: &[&str] = &["media", "image", "image_alt"];
    let Some((Value::Object(own), place)) = news.own() else { return };
    let has = |name: &str| own.contains_key(name);
    BETTER.iter().filter(|name| has(name)).for_each(|name| item.remove(name));
    if has("media") || has("image") {
        PICTURES.iter().for_each(|name| item.remove(name));
    }
    item.set(OWN, Value::Object(own.clone()), place);
}

/// Whether it may be used at all. What was withdrawn is not shown again, unless it says itself that it is shown as withdrawn.
fn status(news: &News<'_>, item: &mut Item) {
    let Some((value, place)) = news.get("pubstatus") else { return };
    let text = value.as_str().unwrap_or_default();
    let own = news.own().and_then(|(own, _)| own.pointer("/status/state"));
    let is_shown_so = own.and_then(Value::as_str) == Some(State::Withdrawn.as_str());
    match &*plain(text.rsplit(':').next().unwrap_or_default()) {
        "usable" => {}
        "canceled" if is_shown_so => {}
        "withheld" | "canceled" | "cancelled" => {
            item.hold(format!("its pubStatus is {}", quoted(text)), place)
        }
        _ => item.doubt(
            format!(
                "its pubStatus {} is none of usable, withheld, canceled",
                quoted(&value.to_string())
            ),
            place,
        ),
    }
}

/// A name as an object that says who is meant.
fn party(name: &str) -> Value {
    json!({ "name": name })
}
