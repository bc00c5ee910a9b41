//! What keeps a release from being shown: embargoes, drafts, dates to come, in whatever words and
//! wherever they stand.
//!
//! The rule: what is understood is obeyed, and what may be meant to withhold and is not understood
//! withholds, with a problem that says what to write instead. [`words`] has the names, [`phrases`]
//! what a text itself says.

mod column;
mod judge;
mod lists;
mod notes;
mod phrases;
mod words;

use super::{
    date,
    fields::Notes,
    names,
    problem::{Kind, quoted},
};
use crate::model::{Clock, Date};
pub(super) use column::{column, day_in_column};
pub(super) use judge::judge;
pub(super) use phrases::edited;
use words::state;
pub(super) use words::{is_state, is_word, may_say_so};

/// What was found in a release, or in a feed around releases.
#[derive(Clone, Debug, Default)]
pub(super) struct Verdict {
    /// It must not be shown, whatever the day.
    pub(super) held: bool,
    /// When the last of its embargoes ends.
    pub(super) embargo: Option<Date>,
    /// The last of the days on which it is to appear.
    pub(super) appears: Option<Date>,
    /// A field speaks of an embargo, so what the text says of one is settled by it.
    pub(super) settled: bool,
}

/// What a [`plain`](names::plain) name withholds by, for the table of keys.
#[cfg(test)]
pub(super) fn means(name: &str) -> Option<&'static str> {
    use words::Word;
    words::word(name).map(|found| match found.word {
        Word::Embargo => "embargo",
        Word::Draft { .. } => "draft",
        Word::Published => "published",
        Word::Password => "password",
        Word::State { .. } => "state",
        Word::Expiry => "expiry",
    })
}

/// All such names.
#[cfg(test)]
pub(super) fn all_words() -> impl Iterator<Item = &'static str> {
    lists::WORDS.iter().map(|(name, _)| *name)
}

fn later(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    one.into_iter().chain(other).max_by_key(Date::unix_seconds)
}

/// How a text with fields says what is right.
pub(super) const IN_FIELDS: &str = "write embargo_until with date, time and zone \
                                    (2030-01-15T08:00:00+01:00), or embargo: none if it has ended";
/// How a page does.
pub(super) const IN_A_PAGE: &str = "write <meta name=\"embargo_until\" content=\"2030-01-15T08:00:00+01:00\">, or content=\"none\" if it has ended";
/// How wire text does, which has no fields.
pub(super) const IN_WIRE_TEXT: &str = "take the line out when it has ended, or write the release as .md \
                                       with embargo_until in its front matter";

/// What a text says of itself in its first lines: an embargo that no field speaks of. `parts` are
/// its title, its summary and the like, and last its body as it was written.
pub(super) fn text(
    parts: &[&str],
    pointer: &str,
    advice: &str,
    notes: &Notes<'_>,
    verdict: &mut Verdict,
) {
    if verdict.settled || verdict.held {
        return;
    }
    let Some(line) = parts.iter().find_map(|part| phrases::embargo(part)) else {
        if let Some((line, day)) = parts.iter().find_map(|part| phrases::day(part)) {
            day_in_text(&line, &day, pointer, advice, notes, verdict);
        }
        return;
    };
    let message = format!("the text says {} and no field does; withheld: {advice}", quoted(&line));
    notes.add(pointer, Kind::EmbargoInText, message);
    verdict.held = true;
}

/// "FOR RELEASE: January 15, 2030": a day to come is waited for, one that has passed says nothing.
fn day_in_text(
    line: &str,
    day: &str,
    pointer: &str,
    advice: &str,
    notes: &Notes<'_>,
    verdict: &mut Verdict,
) {
    let Some(date) = day_of(day) else {
        let message = format!(
            "the text says {} and nobody can tell which day that is; withheld: {advice}",
            quoted(line)
        );
        notes.add(pointer, Kind::EmbargoInText, message);
        verdict.held = true;
        return;
    };
    let exact = date.time.is_none_or(|time| time.offset.is_some());
    // Without a zone, or with a time that was not read, not before the day is over everywhere.
    let over = Clock { hour: 23, minute: 59, second: 59, offset: Some(-12 * 60) };
    let moment = match exact {
        true => Some(date),
        false => Date::new(date.year, date.month, date.day, Some(over)),
    };
    verdict.appears = later(verdict.appears, moment);
}

