//! Holds what is written of the keys to what is read: the schemas in `docs/schema` and the table in `docs/keys.md` against
//! the names that the reader of fields is asked for. `KIOSQUE_UPDATE=1 cargo test --lib ingest::keys` writes the table anew.

use super::{
    File, items, json_feed,
    names::{is_of_others, plain},
    templates::Templates,
    withhold::{all_words, means},
};
use serde_json::{Map, Value};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

/// Names asked for together in the object at a pointer: the first is the one to write.
type Heard = BTreeSet<(String, Vec<String>)>;

thread_local! {
    /// What is asked for while somebody listens.
    static HEARD: RefCell<Option<Heard>> = const { RefCell::new(None) };
}

/// The reader of fields says what it is asked for.
pub(super) fn heard(pointer: &str, names: &[&str]) {
    HEARD.with_borrow_mut(|heard| {
        if let Some(heard) = heard {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            heard.insert((pointer.to_owned(), names));
        }
    });
}

/// A feed in which everything that can be an object is one.
const EVERYTHING: &str = r##"{
  "version": "https://jsonfeed.org/version/1.1", "title": "N", "language": "fr",
  "_newsroom": {
    "contact": { "name": "A" },
    "spokespeople": [{ "name": "A", "email": "a@example.org" }]
  },
  "items": [{
    "id": "1", "title": "T", "content_text": "x",
    "image": { "url": "https://example.org/a.jpg", "alt": "x" },
    "attachments": [{ "url": "https://example.org/a.pdf" }],
    "_release": {
      "authors": [{ "name": "A" }], "contacts": [{ "name": "A" }], "status": { "state": "corrected" },
      "revisions": [{ "date": "2024-05-01", "content_text": "y" }],
      "media": [{ "url": "https://example.org/a.jpg", "alt": "x" }]
    }
  }, { "id": "2" }]
}"##;

/// Each object: where it stands in [`EVERYTHING`], what the table calls it, its schema's file and the place there.
const OBJECTS: &[(&str, &str, &str, &str)] = &[
    ("/items/0", "A release", "release", ""),
    ("/items/0/_release", "`_release`", "release", "/properties/_release"),
    ("", "`newsroom.json`", "newsroom", ""),
    ("/_newsroom", "`_newsroom`", "newsroom", "/properties/_newsroom"),
    ("/_newsroom/spokespeople/0", "A spokesperson", "newsroom", "/$defs/spokesperson/anyOf/1"),
    ("/_newsroom/contact", "A contact", "newsroom", "/$defs/contact/anyOf/1"),
    ("/items/0/_release/contacts/0", "A contact", "release", "/$defs/contact/anyOf/1"),
    ("/items/0/_release/authors/0", "A name and an address", "release", "/$defs/party/anyOf/1"),
    ("/items/0/_release/media/0", "A picture, a film, a sound", "release", "/$defs/media/anyOf/1"),
    ("/items/0/attachments/0", "A document", "release", "/$defs/attachment/anyOf/1"),
    ("/items/0/image", "The picture of a release", "release", "/$defs/image/anyOf/1"),
    ("/items/0/_release/status", "What became of it", "release", "/$defs/status/anyOf/2"),
    ("/items/0/_release/revisions/0", "An earlier text", "release", "/$defs/revision"),
];

/// What withholds a release, as the table and the schema call it, by what it means.
const WITHHOLDING: &[(&str, &str)] = &[
    ("embargo_until", "embargo"),
    ("draft", "draft"),
    ("published", "published"),
    ("visibility", "state"),
    ("password", "password"),
    ("expires", "expiry"),
];

/// What is asked for in each object of [`EVERYTHING`]: the name to write, and all that are read in its place.
fn asked() -> BTreeMap<String, BTreeMap<String, Vec<String>>> {
    HEARD.set(Some(Heard::new()));
    let locate = |_: &str| -> Option<crate::model::Path> { None };
    let make = |_: &crate::model::Path, _: Vec<u8>| false;
    let file = File {
        source: "everything.json",
        stem: "everything",
        language: None,
        locate: &locate,
        make: &make,
        templates: &Templates::default(),
    };
    let parsed = json_feed::read(EVERYTHING, &file);
    assert_eq!(parsed.drafts.len(), 2);
    let heard = HEARD.take().unwrap_or_default();
    let mut objects: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for (pointer, names) in heard {
        // A release without a status is asked for one in other names.
        objects.entry(pointer.replace("/items/1", "/items/0")).or_default().push(names);
    }
    objects.into_iter().map(|(pointer, groups)| (pointer, without_unions(&groups))).collect()
}

