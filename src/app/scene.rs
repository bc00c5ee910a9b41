//! What every part of a page can see.
//!
//! Pages and components are functions of a [`Scene`]: there is one stateful component, `App`,
//! and what it holds is the address, the settings and the set. What opens and closes is left
//! to the elements that can do that by themselves (`details`, `dialog`, `popover`). That is
//! simpler than a component for each, and every component costs readers some 4 KB of wasm.

use super::{
    element::{Child, El, el},
    hooks::{Held, Library, Navigator, Offline, PointerHandle, Saved, SettingsHandle, browser},
};
use crate::{
    bundle::{Set, Version},
    i18n::{Interface, Messages},
    route::{Address, Route, Search},
};
use std::rc::Rc;
use yew::{AttrValue, Callback, Html, MouseEvent};

/// The address, the reader's choices, the set, and the words to speak of them.
pub struct Scene {
    /// Where the reader is.
    pub navigator: Navigator,
    /// What the reader has chosen.
    pub settings: SettingsHandle,
    /// The set as far as it has come.
    pub library: Library,
    /// What the reader has saved.
    pub saved: Saved,
    /// What is kept for when there is no network.
    pub offline: Offline,
    /// What the pointer does on the timeline.
    pub pointer: PointerHandle,
    /// Releases that a page links for those without scripts.
    pub rest: Rc<[Version]>,
    /// What the set says of itself, once it is there.
    pub set: Option<Rc<Set>>,
    /// The reader's language.
    pub interface: Interface,
    /// The words of the interface in it.
    pub messages: &'static Messages,
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

impl Scene {
    /// What is held, as it is now.
    pub fn of(held: &Held) -> Self {
        let (navigator, settings) = (held.navigator.now(), held.settings.now());
        let library = held.library.clone();
        let set = library.set();
        let languages = set.iter().flat_map(|set| &set.newsroom.languages);
        let interface = navigator
            .address()
            .interface
            .or(held.language)
            .or_else(|| settings.interface())
            .or_else(|| languages.into_iter().find_map(|l| Interface::new(l.as_str())))
            .unwrap_or_default();
        Self {
            navigator,
            settings,
            library,
            saved: held.saved.now(),
            offline: held.offline.clone(),
            pointer: held.pointer.clone(),
            rest: held.rest.clone(),
            set,
            interface,
            messages: interface.messages(),
        }
    }

    /// An address on which the reader keeps the language that the present one names.
    pub fn address(&self, route: Route) -> Address {
        Address { route, interface: self.navigator.address().interface }
    }

    /// A real link to a page of the app, which a plain click follows without loading.
    pub fn link(&self, route: Route, how: LinkTo, content: impl Child) -> Html {
        self.link_element(route, how).child(content).html()
    }

    fn link_element(&self, route: Route, how: LinkTo) -> El {
        let address = self.address(route);
        let href = address.href();
        let navigator = self.navigator.clone();
        let onclick = Callback::from(move |event: MouseEvent| {
            if browser::is_plain_click(&event) {
                event.prevent_default();
                navigator.push(address.clone());
            }
        });
        el("a")
            .attr("class", how.class)
            .attr("aria-current", how.current.then_some("true"))
            .attr("href", href)
            .attr("id", how.id)
            .attr("rel", how.rel)
            .onclick(onclick)
    }

    /// A link to a list.
    pub fn list_link(&self, search: Search, content: impl Child) -> Html {
        self.link(Route::Home(search), LinkTo::default(), content)
    }

    /// For buttons: lists what `search` asks for.
    pub fn to_list<E: 'static>(&self, search: Search) -> Callback<E> {
        let address = self.address(Route::Home(search));
        let navigator = self.navigator.clone();
        Callback::from(move |_| navigator.push(address.clone()))
    }
}
