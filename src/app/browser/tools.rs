//! The worker that opens files and writes lists, by way of `static/boot.js`: that starts it, hands it the files that are
//! dropped or chosen, and saves what it makes.

use crate::{
    app::{message::Msg, tools::Said},
    bundle::searcher::from_message,
};
use gloo::{events::EventListener, utils::window};
use wasm_bindgen::JsCast;
use web_sys::CustomEvent;
use yew::Callback;

/// Hears from now on what it says.
pub fn listen(send: &Callback<Msg>) {
    let send = send.clone();
    let listener = EventListener::new(&window(), "kiosque-tools", move |event| {
        if let Some(event) = event.dyn_ref::<CustomEvent>() {
            send.emit(Msg::ToolsSaid(read(event.detail().unchecked_ref())));
        }
    });
    listener.forget();
}

fn read(detail: &js_sys::Array) -> Said {
    let text = |place: u32| detail.get(place).as_string().unwrap_or_default();
    let bytes = || js_sys::Uint8Array::new(&detail.get(2)).to_vec();
    let words = text(1);
    match text(0).as_str() {
        "open" => Said::Opening,
        "busy" => Said::Busy(words),
        "done" => Said::Done(words),
        "file" => Said::File(words, bytes()),
        "opened" => Said::Opened { kept: words == "kept", problems: text(2) },
        "kept" => Said::Kept(words == "kept"),
        "reply" => {
            from_message(&bytes()).map_or(Said::Died, |reply| Said::Replied(Box::new(reply)))
        }
        _ => Said::Died,
    }
}
