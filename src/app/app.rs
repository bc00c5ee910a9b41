//! The app as a whole: what it holds, what it needs, and which page it shows.

use super::{
    components::{
        footer::footer, masthead::masthead, shortcuts_help::shortcuts_help, update::update,
    },
    excerpts::Excerpts,
    hooks::{Boot, Frame, Held, SavedRelease, browser, use_frame, use_redraw},
    pages::{
        about::about,
        failure::failure,
        home::{STEPS, home},
        loading::loading,
        not_found::not_found,
        release::release,
        saved::saved,
    },
    scene::Scene,
    view::{self, Listed},
};
use crate::{
    app::element::{el, nodes},
    bundle::Reader,
    route::{Address, Route},
};
use yew::{Callback, Html, Properties, component};

/// What the app starts with.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// The address that it was opened at, and all that it holds.
    pub held: Held,
}

/// The app.
#[component]
pub fn App(props: &AppProps) -> Html {
    let held = &props.held;
    use_redraw(held);
    let scene = Scene::of(held);
    let route = scene.navigator.address().route.clone();

    let needs = view::needs(&route, scene.interface);
    let ready = scene.library.is_ready(&needs);
    // What was listed last stays until what replaces it is there, so that nothing flickers.
    let new = |reader: &Reader| view::listed(reader, &route, scene.interface, &held.last.borrow());
    if let Some(new) = scene.library.read(new).flatten() {
        *held.last.borrow_mut() = new;
    }
    let listed = held.last.borrow();
    // Excerpts only once the reader pauses: results never wait for them.
    let excerpts = &held.excerpts;
    let hints = match ready && held.announcer.is_settled(&listed.search.query) {
        true if matches!(route, Route::Home(_)) => {
            scene.library.read(|reader| excerpts.borrow_mut().gather(reader, &listed))
        }
        _ => None,
    };
    // A page that can be read is better than one that lacks what it is for.
    let asleep = scene.navigator.is_asleep();
    let lacks = |reader: &Reader| asleep && ready && view::lacks(reader, &route);
    let failed =
        matches!(*scene.library.boot(), Boot::Failed(_)) || scene.library.read(lacks) == Some(true);
    // What is not seen yet is drawn once all is there, and in steps: the page that is there answers
    // the reader in between.
    let unfinished = held.steps.as_ref().filter(|steps| steps.get() < STEPS);
    let steps = match unfinished.filter(|_| asleep) {
        // What cannot be had is said at once, and what comes after it is seen.
        Some(steps) if failed => {
            steps.set(STEPS);
            STEPS
        }
        Some(_) if !ready => 0,
        Some(steps) if matches!(route, Route::Home(_)) => {
            let done = steps.get();
            steps.set(STEPS.min(done + 1));
            done
        }
        _ => STEPS,
    };
    let shown = page(&scene, &route, &listed, &excerpts.borrow(), ready, steps);
    let counted = matches!(route, Route::Home(_)) && listed.answered && !listed.answer.partial;
    let count = counted.then(|| match listed.answer.more {
        more @ 1.. if listed.search.wide => (scene.messages.partly)(more),
        _ => (scene.messages.results)(listed.answer.total),
    });
    let keys = scene.settings.shortcuts.then(|| shortcuts(&scene, &route));
    if cfg!(not(target_arch = "wasm32")) {
        held.title.replace(shown.title.clone());
    }
    let frame = Frame {
        lang: scene.interface.tag(),
        title: shown.title,
        announcement: count.unwrap_or_default(),
        query: listed.search.query.clone(),
        keys,
        needs,
        hints: hints.unwrap_or_default(),
        ready: ready || shown.final_word,
        whole: ready && steps == STEPS,
        failed,
        more: ready && steps < STEPS,
    };
    use_frame(held, frame);
    if steps == 0 {
        return Html::default();
    }
    nodes([
        masthead(&scene),
        el("main")
            .class("k-main")
            .attr("id", "main")
            .attr("tabindex", "-1")
            .child(shown.content)
            .html(),
        footer(&scene),
        shortcuts_help(&scene),
        update(&scene),
        el("p").class("k-hidden").attr("id", "said").attr("role", "status").html(),
    ])
}

/// A page: its title without the newsroom's name, and what stands on it.
struct Page {
    title: String,
    content: Html,
    /// Nothing more is on its way, even though not everything came.
    final_word: bool,
}

fn page(
    scene: &Scene,
    route: &Route,
    listed: &Listed,
    excerpts: &Excerpts,
    ready: bool,
    steps: usize,
) -> Page {
    let messages = scene.messages;
    let (title, content, final_word) = match (&*scene.library.boot(), &scene.set, route) {
        (Boot::Failed(error), ..) => (messages.not_found, failure(scene, error), true),
        (Boot::Loading, ..) | (_, None, _) => (messages.loading, loading(scene), false),
        // Drawn once all is there.
        _ if !ready && scene.navigator.is_asleep() => (messages.loading, loading(scene), false),
        (Boot::Ready(_), Some(set), Route::Home(search)) => {
            let title = view::list_title(set, search, scene.interface);
            return Page {
                title,
                content: home(scene, set, search, listed, excerpts, ready, steps),
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
        (Boot::Ready(_), Some(_), Route::Saved) => (messages.saved, saved(scene), true),
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
    let (library, saved) = (scene.library.clone(), scene.saved.clone());
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
            ("s", Route::Release { slug, .. }) => {
                let article = library.read(|reader| reader.article(slug)).flatten();
                article
                    .iter()
                    .for_each(|article| saved.toggle(&SavedRelease::of(&article.release)));
            }
            ("?", _) => browser::toggle_dialog("shortcuts"),
            _ => return false,
        }
        true
    })
}
