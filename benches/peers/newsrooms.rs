//! The newsrooms that search engines are compared on, as files that all of them can read:
//! `cargo bench --bench newsrooms -- DIR NAME…`, where a name is a number of releases to generate,
//! a test collection or a folder of releases in the shared data. `make bench` calls this.
//!
//! For each it writes `DIR/NAME/`:
//!
//! - `newsroom/`, JSON Feeds for `kiosque publish`, each smaller than what it reads (not where the releases have their own files);
//! - `documents.jsonl`, what Kiosque read from these, a release a line, for all other engines;
//! - `about.json`, where the sources are and what to ask: queries to time, known items, questions.
//!
//! What is absent from the shared data is said to be skipped, and nothing is written for it.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench stops at what it did not expect")]

#[path = "../collection/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the tests")]
mod collection;
#[path = "../generate/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the tests")]
mod generate;
#[path = "../keystrokes/mod.rs"]
#[allow(unreachable_pub, reason = "shared with the other bench")]
mod keystrokes;

use collection::{Collection, known_items, shared};
use kiosque::ingest::{self, Options};
use kiosque::model::{Language, Release};
use kiosque::search::{Builder, Document, Facet};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A file of more than 256 MB is not read: so many releases of 4 KB are less.
const IN_FEED: usize = 50_000;

/// The seed of every generated newsroom.
const SEED: u64 = 7;

/// Test collections with their language, and folders of releases with the language that an engine
/// which can have only one is told.
const COLLECTIONS: &[(&str, &str)] = &[("piaf-fr", "fr"), ("cranfield", "en")];
const RELEASES: &[(&str, &str)] = &[("debian", "fr"), ("cds-canada", "fr"), ("digitalgov", "en")];

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some((folder, names)) = arguments.split_first() else {
        return println!("usage: cargo bench --bench newsrooms -- DIR NAME…");
    };
    for name in names {
        let folder = Path::new(folder).join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        write(name, &folder);
    }
}

