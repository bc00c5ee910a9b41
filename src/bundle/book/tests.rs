//! Every address that was given stays its owner's, whatever happens to the sources.

use super::{Book, Claim, Event, Prints, Trace};
use crate::{
    ingest::slug::{Want, from_text},
    model::Slug,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// `id`, `id = slug` where the source gives it, `+ alias` for each alias.
fn claim(text: &str) -> Claim {
    let mut parts = text.split('+').map(str::trim);
    let head = parts.next().unwrap();
    let aliases = parts.map(|alias| format!("r/{alias}/index.html")).collect();
    let (key, slug) = match head.split_once('=') {
        Some((key, slug)) => (key.trim(), Slug::new(slug.trim()).unwrap()),
        None => (head, from_text(head)),
    };
    Claim {
        keys: vec![key.to_owned()],
        want: Want { key: key.to_owned(), slug },
        explicit: head.contains('='),
        aliases,
        prints: Prints::default(),
    }
}

fn claims(texts: &[&str]) -> Vec<Claim> {
    texts.iter().map(|text| claim(text)).collect()
}

/// A hash as `#`.
fn without_hash(slug: &Slug) -> String {
    match slug.as_str().rsplit_once('-') {
        Some((stem, hash)) if hash.len() == 8 => format!("{stem}-#"),
        _ => slug.to_string(),
    }
}

/// `id: slug < former, former`, for each.
fn shown(book: &Book) -> Vec<String> {
    let line = |(key, entry): (&String, &super::Entry)| {
        let former: Vec<&str> = entry
            .former
            .iter()
            .map(|file| file.trim_start_matches("r/").trim_end_matches("/index.html"))
            .collect();
        let slug = without_hash(&entry.slug);
        match former.as_slice() {
            [] => format!("{key}: {slug}"),
            former => format!("{key}: {slug} < {}", former.join(", ")),
        }
    };
    book.shown.iter().map(line).collect()
}

fn run(steps: &[&[&str]]) -> (Book, Vec<Event>) {
    let mut last = (Book::default(), Vec::new());
    for step in steps {
        let settled = last.0.settle("r", &claims(step), &|_| false);
        last = (settled.book, settled.events);
    }
    last
}

#[test]
fn an_address_stays_or_leads_on() {
    let check = |steps: &[&[&str]], expected: &[&str]| {
        let (book, events) = run(steps);
        assert_eq!(shown(&book), expected, "{steps:?}");
        events
    };
    // Who was first keeps it, whatever the order of the sources.
    let both: &[&str] = &["2026 = voeux", "2025 = voeux"];
    let events = check(&[&["2025 = voeux"], both], &["2025: voeux", "2026: voeux-#"]);
    assert_eq!(events, [Event::SlugTaken(0)]);
    check(&[&["2025 = voeux"], both, both], &["2025: voeux", "2026: voeux-#"]);
    // Without a first, nobody gets it.
    let events = check(&[both], &["2025: voeux-#", "2026: voeux-#"]);
    assert_eq!(events, [Event::SlugTaken(0), Event::SlugTaken(1)]);
    // A slug that is changed moves; nobody else gets the old one.
    check(&[&["a = x"], &["a = y"]], &["a: y < x"]);
    check(&[&["a = x"], &["a = y"], &["a = x"]], &["a: x < y"]);
    check(&[&["a = x"], &["a = y", "b = x"]], &["a: y < x", "b: x-#"]);
    check(&[&["a = x"], &["a"]], &["a: x"]);
    // Two that change places: neither can, since each address is still the other's.
    check(&[&["a = x", "b = y"], &["a = y", "b = x"]], &["a: x", "b: y"]);
    // What has gone is nobody's, and comes back to where it was.
    check(&[&["a = x"], &[], &["b = x"]], &["b: x-#"]);
    check(&[&["a = x"], &["a = y"], &[], &["a"]], &["a: y < x"]);
    check(&[&["a = x"], &[], &["a = y", "x"]], &["a: y < x", "x: x-#"]);
    // Aliases.
    check(&[&["a + old + older"]], &["a: a < old, older"]);
    check(&[&["a + old"], &["a"]], &["a: a < old"]);
    check(&[&["a + a"]], &["a: a"]);
    let events = check(&[&["a + b", "b"]], &["a: a", "b: b"]);
    assert_eq!(events, [Event::AliasTaken(0, 0)]);
    let events = check(&[&["a + old", "b + old"]], &["a: a", "b: b"]);
    assert_eq!(events, [Event::AliasTaken(0, 0), Event::AliasTaken(1, 0)]);
    let events = check(&[&["a + old"], &["a", "b + old"]], &["a: a < old", "b: b"]);
    assert_eq!(events, [Event::AliasTaken(1, 0)]);
    check(&[&["a + old"], &["a", "old"]], &["a: a < old", "old: old-#"]);
    check(&[&["a", "b"], &["b + a"]], &["b: b"]);
}

#[test]
fn what_has_gone_leaves_no_words() {
    let (book, _) = run(&[&["Le maire démissionne + ancienne"], &[]]);
    let text = format!("{book:?}");
    assert_eq!(book.gone.values().map(Vec::len).sum::<usize>(), 2);
    for word in ["maire", "ancienne"] {
        assert!(!text.contains(word), "{text}");
    }
}

#[test]
fn only_the_key_opens_what_is_sealed() {
    let file = format!("r/{}/index.html", "long-".repeat(18) + "x");
    let trace = Trace::of(&file, "key");
    assert_eq!(trace.open("key"), Some(file));
    assert_eq!(trace.open("other"), None);
    for sealed in ["zz", "f", "é", ""] {
        assert_eq!(Trace { sealed: sealed.to_owned(), ..trace.clone() }.open("key"), None);
    }
}

#[test]
fn a_renamed_file_keeps_its_address() {
    let print = |id: &str, title: &str, text: &str| {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Claim { prints: Prints { title: some(title), text: some(text) }, ..claim(id) }
    };
    let check = |old: &[Claim], new: &[Claim], there: &[&str], expected: &[&str]| {
        let is_there = |key: &str| there.contains(&key);
        let book = Book::default().settle("r", old, &is_there).book;
        let settled = book.settle("r", new, &is_there);
        assert_eq!(shown(&settled.book), expected);
        settled.events.len()
    };
    let old = [print("2026/quai", "t", "x"), print("2026/phare", "u", "x")];
    let new = [print("archive/quai", "t", "x"), print("archive/phare", "u", "y")];
    let kept = ["archive/phare: 2026-phare", "archive/quai: 2026-quai"];
    assert_eq!(check(&old, &new, &[], &kept), 2);
    // Alike, but for the names of their files.
    let old = [print("2026/a", "t", "x"), print("2026/b", "t", "x")];
    let new = [print("neu/b", "t", "x"), print("neu/a", "t", "x")];
    assert_eq!(check(&old, &new, &[], &["neu/a: 2026-a", "neu/b: 2026-b"]), 2);
    // Nobody can tell which is which.
    let new = [print("neu/d", "t", "x"), print("neu/c", "t", "x")];
    assert_eq!(check(&old, &new, &[], &["neu/c: neu-c", "neu/d: neu-d"]), 0);
    // The old one is still among the sources, if under embargo.
    let new = [print("copie", "t", "x")];
    assert_eq!(check(&old[..1], &new, &["2026/a"], &["copie: copie"]), 0);
    // Without anything to tell by.
    assert_eq!(check(&[print("a", "", "")], &[print("b", "", "")], &[], &["b: b"]), 0);
}

fn step() -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
    // Which release, which slug it asks for (0: none), which alias (0: none).
    prop::collection::vec((0_usize..5, 0_usize..5, 0_usize..5), 0..6)
}

