//! Queries: [`parse`](parse::parse) reads what was typed, [`resolve`](resolve::resolve) finds the
//! words of it in the lexicon, and [`Understood`] says what came of it.
//!
//! | typed | means |
//! |---|---|
//! | `emploi jeunes` | both words, in any form; documents with one of them are a step of their own |
//! | `"plan de relance"` | these words in this order, required; `"e-mail"` is `email` too; if they are nowhere, the words |
//! | `1 000 000`, `01 23 45 67 89` | one number |
//! | `-sport` | not this; before a digit it is a minus |
//! | `lycée OR collège` | one of the two, counted as one word |
//! | `(a b) OR c` | brackets group; but for that and `-(a b)`, words in brackets are words like those beside them |
//! | `title:budget` | in the title |
//! | `topic:santé issuer: lang: place: kind: with: edition:` | only documents with that value |
//! | `date:2024 date:2024-03 date:2024-03..2024-06` | only documents of that time |
//! | `after:2024-03 before:2025` | from the start of the one, up to the start of the other |
//!
//! Fields have French names as well (`titre:`, `sujet:`, `lieu:` …). Any text is a query: what does
//! not parse is searched as words.

mod cover;
mod fields;
mod near;
mod parse;
mod plan;
mod resolve;
mod understood;

pub use parse::{MAX_QUERY, MAX_WORDS};
pub use understood::{Dates, Filter, Form, FormKind, Part, Understood, What};

pub(super) use near::Correction;
pub(super) use parse::parse;
pub(super) use plan::{Alternative, Plan, PlanItem, Unit, places_of};
pub(super) use resolve::{Attempt, Resolved, resolve};
