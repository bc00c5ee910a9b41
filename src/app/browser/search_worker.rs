//! The worker that searches: a thread of its own, with a WebAssembly module of its own that is
//! fetched when somebody first searches.

use super::{document, page};
use crate::{
    app::message::Msg,
    bundle::{
        Question,
        searcher::{from_message, to_message},
    },
};
use gloo::events::EventListener;
use js_sys::Uint8Array;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{MessageEvent, Worker};
use yew::Callback;

/// A running worker. Ends when dropped.
#[derive(Debug)]
pub struct SearchWorker {
    worker: Worker,
    /// What it is asked once it listens; `None` from then on.
    waiting: Rc<RefCell<Option<Vec<Vec<u8>>>>>,
    _listeners: [EventListener; 2],
}

impl SearchWorker {
    /// Starts the worker (`static/boot.js` knows where it is); `None` if it cannot even be started.
    pub fn start(send: &Callback<Msg>) -> Option<Self> {
        let worker: Worker = page::script::start_search().ok()?;
        let waiting = Rc::new(RefCell::new(Some(Vec::new())));
        let on_message = {
            let (worker, waiting, send) = (worker.clone(), waiting.clone(), send.clone());
            EventListener::new(&worker.clone(), "message", move |event| {
                let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
                let bytes = Uint8Array::new(&event.data()).to_vec();
                // The first message, an empty one, says that it listens.
                let questions: Option<Vec<Vec<u8>>> = waiting.take();
                match questions {
                    Some(questions) => questions.iter().for_each(|bytes| post(&worker, bytes)),
                    None => send.emit(
                        from_message(&bytes)
                            .map_or_else(died, |reply| Msg::SearchReplied(Box::new(reply))),
                    ),
                }
            })
        };
        let send = send.clone();
        let on_error = EventListener::new(&worker, "error", move |_| send.emit(died()));
        Some(Self { worker, waiting, _listeners: [on_message, on_error] })
    }

    /// Asks. A question replaces the one before that is not answered yet.
    pub fn ask(&self, question: &Question) {
        let bytes = to_message(question);
        match &mut *self.waiting.borrow_mut() {
            Some(questions) => *questions = vec![bytes],
            None => post(&self.worker, &bytes),
        }
    }
}

impl Drop for SearchWorker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// That it cannot run: with the name of its script, which the page states.
pub fn died() -> Msg {
    let file = document::attribute("meta[name=kiosque-app]", "data-search");
    Msg::WorkerDied(file.unwrap_or_default())
}

fn post(worker: &Worker, bytes: &[u8]) {
    let _ = worker.post_message(&Uint8Array::from(bytes));
}
