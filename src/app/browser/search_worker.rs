//! The worker that searches.

use super::{document, page, worker::WorkerThread};
use crate::{app::message::Msg, bundle::searcher::from_message};
use yew::Callback;

/// Starts it.
pub fn start(send: &Callback<Msg>) -> Option<WorkerThread> {
    let read = |bytes: &[u8]| Some(Msg::SearchReplied(Box::new(from_message(bytes)?)));
    WorkerThread::start(send, page::script::start_search().ok(), read, died)
}

/// That it cannot run: with the name of its script, which the page states.
pub fn died() -> Msg {
    let file = document::attribute("meta[name=kiosque-app]", "data-search");
    Msg::WorkerDied(file.unwrap_or_default())
}
