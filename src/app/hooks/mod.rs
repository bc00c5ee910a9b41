//! Everything that touches the browser: the only room of the house where `web_sys`, `js_sys`
//! and `gloo` appear (beside `bin/web.rs`). Components see plain values and callbacks.
//!
//! Effects and callbacks never run while pages are rendered natively, so what they call may
//! assume a browser. What is read during rendering is behind `target_arch`.

pub mod browser;
mod later;
mod library;
mod navigation;
mod settings;
mod shortcuts;

pub use later::use_later;
pub use library::{Boot, Library, use_library, use_library_state, use_need};
pub use navigation::{Navigator, use_arrival, use_navigator, use_navigator_state};
pub use settings::{Settings, SettingsHandle, Theme, use_settings, use_settings_state};
pub use shortcuts::use_shortcuts;

use crate::i18n::{Interface, Messages};
use yew::{hook, use_context};

/// The language of the interface, for a context of its own: all but nothing depends on
/// anything else of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InterfaceContext(pub Interface);

/// The words of the interface in the reader's language.
#[hook]
pub fn use_messages() -> &'static Messages {
    use_interface().messages()
}

/// The reader's language.
#[hook]
pub fn use_interface() -> Interface {
    use_context::<InterfaceContext>().map(|context| context.0).unwrap_or_default()
}
