//! What the browser keeps, where it lets one.

use crate::app::{message::Msg, saved};
use gloo::{events::EventListener, utils::window};
use yew::Callback;

/// What is kept under a name, on this device.
pub fn stored(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps something under a name, on this device. Whether that worked.
pub fn store(key: &str, value: &str) -> bool {
    let storage = window().local_storage().ok().flatten();
    storage.is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Hears from now on what other tabs save: without, the tab that saves last would undo what the others did.
pub fn listen(send: &Callback<Msg>) {
    let send = send.clone();
    let listener = EventListener::new(&window(), "storage", move |_| {
        let saved = stored(saved::KEY).and_then(|text| saved::parse(&text));
        if let Some(saved) = saved {
            send.emit(Msg::SavedElsewhere(saved));
        }
    });
    listener.forget();
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
