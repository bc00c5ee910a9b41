//! `kiosque convert --to opensearch-bulk`: an engine is given what everyone may see, as requests that it takes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use crate::{
    convert::{NEWSROOM, alone, release},
    support::{Folder, kiosque, said, sample},
};
use kiosque::{
    ingest::{self, Kind, Loaded, load},
    model::{Date, Release, Slug},
    publish::{Base, Exported, Options, SourceForm, export},
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// 2026-05-28.
const NOW: i64 = 1_780_000_000;

fn read(source: &Path) -> Loaded {
    load(&[source.to_owned()], &ingest::Options::default())
}

/// What was written: the documents of each part, by their identifiers.
struct Written {
    mapping: Value,
    parts: Vec<Vec<(String, Value)>>,
    exported: Exported,
}

impl Written {
    fn of(loaded: Loaded, options: &Options) -> Self {
        let folder = Folder::new();
        let exported = export(loaded, &[], options, &folder.join("out")).unwrap();
        Self::at(&folder.join("out"), exported)
    }

    fn at(folder: &Path, exported: Exported) -> Self {
        let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "mapping.json")
            .collect();
        names.sort();
        let named: Vec<String> =
            (1..=names.len()).map(|number| format!("releases-{number:04}.ndjson")).collect();
        assert_eq!(names, named);
        let parts = names.iter().map(|name| {
            let text = text(name);
            assert!(text.ends_with('\n'), "the last line of a request ends as the others");
            let lines: Vec<Value> =
                text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            let (pairs, rest) = lines.as_chunks::<2>();
            assert!(rest.is_empty());
            let pairs = pairs.iter().map(|[action, document]| {
                let id = action["index"]["_id"].as_str().unwrap().to_owned();
                assert_eq!(*action, json!({ "index": { "_id": id } }));
                (id, document.clone())
            });
            pairs.collect()
        });
        let parts = parts.collect();
        Self { mapping: serde_json::from_str(&text("mapping.json")).unwrap(), parts, exported }
    }

    fn documents(&self) -> impl Iterator<Item = &(String, Value)> {
        self.parts.iter().flatten()
    }

    fn ids(&self) -> BTreeSet<&str> {
        self.documents().map(|(_, document)| document["id"].as_str().unwrap()).collect()
    }

    fn document(&self, id: &str) -> &Value {
        &self.documents().find(|(_, document)| document["id"] == id).unwrap().1
    }

    /// The names of all fields in documents, each held to what the index says of it, as `dynamic: strict` does.
    fn fields(&self) -> BTreeSet<String> {
        assert_eq!(self.mapping["mappings"]["dynamic"], "strict");
        let mut seen = BTreeSet::new();
        for (_, document) in self.documents() {
            hold(document, &self.mapping["mappings"], "", &mut seen);
        }
        seen
    }
}

fn hold(value: &Value, known: &Value, at: &str, seen: &mut BTreeSet<String>) {
    if let Some(list) = value.as_array() {
        assert!(!list.is_empty(), "{at}: an empty list says nothing");
        return list.iter().for_each(|value| hold(value, known, at, seen));
    }
    let Some(properties) = known["properties"].as_object() else {
        seen.insert(at.to_owned());
        let fits = match known["type"].as_str().unwrap() {
            "keyword" | "text" => value.is_string(),
            "unsigned_long" => value.is_u64(),
            "date" => is_strict_date_optional_time(value.as_str().unwrap()),
            other => panic!("{at}: {other}"),
        };
        return assert!(fits, "{at}: {value} is no {}", known["type"]);
    };
    for (name, value) in value.as_object().unwrap_or_else(|| panic!("{at}: {value}")) {
        let of = properties.get(name).unwrap_or_else(|| panic!("{at}.{name} is not mapped"));
        hold(value, of, &format!("{at}.{name}"), seen);
    }
}

/// `yyyy-MM-dd`, then `'T'HH:mm[:ss]`, then `Z` or `±HH:mm` of at most 18 hours, by java.time's rules.
fn is_strict_date_optional_time(text: &str) -> bool {
    let mut date: Date = text.parse().unwrap();
    let Some(time) = &mut date.time else { return text.len() == 10 };
    time.second < 60 && time.offset.is_none_or(|offset| offset.abs() <= 18 * 60)
}

