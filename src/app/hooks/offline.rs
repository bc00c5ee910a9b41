//! What the service worker (`static/sw.js`) says of keeping the site for when there is no
//! network, and what it can be asked to do.

use super::{browser, held::Redraw};
use gloo::{events::EventListener, utils::window};
use std::{cell::Cell, rc::Rc};

/// How far the site is kept in the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// There is no service worker, or it has not yet said.
    #[default]
    Unknown,
    /// All of it can be, which takes so many bytes.
    Not(u64),
    /// So many bytes of so many are.
    Keeping(u64, u64),
    /// All of it is: so many bytes.
    All(u64),
    /// It could not be: there is no room, or no network.
    Failed,
}

/// What the service worker has said last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// How much is kept.
    pub kept: Kept,
    /// Whether a newer version of the site waits to be shown.
    pub update: bool,
}

/// The state of the site off line, as it is told.
#[derive(Clone, Default)]
pub struct Offline {
    latest: Rc<Cell<State>>,
    redraw: Redraw,
}

impl Offline {
    /// Nothing is known yet.
    pub fn new(redraw: Redraw) -> Self {
        Self { latest: Rc::default(), redraw }
    }

    /// What is known now.
    pub fn state(&self) -> State {
        self.latest.get()
    }

    /// Hears what the worker says, by way of `static/boot.js`.
    pub fn listen(&self) {
        let this = self.clone();
        let listener = EventListener::new(&window(), "kiosque", move |event| {
            let state = this.latest.get().after(&browser::detail(event));
            if this.latest.replace(state) != state {
                this.redraw.now();
            }
        });
        listener.forget();
    }

    /// Asks for everything to be kept.
    pub fn keep_all(&self) {
        browser::call("keepAll");
    }

    /// Shows the newer version.
    pub fn show_update(&self) {
        browser::call("showUpdate");
    }
}

impl State {
    fn after(self, said: &str) -> Self {
        let mut words = said.split(' ');
        let what = words.next().unwrap_or_default();
        let mut number = || words.next().and_then(|word| word.parse().ok()).unwrap_or_default();
        let kept = match what {
            "ready" => Kept::Not(number()),
            "keeping" => Kept::Keeping(number(), number()),
            "kept" => Kept::All(number()),
            "failed" => Kept::Failed,
            _ => self.kept,
        };
        Self { kept, update: self.update || what == "update" }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, State};

    #[test]
    fn what_the_worker_says_is_understood() {
        let said = |text: &str| State::default().after(text).kept;
        assert_eq!(said("ready 12"), Kept::Not(12));
        assert_eq!(said("keeping 3 12"), Kept::Keeping(3, 12));
        assert_eq!(said("kept 12"), Kept::All(12));
        assert_eq!(said("failed"), Kept::Failed);
        assert_eq!(said("what?"), Kept::Unknown);
        let updated = State::default().after("update").after("kept x");
        assert_eq!(updated, State { kept: Kept::All(0), update: true });
    }
}
