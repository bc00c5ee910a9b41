//! What the languages of the interface do with its texts: numbers, plurals, dates.

use super::{Interface, Messages, fill, numbers, pairs};
use crate::{
    model::{Date, MediaKind, Month, State},
    search::{Facet, Sort},
};

/// One of the forms of a text, from 0.
fn nth(forms: &'static str, place: usize) -> &'static str {
    forms.split('|').nth(place).unwrap_or_default()
}

/// The name of a month, from 1.
fn name(months: &'static str, month: u8) -> &'static str {
    nth(months, usize::from(month).wrapping_sub(1))
}

/// A number of two digits.
fn padded(number: u8) -> String {
    let mut text = number.to_string();
    if number < 10 {
        text.insert(0, '0');
    }
    text
}

impl Messages {
    fn is_french(&self) -> bool {
        self.interface == Interface::French
    }

    /// A number in groups of three digits.
    #[must_use]
    pub fn number(&self, n: u64) -> String {
        numbers::grouped(n, if self.is_french() { '\u{202f}' } else { ',' })
    }

    /// Whether there are so few that a noun is singular.
    fn is_one(&self, n: u64) -> bool {
        n == 1 || n == 0 && self.is_french()
    }

    /// The form that goes with `n`, with that number in its gap.
    fn count(&self, forms: &str, n: u32) -> String {
        let (one, many) = forms.split_once('|').unwrap_or((forms, forms));
        fill(if self.is_one(n.into()) { one } else { many }, &[&self.number(n.into())])
    }

    /// The same, where none are as good as many.
    fn more(&self, forms: &'static str, n: u32) -> String {
        fill(nth(forms, usize::from(n != 1)), &[&self.number(n.into())])
    }

    pub(crate) fn built_from(&self, n: u32) -> String {
        self.count(self.built_from, n)
    }

    pub(crate) fn show_filters(&self, n: usize) -> String {
        let pattern = if n == 0 { self.filter } else { self.filter_chosen };
        fill(pattern, &[&n.to_string()])
    }

    pub(crate) fn facet(&self, facet: Facet) -> &'static str {
        nth(self.facets, facet as usize)
    }

    /// What so many values of a facet are called; of the years without one.
    pub(crate) fn values(&self, facet: Option<Facet>, n: usize) -> &'static str {
        let place = facet.map_or(Facet::ALL.len(), |facet| facet as usize);
        nth(self.values, place * 2 + usize::from(n != 1))
    }

    pub(crate) fn show_results(&self, n: u32) -> String {
        self.count(self.show_results, n)
    }

    pub(crate) fn remove(&self, label: &str) -> String {
        fill(self.remove, &[label])
    }

    pub(crate) fn sort_by(&self, sort: Sort) -> &'static str {
        nth(self.sorts, sort as usize)
    }

    pub(crate) fn results(&self, n: u32) -> String {
        self.count(self.results, n)
    }

    /// So many stories, which are so many texts.
    pub(crate) fn stories(&self, stories: u32, texts: u32) -> String {
        fill(self.stories, &[&self.results(stories), &self.number(texts.into())])
    }

    pub(crate) fn like(&self, n: u32) -> String {
        self.count(self.like, n)
    }

    pub(crate) fn nearly_the_same(&self, n: u32) -> String {
        self.count(self.nearly_the_same, n)
    }

    pub(crate) fn shown_of(&self, shown: u32, total: u32) -> String {
        fill(self.shown_of, &[&self.number(shown.into()), &self.number(total.into())])
    }

    pub(crate) fn show_more(&self, n: u32) -> String {
        self.more(self.show_more, n)
    }

    /// The way to so many releases that hold only some of the words.
    pub(crate) fn partly(&self, n: u32) -> String {
        self.more(self.partly, n)
    }

    pub(crate) fn period(&self, from: Month, to: Month) -> String {
        let mut text = self.month(from);
        if from != to {
            text.push_str(" – ");
            text.push_str(&self.month(to));
        }
        text
    }

    pub(crate) fn drop_filter(&self, label: &str, n: u32) -> String {
        fill(self.drop_filter, &[label, &self.results(n)])
    }

    /// So many are new since that day.
    pub(crate) fn new_since(&self, n: u32, since: &str) -> String {
        let number = self.number(n.into());
        let values: &[&str] = if n == 0 { &[since] } else { &[&number, since] };
        fill(nth(self.new_since, n.min(2) as usize), values)
    }

    pub(crate) fn media_kind(&self, kind: MediaKind) -> &'static str {
        nth(self.media_kinds, kind as usize)
    }

    pub(crate) fn state(&self, state: State) -> &'static str {
        nth(self.states, state as usize)
    }

    pub(crate) fn state_on(&self, state: State, date: &str) -> String {
        fill(nth(self.states_on, state as usize), &[date])
    }

    pub(crate) fn what_changed(&self, since: Option<&str>) -> String {
        fill(
            if since.is_some() { self.changed_since } else { self.changed },
            &[since.unwrap_or("")],
        )
    }

    fn day(&self, date: &Date, month: &str) -> String {
        let day = if date.day == 1 && self.is_french() { "1er" } else { &date.day.to_string() };
        fill("_ _ _", &[day, month, &date.year.to_string()])
    }

    pub(crate) fn date(&self, date: &Date) -> String {
        self.day(date, name(self.months, date.month))
    }

    pub(crate) fn short_date(&self, date: &Date) -> String {
        self.day(date, self.short_month(date.month))
    }

    /// A day, then the time, then the offset if one was given. Midnight to the second is what programs write where they
    /// know the day alone.
    pub(crate) fn date_time(&self, date: &Date) -> String {
        let day = self.date(date);
        let time = date.time.as_ref().filter(|time| time.hour + time.minute + time.second > 0);
        let Some(time) = time else { return day };
        let hour = if self.is_french() { time.hour.to_string() } else { padded(time.hour) };
        let clock = if time.minute == 0 { self.on_the_hour } else { self.clock };
        let mut text = fill(self.date_time, &[&day, &fill(clock, &[&hour, &padded(time.minute)])]);
        if let Some(offset) = time.offset {
            text.push_str(&fill(" (_)", &[&numbers::utc_offset(offset)]));
        }
        text
    }

    pub(crate) fn month(&self, month: Month) -> String {
        fill("_ _", &[name(self.months, month.month), &month.year.to_string()])
    }

    pub(crate) fn short_month(&self, month: u8) -> &'static str {
        name(self.short_months, month)
    }

    /// What a language is called, by its tag.
    pub(crate) fn language_name(&self, tag: &str) -> Option<&'static str> {
        pairs(self.language_names).find(|(known, _)| *known == tag).map(|(_, name)| name)
    }

    /// A size in bytes, kilobytes or megabytes.
    pub(crate) fn size(&self, bytes: u64) -> String {
        let units = [0, 1, 2].map(|place| nth(self.units, place));
        numbers::file_size(bytes, if self.is_french() { ',' } else { '.' }, units)
    }
}
