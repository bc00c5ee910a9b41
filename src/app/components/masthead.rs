//! The head of every page: the newsroom's name, the languages of the interface, the theme.

use super::address_link::AddressLink;
use crate::{
    app::hooks::{
        Theme, browser, use_interface, use_library, use_messages, use_navigator, use_settings,
    },
    i18n::Interface,
    route::{Address, Route, Search},
};
use yew::{Callback, Html, MouseEvent, classes, component, html};

#[component]
pub fn Masthead() -> Html {
    let messages = use_messages();
    let navigator = use_navigator();
    let library = use_library();
    let title = library.read(|reader| reader.set().newsroom.title.clone()).flatten();
    let title = title.unwrap_or_else(|| messages.newsroom.to_owned());
    let home = matches!(navigator.address().route, Route::Home(_));
    // A full address: with a <base>, "#main" alone would lead to the front page.
    let skip = format!("{}#main", navigator.address().href());
    let name = html! {
        <AddressLink to={Route::Home(Search::default())} class="k-masthead__home">{ title }</AddressLink>
    };
    html! {
        <header class={classes!("k-masthead", home.then_some("k-masthead--home"))}>
            <a class="k-skip" href={skip}>{ messages.skip_to_content }</a>
            <div class="k-masthead__bar">
                if home {
                    <h1 class="k-masthead__name" tabindex="-1">{ name }</h1>
                } else {
                    <p class="k-masthead__name">{ name }</p>
                }
                <div class="k-masthead__tools">
                    <Languages />
                    <ThemeButton />
                </div>
            </div>
        </header>
    }
}

#[component]
fn Languages() -> Html {
    let messages = use_messages();
    let current = use_interface();
    let languages = Interface::ALL.into_iter().map(|interface| {
        html! { <li key={interface.tag()}><Language {interface} current={interface == current} /></li> }
    });
    html! {
        <nav class="k-languages" aria-label={messages.interface_language}>
            <ul>{ for languages }</ul>
        </nav>
    }
}

#[derive(Clone, PartialEq, yew::Properties)]
struct LanguageProps {
    interface: Interface,
    current: bool,
}

#[component]
fn Language(props: &LanguageProps) -> Html {
    let navigator = use_navigator();
    let settings = use_settings();
    let interface = props.interface;
    let to: Address = navigator.address().in_interface(interface);
    let href = to.href();
    let onclick = Callback::from(move |event: MouseEvent| {
        if browser::is_plain_click(&event) {
            event.prevent_default();
            settings.change(|settings| settings.interface = Some(interface.tag().to_owned()));
            navigator.push(to.clone());
        }
    });
    html! {
        <a {href} {onclick} lang={interface.tag()} hreflang={interface.tag()}
            aria-current={props.current.then_some("true")}>
            { interface.endonym() }
        </a>
    }
}

#[component]
fn ThemeButton() -> Html {
    let messages = use_messages();
    let settings = use_settings();
    let theme = settings.theme;
    let name = match theme {
        Theme::Auto => messages.theme_auto,
        Theme::Light => messages.theme_light,
        Theme::Dark => messages.theme_dark,
    };
    let onclick = move |_| {
        let place = Theme::ALL.iter().position(|t| *t == theme).unwrap_or_default();
        let next = Theme::ALL[(place + 1) % Theme::ALL.len()];
        settings.change(|settings| settings.theme = next);
    };
    html! {
        <button type="button" class="k-button k-theme" {onclick} data-theme-choice={theme.name()}>
            <span class="k-theme__icon" aria-hidden="true"></span>
            <span class="k-hidden">{ messages.theme }{ ": " }</span>
            { name }
        </button>
    }
}
