//! The integration tests, as one binary.

mod relevance;
mod search;
