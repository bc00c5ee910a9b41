//! The worker for what few readers ask for (`desk`).

use super::{history::absolute, page, worker::WorkerThread};
use crate::{
    app::message::Msg,
    bundle::searcher::{from_message, to_message},
    desk::Order,
};
use yew::Callback;

/// Starts it.
pub fn start(send: &Callback<Msg>) -> Option<WorkerThread> {
    let read = |bytes: &[u8]| Some(Msg::SheetCame(from_message(bytes)?));
    WorkerThread::start(send, page::script::start_desk().ok(), read, || Msg::DeskDied)
}

/// An order as a message, with what only the browser knows.
pub fn order(order: Order) -> Vec<u8> {
    let now = String::from(js_sys::Date::new_0().to_iso_string());
    to_message(&Order { address: absolute(&order.address), now, ..order })
}
