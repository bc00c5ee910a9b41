//! What is asked of the engine, and what it answers.

use super::{Facet, Understood};
use crate::model::Month;
use std::collections::{BTreeMap, BTreeSet};

/// A search.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What was typed. Any text is a query.
    pub query: String,
    /// Whether it is still being typed: the last word then stands for all that begin with it.
    pub typing: bool,
    /// The facet values and dates that were chosen beside the query.
    pub selection: Selection,
    /// In which order to list the hits.
    pub sort: Sort,
    /// How many hits to pass over.
    pub offset: u32,
    /// How many hits to list.
    pub limit: u32,
    /// Whether to count the facet values and months. Needs the facets' files.
    pub counts: bool,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            query: String::new(),
            typing: false,
            selection: Selection::default(),
            sort: Sort::Relevance,
            offset: 0,
            limit: 10,
            counts: false,
        }
    }
}

/// What was chosen beside the query: any value within a facet, every facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The chosen values, by their keys. An empty set chooses nothing.
    pub values: BTreeMap<Facet, BTreeSet<String>>,
    /// From the first month to the last, both included.
    pub months: Option<(Month, Month)>,
    /// Any of these years.
    pub years: BTreeSet<u16>,
}

impl Selection {
    /// Whether nothing is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.values().all(BTreeSet::is_empty) && !self.dates()
    }

    /// Whether dates are chosen.
    #[must_use]
    pub fn dates(&self) -> bool {
        self.months.is_some() || !self.years.is_empty()
    }
}

/// The order of the hits. Those without a date come last in both orders by date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first, newest first among equals. Without words in the query: newest first.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
}

/// A document that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its number, in the order in which documents were pushed.
    pub document: u32,
    /// How well it answers; 0 where nothing but filters chose it. Only comparable within an answer.
    pub score: f32,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// How many documents answer the request.
    pub total: u32,
    /// The page of them that was asked for.
    pub hits: Vec<Hit>,
    /// For every facet and every value of it, how many documents there would be with that value:
    /// counted without what is chosen in the same facet. Empty if not asked for.
    pub counts: BTreeMap<Facet, BTreeMap<String, u32>>,
    /// Documents by month, newest first, counted without the dates chosen beside the query.
    pub months: Vec<(Month, u32)>,
    /// Documents by year, newest first, counted likewise.
    pub years: Vec<(u16, u32)>,
    /// The words and facets that could not be looked up because a file is missing or damaged.
    pub unavailable: Vec<String>,
    /// How the query was read.
    pub understood: Understood,
    /// The query with its unknown words replaced by those that were searched instead.
    pub suggestion: Option<String>,
    /// If nothing was found: what to give up, and how many documents that would bring back.
    pub relax: Vec<Relax>,
}

/// A condition to give up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relax {
    /// The condition.
    pub drop: Dropped,
    /// How many documents there would be without it.
    pub total: u32,
}

/// A condition that keeps documents out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// The values chosen in a facet.
    Facet(Facet),
    /// The chosen months and years.
    Dates,
    /// The part of the query with this index in [`Understood::parts`].
    Part(usize),
}
