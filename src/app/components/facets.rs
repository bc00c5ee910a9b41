//! What the list can be narrowed by: a column beside it, or a sheet over it on a small screen.
//! The sheet is a popover, which the browser opens, closes and gives the keyboard (`static/boot.js` closes it when the
//! focus goes elsewhere).

use super::{
    facet_values::{chip, tick_box, values},
    results::sort_select,
};
use crate::{
    app::element::{El, el},
    app::{selectors::FacetChoice, view_context::ViewContext},
    route::{Route, Search},
    search::Facet,
};
use yew::Html;

/// A facet with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetGroup {
    /// `None` for the year.
    pub facet: Option<Facet>,
    /// What it is called.
    pub name: &'static str,
    /// Its values.
    pub choices: Vec<FacetChoice>,
}

impl FacetGroup {
    /// Whether there is anything to choose, or to give up.
    pub fn is_useful(&self) -> bool {
        self.choices.len() > 1 || self.choices.iter().any(|choice| choice.chosen)
    }
}

/// What the list can be narrowed by: topics, the months of the `strip`, and the other facets.
pub fn facets(cx: &ViewContext, search: &Search, groups: &[FacetGroup], strip: Option<Html>) -> El {
    let messages = cx.messages;
    let is_topics = |group: &&FacetGroup| group.facet == Some(Facet::Topic);
    let group = |group: &FacetGroup| facet(cx, search, group).html();
    let (topics, others): (Vec<_>, Vec<_>) = groups.iter().partition(is_topics);
    let hides = |button: El| {
        button
            .attr("type", "button")
            .attr("popovertarget", "filters")
            .attr("popovertargetaction", "hide")
    };
    el("aside")
        .class("k-facets")
        .attr("id", "filters")
        .attr("tabindex", "-1")
        .attr("popover", "auto")
        .attr("aria-label", messages.filters)
        .child(
            el("div")
                .class("k-facets__head")
                .child(el("h2").class("k-facets__title").child(messages.filters))
                // The focus comes here when the sheet is opened.
                .child(
                    hides(el("button").class("k-button k-facets__close").flag("autofocus", true))
                        .child(messages.close),
                ),
        )
        .child(sort_select(cx, search, "sort-in-sheet"))
        .child(el("div").children(topics.into_iter().map(group)))
        .child(strip)
        .children(others.into_iter().map(group))
        .child(
            hides(el("button").class("k-button k-button--strong k-facets__done"))
                .child(messages.show_results(cx.model.listed.answer.total)),
        )
}

/// Topics are links with addresses of their own, the others boxes to tick.
fn facet(cx: &ViewContext, search: &Search, group: &FacetGroup) -> El {
    if group.facet == Some(Facet::Topic) {
        return el("section")
            .class("k-facet k-topics")
            .key(group.name)
            .attr("aria-labelledby", "topics-title")
            .child(el("h3").class("k-facet__name").attr("id", "topics-title").child(group.name))
            .child(values(cx, group, "k-chips", &|choice| {
                let to = Route::Home(search.toggle(Facet::Topic, &choice.key));
                chip(cx, to, Facet::Topic, choice)
            }));
    }
    el("fieldset")
        .class("k-facet")
        .key(group.name)
        .child(el("legend").class("k-facet__name").child(group.name))
        .child(values(cx, group, "k-facet__choices", &|choice| {
            tick_box(cx, search, group.facet, choice)
        }))
}