/// The names of all fields of the index.
fn mapped(known: &Value, at: &str, all: &mut BTreeSet<String>) {
    match known["properties"].as_object() {
        None => drop(all.insert(at.to_owned())),
        Some(properties) => {
            properties.iter().for_each(|(name, of)| mapped(of, &format!("{at}.{name}"), all));
        }
    }
}

fn options() -> Options {
    Options { now: NOW, ..Options::default() }
}

/// A release that says everything, in a language.
fn full(language: &str) -> Value {
    json!({
        "id": format!("all-{language}"), "url": "https://example.org/a", "title": "L’été à Réunion", "summary": "En bref.",
        "language": language, "content_html": "<p>Le <b>texte</b>.</p><table><tr><td>x</td></tr></table>",
        "date_published": "2024-05-01T10:00:00+02:00", "date_modified": "2024-05-02T10:00:00Z", "tags": ["Eau"],
        "authors": [{"name": "La ville", "url": "https://example.org/ville"}],
        "attachments": [{"url": "https://example.org/a.pdf", "mime_type": "application/pdf", "title": "A", "size_in_bytes": u64::MAX}],
        "_release": {
            "group": format!("g-{language}"), "kind": "communiqué", "place": "Ploubalec", "embargo_until": "2024-05-01T08:00:00Z",
            "site": {"name": "S", "url": "https://example.org/s"}, "distributor": {"name": "D", "url": "https://example.org/d"},
            "contacts": [{"name": "N", "role": "R", "organisation": "O", "email": "a@example.org", "phone": "+33 1"}],
            "about": "Qui nous *sommes*.", "rights": "Libre", "gathers": ["small"], "image": "https://example.org/i.png", "image_alt": "Quai",
            "media": [{"url": "https://example.org/i.png", "alt": "Quai", "width": 4, "height": 3, "caption": "C", "credit": "P",
                "licence": "CC0", "mime_type": "image/png", "captions": "https://example.org/c.vtt", "transcript": "T"}],
            "status": {"state": "corrected", "date": "2024-05-03", "note": "Un chiffre."},
            "revisions": [{"date": "2024-05-01", "content_html": "<p>Avant</p>"}],
        },
    })
}

