//! How the text is shown, and what can be done with it.

use super::copy_button::copy_button;
use crate::{
    app::{
        hooks::{SavedRelease, Settings, browser},
        scene::Scene,
    },
    model::Release,
    route::{Address, Route, Search},
};
use yew::{Callback, Event, Html, html};

/// How the text is shown, and what can be done with it.
pub fn reading_tools(scene: &Scene, release: &Release) -> Html {
    let messages = scene.messages;
    let settings = &scene.settings;
    let button = |step: i8, sign: &'static str, label: &'static str| {
        let size = (settings.text_size + step).clamp(Settings::SMALLEST, Settings::LARGEST);
        let (disabled, settings) = (size == settings.text_size, settings.clone());
        let onclick = move |_| settings.change(|settings| settings.text_size = size);
        html! {
            <button type="button" class="k-button" {onclick} {disabled}>
                { sign }<span class="k-hidden">{ " " }{ label }</span>
            </button>
        }
    };
    // The release's own address, without the list that it was opened from.
    let route = Route::Release { slug: release.slug.clone(), list: Search::default() };
    let text = browser::absolute(&Address { route, interface: None }.href());
    html! {
        <section class="k-tools" aria-labelledby="tools-title">
            <h2 id="tools-title">{ messages.reading }</h2>
            <div class="k-tools__row">
                { button(-1, "A−", messages.smaller_text) }
                { button(1, "A+", messages.larger_text) }
                <button type="button" class="k-button" onclick={|_| browser::print()}>{ messages.print }</button>
                { copy_button(messages, "copied-link".to_owned(), text, messages.copy_link, None) }
                { save_button(scene, release) }
            </div>
            { tick_box(scene, messages.wider_lines, settings.wide_lines, |s, on| s.wide_lines = on) }
            { tick_box(scene, messages.refined_typography, settings.typography, |s, on| s.typography = on) }
        </section>
    }
}

fn save_button(scene: &Scene, release: &Release) -> Html {
    let saved = scene.saved.has(&release.slug);
    let onclick = {
        let (saved, release) = (scene.saved.clone(), SavedRelease::of(release));
        move |_| saved.toggle(&release)
    };
    html! {
        <button type="button" class="k-button k-save" {onclick} aria-pressed={if saved { "true" } else { "false" }}
            aria-keyshortcuts="s">
            { scene.messages.save }
        </button>
    }
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
    html! {
        <label class="k-tools__choice"><input type="checkbox" {checked} {onchange} />{ " " }{ name }</label>
    }
}
