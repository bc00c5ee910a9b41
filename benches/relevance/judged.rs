//! Collections whose answers people have judged.

use super::chance::Half;
use super::measure::Index;
use crate::collection::Collection;
use crate::collection::eval::{Judgments, Report, report};
use kiosque::search::{Options, Request, Weights};
use rayon::prelude::*;

/// The collections, with their languages.
pub const JUDGED: [(&str, &str); 2] = [("piaf-fr", "fr"), ("cranfield", "en")];

/// A question of so many words is a long one.
pub const LONG: usize = 15;

/// Which questions, and how they are asked.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    pub half: Half,
    /// Only long questions.
    pub long: bool,
    /// Whether releases that hold only some of the words are listed too.
    pub wide: bool,
}

/// The judged questions of a half, with their judgments by the documents' identifiers.
pub fn questions(collection: &Collection, half: Half, long: bool) -> Vec<(&str, &Judgments)> {
    let judged = collection.queries.iter().filter_map(|(id, query)| {
        let judgments = collection.judgments.get(id)?;
        let fits = half.has(id) && (!long || query.split_whitespace().count() >= LONG);
        fits.then_some((query.as_str(), judgments))
    });
    judged.collect()
}

/// An index of a collection.
pub fn index(collection: &Collection, weights: &Weights) -> Index {
    let options = Options { weights: weights.clone(), ..Options::default() };
    Index::new(options, &collection.documents)
}

/// Asks a collection's questions.
pub fn measure(index: &Index, collection: &Collection, ask: Ask) -> Report {
    let questions = questions(collection, ask.half, ask.long);
    let rankings: Vec<Vec<String>> = questions
        .par_iter()
        .map_init(
            || index.open(),
            |reader, (query, _)| {
                let query = (*query).to_owned();
                let found = reader.found(&Request {
                    query,
                    limit: 100,
                    wide: ask.wide,
                    ..Request::default()
                });
                found.iter().map(|place| collection.ids[*place as usize].clone()).collect()
            },
        )
        .collect();
    report(rankings.iter().zip(&questions).map(|(ranking, (_, judged))| (&ranking[..], *judged)))
}
