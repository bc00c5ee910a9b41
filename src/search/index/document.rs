//! What is indexed of a release.

use crate::model::{Language, Month, Shelf};
use crate::search::{Facet, weights::Weights};
use std::{collections::BTreeMap, sync::Arc};

/// A release as the index sees it. Push documents newest first and undated ones last.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The language of its text.
    pub language: Option<Language>,
    /// Its title.
    pub title: String,
    /// Its summary or subtitle.
    pub summary: String,
    /// Its text.
    pub body: String,
    /// What else should find it and says less about it: who speaks, contacts, attachments, topics.
    pub extra: String,
    /// Its values in each facet, by stable keys: what they are for each, `search/facet.rs` says.
    pub facets: Vec<(Facet, String)>,
    /// The month it was published in.
    pub month: Option<Month>,
}

/// What the index should know besides the documents.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Languages that queries may be in, besides those of the documents.
    pub languages: Vec<Language>,
    /// What people call the values of facets, in any language: `topic:santé` finds the value whose
    /// key or one of whose labels is that, accents and case aside.
    pub labels: BTreeMap<(Facet, String), Vec<String>>,
    /// How hits are ranked.
    pub weights: Weights,
    /// Where what is made is put away until all of it is.
    pub shelf: Option<Arc<dyn Shelf>>,
}
