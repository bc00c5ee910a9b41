//! The module that finds the words looked for in texts: the viewer does without the analysis, and the page takes this in when
//! somebody looks for some (`static/boot.js`).

use kiosque::search::marker;
use wasm_bindgen::prelude::wasm_bindgen;

/// See [`marker::Marker::mark`].
#[wasm_bindgen]
#[must_use]
pub fn mark(sought: &str, text: &str) -> String {
    marker::mark(sought, text)
}

/// See [`marker::Marker::holds`].
#[wasm_bindgen]
#[must_use]
pub fn holds(sought: &str, text: &str) -> bool {
    marker::holds(sought, text)
}

/// See [`marker::Marker::excerpt`].
#[wasm_bindgen]
#[must_use]
pub fn excerpt(sought: &str, text: &str, most: usize) -> String {
    marker::excerpt(sought, text, most)
}

/// It waits to be asked.
fn main() {}
