//! The app: the viewer, in the shape that Elm gave its name to.
//!
//! ```text
//! message ──update──▶ model ──view──▶ page
//!    ▲          └──▶ effects ──browser──▶ messages
//!    └── the reader ◀────────────────────────┘
//! ```
//!
//! - [`Model`] is all that the app knows, [`Msg`] all that can happen, [`Effect`] all that it can do;
//! - [`update()`] and [`view()`] are pure: they know no browser and no clock;
//! - `requests` says what a page asks for, as far as its reader has come;
//! - `selectors` and `page` work out what pages show, `excerpts` finds the words in the texts of the first releases listed;
//! - [`marks`] and [`explain`] are what knows words, and come to a browser as a module of their own;
//! - `pages/` has a file per page, `components/` a file per component: functions of a `ViewContext`;
//! - [`App`] is the Yew component that drives all this, `browser/` the border to the browser: nothing else here knows that
//!   there is one.

#[expect(clippy::module_inception, reason = "the component is called App")]
mod app;
pub mod browser;
mod components;
mod effect;
mod element;
mod excerpts;
pub mod explain;
pub(crate) mod feeds;
pub mod marks;
mod message;
mod model;
mod months;
mod offline;
mod page;
mod pages;
mod passage;
pub(crate) mod requests;
mod saved;
pub(crate) mod selectors;
mod settings;
mod stories;
mod take;
mod titles;
mod tools;
mod update;
mod view;
mod view_context;
mod visits;

pub use app::App;
pub use effect::{ClipboardText, Effect, Fetch, HistoryEntry, Purpose};
pub use message::Msg;
pub use model::{Arrival, Flags, Model, Takeover, Trouble};
pub use months::PointerAction;
pub use offline::WorkerMessage;
#[cfg(feature = "native")]
pub use pages::older::{Among, older};
pub use requests::{Reach, needs, whole_list};
pub use saved::{Kept, SavedRelease, SavedSearch};
pub use settings::{Settings, Theme};
pub use tools::{Said, Tools};
pub use update::{init, still, update};
pub use view::{Rendered, view};
pub use visits::{Mark, Visits};