fn newsroom(items: &[Value]) -> Folder {
    let feed =
        json!({ "version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items });
    Folder::with(&[("in/newsroom.json", &feed.to_string())])
}

#[test]
fn all_that_a_release_says_has_a_field_and_no_field_is_for_nothing() {
    let small =
        json!({ "id": "small", "title": "S", "content_text": "S", "date_published": "2024-01-01" });
    let folder = newsroom(&[full("fr-CA"), full("en"), full("de"), small]);
    let loaded = read(&folder.join("in"));
    assert!(
        loaded.problems.iter().all(|one| one.kind != Kind::WrongType),
        "{:#?}",
        loaded.problems
    );
    let base = Base::new("https://example.org/presse/").unwrap();
    let written = Written::of(loaded, &Options { base, ..options() });
    let mut all = BTreeSet::new();
    mapped(&written.mapping["mappings"], "", &mut all);
    assert_eq!(written.fields(), all);
    let document = written.document("all-fr-CA");
    assert_eq!(document["title"], json!({ "fr": "L’été à Réunion" }));
    assert_eq!(document["text"], json!({ "fr": "Le texte.\nx" }));
    assert_eq!(document["address"], json!("https://example.org/presse/r/all-fr-ca/"));
    assert_eq!(document["published"], json!("2024-05-01T10:00:00+02:00"));
    assert_eq!(document["attachments"][0]["size"], json!(u64::MAX));
    assert_eq!(document["gathers"], json!(["small"]));
    assert_eq!(document["topics"], json!([{ "slug": "eau", "name": "Eau" }]));
    assert_eq!(written.document("all-de")["title"], json!({ "other": "L’été à Réunion" }));
    let small = written.document("small").as_object().unwrap();
    let names: Vec<&str> = small.keys().map(String::as_str).collect();
    assert_eq!(names, ["address", "html", "id", "published", "slug", "text", "title"]);
}

#[test]
fn analyzers_are_those_that_the_index_defines() {
    let folder = newsroom(&[full("fr")]);
    let written = Written::of(read(&folder.join("in")), &options());
    let analysis = &written.mapping["settings"]["index"]["analysis"];
    let (analyzers, filters) =
        (analysis["analyzer"].as_object().unwrap(), analysis["filter"].as_object().unwrap());
    let mut used = BTreeSet::new();
    fn names<'a>(value: &'a Value, used: &mut BTreeSet<&'a str>) {
        if let Some(map) = value.as_object() {
            used.extend(map.get("analyzer").and_then(Value::as_str));
            map.values().for_each(|value| names(value, used));
        }
    }
    names(&written.mapping["mappings"], &mut used);
    assert_eq!(used, analyzers.keys().map(String::as_str).collect());
    let own: BTreeSet<&str> = analyzers
        .values()
        .flat_map(|analyzer| analyzer["filter"].as_array().unwrap())
        .map(|name| name.as_str().unwrap())
        .filter(|name| !["lowercase", "asciifolding"].contains(name))
        .collect();
    assert_eq!(own, filters.keys().map(String::as_str).collect());
}

#[test]
fn what_must_not_be_shown_is_not_given_away() {
    let folder = Folder::with(&[("in/newsroom.json", NEWSROOM)]);
    let kit = json!({ "id": "kit", "title": "K", "content_text": "K", "_release": { "gathers": ["b", "a", "c"] } });
    let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [
        kit,
        { "id": "fr", "title": "F", "content_text": "F", "language": "fr", "_release": { "group": "x" } },
        { "id": "en", "title": "E", "content_text": "E", "language": "en", "_release": { "group": "x", "draft": true } },
    ] });
    folder.fill(&[("in/more.json", &feed.to_string())]);
    let out = folder.join("out");
    let run = |more: &[&str]| {
        let mut all: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&"convert"];
        let source = folder.join("in");
        all.extend([
            &source as &dyn AsRef<std::ffi::OsStr>,
            &"--to",
            &"opensearch-bulk",
            &"--out",
            &out,
        ]);
        all.extend(more.iter().map(|one| one as &dyn AsRef<std::ffi::OsStr>));
        let output = kiosque(&all);
        (output.status.code(), said(&output))
    };
    let (status, text) = run(&["--now", "1780000000"]);
    // A language that is none, an embargo that is no date: lost, and said.
    assert_eq!(status, Some(1), "{text}");
    assert!(
        text.contains("8 left out (2 under embargo; 2 dated in the future; 3 held back"),
        "{text}"
    );
    assert!(text.contains("1 with a version that waits"), "{text}");
    let all = fs::read_to_string(out.join("releases-0001.ndjson")).unwrap();
    assert!(!all.contains("Secret projet") && !all.contains("secret-projet"));
    let nothing = Exported {
        releases: 0,
        parts: 0,
        left_out: kiosque::bundle::LeftOut::default(),
        problems: Vec::new(),
    };
    let written = Written::at(&out, nothing);
    let shown = ["2024-02-03-readme", "a", "brouillon-interne", "f", "i", "kit"];
    assert_eq!(written.ids(), BTreeSet::from(shown));
    assert_eq!(written.document("kit")["gathers"], json!(["alpha"]));
    fs::remove_dir_all(&out).unwrap();
    // Once the embargo is over and the day has come, they are.
    let (_, text) = run(&["--now", "3800000000", "--versions-apart"]);
    assert!(text.contains("4 left out (1 under embargo; 3 held back"), "{text}");
}

#[test]
fn sources_say_the_same_whenever_they_are_read() {
    let folder = newsroom(&[full("fr")]);
    let (source, out) = (folder.join("in"), folder.join("out"));
    for more in [["--now", "1"], ["--base-url", "https://example.org/"], ["--addresses", "x"]] {
        for form in SourceForm::ALL {
            let output = kiosque(&[
                &"convert",
                &source,
                &"--to",
                &form.as_str(),
                &"--out",
                &out,
                &more[0],
                &more[1],
            ]);
            assert_eq!(output.status.code(), Some(2));
            assert!(said(&output).contains("are for --to opensearch-bulk"), "{}", said(&output));
            assert!(!out.exists());
        }
    }
}

