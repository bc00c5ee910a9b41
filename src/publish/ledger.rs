//! `addresses.json`: which address is whose, in the published folder, so that the next run knows.
//!
//! ```json
//! {
//!   "version": 1,
//!   "forms": false,
//!   "releases": { "2026/quai": { "slug": "le-quai-rouvre-1a2b3c4d", "former": ["r/old/index.html"], "title": "…", "text": "…" } },
//!   "topics": {}, "issuers": {}, "places": {},
//!   "gone": { "releases": { "hash of the id": [["hash of the file", "the file, sealed"]] } }
//! }
//! ```
//!
//! Only what is in the site is named in it: a slug can tell what a text under embargo is about. Of
//! what has gone it says nothing that can be read without its id ([`Book`]): a release that was taken
//! back for good must not live on in a list. `title` and `text` are hashes, by which a release is
//! found again if its file was renamed. `forms`: whether the forms of each release are files, with addresses that stay; a list
//! of before that was said comes from a site that had them, unless the list of its files says otherwise.
//!
//! A list that cannot be read, or that a newer version wrote, stops publishing: to go on would
//! forget every former address. One that is not there is made of the site's own set. Single lines that
//! make no sense, as after editing by hand, are left out and said.

use super::{
    error::{PublishError, at},
    manifest,
};
use crate::{
    bundle::{self, Addresses, Book, Entry, Need, Prints, Trace, folder::Folder, layout::SET},
    ingest::{former_file, name::identity},
    model::Slug,
    search::{Facet, Request},
};
use serde_json::{Map, Value};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::Path,
};

/// The list, in the newsroom's folder.
pub const ADDRESSES: &str = "addresses.json";

const VERSION: u64 = 1;

/// What was published before, in matters of addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Which addresses are whose.
    pub addresses: Addresses,
    /// Whether the forms of each release were files.
    pub forms: bool,
    /// What was amiss with the list.
    pub warnings: Vec<String>,
}

impl Ledger {
    /// That of the folder that is to be published into. None is one as well: nothing was published.
    ///
    /// # Errors
    ///
    /// If there is a list and it cannot be read, is broken, or a newer version wrote it.
    pub fn read(dir: &Path) -> Result<Self, PublishError> {
        let path = dir.join(ADDRESSES);
        match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            read => return Self::told(&read.map_err(at(&path))?, &path, Some(dir)),
        }
        let mut ledger = Self::default();
        if !dir.join(SET).exists() {
            return Ok(ledger);
        }
        if manifest::read(dir).is_ok_and(|listed| listed.contains_key(ADDRESSES)) {
            ledger.warnings.push(format!(
                "{}: it was there once; the addresses in the site stay, former ones are forgotten",
                path.display()
            ));
        }
        match of_set(dir) {
            Ok(addresses) => {
                (ledger.addresses, ledger.forms) = (addresses, forms_in(dir));
            }
            Err(error) => ledger.warnings.push(format!(
                "{}: the addresses in the site cannot be read ({error}); all are made anew",
                dir.display()
            )),
        }
        Ok(ledger)
    }

    /// That in a file: of a site that lies elsewhere.
    ///
    /// # Errors
    ///
    /// If it cannot be read, is broken, or a newer version wrote it.
    pub fn file(path: &Path) -> Result<Self, PublishError> {
        Self::of(&fs::read(path).map_err(at(path))?, path)
    }

    /// That in a file's bytes, of which messages say where it lies.
    ///
    /// # Errors
    ///
    /// If it is broken, or a newer version wrote it.
    pub fn of(bytes: &[u8], path: &Path) -> Result<Self, PublishError> {
        Self::told(bytes, path, None)
    }

    /// What a list says, and of what it does not say yet, its site.
    fn told(bytes: &[u8], path: &Path, site: Option<&Path>) -> Result<Self, PublishError> {
        let wrong = |reason: String| PublishError::Addresses { path: path.to_owned(), reason };
        let value: Value =
            serde_json::from_slice(bytes).map_err(|error| wrong(format!("not JSON: {error}")))?;
        let Value::Object(map) = value else {
            return Err(wrong("not a list of addresses".to_owned()));
        };
        match map.get("version").and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(version) if version > VERSION => {
                return Err(wrong(format!("version {version}, and this kiosque knows {VERSION}")));
            }
            _ => return Err(wrong("it does not say its version".to_owned())),
        }
        let mut reading = Reading { warnings: Vec::new() };
        let addresses = Addresses {
            releases: reading.book(&map, "releases", "r"),
            topics: reading.book(&map, "topics", "topic"),
            names: Facet::of_names()
                .map(|(facet, list)| (facet, reading.book(&map, list, facet.as_str())))
                .filter(|(_, book)| *book != Book::default())
                .collect(),
        };
        let place = |warning| format!("{}: {warning}", path.display());
        let forms = map
            .get("forms")
            .and_then(Value::as_bool)
            .unwrap_or_else(|| !addresses.releases.shown.is_empty() && site.is_none_or(forms_in));
        Ok(Self { addresses, forms, warnings: reading.warnings.into_iter().map(place).collect() })
    }
}

