//! The keyboard shortcuts: what they do, the list of them, and the switch.

use crate::{
    app::hooks::{browser, use_messages, use_navigator, use_settings, use_shortcuts},
    route::{Address, Route},
};
use yew::{Callback, Event, Html, component, html};

/// What `j`, `k` and `o` work on in a list.
const ENTRIES: &str = ".k-entry__link";

#[component]
pub fn ShortcutsHelp() -> Html {
    let messages = use_messages();
    let navigator = use_navigator();
    let settings = use_settings();
    use_shortcuts(Callback::from(move |key: String| {
        match (key.as_str(), &navigator.address().route) {
            ("/", Route::Home(_)) => drop(browser::focus("#search", true)),
            ("/", Route::Release { list, .. }) | ("u", Route::Release { list, .. }) => {
                let interface = navigator.address().interface;
                navigator.push(Address { route: Route::Home(list.clone()), interface });
            }
            ("j", Route::Home(_)) => browser::focus_step(ENTRIES, 1),
            ("k", Route::Home(_)) => browser::focus_step(ENTRIES, -1),
            ("o", Route::Home(_)) => browser::click_focused(),
            ("j", Route::Release { .. }) => browser::click("[rel=next]"),
            ("k", Route::Release { .. }) => browser::click("[rel=prev]"),
            ("?", _) => browser::toggle_dialog("shortcuts"),
            _ => return false,
        }
        true
    }));
    let checked = settings.shortcuts;
    let onchange = Callback::from(move |event: Event| {
        let on = browser::is_checked(&event);
        settings.change(|settings| settings.shortcuts = on);
    });
    let keys = messages.shortcut_list.iter().map(|(key, what)| {
        html! { <div key={*key}><dt><kbd>{ *key }</kbd></dt><dd>{ *what }</dd></div> }
    });
    html! {
        <dialog id="shortcuts" class="k-dialog" aria-labelledby="shortcuts-title">
            <h2 id="shortcuts-title">{ messages.shortcuts }</h2>
            <dl class="k-keys">{ for keys }</dl>
            <label class="k-tools__choice"><input type="checkbox" {checked} {onchange} />{ " " }{ messages.shortcuts_on }</label>
            <form method="dialog"><button class="k-button k-button--strong">{ messages.close }</button></form>
        </dialog>
    }
}
