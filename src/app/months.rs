//! The months of the timeline, and what a pointer does on them.

use super::{model::Model, selectors::Listed};
use crate::{bundle::Set, model::Month};

/// Where bars are narrower than this many CSS pixels, a click chooses the whole year.
const CLICKABLE: f64 = 8.0;

/// From the first month that has a release to the last.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// The number of the first.
    pub first: u32,
    /// How many there are.
    pub months: u32,
}

impl Scale {
    /// Of what is listed, so that the page of a topic stays as it is when another has a release. Of all of the set while words
    /// are looked for, or it would be another with each letter. None where there is only one month.
    pub fn new(set: &Set, listed: &Listed) -> Option<Self> {
        let own = &listed.answer.months;
        let of_all = listed.has_query() || own.is_empty();
        let months = if of_all { &set.months } else { own };
        let months = || months.iter().map(|(month, _)| month.index());
        let (first, last) = (months().min()?, months().max()?);
        (first < last).then_some(Self { first, months: last - first + 1 })
    }

    /// The month at a place.
    pub fn month(self, place: u32) -> Month {
        let place = place.min(self.months - 1);
        Month::from_index(self.first + place).unwrap_or(Month { year: 0, month: 1 })
    }

    /// The last month.
    pub fn last(self) -> Month {
        self.month(self.months)
    }

    /// How many months after the first one; of a month outside, of the end that is nearer.
    pub fn place(self, month: Month) -> u32 {
        month.index().saturating_sub(self.first).min(self.months - 1)
    }

    /// Where a month begins, in percent of the width.
    pub fn percent(self, place: u32) -> String {
        let tenths = place * 1000 / self.months;
        format!("{}.{}%", tenths / 10, tenths % 10)
    }

    /// A span of months; `None` for all of them.
    pub fn part(self, span: (Month, Month)) -> Option<(Month, Month)> {
        Some(span).filter(|span| *span != (self.month(0), self.last()))
    }

    /// The month that is `x` of `width` CSS pixels from the left, and the months that a click there chooses.
    fn at(self, x: f64, width: f64) -> (Month, (Month, Month)) {
        let month = self.month((x.max(0.0) / width * f64::from(self.months)) as u32);
        let year = |number| Month { month: number, ..month };
        match width / f64::from(self.months) < CLICKABLE {
            true => (month, (year(1).max(self.month(0)), year(12).min(self.last()))),
            false => (month, (month, month)),
        }
    }
}

/// Something that a pointer does on a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerAction {
    /// Its main button is pressed.
    Pressed,
    /// It moves.
    Moved,
    /// It is lifted.
    Lifted,
    /// It leaves.
    Left,
    /// Anything else: what it did is not to be.
    Cancelled,
}

/// What the pointer does on the bars.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Pointer {
    /// It is elsewhere.
    #[default]
    Away,
    /// It is on a month.
    Over(Month),
    /// It was pressed on the first month and is on the other.
    Drags(Month, Month),
}

impl Pointer {
    /// What it does next, once it did something `x` of `width` CSS pixels from the left; and the span that is chosen by it.
    pub fn after(
        self,
        action: PointerAction,
        scale: Scale,
        x: f64,
        width: f64,
    ) -> (Self, Option<(Month, Month)>) {
        let (month, clicked) = scale.at(x, width);
        match (action, self) {
            (PointerAction::Pressed, _) => (Self::Drags(month, month), None),
            (PointerAction::Moved, Self::Drags(first, _)) => (Self::Drags(first, month), None),
            (PointerAction::Moved, _) => (Self::Over(month), None),
            (PointerAction::Lifted, Self::Drags(first, _)) => {
                let span = if first == month { clicked } else { sorted(first, month) };
                (Self::Away, Some(span))
            }
            // What is captured leaves nothing.
            (PointerAction::Left, Self::Drags(..)) => (self, None),
            _ => (Self::Away, None),
        }
    }
}

/// Takes in what the pointer did. The span that is chosen by it, if one is: `None` in it for all months. What it did else
/// changes nothing but the timeline.
pub fn pointed(
    model: &mut Model,
    action: PointerAction,
    x: f64,
    width: f64,
) -> Option<Option<(Month, Month)>> {
    let scale = Scale::new(model.set()?, &model.listed)?;
    let (next, span) = model.pointer.after(action, scale, x, width);
    if next != model.pointer {
        model.pointer = next;
        model.revision = model.revision.wrapping_add(1);
    }
    span.map(|span| scale.part(span))
}

/// The earlier of two months first.
pub fn sorted(a: Month, b: Month) -> (Month, Month) {
    (a.min(b), a.max(b))
}

#[cfg(test)]
mod tests {
    use super::{Pointer, PointerAction, Scale};
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
    fn a_span_is_dragged_or_clicked() {
        use PointerAction::{Cancelled, Left, Lifted, Moved, Pressed};
        let scale = Scale { first: month("2020-01").index(), months: 24 };
        let span = |from, to| Some((month(from), month(to)));
        // Where it ends, and what is chosen: on 240 pixels a month is wide enough to be clicked, on 120 it is not.
        for (actions, width, end, chosen) in [
            (&[(Moved, 5.0)][..], 240.0, Pointer::Over(month("2020-01")), None),
            (&[(Moved, 5.0), (Left, 5.0)], 240.0, Pointer::Away, None),
            (&[(Pressed, 25.0), (Lifted, 26.0)], 240.0, Pointer::Away, span("2020-03", "2020-03")),
            (&[(Pressed, 65.0), (Lifted, 65.0)], 120.0, Pointer::Away, span("2021-01", "2021-12")),
            (
                &[(Pressed, 105.0), (Moved, 55.0), (Left, -9.0), (Lifted, -9.0)],
                240.0,
                Pointer::Away,
                span("2020-01", "2020-11"),
            ),
            (&[(Pressed, 5.0), (Cancelled, 15.0), (Lifted, 15.0)], 240.0, Pointer::Away, None),
        ] {
            let (mut pointer, mut found) = (Pointer::Away, None);
            for (action, x) in actions {
                let (next, span) = pointer.after(*action, scale, *x, width);
                (pointer, found) = (next, found.or(span));
            }
            assert_eq!((pointer, found), (end, chosen), "{actions:?}");
        }
    }
}
