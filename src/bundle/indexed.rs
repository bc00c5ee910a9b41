//! What the search index of a set is made from, without the set: for measures of the ranking.

use super::{
    addresses::Addresses,
    summary::{Summary, document},
    wait::Waiting,
    writer::{Prepared, prepare},
};
use crate::{
    ingest::Loaded,
    model::Release,
    search::{Document, Options},
};

/// Releases as the search index of their set sees them.
#[derive(Clone, Debug, Default)]
pub struct Indexed {
    /// What the index knows besides them.
    pub options: Options,
    /// The releases, in the order of their numbers.
    pub releases: Vec<Release>,
    /// What is indexed of each.
    pub documents: Vec<Document>,
}

/// What [`super::bundle`] would index of what was loaded, as of a moment.
#[must_use]
pub fn indexed(loaded: Loaded, waiting: impl Into<Waiting>) -> Indexed {
    let Prepared { newsroom, releases, outcome, .. } =
        prepare(loaded, &waiting.into(), &Addresses::default());
    let mut summary = Summary::new(outcome.names);
    let (_, facets) = summary.add(&releases, None);
    let documents =
        releases.iter().zip(facets).map(|(r, facets)| document(r, facets, &newsroom)).collect();
    Indexed { options: summary.options(&newsroom), releases, documents }
}