/// The groups, without those that ask for several others at once.
fn without_unions(groups: &[Vec<String>]) -> BTreeMap<String, Vec<String>> {
    let is_union = |group: &Vec<String>| {
        let parts: Vec<_> = groups
            .iter()
            .filter(|other| other.len() < group.len() && other.iter().all(|n| group.contains(n)))
            .collect();
        parts.len() > 1 && group.iter().all(|name| parts.iter().any(|part| part.contains(name)))
    };
    let own = groups.iter().filter(|group| !is_union(group));
    own.filter_map(|group| Some((group.first()?.clone(), group.clone()))).collect()
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn schema(name: &str) -> Value {
    let text = fs::read_to_string(docs().join(format!("schema/{name}.schema.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn properties<'a>(schema: &'a Value, place: &str) -> &'a Map<String, Value> {
    let object = schema.pointer(place).unwrap_or_else(|| panic!("{place}"));
    object["properties"].as_object().unwrap()
}

/// The names to write in the object at a pointer, with what is read in their place: those asked for, and what withholds.
fn written(pointer: &str) -> BTreeMap<String, Vec<String>> {
    // Whatever stands in a release may stand in its `_release`.
    let of = if pointer == "/items/0/_release" { "/items/0" } else { pointer };
    let mut names = asked().remove(of).unwrap_or_else(|| panic!("nothing asked at {pointer}"));
    // What readers of other formats say to each other.
    for own in [items::BASE, items::WORDS, items::HELD, items::UNCLEAR] {
        names.remove(own);
    }
    if of == "/items/0" {
        for (name, kind) in WITHHOLDING {
            let same = all_words().filter(|word| means(word) == Some(kind) && *word != plain(name));
            let all = std::iter::once(*name).chain(same).map(str::to_owned).collect();
            names.insert((*name).to_owned(), all);
        }
    }
    if pointer == "/items/0/_release" {
        names.remove("_release");
    }
    names
}

#[test]
fn the_schemas_have_the_names_that_are_read() {
    for (pointer, _, file, place) in OBJECTS {
        let schema = schema(file);
        let written = written(pointer);
        let has = properties(&schema, place);
        for name in written.keys() {
            assert!(
                has.contains_key(name),
                "{file}.schema.json{place}: {name} is read and not in it"
            );
        }
        for (name, value) in has.iter().filter(|(name, _)| !written.contains_key(*name)) {
            let stands_for = value["$ref"].as_str().and_then(|to| to.strip_prefix("#/properties/"));
            let read = stands_for
                .and_then(|own| written.get(own))
                .is_some_and(|names| names.iter().any(|other| plain(other) == plain(name)));
            let passed = is_of_others(&plain(name));
            assert!(read || passed, "{file}.schema.json{place}: nobody reads {name}");
        }
    }
}

#[test]
fn what_withholds_is_said() {
    for (name, kind) in WITHHOLDING {
        assert_eq!(means(&plain(name)), Some(*kind), "{name}");
    }
    for name in all_words() {
        let said = WITHHOLDING.iter().any(|(_, kind)| means(name) == Some(kind));
        assert!(said, "{name} withholds, and docs/keys.md has no row for it");
    }
}

/// How a value is written, in a word or two.
fn form(schema: &Value) -> String {
    let known = |name: &str| match name {
        "date" | "language" | "file" => name.to_owned(),
        "party" => "[name and address](#a-name-and-an-address)".to_owned(),
        "contact" => "[contact](#a-contact)".to_owned(),
        "spokesperson" => "[spokesperson](#a-spokesperson)".to_owned(),
        "media" => "[picture, film or sound](#a-picture-a-film-a-sound)".to_owned(),
        "attachment" => "[document](#a-document)".to_owned(),
        "image" => "[picture](#the-picture-of-a-release)".to_owned(),
        "status" => "[state](#what-became-of-it)".to_owned(),
        "revision" => "[earlier text](#an-earlier-text)".to_owned(),
        "names" => "name in each language".to_owned(),
        "link" | "font" => format!("[{name}](look.md)"),
        "release.schema.json" => "[release](#a-release)".to_owned(),
        other => panic!("{other}: no word for it"),
    };
    if let Some(to) = schema["$ref"].as_str() {
        return known(to.trim_start_matches("#/$defs/"));
    }
    if let Some(either) = schema["anyOf"].as_array() {
        return form(&either[0]) + ", one or a list";
    }
    if schema["additionalProperties"].is_object() {
        return format!("your keys, each with a {}", form(&schema["additionalProperties"]));
    }
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        kind => Vec::from([kind.as_str().unwrap_or_default()]),
    };
    match kinds.as_slice() {
        ["array"] => format!("list: {}", form(&schema["items"])),
        ["object"] => "object".to_owned(),
        ["integer"] => "number".to_owned(),
        ["boolean", ..] => "yes or no".to_owned(),
        ["string", ..] => "text".to_owned(),
        other => panic!("{other:?}: no word for it"),
    }
}

const OPENING: &str = "\
# Every key

What can be written in a release and in `newsroom.json`. This page is made from the program: a test fails if it leaves out a
key that is read, or has one that is not (`KIOSQUE_UPDATE=1 cargo test --lib ingest::keys` writes it anew). The same as JSON
Schema, for editors: [newsroom.schema.json](schema/newsroom.schema.json), [release.schema.json](schema/release.schema.json);
`kiosque new` puts both beside a newsroom.

Names are compared without case, accents and punctuation: `date_published`, `datePublished` and `Date Published` are one. The
names in the last column are read as well; where two stand in one release, the one that comes first in the row counts. A name
that begins with `_` and is none of these belongs to other programs. `kiosque check` tells what nobody reads.
";

/// What stands before a table.
fn above(title: &str) -> &'static str {
    match title {
        "A release" => {
            "The front matter of a Markdown file, or an item of a JSON Feed. Everything may be missing but, in JSON, an `id`, and \
             one of title and text."
        }
        "`newsroom.json`" => {
            "A [JSON Feed 1.1](https://www.jsonfeed.org/version/1.1/). Its releases may stand under `items`, or in files beside it."
        }
        "`_newsroom`" => "What JSON Feed has no word for, inside `newsroom.json`.",
        "A contact" => "Or a line of text: `Ana Le Goff <presse@example.org>`.",
        "A name and an address" => "Of an issuer, a distributor, a site. Or the name alone.",
        "A picture, a film, a sound" | "A document" | "The picture of a release" => {
            "Or the file alone."
        }
        "What became of it" => "Or the word alone.",
        _ => "",
    }
}

fn table() -> String {
    let mut text = OPENING.to_owned();
    let mut done = BTreeSet::new();
    for (pointer, title, file, place) in OBJECTS {
        if !done.insert(*title) {
            continue;
        }
        let _ = write!(text, "\n## {title}\n\n");
        if *title == "`_release`" {
            text += "An object in an item of a JSON Feed, so that the feed stays one for other programs: any key of a release may \
                     stand in it. In Markdown it is not needed.\n";
            continue;
        }
        let above = above(title);
        if !above.is_empty() {
            let _ = write!(text, "{above}\n\n");
        }
        text += "| key | what it says | how | also read as |\n|---|---|---|---|\n";
        let schema = schema(file);
        let has = properties(&schema, place);
        for (name, others) in written(pointer) {
            let value = &has[&name];
            let says = value["description"].as_str().unwrap_or_default();
            assert!(!says.is_empty(), "{file}.schema.json{place}: {name} has no description");
            let others: Vec<String> = others
                .iter()
                .filter(|other| **other != name)
                .map(|other| format!("`{other}`"))
                .collect();
            let _ =
                writeln!(text, "| `{name}` | {says} | {} | {} |", form(value), others.join(" "));
        }
    }
    text
}

#[test]
fn the_table_has_the_keys_that_are_read() {
    let (file, table) = (docs().join("keys.md"), table());
    if std::env::var_os("KIOSQUE_UPDATE").is_some() {
        fs::write(&file, &table).unwrap();
    }
    let has = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        has == table,
        "docs/keys.md is not what is read: KIOSQUE_UPDATE=1 cargo test --lib ingest::keys"
    );
}
