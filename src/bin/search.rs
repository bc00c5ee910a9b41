//! The worker that searches: questions in, files fetched, replies out, and nothing else.
//!
//! Only the newest question is answered: what was typed since makes older ones idle.

use kiosque::{
    app::browser,
    bundle::{
        Question, Searcher,
        searcher::{from_message, to_message},
    },
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// What the worker holds from one message to the next.
#[derive(Default)]
struct Desk {
    searcher: Option<Searcher>,
    question: Option<Question>,
    /// Whether the best hits were told while the rest is on its way.
    began: bool,
    in_flight: Vec<String>,
}

type Shared = Rc<RefCell<Desk>>;

fn main() {
    let desk = Shared::default();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        if let Some(question) = from_message::<Question>(&text) {
            let mut newest = desk.borrow_mut();
            newest.question = Some(question);
            newest.began = false;
            drop(newest);
            go_on(&desk);
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    on_message.forget();
    // Messages that came before now were lost: the page waits for this one.
    post("");
}

/// Answers the question, or fetches what that takes.
fn go_on(shared: &Shared) {
    let mut desk = shared.borrow_mut();
    let Some(question) = desk.question.take() else { return };
    if desk.searcher.as_ref().is_none_or(|searcher| searcher.index() != question.index) {
        desk.searcher = Some(Searcher::new(question.index.clone()));
    }
    let Some(searcher) = &desk.searcher else { return };
    let mut missing = searcher.missing_at_first(&question.request);
    if missing.is_empty() {
        missing = searcher.missing(&question.request);
        // The best hits first, and once; then all there is.
        if missing.is_empty() || !desk.began {
            post(&to_message(&searcher.reply(question.request.clone())));
        }
        if missing.is_empty() {
            return;
        }
        desk.began = true;
    }
    desk.question = Some(question);
    for file in missing {
        if !desk.in_flight.contains(&file) {
            desk.in_flight.push(file.clone());
            spawn_local(bring(Rc::clone(shared), file));
        }
    }
}

async fn bring(shared: Shared, file: String) {
    let take = |bytes: &[u8]| match &mut shared.borrow_mut().searcher {
        Some(searcher) => searcher.take(&file, bytes),
        None => Ok(()),
    };
    let brought = browser::bring(&file, false, take).await;
    let mut desk = shared.borrow_mut();
    desk.in_flight.retain(|other| *other != file);
    if let (Err(error), Some(searcher)) = (brought, &mut desk.searcher) {
        searcher.lacks(error);
    }
    drop(desk);
    go_on(&shared);
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn post(text: &str) {
    let _ = scope().post_message(&JsValue::from_str(text));
}
