//! The integration tests, as one binary.

mod bundle;
mod command;
mod house;
mod ingest;
mod relevance;
mod search;
