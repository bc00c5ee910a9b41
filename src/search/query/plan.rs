//! What a query comes to: the posting lists and conditions to evaluate.

use super::{Dates, Form, FormKind};
use crate::search::Facet;
use crate::search::index::{COMPLETIONS, Context, File};

/// A query ready to be evaluated.
#[derive(Debug)]
pub(in crate::search) struct PlanItem {
    pub(in crate::search) plan: Plan,
    pub(in crate::search) excluded: bool,
    /// Whether documents answer without it: it is nearly everywhere, and counts for the order of hits only.
    pub(in crate::search) optional: bool,
    /// The part of [`Understood`] it belongs to; of a word of a phrase, the one in `Resolved::loose`.
    pub(in crate::search) part: usize,
    /// Its place among the items of its list, with those that were passed over.
    pub(in crate::search) place: usize,
}

#[derive(Debug)]
pub(in crate::search) enum Plan {
    /// The posting lists that stand for a word; in titles only, if `title`. What it says is taken `share` times.
    Word {
        lists: Vec<Alternative>,
        title: bool,
        share: f32,
    },
    /// What a phrase is put together of; `None` if some of it is nowhere. Its `words`, for when it is nowhere itself.
    Phrase {
        units: Option<Vec<Unit>>,
        title: bool,
        words: Vec<PlanItem>,
    },
    /// A condition on a facet: the values. `None` if the facet could not be read.
    Facet(Facet, Option<Vec<String>>),
    Dates(Dates),
    Any(Vec<PlanItem>),
    Group(Vec<PlanItem>),
}

/// A posting list that stands for a word of the query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::search) struct Alternative {
    pub(in crate::search) file: File,
    pub(in crate::search) index: usize,
    /// The number of the file with the rest of a long list.
    pub(in crate::search) rest: Option<u32>,
    /// Whether its beginning will do.
    pub(in crate::search) brief: bool,
    pub(in crate::search) kind: FormKind,
    pub(in crate::search) weight: f32,
}

/// A part of a phrase that has a posting list: a word, or a run of frequent words.
#[derive(Clone, Copy, Debug)]
pub(in crate::search) struct Unit {
    pub(in crate::search) list: Alternative,
    /// How many words of the phrase are before it.
    pub(in crate::search) offset: u32,
    /// The frequent words of the phrase beside it.
    pub(in crate::search) around: Context,
    /// Whether it has to be looked up where it stands: not if it is all of the phrase.
    pub(in crate::search) placed: bool,
    /// Whether it belongs to the phrase with its compounds written as one, which will do as well.
    pub(in crate::search) joined: bool,
}

/// The file that says where the word of a list stands.
pub(in crate::search) fn places_of(word: Alternative) -> Option<File> {
    match (word.rest, word.file) {
        (Some(number), _) => Some(File::Places(number)),
        (None, File::Terms(number)) => Some(File::Positions(number)),
        (None, File::Runs(number)) => Some(File::RunPositions(number)),
        _ => None,
    }
}

/// What was found for a word.
pub(super) struct Found {
    pub(super) alternatives: Vec<Alternative>,
    pub(super) forms: Vec<Form>,
    /// Whether every file that was asked for is there.
    pub(super) complete: bool,
}

impl Default for Found {
    fn default() -> Self {
        Self { alternatives: Vec::new(), forms: Vec::new(), complete: true }
    }
}

impl Found {
    /// Adds a posting list, unless the same is there for the same or a better reason.
    pub(super) fn add(&mut self, new: Alternative, word: &str) {
        let prefix = new.kind == FormKind::Prefix;
        let known = self.alternatives.iter().any(|old| {
            old.file == new.file
                && old.index == new.index
                && (old.kind == FormKind::Prefix) == prefix
        });
        if !known {
            self.alternatives.push(new);
            self.mention(word, new.kind);
        }
    }

    pub(super) fn mention(&mut self, word: &str, kind: FormKind) {
        let known = word.is_empty() || self.forms.iter().any(|form| form.word == word);
        if !known && self.forms.len() < COMPLETIONS * 2 {
            self.forms.push(Form { word: word.to_owned(), kind });
        }
    }
}
