//! The integration tests, as one binary.

mod house;
mod ingest;
mod relevance;
mod search;
