//! Everything that touches the browser: the only room of the house where `web_sys`, `js_sys`
//! and `gloo` appear (beside `bin/web.rs` and `bin/search.rs`). Pages see plain values and callbacks.
//!
//! Effects and callbacks never run while pages are rendered natively, so what they call may
//! assume a browser. What is read during rendering is behind `target_arch`.

pub mod browser;
mod document;
mod library;
mod navigation;
mod search_worker;
mod settings;

pub use document::{
    use_accent, use_announcement, use_root_attribute, use_settled, use_shortcuts, use_title,
};
pub use library::{Boot, Library, use_library, use_needs};
pub use navigation::{Navigator, use_arrival, use_navigator};
pub use settings::{Settings, SettingsHandle, Theme, use_settings};
