//! The set: written, read back, searched; the same input gives the same bytes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use crate::support::{self, Bundle, Folder, NOW, bundle};
use kiosque::{
    bundle::{LoadError, Missing, Need, Reader, Searcher, layout::SET, searcher::complete},
    ingest::Loaded,
    model::Slug,
    search::{Facet, Request},
};

pub(crate) fn sample() -> Loaded {
    support::read(&support::sample())
}

/// Reads what `need` asks for out of a bundle in memory; which files that took.
pub(crate) fn read(reader: &mut Reader, files: &Bundle, need: &Need) -> Vec<String> {
    let mut searcher = Searcher::new(reader.set().index_folder());
    let mut asked = Vec::new();
    complete(reader, &mut searcher, need, |file| {
        assert!(!asked.contains(&file.to_owned()), "{file} is asked for twice");
        asked.push(file.to_owned());
        files.files.get(file).cloned()
    });
    asked
}

#[test]
fn the_sample_is_without_a_problem_and_complete() {
    let loaded = sample();
    assert_eq!(loaded.problems, []);
    let newsroom = &loaded.newsroom;
    assert!(loaded.releases.len() >= 48 && newsroom.topics.len() >= 12);
    let bundle = bundle(sample(), NOW).unwrap();
    assert_eq!(bundle.report.left_out.embargoed, 1);
    assert_eq!(bundle.report.releases as usize + 1, loaded.releases.len());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(bundle(sample(), NOW).unwrap().files, bundle(sample(), NOW).unwrap().files);
}

#[test]
fn every_release_comes_back_as_it_went_in() {
    let written = bundle(sample(), NOW).unwrap();
    let mut reader = Reader::open(&written.files[SET]).unwrap();
    for release in &written.releases {
        read(&mut reader, &written, &Need::Article(release.slug.clone()));
        let mut expected = release.clone();
        expected.revisions.clear();
        // Those stand in the article, with their titles.
        expected.gathers.clear();
        let article = reader.article(&release.slug).unwrap();
        if !release.gathers.is_empty() {
            // A press kit names whom to reach, and the files, of what it gathers too.
            let found = &article.release;
            assert!(found.contacts.starts_with(&release.contacts));
            assert!(found.attachments.starts_with(&release.attachments));
            expected.contacts.clone_from(&found.contacts);
            expected.attachments.clone_from(&found.attachments);
        }
        assert_eq!(article.release, expected);
    }
    let nobody = Slug::new("nobody").unwrap();
    read(&mut reader, &written, &Need::Article(nobody.clone()));
    assert!(reader.article(&nobody).is_none() && reader.failure().is_none());
}

#[test]
fn the_front_page_needs_no_index() {
    let written = bundle(sample(), NOW).unwrap();
    let mut reader = Reader::open(&written.files[SET]).unwrap();
    let request = Request { limit: 20, counts: true, ..Request::default() };
    let files = read(&mut reader, &written, &Need::List(request.clone()));
    assert!(
        files.len() <= 4 && files.iter().all(|file| file.starts_with("set/cards/")),
        "{files:?}"
    );
    let answer = reader.answer(&request);
    let found = reader.found(&answer);
    assert_eq!((found.len(), answer.total), (20, written.report.releases));
    let dates: Vec<i64> = found
        .iter()
        .map(|found| found.card.as_ref().unwrap().published.unwrap().unix_seconds())
        .collect();
    assert!(dates.is_sorted_by(|a, b| a >= b));
}

#[test]
fn counts_agree_with_the_lists_they_promise() {
    let written = bundle(sample(), NOW).unwrap();
    let mut reader = Reader::open(&written.files[SET]).unwrap();
    let set = std::rc::Rc::clone(reader.set());
    for (topic, count) in set.newsroom.topics.iter().zip(&set.topics) {
        let mut request = Request { limit: 1, ..Request::default() };
        request.selection.toggle(Facet::Topic, topic.slug.as_str());
        read(&mut reader, &written, &Need::List(request.clone()));
        assert_eq!(reader.answer(&request).total, *count, "{}", topic.slug);
    }
}

