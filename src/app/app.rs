//! The app as a whole: what all pages share, and which page is shown.

use super::{
    components::{footer::Footer, masthead::Masthead, shortcuts_help::ShortcutsHelp},
    hooks::{
        Boot, InterfaceContext, Library, Navigator, SettingsHandle, browser, use_library_state,
        use_navigator_state, use_settings_state,
    },
    pages::{
        about::About, failure::Failure, home::Home, loading::Loading, not_found::NotFound,
        release::ReleasePage,
    },
};
use crate::{
    bundle::LoadError,
    i18n::Interface,
    model::Language,
    route::{Address, Route},
};
use yew::{ContextProvider, Html, Properties, component, html, use_effect_with};

/// What the app starts with.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// The address that it was opened at.
    pub start: Address,
}

/// The app.
#[component]
pub fn App(props: &AppProps) -> Html {
    let navigator = use_navigator_state(&props.start);
    let settings = use_settings_state();
    let library = use_library_state();
    let interface = interface(&navigator, &settings, &library);
    use_effect_with(interface, |interface| {
        browser::set_root_attribute("lang", Some(interface.tag()));
    });
    let accent = library.read(|reader| reader.set().newsroom.accent.clone()).flatten();
    use_effect_with(accent, |accent| {
        browser::set_root_property("--k-accent", accent.as_ref().map(|accent| accent.as_str()));
    });
    html! {
        <ContextProvider<Navigator> context={navigator.clone()}>
        <ContextProvider<SettingsHandle> context={settings}>
        <ContextProvider<Library> context={library.clone()}>
        <ContextProvider<InterfaceContext> context={InterfaceContext(interface)}>
            <Masthead />
            <main id="main" class="k-main" tabindex="-1">
                { page(&navigator, &library) }
            </main>
            <Footer />
            <ShortcutsHelp />
        </ContextProvider<InterfaceContext>>
        </ContextProvider<Library>>
        </ContextProvider<SettingsHandle>>
        </ContextProvider<Navigator>>
    }
}

fn page(navigator: &Navigator, library: &Library) -> Html {
    let error: Option<LoadError> = match &*library.boot() {
        Boot::Loading => return html! { <Loading /> },
        Boot::Failed(error) => Some(error.clone()),
        Boot::Ready(_) => None,
    };
    match (error, &navigator.address().route) {
        (Some(error), _) => html! { <Failure {error} /> },
        (None, Route::Home(search)) => html! { <Home search={search.clone()} /> },
        (None, Route::Release { slug, list }) => html! {
            <ReleasePage key={slug.as_str()} slug={slug.clone()} list={list.clone()} />
        },
        (None, Route::About) => html! { <About /> },
        (None, Route::NotFound) => html! { <NotFound /> },
    }
}

/// The language of the interface: the address's, else the reader's, else the newsroom's.
fn interface(navigator: &Navigator, settings: &SettingsHandle, library: &Library) -> Interface {
    let newsroom = || {
        library.read(|reader| {
            let languages = &reader.set().newsroom.languages;
            languages.iter().map(Language::as_str).find_map(Interface::new)
        })
    };
    let named = navigator.address().interface;
    named.or_else(|| settings.interface()).or_else(|| newsroom().flatten()).unwrap_or_default()
}
