//! The timeline: how many releases each month has, as a strip of bars on which a span of months
//! can be chosen: by dragging over it, or in the two lists below it. What the bars show can also
//! be read as a table.
//!
//! A Yew component, the only one besides the app: what the pointer does on the bars draws them again, and not the list
//! below them.

mod scale;
mod strip;
mod table;

use crate::{
    app::{
        browser::events::{self, PointerAction},
        element::{component, el},
        message::Msg,
        view_context::ViewContext,
    },
    bundle::Set,
    i18n::Interface,
    model::Month,
    route::Search,
    search::Answer,
};
use scale::{Pointer, Scale, sorted};
use std::rc::Rc;
use strip::strip;
use table::table;
use yew::{Callback, Component, Context, Html, Properties};

/// What the timeline shows.
#[derive(Properties)]
pub struct TimelineProps {
    interface: Interface,
    /// The set, for its months.
    set: Rc<Set>,
    /// What was found.
    answer: Rc<Answer>,
    /// What is chosen.
    months: Option<(Month, Month)>,
    /// Whether there is nothing to choose.
    hidden: bool,
    /// Hears which span is chosen; `None` for all of it.
    choose: Callback<Option<(Month, Month)>>,
}

/// It shows the same as before: then it is not drawn again.
impl PartialEq for TimelineProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.set, &other.set)
            && Rc::ptr_eq(&self.answer, &other.answer)
            && (self.interface, self.months, self.hidden)
                == (other.interface, other.months, other.hidden)
    }
}

/// The timeline.
pub fn timeline(cx: &ViewContext, set: &Rc<Set>, search: &Search) -> Html {
    let listed = &cx.model.listed;
    let answer = &listed.answer;
    component::<Timeline>(TimelineProps {
        interface: cx.interface,
        set: Rc::clone(set),
        answer: Rc::clone(answer),
        months: search.selection.months,
        hidden: listed.found_nothing() && answer.months.iter().all(|month| month.1 == 0),
        choose: cx.send.reform(Msg::MonthsChosen),
    })
}

/// The timeline as a component: what the pointer does on it.
pub struct Timeline {
    pointer: Pointer,
}

/// The pointer did something on the bars: how far from their left side, and how wide they are.
pub struct Pointed(PointerAction, f64, f64);

impl Component for Timeline {
    type Message = Pointed;
    type Properties = TimelineProps;

    fn create(_: &Context<Self>) -> Self {
        Self { pointer: Pointer::Away }
    }

    fn update(&mut self, ctx: &Context<Self>, Pointed(action, x, width): Pointed) -> bool {
        let props = ctx.props();
        let Some(scale) = Scale::new(&props.set) else { return false };
        let (next, span) = self.pointer.after(action, scale, x, width);
        if let Some(span) = span {
            props.choose.emit(scale.part(span));
        }
        std::mem::replace(&mut self.pointer, next) != next
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let on_pointer = events::pointed(&ctx.link().callback(|pointed| pointed), Pointed);
        let props = ctx.props();
        let Some(scale) = Scale::new(&props.set) else {
            return el("div").flag("hidden", true).html();
        };
        let messages = props.interface.messages();
        let (from, to) = chosen(props, self.pointer).unwrap_or((scale.month(0), scale.last()));
        el("section")
            .class("k-timeline")
            .attr("aria-labelledby", "timeline-title")
            .flag("hidden", props.hidden)
            .child(
                el("h3")
                    .class("k-facet__name")
                    .attr("id", "timeline-title")
                    .child(messages.timeline),
            )
            .child(strip(props, scale, self.pointer, &on_pointer))
            .child(
                el("div")
                    .class("k-timeline__span")
                    .child(end(props, scale, (from, to), true))
                    .child(
                        el("details")
                            .class("k-more")
                            .child(el("summary").child(messages.in_figures))
                            .child(
                                el("div")
                                    .class("k-table")
                                    .attr("tabindex", "0")
                                    .attr("role", "group")
                                    .attr("aria-labelledby", "timeline-title")
                                    .child(table(props, scale)),
                            ),
                    )
                    .child(end(props, scale, (from, to), false)),
            )
            .html()
    }
}

/// What is chosen, or being chosen.
fn chosen(props: &TimelineProps, pointer: Pointer) -> Option<(Month, Month)> {
    match pointer {
        Pointer::Drags(a, b) => Some(sorted(a, b)),
        _ => props.months,
    }
}

/// A list of months: the `first` or the last one of the span.
fn end(props: &TimelineProps, scale: Scale, (from, to): (Month, Month), first: bool) -> Html {
    let messages = props.interface.messages();
    let (label, what, current) = match first {
        true => (messages.from, messages.first_month, from),
        false => (messages.until, messages.last_month, to),
    };
    let current = scale.month(scale.place(current));
    // The months that have a release, newest first, and the one that is chosen.
    let mut months: Vec<Month> = props.set.months.iter().map(|(month, _)| *month).collect();
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
            .child(messages.short_month(one.month))
            .child(" ")
            .child(year)
            .html()
    });
    let onchange = events::selected(&props.choose, move |month| {
        let month = month.parse::<Month>().ok()?;
        // The other end comes along where it would be passed.
        Some(scale.part(if first { (month, to.max(month)) } else { (from.min(month), month) }))
    });
    el("label")
        .class("k-timeline__end")
        .child(el("span").class("k-timeline__word").child(label))
        .child(el("span").class("k-hidden").child(" – ").child(what))
        .child(" ")
        .child(el("select").onchange(onchange).children(options))
        .html()
}
