//! What lies in an archive, by the rules that hold for a folder.

use super::{
    format::{self, Format},
    passed::{self, Sort},
    read_bytes,
};
use crate::ingest::{
    File, Parsed,
    problem::{Kind, Place, Problem},
};
use std::path::Path;

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

/// What becomes of the file at a path in an archive.
pub(in crate::ingest) fn entry(path: &str) -> Entry {
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
    match passed::file(name) {
        Sort::Text | Sort::Document => Entry::Read,
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
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_source =
        passed::is_source(path) || (passed::is_document(&name) && !passed::in_media(path));
    passed::private(path).is_none() && !is_source
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
        Ok(format) => read_bytes(bytes, format, file).1,
        Err(what) => passed_over(&what),
    }
}
