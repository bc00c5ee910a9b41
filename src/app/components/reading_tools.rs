//! How the text is shown, and what can be done with it.

use super::copy_button::copy_button;
use crate::{
    app::{
        effect::{ClipboardText, Effect},
        element::el,
        message::Msg,
        saved::{SavedRelease, has},
        settings::Settings,
        view_context::ViewContext,
    },
    model::Release,
    route::{Address, Route, Search},
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
    // The release's own address, without the list that it was opened from.
    let route = Route::Release { slug: release.slug.clone(), list: Search::default() };
    let link = ClipboardText {
        text: Address { route, interface: None }.href(),
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
                .child(copy_button(cx, link.clone(), messages.copy_link, None))
                .child(passage_button(cx, link))
                .child(save_button(cx, release)),
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
                .matcher
                .as_ref()
                .map(|_| tick_box(cx, messages.mark_found, settings.marks, |s, on| s.marks = on)),
        )
        .html()
}

/// A link to what is selected.
fn passage_button(cx: &ViewContext, link: ClipboardText) -> Html {
    let link = ClipboardText { outcome: "copied-passage".to_owned(), ..link };
    let (label, none) = (cx.messages.copy_passage, cx.messages.nothing_selected);
    let outcome = link.outcome.clone();
    let onclick = cx.on_click(move || Msg::Perform(Effect::CopyPassage(link.clone(), none)));
    el("span")
        .class("k-copy")
        .child(el("button").class("k-button").attr("type", "button").onclick(onclick).child(label))
        .child(el("span").class("k-copy__outcome").attr("role", "status").attr("id", outcome))
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
