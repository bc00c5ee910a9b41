//! The clipboard.

use super::{document::say, history::absolute};
use crate::app::{
    effect::ClipboardText,
    passage::{as_sent, fragment},
};
use gloo::{
    events::{EventListener, EventListenerOptions},
    utils::{document, window},
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::ClipboardEvent;

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
    let text = match text.rsplit_once('\n') {
        _ if !is_address => text,
        Some((before, address)) => [before, "\n", &absolute(address)].concat(),
        None => absolute(&text),
    };
    let written = JsFuture::from(navigator.clipboard().write_text(&text));
    spawn_local(async move { done(written.await.is_ok()) });
}

/// What the reader has selected.
fn selected() -> String {
    let selection = window().get_selection().ok().flatten();
    selection.map(|selection| String::from(selection.to_string())).unwrap_or_default()
}

/// Copies an address with what is selected in it; says `none` where nothing is. Browsers without text fragments pass over
/// them.
pub fn copy_passage(link: ClipboardText, none: &'static str) {
    match fragment(&selected()) {
        Some(fragment) => copy(ClipboardText { text: link.text + &fragment, ..link }),
        None => say(&link.outcome, none),
    }
}

/// The text of which parts are copied as they were sent.
pub struct Copied(Rc<RefCell<String>>);

impl Copied {
    /// Hears whatever is copied from now on.
    pub fn listen() -> Self {
        let source: Rc<RefCell<String>> = Rc::default();
        let text = Rc::clone(&source);
        let options = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&document(), "copy", options, move |event| {
                let event = event.unchecked_ref::<ClipboardEvent>();
                let (source, selected) = (text.borrow(), selected());
                let sent = as_sent(&selected, &source);
                if let (Some(sent), Some(data)) = (sent, event.clipboard_data()) {
                    let _ = data.set_data("text/plain", sent);
                    event.prevent_default();
                }
            });
        listener.forget();
        Self(source)
    }

    /// Of this text; of none if it is empty.
    pub fn set(&self, text: String) {
        self.0.replace(text);
    }
}
