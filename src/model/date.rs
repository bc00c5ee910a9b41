//! Dates as they were given: no zone, no time and no day is ever made up.

use nanoserde::{DeBin, SerBin};
use serde::{Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A day of the Gregorian calendar, with a time of day and an offset from UTC if given.
///
/// Read and printed in the profile of ISO 8601 that RFC 3339 describes: `2024-03-05`,
/// `2024-03-05T14:30`, `2024-03-05T14:30:00+01:00`. Fractions of a second are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// The calendar year, 0 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// The time of day, if one was given.
    pub time: Option<Clock>,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60 (RFC 3339 allows for leap seconds).
    pub second: u8,
    /// Minutes east of UTC, -1439 to 1439, if a zone was given; `Z` is 0.
    pub offset: Option<i16>,
}

/// A month of a year. Orders and subtracts as one would expect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, SerBin, DeBin)]
pub struct Month {
    /// The calendar year, 0 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
}

/// The text is not a date, or names a day that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date such as 2024-03-05 or 2024-03-05T14:30:00+01:00")]
pub struct DateError;

impl Date {
    /// Builds a date if the day exists.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8, time: Option<Clock>) -> Option<Self> {
        let fits = year <= 9999
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day)
            && time.is_none_or(|t| {
                t.hour < 24
                    && t.minute < 60
                    && t.second <= 60
                    && t.offset.is_none_or(|o| o.abs() < 24 * 60)
            });
        fits.then_some(Self { year, month, day, time })
    }

    /// Seconds since 1970-01-01T00:00:00Z. A missing time counts as midnight and a missing
    /// offset as UTC: good for sorting, not for showing.
    #[must_use]
    pub fn unix_seconds(&self) -> i64 {
        let (seconds, offset) = self.time.map_or((0, 0), |t| {
            let seconds = i64::from(t.hour) * 3600 + i64::from(t.minute) * 60 + i64::from(t.second);
            (seconds, i64::from(t.offset.unwrap_or(0)) * 60)
        });
        days_from_civil(self.year, self.month, self.day) * 86_400 + seconds - offset
    }

    /// The month that the day lies in, by the calendar of the place that wrote the date.
    #[must_use]
    pub fn month(&self) -> Month {
        Month { year: self.year, month: self.month }
    }

    /// 0 for Monday to 6 for Sunday.
    #[must_use]
    #[cfg(feature = "tools")]
    pub(crate) fn weekday(&self) -> u8 {
        // 1970-01-01 was a Thursday; the remainder is always 0 to 6.
        u8::try_from((days_from_civil(self.year, self.month, self.day) + 3).rem_euclid(7))
            .unwrap_or(0)
    }
}

impl Month {
    /// Months since the year 0.
    #[must_use]
    pub fn index(self) -> u32 {
        u32::from(self.year) * 12 + u32::from(self.month) - 1
    }

