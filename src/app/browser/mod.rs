//! The border to the browser, the only room where `web_sys`, `js_sys` and `gloo` appear (beside what `bin/` has for
//! browsers): effects are performed here, and what happens in the browser becomes messages.
//!
//! Pages that are rendered natively never come here: they have no effects, and their events nobody hears.

mod clipboard;
mod document;
pub mod events;
pub mod fetch;
mod history;
mod page;
mod search_worker;
mod storage;
mod tools;

use super::{
    effect::{Effect, Fetch, Purpose},
    message::Msg,
    model::{Flags, Trouble},
    saved,
    settings::{self, Settings, Theme},
    visits::{self, Visits},
};
use crate::{bundle::LoadError, i18n::Interface};
use document::Shortcuts;
use gloo::timers::callback::Timeout;
use history::History;
pub use page::root;
use page::script;
use search_worker::SearchWorker;
use wasm_bindgen_futures::spawn_local;
use web_sys::RequestCache;
use yew::Callback;

/// What `j` and `k` work on in a list.
const ENTRIES: &str = ".k-entry__link";

/// The browser as the app uses it.
pub struct Browser {
    send: Callback<Msg>,
    history: History,
    keys: Shortcuts,
    copied: clipboard::Copied,
    search: Option<SearchWorker>,
    /// Will say something to screen readers.
    announcement: Option<Timeout>,
    /// Runs while the query may change again.
    pause: Option<Timeout>,
}

impl Browser {
    /// Listens to what happens from now on, and `draw`s when there is time; and what the browser says at the start.
    pub fn start(send: Callback<Msg>, draw: Callback<()>) -> (Self, Flags) {
        page::fix_base();
        let (history, address, id, below) = History::start(&send);
        let kept = storage::stored(saved::KEY);
        let saved = kept.as_deref().and_then(saved::parse);
        let trouble = match &saved {
            None if kept.is_some() => Some(Trouble::Unreadable),
            Some(saved) if saved.partly => Some(Trouble::Partly),
            _ => None,
        };
        let saved::Kept { releases: saved, searches, .. } = saved.unwrap_or_default();
        let flags = Flags {
            below,
            address,
            id,
            hidden: root().is_some_and(|root| !root.is_connected()),
            settings: storage::stored(settings::KEY)
                .map_or_else(Settings::default, |text| Settings::parse(&text)),
            preferred: document::languages().iter().find_map(|tag| Interface::new(tag)),
            spoken: Interface::ALL.into_iter().filter(|interface| interface.is_spoken()).collect(),
            words: Interface::ALL.into_iter().filter_map(page::words).collect(),
            trouble,
            saved,
            searches,
            visits: Visits::parse(&storage::stored(visits::KEY).unwrap_or_default()),
            now: String::from(js_sys::Date::new_0().to_iso_string()).parse().ok(),
            saves_data: page::saves_data(),
            reloaded_for: storage::reloaded_for(),
            marker: None,
        };
        page::listen(&send, draw);
        storage::listen(&send);
        tools::listen(&send);
        let keys = Shortcuts::listen(&send);
        let copied = clipboard::Copied::listen();
        (Self { send, history, keys, copied, search: None, announcement: None, pause: None }, flags)
    }

    /// Has `draw` called once the browser has painted; whether it will be.
    pub fn draw_later(&self) -> bool {
        script::after_paint().is_ok()
    }

