//! What every part of a page can see, and how it says what happens to it.
//!
//! Pages and components are functions of a [`ViewContext`]. What opens and closes is left to the elements that can do that
//! by themselves (`details`, `dialog`, `popover`). That is simpler than a Yew component for each, and every such component
//! costs readers some kilobytes of wasm.

use super::{
    browser::events,
    element::{Child, El, el},
    message::Msg,
    model::Model,
    months::PointerAction,
    settings::Settings,
};
use crate::{
    bundle::Set,
    i18n::{Interface, Messages},
    route::{Address, Route, Search},
};
use std::rc::Rc;
use yew::{
    AttrValue, Callback, Event, FocusEvent, Html, InputEvent, MouseEvent, PointerEvent, SubmitEvent,
};

/// The model, the words to speak of it, and where messages go.
pub struct ViewContext<'a> {
    /// All that the app knows.
    pub model: &'a Model,
    /// What the set says of itself, once it is there.
    pub set: Option<&'a Rc<Set>>,
    /// The reader's choices.
    pub settings: &'a Settings,
    /// The reader's language.
    pub interface: Interface,
    /// The words of the interface in it.
    pub messages: &'static Messages,
    /// Where messages go.
    pub send: &'a Callback<Msg>,
}

/// What distinguishes one link from another.
#[derive(Default)]
pub struct LinkTo {
    /// Its class, if any.
    pub class: Option<&'static str>,
    /// Whether it is the one that is chosen.
    pub current: bool,
    /// Its place in the document.
    pub id: Option<AttrValue>,
    /// Its relation to the page it is on.
    pub rel: Option<&'static str>,
}

impl<'a> ViewContext<'a> {
    /// Of a model; what happens to what is drawn goes to `send`.
    pub fn new(model: &'a Model, send: &'a Callback<Msg>) -> Self {
        let interface = model.interface();
        let (set, settings, messages) = (model.set(), &model.settings, interface.messages());
        Self { model, set, settings, interface, messages, send }
    }

    /// Where the reader is.
    pub fn address(&self) -> &'a Address {
        &self.model.visit.address
    }

    /// An address on which the reader keeps the language that the present one names.
    pub fn address_of(&self, route: Route) -> Address {
        Address { route, interface: self.address().interface }
    }

    /// The whole list, of the newsroom or of what is open on this device.
    pub fn whole_list(&self) -> Search {
        Search { device: self.address().route.is_on_device(), ..Search::default() }
    }

    /// A real link to a page of the app, which a plain click follows without loading.
    pub fn link(&self, route: Route, how: LinkTo, content: impl Child) -> Html {
        self.link_element(route, how).child(content).html()
    }

    fn link_element(&self, route: Route, how: LinkTo) -> El {
        let address = self.address_of(route);
        let href = address.href();
        el("a")
            .attr("class", how.class)
            .attr("aria-current", how.current.then_some("true"))
            .attr("href", href)
            .attr("id", how.id)
            .attr("rel", how.rel)
            .onclick(self.on_follow(move || Msg::Navigate(address.clone())))
    }

    /// A link to a list.
    pub fn list_link(&self, search: Search, content: impl Child) -> Html {
        self.link(Route::Home(search), LinkTo::default(), content)
    }

    /// For buttons: lists what `search` asks for.
    pub fn to_list<E: 'static>(&self, search: Search) -> Callback<E> {
        let address = self.address_of(Route::Home(search));
        events::happened(self.send, Rc::new(move || Msg::Navigate(address.clone())))
    }

    /// For buttons.
    pub fn on_click(&self, message: impl Fn() -> Msg + 'static) -> Callback<MouseEvent> {
        events::happened(self.send, Rc::new(message))
    }

    /// For links: a plain click.
    pub fn on_follow(&self, message: impl Fn() -> Msg + 'static) -> Callback<MouseEvent> {
        events::followed(self.send, Rc::new(message))
    }

    /// For fields: the focus comes to them.
    pub fn on_focus(&self, message: impl Fn() -> Msg + 'static) -> Callback<FocusEvent> {
        events::happened(self.send, Rc::new(message))
    }

    /// For fields: every character typed.
    pub fn on_input(&self, message: impl Fn(String) -> Msg + 'static) -> Callback<InputEvent> {
        events::typed(self.send, Rc::new(message))
    }

    /// For forms.
    pub fn on_submit(&self, message: fn() -> Msg) -> Callback<SubmitEvent> {
        events::submitted(self.send, message)
    }

    /// For boxes that are ticked.
    pub fn on_tick(&self, message: impl Fn(bool) -> Msg + 'static) -> Callback<Event> {
        events::ticked(self.send, Rc::new(message))
    }

    /// For files to choose.
    pub fn on_file(&self, message: fn(Option<String>) -> Msg) -> Callback<Event> {
        events::file_read(self.send, message)
    }

    /// For drawings: what a pointer does on them, how far from the left side, and how wide they are.
    pub fn on_pointer(
        &self,
        message: fn(PointerAction, f64, f64) -> Msg,
    ) -> Callback<PointerEvent> {
        events::pointed(self.send, message)
    }

    /// For lists to choose from: the value chosen.
    pub fn on_select(&self, message: impl Fn(&str) -> Option<Msg> + 'static) -> Callback<Event> {
        events::selected(self.send, Rc::new(message))
    }
}
