//! What Kiosque is measured with: how large a site is, and how well a set answers queries that people have judged.

#[path = "../../collection/eval.rs"]
pub mod eval;
pub mod judged;
pub mod size;