    /// Does what is to be done.
    pub fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Fetch(fetch) => spawn_local(bring(self.send.clone(), fetch)),
            Effect::StartSearch => self.start_search(),
            Effect::Ask(question) => {
                if self.search.is_none() {
                    self.start_search();
                }
                match &self.search {
                    Some(search) => search.ask(&question),
                    None => self.send.emit(search_worker::died()),
                }
            }
            Effect::BringMarks => drop(script::bring_marks()),
            Effect::StopSearch => self.search = None,
            Effect::Push(entry) => self.history.push(&entry),
            Effect::Replace(entry) => self.history.replace(entry),
            // When the reader was here is no loss.
            Effect::Store(key, value) => {
                if !storage::store(key, &value) && key != visits::KEY {
                    self.send.emit(Msg::NotKept);
                }
            }
            Effect::ApplySettings(settings) => apply(&settings),
            Effect::SetTitle(title) => document::set_title(&title),
            Effect::NameFeeds(feeds) => document::name_feeds(&feeds),
            Effect::SetLanguage(tag) => document::set_root_attribute("lang", Some(tag)),
            Effect::ListenTo(keys) => self.keys.set(keys),
            Effect::Announce(text) => {
                const QUIET_MS: u32 = 900;
                // Dropping the one before ends it, so that typing is not talked over.
                let say = move || document::say("said", &text);
                self.announcement = Some(Timeout::new(QUIET_MS, say));
            }
            Effect::Say(id, text) => document::say(id, text),
            Effect::Debounce => {
                const PAUSE_MS: u32 = 350;
                self.pause = Some(self.later(PAUSE_MS, || Msg::Paused));
            }
            Effect::DrawMore => drop(self.later(0, || Msg::DrawMore).forget()),
            Effect::Focus(selector, scroll) => document::focus(selector, scroll),
            Effect::FocusEntry(step) => document::focus_step(ENTRIES, step),
            Effect::ClickFocused => document::click_focused(),
            Effect::Click(selector) => document::click(selector),
            Effect::ToggleDialog(id) => document::toggle_dialog(id),
            Effect::Copy(text) => clipboard::copy(text),
            Effect::CopyPassage(quoted, text, none) => clipboard::copy_passage(quoted, text, none),
            Effect::AskDesk(order) => drop(script::ask_desk(&order)),
            Effect::CopyFrom(text) => self.copied.set(text),
            Effect::Print => page::print(),
            Effect::KeepAll => drop(script::keep_all()),
            Effect::ShowUpdate => drop(script::show_update()),
            Effect::Reload(build) => match storage::note_reload(&build) {
                true => page::reload(),
                false => self.send.emit(Msg::NotReloaded),
            },
            Effect::ShowSelected => document::show_selected(),
            Effect::Wake => drop(script::wake()),
            Effect::WakeOrStay => {
                if !script::stay().unwrap_or(false) {
                    self.send.emit(Msg::GaveWay);
                }
            }
            Effect::AskTools(kind, content) => drop(script::ask_tools(kind, content)),
            Effect::FocusDrawn(id) => document::focus_id(&id, true),
            Effect::Arrive(arrival) => self.history.arrive(&arrival),
            Effect::ShowFound => self.history.show_found(),
        }
    }

    /// The `id` of what has the focus.
    pub fn focused(&self) -> Option<String> {
        document::focused_id()
    }

    /// Gives the focus back to what has lost it by being moved.
    pub fn refocus(&self, id: Option<String>) {
        if let Some(id) = id.filter(|_| document::nothing_focused()) {
            document::focus_id(&id, false);
        }
    }

    fn start_search(&mut self) {
        self.search = SearchWorker::start(&self.send);
    }

    fn later(&self, after_ms: u32, message: fn() -> Msg) -> Timeout {
        let send = self.send.clone();
        Timeout::new(after_ms, move || send.emit(message()))
    }
}

async fn bring(send: Callback<Msg>, fetch: Fetch) {
    let cache = match (&fetch.before, fetch.purpose) {
        (Some(_), _) => RequestCache::Reload,
        (None, Purpose::Open | Purpose::Compare) => RequestCache::NoCache,
        (None, Purpose::Need | Purpose::Prefetch | Purpose::Words(_)) => RequestCache::Default,
    };
    let mut result = fetch::fetch(&fetch.file, cache).await;
    if let Purpose::Words(interface) = fetch.purpose {
        result = result.and_then(|bytes| learnt(interface, &fetch.file, bytes));
    }
    send.emit(Msg::FileArrived(fetch, result));
}

/// Learns the words of a language: there is nothing left to take in.
fn learnt(interface: Interface, file: &str, bytes: Vec<u8>) -> Result<Vec<u8>, LoadError> {
    let words = String::from_utf8(bytes).ok().and_then(Interface::learn);
    match words == Some(interface) {
        true => Ok(Vec::new()),
        false => Err(LoadError::PartMissing { file: file.to_owned() }),
    }
}

/// Tells the style sheets. What `static/early.js` has said before is said again.
fn apply(settings: &Settings) {
    let theme = (settings.theme != Theme::Auto).then(|| settings.theme.name());
    document::set_root_attribute("data-theme", theme);
    let size = settings.text_size.to_string();
    document::set_root_attribute("data-text-size", (settings.text_size != 0).then_some(&size));
    document::set_root_attribute("data-wide-lines", settings.wide_lines.then_some(""));
    document::set_root_attribute("data-text-only", (!settings.pictures).then_some(""));
}
