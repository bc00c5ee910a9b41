//! A link to a page of the app: a real link, which a plain click follows without loading.

use crate::{
    app::hooks::{browser, use_navigator},
    route::{Address, Route},
};
use yew::{AttrValue, Classes, Html, MouseEvent, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct AddressLinkProps {
    pub to: Route,
    #[prop_or_default]
    pub class: Classes,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub language: Option<AttrValue>,
    #[prop_or_default]
    pub rel: Option<AttrValue>,
    pub children: Html,
}

#[component]
pub fn AddressLink(props: &AddressLinkProps) -> Html {
    let navigator = use_navigator();
    // The language named in the address stays with the reader.
    let to = Address { route: props.to.clone(), interface: navigator.address().interface };
    let href = to.href();
    let onclick = move |event: MouseEvent| {
        if browser::is_plain_click(&event) {
            event.prevent_default();
            navigator.push(to.clone());
        }
    };
    html! {
        <a {href} {onclick} class={props.class.clone()} id={props.id.clone()}
            aria-label={props.label.clone()} rel={props.rel.clone()} lang={props.language.clone()}
            hreflang={props.language.clone()}>
            { props.children.clone() }
        </a>
    }
}
