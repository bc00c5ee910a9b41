//! How the text is shown, and what can be done with it.

use super::copy_button::copy_button;
use crate::{
    app::{
        element::el,
        hooks::{SavedRelease, Settings, browser},
        scene::Scene,
    },
    model::Release,
    route::{Address, Route, Search},
};
use yew::{Callback, Event, Html};

/// How the text is shown, and what can be done with it.
pub fn reading_tools(scene: &Scene, release: &Release) -> Html {
    let messages = scene.messages;
    let settings = &scene.settings;
    let button = |step: i8, sign: &'static str, label: &'static str| {
        let size = (settings.text_size + step).clamp(Settings::SMALLEST, Settings::LARGEST);
        let (disabled, settings) = (size == settings.text_size, settings.clone());
        let onclick = move |_| settings.change(|settings| settings.text_size = size);
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
    let text = browser::absolute(&Address { route, interface: None }.href());
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
                        .onclick(Callback::from(|_| browser::print()))
                        .child(messages.print),
                )
                .child(copy_button(
                    messages,
                    "copied-link".to_owned(),
                    text,
                    messages.copy_link,
                    None,
                ))
                .child(save_button(scene, release)),
        )
        .child(tick_box(scene, messages.wider_lines, settings.wide_lines, |s, on| {
            s.wide_lines = on
        }))
        .child(tick_box(scene, messages.refined_typography, settings.typography, |s, on| {
            s.typography = on
        }))
        .html()
}

fn save_button(scene: &Scene, release: &Release) -> Html {
    let saved = scene.saved.has(&release.slug);
    let onclick = {
        let (saved, release) = (scene.saved.clone(), SavedRelease::of(release));
        move |_| saved.toggle(&release)
    };
    el("button")
        .class("k-button k-save")
        .attr("type", "button")
        .onclick(onclick)
        .attr("aria-pressed", if saved { "true" } else { "false" })
        .attr("aria-keyshortcuts", "s")
        .child(scene.messages.save)
        .html()
}

/// A choice that is on or off.
pub fn tick_box(
    scene: &Scene,
    name: &'static str,
    checked: bool,
    set: fn(&mut Settings, bool),
) -> Html {
    let settings = scene.settings.clone();
    let onchange = Callback::from(move |event: Event| {
        let checked = browser::is_checked(&event);
        settings.change(|settings| set(settings, checked));
    });
    el("label")
        .class("k-tools__choice")
        .child(el("input").attr("type", "checkbox").checked(checked).onchange(onchange))
        .child(" ")
        .child(name)
        .html()
}
