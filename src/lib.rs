//! Kiosque: a newsroom that is a folder of static files.

#[cfg(feature = "native")]
pub mod ingest;
pub mod model;
