//! What a reader does to an element, as a message. What it means is a closure behind a pointer: as types of their own,
//! these would have all that hears events made anew for each.

use crate::app::{message::Msg, months::PointerAction};
use std::rc::Rc;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Element, Event, HtmlInputElement, HtmlSelectElement, InputEvent, MouseEvent, PointerEvent,
    SubmitEvent,
};
use yew::{Callback, TargetCast};

/// Whatever happened, this is what it means.
pub fn happened<E: 'static>(send: &Callback<Msg>, message: Rc<dyn Fn() -> Msg>) -> Callback<E> {
    let send = send.clone();
    Callback::from(move |_| send.emit(message()))
}

/// A link was clicked so that this page is to change, rather than for a new tab or a download.
pub fn followed(send: &Callback<Msg>, message: Rc<dyn Fn() -> Msg>) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |event: MouseEvent| {
        if is_plain_click(&event) {
            event.prevent_default();
            send.emit(message());
        }
    })
}

fn is_plain_click(event: &MouseEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    event.button() == 0 && !modified && !event.default_prevented()
}

/// A form was sent: it stays where it is.
pub fn submitted(send: &Callback<Msg>, message: fn() -> Msg) -> Callback<SubmitEvent> {
    let send = send.clone();
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        send.emit(message());
    })
}

/// Something was typed: the text of the field.
pub fn typed(send: &Callback<Msg>, message: Rc<dyn Fn(String) -> Msg>) -> Callback<InputEvent> {
    let send = send.clone();
    Callback::from(move |event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        send.emit(message(input.map(|input| input.value()).unwrap_or_default()));
    })
}

/// A box was ticked or not.
pub fn ticked(send: &Callback<Msg>, message: Rc<dyn Fn(bool) -> Msg>) -> Callback<Event> {
    let send = send.clone();
    Callback::from(move |event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        send.emit(message(input.is_some_and(|input| input.checked())));
    })
}

/// What the value of an option means, if it means anything.
type ValueMeans = Rc<dyn Fn(&str) -> Option<Msg>>;

/// An option of a list was chosen: its value.
pub fn selected(send: &Callback<Msg>, message: ValueMeans) -> Callback<Event> {
    let send = send.clone();
    Callback::from(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        if let Some(message) = select.and_then(|select| message(&select.value())) {
            send.emit(message);
        }
    })
}

/// A file was chosen: its text, `None` if it is none.
pub fn file_read(send: &Callback<Msg>, message: fn(Option<String>) -> Msg) -> Callback<Event> {
    let send = send.clone();
    Callback::from(move |event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        let Some(file) = input.as_ref().and_then(|input| input.files()?.get(0)) else { return };
        let send = send.clone();
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await;
            // The same file can be chosen again.
            input.iter().for_each(|input| input.set_value(""));
            send.emit(message(text.ok().and_then(|text| text.as_string())));
        });
    })
}

/// A pointer did something on the drawing under it: what, how far from its left side, and how wide that is, in CSS pixels.
/// Once it is pressed, the drawing hears of it until it is lifted, wherever it goes.
pub fn pointed(
    send: &Callback<Msg>,
    message: fn(PointerAction, f64, f64) -> Msg,
) -> Callback<PointerEvent> {
    let send = send.clone();
    Callback::from(move |event: PointerEvent| {
        let drawing = event.target_dyn_into::<Element>();
        let drawing = drawing.and_then(|element| element.closest("svg[role]").ok().flatten());
        let Some(drawing) = drawing else { return };
        let action = match event.type_().as_str() {
            "pointerdown" if event.button() == 0 => {
                let _ = drawing.set_pointer_capture(event.pointer_id());
                PointerAction::Pressed
            }
            "pointermove" => PointerAction::Moved,
            "pointerup" => PointerAction::Lifted,
            "pointerout" => PointerAction::Left,
            _ => PointerAction::Cancelled,
        };
        let bounds = drawing.get_bounding_client_rect();
        let x = f64::from(event.client_x()) - bounds.left();
        send.emit(message(action, x, bounds.width().max(1.0)));
    })
}
