//! What the reader has saved in this browser: a list to go back to, take along and bring back.

use crate::app::{
    components::prose::direction,
    message::Msg,
    saved::print,
    view_context::{LinkTo, ViewContext},
};
use crate::{
    app::element::el,
    route::{Route, Search},
};
use form_urlencoded::byte_serialize;
use yew::Html;

/// The releases that were saved, newest first.
pub fn saved(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    let entries = cx.model.saved.iter().map(|release| {
        let to = Route::Release { slug: release.slug.clone(), list: Search::default() };
        let title = release.title.clone().unwrap_or_else(|| messages.untitled.to_owned());
        let lang = release.language.as_ref().map(ToString::to_string);
        let name = title.clone();
        let remove = {
            let release = release.clone();
            cx.on_click(move || Msg::ToggleSaved(release.clone()))
        };
        let date = release.published.as_ref().map(|date| messages.short_date(date));
        el("li")
            .class("k-saved__entry")
            .key(release.slug.as_str())
            .child(el("span").class("k-entry__date").child(date))
            .child(
                el("span")
                    .class("k-saved__title")
                    .attr("lang", lang)
                    .attr("dir", direction(&title, None))
                    .child(cx.link(to, LinkTo::default(), title)),
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
    // The file is in the link itself: nothing is sent anywhere. `+` would not be read as a space.
    let text: String = byte_serialize(print(&cx.model.saved).as_bytes()).collect();
    let file = format!("data:application/json;charset=utf-8,{}", text.replace('+', "%20"));
    el("div")
        .class("k-message k-saved")
        .child(el("h1").attr("tabindex", "-1").child(messages.saved))
        .child(el("p").child(if cx.model.saved.is_empty() {
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
                        .flag("hidden", cx.model.saved.is_empty())
                        .child(messages.export_saved),
                )
                .child(
                    el("label").class("k-button k-file").child(messages.import_saved).child(
                        el("input")
                            .class("k-hidden")
                            .attr("type", "file")
                            .attr("accept", "application/json,.json")
                            .onchange(cx.on_file(Msg::SavedFileRead)),
                    ),
                ),
        )
        .child(el("p").attr("id", "brought").attr("role", "status"))
        .html()
}