/// Whether forms of releases are among the files of a site.
fn forms_in(dir: &Path) -> bool {
    let is_form = |path: &String| path.starts_with("r/") && path.ends_with("/release.json");
    manifest::read(dir).is_ok_and(|listed| listed.keys().any(is_form))
}

/// A list being read; nothing in it is taken on trust.
struct Reading {
    warnings: Vec<String>,
}

impl Reading {
    fn book(&mut self, map: &Map<String, Value>, name: &str, folder: &str) -> Book {
        let mut book = Book::default();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let objects = |value: Option<&Value>| value.and_then(Value::as_object).cloned();
        for (key, value) in objects(map.get(name)).unwrap_or_default() {
            let slug = value.get("slug").and_then(Value::as_str).and_then(Slug::new);
            let Some(slug) = slug else {
                self.warnings.push(format!("{name}, \"{key}\": no slug; left out"));
                continue;
            };
            if !seen.insert(format!("{folder}/{slug}/index.html")) {
                let message = format!("{name}, \"{key}\": {slug} is another's already; left out");
                self.warnings.push(message);
                continue;
            }
            let text = |name| value.get(name).and_then(Value::as_str).map(str::to_owned);
            let prints = Prints { title: text("title"), text: text("text") };
            let mut former = BTreeSet::new();
            let given = value.get("former").and_then(Value::as_array);
            for file in given.into_iter().flatten().filter_map(Value::as_str) {
                if is_former(file, folder) && seen.insert(file.to_lowercase()) {
                    former.insert(file.to_owned());
                } else {
                    let message = format!("{name}, \"{key}\": {file} cannot lead there; left out");
                    self.warnings.push(message);
                }
            }
            book.shown.insert(key, Entry { slug, former, prints });
        }
        let gone = map.get("gone").and_then(|gone| gone.get(name));
        for (key, value) in objects(gone).unwrap_or_default() {
            let trace = |value: &Value| {
                let text = |at: usize| Some(value.get(at)?.as_str()?.to_owned());
                Some(Trace { mark: text(0)?, sealed: text(1)? })
            };
            let traces = value.as_array().into_iter().flatten().filter_map(trace).collect();
            book.gone.insert(key, traces);
        }
        book
    }
}

/// Whether a file can be a former address of something in `folder`: never out of the site.
fn is_former(file: &str, folder: &str) -> bool {
    match folder {
        "r" => former_file(file).is_ok_and(|read| read == file),
        folder => file
            .strip_prefix(folder)
            .and_then(|rest| rest.strip_prefix('/')?.strip_suffix("/index.html"))
            .is_some_and(|slug| Slug::new(slug).is_some()),
    }
}

