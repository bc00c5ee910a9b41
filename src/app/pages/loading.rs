//! While the set is on its way.

use crate::app::scene::Scene;
use yew::{Html, html};

/// While something is on its way.
pub fn loading(scene: &Scene) -> Html {
    html! { <p class="k-loading" role="status">{ scene.messages.loading }</p> }
}