fn many(releases: impl IntoIterator<Item = Release>) -> Loaded {
    let mut all = Loaded::default();
    for release in releases {
        let one = alone(release);
        all.releases.extend(one.releases);
        all.wishes.releases.extend(one.wishes.releases);
    }
    all
}

fn short(id: &str) -> Release {
    Release::new(id.to_owned(), Slug::new(&format!("s{}", id.len())).unwrap())
}

#[test]
fn requests_have_a_size_that_is_taken() {
    let written = Written::of(
        many((0..2_345).map(|number| {
            let id = format!("r{number}");
            Release::new(id.clone(), Slug::new(&id).unwrap())
        })),
        &options(),
    );
    let sizes: Vec<usize> = written.parts.iter().map(Vec::len).collect();
    assert_eq!(sizes, [1_000, 1_000, 345]);
    assert_eq!((written.exported.releases, written.exported.parts), (2_345, 3));
    assert_eq!(written.ids().len(), 2_345);
    let long = |id: &str, bytes: usize| Release { summary: Some("x".repeat(bytes)), ..short(id) };
    let written = Written::of(
        many([long("a", 6_000_000), long("bb", 3_000_000), long("ccc", 12_000_000), short("dddd")]),
        &options(),
    );
    let ids = |part: &[(String, Value)]| part.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    let parts: Vec<Vec<String>> = written.parts.iter().map(|part| ids(part)).collect();
    assert_eq!(parts, [vec!["a", "bb"], vec!["ccc"], vec!["dddd"]]);
}

#[test]
fn an_identifier_that_is_too_long_is_hashed_and_stays_whole_beside() {
    let (fits, long) = ("é".repeat(256), "é".repeat(257));
    let written = Written::of(many([short(&fits), short(&long)]), &options());
    let by_own: BTreeMap<&str, &str> =
        written.documents().map(|(id, own)| (own["id"].as_str().unwrap(), id.as_str())).collect();
    assert_eq!(by_own[fits.as_str()], fits);
    assert_eq!(
        by_own[long.as_str()],
        "db33c4ce9e8a72562c8f24aa67b7abbabdb848426e8ddfff4ee08f6ae04d1b17"
    );
}

#[test]
fn a_date_that_they_cannot_read_is_written_as_they_can_and_told() {
    let dated =
        |id: &str, date: &str| Release { published: Some(date.parse().unwrap()), ..short(id) };
    let written = Written::of(
        many([
            dated("a", "2016-12-31T23:59:60Z"),
            dated("bb", "2020-01-01T10:00:00+18:01"),
            dated("ccc", "2020-01-01T10:00"),
            dated("dddd", "0000-01-01"),
        ]),
        &options(),
    );
    let date = |id: &str| written.document(id)["published"].as_str().unwrap();
    let dates = ["a", "bb", "ccc", "dddd"].map(date);
    assert_eq!(
        dates,
        ["2016-12-31T23:59:59Z", "2020-01-01T10:00:00", "2020-01-01T10:00:00", "0000-01-01"]
    );
    let told: BTreeSet<&str> =
        written.exported.problems.iter().map(|problem| problem.source.as_str()).collect();
    assert_eq!(told, BTreeSet::from(["a", "bb"]));
    assert!(written.exported.problems.iter().all(|problem| problem.kind == Kind::NotConverted));
}

#[test]
fn the_sample_is_taken() {
    let loaded = read(&sample());
    let count = loaded.releases.len();
    let written = Written::of(loaded, &Options { future: true, ..options() });
    assert_eq!(written.exported.releases, count - written.exported.left_out.total() as usize);
    assert_eq!(written.documents().count(), written.exported.releases);
    assert!(written.fields().contains(".revisions.text.fr"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_release_says_is_taken(release in release()) {
        let written = Written::of(alone(release), &Options { future: true, ..options() });
        prop_assert_eq!(written.documents().count(), 1);
        written.fields();
    }
}
