//! What fields say: every name in a release is looked at, and in the objects inside it.

use super::{
    Verdict, forever, later,
    words::{self, Answer, Word, answer, state, word},
};
use crate::ingest::{
    fields::{Field, Notes},
    names,
    problem::{Kind, quoted},
};
use serde_json::{Map, Value};

/// Looks at every name in an object and in the objects inside it. `pointer` is where it stands.
pub(in crate::ingest) fn judge(
    object: &Map<String, Value>,
    pointer: &str,
    notes: &Notes<'_>,
) -> Verdict {
    let mut judge = Judge { notes, verdict: Verdict::default() };
    judge.object(object, pointer, Within::Release, 0);
    judge.verdict
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
        let reading = field.reading();
        let latest = || reading.as_ref().and_then(|reading| reading.latest);
        let date = if usual { field.quiet_date().or_else(latest) } else { field.date() };
        let is_ahead = reading.as_ref().is_some_and(|reading| reading.is_ahead());
        if date.is_none() && (!usual || is_ahead) {
            let advice = "not a date, so nobody can tell when it is to appear; withheld: write 2030-01-15T08:00:00+01:00";
            self.hold(field, Kind::UnclearHold, advice.to_owned());
        }
        self.verdict.appears = later(self.verdict.appears, date);
        !usual
    }
}
