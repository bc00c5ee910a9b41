//! Kiosque's answers to what is asked, and how good they are.

use super::asked::{Class, Item};
use kiosque::model::Language;
use kiosque::search::{Builder, Document, Engine, HEAD, Options, Request, Weights};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// An index in memory, and how it is ranked.
pub struct Index {
    files: BTreeMap<String, Vec<u8>>,
    weights: Weights,
    /// The language of the reader.
    pub language: Option<Language>,
}

impl Index {
    /// Of documents.
    pub fn new(options: Options, documents: &[Document]) -> Self {
        let weights = options.weights.clone();
        let mut builder = Builder::new(options);
        builder.extend(documents);
        Self { files: builder.finish().into_iter().collect(), weights, language: None }
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
    /// The share of which the first hit is right.
    pub first: f64,
    /// The share of which one of the first ten is.
    pub ten: f64,
    /// The mean of one over the rank of the first right one of ten.
    pub mrr: f64,
}

impl Score {
    /// Of the ranks, counted from 0, of the first right answers.
    pub fn of(ranks: &[Option<usize>]) -> Self {
        let count = ranks.len().max(1) as f64;
        let share = |below: usize| {
            ranks.iter().flatten().filter(|rank| **rank < below).count() as f64 / count
        };
        let reciprocal = ranks.iter().flatten().map(|rank| 1.0 / (*rank as f64 + 1.0));
        Self {
            items: ranks.len(),
            first: share(1),
            ten: share(10),
            mrr: reciprocal.sum::<f64>() / count,
        }
    }

    /// The mean over classes, each for as much as any other.
    pub fn mean(scores: &[Self]) -> Self {
        let mean = |value: fn(&Self) -> f64| {
            scores.iter().map(value).sum::<f64>() / scores.len().max(1) as f64
        };
        Self {
            items: scores.iter().map(|score| score.items).sum(),
            first: mean(|score| score.first),
            ten: mean(|score| score.ten),
            mrr: mean(|score| score.mrr),
        }
    }
}

/// Asks every query as a page would show its answer: the first ten that hold all the words. The ranks, counted from 0,
/// of the first right answers.
pub fn ranks(index: &Index, items: &[Item]) -> Vec<Option<usize>> {
    let ask = |reader: &mut Reader<'_>, item: &Item| {
        let (query, typing) = (item.query.clone(), item.typing);
        let language = index.language.clone();
        let found = reader.found(&Request { query, typing, language, ..Request::default() });
        found.iter().take(10).position(|place| item.right.contains(place))
    };
    items.par_iter().map_init(|| index.open(), ask).collect()
}

/// The figures of one class.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    pub class: Class,
    /// Of the queries that fit one title.
    pub score: Score,
    /// Of those that are counted apart.
    pub apart: Score,
}

/// Measures every class.
pub fn measure(index: &Index, classes: &[(Class, Vec<Item>)]) -> Vec<Figures> {
    let figures = |(class, items): &(Class, Vec<Item>)| {
        let ranks = ranks(index, items);
        let of = |apart: bool| {
            let ranks = ranks.iter().zip(items).filter(|(_, item)| item.apart == apart);
            Score::of(&ranks.map(|(rank, _)| *rank).collect::<Vec<_>>())
        };
        Figures { class: *class, score: of(false), apart: of(true) }
    };
    classes.par_iter().map(figures).collect()
}

/// A class of fewer queries says nothing: it is neither listed nor in the mean.
pub const FEWEST: usize = 10;

/// The mean over the classes of one newsroom.
pub fn mean(figures: &[Figures]) -> Score {
    let scores = figures.iter().map(|figures| figures.score);
    Score::mean(&scores.filter(|score| score.items >= FEWEST).collect::<Vec<_>>())
}
