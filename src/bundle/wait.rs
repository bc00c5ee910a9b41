//! What is not in a set although it is in the sources: releases that must not be shown, or not
//! yet. The one place where the clock decides.
//!
//! A release waits for the end of its embargo and for the day on which it is to appear. Where one
//! version waits, its other languages wait with it, so that none gives away what it says.

use crate::{
    ingest::{Kind, Loaded, Problem, Sourced},
    model::{Date, Release},
};
use jiff::tz::TimeZone;
use serde::Serialize;
use std::collections::BTreeMap;

/// As of when, and what the publisher insists on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Waiting {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// Whether releases dated in the future are shown.
    pub future: bool,
    /// Whether a version is shown though another language of it waits.
    pub apart: bool,
}

impl From<i64> for Waiting {
    /// As of a moment, with nothing insisted on.
    fn from(now: i64) -> Self {
        Self { now, ..Self::default() }
    }
}

/// Why releases were left out, by number, and when that is no longer so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Under embargo.
    pub embargoed: u32,
    /// Dated in the future.
    pub future: u32,
    /// Drafts, and those of which nobody can tell whether they may be shown.
    pub held: u32,
    /// Because another language of them waits.
    pub with_others: u32,
    /// The first moment at which one of them may be shown.
    pub again: Option<Date>,
    /// What to tell the publisher: who waits for a date or for another language.
    pub problems: Vec<Problem>,
}

impl LeftOut {
    /// How many they are.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.embargoed + self.future + self.held + self.with_others
    }

    /// How many they are and why, if there are any.
    #[must_use]
    pub fn summary(&self) -> Option<String> {
        let reasons = [
            (self.embargoed, "under embargo"),
            (self.future, "dated in the future"),
            (self.held, "held back: drafts, and what is not clear"),
            (self.with_others, "with a version that waits"),
        ];
        let each = reasons.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{n} {why}"));
        let each = each.collect::<Vec<_>>().join("; ");
        (self.total() > 0).then(|| format!("{} left out ({each})", self.total()))
    }
}

/// Why one release waits.
#[derive(Clone, Copy, PartialEq)]
enum Reason {
    Embargo(Date),
    Future(Date),
}

/// Takes what may not be shown yet out of `loaded`.
pub fn leave_out(loaded: &mut Loaded, waiting: &Waiting) -> LeftOut {
    let mut left = LeftOut { held: count(loaded.held.len()), ..LeftOut::default() };
    // The group of each that waits, with one of them to name.
    let mut groups: BTreeMap<String, String> = BTreeMap::new();
    let waits = |groups: &mut BTreeMap<String, String>, sourced: &Sourced| {
        if let Some(group) = &sourced.release.group {
            groups.entry(group.clone()).or_insert_with(|| sourced.origin.to_string());
        }
    };
    loaded.held.iter().for_each(|sourced| waits(&mut groups, sourced));
    let mut shown = Vec::with_capacity(loaded.releases.len());
    for sourced in std::mem::take(&mut loaded.releases) {
        let Some(reason) = reason(&sourced, waiting) else {
            shown.push(sourced);
            continue;
        };
        waits(&mut groups, &sourced);
        let (Reason::Embargo(until) | Reason::Future(until)) = reason;
        match reason {
            Reason::Embargo(_) => left.embargoed += 1,
            Reason::Future(_) => {
                left.future += 1;
                let message = format!(
                    "to appear on {until}, which is to come, so it waits; publish again then, or with --future now"
                );
                left.problems.push(problem(&sourced, Kind::FutureDate, message));
            }
        }
        // An embargo that was not understood never ends.
        if until.year < 9999 && left.again.is_none_or(|known| moment(&until) < moment(&known)) {
            left.again = Some(until);
        }
    }
    for sourced in shown {
        let other = sourced.release.group.as_ref().and_then(|group| groups.get(group));
        match other {
            None => loaded.releases.push(sourced),
            Some(other) => {
                let (rest, held) = match waiting.apart {
                    true => ("is shown without it, as --versions-apart says", false),
                    false => ("waits with it; with --versions-apart it does not", true),
                };
                let message =
                    format!("another version of it is left out ({other}); this one {rest}");
                left.problems.push(problem(&sourced, Kind::GroupWaits, message));
                match held {
                    true => left.with_others += 1,
                    false => loaded.releases.push(sourced),
                }
            }
        }
    }
    leave_out_pages(loaded, waiting, &mut left);
    left
}

/// Pages of the newsroom's own wait as releases do. They are not counted among those.
fn leave_out_pages(loaded: &mut Loaded, waiting: &Waiting, left: &mut LeftOut) {
    if loaded.pages.is_empty() {
        return;
    }
    let (releases, held) = (std::mem::take(&mut loaded.pages), loaded.held_pages.clone());
    let mut pages = Loaded { releases, held, ..Loaded::default() };
    let own = leave_out(&mut pages, waiting);
    loaded.pages = pages.releases;
    left.problems.extend(own.problems);
    let both = left.again.into_iter().chain(own.again);
    left.again = both.min_by_key(moment);
}

fn reason(sourced: &Sourced, waiting: &Waiting) -> Option<Reason> {
    let Release { embargo_until, published, .. } = &sourced.release;
    if let Some(until) = embargo_until.filter(|until| until.unix_seconds() > waiting.now) {
        return Some(Reason::Embargo(until));
    }
    let appears = sourced.appears.into_iter().chain(*published).max_by_key(moment);
    appears.filter(|date| !waiting.future && moment(date) > waiting.now).map(Reason::Future)
}

/// When a date begins. One without a zone is of the zone of this computer (`TZ`): that of the
/// publisher, who writes tomorrow's date in the evening.
fn moment(date: &Date) -> i64 {
    if date.time.is_some_and(|time| time.offset.is_some()) {
        return date.unix_seconds();
    }
    let utc = date.unix_seconds();
    let offset = jiff::Timestamp::from_second(utc)
        .map_or(0, |there| i64::from(TimeZone::system().to_offset(there).seconds()));
    utc - offset
}

fn problem(sourced: &Sourced, kind: Kind, message: String) -> Problem {
    Problem::new(&sourced.origin.source, sourced.origin.place.clone(), kind, message)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
