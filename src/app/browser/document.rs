//! The document: its title and language, what has the focus, its keyboard, and what it says to screen readers.

use crate::{
    app::{feeds::Named, message::Msg},
    search::Gather,
};
use gloo::{
    events::{EventListener, EventListenerOptions},
    utils::{document, window},
};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlDialogElement, HtmlElement, KeyboardEvent};
use yew::{Callback, TargetCast};

/// Sets the title of the document.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Has the head name these feeds in the place of those of the list before (`publish/head.rs`).
pub fn name_feeds(feeds: &[Named]) {
    while let Some(old) = first("link[data-list]") {
        old.remove();
    }
    for (kind, title, path) in feeds {
        let Ok(link) = document().create_element("link") else { return };
        let attributes = [
            ("rel", "alternate"),
            ("type", kind),
            ("title", title),
            ("href", path),
            ("data-list", ""),
        ];
        for (name, value) in attributes {
            let _ = link.set_attribute(name, value);
        }
        if let Some(head) = first("head") {
            let _ = head.append_child(&link);
        }
    }
}

/// Sets an attribute of the root element, or takes it away.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = document().document_element() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// The languages that the reader's browser asks for, best first.
pub fn languages() -> Vec<String> {
    let languages = window().navigator().languages();
    languages.iter().filter_map(|tag| tag.as_string()).gather()
}

/// Puts words into an element that the app draws empty: for what is said once.
pub fn say(id: &str, text: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.set_text_content(Some(text));
    }
}

fn first(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

fn html(element: Option<Element>) -> Option<HtmlElement> {
    element?.dyn_into().ok()
}

/// An attribute of the first element that `selector` matches.
pub fn attribute(selector: &str, name: &str) -> Option<String> {
    first(selector)?.get_attribute(name)
}

/// The `id` of the element that has the focus.
pub fn focused_id() -> Option<String> {
    document().active_element().map(|element| element.id()).filter(|id| !id.is_empty())
}

/// Gives the focus to the first element that `selector` matches; scrolls to it only if asked.
pub fn focus(selector: &str, scroll: bool) {
    give_focus(first(selector), scroll);
}

/// Gives the focus to the element with that `id`, if there is one; scrolls to it only if asked.
pub fn focus_id(id: &str, scroll: bool) {
    give_focus(document().get_element_by_id(id), scroll);
}

/// Whether nothing has the focus.
pub fn nothing_focused() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}

fn give_focus(element: Option<Element>, scroll: bool) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(!scroll);
    if let Some(element) = html(element) {
        let _ = element.focus_with_options(&options);
    }
}

/// Goes once more to the place in the page that its address names: what stands there now came after the browser had been.
pub fn show_target(fragment: &str) {
    let location = window().location();
    if let (false, Ok(href)) = (fragment.is_empty(), location.href()) {
        let _ = location.replace(&href);
    }
}

/// Scrolls to the first words found, where title and summary have none of them.
pub fn show_found() {
    let Some(mark) = first("main mark") else { return };
    if mark.closest(".k-prose > :not(.k-prose__lead)").is_ok_and(|found| found.is_some()) {
        mark.scroll_into_view();
    }
}

/// Moves the focus to the next (`1`) or previous (`-1`) of the elements that `selector`
/// matches, from the one that has it; to the first if none has.
pub fn focus_step(selector: &str, step: i32) {
    let Ok(list) = document().query_selector_all(selector) else { return };
    let active = document().active_element();
    let at = |place: u32| list.item(place)?.dyn_into::<HtmlElement>().ok();
    let is_active =
        |place: &u32| at(*place).is_some_and(|element| active.as_deref() == Some(element.as_ref()));
    let next = match (0..list.length()).find(is_active) {
        None => 0,
        Some(place) if step > 0 => (place + 1).min(list.length().saturating_sub(1)),
        Some(place) => place.saturating_sub(1),
    };
    if let Some(element) = at(next) {
        let _ = element.focus();
    }
}

/// Follows the link that has the focus.
pub fn click_focused() {
    if let Some(element) = html(document().active_element()) {
        element.click();
    }
}

/// Follows the first link that `selector` matches.
pub fn click(selector: &str) {
    if let Some(element) = html(first(selector)) {
        element.click();
    }
}

/// Makes every list show the option that has the attribute `selected`: once a reader has chosen
/// from a list, the attribute alone stands for nothing.
pub fn show_selected() {
    let Ok(options) = document().query_selector_all("option[selected]") else { return };
    for option in (0..options.length()).filter_map(|place| options.item(place)) {
        let _ = js_sys::Reflect::set(&option, &JsValue::from_str("selected"), &JsValue::TRUE);
    }
}

/// Opens or closes the dialogue with that `id`.
pub fn toggle_dialog(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(dialog) = element.and_then(|e| e.dyn_into::<HtmlDialogElement>().ok()) {
        if dialog.open() {
            dialog.close();
        } else {
            let _ = dialog.show_modal();
        }
    }
}

/// The keys that are listened to, outside fields and without modifiers: a key does what it means, and nothing else.
pub struct Shortcuts(Rc<Cell<&'static str>>);

impl Shortcuts {
    /// Listens, to none at first.
    pub fn listen(send: &Callback<Msg>) -> Self {
        let keys = Rc::new(Cell::new(""));
        let (heard, send) = (Rc::clone(&keys), send.clone());
        let options = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&document(), "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let name = event.key();
                let mut letters = name.chars();
                if let (Some(key), None) = (letters.next(), letters.next())
                    && heard.get().chars().any(|known| known == key)
                    && !is_typing(event)
                {
                    event.prevent_default();
                    send.emit(Msg::KeyPressed(key));
                }
            });
        listener.forget();
        Self(keys)
    }

    /// Listens to these from now on.
    pub fn set(&self, keys: &'static str) {
        self.0.set(keys);
    }
}

/// Whether a key is pressed where text is typed, or together with others.
fn is_typing(event: &KeyboardEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
    let field = event.target_dyn_into::<Element>().is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT" | "DIALOG")
            || element.closest("dialog[open]").ok().flatten().is_some()
    });
    modified || field || event.is_composing()
}