    /// The month that many months after the start of the year 0.
    #[must_use]
    pub(crate) fn from_index(index: u32) -> Option<Self> {
        let year = u16::try_from(index / 12).ok().filter(|year| *year <= 9999)?;
        Some(Self { year, month: u8::try_from(index % 12 + 1).ok()? })
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.
fn days_from_civil(year: u16, month: u8, day: u8) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Takes exactly `count` ASCII digits from the front of `text`.
fn digits(text: &mut &str, count: usize) -> Option<u16> {
    let head = text.get(..count).filter(|head| head.bytes().all(|b| b.is_ascii_digit()))?;
    *text = text.get(count..)?;
    head.parse().ok()
}

fn skip(text: &mut &str, accepted: &[char]) -> Option<char> {
    let first = text.chars().next().filter(|c| accepted.contains(c))?;
    *text = text.get(first.len_utf8()..)?;
    Some(first)
}

fn small(text: &mut &str) -> Option<u8> {
    digits(text, 2).and_then(|n| u8::try_from(n).ok())
}

fn parse_clock(text: &mut &str) -> Option<Clock> {
    let hour = small(text)?;
    skip(text, &[':'])?;
    let minute = small(text)?;
    let second = if skip(text, &[':']).is_some() { small(text)? } else { 0 };
    if skip(text, &['.', ',']).is_some() {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        if rest.len() == text.len() {
            return None;
        }
        *text = rest;
    }
    let offset = match skip(text, &['Z', 'z', '+', '-']) {
        None => None,
        Some('Z' | 'z') => Some(0),
        Some(sign) => {
            let hours = i16::from(small(text)?);
            skip(text, &[':']);
            let minutes = i16::from(small(text)?);
            let offset = hours * 60 + minutes;
            (minutes < 60).then_some(if sign == '-' { -offset } else { offset })?.into()
        }
    };
    Some(Clock { hour, minute, second, offset })
}

impl FromStr for Month {
    type Err = DateError;

    /// Reads `2024-03`.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let mut rest = text;
        let parse = |text: &mut &str| {
            let year = digits(text, 4)?;
            skip(text, &['-'])?;
            let month = small(text).filter(|month| (1..=12).contains(month))?;
            text.is_empty().then_some(Self { year, month })
        };
        parse(&mut rest).ok_or(DateError)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let mut rest = text;
        let parse = |text: &mut &str| {
            let year = digits(text, 4)?;
            skip(text, &['-'])?;
            let month = small(text)?;
            skip(text, &['-'])?;
            let day = small(text)?;
            let time = match skip(text, &['T', 't', ' ']) {
                Some(_) => Some(parse_clock(text)?),
                None => None,
            };
            text.is_empty().then(|| Self::new(year, month, day, time))?
        };
        parse(&mut rest).ok_or(DateError)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time.hour, time.minute, time.second)?;
        match time.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
            }
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// Written in JSON as text.
macro_rules! as_text {
    ($($name:ident),*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}
as_text!(Date, Month);

#[cfg(test)]
mod tests {
    use super::{Date, Month};

    #[test]
    fn reads_and_prints_what_was_given() {
        for (given, printed) in [
            ("2024-03-05", "2024-03-05"),
            ("2024-02-29", "2024-02-29"),
            ("2024-03-05T14:30", "2024-03-05T14:30:00"),
            ("2024-03-05T14:30:09Z", "2024-03-05T14:30:09Z"),
            ("2024-03-05 14:30:09.123+01:00", "2024-03-05T14:30:09+01:00"),
            ("2024-03-05T14:30:09-0500", "2024-03-05T14:30:09-05:00"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
        ] {
            let date: Date = given.parse().unwrap();
            assert_eq!(date.to_string(), printed, "{given}");
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for given in [
            "",
            "2024",
            "2024-3-5",
            "2023-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-01-32",
            "2024-03-05T",
            "2024-03-05T24:00",
            "2024-03-05T14:60",
            "2024-03-05T14:30+1",
            "2024-03-05T14:30+25:00",
            "2024-03-05x",
            "5 March 2024",
            "２０２４-03-05",
        ] {
            assert!(given.parse::<Date>().is_err(), "{given}");
        }
    }

    #[test]
    fn orders_by_moment() {
        for (text, seconds) in [
            ("1970-01-01", 0),
            ("1970-01-01T01:00:00+01:00", 0),
            ("1969-12-31T23:00:00-01:00", 0),
            ("2000-03-01", 951_868_800),
            ("2024-02-29T12:00:00Z", 1_709_208_000),
            ("0000-03-01", -62_162_035_200),
        ] {
            assert_eq!(text.parse::<Date>().unwrap().unix_seconds(), seconds, "{text}");
        }
    }

    #[test]
    fn knows_the_day_of_the_week() {
        for (text, weekday) in [("1970-01-01", 3), ("2024-02-29", 3), ("2026-11-23", 0)] {
            assert_eq!(text.parse::<Date>().unwrap().weekday(), weekday, "{text}");
        }
    }

    #[test]
    fn months_count() {
        let month: Month = "2024-12".parse().unwrap();
        assert_eq!(Month::from_index(month.index() + 1).unwrap().to_string(), "2025-01");
        for bad in ["2024-13", "2024-00", "2024", "2024-1", "2024-01-01"] {
            assert!(bad.parse::<Month>().is_err(), "{bad}");
        }
    }
}
