//! Phrases: whatever they are put together of, exactly the documents that hold them are found.

#![allow(clippy::unwrap_used, reason = "tests stop at what they did not expect")]

use crate::generate::Random;
use crate::search::Site;
use kiosque::search::analysis::tokens;
use kiosque::search::{Document, Options, Request};

/// Words from everywhere to nowhere. The first are frequent to the index, and in the releases below
/// some of their runs are long and some are not.
const WORDS: &str =
    "aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp aujourd’hui bb-qq rr ss tt uu vv ww";
const RELEASES: usize = 2_000;

fn text(random: &mut Random, words: usize) -> String {
    let all: Vec<&str> = WORDS.split(' ').collect();
    let mut text = String::new();
    for _ in 0..words {
        // To the third, so that the first words are drawn most.
        let at = random.fraction().powi(3) * all.len() as f64;
        text += all[at as usize];
        text += if random.below(20) == 0 { ". " } else { " " };
    }
    text
}

fn newsroom() -> Vec<Document> {
    let mut random = Random::new(5);
    let document = |_| Document {
        title: text(&mut random, 4),
        summary: text(&mut random, 10),
        body: text(&mut random, 50),
        ..Document::default()
    };
    (0..RELEASES).map(document).collect()
}

/// The words of a text, by place.
fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(|token| !token.compound).map(|token| token.word).collect()
}

#[test]
fn a_phrase_finds_the_documents_that_hold_it() {
    let documents = newsroom();
    let fields: Vec<[Vec<String>; 3]> =
        documents.iter().map(|d| [words(&d.title), words(&d.summary), words(&d.body)]).collect();
    let holds = |fields: &[Vec<String>; 3], phrase: &[String]| {
        fields.iter().any(|field| field.windows(phrase.len()).any(|window| window == phrase))
    };
    let mut site = Site::new(Options::default(), &documents);
    let mut random = Random::new(9);
    let (mut matched, mut unmatched) = (0, 0);
    for round in 0..300 {
        // Half of them from the documents, so that long ones are found too.
        let length = 1 + random.below(7);
        let source = if round % 2 == 0 {
            fields[random.below(RELEASES)][2].clone()
        } else {
            words(&text(&mut random, length))
        };
        let start = random.below(source.len().saturating_sub(length) + 1);
        let phrase = &source[start..source.len().min(start + length)];
        let found = (0..).zip(&fields).filter(|(_, fields)| holds(fields, phrase));
        let expected: Vec<u32> = found.map(|(number, _)| number).collect();
        let query = format!("\"{}\"", phrase.join(" "));
        let limit = RELEASES as u32;
        let request = Request { query: query.clone(), limit, ..Request::default() };
        let answer = site.answer(&request);
        // A phrase that is nowhere is given up for its words.
        let given_up = answer.understood().parts[0].given_up;
        let hits = answer.hits.iter().filter(|_| !given_up);
        let mut found: Vec<u32> = hits.map(|hit| hit.document).collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{query}");
        assert!(given_up || answer.total as usize == expected.len(), "{query}");
        *if found.is_empty() { &mut unmatched } else { &mut matched } += 1;
        let others = site.answer(&Request { query: format!("-{query}"), ..request });
        assert_eq!(others.total as usize, RELEASES - expected.len(), "-{query}");
    }
    assert!(matched > 100 && unmatched > 20, "{matched} found, {unmatched} not");
    // All ways to put a phrase together were taken.
    for kind in ["runs-", "runpositions-", "positions-"] {
        assert!(site.fetched.iter().any(|name| name.starts_with(kind)), "no {kind}");
    }
}

#[test]
fn frequent_words_have_no_places() {
    let mut site = Site::new(Options::default(), &newsroom());
    site.fetched.clear();
    assert!(site.search("\"aa bb\"").total > 1_000);
    assert!(site.fetched.iter().all(|name| name.starts_with("runs-")), "{:?}", site.fetched);
    site.fetched.clear();
    assert!(site.search("\"aa bb pp\"").total > 0);
    let runs = |name: &&String| name.starts_with("runs-") || name.starts_with("runpositions-");
    assert_eq!(site.fetched.iter().filter(runs).count(), 0, "{:?}", site.fetched);
}
