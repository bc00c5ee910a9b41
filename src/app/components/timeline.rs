//! The timeline: how many releases each month has, as a strip of bars on which a span of months
//! can be chosen: by dragging over it, or in the two lists below it. What the bars show can also
//! be read as a table.

use crate::{
    app::{
        element::el,
        hooks::{Navigator, Pointer, PointerHandle, browser},
        scene::Scene,
        view::Listed,
    },
    bundle::Set,
    i18n::{Messages, fill},
    model::Month,
    route::{Address, Route, Search},
    search::Answer,
};
use std::rc::Rc;
use yew::{Callback, Event, Html, PointerEvent};

/// Where bars are narrower than this many CSS pixels, a click chooses the whole year.
const CLICKABLE: f64 = 8.0;

/// Of the drawing's width, for each month. A bar leaves a gap where there is room for one.
const WIDTH: u32 = 10;
const GAP: u32 = 2;

/// With more months than this, bars touch.
const SPACIOUS: u32 = 150;

/// At most so many years are named under the bars.
const LABELS: u32 = 7;

/// What the timeline shows.
#[derive(Clone)]
struct Shown {
    messages: &'static Messages,
    /// Where a chosen span is written.
    navigator: Navigator,
    /// What is chosen.
    search: Search,
    /// The set, for its first and last month.
    set: Rc<Set>,
    /// What was found.
    answer: Rc<Answer>,
    pointer: PointerHandle,
}

/// From the first month that has a release to the last.
#[derive(Clone, Copy)]
struct Scale {
    first: u32,
    months: u32,
}

impl Scale {
    fn new(set: &Set) -> Option<Self> {
        let months = || set.months.iter().map(|(month, _)| month.index());
        let (first, last) = (months().min()?, months().max()?);
        (first < last).then_some(Self { first, months: last - first + 1 })
    }

    fn month(self, place: u32) -> Month {
        let place = place.min(self.months - 1);
        Month::from_index(self.first + place).unwrap_or(Month { year: 0, month: 1 })
    }

    fn last(self) -> Month {
        self.month(self.months)
    }

    /// How many months after the first one; of a month outside, of the end that is nearer.
    fn place(self, month: Month) -> u32 {
        month.index().saturating_sub(self.first).min(self.months - 1)
    }

    /// Where a month begins, in percent of the width.
    fn percent(self, place: u32) -> String {
        let tenths = place * 1000 / self.months;
        format!("{}.{}%", tenths / 10, tenths % 10)
    }

    /// The month under a pointer, and the months that a click there chooses.
    fn at(self, event: &PointerEvent) -> Option<(Month, (Month, Month))> {
        let (x, width) = browser::across(event)?;
        let month = self.month((x.max(0.0) / width * f64::from(self.months)) as u32);
        let year = |number| Month { month: number, ..month };
        Some(match width / f64::from(self.months) < CLICKABLE {
            true => (month, (year(1).max(self.month(0)), year(12).min(self.last()))),
            false => (month, (month, month)),
        })
    }
}

fn sorted(a: Month, b: Month) -> (Month, Month) {
    (a.min(b), a.max(b))
}

/// The timeline.
pub fn timeline(scene: &Scene, set: &Rc<Set>, search: &Search, listed: &Listed) -> Html {
    let answer = &listed.answer;
    let Some(scale) = Scale::new(set) else { return el("div").flag("hidden", true).html() };
    let shown = &Shown {
        messages: scene.messages,
        navigator: scene.navigator.clone(),
        search: search.clone(),
        set: set.clone(),
        answer: answer.clone(),
        pointer: scene.pointer.clone(),
    };
    let messages = shown.messages;
    let chosen = match shown.pointer.now() {
        Pointer::Drags(a, b) => Some(sorted(a, b)),
        _ => shown.search.selection.months,
    };
    let (from, to) = chosen.unwrap_or((scale.month(0), scale.last()));
    el("section")
        .class("k-timeline")
        .attr("aria-labelledby", "timeline-title")
        .flag("hidden", listed.found_nothing() && answer.months.iter().all(|month| month.1 == 0))
        .child(el("h2").class("k-hidden").attr("id", "timeline-title").child(messages.timeline))
        .child(strip(shown, scale, chosen))
        .child(
            el("div")
                .class("k-timeline__span")
                .child(end(shown, scale, (from, to), true))
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
                                .child(table(shown, scale)),
                        ),
                )
                .child(end(shown, scale, (from, to), false)),
        )
        .html()
}

/// Chooses a span; the whole of the timeline, and the span that is chosen already, are none.
fn choose(shown: &Shown, scale: Scale, span: (Month, Month)) {
    let before = shown.search.selection.months;
    let whole = span == (scale.month(0), scale.last());
    let mut search = Search { more: 0, ..shown.search.clone() };
    search.selection.months = Some(span).filter(|span| !whole && before != Some(*span));
    let interface = shown.navigator.address().interface;
    let replaces = before.is_some() && search.selection.months.is_some();
    let address = Address { route: Route::Home(search), interface };
    // Back undoes the span as a whole, not each step of moving its ends.
    match replaces {
        true => shown.navigator.replace(address),
        false => shown.navigator.push(address),
    }
}

