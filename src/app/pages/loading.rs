//! While the set is on its way.

use crate::{app::element::el, app::view_context::ViewContext};
use yew::Html;

/// While something is on its way.
pub fn loading(cx: &ViewContext) -> Html {
    el("p").class("k-loading").attr("role", "status").child(cx.messages.loading).html()
}
