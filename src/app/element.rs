//! Elements, written in Rust: `el("p").class("k-absent").child(text).html()`.
//!
//! The same nodes as `html!` makes: that macro writes out every attribute and every child where it
//! stands, these are calls of a few functions. Readers download the difference with every first
//! visit (10 KB by brotli, see docs/size.md). How Yew keeps attributes is known here and nowhere else; a test compares with
//! what the macro makes.

use crate::{model::Language, search::Gather};
use std::{cell::RefCell, rc::Rc};
use yew::{
    AttrValue, Callback, Event, Html, InputEvent, MouseEvent, PointerEvent, SubmitEvent,
    html::{
        onchange, onclick, onfocus, oninput, onpointercancel, onpointerdown, onpointermove,
        onpointerout, onpointerup, onsubmit,
    },
    virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VList, VNode, VTag, VText},
};

/// An element that is being written.
pub struct El(Box<TagParts>);

struct TagParts {
    tag: VTag,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
}

/// An element of this name.
pub fn el(name: &'static str) -> El {
    El(Box::new(TagParts {
        tag: VTag::new(AttrValue::Static(name)),
        names: Vec::new(),
        values: Vec::new(),
    }))
}

/// A text by itself.
pub fn text(text: impl Into<AttrValue>) -> Html {
    VNode::VText(VText::new(text))
}

/// Nodes beside each other, without an element around them.
pub fn nodes(nodes: impl Into<Vec<Html>>) -> Html {
    list(nodes.into())
}

fn list(nodes: Vec<Html>) -> Html {
    VNode::from(VList::with_children(nodes, None))
}

impl El {
    /// Its class.
    pub fn class(self, class: &'static str) -> Self {
        self.set_literal("class", class)
    }

    /// An attribute; none if there is no value.
    #[inline]
    pub fn attr(self, name: &'static str, value: impl Value) -> Self {
        value.set_on(self, name)
    }

    fn set(mut self, name: &'static str, value: Option<AttrValue>) -> Self {
        self.0.names.push(name);
        self.0.values.push(value.map(AttributeOrProperty::Attribute));
        self
    }

    fn set_literal(self, name: &'static str, value: &'static str) -> Self {
        self.set(name, Some(AttrValue::Static(value)))
    }

    fn set_text(self, name: &'static str, value: String) -> Self {
        self.set(name, Some(value.into()))
    }

    /// An attribute that is there or not, such as `hidden`.
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        self.set(name, on.then_some(AttrValue::Static(name)))
    }

    /// What is in a field.
    pub fn value(mut self, value: String) -> Self {
        self.0.tag.set_value(value);
        self
    }

    /// Whether a box is ticked.
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.tag.set_checked(checked);
        self
    }

    /// What tells an element of a list from the others when the list changes.
    #[inline]
    pub fn key(self, key: impl Into<Key>) -> Self {
        self.set_key(key.into())
    }

    fn set_key(mut self, key: Key) -> Self {
        self.0.tag.key = Some(key);
        self
    }

    fn on(mut self, listener: Rc<dyn Listener>) -> Self {
        self.0.tag.add_listener(listener);
        self
    }

    /// When it is activated.
    pub fn onclick(self, callback: impl Into<Callback<MouseEvent>>) -> Self {
        self.on(Rc::new(onclick::Wrapper::new(callback.into())))
    }

    /// When another value was chosen.
    pub fn onchange(self, callback: impl Into<Callback<Event>>) -> Self {
        self.on(Rc::new(onchange::Wrapper::new(callback.into())))
    }

    /// With every character typed.
    pub fn oninput(self, callback: impl Into<Callback<InputEvent>>) -> Self {
        self.on(Rc::new(oninput::Wrapper::new(callback.into())))
    }

    /// When it gets the focus.
    pub fn onfocus(self, callback: impl Into<Callback<yew::FocusEvent>>) -> Self {
        self.on(Rc::new(onfocus::Wrapper::new(callback.into())))
    }

    /// When a form is sent.
    pub fn onsubmit(self, callback: impl Into<Callback<SubmitEvent>>) -> Self {
        self.on(Rc::new(onsubmit::Wrapper::new(callback.into())))
    }

    /// Whatever a pointer does on it.
    pub fn onpointer(self, callback: &Callback<PointerEvent>) -> Self {
        self.on(Rc::new(onpointerdown::Wrapper::new(callback.clone())))
            .on(Rc::new(onpointermove::Wrapper::new(callback.clone())))
            .on(Rc::new(onpointerup::Wrapper::new(callback.clone())))
            .on(Rc::new(onpointerout::Wrapper::new(callback.clone())))
            .on(Rc::new(onpointercancel::Wrapper::new(callback.clone())))
    }

    /// Something inside it, after what is there.
    #[inline]
    pub fn child(self, child: impl Child) -> Self {
        child.put_into(self)
    }

    /// Something inside it for each of these.
    #[inline]
    pub fn children(self, children: impl IntoIterator<Item = Html>) -> Self {
        self.child(children.into_iter().gather())
    }

    fn push(mut self, child: Html) -> Self {
        self.0.tag.add_child(child);
        self
    }

    fn literal(self, text: &'static str) -> Self {
        self.text(AttrValue::Static(text))
    }

    fn text(self, text: AttrValue) -> Self {
        self.push(VNode::VText(VText::new(text)))
    }

    /// The element as a node of a page.
    pub fn html(self) -> Html {
        let TagParts { mut tag, names, values } = *self.0;
        if !names.is_empty() {
            tag.set_attributes(Attributes::Dynamic { keys: kept(names), values: values.into() });
        }
        VNode::from(tag)
    }
}

