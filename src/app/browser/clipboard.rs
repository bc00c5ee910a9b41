//! The clipboard, and what leaves the page in other ways: to other apps, to the disk.

use super::{document::say, history::absolute};
use crate::{
    app::{effect::ClipboardText, take::data_url},
    desk::File,
};
use gloo::utils::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlElement;

/// Puts text on the clipboard, after `before`, and says whether that worked: browsers refuse outside secure contexts.
pub fn copy(before: &str, text: ClipboardText) {
    let ClipboardText { text, is_address, outcome, words: [copied, failed] } = text;
    let done = move |worked: bool| say(&outcome, if worked { copied } else { failed });
    // Outside secure contexts there is no clipboard at all, whatever the types say.
    if !has("clipboard") {
        return done(false);
    }
    let text = if is_address { absolute(&text) } else { text };
    let clipboard = window().navigator().clipboard();
    let written = JsFuture::from(clipboard.write_text(&[before, &text].concat()));
    spawn_local(async move { done(written.await.is_ok()) });
}

/// Puts what is selected on the clipboard, then `source` and an address; says `nothing` if nothing is.
pub fn copy_passage(source: &str, link: ClipboardText, nothing: &'static str) {
    let selection = window().get_selection().ok().flatten();
    let selected = selection.map(|selection| String::from(selection.to_string()));
    match selected.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        Some(passage) => copy(&[passage, source].concat(), link),
        None => say(&link.outcome, nothing),
    }
}

/// Whether the browser can do something.
pub fn has(name: &str) -> bool {
    let there = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str(name));
    there.is_ok_and(|there| there.is_truthy())
}

/// Offers a page of this newsroom to other apps. A reader who thinks better of it is no error.
pub fn share(title: &str, href: &str) {
    let data = web_sys::ShareData::new();
    data.set_title(title);
    data.set_url(&absolute(href));
    let shared = JsFuture::from(window().navigator().share_with_data(&data));
    spawn_local(async move { drop(shared.await) });
}

/// Saves a file on the reader's disk.
pub fn download(file: &File) {
    let link = document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.set_attribute("href", &data_url(&file.kind, &file.text));
        let _ = link.set_attribute("download", &file.name);
        link.click();
    }
}
