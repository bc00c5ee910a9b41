//! The app: Yew components over a [`Reader`](crate::bundle::Reader).
//!
//! - [`App`] holds address, settings and set, and chooses the page;
//! - `view` turns the set, an answer and the address into what pages show: pure, tested alone;
//! - `excerpts` finds the words in the texts of the first releases listed, once the reader pauses;
//! - `pages/` has a file per page, `components/` a file per component;
//! - `hooks/` is the border to the browser: nothing else here knows that there is one.

#[expect(clippy::module_inception, reason = "the component is called App")]
mod app;
mod components;
mod element;
mod excerpts;
mod hooks;
mod pages;
mod scene;
mod view;

pub use app::{App, AppProps};
pub use hooks::{Held, browser};
pub use view::{needs, whole_list};
