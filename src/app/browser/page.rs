//! The page that the app is on, and the script that came with it: [`script`] is what `static/boot.js` gives the app.

use crate::{
    app::{marks::Marker, message::Msg, offline::WorkerMessage},
    i18n::Interface,
};
use gloo::{
    events::EventListener,
    utils::{document, window},
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, Element};
use yew::Callback;

/// What `static/boot.js` lays into `globalThis.kiosque`; a test below compares. Where it is missing, as on a page that is
/// not of a site, each call is an error and no more.
pub mod script {
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
    use web_sys::{Element, Worker};

    #[wasm_bindgen(js_namespace = kiosque)]
    extern "C" {
        /// The element that the app is drawn into: beside the page, where one was rendered before, which [`wake`] then
        /// replaces.
        #[wasm_bindgen(catch)]
        pub fn root() -> Result<Element, JsValue>;
        /// Lets the app take the place of the page that was there before.
        #[wasm_bindgen(catch)]
        pub fn wake() -> Result<(), JsValue>;
        /// The same, though not all could be had that the page shows; not if what is there is the page of this address.
        /// Whether that one stays.
        #[wasm_bindgen(catch)]
        pub fn stay() -> Result<bool, JsValue>;
        /// Says so once the browser has painted.
        #[wasm_bindgen(catch, js_name = afterPaint)]
        pub fn after_paint() -> Result<(), JsValue>;
        /// A new worker that searches.
        #[wasm_bindgen(catch, js_name = startSearch)]
        pub fn start_search() -> Result<Worker, JsValue>;
        /// Brings what finds words in texts, and says so when it is there.
        #[wasm_bindgen(catch, js_name = bringMarks)]
        pub fn bring_marks() -> Result<(), JsValue>;
        /// See `app::marks`.
        #[wasm_bindgen(catch)]
        pub fn mark(sought: &str, text: &str) -> Result<String, JsValue>;
        /// See `app::marks`.
        #[wasm_bindgen(catch)]
        pub fn holds(sought: &str, text: &str) -> Result<bool, JsValue>;
        /// See `app::marks`.
        #[wasm_bindgen(catch)]
        pub fn excerpt(sought: &str, text: &str, most: usize) -> Result<String, JsValue>;
        /// See `app::marks`.
        #[wasm_bindgen(catch)]
        pub fn explain(understood: &[u8], query: &str, language: &str) -> Result<String, JsValue>;
        /// Asks the desk for something, and says what came of it on the page.
        #[wasm_bindgen(catch, js_name = askDesk)]
        pub fn ask_desk(order: &str) -> Result<(), JsValue>;
        /// Has the service worker keep all of the site.
        #[wasm_bindgen(catch, js_name = keepAll)]
        pub fn keep_all() -> Result<(), JsValue>;
        /// Has the service worker that waits take over, and loads the page anew.
        #[wasm_bindgen(catch, js_name = showUpdate)]
        pub fn show_update() -> Result<(), JsValue>;
        /// Asks the worker that opens files and writes lists for something: of what sort, and what.
        #[wasm_bindgen(catch, js_name = askTools)]
        pub fn ask_tools(kind: &str, content: Vec<u8>) -> Result<(), JsValue>;
    }
}

/// What finds words in texts, once [`script::bring_marks`] has said that it is there.
const MARKER: Marker = Marker {
    mark: |sought, text| script::mark(sought, text).unwrap_or_else(|_| text.to_owned()),
    holds: |sought, text| script::holds(sought, text).unwrap_or(true),
    excerpt: |sought, text, most| script::excerpt(sought, text, most).unwrap_or_default(),
    explain: |understood, query, tag| script::explain(understood, query, tag).unwrap_or_default(),
};

/// Hears from now on what the service worker says, by way of `static/boot.js`, and what that says itself: that words can be
/// marked, and that the browser has painted, so that there is time to `draw`.
pub fn listen(send: &Callback<Msg>, draw: Callback<()>) {
    let send = send.clone();
    let listener = EventListener::new(&window(), "kiosque", move |event| {
        let said = event.dyn_ref::<CustomEvent>().and_then(|event| event.detail().as_string());
        match said.as_deref() {
            Some("painted") => draw.emit(()),
            Some(to @ ("below" | "filters")) => send.emit(Msg::Came { below: to == "below" }),
            Some("marks") => send.emit(Msg::MarksCame(MARKER)),
            Some(said) => {
                if let Some(message) = WorkerMessage::parse(said) {
                    send.emit(Msg::OfflineSaid(message));
                }
            }
            None => {}
        }
    });
    listener.forget();
}

/// The element that the app is drawn into.
pub fn root() -> Option<Element> {
    script::root().ok()
}

/// The file with the words of a language, which the page names.
pub fn words(interface: Interface) -> Option<(Interface, String)> {
    let names = document().query_selector("meta[name=kiosque-app]").ok()??;
    Some((interface, names.get_attribute(&["data-", interface.tag()].concat())?))
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    /// The words that stand in `text` between `before` and `after`.
    fn words<'a>(text: &'a str, before: &str, after: char) -> BTreeSet<&'a str> {
        let rests = text.split(before).skip(1);
        let found = rests.filter_map(|rest| rest.split(after).next());
        found.filter(|word| word.chars().all(char::is_alphanumeric)).collect()
    }

    #[test]
    fn the_script_has_what_is_called() {
        let here = include_str!("page.rs");
        let here = here.split("extern \"C\"").nth(1).and_then(|rest| rest.split("\n}\n").next());
        let here = here.unwrap();
        let renamed = words(here, "js_name = ", ')');
        let plain = words(here, "#[wasm_bindgen(catch)]\n        pub fn ", '(');
        let called: BTreeSet<_> = renamed.union(&plain).copied().collect();
        let script = include_str!("../../../static/boot.js");
        assert_eq!(called, words(script, "\nkiosque.", ' '));
        assert!(called.len() > 5, "{called:?}");
    }
}
