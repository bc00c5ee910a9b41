//! Dates as people and other programs write them, in French and English.
//!
//! [`read`] first tries the profile of RFC 3339 that the model knows. Otherwise the text is cut
//! into [`words`]; [`day`] finds the day, [`clock`] the time beside it, [`zone`] where that time is
//! kept. What comes out is a [`Reading`]: a date, or none, with every doubt about it. A day that is
//! sure is kept when its time is not; whoever needs more than a day asks [`Reading::is_sure`].
//!
//! What is refused, because it would be a guess: `04/02/2022` where neither the numbers nor the
//! language tells the day from the month, `04/02/22`, days that do not exist, years in which no
//! communiqué can have been published, and 1970-01-01T00:00:00Z, which programs write for "none".

mod clock;
mod day;
mod latest;
mod name;
#[cfg(test)]
mod tests;
mod words;
mod zone;

use super::problem::{Kind, quoted};
use crate::model::{Clock, Date, Language};
use day::{Day, Order, Refusal};
pub(super) use name::from_name;
use words::Token;

/// Whether a word, in small letters without accents, is the name of a day of the week in French or English, in full.
pub(super) fn is_weekday(word: &str) -> bool {
    word.len() > 4 && words::weekday_named(word).is_some()
}

/// Whether such a word is the name of a month, or its first letters.
pub(super) fn is_month(word: &str) -> bool {
    words::month_named(word).is_some()
}

/// How to write a date: in a field.
pub(super) const FIELD: &str = "2024-12-31 or 2024-12-31T14:30:00+01:00";
/// How to write a date: in the footer of a wire text.
pub(super) const WIRE: &str = "4 février 2022 à 09:30";

/// The years in which a communiqué can have been published: companies older than the telegraph put
/// their archives on the web, and there is no clock here to ask what lies in the future.
const YEARS: std::ops::RangeInclusive<u16> = 1800..=2100;

/// As long as a date can be, with its place and its zone in full; in bytes.
const LONGEST: usize = 300;

/// What was read as a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    text: String,
    /// The date, as far as it is sure.
    pub(super) date: Option<Date>,
    /// Of what is no date: the last day that it may mean. What is to appear then waits for it.
    pub(super) latest: Option<Date>,
    doubts: Vec<(Kind, String)>,
}

impl Reading {
    fn new(text: &str, date: Option<Date>) -> Self {
        Self { text: text.to_owned(), date, latest: None, doubts: Vec::new() }
    }

    fn refused(text: &str, kind: Kind, reason: impl Into<String>) -> Self {
        Self::new(text, None).doubting(kind, reason)
    }

    fn doubting(mut self, kind: Kind, reason: impl Into<String>) -> Self {
        self.doubts.push((kind, reason.into()));
        self
    }

    /// Whether it is no date, and says of a day that it is ahead: tomorrow, 18:00.
    pub(super) fn is_ahead(&self) -> bool {
        self.date.is_none() && self.latest.is_none() && latest::is_ahead(&self.text)
    }

    /// Whether there is a date and nothing speaks against any part of it.
    pub(super) fn is_sure(&self) -> bool {
        self.date.is_some() && self.doubts.is_empty()
    }

    /// The date, once its doubts are told. `example` says how to write one.
    pub(super) fn tell(&self, example: &str, mut add: impl FnMut(Kind, String)) -> Option<Date> {
        for (kind, reason) in &self.doubts {
            let text = quoted(&self.text);
            let message = match kind {
                Kind::UnsureTime => {
                    format!("{text}: {reason}, so only the day is kept; write {example}")
                }
                Kind::UnsureDate => format!("{text}: {reason}"),
                _ => format!("{text} {reason}; write {example}"),
            };
            add(*kind, message);
        }
        self.date
    }
}

/// Reads a date in a text of this language, if it is known.
pub(super) fn read(text: &str, language: Option<&Language>) -> Reading {
    let text = text.trim();
    if text.len() > LONGEST {
        return refused(text, Refusal::NotADate);
    }
    if let Ok(date) = text.parse::<Date>() {
        return settled(Reading::new(text, Some(date)));
    }
    if let Some(reading) = number(text) {
        return reading;
    }
    let tokens = words::tokens(text);
    let day = match day::find(&tokens, order(&tokens, language)) {
        Ok(day) => day,
        Err(refusal) => return refused(text, refusal),
    };
    if holds_a_day(&day.rest) {
        let latest = Date::new(day.year, day.month, day.day, None);
        return Reading {
            latest,
            ..Reading::refused(text, Kind::BadDate, "names more than one day")
        };
    }
    let Some(date) = Date::new(day.year, day.month, day.day, None) else {
        return match YEARS.contains(&day.year) {
            true => Reading {
                latest: latest::after(day.year, day.month),
                ..Reading::refused(text, Kind::BadDate, "is a day that does not exist")
            },
            false => refused(text, Refusal::OddYear),
        };
    };
    let mut reading = Reading::new(text, Some(date));
    match clock::read(&day.rest, &day) {
        Ok(time) => {
            reading.date = Date::new(day.year, day.month, day.day, time).or(reading.date);
        }
        Err(reason) => reading = reading.doubting(Kind::UnsureTime, reason),
    }
    reading = weighed(reading, &day);
    settled(reading)
}

