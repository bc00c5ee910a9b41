//! Relevance gates on queries of our own, which every checkout has: what a journalist may ask of the sample newsroom, in
//! French and in English, judged by reading its releases. `tests/fixtures/judged/README.md` says how.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests stop at what they did not expect")]

use crate::asking::newsrooms::Newsroom;
use crate::collection::eval::{Judgments, ndcg, recall, reciprocal_rank, report};
use crate::collection::judged;
use crate::search::Site;
use kiosque::model::Language;
use kiosque::search::Request;
use std::collections::HashSet;
use std::path::Path;

/// Asks all queries in one language of a reader of it, and holds the mean nDCG@10 to `floor`.
fn check(language: &str, fewest: usize, floor: f64) {
    let Newsroom { ids, indexed, .. } = Newsroom::sample();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/judged").join(language);
    let (queries, judgments) = judged(&folder);
    let known: HashSet<&String> = ids.iter().collect();
    for (query, judged) in &judgments {
        assert!(judged.keys().all(|id| known.contains(id)), "{query}: {judged:?}");
    }
    let mut site = Site::new(indexed.options, &indexed.documents);
    let mut runs = Vec::new();
    for (id, query) in &queries {
        let language = Language::new(language);
        let request = Request { query: query.clone(), wide: true, language, ..Request::default() };
        let hits = site.answer(&request).hits;
        let ranking: Vec<String> =
            hits.iter().map(|hit| ids[hit.document as usize].clone()).collect();
        runs.push((query, ranking, &judgments[id]));
    }
    // The worst first: where to look when the floor is missed.
    let scored = runs.iter().map(|(query, ranking, judged)| (ndcg(ranking, judged, 10), query));
    let mut scored: Vec<(f64, &&String)> = scored.collect();
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (score, query) in scored.iter().take_while(|(score, _)| *score < 0.8) {
        println!("{score:.3} {query}");
    }
    let report = report(runs.iter().map(|(_, ranking, judged)| (&ranking[..], *judged)));
    println!("{language}: {report:?}");
    assert!(report.queries >= fewest, "{report:?}");
    assert!(report.ndcg_10 >= floor, "{report:?}");
}

#[test]
fn french_queries_are_answered() {
    check("fr", 100, 0.932);
}

#[test]
fn english_queries_are_answered() {
    check("en", 60, 0.959);
}

fn grades(given: &[(&str, u32)]) -> Judgments {
    given.iter().map(|(id, grade)| ((*id).to_owned(), *grade)).collect()
}

fn ranking(ids: &str) -> Vec<String> {
    ids.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn measures_agree_with_hand_calculation() {
    let judgments = grades(&[("a", 2), ("b", 1), ("z", 0)]);
    assert!((ndcg(&ranking("a b c"), &judgments, 10) - 1.0).abs() < 1e-12);
    let swapped = (1.0 + 2.0 / 3_f64.log2()) / (2.0 + 1.0 / 3_f64.log2());
    assert!((ndcg(&ranking("b a"), &judgments, 10) - swapped).abs() < 1e-12);
    assert_eq!(reciprocal_rank(&ranking("z c b"), &judgments, 10), 1.0 / 3.0);
    assert_eq!(reciprocal_rank(&ranking("z c b"), &judgments, 2), 0.0);
    assert_eq!(recall(&ranking("z c b"), &judgments, 100), 0.5);
    assert_eq!(ndcg(&[], &grades(&[]), 10), 0.0);
    let (found, nothing) = (ranking("a b"), ranking(""));
    let report = report([(&found[..], &judgments), (&nothing[..], &judgments)]);
    assert_eq!((report.queries, report.ndcg_10, report.zero_results), (2, 0.5, 0.5));
}
