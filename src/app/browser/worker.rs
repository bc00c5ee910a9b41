//! Workers: threads of their own, each with a WebAssembly module of its own that is fetched when somebody first needs it.

use crate::app::message::Msg;
use gloo::events::EventListener;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};
use yew::Callback;

/// A running worker. Ends when dropped.
#[derive(Debug)]
pub struct WorkerThread {
    worker: Worker,
    /// What it is told once it listens; `None` from then on.
    waiting: Rc<RefCell<Option<String>>>,
    _listeners: [EventListener; 2],
}

impl WorkerThread {
    /// Listens to a worker that `static/boot.js` started; `None` if it cannot even be started. What it says is understood
    /// by `read`; that it ended in an error is `died`.
    pub fn start(
        send: &Callback<Msg>,
        worker: Option<Worker>,
        read: fn(&str) -> Option<Msg>,
        died: fn() -> Msg,
    ) -> Option<Self> {
        let worker = worker?;
        let waiting = Rc::new(RefCell::new(Some(String::new())));
        let on_message = {
            let (worker, waiting, send) = (worker.clone(), waiting.clone(), send.clone());
            EventListener::new(&worker.clone(), "message", move |event| {
                let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
                let text = event.data().as_string().unwrap_or_default();
                // The first message, an empty one, says that it listens.
                match waiting.take() {
                    Some(text) if text.is_empty() => {}
                    Some(text) => post(&worker, &text),
                    None => send.emit(read(&text).unwrap_or_else(died)),
                }
            })
        };
        let send = send.clone();
        let on_error = EventListener::new(&worker, "error", move |_| send.emit(died()));
        Some(Self { worker, waiting, _listeners: [on_message, on_error] })
    }

    /// Tells it something. Of what it was told before it listens, the last counts.
    pub fn tell(&self, text: String) {
        match &mut *self.waiting.borrow_mut() {
            Some(waiting) => *waiting = text,
            None => post(&self.worker, &text),
        }
    }
}

impl Drop for WorkerThread {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn post(worker: &Worker, text: &str) {
    let _ = worker.post_message(&JsValue::from_str(text));
}
