//! Shortcuts of a single key, which the reader can switch off (WCAG 2.1.4).

use super::{browser, use_settings};
use gloo::{
    events::{EventListener, EventListenerOptions},
    utils::document,
};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::{Callback, hook, use_effect_with};

/// Calls `on_key` with each single key that is pressed outside fields and without modifiers;
/// where it answers `true`, the key has done its work and does nothing else.
#[hook]
pub fn use_shortcuts(on_key: Callback<String, bool>) {
    let enabled = use_settings().shortcuts;
    use_effect_with((on_key, enabled), |(on_key, enabled)| {
        let on_key = on_key.clone();
        let listener = enabled.then(|| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document(), "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                if !browser::is_typing(event) && on_key.emit(event.key()) {
                    event.prevent_default();
                }
            })
        });
        move || drop(listener)
    });
}
