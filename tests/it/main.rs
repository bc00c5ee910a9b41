//! The integration tests, as one binary.

mod ingest;
mod relevance;
mod search;
