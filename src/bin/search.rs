//! The worker that searches: questions in, files fetched, replies out, and nothing else.
//!
//! Only the newest question is answered: what was typed since makes older ones idle.

use js_sys::Uint8Array;
use kiosque::{
    app::browser::fetch::fetch,
    bundle::{
        LoadError, Question, Searcher,
        searcher::{from_message, to_message},
    },
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, RequestCache};

/// What the worker holds from one message to the next.
#[derive(Default)]
struct SearchState {
    searcher: Option<Searcher>,
    question: Option<Question>,
    /// Whether the best hits were told while the rest is on its way.
    began: bool,
    in_flight: Vec<String>,
}

type Shared = Rc<RefCell<SearchState>>;

fn main() {
    let state = Shared::default();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        if let Some(question) = from_message::<Question>(&bytes) {
            let mut newest = state.borrow_mut();
            newest.question = Some(question);
            newest.began = false;
            drop(newest);
            go_on(&state);
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    on_message.forget();
    // Messages that came before now were lost: the page waits for this one.
    post(&[]);
}

/// Answers the question, or fetches what that takes.
fn go_on(shared: &Shared) {
    let mut state = shared.borrow_mut();
    let Some(question) = state.question.take() else { return };
    if state.searcher.as_ref().is_none_or(|searcher| searcher.index() != question.index) {
        state.searcher = Some(Searcher::new(question.index.clone()));
    }
    let Some(searcher) = &state.searcher else { return };
    let [mut missing, later] = searcher.missing_in_turn(&question.request);
    if missing.is_empty() {
        missing = later;
        // The best hits first, and once; then all there is.
        if missing.is_empty() || !state.began {
            post(&to_message(&searcher.reply(question.request.clone())));
        }
        if missing.is_empty() {
            return;
        }
        state.began = true;
    }
    state.question = Some(question);
    for file in missing {
        if !state.in_flight.contains(&file) {
            state.in_flight.push(file.clone());
            spawn_local(bring(Rc::clone(shared), file));
        }
    }
}

/// Brings a file. What does not come or cannot be read is asked for once more, past all that is kept.
async fn bring(shared: Shared, file: String) {
    let mut failure: Option<LoadError> = None;
    for cache in [RequestCache::Default, RequestCache::Reload] {
        let fetched = fetch(&file, cache).await;
        let taken = match &mut shared.borrow_mut().searcher {
            Some(searcher) => fetched.and_then(|bytes| searcher.take(&file, &bytes)),
            None => Ok(()),
        };
        failure = taken.err().map(|error| error.after(failure));
        if failure.is_none() {
            break;
        }
    }
    let mut state = shared.borrow_mut();
    state.in_flight.retain(|other| *other != file);
    if let (Some(error), Some(searcher)) = (failure, &mut state.searcher) {
        searcher.lacks(error);
    }
    drop(state);
    go_on(&shared);
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn post(bytes: &[u8]) {
    let _ = scope().post_message(&Uint8Array::from(bytes));
}
