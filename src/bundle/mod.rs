//! The set: a newsroom as the files that the browser reads.
//!
//! Owns what those files are called ([`paths`]) and what stands in them ([`layout`]), how they are written
//! (`writer`, native only) and how they are read back, on both sides: lists and articles by
//! [`Reader`], the index by [`Searcher`]. Fetches nothing and, but for the writer, opens nothing:
//! readers say which files they need, and whoever drives them brings them.

#[cfg(feature = "tools")]
mod addresses;
#[cfg(feature = "tools")]
mod book;
#[cfg(feature = "tools")]
pub(crate) mod content;
#[cfg(feature = "native")]
mod contrast;
#[cfg(feature = "native")]
mod disk;
#[cfg(feature = "tools")]
mod each;
mod error;
mod exhibits;
mod feeds;
#[cfg(feature = "tools")]
pub mod folder;
#[cfg(feature = "tools")]
mod hash;
#[cfg(feature = "tools")]
mod indexed;
mod json;
#[cfg(feature = "tools")]
mod kits;
#[cfg(feature = "native")]
mod law;
pub mod layout;
#[cfg(feature = "tools")]
mod lead;
#[cfg(feature = "native")]
mod look;
#[cfg(feature = "tools")]
mod names;
#[cfg(feature = "tools")]
mod own;
pub mod paths;
mod people;
#[cfg(feature = "tools")]
mod pictures;
mod places;
#[cfg(feature = "native")]
mod published;
mod reader;
#[cfg(feature = "tools")]
mod related;
#[cfg(feature = "native")]
mod reuse;
#[cfg(feature = "tools")]
mod revisions;
pub mod searcher;
#[cfg(feature = "native")]
mod sheet;
#[cfg(feature = "native")]
mod shown;
#[cfg(feature = "tools")]
mod summary;
#[cfg(feature = "native")]
mod thumbnails;
#[cfg(feature = "tools")]
mod wait;
mod with;
#[cfg(feature = "tools")]
mod writer;

#[cfg(feature = "tools")]
pub(crate) use addresses::prints;
#[cfg(feature = "tools")]
pub use addresses::{Addresses, Redirect};
#[cfg(feature = "tools")]
pub use book::{Book, Entry, Prints, Trace};
#[cfg(feature = "tools")]
pub use content::{Content, Contents, Spool};
#[cfg(feature = "native")]
pub(crate) use disk::put;
pub use error::LoadError;
pub use exhibits::Exhibit;
pub use feeds::Feeds;
#[cfg(feature = "native")]
pub(crate) use hash::digest;
#[cfg(feature = "tools")]
pub(crate) use hash::hash;
#[cfg(feature = "tools")]
pub use indexed::{Indexed, indexed};
pub use layout::{Article, Card, Difference, Related, Set, Version};
#[cfg(feature = "native")]
pub use look::look_into;
#[cfg(feature = "native")]
pub(crate) use look::unsafe_part;
#[cfg(feature = "tools")]
pub use own::{Purpose, page_for};
pub use people::{People, Person};
pub use places::{Places, Quotation};
pub use reader::{Found, Missing, Need, Reader, articles};
#[cfg(feature = "native")]
pub(crate) use reuse::made_or_found;
#[cfg(feature = "native")]
pub use reuse::{Found as FoundList, Reuse, program};
pub use searcher::{Question, Reply, Searcher};
#[cfg(feature = "native")]
pub(crate) use shown::{Shown, shown};
#[cfg(feature = "tools")]
pub use wait::{LeftOut, Waiting, leave_out};
#[cfg(feature = "tools")]
pub(crate) use writer::bundle_knowing;
#[cfg(feature = "tools")]
pub use writer::{Bundle, BundleError, Report, bundle};
