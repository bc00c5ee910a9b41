//! The integration tests, as one binary.

#[path = "../../benches/generate/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the benches, which use more of it")]
mod generate;
mod relevance;
mod robustness;
mod search;
