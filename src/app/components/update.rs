//! A newer version of the site is there, and is shown when the reader agrees.

use crate::app::scene::Scene;
use yew::{Html, html};

/// That a newer version is there, and the button that shows it.
pub fn update(scene: &Scene) -> Html {
    let messages = scene.messages;
    let offline = scene.offline.clone();
    let there = offline.state().update;
    let words = if there { messages.update_there } else { "" };
    html! {
        <div class="k-update">
            <p role="status">{ words }</p>
            <button type="button" class="k-button k-button--strong" hidden={!there}
                onclick={move |_| offline.show_update()}>
                { messages.show_update }
            </button>
        </div>
    }
}
