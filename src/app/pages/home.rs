//! The list of releases: search, facets, results.

use super::{failure::partial_failure, loading::loading};
use crate::{
    app::{
        components::{
            active_filters::active_filters,
            facets::{FacetGroup, facets},
            feeds::feeds_of_list,
            nothing_found::nothing_found,
            results::results,
            search_box::search_box,
            search_help::search_help,
            timeline::timeline,
            topic_chips::topic_chips,
        },
        element::el,
        selectors::{self, FacetChoice, Listed},
        view_context::ViewContext,
    },
    bundle::{Reader, Set},
    route::Search,
    search::{Facet, Offered},
};
use std::rc::Rc;
use yew::Html;

/// The list of releases: as it was last, until newer results are there.
pub fn home(cx: &ViewContext, set: &Rc<Set>, search: &Search) -> Html {
    let listed = &cx.model.listed;
    let steps = cx.model.takeover.steps();
    let interface = cx.interface;
    let answer = &listed.answer;
    let topics = selectors::choices(set, answer, search, Facet::Topic, interface);
    let topics = telling(listed, topics);
    let failure = cx.model.reader().and_then(Reader::failure);
    let side = || facets(cx, search, &groups(cx, set, search, listed), answer.total);
    let strip = || timeline(cx, set, search);
    let list = || body(cx, set, search, listed);
    el("div")
        .class("k-home")
        .child(search_box(cx, set, search, listed))
        .child(search_help(cx))
        .child(topic_chips(cx, search, &topics))
        .child(active_filters(cx, search, &selectors::active_filters(set, search, interface)))
        .child(
            el("div")
                .class("k-columns")
                .child(el("div").class("k-columns__side").child((steps > 1).then(side)))
                .child(
                    el("div")
                        .class("k-columns__main")
                        .child(partial_failure(cx, failure))
                        .child((steps > 2).then(strip))
                        .child((steps > 3).then(list))
                        .child((steps > 3).then(|| feeds_of_list(cx, set, search))),
                ),
        )
        .html()
}

fn body(cx: &ViewContext, set: &Set, search: &Search, listed: &Listed) -> Html {
    let answer = &listed.answer;
    if set.documents == 0 {
        el("p").child(cx.messages.empty_newsroom).html()
    } else if !listed.answered {
        loading(cx)
    } else if listed.is_empty() {
        // Of what was looked for, even while the reader types on.
        let drops = selectors::drops(set, answer, &listed.search, cx.interface);
        nothing_found(cx, listed, &drops)
    } else {
        results(cx, search, listed)
    }
}

/// Without those of no release, where nothing is found: what is chosen can be given up.
fn telling(listed: &Listed, mut choices: Vec<FacetChoice>) -> Vec<FacetChoice> {
    if listed.found_nothing() {
        choices.retain(|choice| choice.chosen || choice.count > 0);
    }
    choices
}

fn groups(cx: &ViewContext, set: &Set, search: &Search, listed: &Listed) -> Vec<FacetGroup> {
    let messages = cx.messages;
    let group = |facet: Facet| FacetGroup {
        facet: Some(facet),
        name: (messages.facet)(facet),
        choices: telling(
            listed,
            selectors::choices(set, &listed.answer, search, facet, cx.interface),
        ),
    };
    let years = telling(listed, selectors::years(set, &listed.answer, search));
    let years = FacetGroup { facet: None, name: messages.year, choices: years };
    let mut years = Some(years);
    let mut groups = Vec::new();
    for place in [Offered::BeforeYears, Offered::AfterYears] {
        for facet in Facet::ALL {
            if facet.offered() == place {
                groups.push(group(facet));
            }
        }
        groups.extend(years.take());
    }
    groups
}
