//! The core compiled to WebAssembly, run in a headless browser by `wasm-bindgen-test`: what differs from native (integer
//! sizes, no clock, no threads) is found here, before the end-to-end tests.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);
