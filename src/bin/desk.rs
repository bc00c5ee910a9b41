//! The worker for what few readers ask for: an order in, files fetched, a sheet out, and nothing else.

use js_sys::Uint8Array;
use kiosque::{
    app::browser::fetch::fetch,
    bundle::{
        articles,
        searcher::{from_message, to_message},
    },
    desk::{Order, Task, deliver, proof},
};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, RequestCache};

fn main() {
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        if let Some(order) = from_message::<Order>(&bytes) {
            spawn_local(fill(order));
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    on_message.forget();
    // Messages that came before now were lost: the page waits for this one.
    post(&[]);
}

/// Brings what an order takes, and delivers.
async fn fill(order: Order) {
    let mut fetched = vec![(order.file.clone(), pack(&order.file).await)];
    if order.task == Task::Proof {
        let list = fetch(proof::MANIFEST, RequestCache::NoCache).await.ok();
        let more = list.as_ref().map(|list| proof::files(&order, list)).unwrap_or_default();
        fetched.push((proof::MANIFEST.to_owned(), list));
        for file in more {
            let bytes = fetch(&file, RequestCache::NoCache).await.ok();
            fetched.push((file, bytes));
        }
    }
    post(&to_message(&deliver(&order, &fetched)));
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

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn post(bytes: &[u8]) {
    let _ = scope().post_message(&Uint8Array::from(bytes));
}
