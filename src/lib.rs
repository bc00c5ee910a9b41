//! Kiosque: a newsroom that is a folder of static files.

pub mod model;
pub mod search;