/// By the publisher's own word, in either language of the field's name; what no release has finds nothing.
#[test]
fn kinds_are_found() {
    let source = Folder::new();
    for (name, kind) in
        [("a", "Communiqué"), ("b", "communiqué"), ("c", "media advisory"), ("d", "")]
    {
        let text = format!("---\ntitle: {name}\ndate: 2024-05-01\nkind: {kind}\n---\nTexte.\n");
        source.write(format!("{name}.md"), text);
    }
    let written = bundle(source.load(), NOW).unwrap();
    let mut reader = Reader::open(&written.files[SET]).unwrap();
    for (query, total) in [
        ("kind:communique", 2),
        ("type:Communiqué", 2),
        ("nature:commu", 2),
        ("genre:\"media advisory\"", 1),
        ("kind:advisory", 1),
        ("-kind:advisory texte", 3),
        ("kind:note", 0),
        // No field of ours: words like any others.
        ("edition:matin", 0),
    ] {
        let request = Request { query: query.into(), limit: 9, counts: true, ..Request::default() };
        read(&mut reader, &written, &Need::List(request.clone()));
        let answer = reader.answer(&request);
        assert_eq!((answer.total, reader.failure()), (total, None), "{query}");
    }
    // What is searched without them costs nothing more.
    let request = Request { query: "texte".into(), counts: true, ..Request::default() };
    let files =
        read(&mut Reader::open(&written.files[SET]).unwrap(), &written, &Need::List(request));
    assert!(!files.iter().any(|file| file.contains("kind")), "{files:?}");
}

/// What is under embargo is in no file, the index included.
#[test]
fn embargo_leaves_no_trace() {
    let before = bundle(sample(), NOW).unwrap();
    let after = bundle(sample(), 4_000_000_000).unwrap();
    let mentions = |bundle: &Bundle| {
        let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).to_lowercase();
        bundle
            .files
            .values()
            .map(text)
            .any(|t| t.contains("zéphyrique") || t.contains("zephyrique"))
    };
    assert!(!mentions(&before));
    assert!(mentions(&after), "the test looks for a word that is nowhere");
    assert_eq!(before.report.left_out.again.unwrap().to_string(), "2031-03-03T06:00:00+01:00");
}

#[test]
fn a_set_that_is_not_one_says_so() {
    let broken = |bytes: &[u8]| Reader::open(bytes).unwrap_err();
    for bytes in
        [&b""[..], b"<!doctype html>", b"{}", b"[]", b"{\"format\":2}", b"{\"format\":2,\"bu"]
    {
        assert!(matches!(broken(bytes), LoadError::Broken { .. }), "{bytes:?}");
    }
    assert!(matches!(broken(b"{\"format\":1}"), LoadError::OtherVersion { found: 1, .. }));
}

/// What becomes of a file on its way; `None` if it does not come.
type Damage = fn(&[u8]) -> Option<Vec<u8>>;

/// How a file can come that is not the one that was written.
const DAMAGE: [Damage; 6] = [
    |_| None,
    |bytes| Some(bytes[..bytes.len() / 2].to_vec()),
    |bytes| Some([&bytes[..bytes.len() - 1], b" "].concat()),
    // One letter of a text: JSON as before.
    |bytes| Some(String::from_utf8_lossy(bytes).replacen(" de ", " du ", 1).into_bytes()),
    |_| Some(b"<!doctype html><title>Fanal</title>".to_vec()),
    |_| Some(Vec::new()),
];

/// A file that is gone, cut short or altered costs what is in it and nothing else.
#[test]
fn damage_stays_where_it_is() {
    let written = bundle(sample(), NOW).unwrap();
    for damage in DAMAGE {
        let set = damage(&written.files[SET]);
        assert!(set.is_none_or(|set| Reader::open(&set).is_err()), "a damaged set is no set");
        let mut reader = Reader::open(&written.files[SET]).unwrap();
        let slug = written.releases[0].slug.clone();
        let need = Need::Article(slug.clone());
        for missing in reader.missing(&need) {
            let Missing::File(file) = missing else { panic!("an article needs no search") };
            reader.provide(&file, damage(&written.files[&file]).as_deref());
        }
        assert!(reader.missing(&need).is_empty() && reader.article(&slug).is_none());
        assert!(reader.failure().is_some());
        let request = Request { query: "port".to_owned(), ..Request::default() };
        read(&mut reader, &written, &Need::List(request.clone()));
        assert!(reader.answer(&request).total > 0);
        reader.retry();
        read(&mut reader, &written, &need);
        assert!(reader.article(&slug).is_some() && reader.failure().is_none());
    }
}

/// Without its first file nothing can be searched: that is said, and lists by date go on.
#[test]
fn an_index_that_is_gone_is_named() {
    let mut written = bundle(sample(), NOW).unwrap();
    let mut reader = Reader::open(&written.files[SET]).unwrap();
    let folder = reader.set().index_folder();
    written.files.retain(|file, _| !file.starts_with(&folder));
    let search = Request { query: "port".to_owned(), ..Request::default() };
    read(&mut reader, &written, &Need::List(search.clone()));
    assert_eq!(reader.answer(&search).total, 0);
    assert!(reader.failure().unwrap().file().starts_with(&folder));
    let all = Request::default();
    read(&mut reader, &written, &Need::List(all.clone()));
    assert_eq!(reader.answer(&all).total, written.report.releases);
    reader.retry();
    assert_eq!(reader.missing(&Need::List(search.clone())), [Missing::Answer(search)]);
}
