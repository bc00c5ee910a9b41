//! The worker that opens a reader's own files and writes lists, releases and sets of files to take away: what is pure of the native
//! half, in a browser.
//! It is fetched when somebody first wants either, and nothing that it reads is sent anywhere.
//!
//! A message is a list: what is wanted, the language of the page, and files or text. So is an answer: what sort it is, then
//! what it says (`app/browser/tools.rs`).

#[path = "tools/gather.rs"]
mod gather;
#[path = "tools/keep.rs"]
mod keep;
#[path = "tools/open.rs"]
mod open;
#[path = "tools/take.rs"]
mod take;

use kiosque::{
    bundle::{Question, searcher::from_message},
    i18n::{Interface, ToolMessages},
};
use open::Opened;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// What the worker holds from one message to the next.
type Shared = Rc<RefCell<Opened>>;

fn main() {
    let opened = Shared::default();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(message) = event.data().dyn_into::<js_sys::Array>() {
            spawn_local(answer(Rc::clone(&opened), message));
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    on_message.forget();
    // Messages that came before now were lost: the page waits for this one.
    let _ = scope().post_message(&JsValue::from_str(""));
}

async fn answer(opened: Shared, message: js_sys::Array) {
    let text = |place: u32| message.get(place).as_string().unwrap_or_default();
    let bytes = || js_sys::Uint8Array::new(&message.get(2)).to_vec();
    let interface = Interface::new(&text(1)).unwrap_or_default();
    let words = interface.tool_messages();
    match text(0).as_str() {
        "open" => open::open(&opened, message.get(2).unchecked_into(), words).await,
        "kept" => open::open_kept(&opened, words).await,
        "keep" => open::keep(&opened, words).await,
        "forget" => {
            keep::forget().await;
            opened.borrow_mut().forgotten();
            say("done", words.forgotten);
        }
        "ask" => {
            if let Some(question) = from_message::<Question>(&bytes()) {
                let reply = opened.borrow_mut().reply(question);
                post(&[
                    "reply".into(),
                    "".into(),
                    js_sys::Uint8Array::from(reply.as_slice()).into(),
                ]);
            }
        }
        "take" => {
            let outcome = take::take(&bytes(), words).await;
            say("done", &outcome.unwrap_or_else(|| words.failed.to_owned()));
        }
        "form" => {
            let outcome = take::take_one(&bytes(), words).await;
            say("done", &outcome.unwrap_or_else(|| words.failed.to_owned()));
        }
        "gather" => {
            let slug = String::from_utf8_lossy(&bytes()).into_owned();
            say("done", &gather::gather(&slug, interface, words).await);
        }
        _ => {}
    }
}

/// Says something of a sort to the page.
fn say(kind: &str, text: &str) {
    post(&[kind.into(), text.into()]);
}

fn post(parts: &[JsValue]) {
    let _ = scope().post_message(&parts.iter().collect::<js_sys::Array>());
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// The address of the newsroom's folder, in which the worker's script lies.
fn folder() -> String {
    let own = scope().location().href();
    own.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default()
}

/// How much can be opened at once, in bytes: it is held in memory several times over.
const MOST: u64 = 16 << 20;

fn most(words: &ToolMessages) -> String {
    (words.size)(MOST / (1 << 20) * 1_000_000)
}
