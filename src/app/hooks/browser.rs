//! The browser's own functions, each wrapped once. What can fail says so in its type; what a
//! failure would not change for the reader is let go.

use crate::bundle::{LoadError, layout::SET};
use gloo::utils;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Element, Event, HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlSelectElement,
    InputEvent, KeyboardEvent, MouseEvent, PointerEvent, RequestCache, RequestInit, Response,
    Window, WorkerGlobalScope,
};
use yew::TargetCast;

/// The address shown, relative to the newsroom's folder: path, query, fragment; each without
/// its separator.
pub fn location() -> (String, String, String) {
    let location = utils::window().location();
    let path = location.pathname().unwrap_or_default();
    let base = base_path();
    let relative = path.strip_prefix(&base).unwrap_or(&path);
    // A lone surrogate from the address bar arrives here as U+FFFD.
    let query = location.search().unwrap_or_default();
    let fragment = location.hash().unwrap_or_default();
    let bare = |text: &str, sign: char| text.strip_prefix(sign).unwrap_or(text).to_owned();
    (relative.to_owned(), bare(&query, '?'), bare(&fragment, '#'))
}

/// The path of the newsroom's folder on its host: `/` or `/a/b/`.
fn base_path() -> String {
    let base = utils::document().base_uri().ok().flatten().unwrap_or_default();
    let url = web_sys::Url::new(&base).map(|url| url.pathname()).unwrap_or_default();
    url.rfind('/').map_or_else(|| "/".to_owned(), |end| url.split_at(end + 1).0.to_owned())
}

/// Makes the document's base absolute, so that it no longer depends on where the address bar
/// goes from here.
pub fn fix_base() {
    let base = utils::document().base_uri().ok().flatten();
    let element = utils::document().query_selector("base").ok().flatten();
    if let (Some(base), Some(element)) = (base, element) {
        let _ = element.set_attribute("href", &base);
    }
}

/// The whole address of a page of this newsroom. Outside a browser, as it is.
pub fn absolute(href: &str) -> String {
    if !cfg!(target_arch = "wasm32") {
        return href.to_owned();
    }
    let base = utils::document().base_uri().ok().flatten().unwrap_or_default();
    web_sys::Url::new_with_base(href, &base).map(|url| url.href()).unwrap_or_default()
}

/// What an entry of the history keeps besides its address. It is there when the page is loaded anew, whether or not
/// the browser lets one store things; `static/boot.js` reads it too.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Entry {
    /// Its number, counted from the first page opened.
    pub id: u32,
    /// How far the page was scrolled.
    pub y: f64,
    /// Whether the query was still being typed.
    pub typing: bool,
}

impl Entry {
    /// What the entry that is shown keeps; nothing of a page that was just opened, nor outside a browser.
    pub fn shown() -> Option<Self> {
        if !cfg!(target_arch = "wasm32") {
            return None;
        }
        let state = utils::window().history().and_then(|history| history.state()).ok()?;
        let state = state.dyn_ref::<js_sys::Array>()?;
        let id = state.get(0).as_f64().filter(|id| (0.0..4e9).contains(id))?;
        let y = state.get(1).as_f64().unwrap_or_default();
        Some(Self { id: id as u32, y, typing: state.get(2).is_truthy() })
    }

    fn state(self) -> JsValue {
        js_sys::Array::of3(&self.id.into(), &self.y.into(), &self.typing.into()).into()
    }

    /// Adds an entry to the history.
    pub fn push(self, href: &str) {
        if let Ok(history) = utils::window().history() {
            let _ = history.push_state_with_url(&self.state(), "", Some(&absolute(href)));
        }
    }

    /// Replaces the entry shown, its address too where one is given. Browsers refuse when asked too often (Safari: 100
    /// times in 30 seconds); then `false`.
    pub fn replace(self, href: Option<&str>) -> bool {
        let href = href.map(absolute);
        utils::window().history().is_ok_and(|history| {
            history.replace_state_with_url(&self.state(), "", href.as_deref()).is_ok()
        })
    }
}

/// Takes the restoring of scroll positions over from the browser, which does it before the
/// page is there.
pub fn restore_scroll_ourselves() {
    if let Ok(history) = utils::window().history() {
        let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    }
}

/// How far the page is scrolled, in CSS pixels.
pub fn scroll_y() -> f64 {
    utils::window().scroll_y().unwrap_or_default()
}

/// Scrolls at once.
pub fn scroll_to(y: f64) {
    utils::window().scroll_to_with_x_and_y(0.0, y);
}

/// The `id` of the element that has the focus.
pub fn focused_id() -> Option<String> {
    utils::document().active_element().map(|element| element.id()).filter(|id| !id.is_empty())
}

/// Gives the focus to the first element that `selector` matches; scrolls to it only if asked.
pub fn focus(selector: &str, scroll: bool) -> bool {
    give_focus(utils::document().query_selector(selector).ok().flatten(), scroll)
}

/// Gives the focus to the element with that `id`, without scrolling.
pub fn focus_id(id: &str) {
    give_focus(utils::document().get_element_by_id(id), false);
}