/// A list of months: the `first` or the last one of the span.
fn end(shown: &Shown, scale: Scale, (from, to): (Month, Month), first: bool) -> Html {
    let messages = shown.messages;
    let (label, what, current) = match first {
        true => (messages.from, messages.first_month, from),
        false => (messages.until, messages.last_month, to),
    };
    let current = scale.month(scale.place(current));
    // The months that have a release, newest first, and the one that is chosen.
    let mut months: Vec<Month> = shown.set.months.iter().map(|(month, _)| *month).collect();
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
            .child((messages.short_month)(one.month))
            .child(" ")
            .child(year)
            .html()
    });
    let shown = shown.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Ok(month) = browser::selected(&event).parse::<Month>() {
            // The other end comes along where it would be passed.
            let span = if first { (month, to.max(month)) } else { (from.min(month), month) };
            choose(&shown, scale, span);
        }
    });
    el("label")
        .class("k-timeline__end")
        .child(el("span").class("k-timeline__word").child(label))
        .child(el("span").class("k-hidden").child(" – ").child(what))
        .child(" ")
        .child(el("select").onchange(onchange).children(options))
        .html()
}

/// The bars, the years below them, and above them what the pointer is on.
fn strip(shown: &Shown, scale: Scale, chosen: Option<(Month, Month)>) -> Html {
    let messages = shown.messages;
    let months = &shown.answer.months;
    let most = months.iter().fold((scale.month(0), 0), |a, b| if b.1 > a.1 { *b } else { a });
    let (x, width) = chosen.map_or((0, 0), |(from, to)| {
        let (from, to) = (scale.place(from), scale.place(to));
        (from * WIDTH, (to - from + 1) * WIDTH)
    });
    let month = messages.month;
    let mut label = fill(messages.timeline_label, &[&month(scale.month(0)), &month(scale.last())]);
    if most.1 > 0 {
        let count = (messages.number)(most.1.into());
        label.push_str(&fill(messages.timeline_peak, &[&month(most.0), &count]));
    }

    let on_pointer = {
        let shown = shown.clone();
        Callback::from(move |event: PointerEvent| {
            let Some((month, clicked)) = scale.at(&event) else { return };
            let now = shown.pointer.now();
            let next = match (event.type_().as_str(), now) {
                ("pointerdown", _) if event.button() == 0 => {
                    browser::capture(&event);
                    Pointer::Drags(month, month)
                }
                ("pointermove", Pointer::Drags(first, _)) => Pointer::Drags(first, month),
                ("pointermove", _) => Pointer::Over(month),
                ("pointerup", Pointer::Drags(first, _)) => {
                    let span = if first == month { clicked } else { sorted(first, month) };
                    choose(&shown, scale, span);
                    Pointer::Away
                }
                // What is captured leaves nothing.
                ("pointerout", Pointer::Drags(..)) => return,
                _ => Pointer::Away,
            };
            shown.pointer.set(next);
        })
    };
    el("svg")
        .class("k-timeline__strip")
        .attr("role", "img")
        .attr("aria-label", label)
        .onpointer(&on_pointer)
        .child(years(scale))
        .child(
            el("svg")
                .attr("y", "1.4em")
                .attr("width", "100%")
                .attr("height", "3.6em")
                .attr("preserveAspectRatio", "none")
                .attr("viewBox", format!("0 0 {} 100", scale.months * WIDTH))
                .child(
                    el("rect")
                        .class("k-timeline__chosen")
                        .attr("x", x.to_string())
                        .attr("y", "0")
                        .attr("width", width.to_string())
                        .attr("height", "100"),
                )
                .child(
                    el("path")
                        .class("k-timeline__bars")
                        .attr("d", bars(months, scale, most.1, chosen, false)),
                )
                .child(
                    el("path")
                        .class("k-timeline__bars k-timeline__bars--chosen")
                        .attr("d", bars(months, scale, most.1, chosen, true)),
                ),
        )
        .child(
            el("line")
                .class("k-timeline__base")
                .attr("x1", "0")
                .attr("x2", "100%")
                .attr("y1", "5em")
                .attr("y2", "5em"),
        )
        .child(readout(shown, scale))
        .html()
}

/// The outline of the bars of the months that are chosen, or of the others.
fn bars(
    months: &[(Month, u32)],
    scale: Scale,
    most: u32,
    chosen: Option<(Month, Month)>,
    inside: bool,
) -> String {
    let width = if scale.months > SPACIOUS { WIDTH } else { WIDTH - GAP };
    let mut outline = String::new();
    for (month, count) in months {
        if chosen.is_some_and(|(from, to)| from <= *month && *month <= to) != inside {
            continue;
        }
        let x = scale.place(*month) * WIDTH + (WIDTH - width) / 2;
        // One release is seen beside a hundred.
        let height = (count * 100 / most.max(1)).max(5);
        for (step, number) in [("M", x), (" 100V", 100 - height), ("H", x + width), ("V", 100)] {
            outline.push_str(step);
            outline.push_str(&number.to_string());
        }
    }
    outline
}

