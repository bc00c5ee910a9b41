//! The app as a whole: what it holds, what it needs, and which page it shows.

use super::{
    components::{footer::footer, masthead::masthead, shortcuts_help::shortcuts_help},
    hooks::{
        Boot, browser, use_accent, use_announcement, use_arrival, use_library, use_navigator,
        use_needs, use_root_attribute, use_settings, use_shortcuts, use_title,
    },
    pages::{
        about::about, failure::failure, home::home, loading::loading, not_found::not_found,
        release::release,
    },
    scene::Scene,
    view::{self, Listed},
};
use crate::{
    i18n::Interface,
    route::{Address, Route},
};
use yew::{Callback, Html, Properties, component, html, use_mut_ref};

/// What the app starts with.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// The address that it was opened at.
    pub start: Address,
}

/// The app.
#[component]
pub fn App(props: &AppProps) -> Html {
    let navigator = use_navigator(&props.start);
    let settings = use_settings();
    let library = use_library(view::is_searching(&props.start.route));
    let set = library.set();
    let newsroom = set.as_ref().map(|set| &set.newsroom);
    let interface = navigator
        .address()
        .interface
        .or_else(|| settings.interface())
        .or_else(|| newsroom?.languages.iter().find_map(|l| Interface::new(l.as_str())))
        .unwrap_or_default();
    let route = navigator.address().route.clone();
    let accent = newsroom.and_then(|newsroom| newsroom.accent.as_ref()).map(ToString::to_string);
    let scene =
        Scene { navigator, settings, library, set, interface, messages: interface.messages() };

    let ready = use_needs(&scene.library, &view::needs(&route));
    // What was listed last stays until what replaces it is there, so that nothing flickers.
    let last = use_mut_ref(Listed::default);
    let new = scene.library.read(|reader| view::listed(reader, &route, &last.borrow())).flatten();
    if let Some(new) = new {
        *last.borrow_mut() = new;
    }
    let listed = last.borrow();
    let shown = page(&scene, &route, &listed, ready);

    use_root_attribute("lang", Some(interface.tag().to_owned()));
    use_accent(accent);
    use_title(shown.title);
    use_arrival(&scene.navigator, ready || shown.final_word);
    let keys = scene.settings.shortcuts.then(|| scene.navigator.address().href());
    use_shortcuts(keys, shortcuts(&scene, &route));
    let counted = matches!(route, Route::Home(_)) && !listed.answer.partial;
    let count = counted.then(|| (scene.messages.results)(listed.answer.total));
    let announcement = use_announcement(count.unwrap_or_default());
    html! {
        <>
            { masthead(&scene) }
            <main id="main" class="k-main" tabindex="-1">{ shown.content }</main>
            { footer(&scene) }
            { shortcuts_help(&scene) }
            <p class="k-hidden" role="status">{ announcement }</p>
        </>
    }
}

/// A page: its title without the newsroom's name, and what stands on it.
struct Page {
    title: String,
    content: Html,
    /// Nothing more is on its way, even though not everything came.
    final_word: bool,
}

fn page(scene: &Scene, route: &Route, listed: &Listed, ready: bool) -> Page {
    let messages = scene.messages;
    let (title, content, final_word) = match (&*scene.library.boot(), &scene.set, route) {
        (Boot::Failed(error), ..) => (messages.not_found, failure(scene, error), true),
        (Boot::Loading, ..) | (_, None, _) => (messages.loading, loading(scene), false),
        (Boot::Ready(_), Some(set), Route::Home(search)) => {
            let title = view::list_title(set, search, scene.interface);
            return Page {
                title,
                content: home(scene, set, search, listed, ready),
                final_word: false,
            };
        }
        (Boot::Ready(reader), Some(_), Route::Release { slug, list }) => {
            match (reader.article(slug), reader.failure()) {
                (Some(article), _) => {
                    let matcher = listed.matcher.clone();
                    let neighbours = view::neighbours(listed, slug);
                    let title = article.release.title.as_deref().unwrap_or(messages.untitled);
                    let title = view::page_title(scene.set.as_deref(), title, scene.interface);
                    let content = release(scene, &article, list, matcher, neighbours);
                    return Page { title, content, final_word: true };
                }
                (None, _) if !ready => (messages.loading, loading(scene), false),
                (None, Some(error)) => (messages.part_missing, failure(scene, error), true),
                (None, None) => (messages.not_found, not_found(scene), true),
            }
        }
        (Boot::Ready(_), Some(_), Route::About) => (messages.about, about(scene), true),
        (Boot::Ready(_), Some(_), Route::NotFound) => (messages.not_found, not_found(scene), true),
    };
    let title = view::page_title(scene.set.as_deref(), title, scene.interface);
    Page { title, content, final_word }
}

/// What `j`, `k` and `o` work on in a list.
const ENTRIES: &str = ".k-entry__link";

/// What the shortcuts of a single key do here; `false` for a key that does nothing.
fn shortcuts(scene: &Scene, route: &Route) -> Callback<String, bool> {
    let navigator = scene.navigator.clone();
    let route = route.clone();
    let interface = navigator.address().interface;
    Callback::from(move |key: String| {
        match (key.as_str(), &route) {
            ("/", Route::Home(_)) => return browser::focus("#search", true),
            ("/" | "u", Route::Release { list, .. }) => {
                navigator.push(Address { route: Route::Home(list.clone()), interface });
            }
            ("j", Route::Home(_)) => browser::focus_step(ENTRIES, 1),
            ("k", Route::Home(_)) => browser::focus_step(ENTRIES, -1),
            ("o", Route::Home(_)) => browser::click_focused(),
            ("j", Route::Release { .. }) => browser::click("[rel=next]"),
            ("k", Route::Release { .. }) => browser::click("[rel=prev]"),
            ("?", _) => browser::toggle_dialog("shortcuts"),
            _ => return false,
        }
        true
    })
}
