//! The set: a newsroom as the files that the browser reads.
//!
//! Owns what those files are called and what stands in them ([`layout`]), how they are written
//! (`writer`, native only) and how they are read back ([`Reader`], on both sides). Fetches
//! nothing and, but for the writer, opens nothing: the reader says which files it needs, and
//! whoever drives it brings them.

mod error;
mod json;
pub mod layout;
#[cfg(feature = "native")]
mod names;
mod reader;
#[cfg(feature = "native")]
mod revisions;
#[cfg(feature = "native")]
pub mod size;
#[cfg(feature = "native")]
mod summary;
#[cfg(feature = "native")]
mod writer;

pub use error::LoadError;
pub use layout::{Article, Card, Difference, Set, Version};
pub use reader::{Found, Need, Reader};
#[cfg(feature = "native")]
pub use writer::{Bundle, BundleError, Report, bundle};
