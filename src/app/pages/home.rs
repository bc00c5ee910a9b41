//! The list of releases: search, facets, results.

use super::{failure::partial_failure, loading::loading};
use crate::{
    app::{
        components::{
            active_filters::active_filters,
            device::device,
            facets::{FacetGroup, facets},
            feeds::feeds_of_list,
            list_heading::list_heading,
            nothing_found::nothing_found,
            results::{results, results_head},
            save_search::save_search,
            search_box::search_box,
            search_help::search_help,
            timeline::timeline,
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

/// The list of releases: as it was last, until newer results are there. What narrows it comes after it, for those who
/// go through a page from its beginning; style sheets put it beside, or into a sheet.
pub fn home(cx: &ViewContext, set: &Rc<Set>, search: &Search) -> Html {
    let listed = &cx.model.listed;
    let steps = cx.model.takeover.steps();
    let chosen = selectors::active_filters(set, search, cx.interface);
    let failure = cx.model.reader().and_then(Reader::failure);
    let list = || body(cx, set, search, listed);
    let groups = groups(cx, set, search, listed);
    // Where nothing is found there may be nothing to give up either.
    let narrows = !groups.is_empty() || !listed.found_nothing();
    let side = || {
        let strip = (steps > 3).then(|| timeline(cx, set, search));
        facets(cx, search, &groups, strip).flag("hidden", !narrows)
    };
    el("div")
        .class("k-home")
        .child(search_box(cx, set, search, listed))
        .child(search_help(cx))
        .child(list_heading(cx, set, search))
        .child(search.device.then(|| device(cx)))
        .child(active_filters(cx, search, &chosen))
        .child(
            el("div")
                .class("k-columns")
                .child(
                    el("div")
                        .class("k-columns__main")
                        .attr("id", "results")
                        .attr("tabindex", "-1")
                        .child(partial_failure(cx, failure))
                        .child(results_head(cx, search, listed, narrows.then_some(chosen.len())))
                        .child((steps > 1).then(list))
                        .child(save_search(cx, search).filter(|_| steps > 1))
                        .child(
                            (steps > 1 && !search.device).then(|| feeds_of_list(cx, set, search)),
                        ),
                )
                .child(
                    el("div")
                        .class("k-columns__side")
                        .child((steps > 2 && cx.model.beside).then(side)),
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

/// Without those of no release, where nothing is found: what is chosen can be given up. And on the page of a topic or an issuer,
/// which says what it has: else all of them would change with each year or place that is new.
fn telling(listed: &Listed, mut choices: Vec<FacetChoice>) -> Vec<FacetChoice> {
    if listed.found_nothing() || listed.search.subject().is_some() {
        choices.retain(|choice| choice.chosen || choice.count > 0);
    }
    choices
}

fn groups(cx: &ViewContext, set: &Set, search: &Search, listed: &Listed) -> Vec<FacetGroup> {
    let messages = cx.messages;
    let group = |facet: Facet| FacetGroup {
        facet: Some(facet),
        name: if facet == Facet::Topic { messages.topics } else { messages.facet(facet) },
        choices: telling(
            listed,
            selectors::choices(set, &listed.answer, search, facet, cx.interface),
        ),
    };
    let years = telling(listed, selectors::years(set, &listed.answer, search));
    let years = FacetGroup { facet: None, name: messages.year, choices: years };
    let mut years = Some(years);
    let mut groups = Vec::new();
    for place in [Offered::Above, Offered::BeforeYears, Offered::AfterYears] {
        if place == Offered::AfterYears {
            groups.extend(years.take());
        }
        for facet in Facet::ALL {
            if facet.offered() == place {
                groups.push(group(facet));
            }
        }
    }
    groups.retain(FacetGroup::is_useful);
    groups
}
