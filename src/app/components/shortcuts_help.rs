//! The keyboard shortcuts: the list of them, and the switch.

use super::reading_tools::tick_box;
use crate::app::scene::Scene;
use yew::{Html, html};

/// The list of keyboard shortcuts, in a dialogue.
pub fn shortcuts_help(scene: &Scene) -> Html {
    let messages = scene.messages;
    let keys = messages.shortcut_list.iter().map(|(key, what)| {
        html! { <div key={*key}><dt><kbd>{ *key }</kbd></dt><dd>{ *what }</dd></div> }
    });
    html! {
        <dialog id="shortcuts" class="k-dialog" aria-labelledby="shortcuts-title">
            <h2 id="shortcuts-title">{ messages.shortcuts }</h2>
            <dl class="k-keys">{ for keys }</dl>
            { tick_box(scene, messages.shortcuts_on, scene.settings.shortcuts, |s, on| s.shortcuts = on) }
            <form method="dialog"><button class="k-button k-button--strong">{ messages.close }</button></form>
        </dialog>
    }
}
