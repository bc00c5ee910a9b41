//! The set: a newsroom as the files that the browser reads.
//!
//! Owns what those files are called ([`paths`]) and what stands in them ([`layout`]), how they are written
//! (`writer`, native only) and how they are read back, on both sides: lists and articles by
//! [`Reader`], the index by [`Searcher`]. Fetches nothing and, but for the writer, opens nothing:
//! readers say which files they need, and whoever drives them brings them.

#[cfg(feature = "native")]
mod addresses;
#[cfg(feature = "native")]
mod book;
mod error;
mod exhibits;
mod feeds;
#[cfg(feature = "native")]
pub mod folder;
#[cfg(feature = "native")]
mod indexed;
mod json;
#[cfg(feature = "native")]
mod kits;
pub mod layout;
#[cfg(feature = "native")]
mod lead;
#[cfg(feature = "native")]
mod names;
pub mod paths;
mod people;
#[cfg(feature = "native")]
mod pictures;
mod reader;
#[cfg(feature = "native")]
mod related;
#[cfg(feature = "native")]
mod revisions;
pub mod searcher;
#[cfg(feature = "native")]
mod summary;
#[cfg(feature = "native")]
mod wait;
mod with;
#[cfg(feature = "native")]
mod writer;

#[cfg(feature = "native")]
pub(crate) use addresses::prints;
#[cfg(feature = "native")]
pub use addresses::{Addresses, Redirect};
#[cfg(feature = "native")]
pub use book::{Book, Entry, Prints, Trace};
pub use error::LoadError;
pub use exhibits::{Exhibit, Kit, Stand};
pub use feeds::Feeds;
#[cfg(feature = "native")]
pub use indexed::{Indexed, indexed};
pub use layout::{Article, Card, Difference, Related, Set, Version};
pub use people::{People, Person};
pub use reader::{Found, Missing, Need, Reader};
pub use searcher::{Question, Reply, Searcher};
#[cfg(feature = "native")]
pub use wait::{LeftOut, Waiting, leave_out};
#[cfg(feature = "native")]
pub(crate) use writer::bundle_knowing;
#[cfg(feature = "native")]
pub use writer::{Bundle, BundleError, Report, bundle};
#[cfg(feature = "native")]
use writer::{digest, hash_hex};
#[cfg(feature = "native")]
pub(crate) use writer::{hash, put};
