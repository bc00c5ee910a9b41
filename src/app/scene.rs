//! What every part of a page can see.
//!
//! Pages and components are functions of a [`Scene`]: there is one stateful component, `App`,
//! and what it holds is the address, the settings and the set. What opens and closes is left
//! to the elements that can do that by themselves (`details`, `dialog`, `popover`). That is
//! simpler than a component for each, and every component costs readers some 4 KB of wasm.

use super::hooks::{Library, Navigator, SettingsHandle, browser};
use crate::{
    bundle::Set,
    i18n::{Interface, Messages},
    route::{Address, Route, Search},
};
use std::rc::Rc;
use yew::{AttrValue, Callback, Html, MouseEvent, html};

/// The address, the reader's choices, the set, and the words to speak of them.
pub struct Scene {
    /// Where the reader is.
    pub navigator: Navigator,
    /// What the reader has chosen.
    pub settings: SettingsHandle,
    /// The set as far as it has come.
    pub library: Library,
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
    /// Its CSS class.
    pub class: &'static str,
    /// Its place in the document.
    pub id: Option<AttrValue>,
    /// Its relation to the page it is on.
    pub rel: Option<&'static str>,
}

impl Scene {
    /// An address on which the reader keeps the language that the present one names.
    pub fn address(&self, route: Route) -> Address {
        Address { route, interface: self.navigator.address().interface }
    }

    /// A real link to a page of the app, which a plain click follows without loading.
    pub fn link(&self, route: Route, how: LinkTo, content: Html) -> Html {
        let address = self.address(route);
        let href = address.href();
        let navigator = self.navigator.clone();
        let onclick = Callback::from(move |event: MouseEvent| {
            if browser::is_plain_click(&event) {
                event.prevent_default();
                navigator.push(address.clone());
            }
        });
        html! { <a {href} {onclick} class={how.class} id={how.id} rel={how.rel}>{ content }</a> }
    }

    /// A link to a list.
    pub fn list_link(&self, search: Search, content: Html) -> Html {
        self.link(Route::Home(search), LinkTo::default(), content)
    }

    /// For buttons: lists what `search` asks for.
    pub fn to_list<E: 'static>(&self, search: Search) -> Callback<E> {
        let address = self.address(Route::Home(search));
        let navigator = self.navigator.clone();
        Callback::from(move |_| navigator.push(address.clone()))
    }
}