fn give_focus(element: Option<Element>, scroll: bool) -> bool {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(!scroll);
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus_with_options(&options).is_ok())
}

/// Scrolls to the element with that `id`.
pub fn scroll_to_id(id: &str) {
    if let Some(element) = utils::document().get_element_by_id(id) {
        element.scroll_into_view();
    }
}

/// Moves the focus to the next (`1`) or previous (`-1`) of the elements that `selector`
/// matches, from the one that has it; to the first if none has.
pub fn focus_step(selector: &str, step: i32) {
    let Ok(list) = utils::document().query_selector_all(selector) else { return };
    let active = utils::document().active_element();
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
    let active = utils::document().active_element();
    if let Some(element) = active.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// An attribute of the first element that `selector` matches.
pub fn attribute(selector: &str, name: &str) -> Option<String> {
    utils::document().query_selector(selector).ok()??.get_attribute(name)
}

/// What a global function of the page's own scripts returns.
pub fn call(name: &str) -> Option<JsValue> {
    let global = js_sys::global();
    let function = js_sys::Reflect::get(&global, &name.into()).ok()?;
    function.dyn_into::<js_sys::Function>().ok()?.call0(&global).ok()
}

/// Sets the title of the document.
pub fn set_title(title: &str) {
    utils::document().set_title(title);
}

/// Sets an attribute of the root element, or takes it away.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = utils::document().document_element() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// What an event of the page's own scripts says.
pub fn detail(event: &Event) -> String {
    let detail = js_sys::Reflect::get(event, &"detail".into());
    detail.ok().and_then(|detail| detail.as_string()).unwrap_or_default()
}

/// The element that the app is drawn into: beside the page, where one was rendered before, which
/// [`wake`] then replaces.
pub fn root() -> Option<Element> {
    call("root")?.dyn_into().ok()
}

/// Lets the app take the place of the page that was there before (`static/boot.js`); not if it `failed` to have what
/// the page shows, and what is there is the page of this address. Whether that one stays.
pub fn wake(failed: bool) -> bool {
    call(if failed { "stay" } else { "wake" }).is_some_and(|stays| stays.is_truthy())
}

/// Puts words into an element that the app draws empty: for what is said once.
pub fn say(selector: &str, text: &str) {
    if let Some(element) = utils::document().query_selector(selector).ok().flatten() {
        element.set_text_content(Some(text));
    }
}

/// The languages that the reader's browser asks for, best first.
pub fn languages() -> Vec<String> {
    let languages = utils::window().navigator().languages();
    languages.iter().filter_map(|tag| tag.as_string()).collect()
}

/// Brings a file of the newsroom, to a page or a worker; asks the host even if the browser has it, where it must be
/// `fresh`. What does not come or cannot be taken in is asked for once more, past all that is kept: a damaged file
/// would else stay damaged for as long as its name may be cached.
///
/// # Errors
///
/// Why it could not be had, or what `take` says of it.
pub async fn bring(
    file: &str,
    fresh: bool,
    mut take: impl FnMut(&[u8]) -> Result<(), LoadError>,
) -> Result<(), LoadError> {
    let mut failure = LoadError::PartMissing { file: file.to_owned() };
    let kept = if fresh { RequestCache::NoCache } else { RequestCache::Default };
    for cache in [kept, RequestCache::Reload] {
        match fetch(file, cache).await {
            Ok(Some(bytes)) => match take(&bytes) {
                Ok(()) => return Ok(()),
                Err(error) => failure = error,
            },
            Ok(None) if file == SET => failure = LoadError::Missing { file: file.to_owned() },
            _ => {}
        }
    }
    Err(failure)
}

/// A file of the newsroom; `Ok(None)` if it is not there.
async fn fetch(file: &str, cache: RequestCache) -> Result<Option<Vec<u8>>, ()> {
    if let Some(brought) = brought(file).filter(|_| cache != RequestCache::Reload) {
        return Ok(Some(brought));
    }
    let options = RequestInit::new();
    options.set_cache(cache);
    // A page's own base and a worker's own address both stand for the newsroom's folder.
    let global = js_sys::global();
    let answer = match global.dyn_ref::<Window>() {
        Some(window) => window.fetch_with_str_and_init(file, &options),
        None => global.unchecked_ref::<WorkerGlobalScope>().fetch_with_str_and_init(file, &options),
    };
    let answer = JsFuture::from(answer).await.map_err(drop)?;
    let response: Response = answer.dyn_into().map_err(drop)?;
    // A host that answers every unknown address with its front page is saying "not there".
    let kind = response.headers().get("content-type").ok().flatten();
    if !response.ok() || kind.is_some_and(|kind| kind.starts_with("text/html")) {
        return Ok(None);
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(drop)?).await.map_err(drop)?;
    Ok(Some(js_sys::Uint8Array::new(&buffer).to_vec()))
}

/// A file that the page brought with it (`prerender`), whose names hold what is in them.
fn brought(file: &str) -> Option<Vec<u8>> {
    // A worker has no page.
    let window = js_sys::global().dyn_into::<Window>().ok()?;
    let script = format!("script[data-file=\"{file}\"]");
    let text = window.document()?.query_selector(&script).ok()??.text_content()?;
    Some(text.into_bytes())
}

/// What the browser has kept under a name, on this device.
pub fn stored(key: &str) -> Option<String> {
    utils::window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps something under a name, where the browser lets one.
pub fn store(key: &str, value: &str) {
    if let Ok(Some(storage)) = utils::window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}

/// What the browser has kept under a name, for this tab.
pub fn session_stored(key: &str) -> Option<String> {
    utils::window().session_storage().ok()??.get_item(key).ok()?
}

/// Keeps something under a name, for this tab. Whether that worked.
pub fn session_store(key: &str, value: &str) -> bool {
    let storage = utils::window().session_storage().ok().flatten();
    storage.is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Loads the page anew.
pub fn reload() {
    let _ = utils::window().location().reload();
}

/// Opens the system's print dialogue.
pub fn print() {
    let _ = utils::window().print();
}

/// Puts text on the clipboard and says whether that worked, in the element with that `id`:
/// browsers refuse outside secure contexts.
pub fn copy(text: String, id: String, [copied, failed]: [&'static str; 2]) {
    let done = move |worked: bool| say(&format!("#{id}"), if worked { copied } else { failed });
    let navigator = utils::window().navigator();
    // Outside secure contexts there is no clipboard at all, whatever the types say.
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if clipboard.map_or(true, |clipboard| clipboard.is_undefined()) {
        return done(false);
    }
    let written = JsFuture::from(navigator.clipboard().write_text(&text));
    spawn_local(async move { done(written.await.is_ok()) });
}

/// The text of the field that an event comes from.
pub fn input_value(event: &InputEvent) -> String {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()
}

/// Whether the box that an event comes from is ticked.
pub fn is_checked(event: &Event) -> bool {
    event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked())
}

/// Reads the file that was chosen in the field that an event comes from; `None` if there is none
/// or it is no text.
pub fn read_file(event: &Event, done: impl FnOnce(Option<String>) + 'static) {
    let input = event.target_dyn_into::<HtmlInputElement>();
    let file = input.as_ref().and_then(|input| input.files()?.get(0));
    if let Some(file) = file {
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await;
            // The same file can be chosen again.
            input.iter().for_each(|input| input.set_value(""));
            done(text.ok().and_then(|text| text.as_string()));
        });
    }
}

/// The value chosen in the list that an event comes from.
pub fn selected(event: &Event) -> String {
    event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default()
}

/// Whether the reader asks to be spared downloads. Only some browsers say.
pub fn saves_data() -> bool {
    let navigator = JsValue::from(utils::window().navigator());
    let get = |value: &JsValue, name: &str| js_sys::Reflect::get(value, &JsValue::from_str(name));
    let saves = get(&navigator, "connection").and_then(|link| get(&link, "saveData"));
    saves.is_ok_and(|saves| saves.is_truthy())
}

/// Where a pointer is on the drawing under it, and how wide that is, in CSS pixels.
pub fn across(event: &PointerEvent) -> Option<(f64, f64)> {
    let bounds = drawing(event)?.get_bounding_client_rect();
    Some((f64::from(event.client_x()) - bounds.left(), bounds.width().max(1.0)))
}

/// Lets the drawing under a pointer hear of it until it is lifted, wherever it goes.
pub fn capture(event: &PointerEvent) {
    if let Some(drawing) = drawing(event) {
        let _ = drawing.set_pointer_capture(event.pointer_id());
    }
}

/// The outermost drawing that an event comes from.
fn drawing(event: &PointerEvent) -> Option<Element> {
    event.target_dyn_into::<Element>()?.closest("svg[role]").ok().flatten()
}

/// Makes every list show the option that has the attribute `selected`: once a reader has chosen
/// from a list, the attribute alone stands for nothing.
pub fn show_chosen() {
    let Ok(options) = utils::document().query_selector_all("option[selected]") else { return };
    for option in (0..options.length()).filter_map(|place| options.item(place)) {
        let _ = js_sys::Reflect::set(&option, &JsValue::from_str("selected"), &JsValue::TRUE);
    }
}

/// Whether a click asks for this page to change, rather than for a new tab or a download.
pub fn is_plain_click(event: &MouseEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    event.button() == 0 && !modified && !event.default_prevented()
}

/// Whether a key is pressed where text is typed, or together with others.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
    let field = event.target_dyn_into::<Element>().is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT" | "DIALOG")
            || element.closest("dialog[open]").ok().flatten().is_some()
    });
    modified || field || event.is_composing()
}

/// Opens or closes the dialogue with that `id`.
pub fn toggle_dialog(id: &str) {
    let element = utils::document().get_element_by_id(id);
    if let Some(dialog) = element.and_then(|e| e.dyn_into::<HtmlDialogElement>().ok()) {
        if dialog.open() {
            dialog.close();
        } else {
            let _ = dialog.show_modal();
        }
    }
}

/// Follows the first link that `selector` matches.
pub fn click(selector: &str) {
    let element = utils::document().query_selector(selector).ok().flatten();
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}
