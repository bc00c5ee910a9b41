//! What the reader has saved in this browser: a list to go back to, take along and bring back.

use crate::app::{
    hooks::browser,
    scene::{LinkTo, Scene},
};
use crate::route::{Route, Search};
use form_urlencoded::byte_serialize;
use yew::{Html, html};

/// The releases that were saved, newest first.
pub fn saved(scene: &Scene) -> Html {
    let messages = scene.messages;
    let entries = scene.saved.iter().map(|release| {
        let to = Route::Release { slug: release.slug.clone(), list: Search::default() };
        let title = release.title.clone().unwrap_or_else(|| messages.untitled.to_owned());
        let lang = release.language.as_ref().map(ToString::to_string);
        let name = title.clone();
        let remove = {
            let (saved, release) = (scene.saved.clone(), release.clone());
            move |_| saved.toggle(&release)
        };
        let date = release.published.as_ref().map(messages.short_date);
        html! {
            <li key={release.slug.as_str()} class="k-saved__entry">
                <span class="k-entry__date">{ date }</span>
                <span class="k-saved__title" {lang}>{ scene.link(to, LinkTo::default(), html! { title }) }</span>
                <button type="button" class="k-button" onclick={remove}>
                    { messages.no_longer_save }<span class="k-hidden">{ " – " }{ name }</span>
                </button>
            </li>
        }
    });
    let (bring, unreadable) = (scene.saved.clone(), messages.saved_unreadable);
    let onchange = move |event| {
        bring.bring_back(&event, move |readable| {
            browser::say("#brought", if readable { "" } else { unreadable });
        });
    };
    // The file is in the link itself: nothing is sent anywhere. `+` would not be read as a space.
    let text: String = byte_serialize(scene.saved.print().as_bytes()).collect();
    let file = format!("data:application/json;charset=utf-8,{}", text.replace('+', "%20"));
    html! {
        <div class="k-message k-saved">
            <h1 tabindex="-1">{ messages.saved }</h1>
            <p>{ if scene.saved.is_empty() { messages.nothing_saved } else { messages.saved_here } }</p>
            <ul>{ for entries }</ul>
            <p class="k-saved__files">
                <a class="k-button" href={file} download="kiosque.json" hidden={scene.saved.is_empty()}>
                    { messages.export_saved }
                </a>
                <label>{ messages.import_saved }{ " " }
                    <input type="file" accept="application/json,.json" {onchange} />
                </label>
            </p>
            <p id="brought" role="status"></p>
        </div>
    }
}
