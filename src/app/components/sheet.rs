//! All that can be taken away of a release, in a dialogue: it comes when it is asked for.

use super::copy_button::copy_button;
use crate::{
    app::{
        effect::ClipboardText,
        element::el,
        take::{SHEET, data_url},
        view_context::ViewContext,
    },
    desk::Part,
};
use yew::Html;

/// What can be taken away, in a dialogue.
pub fn sheet(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    let sheet = cx.model.sheet.as_ref();
    let said = sheet.map_or(messages.loading, |_| "");
    let parts = sheet.iter().flat_map(|sheet| &sheet.parts).enumerate();
    el("dialog")
        .class("k-dialog k-dialog--wide k-sheet")
        .attr("id", SHEET)
        .attr("aria-labelledby", "sheet-title")
        .child(
            el("h2")
                .attr("id", "sheet-title")
                .attr("tabindex", "-1")
                .attr("autofocus", "autofocus")
                .child(messages.take_away),
        )
        .child(el("p").attr("role", "status").child(said).child(sheet.map(|sheet| &sheet.said)))
        .children(parts.map(|(place, part)| of(cx, place, part)))
        .child(
            el("form")
                .attr("method", "dialog")
                .child(el("button").class("k-button k-button--strong").child(messages.close)),
        )
        .html()
}

fn of(cx: &ViewContext, place: usize, part: &Part) -> Html {
    let messages = cx.messages;
    let text = ClipboardText {
        text: part.text.clone(),
        is_address: false,
        outcome: ["copied-part-", &place.to_string()].concat(),
        words: [messages.copied, messages.copy_failed],
    };
    let shown = part.shown.then(|| {
        el("pre")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", part.name.clone())
            .child(&part.text)
    });
    let files = part.files.iter().map(|file| {
        el("a")
            .class("k-button")
            .key(file.name.as_str())
            .attr("href", data_url(&file.kind, &file.text))
            .attr("download", file.name.clone())
            .child(&file.label)
            .child(el("span").class("k-hidden").child(" – ").child(&part.name))
            .html()
    });
    el("section")
        .key(place)
        .child(el("h3").child(&part.name))
        .child(shown)
        .child(
            el("div")
                .class("k-tools__row")
                .child(copy_button(cx, text, messages.copy, Some(&part.name)))
                .children(files),
        )
        .html()
}
