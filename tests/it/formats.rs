//! Every example of other formats: what comes of it, what of it is kept, and what is said to be lost. For the table:
//! `cargo test --test it formats_table -- --nocapture`.

#![allow(clippy::unwrap_used, reason = "helpers of tests, too, may fail")]

use crate::support::{Folder, shared};
use kiosque::{
    ingest::{Kind, Loaded, Options, load},
    model::Release,
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(below(&path)),
            false => files.push(path),
        }
    }
    files.sort();
    files
}

/// The names of what releases say.
fn kept(release: &Release) -> BTreeSet<&'static str> {
    let fields = [
        ("title", release.title.is_some()),
        ("summary", release.summary.is_some()),
        ("text", !release.body.is_empty()),
        ("date", release.published.is_some()),
        ("modified", release.modified.is_some()),
        ("embargo", release.embargo_until.is_some()),
        ("language", release.language.is_some()),
        ("group", release.group.is_some()),
        ("address", release.url.is_some()),
        ("issuer", !release.issuers.is_empty()),
        ("distributor", release.distributor.is_some()),
        ("kind", release.kind.is_some()),
        ("place", release.place.is_some()),
        ("topics", !release.topics.is_empty()),
        ("picture", release.image.is_some()),
        ("media", !release.media.is_empty()),
        ("files", !release.attachments.is_empty()),
        ("contacts", !release.contacts.is_empty()),
        ("rights", release.rights.is_some()),
        ("status", release.status.is_some()),
    ];
    fields.into_iter().filter(|(_, is_said)| *is_said).map(|(name, _)| name).collect()
}

