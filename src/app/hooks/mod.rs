//! Everything that touches the browser: the only room of the house where `web_sys`, `js_sys`
//! and `gloo` appear (beside `bin/web.rs` and `bin/search.rs`). Pages see plain values and callbacks.
//!
//! Effects and callbacks never run while pages are rendered natively, so what they call may
//! assume a browser. What is read during rendering is behind `target_arch`.

pub mod browser;
mod document;
mod held;
mod library;
mod navigation;
mod offline;
mod pointer;
mod saved;
mod search_worker;
mod settings;

pub use document::{Frame, use_frame, use_redraw};
pub use held::Held;
pub use library::{Boot, Library};
pub use navigation::Navigator;
pub use offline::{Kept, Offline};
pub use pointer::{Pointer, PointerHandle};
pub use saved::{Saved, SavedRelease};
pub use settings::{Settings, SettingsHandle, Theme};
