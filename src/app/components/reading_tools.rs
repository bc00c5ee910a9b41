//! How the text is shown, and what can be done with it.

use super::copy_button::copy_button;
use crate::{
    app::{
        effect::{ClipboardText, Effect},
        element::el,
        message::Msg,
        saved::{SavedRelease, has},
        settings::Settings,
        take::{PASSAGE, href},
        view_context::ViewContext,
    },
    bundle::Article,
    desk::Task,
    model::Release,
};
use yew::Html;

/// How the text is shown, and what can be done with it.
pub fn reading_tools(cx: &ViewContext, article: &Article) -> Html {
    let release = &article.release;
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
    let plain =
        |label: &'static str| el("button").class("k-button").attr("type", "button").child(label);
    let link = ClipboardText {
        text: href(article),
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
                .child(plain(messages.print).onclick(cx.on_click(|| Msg::Perform(Effect::Print))))
                .child(copy_button(cx, link, messages.copy_link, None))
                .child(save_button(cx, release))
                .child(
                    el("span")
                        .class("k-copy")
                        .child(
                            plain(messages.copy_passage)
                                .attr("aria-keyshortcuts", "c")
                                .onclick(cx.on_click(|| Msg::CopyPassage)),
                        )
                        .child(
                            el("span")
                                .class("k-copy__outcome")
                                .attr("role", "status")
                                .attr("id", PASSAGE),
                        ),
                )
                .child(
                    plain(messages.take_away)
                        .attr("aria-haspopup", "dialog")
                        .onclick(cx.on_click(|| Msg::Take(Task::Forms, 0))),
                )
                .child(cx.model.can_share.then(|| {
                    let shared = (plain_title(cx, release), href(article));
                    plain(messages.share).onclick(cx.on_click(move || {
                        let (title, href) = shared.clone();
                        Msg::Perform(Effect::Share(title, href))
                    }))
                })),
        )
        .child(cx.model.forms.then(|| forms(cx, article)))
        .child(tick_box(cx, messages.wider_lines, settings.wide_lines, |s, on| s.wide_lines = on))
        .child(tick_box(cx, messages.refined_typography, settings.typography, |s, on| {
            s.typography = on
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

fn plain_title(cx: &ViewContext, release: &Release) -> String {
    release.title.clone().unwrap_or_else(|| cx.messages.untitled.to_owned())
}

/// The release in other forms, as the files that lie beside its page.
fn forms(cx: &ViewContext, article: &Article) -> Html {
    let file = |(label, name, kind): (&'static str, &str, &'static str)| {
        el("a").attr("href", [&href(article), name].concat()).attr("type", kind).child(label).html()
    };
    let files = [
        (cx.messages.as_text, "release.txt", "text/plain"),
        ("Markdown", "release.md", "text/markdown"),
        ("ninjs", "release.json", "application/json"),
    ];
    el("p")
        .class("k-tools__forms")
        .child(el("span").child(cx.messages.also_as))
        .children(files.map(file))
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
