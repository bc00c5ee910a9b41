//! Any text is a query, and totals fall as a word grows.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests stop at what they did not expect")]

use crate::collection::{Collection, shared};
use crate::generate::newsroom;
use crate::search::Site;
use kiosque::model::Month;
use kiosque::search::{Document, Facet, Options, Request};
use std::time::{Duration, Instant};

/// Generated releases as documents.
pub(crate) fn generated(count: usize) -> Vec<Document> {
    let document = |release: crate::generate::Generated| {
        let topics = release.topics.into_iter().map(|key| (Facet::Topic, key));
        let place = release.place.map(|key| (Facet::Place, key));
        let facets = topics.chain([(Facet::Issuer, release.issuer)]).chain(place);
        Document {
            language: kiosque::model::Language::new("fr"),
            title: release.title,
            summary: release.summary,
            body: release.body,
            extra: String::new(),
            facets: facets.collect(),
            month: Some(Month { year: release.month.0, month: release.month.1 }),
        }
    };
    newsroom(count, 7).map(document).collect()
}

/// How many documents hold all the words, as long as any does and none of them is taken for a slip.
fn totals(site: &mut Site, start: &str, word: &str) -> Vec<u32> {
    let ends = word.char_indices().skip(1).map(|(end, _)| end).chain([word.len()]);
    let mut total = |end: usize| {
        let query = format!("{start}{}", &word[..end]);
        let answer = site.answer(&Request { query, typing: true, ..Request::default() });
        let given_up = answer.understood.parts.iter().any(|part| part.given_up);
        (!given_up && answer.suggestion.is_none()).then_some(answer.total)
    };
    ends.map_while(&mut total).collect()
}

#[test]
fn hits_never_rise_as_a_word_is_typed() {
    let generated = generated(300);
    let real = Collection::read("piaf-fr", "fr").map(|collection| collection.documents);
    for documents in [Some(generated), real].into_iter().flatten() {
        let mut site = Site::new(Options::default(), &documents);
        for document in documents.iter().step_by(documents.len() / 20) {
            let words = kiosque::search::analysis::tokens(&document.body);
            let single = words.iter().filter(|token| token.word.chars().all(char::is_alphabetic));
            for token in single.filter(|token| !token.compound).step_by(17).take(3) {
                for start in ["", "politique "] {
                    let totals = totals(&mut site, start, &token.word);
                    assert!(totals.is_sorted_by(|a, b| a >= b), "{start}{} {totals:?}", token.word);
                    assert!(totals.last() > Some(&0) || !start.is_empty(), "{}", token.word);
                }
            }
        }
    }
}

#[test]
fn naughty_strings_are_queries() {
    let documents = generated(200);
    let mut site = Site::new(Options::default(), &documents);
    let mut queries = vec![
        "é".repeat(500_000),
        "(".repeat(1_000_000),
        "\"a ".repeat(300_000),
        "a OR ".repeat(200_000),
        "-(".repeat(500_000),
        "\u{FFFD}\u{FFFE}\0".repeat(1_000),
        (0..100_000).map(|n| format!("mot{n} ")).collect(),
        documents[0].body.clone(),
    ];
    if let Some(path) = shared("hostile/blns.json") {
        let naughty: Vec<String> =
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(naughty.len(), 515);
        queries.extend(naughty);
    }
    let mut slowest = (Duration::ZERO, String::new());
    for query in queries {
        for typing in [false, true] {
            let request =
                Request { query: query.clone(), typing, counts: true, ..Request::default() };
            site.answer(&request);
            // The best of three: the machine may be busy with something else.
            let time = |_| {
                let start = Instant::now();
                std::hint::black_box(site.engine.answer(&request));
                start.elapsed()
            };
            let took = (0..3).map(time).min().unwrap();
            let answer = site.engine.answer(&request);
            assert!(answer.total <= 200 && answer.unavailable.is_empty());
            if took > slowest.0 {
                slowest = (took, query.chars().take(30).collect());
            }
        }
    }
    println!("slowest: {slowest:?}");
    // The bar is 50 ms; a debug build on a busy machine gets ten times as much.
    let bar = if cfg!(debug_assertions) { 500 } else { 50 };
    assert!(slowest.0 < Duration::from_millis(bar), "{slowest:?}");
}
