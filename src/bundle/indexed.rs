//! What the search index of a set is made from, without the set: for measures of the ranking.

use super::{
    addresses::{self, Addresses},
    summary::{Keys, Summary, document},
    wait::{Waiting, leave_out},
    writer::order,
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
pub fn indexed(mut loaded: Loaded, waiting: impl Into<Waiting>) -> Indexed {
    leave_out(&mut loaded, &waiting.into());
    let Loaded { mut newsroom, releases, wishes, .. } = loaded;
    let mut releases: Vec<Release> = releases.into_iter().map(|sourced| sourced.release).collect();
    let settled = addresses::settle(&mut newsroom, &mut releases, &wishes, &Addresses::default());
    releases.sort_by_cached_key(order);
    let mut summary = Summary::new(settled.issuers, settled.places);
    let keys: Vec<Keys> =
        (0..).zip(&releases).map(|(number, release)| summary.add(number, release)).collect();
    let documents =
        releases.iter().zip(&keys).map(|(r, keys)| document(r, keys, &newsroom)).collect();
    Indexed { options: summary.options(&newsroom), releases, documents }
}
