//! While the set is on its way.

use crate::{app::element::el, app::scene::Scene};
use yew::Html;

/// While something is on its way.
pub fn loading(scene: &Scene) -> Html {
    el("p").class("k-loading").attr("role", "status").child(scene.messages.loading).html()
}
