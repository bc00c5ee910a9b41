//! What is not put in the place of a good site: one that lost its releases by a slip.

use super::{error::PublishError, manifest, viewer::SHELL};
use crate::{
    bundle::{Reader, Report, layout::SET},
    ingest::{Kind, Loaded, Origin, Place, Severity},
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Whether each of `sources` could be read as a whole, and there is a release in them. A release
/// that is wrong costs itself; a file with a comma too many costs all that are in it, and a
/// folder that is not there because a disk is not mounted costs everything.
///
/// # Errors
///
/// If not; the first that could not be.
pub fn check_sources(loaded: &Loaded, sources: &[PathBuf]) -> Result<(), PublishError> {
    if let Some(problem) = loaded.problems.iter().find(|problem| problem.loses_source(sources)) {
        return Err(PublishError::SourceLost {
            source_name: problem.source.clone(),
            found: problem.message.clone(),
        });
    }
    match loaded.releases.is_empty() && loaded.held.is_empty() {
        true => Err(PublishError::NoRelease),
        false => Ok(()),
    }
}

/// Whether a site of which `report` tells may take the place of the one in `dir`: it has at least
/// half as many releases, and any if that had any.
///
/// # Errors
///
/// If not.
pub fn check_size(report: &Report, dir: &Path) -> Result<(), PublishError> {
    let (before, now) = (releases(dir), report.releases);
    let is_smaller = now < before.div_ceil(2) || (now == 0 && before > 0);
    match is_smaller {
        true => Err(PublishError::Shrinks { path: dir.to_owned(), before, now }),
        false => Ok(()),
    }
}

/// How many releases the site in `dir` has: as its set says, else as its list of files does.
fn releases(dir: &Path) -> u32 {
    let set = fs::read(dir.join(SET)).ok();
    if let Some(set) = set.and_then(|bytes| Reader::open(&bytes).ok()) {
        return set.set().documents;
    }
    let is_page = |path: &&String| path.starts_with("r/") && path.ends_with(&format!("/{SHELL}"));
    let listed = manifest::read(dir).unwrap_or_default();
    u32::try_from(listed.keys().filter(is_page).count()).unwrap_or(u32::MAX)
}

/// A year in which no embargo ends: that of a date that was not understood.
const NEVER: u16 = 9999;

/// How many releases are left out because of errors. What cannot be read at all counts as one: how
/// many are in it nobody can tell.
#[must_use]
pub fn left_out(loaded: &Loaded) -> usize {
    let problems = loaded.problems.iter();
    let mut left_out: BTreeSet<(&str, String)> = problems
        .clone()
        .filter(|problem| problem.costs_release())
        .map(|problem| (problem.source.as_str(), item(&problem.place)))
        .collect();
    // A draft is meant to be left out, whatever else is wrong with it.
    let has_error = |origin: &&Origin| {
        let own = item(&origin.place);
        let mut own = problems
            .clone()
            .filter(|problem| problem.source == origin.source && item(&problem.place) == own);
        own.clone().all(|problem| problem.kind != Kind::Draft)
            && own.any(|problem| problem.severity == Severity::Error)
    };
    let waits = loaded
        .releases
        .iter()
        .filter(|sourced| sourced.release.embargo_until.is_some_and(|date| date.year >= NEVER));
    let held = loaded.held.iter().chain(waits).map(|sourced| &sourced.origin).filter(has_error);
    left_out.extend(held.map(|origin| (origin.source.as_str(), item(&origin.place))));
    left_out.len()
}

/// The release within its file: `/items/3` of `/items/3/language`. A file of text is one release.
fn item(place: &Place) -> String {
    match place {
        Place::Pointer(pointer) => {
            let parts = pointer.split_inclusive('/').map(str::len);
            let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            let mut end = 0;
            for length in parts {
                end += length;
                let part = pointer.get(end - length..end).unwrap_or_default().trim_end_matches('/');
                if !part.is_empty() && is_number(part) {
                    break;
                }
            }
            pointer.get(..end).unwrap_or(pointer).trim_end_matches('/').to_owned()
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{check_sources, item, left_out};
    use crate::{
        ingest::{Kind, Loaded, Options, Place, Problem, load},
        publish::PublishError,
    };
    use std::{fs, path::PathBuf};

    #[test]
    fn a_place_belongs_to_one_release() {
        for (place, expected) in [
            (Place::Pointer("/items/3".into()), "/items/3"),
            (Place::Pointer("/items/31/tags/0".into()), "/items/31"),
            (Place::Pointer("/2/id".into()), "/2"),
            (Place::Pointer("/version".into()), "/version"),
            (Place::Line(3), ""),
            (Place::Whole, ""),
        ] {
            assert_eq!(item(&place), expected, "{place:?}");
        }
    }

    /// Sources of every sort of damage: whether the newsroom may be published, and how many
    /// releases are left out.
    #[test]
    fn what_loses_a_source_and_what_costs_a_release() {
        let two = r#"[{ "id": "a", "title": "A" }, { "id": "b", "title": "B" }]"#;
        let feed = |items: &str| {
            format!(r#"{{ "version": "https://jsonfeed.org/version/1.1", "items": {items} }}"#)
        };
        for (name, files, is_whole, costs) in [
            ("good", vec![("newsroom.json", feed(two))], true, 0),
            ("comma", vec![("newsroom.json", feed(two).replace("]", ",]"))], false, 1),
            ("half saved", vec![("newsroom.json", feed(two)[..90].to_owned())], false, 1),
            ("empty file", vec![("newsroom.json", String::new())], false, 1),
            ("no items", vec![("newsroom.json", feed("null"))], false, 0),
            ("items that are none", vec![("newsroom.json", feed("\"x\""))], false, 1),
            ("not a feed", vec![("newsroom.json", "{}".to_owned())], false, 1),
            ("empty folder", vec![], false, 1),
            (
                "a file of another program",
                vec![("newsroom.json", feed(two)), ("autre.json", "{}".to_owned())],
                true,
                1,
            ),
            (
                "one bad item",
                vec![("newsroom.json", feed(&two.replace("[", "[ 17, { \"title\": \"x\" },")))],
                true,
                2,
            ),
            (
                "one that was emptied",
                vec![("newsroom.json", feed(two)), ("c.md", String::new())],
                true,
                1,
            ),
        ] {
            let dir = tempfile::tempdir().unwrap();
            for (file, text) in files {
                fs::write(dir.path().join(file), text).unwrap();
            }
            let sources = [dir.path().to_owned()];
            let loaded = load(&sources, &Options::default());
            let checked = check_sources(&loaded, &sources);
            assert_eq!(checked.is_ok(), is_whole, "{name}: {checked:?}: {:?}", loaded.problems);
            assert_eq!(left_out(&loaded), costs, "{name}: {:?}", loaded.problems);
        }
        // One that is there does not stand for the other.
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("newsroom.json"), feed(two)).unwrap();
        let sources = [dir.path().to_owned(), dir.path().join("nowhere")];
        let checked = check_sources(&load(&sources, &Options::default()), &sources);
        assert!(matches!(checked, Err(PublishError::SourceLost { .. })), "{checked:?}");
    }

    #[test]
    fn a_file_of_no_format_counts_where_it_was_named() {
        let problem = Problem::new("in/a.json", Place::Whole, Kind::UnknownFormat, "x");
        let loaded = Loaded { problems: vec![problem], ..Loaded::default() };
        for (source, is_lost) in [("in", false), ("in/a.json", true)] {
            let checked = check_sources(&loaded, &[PathBuf::from(source)]);
            let lost = matches!(checked, Err(PublishError::SourceLost { .. }));
            assert_eq!(lost, is_lost, "{source}");
        }
    }
}
