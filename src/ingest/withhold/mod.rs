//! What keeps a release from being shown: embargoes, drafts, dates to come, in whatever words and
//! wherever they stand.
//!
//! The rule: what is understood is obeyed, and what may be meant to withhold and is not understood
//! withholds, with a problem that says what to write instead. [`words`] has the names, [`phrases`]
//! what a text itself says.

mod column;
mod lists;
mod notes;
mod phrases;
mod words;

use super::{
    date,
    fields::{Field, Notes},
    names,
    problem::{Kind, quoted},
};
use crate::model::{Clock, Date};
pub(super) use column::{column, day_in_column};
use serde_json::{Map, Value};
use words::{Answer, Word, answer, state, word};
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
    word(name).map(|found| match found.word {
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

/// Looks at every name in an object and in the objects inside it. `pointer` is where it stands.
pub(super) fn judge(object: &Map<String, Value>, pointer: &str, notes: &Notes<'_>) -> Verdict {
    let mut judge = Judge { notes, verdict: Verdict::default() };
    judge.object(object, pointer, Within::Release, 0);
    judge.verdict
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
pub(super) fn is_held_state(text: &str) -> bool {
    state(text) == words::State::Draft || names::plain(text) == "incomplete"
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

/// Whose fields are looked at: lists hold pictures, people and earlier texts, whose states are not
/// the release's, but an embargo on a picture of it is.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Release,
    Part,
}

struct Judge<'a> {
    notes: &'a Notes<'a>,
    verdict: Verdict,
}

impl<'a> Judge<'a> {
    /// No header is nested so deep; what is has its own error.
    const DEEPEST: usize = 16;

    fn object(&mut self, object: &Map<String, Value>, pointer: &str, within: Within, depth: usize) {
        if depth > Self::DEEPEST {
            return;
        }
        let own = pointer;
        for (name, value) in object {
            let plain = names::plain(name);
            let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
            let field = Field::at(value, pointer.clone(), self.notes);
            let found = word(&plain)
                .filter(|found| within == Within::Release || found.word == Word::Embargo);
            let speaks = found.is_some_and(|found| match found.near {
                Some(meant) => self.near(name, meant, found.word, &field),
                None => self.word(found.word, &field),
            });
            if speaks {
                self.notes.asked(own, name);
            }
            let is_day =
                names::is_day(&plain) || names::may_be_day(&plain) && field.quiet_date().is_some();
            if is_day && within == Within::Release && self.appears(&plain, &field) {
                self.notes.asked(own, name);
            }
            let is_status =
                found.is_some_and(|found| matches!(found.word, Word::State { .. } | Word::Embargo));
            match value {
                Value::Object(inner) if !is_status => {
                    self.object(inner, &pointer, within, depth + 1)
                }
                Value::Array(list) => {
                    for (index, value) in list.iter().enumerate() {
                        if let Value::Object(inner) = value {
                            self.object(
                                inner,
                                &format!("{pointer}/{index}"),
                                Within::Part,
                                depth + 1,
                            );
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// A name that is nearly one that withholds. Whether it was understood as one.
    fn near(&mut self, name: &str, meant: &str, word: Word, field: &Field<'_>) -> bool {
        let harmless = match (answer(field.value), word) {
            (Answer::Nothing, _) => true,
            (Answer::No, word) => word != Word::Published,
            (Answer::Yes, word) => word == Word::Published,
            _ => false,
        };
        if harmless {
            return false;
        }
        let advice = format!(
            "{} is nearly {meant}; the release is withheld until the name is put right, or the line removed",
            quoted(name)
        );
        self.hold(field, Kind::UnclearHold, advice);
        true
    }

    /// A name that may withhold. Whether it was read.
    fn word(&mut self, word: Word, field: &Field<'_>) -> bool {
        let answer = answer(field.value);
        if answer == Answer::Nothing {
            return true;
        }
        match (word, answer) {
            (Word::Embargo, answer) => self.embargo(field, answer),
            (Word::Draft { .. }, Answer::No) | (Word::Published, Answer::Yes) => {
                // The publisher has decided: what the file is called says nothing more.
                self.verdict.settled |= matches!(word, Word::Draft { .. });
                true
            }
            (Word::Draft { .. }, Answer::Yes) | (Word::Published, Answer::No) => {
                self.hold(
                    field,
                    Kind::Draft,
                    "says that it is not to be shown; withheld".to_owned(),
                );
                true
            }
            (Word::Draft { sure: true }, Answer::Other(text)) => {
                let advice = format!(
                    "{} is neither yes nor no; withheld: write true or false",
                    quoted(&text)
                );
                self.hold(field, Kind::UnclearHold, advice);
                true
            }
            (Word::Password, Answer::No) => true,
            (Word::Password, _) => {
                let advice = "protected by a password where it comes from; withheld: remove the line if it may be shown";
                self.hold(field, Kind::Draft, advice.to_owned());
                true
            }
            (Word::State { sure }, _) => self.state(field, sure),
            (Word::Expiry, Answer::No) => true,
            (Word::Expiry, _) => {
                let advice = "it is kept after that day: releases do not expire here; remove the release to take it down, \
                              or write status: withdrawn";
                field.add(Kind::Expiry, advice);
                true
            }
            (Word::Draft { sure: false } | Word::Published, Answer::Other(_) | Answer::Nothing)
            | (Word::Draft { .. }, Answer::Nothing) => false,
        }
    }

    fn hold(&mut self, field: &Field<'_>, kind: Kind, message: String) {
        field.add(kind, message);
        self.verdict.held = true;
    }

    /// An embargo that cannot be understood never ends: better withheld than let out early.
    fn embargo(&mut self, field: &Field<'_>, answer: Answer) -> bool {
        self.verdict.settled = true;
        if answer == Answer::No {
            return true;
        }
        let ends = match field.value {
            Value::Object(_) => field.object().and_then(|inner| {
                inner.get(&[
                    "until", "date", "ends", "end", "jusqu'au", "jusqu'à", "fin", "lifts", "time",
                    "value",
                ])
            }),
            _ => Some(field.clone()),
        };
        let date = ends.as_ref().and_then(|ends| match ends.value {
            Value::String(_) => ends.sure_date(),
            _ => {
                ends.wrong_type("a date with a time and a zone");
                None
            }
        });
        if ends.is_none() {
            field.add(Kind::UnclearHold, "this embargo names no end; withheld: write embargo_until: 2030-01-15T08:00:00+01:00");
        }
        let zoned = date.is_some_and(|date| date.time.is_some_and(|t| t.offset.is_some()));
        if date.is_some() && !zoned {
            field.add(
                Kind::EmbargoWithoutZone,
                "without a time and a zone nobody can tell when the embargo ends, so the release is withheld; write \
                 2024-12-31T14:30:00+01:00",
            );
        }
        self.verdict.embargo = later(self.verdict.embargo, date.filter(|_| zoned).or(forever()));
        true
    }

    fn state(&mut self, field: &Field<'_>, sure: bool) -> bool {
        let text = match field.value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            // A list of states holds the release if one of them does.
            Value::Array(list) => {
                list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
            }
            Value::Object(_) => {
                // A status with a date and a note. What is wrong with it is told where it is read.
                let word = field.object().and_then(|inner| inner.text(names::part::STATE));
                let is_one = word.is_some_and(|word| state(&word) == words::State::Changed);
                self.verdict.held |= sure && !is_one;
                return false;
            }
            Value::Null => return false,
        };
        match state(&text) {
            words::State::Shown => true,
            words::State::Draft => {
                self.hold(
                    field,
                    Kind::Draft,
                    format!("says that it is {}; withheld", quoted(&text)),
                );
                true
            }
            // Read, or reported, where the status is.
            words::State::Changed if sure => false,
            words::State::Changed => true,
            words::State::Unknown if sure => {
                let advice = format!(
                    "{} is no state, so the release is withheld; write corrected, updated, withdrawn or published",
                    quoted(&text)
                );
                self.hold(field, Kind::BadStatus, advice);
                true
            }
            words::State::Unknown => false,
        }
    }

    /// A day on which it is to appear: the last of several counts. Whether it was told of here.
    fn appears(&mut self, plain: &str, field: &Field<'_>) -> bool {
        let switch = !matches!(answer(field.value), Answer::Other(_));
        if switch || !matches!(field.value, Value::String(_) | Value::Number(_)) {
            return false;
        }
        // The usual names are read, and told of, with the other fields.
        let usual = names::PUBLISHED.iter().any(|known| names::plain(known) == plain);
        let date = if usual { field.quiet_date() } else { field.date() };
        if date.is_none() && !usual {
            let advice = "not a date, so nobody can tell when it is to appear; withheld: write 2030-01-15T08:00:00+01:00";
            self.hold(field, Kind::UnclearHold, advice.to_owned());
        }
        self.verdict.appears = later(self.verdict.appears, date);
        !usual
    }
}
