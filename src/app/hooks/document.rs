//! What belongs to the document as a whole: its title, its language, its keyboard, and what
//! it says to screen readers.

use super::{
    browser,
    held::{Held, Redraw},
};
use crate::bundle::Need;
use gloo::{
    events::{EventListener, EventListenerOptions},
    timers::callback::Timeout,
    utils::document,
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::{Callback, hook, use_effect, use_force_update};

/// What the document says and listens to while a page is shown.
pub struct Frame {
    /// The language of the interface.
    pub lang: &'static str,
    /// The title of the document.
    pub title: String,
    /// What to announce, once it has not changed for a while.
    pub announcement: String,
    /// What is looked for: see [`Announcer::is_settled`].
    pub query: String,
    /// What a single key does that is pressed outside fields and without modifiers; where it
    /// answers `true`, the key does nothing else. `None` where the reader has switched them off
    /// (WCAG 2.1.4).
    pub keys: Option<Callback<String, bool>>,
    /// What the page needs of the set.
    pub needs: Vec<Need>,
    /// What would be nice to have besides.
    pub hints: Vec<Need>,
    /// Whether there is what the reader came for.
    pub ready: bool,
    /// Whether all that is needed is there, down to what stands at the margin.
    pub whole: bool,
    /// Whether there is nothing to show but that the set cannot be had.
    pub failed: bool,
    /// Whether only a part of it is drawn yet, since nobody sees it.
    pub more: bool,
}

/// What was announced, what will be, and what the keys do.
#[derive(Clone, Default)]
pub struct Announcer(Rc<RefCell<Announcing>>);

#[derive(Default)]
struct Announcing {
    started: bool,
    text: String,
    timeout: Option<Timeout>,
    query: String,
    /// Runs while the query may change again.
    pause: Option<Timeout>,
    keys: Option<Callback<String, bool>>,
}

/// Draws the app again when something it holds has changed. Its only state.
#[hook]
pub fn use_redraw(held: &Held) {
    held.redraw.by(use_force_update());
}

/// Tells the browser what was drawn: one effect for all of it, after every drawing.
#[hook]
pub fn use_frame(held: &Held, frame: Frame) {
    let held = held.clone();
    use_effect(move || {
        let navigator = held.navigator.now();
        if !held.announcer.start(&frame, &held.redraw) {
            navigator.listen();
            held.offline.listen();
            held.library.start(&navigator.address().route);
        }
        held.settings.now().apply();
        held.library.bring(&frame.needs);
        held.library.hint(&frame.hints);
        navigator.settle(frame.ready, frame.whole, frame.failed);
        if frame.more {
            let redraw = held.redraw.clone();
            Timeout::new(0, move || redraw.now()).forget();
        }
        if !navigator.is_asleep() {
            browser::set_title(&frame.title);
            browser::set_root_attribute("lang", Some(frame.lang));
        }
    });
}

impl Announcer {
    /// Takes in what the keys do and what is to be announced. Whether it was already listening.
    fn start(&self, frame: &Frame, redraw: &Redraw) -> bool {
        const PAUSE_MS: u32 = 900;
        const SETTLED_MS: u32 = 350;
        let state = &mut *self.0.borrow_mut();
        state.keys = frame.keys.clone();
        if state.text != frame.announcement {
            state.text = frame.announcement.clone();
            let text = frame.announcement.clone();
            // Dropping the one before ends it, so that typing is not talked over.
            state.timeout = Some(Timeout::new(PAUSE_MS, move || browser::say("#said", &text)));
        }
        if state.query != frame.query {
            state.query = frame.query.clone();
            let (this, redraw) = (self.clone(), redraw.clone());
            state.pause = Some(Timeout::new(SETTLED_MS, move || {
                this.0.borrow_mut().pause = None;
                redraw.now();
            }));
        }
        let started = std::mem::replace(&mut state.started, true);
        if !started {
            self.listen();
        }
        started
    }

    /// Whether `query` has not changed for a moment: the reader pauses.
    pub fn is_settled(&self, query: &str) -> bool {
        let state = self.0.borrow();
        state.pause.is_none() && state.query == query
    }

    fn listen(&self) {
        let this = self.clone();
        let options = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&document(), "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let keys = this.0.borrow().keys.clone();
                if let Some(keys) = keys.filter(|_| !browser::is_typing(event))
                    && keys.emit(event.key())
                {
                    event.prevent_default();
                }
            });
        listener.forget();
    }
}
