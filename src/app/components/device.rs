//! Files of the reader's own: a button to open some, what is wrong with those that are open, and whether they are kept.

use super::take_away::progress;
use crate::app::{element::el, message::Msg, view_context::ViewContext};
use yew::Html;

/// Above the list of what was opened on this device, and in its place while there is nothing.
pub fn device(cx: &ViewContext) -> Html {
    let (messages, tools) = (cx.messages, &cx.model.tools);
    let keep = tools.reader.as_ref().map(|_| {
        let (kind, label) = match tools.kept {
            true => ("forget", messages.forget_files),
            false => ("keep", messages.keep_files),
        };
        el("button")
            .class("k-button")
            .attr("type", "button")
            .onclick(cx.on_click(move || Msg::AskTools(kind, Vec::new())))
            .child(label)
    });
    let problems = tools.problems.lines();
    el("section")
        .class("k-device")
        .attr("aria-labelledby", "device-title")
        .child(el("h2").attr("id", "device-title").child(messages.on_device))
        .child(el("p").child(messages.on_device_note))
        .child(
            el("p")
                .class("k-take__forms")
                // What is chosen goes to the worker by way of static/boot.js: a file is nothing that a message can hold.
                .child(
                    el("label").class("k-button k-file").child(messages.open_file).child(
                        el("input")
                            .class("k-hidden")
                            .attr("type", "file")
                            .attr("id", "open-files")
                            .flag("multiple", true),
                    ),
                )
                .child(keep),
        )
        .child(progress(cx))
        // As `kiosque check` says it, which is in English.
        .child(
            el("ul")
                .attr("lang", "en")
                .flag("hidden", tools.problems.is_empty())
                .children(problems.map(|line| el("li").child(line.to_owned()).html())),
        )
        .html()
}