proptest! {
    /// Whatever is edited, added, removed or put in another order: an address that was once given
    /// shows its owner, leads to it, or, once that has gone, leads nowhere.
    #[test]
    fn no_address_ever_becomes_anothers(steps in prop::collection::vec(step(), 1..7)) {
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        let mut book = Book::default();
        for step in steps {
            let mut claims: Vec<Claim> = Vec::new();
            for (id, slug, alias) in step {
                let names = ["", "x", "y", "z", "id-1"];
                let mut text = format!("id-{id}");
                if slug > 0 { text += &format!(" = {}", names[slug]); }
                if alias > 0 { text += &format!(" + {}", names[alias]); }
                if claims.iter().all(|known| known.keys[0] != format!("id-{id}")) {
                    claims.push(claim(&text));
                }
            }
            let settled = book.settle("r", &claims, &|_| false);
            let mut files: Vec<String> = Vec::new();
            for (key, entry) in &settled.book.shown {
                let current = format!("r/{}/index.html", entry.slug);
                for file in entry.former.iter().chain([&current]) {
                    files.push(file.clone());
                    let owner = owners.entry(file.clone()).or_insert_with(|| key.clone());
                    prop_assert_eq!(&*owner, key, "{}", file);
                }
            }
            // Every address of one who is there is in use, and each once.
            for (file, owner) in &owners {
                let there = claims.iter().any(|claim| claim.keys[0] == *owner);
                prop_assert_eq!(files.iter().filter(|known| *known == file).count(), usize::from(there), "{}", file);
            }
            let mut back = claims.clone();
            back.reverse();
            prop_assert_eq!(&book.settle("r", &back, &|_| false).book, &settled.book);
            prop_assert_eq!(&settled.book.settle("r", &claims, &|_| false).book, &settled.book);
            book = settled.book;
        }
    }
}
