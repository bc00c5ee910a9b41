//! Workers: threads of their own, each with a WebAssembly module of its own that is fetched when somebody first needs it.

use crate::app::message::Msg;
use gloo::events::EventListener;
use js_sys::Uint8Array;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{MessageEvent, Worker};
use yew::Callback;

/// A running worker. Ends when dropped.
#[derive(Debug)]
pub struct WorkerThread {
    worker: Worker,
    /// What it is told once it listens; `None` from then on.
    waiting: Rc<RefCell<Option<Vec<u8>>>>,
    _listeners: [EventListener; 2],
}

impl WorkerThread {
    /// Listens to a worker that `static/boot.js` started; `None` if it cannot even be started. What it says is understood
    /// by `read`; that it ended in an error is `died`.
    pub fn start(
        send: &Callback<Msg>,
        worker: Option<Worker>,
        read: fn(&[u8]) -> Option<Msg>,
        died: fn() -> Msg,
    ) -> Option<Self> {
        let worker = worker?;
        let waiting = Rc::new(RefCell::new(Some(Vec::new())));
        let on_message = {
            let (worker, waiting, send) = (worker.clone(), waiting.clone(), send.clone());
            EventListener::new(&worker.clone(), "message", move |event| {
                let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
                let bytes = Uint8Array::new(&event.data()).to_vec();
                // The first message, an empty one, says that it listens.
                match waiting.take() {
                    Some(told) if told.is_empty() => {}
                    Some(told) => post(&worker, &told),
                    None => send.emit(read(&bytes).unwrap_or_else(died)),
                }
            })
        };
        let send = send.clone();
        let on_error = EventListener::new(&worker, "error", move |_| send.emit(died()));
        Some(Self { worker, waiting, _listeners: [on_message, on_error] })
    }

    /// Tells it something. Of what it was told before it listens, the last counts.
    pub fn tell(&self, bytes: Vec<u8>) {
        match &mut *self.waiting.borrow_mut() {
            Some(waiting) => *waiting = bytes,
            None => post(&self.worker, &bytes),
        }
    }
}

impl Drop for WorkerThread {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn post(worker: &Worker, bytes: &[u8]) {
    let _ = worker.post_message(&Uint8Array::from(bytes));
}
