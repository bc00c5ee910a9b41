//! What `make relevance` measures, for its bench and for the gate in `tests/it/relevance.rs`.

pub mod asked;
pub mod chance;
pub mod judged;
pub mod measure;
pub mod newsrooms;
pub mod words;
