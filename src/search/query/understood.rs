//! A query as it was understood, in a form that a page can print and [`crate::search::highlight`]
//! can look for.

use crate::model::Month;
use crate::search::Facet;
use nanoserde::{DeBin, SerBin};

/// How a query was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, SerBin, DeBin)]
pub struct Understood {
    /// What is searched, in the order in which it was typed.
    pub parts: Vec<Part>,
    /// Very common words that were passed over, folded.
    pub skipped: Vec<String>,
    /// Whether the query was longer than what is considered.
    pub truncated: bool,
    /// The words of the query, folded, each with the bytes of it where it stands.
    pub typed: Vec<(String, u32, u32)>,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq, SerBin, DeBin)]
pub struct Part {
    /// What is looked for.
    pub what: What,
    /// Whether documents that have it are kept out.
    pub excluded: bool,
    /// Whether it was given up, because no document holds it together with the others.
    pub given_up: bool,
}

/// What a part of a query looks for.
#[derive(Clone, Debug, PartialEq, Eq, SerBin, DeBin)]
pub enum What {
    /// A word.
    Word {
        /// The word, folded.
        word: String,
        /// Whether it has to stand in the title.
        in_title: bool,
        /// Whether it stands for all words that begin with it.
        begins: bool,
        /// The words of the index that were searched for it; at most a few dozen are listed.
        forms: Vec<Form>,
    },
    /// Words in this order.
    Phrase {
        /// The words, folded.
        words: Vec<String>,
        /// Whether they have to stand in the title.
        in_title: bool,
    },
    /// A condition on a facet or the date.
    Filter(Filter),
    /// One of these.
    Any(Vec<Part>),
    /// A group in brackets.
    Group(Vec<Part>),
}

/// A word of the index that stands for a word of the query.
#[derive(Clone, Debug, PartialEq, Eq, SerBin, DeBin)]
pub struct Form {
    /// The word, folded.
    pub word: String,
    /// How it relates to what was typed.
    pub kind: FormKind,
}

/// How a word of the index relates to the word that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, SerBin, DeBin)]
pub enum FormKind {
    /// It is that word.
    Exact,
    /// It is another form of it.
    Stem,
    /// It begins with it.
    Prefix,
    /// It is nearly that word, which is nowhere.
    Typo,
    /// It is nearly that word, which is hardly anywhere.
    Near,
}

/// A condition in a query.
#[derive(Clone, Debug, PartialEq, Eq, SerBin, DeBin)]
pub enum Filter {
    /// Documents with a value.
    Facet {
        /// The facet.
        facet: Facet,
        /// What was typed.
        typed: String,
        /// The keys of the values it was taken for, what is asked for in words only as it was typed: none if there is no
        /// such value.
        keys: Vec<String>,
    },
    /// Documents of a time.
    Dates(Dates),
}

/// A span of months, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SerBin, DeBin)]
pub struct Dates {
    /// The first month.
    pub from: Option<Month>,
    /// The last month.
    pub to: Option<Month>,
}

impl Dates {
    /// Whether `month` lies in the span; no month lies in none.
    #[must_use]
    pub(crate) fn contain(&self, month: Option<Month>) -> bool {
        month.is_some_and(|month| {
            self.from.is_none_or(|from| from <= month) && self.to.is_none_or(|to| month <= to)
        })
    }
}
