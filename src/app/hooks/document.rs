//! What belongs to the document as a whole: its title, its language, its keyboard, and what
//! it says to screen readers.

use super::browser;
use gloo::{
    events::{EventListener, EventListenerOptions},
    timers::callback::Timeout,
    utils::document,
};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::{Callback, UseStateHandle, hook, use_effect_with, use_state};

/// Gives the document a title.
#[hook]
pub fn use_title(title: String) {
    use_effect_with(title, |title| browser::set_title(title));
}

/// Gives the root element an attribute, or none.
#[hook]
pub fn use_root_attribute(name: &'static str, value: Option<String>) {
    use_effect_with(value, move |value| browser::set_root_attribute(name, value.as_deref()));
}

/// Gives the newsroom's colour to what can be acted on.
#[hook]
pub fn use_accent(colour: Option<String>) {
    use_effect_with(colour, |colour| {
        browser::set_root_property("--k-accent", colour.as_deref());
    });
}

/// The text to announce: `text` once it has not changed for a while, so that typing is not
/// talked over.
#[hook]
pub fn use_announcement(text: String) -> String {
    (*use_lagging(text, 900)).clone()
}

/// Whether `text` has not changed for a moment: the reader pauses.
#[hook]
pub fn use_settled(text: &str) -> bool {
    use_lagging(text.to_owned(), 350).as_str() == text
}

/// What `text` was when it had last not changed for `pause` milliseconds; empty until then.
#[hook]
fn use_lagging(text: String, pause: u32) -> UseStateHandle<String> {
    let last = use_state(String::new);
    let setter = last.setter();
    use_effect_with(text, move |text| {
        let text = text.clone();
        let timeout = Timeout::new(pause, move || setter.set(text));
        move || drop(timeout)
    });
    last
}

/// Calls `on_key` with each single key that is pressed outside fields and without modifiers;
/// where it answers `true`, the key has done its work and does nothing else. The reader can
/// switch them off (WCAG 2.1.4): `place` is the address that the keys work on, or `None`.
#[hook]
pub fn use_shortcuts(place: Option<String>, on_key: Callback<String, bool>) {
    use_effect_with(place, |place| {
        let listener = place.is_some().then(|| {
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
