//! What is new since the reader was here last: told by dates and by what was listed, on this device alone.

use crate::{
    bundle::{Card, Found},
    model::{Date, Slug},
    search::Gather,
};

/// The name under which the browser keeps when the reader was here.
pub const KEY: &str = "kiosque.visit";

/// A visit has ended when no page was opened for so many seconds.
const PAUSE: i64 = 30 * 60;
const DAY: i64 = 86_400;
/// At most so many releases are remembered to have been seen.
const MOST: usize = 60;

/// A moment before which nothing is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// In UTC.
    pub since: Date,
    /// Releases of about that day that were seen by then: where they state no time of day, their dates do not tell.
    pub seen: Vec<Slug>,
}

impl Mark {
    /// Now, with what is listed seen.
    pub fn new(now: Date, found: &[Found]) -> Self {
        let mut mark = Self { since: now, seen: Vec::new() };
        mark.see(found);
        mark
    }

    /// What [`print`](Self::print) writes: the moment, then what was seen.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let since = parts.next()?.parse().ok()?;
        Some(Self { since, seen: parts.filter_map(Slug::new).gather() })
    }

    /// As the browser keeps it, in a line.
    pub fn print(&self) -> String {
        let mut text = self.since.to_string();
        for slug in &self.seen {
            text.push(' ');
            text.push_str(slug.as_str());
        }
        text
    }

    /// Whether a release came later.
    pub fn is_before(&self, card: &Card) -> bool {
        let Some(date) = &card.published else { return false };
        let (date, since) = (date.unix_seconds(), self.since.unix_seconds());
        match card.published.is_some_and(|date| date.time.is_some()) {
            true => date > since,
            false => date + DAY > since && !self.seen.contains(&card.slug),
        }
    }

    /// Remembers those of the releases listed whose dates will not tell whether they were there. Whether there are any.
    fn see(&mut self, found: &[Found]) -> bool {
        let (now, before) = (self.since.unix_seconds(), self.seen.len());
        for card in found.iter().filter_map(|found| found.card.as_ref()) {
            let day = card.published.filter(|date| date.time.is_none());
            let recent = day.is_some_and(|day| day.unix_seconds() + 2 * DAY > now);
            if recent && self.seen.len() < MOST && !self.seen.contains(&card.slug) {
                self.seen.push(card.slug.clone());
            }
        }
        self.seen.len() > before
    }
}

/// When the reader was here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visits {
    /// The end of the visit before this one; none on the first.
    before: Option<Mark>,
    /// This one, as far as it has come.
    now: Option<Mark>,
}

impl Visits {
    /// A page was opened.
    pub fn begin(&mut self, now: Date) {
        let over = |last: &mut Mark| now.unix_seconds() > last.since.unix_seconds() + PAUSE;
        if let Some(last) = self.now.take_if(over) {
            self.before = Some(last);
        }
        match &mut self.now {
            Some(mark) => mark.since = now,
            None => self.now = Some(Mark::new(now, &[])),
        }
    }

    /// Releases were listed. Whether that is to be kept.
    pub fn list(&mut self, found: &[Found]) -> bool {
        self.now.as_mut().is_some_and(|now| now.see(found))
    }

    /// Whether a release is new since the visit before.
    pub fn is_new(&self, card: &Card) -> bool {
        self.before.as_ref().is_some_and(|mark| mark.is_before(card))
    }

    /// What the browser has kept: a line for each visit.
    pub fn parse(text: &str) -> Self {
        let (now, before) = text.split_once('\n').unwrap_or((text, ""));
        Self { now: Mark::parse(now), before: Mark::parse(before) }
    }

    /// As the browser keeps it.
    pub fn print(&self) -> String {
        let print = |mark: &Option<Mark>| mark.as_ref().map(Mark::print).unwrap_or_default();
        [&print(&self.now), "\n", &print(&self.before)].concat()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{Mark, Visits};
    use crate::{
        bundle::{Card, Found},
        model::{Date, Slug},
        search::Hit,
    };

    fn card(slug: &str, date: &str) -> Card {
        Card {
            slug: Slug::new(slug).unwrap(),
            title: None,
            summary: None,
            language: None,
            published: date.parse().ok(),
            issuers: Vec::new(),
            place: None,
            topics: Vec::new(),
            versions: Vec::new(),
            state: None,
            story: None,
            picture: None,
            like: Vec::new(),
        }
    }

    fn found(slug: &str, date: &str) -> Found {
        let hit = Hit { document: 0, score: 0.0 };
        Found { hit, card: Some(card(slug, date).into()) }
    }

    fn at(time: &str) -> Date {
        format!("2026-11-27T{time}Z").parse().unwrap()
    }

    #[test]
    fn dates_tell_what_is_new() {
        let mark =
            Mark::new(at("09:00"), &[found("seen", "2026-11-27"), found("old", "2026-11-20")]);
        assert_eq!(mark.seen.iter().map(Slug::as_str).collect::<Vec<_>>(), ["seen"]);
        for (slug, date, new) in [
            ("a", "2026-11-27T09:30:00Z", true),
            ("a", "2026-11-27T09:30:00+02:00", false),
            ("a", "2026-11-27T08:00:00Z", false),
            // Of that day, and not there at nine.
            ("a", "2026-11-27", true),
            ("seen", "2026-11-27", false),
            ("a", "2026-11-26", false),
            ("a", "2026-11-28", true),
            ("a", "", false),
        ] {
            assert_eq!(mark.is_before(&card(slug, date)), new, "{slug} {date}");
        }
    }

    #[test]
    fn a_first_visit_marks_nothing_and_a_reload_is_no_visit() {
        let later = card("b", "2026-11-27T10:00:00Z");
        let mut visits = Visits::default();
        visits.begin(at("09:00"));
        assert!(!visits.is_new(&later));
        assert!(
            visits.list(&[found("a", "2026-11-27")]) && !visits.list(&[found("a", "2026-11-27")])
        );
        let mut visits = Visits::parse(&visits.print());
        visits.begin(at("09:01"));
        assert!(!visits.is_new(&later));
        let mut visits = Visits::parse(&visits.print());
        visits.begin(at("11:00"));
        assert!(visits.is_new(&later) && !visits.is_new(&card("a", "2026-11-27")));
        // And stays so while the reader looks around.
        visits.begin(at("11:01:40"));
        assert!(visits.is_new(&later));
        assert_eq!(Visits::parse(&visits.print()), visits);
    }

    #[test]
    fn what_cannot_be_read_is_a_first_visit() {
        for text in ["", "x", "\nx", " \n\n", "{}", "2026-11-27T25:00Z a"] {
            let mut visits = Visits::parse(text);
            visits.begin(at("09:00"));
            assert!(!visits.is_new(&card("b", "2026-11-28")), "{text}");
        }
    }
}