/// The names of the years, as many as there is room for.
fn years(scale: Scale) -> Html {
    let years = scale.months / 12;
    let step = [1, 2, 5, 10, 20, 50, 100, 1000].into_iter().find(|step| years / step <= LABELS);
    let step = step.unwrap_or(10_000);
    let mut labels = Vec::new();
    for year in scale.month(0).year..=scale.last().year {
        let january = Month { year, month: 1 }.index().checked_sub(scale.first);
        // What begins near the end has no room there.
        let room = |january: &u32| january * 100 < scale.months * 93;
        let Some(january) = january.filter(room).filter(|_| u32::from(year) % step == 0) else {
            continue;
        };
        let x = scale.percent(january);
        labels.push(
            el("g")
                .key(year)
                .child(
                    el("line")
                        .class("k-timeline__tick")
                        .attr("x1", x.clone())
                        .attr("x2", x.clone())
                        .attr("y1", "5em")
                        .attr("y2", "6.2em"),
                )
                .child(el("text").attr("x", x).attr("y", "6.1em").attr("dx", "0.35em").child(year))
                .html(),
        );
    }
    el("g").class("k-timeline__years").attr("aria-hidden", "true").child(labels).html()
}

/// What the pointer is on, above its bar.
fn readout(shown: &Shown, scale: Scale) -> Html {
    let (from, to) = match shown.pointer.now() {
        Pointer::Away => return el("text").class("k-timeline__readout").html(),
        Pointer::Over(month) => (month, month),
        Pointer::Drags(a, b) => sorted(a, b),
    };
    let inside = |(month, _): &&(Month, u32)| from <= *month && *month <= to;
    let count = shown.answer.months.iter().filter(inside).map(|(_, count)| u64::from(*count)).sum();
    let period = (shown.messages.period)(from, to);
    let place = scale.place(from) + (scale.place(to) - scale.place(from)).div_ceil(2);
    let anchor = match place * 100 / scale.months {
        0..20 => "start",
        80.. => "end",
        _ => "middle",
    };
    el("text")
        .class("k-timeline__readout")
        .attr("x", scale.percent(place))
        .attr("y", "1em")
        .attr("text-anchor", anchor)
        .child(fill(shown.messages.named, &[&period, &(shown.messages.number)(count)]))
        .html()
}

/// The same as a table: a row for each year, newest first.
fn table(shown: &Shown, scale: Scale) -> Html {
    let messages = shown.messages;
    let number = |count: u32| el("td").child((messages.number)(count.into())).html();
    let mut heads = Vec::new();
    for month in 1..=12 {
        heads.push(el("th").attr("scope", "col").child((messages.short_month)(month)).html());
    }
    let mut rows = Vec::new();
    for year in (scale.month(0).year..=scale.last().year).rev() {
        let (mut cells, mut total) = (Vec::new(), 0);
        for month in 1..=12 {
            let known = shown.answer.months.iter().find(|one| one.0 == Month { year, month });
            let count = known.map_or(0, |(_, count)| *count);
            cells.push(number(count));
            total += count;
        }
        rows.push(
            el("tr")
                .key(year)
                .child(el("th").attr("scope", "row").child(year))
                .child(cells)
                .child(number(total))
                .html(),
        );
    }
    el("table")
        .child(el("caption").class("k-hidden").child(messages.timeline))
        .child(
            el("thead").child(
                el("tr")
                    .child(el("th").attr("scope", "col").child(messages.year))
                    .child(heads)
                    .child(el("th").attr("scope", "col").child(messages.total)),
            ),
        )
        .child(el("tbody").child(rows))
        .html()
}

#[cfg(test)]
mod tests {
    use super::{Scale, bars};
    use crate::model::Month;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn months_have_places() {
        let scale = Scale { first: month("2019-11").index(), months: 6 };
        assert_eq!((scale.month(0), scale.last()), (month("2019-11"), month("2020-04")));
        for (at, place) in
            [("2019-11", 0), ("2020-01", 2), ("2020-04", 5), ("1999-01", 0), ("2030-01", 5)]
        {
            assert_eq!(scale.place(month(at)), place, "{at}");
        }
        assert_eq!((scale.percent(0), scale.percent(2)), ("0.0%".into(), "33.3%".into()));
    }

    #[test]
    fn bars_stand_on_the_ground() {
        let scale = Scale { first: month("2020-01").index(), months: 12 };
        let months = [(month("2020-03"), 4), (month("2020-01"), 1)];
        assert_eq!(bars(&months, scale, 4, None, false), "M21 100V0H29V100M1 100V75H9V100");
        let chosen = Some((month("2020-02"), month("2020-12")));
        assert_eq!(bars(&months, scale, 4, chosen, true), "M21 100V0H29V100");
        assert_eq!(bars(&months, scale, 4, chosen, false), "M1 100V75H9V100");
    }
}
