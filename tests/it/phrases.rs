//! Phrases: whatever they are put together of, exactly the documents that hold them are found.

#![allow(clippy::unwrap_used, reason = "tests stop at what they did not expect")]

use crate::generate::Random;
use crate::search::Site;
use kiosque::search::analysis::tokens;
use kiosque::search::{Document, Options, Request};

/// Words from everywhere to nowhere: of 600 releases, `aa` to `ee` stand in more than 250.
const WORDS: &[&str] = &[
    "aa",
    "bb",
    "cc",
    "dd",
    "ee",
    "ff",
    "gg",
    "hh",
    "ii",
    "jj",
    "kk",
    "ll",
    "mm",
    "nn",
    "oo",
    "pp",
    "aujourd’hui",
    "bb-qq",
];

fn text(random: &mut Random, words: usize) -> String {
    let mut text = String::new();
    for _ in 0..words {
        // Squared, so that the first words are drawn most.
        let at = random.fraction().powi(3) * WORDS.len() as f64;
        text += WORDS[at as usize];
        text += if random.below(20) == 0 { ". " } else { " " };
    }
    text
}

fn newsroom() -> Vec<Document> {
    let mut random = Random::new(5);
    let document = |_| Document {
        title: text(&mut random, 4),
        summary: text(&mut random, 8),
        body: text(&mut random, 25),
        ..Document::default()
    };
    (0..600).map(document).collect()
}

/// Whether a field of the document has the words of `phrase` one after another.
fn holds(document: &Document, phrase: &[String]) -> bool {
    [&document.title, &document.summary, &document.body].into_iter().any(|field| {
        let words: Vec<String> =
            tokens(field).into_iter().filter(|t| !t.compound).map(|t| t.word).collect();
        words.windows(phrase.len()).any(|window| window == phrase)
    })
}

#[test]
fn a_phrase_finds_the_documents_that_hold_it() {
    let documents = newsroom();
    let mut site = Site::new(Options::default(), &documents);
    let names = |prefix: &str| site.files.keys().filter(|name| name.starts_with(prefix)).count();
    assert!(names("runs-") > 0 && names("runpositions-") > 0, "no runs: {:?}", site.files.keys());
    let mut random = Random::new(9);
    let (mut matched, mut unmatched) = (0, 0);
    for round in 0..400 {
        // Half of them from the documents, so that long ones are found too.
        let length = 1 + random.below(7);
        let source = if round % 2 == 0 {
            documents[random.below(documents.len())].body.clone()
        } else {
            text(&mut random, length)
        };
        let words = tokens(&source).into_iter().filter(|token| !token.compound);
        let words: Vec<String> = words.map(|token| token.word).collect();
        let start = random.below(words.len().saturating_sub(length) + 1);
        let phrase = &words[start..words.len().min(start + length)];
        let expected: Vec<u32> = (0..)
            .zip(&documents)
            .filter(|(_, document)| holds(document, phrase))
            .map(|(number, _)| number)
            .collect();
        let query = format!("\"{}\"", phrase.join(" "));
        let request = Request { query: query.clone(), limit: 600, ..Request::default() };
        let answer = site.answer(&request);
        let mut found: Vec<u32> = answer.hits.iter().map(|hit| hit.document).collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{query}");
        assert_eq!(answer.total as usize, expected.len(), "{query}");
        *if found.is_empty() { &mut unmatched } else { &mut matched } += 1;
        let others = site.answer(&Request { query: format!("-{query}"), ..request });
        assert_eq!(others.total as usize, documents.len() - expected.len(), "-{query}");
    }
    assert!(matched > 100 && unmatched > 20, "{matched} found, {unmatched} not");
}

#[test]
fn frequent_words_have_no_places() {
    let mut site = Site::new(Options::default(), &newsroom());
    site.fetched.clear();
    assert!(site.search("\"aa bb\"").total > 250);
    assert!(site.fetched.iter().all(|name| name.starts_with("runs-")), "{:?}", site.fetched);
    site.fetched.clear();
    assert!(site.search("\"aa bb pp\"").total > 0);
    let runs = |name: &&String| name.starts_with("runs-") || name.starts_with("runpositions-");
    assert_eq!(site.fetched.iter().filter(runs).count(), 0, "{:?}", site.fetched);
}
