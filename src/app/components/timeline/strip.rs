//! The bars, and what the pointer is on.

use crate::{
    app::{
        element::{El, el},
        message::Msg,
        months::{Pointer, Scale, sorted},
        view_context::ViewContext,
    },
    i18n::fill,
    model::Month,
};
use yew::Html;

/// Of the drawing's width, for each month. A bar leaves a gap where there is room for one.
const WIDTH: u32 = 10;
const GAP: u32 = 2;

/// With more months than this, bars touch.
const SPACIOUS: u32 = 150;

/// At most so many years are named under the bars.
const LABELS: u32 = 4;

/// The bars, the years below them, and above them what the pointer is on.
pub fn strip(cx: &ViewContext, scale: Scale, chosen: Option<(Month, Month)>) -> El {
    let messages = cx.messages;
    let months = &cx.model.listed.answer.months;
    let most = months.iter().fold((scale.month(0), 0), |a, b| if b.1 > a.1 { *b } else { a });
    let (x, width) = chosen.map_or((0, 0), |(from, to)| {
        let (from, to) = (scale.place(from), scale.place(to));
        (from * WIDTH, (to - from + 1) * WIDTH)
    });
    let month = |month| messages.month(month);
    let mut label = fill(messages.timeline_label, &[&month(scale.month(0)), &month(scale.last())]);
    if most.1 > 0 {
        let count = messages.number(most.1.into());
        label.push_str(&fill(messages.timeline_peak, &[&month(most.0), &count]));
    }
    el("svg")
        .class("k-timeline__strip")
        .attr("role", "img")
        .attr("aria-label", label)
        .onpointer(&cx.on_pointer(Msg::Pointed))
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
        .child(readout(cx, scale))
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
        let room = |january: &u32| january * 100 < scale.months * 88;
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
fn readout(cx: &ViewContext, scale: Scale) -> El {
    let (from, to) = match cx.model.pointer {
        Pointer::Away => return el("text").class("k-timeline__readout"),
        Pointer::Over(month) => (month, month),
        Pointer::Drags(a, b) => sorted(a, b),
    };
    let inside = |(month, _): &&(Month, u32)| from <= *month && *month <= to;
    let count = cx
        .model
        .listed
        .answer
        .months
        .iter()
        .filter(inside)
        .map(|(_, count)| u64::from(*count))
        .sum();
    let period = cx.messages.period(from, to);
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
        .child(fill(cx.messages.named, &[&period, &cx.messages.number(count)]))
}

#[cfg(test)]
mod tests {
    use super::{Scale, bars};
    use crate::model::Month;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
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