/// The day that a text names, with its time and zone where all of that is sure.
fn day_of(text: &str) -> Option<Date> {
    let reading = date::read(text, None);
    if let Some(date) = reading.date.filter(|_| reading.is_sure()) {
        return Some(date);
    }
    let local = Clock { hour: 0, minute: 0, second: 0, offset: None };
    let words: Vec<&str> = text.split_whitespace().collect();
    let days = (1..=words.len()).rev().filter_map(|count| {
        date::read(words.get(..count)?.join(" ").trim_end_matches([',', '.', ';']), None).date
    });
    let date = reading.date.into_iter().chain(days).next()?;
    Date::new(date.year, date.month, date.day, Some(local))
}

/// Tags that are a word for drafts and nothing else: `draft`, `#internal`, `Privé`.
pub(super) fn tags<'t>(
    mut tags: impl Iterator<Item = &'t str>,
    pointer: &str,
    notes: &Notes<'_>,
    verdict: &mut Verdict,
) {
    let held = tags.find(|tag| lists::TAGS.contains(&&*names::plain(tag)));
    let Some(tag) = held.filter(|_| !verdict.settled && !verdict.held) else { return };
    let message = format!(
        "one of its tags is {}; withheld: take the tag away, or write draft: false if it may be shown",
        quoted(tag)
    );
    notes.add(pointer, Kind::UnclearHold, message);
    verdict.held = true;
}

/// Whether a text in this state may not be shown.
pub(crate) fn is_held_state(text: &str) -> bool {
    state(text) == words::State::Draft || names::plain(text) == "incomplete"
}

/// Whether the name of a file says that it is not to be shown.
pub(super) fn in_file_name(stem: &str) -> bool {
    phrases::file_name(stem)
}

/// What the name of a file says: `rachat-SOUS-EMBARGO.md`, `brouillon-budget.md`.
pub(super) fn file_name(stem: &str, notes: &Notes<'_>, verdict: &mut Verdict) {
    let name = stem.rsplit('/').next().unwrap_or_default();
    if verdict.settled || verdict.held || !phrases::file_name(name) {
        return;
    }
    let advice = format!(
        "the file is called {}; withheld: rename it, or write embargo: none and draft: false if it may be shown",
        quoted(name)
    );
    notes.add("", Kind::UnclearHold, advice);
    verdict.held = true;
}

/// What a line that stands on every page, a watermark or the like says of whom it is for, if it is not for everybody.
pub(super) fn reserved(text: &str) -> Option<String> {
    text.lines().find(|line| phrases::reserved(line)).map(str::to_owned)
}

/// What the lines of a document or a mail say of whom it is for: an embargo far down too, and of the `first` of them a stamp such
/// as "À valider".
pub(super) fn of_document(first: &[&str], text: &str) -> Option<String> {
    // That is told with what to write instead.
    if phrases::embargo(text).is_some() {
        return None;
    }
    let stamp = first.iter().flat_map(|line| line.lines()).find(|line| phrases::stamped(line));
    stamp.map(str::to_owned).or_else(|| phrases::embargo_below(text))
}

/// What a note to editors says of an embargo, however long it is.
pub(super) fn in_note(text: &str) -> Option<String> {
    let speaks = || names::plain(text).contains("embargo").then(|| text.trim().to_owned());
    reserved(text).or_else(|| in_terms(text)).or_else(speaks)
}

/// What terms of use or a short name that editors use say of when it may be shown: less is asked of them, for "draft" may be a
/// topic and "restricted" a licence.
pub(super) fn in_terms(text: &str) -> Option<String> {
    const PHRASES: &[&str] = &[
        "do not use before",
        "do not use until",
        "not to be used before",
        "not for use before",
        "not before",
        "until further notice",
        "hold for",
        "hold until",
        "on hold",
        "ne diffuser qu",
        "ne publier qu",
        "diffuser qu apres",
        "publier qu apres",
        "ne rien mettre en ligne",
        "ne pas mettre en ligne",
        "ne rien publier",
        "ne pas utiliser avant",
        "ne pas reprendre avant",
        "mettre en ligne avant",
        "pas avant",
    ];
    let folded = deunicode::deunicode(text).to_lowercase();
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let line = format!(" {} ", words.join(" "));
    let says = line.contains("embargo")
        || words.first() == Some(&"hold")
        || words.last() == Some(&"hold")
        || PHRASES.iter().any(|phrase| line.contains(&format!(" {phrase} ")));
    says.then(|| text.trim().to_owned()).or_else(|| phrases::embargo(text))
}

/// The moment at which an embargo that was not understood ends: never.
pub(super) fn forever() -> Option<Date> {
    let clock = Clock { hour: 23, minute: 59, second: 59, offset: Some(0) };
    Date::new(9999, 12, 31, Some(clock))
}