/// The addresses in a site that has no list, as versions before wrote it.
fn of_set(dir: &Path) -> Result<Addresses, bundle::folder::FolderError> {
    let mut folder = Folder::open(dir)?;
    let everything = Request { limit: u32::MAX, ..Request::default() };
    let reader = folder.read(&Need::List(everything.clone()));
    let set = reader.set().clone();
    let answer = reader.answer(&everything);
    let cards = reader.found(&answer).into_iter().filter_map(|found| found.card);
    let slugs: Vec<Slug> = cards.map(|card| card.slug.clone()).collect();
    let mut addresses = Addresses::default();
    let entry = |slug: &Slug, prints| Entry { slug: slug.clone(), former: BTreeSet::new(), prints };
    for slug in slugs {
        let article = folder.read(&Need::Article(slug.clone())).article(&slug);
        if let Some(release) = article.map(|article| article.release.clone()) {
            let entry = entry(&slug, bundle::prints(&release));
            addresses.releases.shown.insert(release.id, entry);
        }
    }
    let book = |names: &[(String, Slug)]| {
        let mut shown: BTreeMap<String, Entry> = BTreeMap::new();
        for (name, slug) in names {
            shown.entry(identity(name)).or_insert_with(|| entry(slug, Prints::default()));
        }
        Book { shown, gone: BTreeMap::new() }
    };
    let topic = |topic: &crate::model::Topic| {
        let label = topic.labels.first().map_or(topic.slug.as_str(), |(_, label)| label);
        (label.to_owned(), topic.slug.clone())
    };
    let named = |named: &bundle::layout::Named| (named.name.clone(), named.slug.clone());
    addresses.topics = book(&set.newsroom.topics.iter().map(topic).collect::<Vec<_>>());
    for (facet, _) in Facet::of_names() {
        let names: Vec<_> = set.names.of(facet).iter().map(named).collect();
        addresses.names.insert(facet, book(&names));
    }
    Ok(addresses)
}

/// The list as it is published: sorted, a line for each, so that whoever keeps sites under version
/// control sees what changed.
pub(super) fn write(addresses: &Addresses, forms: bool) -> String {
    let mut books = vec![("releases", &addresses.releases), ("topics", &addresses.topics)];
    let none = Book::default();
    books.extend(
        Facet::of_names().map(|(facet, list)| (list, addresses.names.get(&facet).unwrap_or(&none))),
    );
    let mut parts = vec![format!("\"version\": {VERSION}"), format!("\"forms\": {forms}")];
    for (name, book) in &books {
        let line = |(key, entry): (&String, &Entry)| {
            let mut map = Map::new();
            map.insert("slug".to_owned(), entry.slug.as_str().into());
            if !entry.former.is_empty() {
                map.insert("former".to_owned(), entry.former.iter().cloned().collect());
            }
            let prints = [("title", &entry.prints.title), ("text", &entry.prints.text)];
            for (name, print) in prints {
                if let Some(print) = print {
                    map.insert(name.to_owned(), print.as_str().into());
                }
            }
            (key.clone(), Value::Object(map))
        };
        parts.push(object(name, book.shown.iter().map(line)));
    }
    let gone = books.iter().filter(|(_, book)| !book.gone.is_empty()).map(|(name, book)| {
        let line = |(key, traces): (&String, &Vec<Trace>)| {
            let pair = |trace: &Trace| Value::from(vec![trace.mark.clone(), trace.sealed.clone()]);
            (key.clone(), traces.iter().map(pair).collect())
        };
        object(name, book.gone.iter().map(line))
    });
    parts.push(format!("\"gone\": {{{}}}", gone.collect::<Vec<_>>().join(", ")));
    format!("{{\n{}\n}}\n", parts.join(",\n"))
}

fn object(name: &str, lines: impl Iterator<Item = (String, Value)>) -> String {
    let lines: Vec<String> =
        lines.map(|(key, value)| format!("\n{}: {value}", Value::from(key))).collect();
    format!("\"{name}\": {{{}}}", lines.join(","))
}

