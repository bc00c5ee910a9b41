//! The list of releases: search, facets, results.

use super::{failure::partial_failure, loading::loading};
use crate::{
    app::{
        components::{
            chosen::chosen,
            facets::{Group, facets},
            nothing_found::nothing_found,
            results::results,
            search_box::search_box,
            search_help::search_help,
            timeline::timeline,
            topic_chips::topic_chips,
        },
        element::el,
        excerpts::Excerpts,
        scene::Scene,
        view::{self, Choice, Listed},
    },
    bundle::Set,
    route::Search,
    search::Facet,
};
use std::rc::Rc;
use yew::Html;

/// In how many steps the page can be drawn.
pub const STEPS: usize = 4;

/// The list of releases. `listed` is what is shown until newer results are `ready`; so many `steps`
/// of it are drawn.
pub fn home(
    scene: &Scene,
    set: &Rc<Set>,
    search: &Search,
    listed: &Listed,
    excerpts: &Excerpts,
    ready: bool,
    steps: usize,
) -> Html {
    let interface = scene.interface;
    let answer = &listed.answer;
    let topics = view::choices(set, answer, search, Facet::Topic, interface);
    let topics = telling(listed, topics);
    let failure = scene.library.failure();
    let side = || facets(scene, search, &groups(scene, set, search, listed), answer.total);
    let strip = || timeline(scene, set, search, listed);
    let list = || body(scene, set, search, listed, excerpts, ready);
    el("div")
        .class("k-home")
        .child(search_box(scene, set, search, listed))
        .child(search_help(scene))
        .child(topic_chips(scene, search, &topics))
        .child(chosen(scene, search, &view::filters(set, search, interface)))
        .child(
            el("div")
                .class("k-columns")
                .child(el("div").class("k-columns__side").child((steps > 1).then(side)))
                .child(
                    el("div")
                        .class("k-columns__main")
                        .child(partial_failure(scene, failure.as_ref()))
                        .child((steps > 2).then(strip))
                        .child((steps > 3).then(list)),
                ),
        )
        .html()
}

fn body(
    scene: &Scene,
    set: &Set,
    search: &Search,
    listed: &Listed,
    excerpts: &Excerpts,
    ready: bool,
) -> Html {
    let answer = &listed.answer;
    if set.documents == 0 {
        el("p").child(scene.messages.empty_newsroom).html()
    } else if !listed.answered {
        loading(scene)
    } else if listed.is_empty() {
        // Of what was looked for, even while the reader types on.
        let drops = view::drops(set, answer, &listed.search, scene.interface);
        nothing_found(scene, listed, &drops)
    } else {
        results(scene, search, listed, excerpts, ready)
    }
}

/// Without those of no release, where nothing is found: what is chosen can be given up.
fn telling(listed: &Listed, mut choices: Vec<Choice>) -> Vec<Choice> {
    if listed.found_nothing() {
        choices.retain(|choice| choice.chosen || choice.count > 0);
    }
    choices
}

fn groups(scene: &Scene, set: &Set, search: &Search, listed: &Listed) -> Vec<Group> {
    let messages = scene.messages;
    let group = |facet: Facet| Group {
        facet: Some(facet),
        name: (messages.facet)(facet),
        choices: telling(
            listed,
            view::choices(set, &listed.answer, search, facet, scene.interface),
        ),
    };
    let years = telling(listed, view::years(set, &listed.answer, search));
    vec![
        group(Facet::Language),
        Group { facet: None, name: messages.year, choices: years },
        group(Facet::Issuer),
        group(Facet::Place),
        group(Facet::With),
    ]
}
