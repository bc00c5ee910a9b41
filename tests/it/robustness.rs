//! Any text is a query of bounded cost, and totals fall as a word grows.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests stop at what they did not expect")]

use crate::collection::Collection;
use crate::generate::newsroom;
use crate::hostile::naughty;
use crate::search::Site;
use kiosque::model::Month;
use kiosque::search::{Document, Facet, MAX_QUERY, MAX_WORDS, Options, Request};

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
        let given_up = answer.understood().parts.iter().any(|part| part.given_up);
        (!given_up && answer.suggestion.is_none()).then_some(answer.total)
    };
    ends.map_while(&mut total).collect()
}

#[test]
fn hits_never_rise_as_a_word_is_typed() {
    check_totals(&generated(300));
}

#[needs::shared_data]
#[test]
fn hits_never_rise_among_real_paragraphs() {
    check_totals(&Collection::read("piaf-fr", "fr").unwrap().documents);
}

fn check_totals(documents: &[Document]) {
    let mut site = Site::new(Options::default(), documents);
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

/// What is answered, and from how little: what a query costs grows with its words, and of those so many are searched.
fn check_bounded(documents: &[Document], queries: &[String]) {
    let mut site = Site::new(Options::default(), documents);
    for query in queries {
        for typing in [false, true] {
            let request =
                Request { query: query.clone(), typing, counts: true, ..Request::default() };
            let answer = site.answer(&request);
            assert!(answer.total <= 200 && answer.unavailable.is_empty());
            let parts = answer.understood().parts;
            assert!(parts.len() <= MAX_WORDS, "{} parts of {:.30}", parts.len(), query);
            // Nothing behind the bound is even read, so the last word before it is not being typed.
            let read = query.floor_char_boundary(MAX_QUERY);
            let typing = typing && read == query.len();
            let start = Request { query: query[..read].to_owned(), typing, ..request };
            let of_start = site.answer(&start);
            assert_eq!((answer.total, parts), (of_start.total, of_start.understood().parts));
        }
    }
}

#[test]
fn long_strings_are_queries() {
    let documents = generated(200);
    let queries = [
        "é".repeat(500_000),
        "(".repeat(1_000_000),
        "\"a ".repeat(300_000),
        "a OR ".repeat(200_000),
        "-(".repeat(500_000),
        "\u{FFFD}\u{FFFE}\0".repeat(1_000),
        (0..100_000).map(|n| format!("mot{n} ")).collect(),
        documents[0].body.clone(),
    ];
    check_bounded(&documents, &queries);
}

#[needs::shared_data]
#[test]
fn naughty_strings_are_queries() {
    check_bounded(&generated(200), &naughty());
}
