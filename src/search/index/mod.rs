//! The files of an index.
//!
//! | file | what | when it is needed |
//! |---|---|---|
//! | `index/head` | how many documents, months, facet values with their counts, very common words, where each other file begins | always |
//! | `index/terms-N` | words in alphabetical order with their posting lists | for each word of a query |
//! | `index/rest-N` | the rest of a long posting list, whose best thousand stand in its shard | after the first results, for exact counts |
//! | `index/positions-N` | where in each document the words of `terms-N` stand, and between which frequent words | for `"phrases"` |
//! | `index/runs-N` | frequent words that follow one another, with posting lists like words | for `"phrases"` of them |
//! | `index/runpositions-N` | where in each document the runs of `runs-N` stand | for longer ones |
//! | `index/places-N` | the same as either for one long list | for `"phrases"` |
//! | `index/spelling-N`, `index/mirror-N` | all words alone, forwards and backwards | for words that are nowhere |
//! | `index/facets-0` | which documents of a sample have which values of all facets that are offered | for counts, after the first results |
//! | `index/facet-NAME` | which documents have which value | for filters, and exact counts of many documents |
//!
//! A lexicon and its postings share a file, cut where alphabetical neighbours differ most: the forms
//! of a word then nearly always lie together, and a word costs one request instead of two. Long lists
//! stand apart, so that nobody pays for the list of a neighbour; since lists begin with what weighs
//! most, their beginnings are enough for a first page of results (the "tiers" of Risvik, Aasheim,
//! Lidal, *Multi-tier architecture for web search engines*, 2003). Every file ends with a checksum over its bytes and the number of the build.
//!
//! What a file says does not depend on releases that none of its words stand in, so that most stay as they are when one comes
//! or changes: an index names those of the one before it instead of bringing them again (`parts`, `carried`).

mod build;
mod carried;
mod document;
mod facets;
mod gather;
mod head;
mod lexicon;
mod library;
mod parallel;
mod parts;
mod positions;
mod prefixes;
mod runs;
mod sample;
mod spelling;

use super::Facet;
pub use build::Builder;
pub use carried::{Earlier, Find, Made, Sealed};
pub use document::{Document, Options};
pub use head::FormatError;

pub(super) use facets::FacetFile;
pub(super) use head::Head;
pub(super) use lexicon::{COMPLETIONS, Shard, Table, union_name};
pub(super) use library::{Library, Reading};
pub(super) use positions::{Context, Places};
pub(super) use runs::{LONGEST as LONGEST_RUN, is_long, run_name};
pub(super) use sample::{Sample, is_whole};
pub(super) use spelling::{Near, anchors, nearest, tolerance};

/// The name of the file to open an index with.
pub const HEAD: &str = "head";

/// A file of the index other than the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum File {
    /// Words and their posting lists.
    Terms(u32),
    /// Places of the words of the shard of terms of the same number.
    Positions(u32),
    /// Runs of frequent words and their posting lists.
    Runs(u32),
    /// Places of the runs of the same number.
    RunPositions(u32),
    /// The rest of a long posting list.
    Rest(u32),
    /// Places of the one word whose list goes on in the rest of the same number.
    Places(u32),
    /// Words alone.
    Spelling(u32),
    /// Words alone, written backwards.
    Mirror(u32),
    /// The values of a facet.
    Facet(Facet),
    /// The values of all facets, of a sample.
    Facets,
}

impl File {
    /// How many kinds of files there are: those with numbers, then the facets.
    const KINDS: usize = NUMBERED.len() + 1;

    /// What kind of file it is, and which of them.
    fn kind(self) -> (usize, u32) {
        match self {
            Self::Terms(n) => (0, n),
            Self::Positions(n) => (1, n),
            Self::Runs(n) => (2, n),
            Self::RunPositions(n) => (3, n),
            Self::Rest(n) => (4, n),
            Self::Places(n) => (5, n),
            Self::Spelling(n) => (6, n),
            Self::Mirror(n) => (7, n),
            Self::Facets => (8, 0),
            Self::Facet(facet) => (NUMBERED.len(), facet as u32),
        }
    }

    fn new(kind: usize, n: u32) -> Option<Self> {
        let numbered = [
            Self::Terms(n),
            Self::Positions(n),
            Self::Runs(n),
            Self::RunPositions(n),
            Self::Rest(n),
            Self::Places(n),
            Self::Spelling(n),
            Self::Mirror(n),
            Self::Facets,
        ];
        let facet = || Facet::ALL.get(n as usize).copied().map(Self::Facet);
        numbered.get(kind).copied().or_else(facet)
    }

    /// The file of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let (kind, rest) = name.split_once('-')?;
        if kind == "facet" {
            return Facet::named(rest).map(Self::Facet);
        }
        let kind = NUMBERED.iter().position(|name| *name == kind)?;
        Self::new(kind, rest.parse().ok()?)
    }
}

/// The name that the rest of the program knows a file by.
fn name_of(kind: usize, number: u32) -> String {
    // Without `format!`, which costs readers some hundred bytes each time.
    match (NUMBERED.get(kind), Facet::ALL.get(number as usize)) {
        (Some(kind), _) => [kind, "-", &number.to_string()].concat(),
        (None, facet) => ["facet-", facet.map_or("", |facet| facet.as_str())].concat(),
    }
}

/// The kinds of files that have numbers.
const NUMBERED: [&str; 9] = [
    "terms",
    "positions",
    "runs",
    "runpositions",
    "rest",
    "places",
    "spelling",
    "mirror",
    "facets",
];

#[cfg(test)]
mod tests {
    use super::{Facet, File, name_of};

    #[test]
    fn names_lead_back_to_files() {
        for file in [
            File::Terms(0),
            File::Positions(12),
            File::Runs(5),
            File::RunPositions(5),
            File::Rest(4),
            File::Places(4),
            File::Spelling(1),
            File::Mirror(2),
            File::Facet(Facet::Place),
            File::Facets,
        ] {
            let (kind, number) = file.kind();
            assert_eq!(File::named(&name_of(kind, number)), Some(file));
        }
        for name in ["", "head", "terms-x", "facet-shoe", "index/terms-0"] {
            assert_eq!(File::named(name), None);
        }
    }
}
