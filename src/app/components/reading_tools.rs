//! How the text is shown, and what can be done with it.

use super::copy_button::copy_button;
use crate::{
    app::{
        effect::{ClipboardText, Effect},
        element::el,
        message::Msg,
        saved::{SavedRelease, has},
        settings::Settings,
        take::{QUOTED, SHEET, href},
        view_context::ViewContext,
    },
    model::Release,
};
use yew::Html;

/// How the text is shown, and what can be done with it.
pub fn reading_tools(cx: &ViewContext, release: &Release) -> Html {
    let messages = cx.messages;
    let settings = cx.settings;
    let button = |step: i8, sign: &'static str, label: &'static str| {
        let size = (settings.text_size + step).clamp(Settings::SMALLEST, Settings::LARGEST);
        let disabled = size == settings.text_size;
        let settings = Settings { text_size: size, ..settings.clone() };
        let onclick = cx.on_click(move || Msg::SettingsChanged(settings.clone()));
        el("button")
            .class("k-button")
            .attr("type", "button")
            .onclick(onclick)
            .flag("disabled", disabled)
            .child(sign)
            .child(el("span").class("k-hidden").child(" ").child(label))
            .html()
    };
    let link = ClipboardText {
        text: href(release),
        is_address: true,
        outcome: "copied-link".to_owned(),
        words: [messages.copied, messages.copy_failed],
    };
    el("section")
        .class("k-tools")
        .attr("aria-labelledby", "tools-title")
        .child(el("h2").attr("id", "tools-title").child(messages.reading))
        .child(
            el("div")
                .class("k-tools__row")
                .child(button(-1, "A−", messages.smaller_text))
                .child(button(1, "A+", messages.larger_text))
                .child(
                    el("button")
                        .class("k-button")
                        .attr("type", "button")
                        .onclick(cx.on_click(|| Msg::Perform(Effect::Print)))
                        .child(messages.print),
                )
                .child(copy_button(cx, link.clone(), messages.copy_link, None, None))
                .child(save_button(cx, release))
                .child(asking(cx, messages.cite, SHEET, || Msg::Take(SHEET)))
                .child(asking(cx, messages.quote_passage, QUOTED, || Msg::Quote))
                .child(asking(cx, messages.copy_passage, "copied-passage", move || {
                    let link =
                        ClipboardText { outcome: "copied-passage".to_owned(), ..link.clone() };
                    Msg::Perform(Effect::CopyPassage(false, link, messages.nothing_selected))
                })),
        )
        .child(tick_box(cx, messages.wider_lines, settings.wide_lines, |s, on| s.wide_lines = on))
        .child(tick_box(cx, messages.refined_typography, settings.typography, |s, on| {
            s.typography = on
        }))
        .child(tick_box(cx, messages.copy_as_sent, settings.copy_as_sent, |s, on| {
            s.copy_as_sent = on
        }))
        .child(
            cx.model
                .listed
                .has_query()
                .then(|| tick_box(cx, messages.mark_found, settings.marks, |s, on| s.marks = on)),
        )
        .html()
}

/// A button that asks for something, and where it is said how that went.
pub fn asking(
    cx: &ViewContext,
    label: &'static str,
    id: &'static str,
    message: impl Fn() -> Msg + 'static,
) -> Html {
    let button = el("button").class("k-button").attr("type", "button");
    el("span")
        .class("k-copy")
        .child(button.onclick(cx.on_click(message)).child(label))
        .child(el("span").class("k-copy__outcome").attr("role", "status").attr("id", id))
        .html()
}

fn save_button(cx: &ViewContext, release: &Release) -> Html {
    let saved = has(&cx.model.saved, &release.slug);
    let release = SavedRelease::of(release);
    let onclick = cx.on_click(move || Msg::ToggleSaved(release.clone()));
    el("button")
        .class("k-button k-save")
        .attr("type", "button")
        .onclick(onclick)
        .attr("aria-pressed", if saved { "true" } else { "false" })
        .attr("aria-keyshortcuts", "s")
        .child(cx.messages.save)
        .html()
}

/// A choice that is on or off.
pub fn tick_box(
    cx: &ViewContext,
    name: &'static str,
    checked: bool,
    set: fn(&mut Settings, bool),
) -> Html {
    let settings = cx.settings.clone();
    let onchange = cx.on_tick(move |checked| {
        let mut settings = settings.clone();
        set(&mut settings, checked);
        Msg::SettingsChanged(settings)
    });
    el("label")
        .class("k-tools__choice")
        .child(el("input").attr("type", "checkbox").checked(checked).onchange(onchange))
        .child(" ")
        .child(name)
        .html()
}
