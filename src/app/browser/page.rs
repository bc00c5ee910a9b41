//! The page that the app is on, and the scripts that came with it (`static/boot.js`).

use crate::app::message::Msg;
use gloo::{
    events::EventListener,
    utils::{document, window},
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};
use yew::Callback;

/// The element that the app is drawn into: beside the page, where one was rendered before, which
/// [`wake`] then replaces.
pub fn root() -> Option<Element> {
    call("root")?.dyn_into().ok()
}

/// Lets the app take the place of the page that was there before.
pub fn wake() {
    call("wake");
}

/// The same, though not all could be had that the page shows; not if what is there is the page of this address. Whether
/// that one stays.
pub fn stays() -> bool {
    call("stay").is_some_and(|stays| stays.is_truthy())
}

/// What a global function of the page's own scripts returns.
pub fn call(name: &str) -> Option<JsValue> {
    let global = js_sys::global();
    let function = js_sys::Reflect::get(&global, &name.into()).ok()?;
    function.dyn_into::<js_sys::Function>().ok()?.call0(&global).ok()
}

/// Hears from now on what the service worker says, by way of `static/boot.js`.
pub fn listen(send: &Callback<Msg>) {
    let send = send.clone();
    let listener = EventListener::new(&window(), "kiosque", move |event| {
        send.emit(Msg::OfflineSaid(detail(event)));
    });
    listener.forget();
}

/// What an event of the page's own scripts says.
fn detail(event: &Event) -> String {
    let detail = js_sys::Reflect::get(event, &"detail".into());
    detail.ok().and_then(|detail| detail.as_string()).unwrap_or_default()
}

/// Makes the document's base absolute, so that it no longer depends on where the address bar
/// goes from here.
pub fn fix_base() {
    let base = document().base_uri().ok().flatten();
    let element = document().query_selector("base").ok().flatten();
    if let (Some(base), Some(element)) = (base, element) {
        let _ = element.set_attribute("href", &base);
    }
}

/// Whether the reader asks to be spared downloads. Only some browsers say.
pub fn saves_data() -> bool {
    let navigator = JsValue::from(window().navigator());
    let get = |value: &JsValue, name: &str| js_sys::Reflect::get(value, &JsValue::from_str(name));
    let saves = get(&navigator, "connection").and_then(|link| get(&link, "saveData"));
    saves.is_ok_and(|saves| saves.is_truthy())
}

/// Loads the page anew.
pub fn reload() {
    let _ = window().location().reload();
}

/// Opens the system's print dialogue.
pub fn print() {
    let _ = window().print();
}