#[cfg(test)]
mod tests {
    use super::{Ledger, is_former, write};
    use crate::{
        bundle::{Addresses, Book, Entry, Prints, Trace},
        model::Slug,
    };
    use std::io::Write;

    fn read(text: &str) -> Result<Ledger, String> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        Ledger::file(file.path()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_was_written_is_read() {
        let entry = Entry {
            slug: Slug::new("quai").unwrap(),
            former: ["2019/été.html".to_owned(), "r/old/index.html".to_owned()].into(),
            prints: Prints { title: Some("1".to_owned()), text: None },
        };
        let topic = Entry {
            former: ["topic/economie/index.html".to_owned()].into(),
            prints: Prints::default(),
            ..entry.clone()
        };
        let trace = Trace { mark: "ab".to_owned(), sealed: "cd".to_owned() };
        let releases = Book {
            shown: [("\"id\"\n".to_owned(), entry)].into(),
            gone: [("ef".to_owned(), vec![trace])].into(),
        };
        let topics = Book { shown: [("économie".to_owned(), topic)].into(), ..Book::default() };
        let addresses = Addresses { releases, topics, ..Addresses::default() };
        for forms in [true, false] {
            let text = write(&addresses, forms);
            let addresses = addresses.clone();
            assert_eq!(
                read(&text),
                Ok(Ledger { addresses, forms, warnings: Vec::new() }),
                "{text}"
            );
        }
        let nothing = write(&Addresses::default(), false);
        assert_eq!(read(&nothing), Ok(Ledger::default()), "{nothing}");
        // Before it was said, every site had them that was not told otherwise.
        let before = write(&addresses, false).replace("\"forms\": false,\n", "");
        assert!(read(&before).unwrap().forms, "{before}");
        assert!(!read(&nothing.replace("\"forms\": false,\n", "")).unwrap().forms);
    }

    #[test]
    fn a_list_that_cannot_be_read_stops_publishing() {
        for (text, expected) in [
            ("{\"version\": 1,}", "not JSON"),
            ("", "not JSON"),
            ("<<<<<<< HEAD\n{}", "not JSON"),
            ("[]", "not a list of addresses"),
            ("{}", "does not say its version"),
            ("{\"version\": 2}", "version 2, and this kiosque knows 1"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn nothing_is_taken_on_trust() {
        let text = r#"{ "version": 1, "topics": 3, "places": { "x": [] }, "gone": { "releases": { "a": 1, "b": [[1], "x", ["m", "s"]] } },
          "releases": {
            "a": { "slug": "one", "former": ["../x.html", "/etc/x.html", "set/set.json", "index.html", "r/ok/index.html", "R/OK/index.html", 3] },
            "b": { "slug": "one" },
            "c": { "slug": "../two" },
            "d": "four",
            "e": { "slug": "five", "former": ["r/ok/index.html", "r/one/index.html"], "title": 1 } } }"#;
        let Ledger { addresses, forms: _, warnings } = read(text).unwrap();
        let shown = &addresses.releases.shown;
        assert_eq!(shown.keys().collect::<Vec<_>>(), ["a", "e"]);
        assert_eq!(shown["a"].former.iter().collect::<Vec<_>>(), ["r/ok/index.html"]);
        assert!(shown["e"].former.is_empty());
        assert_eq!(addresses.releases.gone["b"].len(), 1);
        assert_eq!(warnings.len(), 11, "{warnings:#?}");
    }

    #[test]
    fn former_files_stay_in_the_site() {
        for (file, folder, expected) in [
            ("r/a/index.html", "r", true),
            ("2019/a.html", "r", true),
            ("topic/a/index.html", "r", false),
            ("topic/a/index.html", "topic", true),
            ("topic/../index.html", "topic", false),
            ("topic/a/b/index.html", "topic", false),
            ("r/a/index.html", "topic", false),
            ("a%2e%2e/index.html", "r", false),
        ] {
            assert_eq!(is_former(file, folder), expected, "{file}");
        }
    }
}
