//! The timeline: how many releases each month has, as a strip of bars on which a span of months
//! can be chosen: by dragging over it, or in the two lists below it. What the bars show can also
//! be read as a table.
//!
//! Lists and table are drawn when the reader opens them: of twenty years they have three quarters of the elements of a page,
//! and are drawn anew with every letter that is typed.

mod strip;
mod table;

use super::without_scripts::without_scripts;
use crate::{
    app::{
        element::{El, el, nodes},
        message::Msg,
        months::{Pointer, Scale, sorted},
        view_context::ViewContext,
    },
    bundle::Set,
    model::Month,
    route::Search,
    search::Gather,
};
use strip::strip;
use table::table;
use yew::Html;

/// The lists and the table, among what the reader has unfolded.
const PERIOD: &str = "period";

/// The timeline. Where there is only one month there is nothing to choose.
pub fn timeline(cx: &ViewContext, set: &Set, search: &Search) -> Html {
    let listed = &cx.model.listed;
    let Some(scale) = Scale::new(set, listed) else {
        return el("div").flag("hidden", true).html();
    };
    let chosen = match cx.model.pointer {
        Pointer::Drags(a, b) => Some(sorted(a, b)),
        _ => search.selection.months,
    };
    let span = chosen.unwrap_or((scale.month(0), scale.last()));
    let nothing = listed.found_nothing() && listed.answer.months.iter().all(|month| month.1 == 0);
    el("section")
        .class("k-timeline")
        .attr("aria-labelledby", "timeline-title")
        .flag("hidden", nothing)
        .child(
            el("h3")
                .class("k-facet__name")
                .attr("id", "timeline-title")
                .child(cx.messages.timeline),
        )
        .child(strip(cx, scale, chosen))
        .child(
            // The browser opens and closes it.
            el("details")
                .class("k-more")
                .child(
                    el("summary")
                        .onclick(cx.on_click(|| Msg::FacetUnfolded(PERIOD, String::new())))
                        .child(cx.messages.in_figures),
                )
                .child(without_scripts(|| figures(cx, scale)))
                .child(cx.model.unfolded.contains(&PERIOD).then(|| {
                    nodes([
                        el("div")
                            .class("k-timeline__span")
                            .child(end(cx, set, scale, span, true))
                            .child(end(cx, set, scale, span, false))
                            .html(),
                        figures(cx, scale),
                    ])
                })),
        )
        .html()
}

/// What the bars show, as a table.
fn figures(cx: &ViewContext, scale: Scale) -> Html {
    el("div")
        .class("k-table")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-labelledby", "timeline-title")
        .child(table(cx, scale))
        .html()
}

/// A list of months: the `first` or the last one of the span.
fn end(cx: &ViewContext, set: &Set, scale: Scale, (from, to): (Month, Month), first: bool) -> El {
    let messages = cx.messages;
    let (label, what, current) = match first {
        true => (messages.from, messages.first_month, from),
        false => (messages.until, messages.last_month, to),
    };
    let current = scale.month(scale.place(current));
    // The months that have a release, newest first, and the one that is chosen.
    let mut months: Vec<Month> = set.months.iter().map(|(month, _)| *month).gather();
    months.dedup();
    if !months.contains(&current) {
        let place = months.iter().position(|month| *month < current).unwrap_or(months.len());
        months.insert(place, current);
    }
    let options = months.into_iter().map(|one| {
        let (value, year) = (one.to_string(), one.year);
        el("option")
            .key(one.index())
            .attr("value", value)
            .flag("selected", one == current)
            .child([messages.short_month(one.month), " ", &year.to_string()].concat())
            .html()
    });
    let onchange = cx.on_select(move |month| {
        let month = month.parse::<Month>().ok()?;
        // The other end comes along where it would be passed.
        let span = if first { (month, to.max(month)) } else { (from.min(month), month) };
        Some(Msg::MonthsChosen(scale.part(span)))
    });
    el("label")
        .class("k-timeline__end")
        .child(el("span").class("k-timeline__word").child(label))
        .child(el("span").class("k-hidden").child(" – ").child(what))
        .child(" ")
        .child(el("select").onchange(onchange).children(options))
}
