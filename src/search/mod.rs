//! Search: from the words of a query to the releases they name, in a browser, without a server.
//!
//! Pure: knows no file system, no network, no clock and no page. The same code builds the index
//! natively and reads it in a browser. Two halves:
//!
//! - [`Builder`] takes [`Document`]s, newest first, and gives back the files of an index.
//! - [`Engine`] opens the first of them and answers [`Request`]s. It never fetches: it *names* the
//!   files that it lacks ([`Engine::missing`]), is handed them ([`Engine::provide`]) and answers
//!   with what it has ([`Engine::answer`]), saying what it could not look up.
//!
//! ```
//! use kiosque::search::{Builder, Document, Engine, Options, Request};
//! # use std::collections::BTreeMap;
//! let mut builder = Builder::new(Options::default());
//! builder.push(&Document { title: "Un plan pour l’emploi".into(), ..Document::default() });
//! let files: BTreeMap<String, Vec<u8>> = builder.finish().into_iter().collect();
//!
//! let mut engine = Engine::open(&files[kiosque::search::HEAD])?;
//! let request = Request { query: "emplois".into(), ..Request::default() };
//! loop {
//!     let missing = engine.missing(&request);
//!     if missing.is_empty() { break }
//!     for name in missing {
//!         engine.provide(&name, files.get(&name).map(Vec::as_slice));
//!     }
//! }
//! assert_eq!(engine.answer(&request).hits[0].document, 0);
//! # Ok::<(), kiosque::search::FormatError>(())
//! ```
//!
//! Inside: [`analysis`] makes words of text; `format` makes bytes of numbers; `index` holds the
//! files of an index, one module each with its writer and its reader; `query` parses and resolves
//! what was typed; `word` and `phrase` score each part of it, `rank` all together. [`highlight`] finds the words in
//! a text, [`marker`] does that for a page. What every weight is and why stands in `weights`.

pub mod analysis;
mod engine;
mod facet;
mod format;
#[cfg(any(fuzzing, test))]
#[cfg_attr(test, allow(dead_code, reason = "the fuzz targets use it"))]
pub mod fuzzing;
pub mod highlight;
mod index;
pub mod marker;
mod order;
mod phrase;
mod query;
mod rank;
mod request;
mod weights;
mod word;

pub use engine::Engine;
pub use facet::Facet;
pub(crate) use facet::{Offered, Values};
pub use index::{Builder, Document, Earlier, Find, FormatError, HEAD, Made, Options, Sealed};
pub use order::{Gather, sort};
pub use query::{Dates, Filter, Form, FormKind, MAX_QUERY, MAX_WORDS, Part, Understood, What};
pub use request::{Answer, Dropped, Hit, Relax, Request, Selection, Sort};
pub use weights::{CHOSEN, Weights};
