//! Relevance gates: on the test collections in the shared data, and on the sample newsroom, which every checkout has.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests stop at what they did not expect")]

use crate::asking::asked::{Asker, Class};
use crate::asking::chance::Half;
use crate::asking::measure::{self, Index};
use crate::asking::newsrooms::Newsroom;
use crate::collection::eval::{Report, report};
use crate::collection::{Collection, known_items};
use crate::search::Site;
use kiosque::search::{Options, Request};

fn measure(collection: &Collection) -> Report {
    let mut site = Site::new(Options::default(), &collection.documents);
    let mut runs = Vec::new();
    for (id, query) in &collection.queries {
        let Some(judgments) = collection.judgments.get(id) else { continue };
        let request =
            Request { query: query.clone(), limit: 100, wide: true, ..Request::default() };
        let answer = site.answer(&request);
        let ranking: Vec<String> =
            answer.hits.iter().map(|hit| collection.ids[hit.document as usize].clone()).collect();
        runs.push((ranking, judgments));
    }
    report(runs.iter().map(|(ranking, judgments)| (&ranking[..], *judgments)))
}

#[needs::shared_data]
#[test]
fn french_questions() {
    let collection = Collection::read("piaf-fr", "fr").unwrap();
    let report = measure(&collection);
    println!("PIAF {report:?}");
    assert!(report.ndcg_10 >= 0.815, "{report:?}");
}

#[needs::shared_data]
#[test]
fn english_abstracts() {
    let collection = Collection::read("cranfield", "en").unwrap();
    let report = measure(&collection);
    println!("Cranfield {report:?}");
    assert!(report.ndcg_10 >= 0.545, "{report:?}");
}

#[needs::shared_data]
#[test]
fn known_items_are_found() {
    let collection = Collection::read("piaf-fr", "fr").unwrap();
    let mut site = Site::new(Options::default(), &collection.documents);
    let mut failed = Vec::new();
    for (class, items) in known_items(&collection.documents) {
        let asked = items.len();
        let mut lost = Vec::new();
        for item in items {
            let (query, typing) = (item.query.clone(), item.typing);
            let answer = site.answer(&Request { query, typing, ..Request::default() });
            if !answer.hits.iter().any(|hit| hit.document as usize == item.document) {
                lost.push(item.query);
            }
        }
        let found = asked - lost.len();
        println!("{class:?}: {found} of {asked}; lost {lost:?}");
        if asked != 100 || found < 97 {
            failed.push((class, found));
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}

/// The same questions as `make relevance` asks of real newsrooms, so that a change of weights that breaks one of the
/// ways to ask is seen where only the sample is there.
#[test]
fn the_sample_is_found_by_its_titles_and_texts() {
    let Newsroom { ids, indexed, french, .. } = Newsroom::sample();
    let classes = Asker::new(&ids, &indexed.documents, french).ask(Half::Both);
    let index = Index::new(indexed.options, &indexed.documents);
    let figures = measure::measure(&index, &classes);
    figures.iter().for_each(|figures| println!("{figures:?}"));
    for measure::Figures { class, score, .. } in &figures {
        assert!(score.items >= measure::FEWEST, "{class:?} {score:?}");
        // Three words of a title are often those of another too, in another order.
        let floor = if matches!(class, Class::FirstThree) { 0.8 } else { 0.94 };
        assert!(score.first >= floor, "{class:?} {score:?}");
        assert!(score.ten >= 0.97, "{class:?} {score:?}");
    }
    let mean = measure::mean(&figures);
    assert!(mean.first >= 0.965, "{mean:?}");
}
