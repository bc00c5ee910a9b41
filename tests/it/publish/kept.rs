//! What a change does not touch keeps its place: whoever sends the folder elsewhere sends what changed.

use crate::support::{Folder, said};
use kiosque::{
    bundle::{Need, folder},
    model::Slug,
    publish::verify,
    search::Request,
};
use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

/// Releases of words of their own and some that many have, a day apart from the oldest.
fn releases(count: u32) -> Vec<String> {
    let release = |number: u32| {
        let mut state = number + 1;
        let mut text = String::new();
        for _ in 0..90 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let n = (state >> 8 & 0xFFFF) % (8 << (state >> 29 << 1));
            let syllable = |at: u32| {
                ["la", "ba", "cu", "di", "fo", "ge", "ri", "so"][n as usize >> (3 * at) & 7]
            };
            let word: String = (0..5).map(syllable).collect();
            write!(text, "{word} ").unwrap();
        }
        let (year, month, day) = (2000 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
        format!(
            "{{ \"id\": \"n{number}\", \"title\": \"Avis {number}\", \"tags\": [\"Port\"], \"content_html\": \"<p>{text}.</p>\",
              \"date_published\": \"{year}-{month:02}-{day:02}\" }}"
        )
    };
    (0..count).map(release).collect()
}

fn newsroom(releases: &[String]) -> String {
    let items = releases.join(",\n");
    format!(
        "{{ \"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Port\", \"language\": \"fr\", \"items\": [{items}] }}"
    )
}

/// What a run wrote anew.
fn written(folder: &Folder, releases: &[String]) -> BTreeSet<String> {
    let source = folder.write("newsroom.json", newsroom(releases));
    let output =
        folder.publishing(&source, &["--verbose", "--without", "images"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(verify(&folder.out()).unwrap().is_good());
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    lines.lines().filter_map(|line| Some(line.strip_prefix("+ ")?.to_owned())).collect()
}

fn parts(written: &BTreeSet<String>) -> usize {
    written.iter().filter(|path| path.starts_with("set/index/")).count()
}

/// The slugs of what is found in the published folder.
fn found(dir: &Path, query: &str) -> Vec<Slug> {
    let mut folder = folder::Folder::open(dir).unwrap();
    let need = Need::List(Request { query: query.into(), limit: 500, ..Request::default() });
    let reader = folder.read(&need);
    let Need::List(request) = need else { unreachable!() };
    let answer = reader.answer(&request);
    assert_eq!(reader.failure(), None);
    reader.found(&answer).into_iter().map(|found| found.card.unwrap().slug.clone()).collect()
}

#[test]
fn of_the_index_only_what_a_change_touches_is_new() {
    let folder = Folder::with_viewer();
    let out = folder.out();
    let mut releases = releases(400);
    let all = parts(&written(&folder, &releases));
    assert!(all > 40, "{all} parts");
    assert_eq!(written(&folder, &releases), BTreeSet::new());

    releases[150] = releases[150].replacen("<p>", "<p>zygomatique ", 1);
    let corrected = written(&folder, &releases);
    assert!(parts(&corrected) * 2 < all, "{} of {all}", parts(&corrected));
    assert_eq!(found(&out, "zygomatique"), [Slug::new("n150").unwrap()]);
    assert_eq!(written(&folder, &releases), BTreeSet::new());

    // As if there had been none before.
    let anew = Folder::with_viewer();
    written(&anew, &releases);
    for query in ["balalalala", "\"lalalalala balalalala\"", "Avis", "dilalalalaq"] {
        let there = found(&out, query);
        assert!(!there.is_empty() || query.starts_with('"'), "{query}");
        assert_eq!(there, found(&anew.out(), query), "{query}");
    }
}

#[test]
fn a_damaged_part_is_not_kept() {
    let folder = Folder::with_viewer();
    let mut releases = releases(300);
    written(&folder, &releases);
    let index =
        fs::read_dir(folder.out().join("set/index")).unwrap().next().unwrap().unwrap().path();
    let part = index.join("terms-1");
    let mut bytes = fs::read(&part).unwrap();
    bytes[9] ^= 1;
    fs::write(&part, &bytes).unwrap();
    releases[100] = releases[100].replacen("<p>", "<p>zygomatique ", 1);
    // The whole folder is held against its list.
    written(&folder, &releases);
    assert_eq!(found(&folder.out(), "zygomatique").len(), 1);
}

#[test]
fn an_index_of_another_version_is_made_anew() {
    let folder = Folder::with_viewer();
    let releases = releases(30);
    written(&folder, &releases);
    let index =
        fs::read_dir(folder.out().join("set/index")).unwrap().next().unwrap().unwrap().path();
    fs::write(index.join("head"), "kiosque search 1\n").unwrap();
    written(&folder, &releases);
    assert_eq!(found(&folder.out(), "Avis").len(), 30);
}
