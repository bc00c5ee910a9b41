//! The worker for what few readers ask for: an order in, files fetched, a sheet out, and nothing else.
//!
//! A message is a list of texts: a number, the files with the words of the interface, then the order (`Order::parse`). So is
//! an answer: that number, what is said, what there is to take, and what the buttons are called (`static/sheet.js`).

use js_sys::Array;
use kiosque::{
    app::browser::fetch::fetch,
    bundle::articles,
    desk::{File, Order, Part, Sheet, deliver, proof},
    i18n::{Interface, desk::Words},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, RequestCache};

fn main() {
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let message: Array = event.data().unchecked_into();
        let mut texts = message.iter().map(|text| text.as_string().unwrap_or_default());
        let number = texts.next().unwrap_or_default();
        let words = texts.next().unwrap_or_default();
        let now = String::from(js_sys::Date::new_0().to_iso_string());
        if let Some(order) = Order::parse(texts.collect(), now) {
            spawn_local(answer(number, words, order));
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    on_message.forget();
    // Messages that came before now were lost: the page waits for this one.
    let _ = scope().post_message(&JsValue::NULL);
}

/// Brings what an order takes, and delivers.
async fn answer(number: String, words: String, order: Order) {
    learn(&words).await;
    let mut fetched = vec![(order.file.clone(), pack(&order.file).await)];
    if order.proof {
        let list = fetch(proof::MANIFEST, RequestCache::NoCache).await.ok();
        let parts = list.as_ref().map(|list| proof::parts(&order, list)).unwrap_or_default();
        fetched.push((proof::MANIFEST.to_owned(), list));
        bring(parts, &mut fetched).await;
        bring(proof::files(&order, &fetched), &mut fetched).await;
    }
    let Sheet { said, parts } = deliver(&order, &fetched);
    let parts: Array = parts.iter().map(part).collect();
    let labels = texts(Words::of(order.interface()).labels());
    let reply = [number.into(), said.into(), parts.into(), labels];
    let _ = scope().post_message(&reply.iter().collect::<Array>());
}

/// Brings files of which what is kept may be of another day.
async fn bring(files: Vec<String>, fetched: &mut Vec<(String, Option<Vec<u8>>)>) {
    for file in files {
        let bytes = fetch(&file, RequestCache::NoCache).await.ok();
        fetched.push((file, bytes));
    }
}

/// The words of the interface, in all languages: a release is spoken of in its own.
async fn learn(files: &str) {
    if Interface::ALL.into_iter().all(Interface::is_spoken) {
        return;
    }
    for file in files.split_whitespace() {
        for cache in [RequestCache::Default, RequestCache::Reload] {
            let text =
                fetch(file, cache).await.ok().and_then(|bytes| String::from_utf8(bytes).ok());
            if text.and_then(Interface::learn).is_some() {
                break;
            }
        }
    }
}

/// The pack of a release. One that does not come or cannot be read is asked for once more, past all that is kept.
async fn pack(file: &str) -> Option<Vec<u8>> {
    for cache in [RequestCache::Default, RequestCache::Reload] {
        let fetched = fetch(file, cache).await.ok();
        if fetched.as_ref().is_some_and(|bytes| articles(file, bytes).is_ok()) {
            return fetched;
        }
    }
    None
}

fn part(part: &Part) -> JsValue {
    let Part { name, text, shown, files } = part;
    let file = |file: &File| texts([&*file.label, &*file.name, &*file.kind, &*file.text]);
    let files: Array = files.iter().map(file).collect();
    let parts: [JsValue; 4] = [name.into(), text.into(), (*shown).into(), files.into()];
    parts.iter().collect::<Array>().into()
}

fn texts<const N: usize>(texts: [&str; N]) -> JsValue {
    texts.into_iter().map(JsValue::from_str).collect::<Array>().into()
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
