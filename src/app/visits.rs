//! What is new since the reader was here last: told by dates and by what was listed, on this device alone.

use crate::{
    bundle::{Card, Found},
    model::{Slug, json::from_object},
};

/// The name under which the browser keeps when the reader was here.
pub const KEY: &str = "kiosque.visit";

/// A visit has ended when no page was opened for so many seconds.
const PAUSE: u64 = 30 * 60;
const DAY: i64 = 86_400;
/// At most so many releases are remembered to have been seen.
const MOST: usize = 60;

/// A moment before which nothing is new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// In seconds since 1970-01-01T00:00:00Z.
    pub since: u64,
    /// Releases of about that day that were seen by then: where they state no time of day, their dates do not tell.
    pub seen: Vec<Slug>,
}

from_object! {
    Mark { since!, seen* }
}

impl Mark {
    /// Now, with what is listed seen.
    pub fn new(now: u64, found: &[Found]) -> Self {
        let mut seen = Vec::new();
        see(&mut seen, now, found);
        Self { since: now, seen }
    }

    /// Whether a release came later.
    pub fn is_before(&self, card: &Card) -> bool {
        let Some(date) = &card.published else { return false };
        let since = i64::try_from(self.since).unwrap_or(i64::MAX);
        match date.time {
            Some(_) => date.unix_seconds() > since,
            None => date.unix_seconds() + DAY > since && !self.seen.contains(&card.slug),
        }
    }
}

/// Remembers those of the releases listed whose dates will not tell whether they were there. Whether there are any.
fn see(seen: &mut Vec<Slug>, now: u64, found: &[Found]) -> bool {
    let now = i64::try_from(now).unwrap_or(i64::MAX);
    let before = seen.len();
    for card in found.iter().filter_map(|found| found.card.as_ref()) {
        let day = card.published.filter(|date| date.time.is_none());
        let recent = day.is_some_and(|day| day.unix_seconds() + 2 * DAY > now);
        if recent && seen.len() < MOST && !seen.contains(&card.slug) {
            seen.push(card.slug.clone());
        }
    }
    seen.len() > before
}

/// When the reader was here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visits {
    /// The end of the visit before this one; none on the first.
    before: Option<Mark>,
    /// This one, as far as it has come.
    now: Mark,
}

impl Visits {
    /// A page was opened.
    pub fn begin(&mut self, now: u64) {
        if self.now.since > 0 && now > self.now.since.saturating_add(PAUSE) {
            self.before = Some(std::mem::take(&mut self.now));
        }
        self.now.since = now;
    }

    /// Releases were listed. Whether that is to be kept.
    pub fn list(&mut self, found: &[Found]) -> bool {
        self.now.since > 0 && see(&mut self.now.seen, self.now.since, found)
    }

    /// Whether a release is new since the visit before.
    pub fn is_new(&self, card: &Card) -> bool {
        self.before.as_ref().is_some_and(|mark| mark.is_before(card))
    }

    /// What the browser has kept.
    pub fn parse(text: &str) -> Self {
        let mut visits = Self::default();
        for (key, value) in form_urlencoded::parse(text.as_bytes()) {
            let mark = match &*key {
                "now" => &mut visits.now,
                _ => visits.before.get_or_insert_default(),
            };
            let mut parts = value.split(' ');
            mark.since = parts.next().and_then(|since| since.parse().ok()).unwrap_or_default();
            mark.seen = parts.filter_map(Slug::new).collect();
        }
        visits.before = visits.before.filter(|mark| mark.since > 0);
        visits
    }

    /// As the browser keeps it.
    pub fn print(&self) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        for (key, mark) in [("now", Some(&self.now)), ("before", self.before.as_ref())] {
            let Some(mark) = mark else { continue };
            let mut text = mark.since.to_string();
            for slug in &mark.seen {
                text.push(' ');
                text.push_str(slug.as_str());
            }
            pairs.append_pair(key, &text);
        }
        pairs.finish()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{Mark, Visits};
    use crate::{
        bundle::{Card, Found},
        model::Slug,
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
            like: Vec::new(),
        }
    }

    fn found(slug: &str, date: &str) -> Found {
        let hit = Hit { document: 0, score: 0.0 };
        Found { hit, card: Some(card(slug, date).into()) }
    }

    /// 2026-11-27T09:00:00Z
    const NINE: u64 = 1_795_770_000;

    #[test]
    fn dates_tell_what_is_new() {
        let mark = Mark::new(NINE, &[found("seen", "2026-11-27"), found("old", "2026-11-20")]);
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
        visits.begin(NINE);
        assert!(!visits.is_new(&later));
        assert!(
            visits.list(&[found("a", "2026-11-27")]) && !visits.list(&[found("a", "2026-11-27")])
        );
        let mut visits = Visits::parse(&visits.print());
        visits.begin(NINE + 60);
        assert!(!visits.is_new(&later));
        let mut visits = Visits::parse(&visits.print());
        visits.begin(NINE + 7200);
        assert!(visits.is_new(&later) && !visits.is_new(&card("a", "2026-11-27")));
        // And stays so while the reader looks around.
        visits.begin(NINE + 7300);
        assert!(visits.is_new(&later));
        assert_eq!(Visits::parse(&visits.print()), visits);
    }

    #[test]
    fn what_cannot_be_read_is_a_first_visit() {
        for text in ["", "now=x", "before=", "&&=", "{}"] {
            let mut visits = Visits::parse(text);
            visits.begin(NINE);
            assert!(!visits.is_new(&card("b", "2026-11-28")), "{text}");
        }
    }
}
