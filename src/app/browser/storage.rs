//! What the browser keeps, where it lets one.

use gloo::utils::window;

/// What is kept under a name, on this device.
pub fn stored(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps something under a name, on this device.
pub fn store(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}

const RELOADED: &str = "kiosque.reloaded-for";

/// The build for which this tab was loaded anew last.
pub fn reloaded_for() -> Option<String> {
    window().session_storage().ok()??.get_item(RELOADED).ok()?
}

/// Notes for which build this tab is loaded anew. Whether that worked.
pub fn note_reload(build: &str) -> bool {
    let storage = window().session_storage().ok().flatten();
    storage.is_some_and(|storage| storage.set_item(RELOADED, build).is_ok())
}