/// The one list of these names that is kept for good. Yew compares the attributes of an element with
/// those it had by where the list of their names lies; there are as many lists as ways in which
/// elements are written here, some sixty.
fn kept(names: Vec<&'static str>) -> &'static [&'static str] {
    thread_local! {
        static KEPT: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
    }
    KEPT.with_borrow_mut(|kept| {
        kept.iter().copied().find(|list| **list == *names).unwrap_or_else(|| {
            let list: &'static [&'static str] = names.leak();
            kept.push(list);
            list
        })
    })
}

/// What an attribute can be set to. What is not known before comes as it is, so that the few functions that make an
/// [`AttrValue`] of it are called rather than written out.
pub trait Value {
    /// Sets it.
    fn set_on(self, element: El, name: &'static str) -> El;
}

impl Value for &'static str {
    fn set_on(self, element: El, name: &'static str) -> El {
        element.set_literal(name, self)
    }
}

impl Value for String {
    fn set_on(self, element: El, name: &'static str) -> El {
        element.set_text(name, self)
    }
}

/// As its tag.
impl Value for &Language {
    fn set_on(self, element: El, name: &'static str) -> El {
        element.set_text(name, self.as_str().to_owned())
    }
}

impl Value for AttrValue {
    fn set_on(self, element: El, name: &'static str) -> El {
        element.set(name, Some(self))
    }
}

/// Without a value there is no attribute, but a place for it.
impl<V: Value> Value for Option<V> {
    fn set_on(self, element: El, name: &'static str) -> El {
        match self {
            Some(value) => value.set_on(element, name),
            None => element.set(name, None),
        }
    }
}

/// What can stand inside an element.
pub trait Child {
    /// Adds it.
    fn put_into(self, element: El) -> El;
}

impl Child for Html {
    fn put_into(self, element: El) -> El {
        element.push(self)
    }
}

impl Child for El {
    fn put_into(self, element: El) -> El {
        element.push(self.html())
    }
}

/// Nothing takes a place too: what follows keeps its own when this comes and goes.
impl<C: Child> Child for Option<C> {
    fn put_into(self, element: El) -> El {
        match self {
            Some(child) => child.put_into(element),
            None => element.push(Html::default()),
        }
    }
}

impl Child for &'static str {
    fn put_into(self, element: El) -> El {
        element.literal(self)
    }
}

impl Child for String {
    fn put_into(self, element: El) -> El {
        element.text(self.into())
    }
}

impl Child for &String {
    fn put_into(self, element: El) -> El {
        element.text(self.clone().into())
    }
}

impl Child for u16 {
    fn put_into(self, element: El) -> El {
        element.text(self.to_string().into())
    }
}

impl Child for Vec<Html> {
    fn put_into(self, element: El) -> El {
        element.push(list(self))
    }
}

#[cfg(test)]
mod tests {
    use super::{el, kept, nodes, text};
    use yew::{AttrValue, Html, html};

    #[test]
    fn lists_of_names_are_kept_once() {
        let [first, other, again] =
            [vec!["id", "class"], vec!["class", "id"], vec!["id", "class"]].map(kept);
        assert!(std::ptr::eq(first, again));
        assert_eq!((first, other), (&["id", "class"][..], &["class", "id"][..]));
    }

    /// What is written here is what Yew's own macro makes: it fails when Yew changes its way of keeping attributes, fields
    /// and children.
    #[test]
    fn nodes_are_those_of_the_macro() {
        let href = AttrValue::from("r/a/".to_owned());
        let absent: Option<AttrValue> = None;
        let cases: Vec<(Html, Html)> = vec![
            (el("p").html(), html! { <p></p> }),
            (
                el("a")
                    .attr("href", href.clone())
                    .attr("id", absent.clone())
                    .child("a")
                    .child("b")
                    .html(),
                html! { <a href={href.clone()} id={absent}>{"a"}{"b"}</a> },
            ),
            (
                el("input").attr("id", href.clone()).value("x".into()).checked(true).html(),
                html! { <input id={href} value="x" checked=true /> },
            ),
            (
                el("p").child("a").child(el("b").key("x")).html(),
                html! { <p>{"a"}<b key="x"></b></p> },
            ),
            (nodes([text("a"), el("br").html()]), html! { <>{"a"}<br /></> }),
        ];
        for (place, (ours, theirs)) in cases.into_iter().enumerate() {
            assert_eq!(ours, theirs, "case {place}");
        }
    }
}
