//! The integration tests, as one binary.

#[path = "../../benches/relevance/mod.rs"]
#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "shared with a bench, which uses more of it; it stops at what it did not expect"
)]
mod asking;
mod bulk;
mod bundle;
#[path = "../../benches/collection/mod.rs"]
#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "shared with the benches, which use more of it; they stop at what they did not expect"
)]
mod collection;
mod command;
mod convert;
mod desk;
mod docs;
mod files;
mod fix;
mod formats;
#[path = "../../benches/generate/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the benches, which use more of it")]
mod generate;
#[path = "../hostile/mod.rs"]
#[allow(clippy::expect_used, reason = "a test stops at what it did not expect")]
mod hostile;
mod house;
mod ingest;
mod judged;
mod licences;
mod media;
mod new;
mod pages;
mod people;
mod phrases;
mod press;
mod publish;
mod quotes;
mod relevance;
mod robustness;
mod schema;
mod search;
mod slips;
#[path = "../support/mod.rs"]
mod support;
mod text;
mod update;
mod viewer;
mod views;
mod withhold;
mod words;
mod write;
