//! The newsrooms to ask: collections of releases in the shared data, else the sample.

use crate::collection::shared;
use kiosque::bundle::{Indexed, Waiting, indexed};
use kiosque::ingest::{self, Options};
use kiosque::model::Language;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Where releases lie in the shared data, and the language of those that do not say theirs.
const NEWSROOMS: [(&str, &str, &str); 3] = [
    ("debian", "releases/debian/newsroom.json", "en"),
    ("cds-canada", "releases/cds-canada", "en"),
    ("digitalgov", "releases/digitalgov", "en"),
];

/// A newsroom as its index sees it.
pub struct Newsroom {
    pub name: &'static str,
    /// The identifiers of the releases, in the order of the documents.
    pub ids: Vec<String>,
    pub indexed: Indexed,
    /// Whether most releases are French.
    pub french: bool,
}

impl Newsroom {
    /// Reads one. Everything in it counts, whatever the day.
    pub fn read(name: &'static str, source: &Path, language: &str) -> Self {
        let options = Options { language: Language::new(language), ..Options::default() };
        let loaded = ingest::load(&[source.to_owned()], &options);
        let waiting = Waiting { now: i64::MAX / 2, future: true, apart: true };
        let indexed = indexed(loaded, waiting);
        let ids: Vec<String> =
            indexed.releases.iter().map(|release| release.slug.to_string()).collect();
        let is_french = |language: &Option<Language>| {
            language.as_ref().is_some_and(|language| language.primary() == "fr")
        };
        let french = indexed.documents.iter().filter(|document| is_french(&document.language));
        let french = french.count() * 2 >= ids.len();
        Self { name, ids, indexed, french }
    }

    /// The sample newsroom.
    pub fn sample() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/newsroom");
        Self::read("sample", &folder, "fr")
    }
}

/// Reads the newsrooms whose names are chosen: those in the shared data, else the sample.
pub fn newsrooms(chosen: impl Fn(&str) -> bool) -> Vec<Newsroom> {
    let found: Vec<(&str, PathBuf, &str)> = NEWSROOMS
        .iter()
        .filter(|(name, ..)| chosen(name))
        .filter_map(|(name, path, language)| Some((*name, shared(path)?, *language)))
        .collect();
    let mut all: Vec<Newsroom> = found
        .par_iter()
        .map(|(name, path, language)| Newsroom::read(name, path, language))
        .collect();
    if chosen("sample") {
        all.push(Newsroom::sample());
    }
    all
}