fn write(name: &str, folder: &Path) {
    let listed = |list: &[(&str, &'static str)]| {
        list.iter().find(|(known, _)| known == &name).map(|(_, language)| *language)
    };
    if let Ok(count) = name.parse::<usize>() {
        fs::create_dir_all(folder).unwrap();
        feed(
            folder,
            "fr",
            generate::newsroom(count, SEED)
                .enumerate()
                .map(|(number, release)| generated(number, count, release)),
        );
        describe(name, folder, folder.join("newsroom"), "fr", json!({}));
    } else if let Some(language) = listed(COLLECTIONS) {
        let Some(collection) = Collection::read(name, language) else { return };
        fs::create_dir_all(folder).unwrap();
        let documents = collection.documents.iter().enumerate();
        feed(
            folder,
            language,
            documents.map(|(number, document)| {
                json!({
                    "id": id(number),
                    "title": document.title,
                    "content_text": document.body,
                })
            }),
        );
        let source = folder.join("newsroom");
        describe(name, folder, source, language, asked(&collection, language));
    } else if let Some(language) = listed(RELEASES) {
        let Some(source) = shared("releases").map(|releases| releases.join(name)) else { return };
        fs::create_dir_all(folder).unwrap();
        describe(name, folder, source, language, json!({}));
    } else {
        println!("skipped: no newsroom is called {name}");
    }
}

/// The identifier of a document by its place; it reads like a name, so that it is its slug too.
fn id(number: usize) -> String {
    format!("release-{number:06}")
}

/// An item of a feed. Its day follows from its place, so that releases keep their order.
fn generated(number: usize, count: usize, release: generate::Generated) -> Value {
    let (year, month) = release.month;
    let passed = (number * 96 % count.max(1)) * 28 / count.max(1);
    json!({
        "id": id(number),
        "title": release.title,
        "summary": release.summary,
        "content_text": release.body,
        "date_published": format!("{year}-{month:02}-{:02}", 28 - passed),
        "tags": release.topics,
        "authors": [{ "name": release.issuer }],
        "_release": { "place": release.place },
    })
}

/// Writes a JSON Feed, an item a line.
fn feed(folder: &Path, language: &str, items: impl Iterator<Item = Value>) {
    let folder = folder.join("newsroom");
    fs::create_dir_all(&folder).unwrap();
    let version = "https://jsonfeed.org/version/1.1";
    let mut items = items.peekable();
    for number in 0.. {
        let mut file = BufWriter::new(File::create(folder.join(format!("{number}.json"))).unwrap());
        write!(
            file,
            r#"{{"version":"{version}","title":"Bench","language":"{language}","items":["#
        )
        .unwrap();
        for (place, item) in items.by_ref().take(IN_FEED).enumerate() {
            let comma = if place == 0 { "" } else { "," };
            write!(file, "{comma}\n{item}").unwrap();
        }
        writeln!(file, "\n]}}").unwrap();
        file.flush().unwrap();
        if items.peek().is_none() {
            break;
        }
    }
}

/// What a collection asks: its questions with their answers and, in French, known items.
fn asked(collection: &Collection, language: &str) -> Value {
    let place = |known: &str| collection.ids.iter().position(|id| id == known).unwrap();
    let questions: Vec<Value> = collection
        .queries
        .iter()
        .filter_map(|(query, text)| {
            let judgments = collection.judgments.get(query)?.iter();
            let grades: serde_json::Map<String, Value> =
                judgments.map(|(known, grade)| (id(place(known)), json!(grade))).collect();
            Some(json!({ "query": text, "grades": grades }))
        })
        .collect();
    // Accents, elision and inflection are classes of French.
    let classes = (language == "fr").then(|| known_items(&collection.documents));
    let classes: Vec<Value> = classes
        .into_iter()
        .flatten()
        .map(|(class, items)| {
            let items = items.iter().map(|item| {
                json!({ "query": item.query, "typing": item.typing, "id": id(item.document) })
            });
            json!({ "class": class.label(), "items": items.collect::<Vec<_>>() })
        })
        .collect();
    json!({ "questions": questions, "known_items": classes })
}

/// Writes `documents.jsonl` and `about.json` of what Kiosque reads from `source`.
fn describe(name: &str, folder: &Path, source: PathBuf, language: &str, asked: Value) {
    let options = Options { language: Language::new(language), ..Options::default() };
    let releases = ingest::load(std::slice::from_ref(&source), &options).releases;
    let mut file = BufWriter::new(File::create(folder.join("documents.jsonl")).unwrap());
    let documents: Vec<Document> = releases
        .iter()
        .map(|sourced| {
            let document = document(&sourced.release);
            writeln!(file, "{}", line(&sourced.release, &document)).unwrap();
            document
        })
        .collect();
    file.flush().unwrap();
    drop(releases);
    let middle = &documents[documents.len() / 2].body;
    let texts = || documents.iter().map(|document| document.body.as_str());
    let keystrokes: Vec<Value> = keystrokes::queries(language, middle, texts)
        .into_iter()
        .map(|(what, query)| json!({ "what": what, "query": query }))
        .collect();
    // The best of three: what else the machine does only ever makes it slower.
    let index_seconds = (0..3).map(|_| index(&documents)).fold(f64::INFINITY, f64::min);
    println!("{name}: {} releases, indexed in {index_seconds:.2} s", documents.len());
    let mut about = json!({
        "name": name,
        "language": language,
        "documents": documents.len(),
        "source": source,
        "index_seconds": index_seconds,
        "word": keystrokes::word(language),
        "keystrokes": keystrokes,
    });
    about.as_object_mut().unwrap().extend(asked.as_object().unwrap().clone());
    fs::write(folder.join("about.json"), about.to_string()).unwrap();
}

/// Builds the index alone, on all cores; how many seconds that takes.
fn index(documents: &[Document]) -> f64 {
    let start = Instant::now();
    let mut builder = Builder::new(kiosque::search::Options::default());
    documents.iter().for_each(|document| builder.push(document));
    std::hint::black_box(builder.finish());
    start.elapsed().as_secs_f64()
}

/// What is indexed of a release. The names in it belong to its text, as they do in a set.
fn document(release: &Release) -> Document {
    let issuers = release.issuers.iter().map(|issuer| issuer.name.as_str());
    let mut body = release.text();
    for name in issuers.clone().chain(release.place.as_deref()) {
        body.push('\n');
        body.push_str(name);
    }
    let topics = release.topics.iter().map(|topic| (Facet::Topic, topic.to_string()));
    let issuers = issuers.map(|name| (Facet::Issuer, name.to_owned()));
    let place = release.place.iter().map(|place| (Facet::Place, place.clone()));
    Document {
        language: release.language.clone(),
        title: release.title.clone().unwrap_or_default(),
        summary: release.summary.clone().unwrap_or_default(),
        body,
        extra: String::new(),
        facets: topics.chain(issuers).chain(place).collect(),
        month: release.published.map(|date| date.month()),
    }
}

/// A line of `documents.jsonl`: what is searched, and what is shown of a release in a list.
fn line(release: &Release, document: &Document) -> Value {
    let beginning = || document.body.chars().take(240).collect::<String>();
    json!({
        "id": release.slug.as_str(),
        "title": document.title,
        "summary": document.summary,
        "text": document.body,
        "shown": release.summary.clone().unwrap_or_else(beginning),
        "date": release.published.map(|date| date.to_string()),
    })
}
