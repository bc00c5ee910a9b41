//! The generated newsrooms of which whole sites are made side by side: what each says is read of it.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use crate::{
    generate::press::{Newsroom, Release},
    support::Folder,
};
use kiosque::{
    ingest::{Options, load},
    quotes::quotations,
};
use std::{collections::BTreeSet, fs};

#[test]
fn all_that_a_generated_release_says_is_read() {
    const COUNT: usize = 120;
    let newsroom = Newsroom::new(COUNT, 7);
    let folder = Folder::new();
    let mut bytes = 0;
    for Release { path, markdown } in newsroom.releases() {
        let file = folder.join("in").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, &markdown).unwrap();
        bytes += markdown.len();
    }
    assert!((3_000..6_000).contains(&(bytes / COUNT)), "{bytes}");
    let loaded = load(&[folder.join("in")], &Options::default());
    assert!(loaded.problems.is_empty(), "{:#?}", loaded.problems);
    assert_eq!((loaded.releases.len(), loaded.held.len()), (COUNT, 0));
    let all = || loaded.releases.iter().map(|sourced| &sourced.release);
    assert!(all().all(|one| {
        one.published.is_some_and(|date| date.time.is_some_and(|time| time.offset == Some(60)))
            && one.title.is_some()
            && one.summary.is_some()
            && one.place.is_some()
            && one.issuers.len() == 1
            && (1..=3).contains(&one.topics.len())
            && !one.body.is_empty()
    }));
    let of: BTreeSet<&str> = all().map(|one| one.language.as_ref().unwrap().as_str()).collect();
    assert_eq!(of, BTreeSet::from(["en", "fr"]));
    let said = all().flat_map(|one| quotations(&one.body.blocks()));
    let named = said.filter(|one| one.speaker.is_some()).count();
    assert!(named > COUNT / 2, "{named}");
    let years: BTreeSet<u16> = all().map(|one| one.published.unwrap().year).collect();
    assert_eq!(years, (2014..=2025).collect());
}

#[test]
fn a_release_is_the_same_however_many_there_are_but_for_its_day() {
    let without_day = |newsroom: &Newsroom| {
        let text = newsroom.release(41).markdown;
        text.lines().filter(|line| !line.starts_with("date: ")).collect::<Vec<_>>().join("\n")
    };
    let (few, many) = (Newsroom::new(100, 7), Newsroom::new(1_000_000, 7));
    assert_eq!(without_day(&few), without_day(&many));
    assert_ne!(without_day(&few), without_day(&Newsroom::new(100, 8)));
    // The one to add is of a year in which there is no other.
    assert!(few.release(100).path.starts_with("2026/01/"), "{}", few.release(100).path);
}
