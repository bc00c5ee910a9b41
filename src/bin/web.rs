//! Boots the viewer in a browser, and nothing else.

use kiosque::{
    app::{App, browser},
    i18n::Interface,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// The allocator of the viewer: the standard library's is larger, and every reader downloads it.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

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