fn refused(text: &str, refusal: Refusal) -> Reading {
    let (kind, reason) = match refusal {
        Refusal::NotADate => (Kind::BadDate, "is not a date"),
        Refusal::EitherWay => {
            (Kind::BadDate, "could be two dates, as nothing tells the day from the month")
        }
        Refusal::ShortYear => (Kind::BadDate, "is not a date, as its year has two digits"),
        Refusal::OddYear => {
            (Kind::ImplausibleDate, "is of a year in which no release can have been published")
        }
    };
    Reading { latest: latest::of_numbers(text), ..Reading::refused(text, kind, reason) }
}

/// Tells what in the day itself speaks against it.
fn weighed(mut reading: Reading, day: &Day) -> Reading {
    const DAYS: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let Some(date) = reading.date else { return reading };
    if day.short {
        let reason = format!("a year of two digits, taken for {}; write all four", day.year);
        reading = reading.doubting(Kind::UnsureDate, reason);
    }
    if let Some(weekday) = day.weekday.filter(|weekday| *weekday != date.weekday()) {
        let name = |weekday: u8| DAYS.get(usize::from(weekday)).copied().unwrap_or_default();
        let reason = format!(
            "that day was a {} and not a {}; the date is kept, so correct one or the other",
            name(date.weekday()),
            name(weekday)
        );
        reading = reading.doubting(Kind::UnsureDate, reason);
    }
    reading
}

/// Drops what cannot be the date of a communiqué.
fn settled(mut reading: Reading) -> Reading {
    let Some(date) = reading.date else { return reading };
    if !YEARS.contains(&date.year) {
        return refused(&reading.text, Refusal::OddYear);
    }
    if date.unix_seconds() == 0 {
        let reason = "is what programs write for no date at all, so it is left out; if that day is \
                      meant, give it a time";
        return Reading::refused(&reading.text, Kind::ImplausibleDate, reason);
    }
    if date.time.is_some_and(|time: Clock| clock::is_no_leap_second(&time)) {
        reading.date = Some(Date { time: None, ..date });
        reading = reading.doubting(Kind::UnsureTime, "there is no such second");
    }
    reading
}

/// Numbers that are surely moments: seconds or milliseconds since 1970, from September 2001 to the
/// end of 2099. Eight digits are a day and read as one.
fn number(text: &str) -> Option<Reading> {
    let whole = text.split('.').next().unwrap_or_default();
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let fraction = text.get(whole.len() + 1..).unwrap_or_default();
    let is_number = !digits.is_empty() && [digits, fraction].iter().all(|part| is_digits(part));
    if !is_number || (digits.len() == 8 && digits == text) {
        return None;
    }
    let value: i64 = whole.parse().unwrap_or(i64::MAX);
    let (seconds, unit) = match value {
        1_000_000_000..4_102_444_800 => (value, "seconds"),
        1_000_000_000_000..4_102_444_800_000 => (value / 1000, "milliseconds"),
        i64::MIN..=0 => return Some(refused(text, Refusal::OddYear)),
        _ => return Some(refused(text, Refusal::NotADate)),
    };
    let date = at_second(seconds)?;
    let reason = format!("a number, taken for {unit} since 1970; write {date}");
    Some(Reading::new(text, Some(date)).doubting(Kind::UnsureDate, reason))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn at_second(seconds: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    moment.to_string().parse().ok()
}

/// Whether what stands after a day holds another one, so that nobody can tell which is meant.
fn holds_a_day(tokens: &[Token]) -> bool {
    (0..tokens.len()).any(|at| {
        // A time and its zone hold no month's name and no three numbers with the same sign.
        matches!(tokens[at], Token::Number(_) | Token::Word(_))
            && day::find(&tokens[at..], Order::Day).is_ok_and(|day| !day.short)
    })
}

/// How the numbers of a day are ordered where this language is spoken, or by the French words around
/// them. English alone does not tell: it is the country that does.
fn order(tokens: &[Token], language: Option<&Language>) -> Order {
    const DAY_FIRST: [&str; 24] = [
        "br", "ca", "co", "cs", "da", "de", "el", "es", "fi", "fr", "gl", "is", "it", "nb", "nl",
        "no", "oc", "pl", "pt", "ro", "ru", "sk", "tr", "uk",
    ];
    const ENGLISH_DAY_FIRST: [&str; 6] = ["en-gb", "en-ie", "en-au", "en-nz", "en-in", "en-za"];
    const FRENCH: [&str; 7] = ["a", "le", "du", "h", "heure", "heures", "midi"];
    let tag = language.map(Language::as_str).unwrap_or_default();
    let speaks = |token: &Token| matches!(token, Token::Word(w) if FRENCH.contains(&w.as_str()));
    if tag == "en-us" {
        return Order::Month;
    }
    let by_language = language.is_some_and(|l| DAY_FIRST.contains(&l.primary()));
    let day_first = by_language || ENGLISH_DAY_FIRST.contains(&tag);
    if day_first || tokens.iter().any(speaks) { Order::Day } else { Order::Unknown }
}
