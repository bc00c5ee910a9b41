//! Placeholder for the merge; never committed.
#![allow(missing_docs)]
use crate::model::{Language, Month};
use std::collections::{BTreeMap, BTreeSet};
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    Topic,
    Issuer,
    Language,
    Place,
    Kind,
    With,
    Edition,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Sort {
    #[default]
    Relevance,
    Newest,
    Oldest,
}
impl Sort {
    pub const ALL: [Self; 3] = [Self::Relevance, Self::Newest, Self::Oldest];
}
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Selection {
    pub values: BTreeMap<Facet, BTreeSet<String>>,
    pub months: Option<(Month, Month)>,
    pub years: BTreeSet<u16>,
}
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Request {
    pub query: String,
    pub typing: bool,
    pub selection: Selection,
    pub sort: Sort,
    pub offset: u32,
    pub limit: u32,
    pub counts: bool,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub document: u32,
    pub score: f32,
}
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Understood;
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Answer {
    pub total: u32,
    pub hits: Vec<Hit>,
    pub counts: BTreeMap<Facet, BTreeMap<String, u32>>,
    pub years: Vec<(u16, u32)>,
    pub months: Vec<(Month, u32)>,
    pub understood: Understood,
    pub suggestion: Option<String>,
    pub unavailable: Vec<String>,
}
#[derive(Debug)]
pub struct Engine;
#[derive(Debug, thiserror::Error)]
#[error("x")]
pub struct FormatError;
pub const HEAD: &str = "head";
impl Engine {
    pub fn open(_: &[u8]) -> Result<Self, FormatError> {
        Ok(Self)
    }
    pub fn missing(&self, _: &Request) -> Vec<String> {
        vec![]
    }
    pub fn provide(&mut self, _: &str, _: Option<&[u8]>) {}
    pub fn answer(&self, _: &Request) -> Answer {
        Answer::default()
    }
}
pub mod highlight {
    #[derive(Clone, Debug, PartialEq)]
    pub struct Matcher;
    impl Matcher {
        pub fn new(_: &super::Understood) -> Self {
            Self
        }
        pub fn of_query(_: &str) -> Self {
            Self
        }
        pub fn ranges(&self, _: &str) -> Vec<std::ops::Range<usize>> {
            vec![]
        }
    }
}
#[allow(unused)]
fn x(_: Language) {}
