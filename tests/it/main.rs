//! The integration tests, as one binary.

mod bundle;
mod command;
#[path = "../../benches/generate/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the benches, which use more of it")]
mod generate;
mod house;
mod ingest;
mod publish;
mod relevance;
mod robustness;
mod search;