fn problems(loaded: &Loaded) -> String {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for problem in &loaded.problems {
        *counts.entry(problem.kind).or_default() += 1;
    }
    let one = |(kind, number): (Kind, usize)| match number {
        1 => kind.code().to_owned(),
        number => format!("{number} {}", kind.code()),
    };
    counts.into_iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What another program found in a feed, in the order of the file: titles, and whether there is a date.
fn expected(file: &Path) -> Option<Vec<(Option<String>, bool)>> {
    let text = fs::read_to_string(file.with_extension("serde.json")).ok()?;
    let parsed: Value = serde_json::from_str(&text).unwrap();
    let entries = parsed["entries"].as_array().unwrap().iter();
    let of = |entry: &Value| {
        let title = entry["title"]["content"].as_str().map(str::to_owned);
        (title, entry["published"].is_string() || entry["updated"].is_string())
    };
    Some(entries.map(of).collect())
}

#[needs::shared_data]
#[test]
fn formats_table() {
    let root = shared("formats");
    let files = below(&root).into_iter().filter(|file| {
        let name = file.to_string_lossy();
        let is_text = [".json", ".xml"].iter().any(|ending| name.ends_with(ending));
        is_text && !name.contains(".serde.") && !name.contains("schema")
    });
    println!("| file | releases | withheld | kept | losses and advice | others find |");
    println!("|---|---|---|---|---|---|");
    let (mut read, mut silent, mut fewer) = (0, Vec::new(), Vec::new());
    for file in files {
        let name = file.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let loaded = load(std::slice::from_ref(&file), &Options::default());
        let all: Vec<&Release> =
            loaded.releases.iter().chain(&loaded.held).map(|found| &found.release).collect();
        let fields: BTreeSet<&str> = all.iter().flat_map(|release| kept(release)).collect();
        let fields: Vec<&str> = fields.into_iter().collect();
        let theirs = expected(&file);
        let found = theirs.as_ref().map_or(String::new(), |entries| entries.len().to_string());
        println!(
            "| {name} | {} | {} | {} | {} | {found} |",
            loaded.releases.len(),
            loaded.held.len(),
            fields.join(", "),
            problems(&loaded)
        );
        read += usize::from(!all.is_empty());
        if all.is_empty() && loaded.problems.is_empty() && loaded.newsroom.title.is_none() {
            silent.push(name.clone());
        }
        let Some(theirs) = theirs else { continue };
        // What is of no use or there twice is said.
        let named = |kind| loaded.problems.iter().filter(|problem| problem.kind == kind).count();
        let lost = named(Kind::EmptyRelease) + named(Kind::DuplicateId);
        let titles = |found: &mut dyn Iterator<Item = bool>| found.filter(|is_one| *is_one).count();
        let ours = titles(&mut all.iter().map(|release| release.title.is_some()));
        let dated = titles(&mut all.iter().map(|release| release.published.is_some()));
        if all.len() + lost != theirs.len()
            || ours + lost < titles(&mut theirs.iter().map(|(title, _)| title.is_some()))
            || dated + lost < titles(&mut theirs.iter().map(|(_, is_dated)| *is_dated))
        {
            fewer.push(format!(
                "{name}: {} of {}, {ours} titles, {dated} dates",
                all.len(),
                theirs.len()
            ));
        }
    }
    assert_eq!((silent, fewer), (Vec::<String>::new(), Vec::<String>::new()));
    assert!(read > 100, "{read}");
}

#[needs::shared_data]
#[test]
fn nothing_hostile_is_passed_in_silence() {
    for file in below(&shared("hostile/feeds-malformed")) {
        let loaded = load(std::slice::from_ref(&file), &Options::default());
        let is_said = !loaded.problems.is_empty()
            || !loaded.releases.is_empty()
            || !loaded.held.is_empty()
            || loaded.newsroom.title.is_some();
        assert!(is_said, "{}", file.display());
        assert!(loaded.files.is_empty(), "{}: {:?}", file.display(), loaded.files);
    }
}

/// A feed with text between its items.
fn rss(before: &str, items: &str) -> String {
    format!(
        "<?xml version='1.0'?>{before}<rss version='2.0'><channel><title>T</title>{items}</channel></rss>"
    )
}

#[test]
fn what_is_written_to_exhaust_a_reader_is_said() {
    let folder = Folder::new();
    let entities: String = (1..30)
        .map(|n| format!("<!ENTITY e{n} '{}'>", format!("&e{};", n - 1).repeat(20)))
        .collect();
    let outside = "<!DOCTYPE rss [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>";
    for (name, text, kind) in [
        (
            "bomb.xml",
            rss(
                &format!("<!DOCTYPE rss [<!ENTITY e0 'x'>{entities}]>"),
                "<item><guid>1</guid><title>A &e29;</title></item>",
            ),
            Kind::DroppedMarkup,
        ),
        (
            "outside.xml",
            rss(outside, "<item><guid>1</guid><title>A &e;</title></item>"),
            Kind::DroppedMarkup,
        ),
        ("deep.xml", rss("", &"<a>".repeat(100_000)), Kind::TooDeep),
        ("deep.json", "{\"items\": ".to_owned() + &"[".repeat(100_000), Kind::Syntax),
        ("deep.nitf", "<nitf>".to_owned() + &"<p>".repeat(100_000), Kind::TooDeep),
        (
            "deep.fodt",
            "<office:document>".to_owned() + &"<office:body>".repeat(100_000),
            Kind::Syntax,
        ),
        (
            "deep.eml",
            format!(
                "From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=a\n\n{}",
                "--a\nContent-Type: multipart/mixed; boundary=a\n\n".repeat(20_000)
            ),
            Kind::PassedOver,
        ),
    ] {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        let loaded = load(&[path], &Options::default());
        let all: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
        let is_said = loaded.problems.iter().any(|problem| problem.kind == kind);
        // A mail of which nothing is left may be withheld instead.
        assert!(is_said || (name.ends_with(".eml") && !all.is_empty()), "{name} {all:#?}");
        assert!(!format!("{:?}", loaded.releases).contains("root:"), "{name}");
    }
}

#[test]
fn pages_beside_a_feed_are_followed_if_that_is_wanted() {
    let page = |id: &str, next: &str| {
        format!(
            r#"{{"version": "https://jsonfeed.org/version/1.1", "next_url": "https://port.example/{next}", "items": [{{"id": "{id}", "title": "{id}"}}]}}"#
        )
    };
    let folder = Folder::with(&[
        ("feed.json", &page("a", "feeds/2.json")),
        ("2.json", &page("b", "archive.xml")),
        (
            "archive.xml",
            "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='prev-archive' href='https://port.example/feed.json'/>\
             <entry><id>c</id><title>c</title></entry></feed>",
        ),
        ("alone.json", &page("d", "3.json")),
        ("drafts/4.json", &page("secret", "5.json")),
        ("vers.json", &page("e", "drafts/4.json")),
    ]);
    let read = |name: &str, follow: bool| {
        let loaded = load(&[folder.join(name)], &Options { follow, ..Options::default() });
        let ids: Vec<String> =
            loaded.releases.iter().map(|found| found.release.id.clone()).collect();
        let more = loaded.problems.iter().filter(|problem| problem.kind == Kind::NextPage).count();
        (ids.join(" "), more)
    };
    for (name, follow, ids, more) in [
        ("feed.json", false, "a", 1),
        ("feed.json", true, "a b c", 0),
        ("alone.json", true, "d", 1),
        ("vers.json", true, "e", 1),
    ] {
        assert_eq!(read(name, follow), (ids.to_owned(), more), "{name} {follow}");
    }
    // In a folder the second page is read by itself, and nothing of it is missing; XML is not.
    let loaded = load(&[folder.path().to_owned()], &Options::default());
    let more = loaded.problems.iter().filter(|problem| problem.kind == Kind::NextPage);
    let sources: Vec<String> =
        more.map(|problem| problem.source.rsplit('/').next().unwrap().to_owned()).collect();
    assert_eq!(sources, ["2.json", "alone.json", "vers.json"]);
}
