//! What is asked of the engine, and what it answers.

use super::Facet;
use crate::model::{Language, Month, named};
use nanoserde::{DeBin, SerBin};

/// A search.
#[derive(Clone, Debug, PartialEq, SerBin, DeBin)]
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
    /// Whether to count the facet values.
    pub counts: bool,
    /// Whether to count all documents for that, though it takes the files of all facets: else, of many documents, a sample
    /// ([`Answer::about`]).
    pub exact: bool,
    /// Whether to list those that hold only some of the words too, after those that hold all.
    pub wide: bool,
    /// The language of the reader: of two documents that say as much, the one in it comes first.
    pub language: Option<Language>,
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
            exact: false,
            wide: false,
            language: None,
        }
    }
}

/// What was chosen beside the query: any value within a facet, every facet.
///
/// Sorted lists rather than maps and sets: the viewer carries this type, and each kind of map
/// costs its readers some kilobytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, SerBin, DeBin)]
pub struct Selection {
    /// The chosen values, by their keys, in order.
    values: Vec<(Facet, String)>,
    /// Any of these years, in order.
    years: Vec<u16>,
    /// From the first month to the last, both included.
    pub months: Option<(Month, Month)>,
}

impl Selection {
    /// Whether nothing is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && !self.dates()
    }

    /// Whether dates are chosen.
    #[must_use]
    pub fn dates(&self) -> bool {
        self.months.is_some() || !self.years.is_empty()
    }

    /// The chosen values, in the order of facets and keys.
    #[must_use]
    pub fn values(&self) -> &[(Facet, String)] {
        &self.values
    }

    /// The values chosen in a facet.
    #[must_use]
    pub fn keys(&self, facet: Facet) -> &[(Facet, String)] {
        let start = self.values.partition_point(|(other, _)| *other < facet);
        let end = self.values.partition_point(|(other, _)| *other <= facet);
        self.values.get(start..end).unwrap_or_default()
    }

    /// Whether a value is chosen.
    #[must_use]
    pub fn has(&self, facet: Facet, key: &str) -> bool {
        self.place(facet, key).is_ok()
    }

    /// Chooses a value, or no longer chooses it.
    pub fn toggle(&mut self, facet: Facet, key: &str) {
        match self.place(facet, key) {
            Ok(place) => drop(self.values.remove(place)),
            Err(place) => self.values.insert(place, (facet, key.to_owned())),
        }
    }

    fn place(&self, facet: Facet, key: &str) -> Result<usize, usize> {
        self.values.binary_search_by(|(other, known)| (*other, known.as_str()).cmp(&(facet, key)))
    }

    /// No longer chooses any value of a facet.
    pub fn clear(&mut self, facet: Facet) {
        self.values.retain(|(other, _)| *other != facet);
    }

    /// The chosen years, in order.
    #[must_use]
    pub fn years(&self) -> &[u16] {
        &self.years
    }

    /// Chooses a year, or no longer chooses it.
    pub fn toggle_year(&mut self, year: u16) {
        match self.years.binary_search(&year) {
            Ok(place) => drop(self.years.remove(place)),
            Err(place) => self.years.insert(place, year),
        }
    }

    /// No longer chooses any date.
    pub(crate) fn clear_dates(&mut self) {
        self.months = None;
        self.years.clear();
    }
}

/// The order of the hits. Those without a date come last in both orders by date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, SerBin, DeBin)]
pub enum Sort {
    /// Best first, newest first among equals. Without words in the query: newest first.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
}

named! {
    Sort { Relevance "relevance", Newest "newest", Oldest "oldest" }
}

/// A document that was found.
#[derive(Clone, Copy, Debug, PartialEq, SerBin, DeBin)]
pub struct Hit {
    /// Its number, in the order in which documents were pushed.
    pub document: u32,
    /// How well it answers; 0 where nothing but filters chose it. Only comparable within an answer.
    pub score: f32,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, SerBin, DeBin)]
pub struct Answer {
    /// Whether files are on their way that a complete answer needs: the total, the counts and the
    /// order of the hits may change.
    pub partial: bool,
    /// How many documents answer the request: those that hold all its words, in any accepted form. Where none
    /// does, those that hold all but the words given up ([`super::Part::given_up`]).
    pub total: u32,
    /// How many more hold only some of the words. They are listed after the others if [`Request::wide`] says so,
    /// and are in no other number.
    pub more: u32,
    /// The page of them that was asked for.
    pub hits: Vec<Hit>,
    /// For every facet and every value of it, in the order of their keys, how many documents there
    /// would be with that value: counted without what is chosen in the same facet. Empty if not
    /// asked for.
    pub counts: Vec<(Facet, Vec<(String, u32)>)>,
    /// Whether those are estimates, from a sample of the documents; 0 then stands for too few to say.
    pub about: bool,
    /// Documents by month, newest first, counted without the dates chosen beside the query.
    pub months: Vec<(Month, u32)>,
    /// The words and facets that could not be looked up because a file is missing or damaged.
    pub unavailable: Vec<String>,
    /// How the query was read, an [`Understood`](super::Understood) in bytes: see [`Answer::understood`]. A page passes it on
    /// to what words it, and does without knowing queries.
    pub understood: Vec<u8>,
    /// What is looked for in texts, as only [`super::marker`] reads it; empty if nothing is.
    pub sought: String,
    /// The query with its unknown words replaced by those that were searched instead.
    pub suggestion: Option<String>,
    /// If nothing was found: what to give up, and how many documents that would bring back.
    pub relax: Vec<Relax>,
}

impl Answer {
    /// How many documents there are of a year, counted as [`Answer::months`] are.
    #[must_use]
    pub fn in_year(&self, year: u16) -> u32 {
        self.months.iter().filter(|(month, _)| month.year == year).map(|(_, count)| count).sum()
    }

    /// How many documents there would be with a value; `None` if they were not counted.
    #[must_use]
    pub fn count(&self, facet: Facet, key: &str) -> Option<u32> {
        let (_, values) = self.counts.iter().find(|(counted, _)| *counted == facet)?;
        let place = values.binary_search_by(|(known, _)| known.as_str().cmp(key));
        Some(place.ok().and_then(|place| values.get(place)).map_or(0, |(_, count)| *count))
    }
}

/// A condition to give up.
#[derive(Clone, Debug, PartialEq, Eq, SerBin, DeBin)]
pub struct Relax {
    /// The condition.
    pub drop: Dropped,
    /// The bytes of the query that say it, if the query does.
    pub range: Option<(u32, u32)>,
    /// How many documents there would be without it.
    pub total: u32,
}

/// A condition that keeps documents out.
#[derive(Clone, Debug, PartialEq, Eq, SerBin, DeBin)]
pub enum Dropped {
    /// The values chosen in a facet.
    Facet(Facet),
    /// The chosen months and years.
    Dates,
    /// The part of the query with this index in [`Understood::parts`].
    Part(usize),
}
