//! What the reader has saved in this browser: a list to go back to, take along and bring back.

use crate::app::{
    components::prose::direction,
    hooks::browser,
    scene::{LinkTo, Scene},
};
use crate::{
    app::element::el,
    route::{Route, Search},
};
use form_urlencoded::byte_serialize;
use yew::Html;

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
        el("li")
            .class("k-saved__entry")
            .key(release.slug.as_str())
            .child(el("span").class("k-entry__date").child(date))
            .child(
                el("span")
                    .class("k-saved__title")
                    .attr("lang", lang)
                    .attr("dir", direction(&title, None))
                    .child(scene.link(to, LinkTo::default(), title)),
            )
            .child(
                el("button")
                    .class("k-button")
                    .attr("type", "button")
                    .onclick(remove)
                    .child(messages.no_longer_save)
                    .child(el("span").class("k-hidden").child(" – ").child(name)),
            )
            .html()
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
    el("div")
        .class("k-message k-saved")
        .child(el("h1").attr("tabindex", "-1").child(messages.saved))
        .child(el("p").child(if scene.saved.is_empty() {
            messages.nothing_saved
        } else {
            messages.saved_here
        }))
        .child(el("ul").children(entries))
        .child(
            el("p")
                .class("k-saved__files")
                .child(
                    el("a")
                        .class("k-button")
                        .attr("href", file)
                        .attr("download", "kiosque.json")
                        .flag("hidden", scene.saved.is_empty())
                        .child(messages.export_saved),
                )
                .child(
                    el("label").child(messages.import_saved).child(" ").child(
                        el("input")
                            .attr("type", "file")
                            .attr("accept", "application/json,.json")
                            .onchange(onchange),
                    ),
                ),
        )
        .child(el("p").attr("id", "brought").attr("role", "status"))
        .html()
}
