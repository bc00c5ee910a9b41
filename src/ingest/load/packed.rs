//! What lies in an archive, by the rules that hold for a folder.

use super::{
    format::{self, Format},
    passed::{self, Sort},
    read_bytes,
    why::Why,
};
use crate::ingest::{
    File, Parsed,
    problem::{Kind, Place, Problem},
};
use std::{collections::HashSet, path::Path};

/// What becomes of a file in an archive.
pub(in crate::ingest) enum Entry {
    /// Releases are read from it.
    Read,
    /// A release may name it.
    Beside,
    /// It is not read, and nobody misses it.
    Silent,
    /// It is not read, and why.
    Passed(String),
}

/// What only all files of an archive say: which of them are copies of others, and which belong to a site.
pub(in crate::ingest) struct Copies {
    there: HashSet<String>,
    /// The folders that are published sites, with `/` at the end.
    sites: Vec<String>,
}

impl Copies {
    /// Of the files at these paths.
    pub(in crate::ingest) fn new<'p>(paths: impl Iterator<Item = &'p str> + Clone) -> Self {
        let sites = paths.clone().filter_map(|path| path.strip_suffix(super::walk::PUBLISHED));
        let sites = sites.filter(|site| site.is_empty() || site.ends_with('/'));
        Self { sites: sites.map(str::to_owned).collect(), there: paths.map(passed::fold).collect() }
    }

    fn why(&self, path: &str) -> Option<Why> {
        if self.sites.iter().any(|site| path.starts_with(site)) {
            return Some(Why::Published);
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let original = passed::original(name)?;
        let original = match folder {
            "" => original,
            folder => format!("{}/{original}", passed::fold(folder)),
        };
        self.there.contains(&original).then_some(Why::Copy)
    }
}

/// What becomes of the file at a path in an archive.
pub(in crate::ingest) fn entry(path: &str, copies: &Copies) -> Entry {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let folders = || folders.split('/').filter(|folder| !folder.is_empty());
    let said = |advice: Option<String>| match advice {
        Some(advice) if passed::is_text(name) || passed::is_document(name) => Entry::Passed(advice),
        _ => Entry::Silent,
    };
    if let Some(why) = folders().find_map(passed::folder) {
        return said(why.advice());
    }
    if folders().any(passed::is_media) {
        return Entry::Beside;
    }
    let sort = passed::file(name);
    if sort == Sort::Text
        && let Some(why) = copies.why(path)
    {
        return said(why.advice());
    }
    match sort {
        Sort::Text => Entry::Read,
        Sort::Document => Entry::Passed(
            "a document, and such are read only where each is named as a source itself; unpack the archive, and name it".to_owned(),
        ),
        Sort::Beside if Format::of(Path::new(name)).is_some_and(Format::is_archive) => {
            Entry::Passed(
                "an archive inside of an archive, which is not read; unpack it".to_owned(),
            )
        }
        Sort::Beside => Entry::Beside,
        Sort::Unless(why) | Sort::Named(why) => said(why.advice()),
        Sort::Passed(why) => why.advice().map_or(Entry::Silent, Entry::Passed),
    }
}

/// Whether the file at a path in an archive may be offered by a release.
pub(in crate::ingest) fn may_be_public(path: &str) -> bool {
    let path = Path::new(path);
    passed::private(path).is_none() && !passed::is_source(path)
}

/// Reads a file of an archive.
pub(in crate::ingest) fn read_packed(path: &str, bytes: &[u8], file: File<'_>) -> Parsed {
    let passed_over = |what: &str| {
        let message =
            format!("no format that can be read: {what}; releases are {}", format::endings("and"));
        let problem = Problem::new(file.source, Place::Whole, Kind::PassedOver, message);
        Parsed { problems: vec![problem], ..Parsed::default() }
    };
    match Format::detect(Path::new(path), bytes) {
        Ok(format) if format.is_archive() => passed_over("an archive inside of an archive"),
        Ok(format) if !format.is_text() => passed_over("a document under the name of a text"),
        Ok(format) => read_bytes(bytes, format, file).1,
        Err(what) => passed_over(&what),
    }
}
