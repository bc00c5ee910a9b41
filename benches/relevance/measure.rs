//! Kiosque's answers to what is asked, and how good they are.

use super::asked::{Class, Item};
use kiosque::search::{Builder, Document, Engine, HEAD, Options, Request, Weights};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// An index in memory, and how it is ranked.
pub struct Index {
    files: BTreeMap<String, Vec<u8>>,
    weights: Weights,
}

impl Index {
    /// Of documents.
    pub fn new(options: Options, documents: &[Document]) -> Self {
        let weights = options.weights.clone();
        let mut builder = Builder::new(options);
        builder.extend(documents);
        Self { files: builder.finish().into_iter().collect(), weights }
    }

    /// Ranks by other weights; those that are part of the index stay.
    pub fn weigh(&mut self, weights: &Weights) {
        self.weights = weights.clone();
    }

    /// A reader of it.
    pub fn open(&self) -> Reader<'_> {
        let mut engine = Engine::open(&self.files[HEAD]).unwrap();
        engine.weigh(self.weights.clone());
        Reader { files: &self.files, engine }
    }
}

/// An engine that has every file it asks for.
pub struct Reader<'a> {
    files: &'a BTreeMap<String, Vec<u8>>,
    engine: Engine,
}

impl Reader<'_> {
    /// The places of what is found, best first.
    pub fn found(&mut self, request: &Request) -> Vec<u32> {
        loop {
            let missing = self.engine.missing(request);
            if missing.is_empty() {
                break;
            }
            for name in missing {
                self.engine.provide(&name, self.files.get(&name).map(Vec::as_slice));
            }
        }
        self.engine.answer(request).hits.iter().map(|hit| hit.document).collect()
    }
}

/// How good the answers to some queries are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// How many queries there were.
    pub items: usize,
    /// Of those, how many ask for one of several twins.
    pub twins: usize,
    /// The share of which the first hit is right.
    pub first: f64,
    /// The share of which one of the first ten is.
    pub ten: f64,
    /// The mean of one over the rank of the first right one of ten.
    pub mrr: f64,
}

impl Score {
    /// Of the ranks, counted from 0, of the first right answers to `items`.
    pub fn of(items: &[Item], ranks: &[Option<usize>]) -> Self {
        let count = items.len().max(1) as f64;
        let share = |below: usize| {
            ranks.iter().flatten().filter(|rank| **rank < below).count() as f64 / count
        };
        let reciprocal = ranks.iter().flatten().map(|rank| 1.0 / (*rank as f64 + 1.0));
        Self {
            items: items.len(),
            twins: items.iter().filter(|item| item.right.len() > 1).count(),
            first: share(1),
            ten: share(10),
            mrr: reciprocal.sum::<f64>() / count,
        }
    }

    /// The mean over classes, each for as much as any other.
    pub fn mean(scores: &[Self]) -> Self {
        let scores: Vec<_> = scores.iter().filter(|score| score.items > 0).collect();
        let mean = |value: fn(&Self) -> f64| {
            scores.iter().map(|score| value(score)).sum::<f64>() / scores.len().max(1) as f64
        };
        Self {
            items: scores.iter().map(|score| score.items).sum(),
            twins: scores.iter().map(|score| score.twins).sum(),
            first: mean(|score| score.first),
            ten: mean(|score| score.ten),
            mrr: mean(|score| score.mrr),
        }
    }
}

/// Asks every query as a page would show its answer: the first ten that hold all the words. The ranks, counted from 0, of
/// the first right answers.
pub fn ranks(index: &Index, items: &[Item]) -> Vec<Option<usize>> {
    let ask = |reader: &mut Reader<'_>, item: &Item| {
        let (query, typing) = (item.query.clone(), item.typing);
        let found = reader.found(&Request { query, typing, ..Request::default() });
        found.iter().take(10).position(|place| item.right.contains(place))
    };
    items.par_iter().map_init(|| index.open(), ask).collect()
}

/// Measures every class.
pub fn measure(index: &Index, classes: &[(Class, Vec<Item>)]) -> Vec<(Class, Score)> {
    let score = |(class, items): &(Class, Vec<Item>)| {
        (*class, Score::of(items, &ranks(index, items)))
    };
    classes.par_iter().map(score).collect()
}
