//! The clipboard.

use super::{document::say, history::absolute};
use crate::app::effect::ClipboardText;
use gloo::utils::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Puts text on the clipboard and says whether that worked: browsers refuse outside secure contexts.
pub fn copy(text: ClipboardText) {
    let ClipboardText { text, is_address, outcome, words: [copied, failed] } = text;
    let done = move |worked: bool| say(&outcome, if worked { copied } else { failed });
    let navigator = window().navigator();
    // Outside secure contexts there is no clipboard at all, whatever the types say.
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if clipboard.map_or(true, |clipboard| clipboard.is_undefined()) {
        return done(false);
    }
    let text = if is_address { absolute(&text) } else { text };
    let written = JsFuture::from(navigator.clipboard().write_text(&text));
    spawn_local(async move { done(written.await.is_ok()) });
}
