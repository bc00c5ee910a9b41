//! The head of every page: the newsroom's name, the languages of the interface, the theme.

use crate::{
    app::{
        element::el,
        hooks::{Theme, browser},
        scene::{LinkTo, Scene},
    },
    i18n::Interface,
    route::{Route, Search},
};
use yew::{Callback, Html, MouseEvent};

/// The head of every page.
pub fn masthead(scene: &Scene) -> Html {
    let messages = scene.messages;
    let title = scene.set.as_ref().and_then(|set| set.newsroom.title.clone());
    let title = title.unwrap_or_else(|| messages.newsroom.to_owned());
    let home = matches!(scene.navigator.address().route, Route::Home(_));
    // A full address: with a <base>, "#main" alone would lead to the front page.
    let skip = format!("{}#main", scene.navigator.address().href());
    let how = LinkTo { class: Some("k-masthead__home"), ..LinkTo::default() };
    let name = scene.link(Route::Home(Search::default()), how, title);
    let languages = Interface::ALL.into_iter().map(|interface| language(scene, interface));
    el("header")
        .class("k-masthead")
        .attr("data-home", home.then_some(""))
        .child(el("a").class("k-skip").attr("href", skip).child(messages.skip_to_content))
        .child(
            el("div")
                .class("k-masthead__bar")
                .child(if home {
                    el("h1").class("k-masthead__name").attr("tabindex", "-1").child(name).html()
                } else {
                    el("p").class("k-masthead__name").child(name).html()
                })
                .child(
                    el("div")
                        .class("k-masthead__tools")
                        .child(
                            el("nav")
                                .class("k-languages")
                                .attr("aria-label", messages.interface_language)
                                .child(el("ul").children(languages)),
                        )
                        .child(theme_button(scene)),
                ),
        )
        .html()
}

fn language(scene: &Scene, interface: Interface) -> Html {
    let to = scene.navigator.address().in_interface(interface);
    let href = to.href();
    let (navigator, settings) = (scene.navigator.clone(), scene.settings.clone());
    let onclick = Callback::from(move |event: MouseEvent| {
        if browser::is_plain_click(&event) {
            event.prevent_default();
            settings.change(|settings| settings.interface = Some(interface));
            navigator.push(to.clone());
        }
    });
    el("li")
        .key(interface.tag())
        .child(
            el("a")
                .attr("href", href)
                .onclick(onclick)
                .attr("lang", interface.tag())
                .attr("hreflang", interface.tag())
                .attr("aria-current", (interface == scene.interface).then_some("true"))
                .child(interface.endonym()),
        )
        .html()
}

fn theme_button(scene: &Scene) -> Html {
    let messages = scene.messages;
    let (name, next) = match scene.settings.theme {
        Theme::Auto => (messages.theme_auto, Theme::Light),
        Theme::Light => (messages.theme_light, Theme::Dark),
        Theme::Dark => (messages.theme_dark, Theme::Auto),
    };
    let settings = scene.settings.clone();
    let onclick = move |_| settings.change(|settings| settings.theme = next);
    el("button")
        .class("k-button k-theme")
        .attr("type", "button")
        .onclick(onclick)
        .attr("data-theme-choice", scene.settings.theme.name())
        .child(el("span").class("k-theme__icon").attr("aria-hidden", "true"))
        .child(
            el("span")
                .child(el("span").class("k-hidden").child(messages.theme).child(": "))
                .child(name),
        )
        .html()
}
