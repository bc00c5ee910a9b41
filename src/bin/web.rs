//! Boots the viewer in a browser, and nothing else.

use kiosque::{
    app::{App, browser},
    i18n::Interface,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the viewer, which speaks with these words. Whether it could: `static/boot.js` calls it.
#[wasm_bindgen]
pub fn start(words: String) -> bool {
    let speaks = Interface::learn(words).is_some();
    if let Some(root) = browser::root().filter(|_| speaks) {
        yew::Renderer::<App>::with_root(root).render();
    }
    speaks
}

/// It waits for its words.
fn main() {}
