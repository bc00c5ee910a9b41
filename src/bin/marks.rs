//! The module that knows words: it finds those looked for in texts, and says how a query was understood. The viewer does
//! without the analysis, and the page takes this in when somebody looks for some (`static/boot.js`).

use kiosque::{app::explain, search::marker};
use wasm_bindgen::prelude::wasm_bindgen;

/// See [`marker::mark`].
#[wasm_bindgen]
#[must_use]
pub fn mark(sought: &str, text: &str) -> String {
    marker::mark(sought, text)
}

/// See [`marker::holds`].
#[wasm_bindgen]
#[must_use]
pub fn holds(sought: &str, text: &str) -> bool {
    marker::holds(sought, text)
}

/// See [`marker::excerpt`].
#[wasm_bindgen]
#[must_use]
pub fn excerpt(sought: &str, text: &str, most: usize) -> String {
    marker::excerpt(sought, text, most)
}

/// See [`explain()`](explain::explain).
#[wasm_bindgen]
#[must_use]
pub fn explain(understood: &[u8], query: &str, language: &str) -> String {
    explain::explain(understood, query, language)
}

/// It waits to be asked.
fn main() {}
