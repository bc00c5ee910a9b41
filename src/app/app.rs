//! The app as a Yew component: messages in, drawings and effects out.

use super::{
    browser::Browser,
    effect::Effect,
    message::Msg,
    model::Model,
    update::{init, update},
    view::body,
};
use yew::{Callback, Component, Context, Html};

/// The app in a browser.
pub struct App {
    model: Model,
    browser: Browser,
    send: Callback<Msg>,
    /// What is to be done once it is drawn.
    after_drawing: Vec<Effect>,
    /// What had the focus before: what is moved when it is drawn would lose it.
    focused: Option<String>,
}

impl App {
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
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let send = ctx.link().callback(|message: Msg| message);
        let (browser, flags) = Browser::start(send.clone());
        let (model, effects) = init(flags);
        let mut app = Self { model, browser, send, after_drawing: Vec::new(), focused: None };
        app.perform(effects);
        app
    }

    fn update(&mut self, _: &Context<Self>, message: Msg) -> bool {
        let before = self.model.revision;
        let effects = update(&mut self.model, message);
        self.perform(effects);
        self.focused = self.browser.focused();
        self.model.revision != before
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
