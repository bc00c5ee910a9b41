//! The head of every page: the newsroom's name, the languages of the interface, the theme.

use crate::{
    app::{
        hooks::{Theme, browser},
        scene::{LinkTo, Scene},
    },
    i18n::Interface,
    route::{Route, Search},
};
use yew::{Callback, Html, MouseEvent, html};

/// The head of every page.
pub fn masthead(scene: &Scene) -> Html {
    let messages = scene.messages;
    let title = scene.set.as_ref().and_then(|set| set.newsroom.title.clone());
    let title = title.unwrap_or_else(|| messages.newsroom.to_owned());
    let home = matches!(scene.navigator.address().route, Route::Home(_));
    // A full address: with a <base>, "#main" alone would lead to the front page.
    let skip = format!("{}#main", scene.navigator.address().href());
    let how = LinkTo { class: "k-masthead__home", ..LinkTo::default() };
    let name = scene.link(Route::Home(Search::default()), how, html! { title });
    let languages = Interface::ALL.into_iter().map(|interface| language(scene, interface));
    html! {
        <header class="k-masthead" data-home={home.then_some("")}>
            <a class="k-skip" href={skip}>{ messages.skip_to_content }</a>
            <div class="k-masthead__bar">
                if home {
                    <h1 class="k-masthead__name" tabindex="-1">{ name }</h1>
                } else {
                    <p class="k-masthead__name">{ name }</p>
                }
                <div class="k-masthead__tools">
                    <nav class="k-languages" aria-label={messages.interface_language}>
                        <ul>{ for languages }</ul>
                    </nav>
                    { theme_button(scene) }
                </div>
            </div>
        </header>
    }
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
    html! {
        <li key={interface.tag()}>
            <a {href} {onclick} lang={interface.tag()} hreflang={interface.tag()}
                aria-current={(interface == scene.interface).then_some("true")}>
                { interface.endonym() }
            </a>
        </li>
    }
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
    html! {
        <button type="button" class="k-button k-theme" {onclick}
            data-theme-choice={scene.settings.theme.name()}>
            <span class="k-theme__icon" aria-hidden="true"></span>
            <span><span class="k-hidden">{ messages.theme }{ ": " }</span>{ name }</span>
        </button>
    }
}
