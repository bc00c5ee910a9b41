//! What a communiqué is: values that are valid by construction.
//!
//! Owns the vocabulary of the whole crate: [`Release`], [`Newsroom`], [`Topic`], [`Party`],
//! [`Contact`], [`Date`], [`Language`], and the body as [`Block`] and [`Inline`] values.
//! Does no I/O and knows neither Yew, nor the browser, nor any source format.
//!
//! Two rules hold throughout:
//!
//! - **Absent is not empty.** What a source does not say is `None`; nothing is inferred.
//! - **What cannot be represented cannot be shown.** There is no value for a script, a style
//!   or a link whose scheme could run code, so no page can contain one.

mod body;
mod date;
pub mod json;
mod language;
mod link;
mod look;
mod media;
mod named;
mod newsroom;
mod party;
mod release;
mod shelf;
mod slug;
mod text;

pub use body::Body;
pub use date::{Clock, Date, DateError, Month};
pub use json::FromJson;
pub use language::{Direction, Language};
pub use link::{Link, Path, Source};
pub use look::{Logo, Signpost};
pub use media::{Attachment, Image, Media, MediaKind};
pub(crate) use named::named;
pub use newsroom::{Accent, Newsroom, Topic};
pub use party::{Contact, Party, Spokesperson};
pub(crate) use release::apart;
pub use release::{Release, Revision, State, Status};
pub use shelf::{Kept, Shelf};
pub use slug::Slug;
#[cfg(feature = "tools")]
pub(crate) use slug::is_device;
#[cfg(feature = "tools")]
pub(crate) use text::blocks_parted;
pub(crate) use text::inlines_text;
pub use text::{Block, Cell, Definition, Figure, Inline, List, Row, Table, blocks_text};

/// Lets a checked string newtype be shown, and written in JSON, as its text.
macro_rules! string_newtype {
    ($name:ident) => {
        impl $name {
            /// The text, as it was accepted.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}
use string_newtype;
