//! Doing something once a value has stopped changing.

use gloo::timers::callback::Timeout;
use yew::{Callback, hook, use_effect_with};

/// Calls `on_pause` with `value` when it has not changed for so many milliseconds.
#[hook]
pub fn use_later<T: Clone + PartialEq + 'static>(pause_ms: u32, value: T, on_pause: Callback<T>) {
    use_effect_with(value, move |value| {
        let value = value.clone();
        let timeout = Timeout::new(pause_ms, move || on_pause.emit(value));
        move || drop(timeout)
    });
}
