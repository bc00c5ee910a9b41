//! The app as a Yew component: messages in, drawings and effects out.
//!
//! What changed is drawn once the browser has painted. So what a reader did is seen at once, the letter in its field or the tick in
//! its box, and what follows from it a frame later; and of several changes only the last is drawn.

use super::{
    browser::Browser,
    effect::Effect,
    message::Msg,
    model::{Model, Takeover},
    update::{init, update},
    view::body,
};
use yew::{Callback, Component, Context, Html};

/// The app in a browser.
pub struct App {
    model: Model,
    browser: Browser,
    send: Callback<Msg>,
    /// Whether something is to be drawn.
    stale: bool,
    /// What is to be done once it is drawn.
    after_drawing: Vec<Effect>,
    /// What had the focus before: what is moved when it is drawn would lose it.
    focused: Option<String>,
}

impl App {
    /// Whether there is something to draw, which is done then.
    fn draw(&mut self) -> bool {
        self.focused = self.browser.focused();
        std::mem::take(&mut self.stale)
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect.is_after_drawing() {
                true => self.after_drawing.push(effect),
                false => self.browser.perform(effect),
            }
        }
    }
}

impl Component for App {
    /// What happened; nothing where it is time to draw.
    type Message = Option<Msg>;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let send = ctx.link().callback(Some);
        let draw = ctx.link().callback(|()| None);
        let (browser, flags) = Browser::start(send.clone(), draw);
        let (model, effects) = init(flags);
        let (stale, after_drawing, focused) = (false, Vec::new(), None);
        let mut app = Self { model, browser, send, stale, after_drawing, focused };
        app.perform(effects);
        app
    }

    fn update(&mut self, _: &Context<Self>, message: Option<Msg>) -> bool {
        let Some(message) = message else {
            return self.draw();
        };
        let before = self.model.revision;
        let effects = update(&mut self.model, message);
        self.perform(effects);
        if self.model.revision == before {
            return false;
        }
        let waits = std::mem::replace(&mut self.stale, true);
        // What is not seen, or where nobody will say when, is drawn now.
        if self.model.takeover == Takeover::Awake && (waits || self.browser.draw_later()) {
            return false;
        }
        self.draw()
    }

    fn view(&self, _: &Context<Self>) -> Html {
        body(&self.model, &self.send)
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.browser.refocus(self.focused.take());
        for effect in std::mem::take(&mut self.after_drawing) {
            self.browser.perform(effect);
        }
    }
}
