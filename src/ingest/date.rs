//! Dates as people and other programs write them.

use crate::model::{Clock, Date};

/// Reads a date in the profile of RFC 3339 that the model knows and, failing that, with one-digit
/// fields, slashes or dots after a four-digit year, a zone after a space, a zone's name of
/// RFC 2822, a whole RFC 2822 date, or a day and a month's name in French or English.
///
/// `05/03/2024` is refused: nobody can tell which is the month.
pub(super) fn lenient(text: &str) -> Option<Date> {
    let text = text.trim();
    text.parse()
        .ok()
        .or_else(|| year_first(text))
        .or_else(|| rfc2822(text))
        .or_else(|| spoken(text))
}

/// `2012-02-19 1:44:51 -0400`, `2024/3/5`, `2024-03-05 14:30 UTC`.
fn year_first(text: &str) -> Option<Date> {
    let (day, rest) = match text.split_once(['T', 't', ' ']) {
        Some((day, rest)) => (day, rest.trim()),
        None => (text, ""),
    };
    let mut parts = day.split(['-', '/', '.']);
    let year = parts.next().filter(|year| year.len() == 4)?;
    let (month, day) = (parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let time = if rest.is_empty() { None } else { Some(clock(rest)?) };
    Date::new(number(year)?, small(month)?, small(day)?, time)
}

/// `Wed, 19 Feb 2012 01:44:51 -0400`: jiff knows the standard and its obsolete forms.
fn rfc2822(text: &str) -> Option<Date> {
    let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
    let clock = Clock {
        hour: u8::try_from(zoned.hour()).ok()?,
        minute: u8::try_from(zoned.minute()).ok()?,
        second: u8::try_from(zoned.second()).ok()?,
        offset: Some(i16::try_from(zoned.offset().seconds() / 60).ok()?),
    };
    let year = u16::try_from(zoned.year()).ok()?;
    let (month, day) = (u8::try_from(zoned.month()).ok()?, u8::try_from(zoned.day()).ok()?);
    Date::new(year, month, day, Some(clock))
}

/// `4 février 2022 à 09:30`, `1er mai 2024`, `February 4, 2022 at 9:30 am`, `Tuesday 4 May 2021`.
fn spoken(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty());
    let (mut year, mut month, mut day) = (None, None, None);
    while year.is_none() {
        let word = words.next()?;
        if let Some(found) = month_named(word) {
            month = Some(found);
        } else if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
            year = Some(number(word)?);
        } else if word.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
            let ending = word.get(digits.len()..)?;
            ["", ".", "er", "st", "nd", "rd", "th", "e"].contains(&ending).then_some(())?;
            day = Some(small(digits)?);
        } else if !is_filler(word) {
            return None;
        }
    }
    let rest: Vec<&str> = words.filter(|word| !is_filler(word)).collect();
    let time = if rest.is_empty() { None } else { Some(clock(&rest.join(" "))?) };
    Date::new(year?, month?, day?, time)
}

/// Words that may stand in a date and say nothing that is needed: days of the week, "at".
fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 19] = [
        "le",
        "à",
        "a\u{300}",
        "at",
        "the",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    FILLERS.contains(&word)
}

/// The month of a French or English name, or of its first letters with or without a dot.
fn month_named(word: &str) -> Option<u8> {
    const NAMES: [&[&str]; 12] = [
        &["january", "janvier"],
        &["february", "fevrier"],
        &["march", "mars"],
        &["april", "avril"],
        &["may", "mai"],
        &["june", "juin"],
        &["july", "juillet"],
        &["august", "aout"],
        &["september", "septembre"],
        &["october", "octobre"],
        &["november", "novembre"],
        &["december", "decembre"],
    ];
    let plain = deunicode::deunicode(word);
    let plain = plain.trim_end_matches('.');
    // Three letters tell the months apart, but for June and July in French.
    let stands_for = |name: &&str| {
        *name == plain || (plain.len() >= 3 && name.starts_with(plain) && plain != "jui")
    };
    let at = NAMES.iter().position(|names| names.iter().any(stands_for))?;
    u8::try_from(at + 1).ok()
}

/// `1:44:51 -0400`, `14:30`, `09h30`, `9:30 am UTC`, `12:00:00.000Z`.
fn clock(text: &str) -> Option<Clock> {
    let text = text.to_ascii_lowercase();
    let end =
        text.find(|c: char| !(c.is_ascii_digit() || ":.,h".contains(c))).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let mut parts = digits.split([':', 'h']);
    let mut hour = small(parts.next()?)?;
    let minute = match parts.next() {
        None | Some("") if digits.contains('h') => 0,
        None => return None,
        Some(part) => small(part)?,
    };
    let second = match parts.next() {
        None => 0,
        Some(part) => small(part.split(['.', ',']).next()?)?,
    };
    if parts.next().is_some() {
        return None;
    }
    let mut rest = rest.trim();
    for (mark, noon) in [("am", 0), ("a.m.", 0), ("pm", 12), ("p.m.", 12)] {
        if let Some(after) = rest.strip_prefix(mark) {
            (1..=12).contains(&hour).then_some(())?;
            hour = hour % 12 + noon;
            rest = after.trim();
            break;
        }
    }
    let offset = if rest.is_empty() { None } else { Some(zone(rest)?) };
    Some(Clock { hour, minute, second, offset })
}

/// Minutes east of UTC. Names are those that RFC 2822 defines; others mean different things in
/// different countries and are refused.
fn zone(text: &str) -> Option<i16> {
    let hours = match text {
        "z" | "ut" | "utc" | "gmt" => 0,
        "edt" => -4,
        "est" | "cdt" => -5,
        "cst" | "mdt" => -6,
        "mst" | "pdt" => -7,
        "pst" => -8,
        _ => {
            let text =
                text.strip_prefix("utc").or_else(|| text.strip_prefix("gmt")).unwrap_or(text);
            let (sign, digits) = match text.split_at_checked(1)? {
                ("+", digits) => (1, digits),
                ("-", digits) => (-1, digits),
                _ => return None,
            };
            let (hours, minutes) = match digits.split_once(':') {
                Some((hours, minutes)) => (hours, minutes),
                None => digits.split_at_checked(digits.len().min(2))?,
            };
            let minutes = if minutes.is_empty() { 0 } else { i16::from(small(minutes)?) };
            return (minutes < 60).then_some(sign * (i16::from(small(hours)?) * 60 + minutes));
        }
    };
    Some(hours * 60)
}

fn small(text: &str) -> Option<u8> {
    ((1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

fn number(text: &str) -> Option<u16> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::lenient;

    #[test]
    fn dates_as_they_are_written() {
        for (text, expected) in [
            ("2024-03-05", "2024-03-05"),
            ("2012-02-19 1:44:51 -0400", "2012-02-19T01:44:51-04:00"),
            ("2018-02-15 09:00:00 -0400", "2018-02-15T09:00:00-04:00"),
            ("2020-01-28T15:02:30.012000+00:00", "2020-01-28T15:02:30Z"),
            ("2022-08-18T12:00:00.000Z", "2022-08-18T12:00:00Z"),
            ("2024/3/5", "2024-03-05"),
            ("2024-03-05 14:30 UTC", "2024-03-05T14:30:00Z"),
            ("2024-03-05 14:30 +01", "2024-03-05T14:30:00+01:00"),
            ("Wed, 19 Feb 2014 01:44:51 -0400", "2014-02-19T01:44:51-04:00"),
            ("4 février 2022 à 09:30", "2022-02-04T09:30:00"),
            ("4 fe\u{301}vrier 2022 a\u{300} 09h30", "2022-02-04T09:30:00"),
            ("1er mai 2024", "2024-05-01"),
            ("vendredi 4 févr. 2022", "2022-02-04"),
            ("February 4, 2022 at 9:30 pm", "2022-02-04T21:30:00"),
            ("August 1st, 2022", "2022-08-01"),
            ("Feb 4, 2022, 12:05 AM EST", "2022-02-04T00:05:00-05:00"),
            ("14 juil. 2022 à 9h", "2022-07-14T09:00:00"),
        ] {
            assert_eq!(
                lenient(text).map(|date| date.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_date_or_could_be_two() {
        for text in [
            "",
            "2024-13-01",
            "05/03/2024",
            "17 octobre",
            "octobre 2022",
            "2022",
            "yesterday",
            "4 jui 2022",
            "32 mai 2022",
            "4 mai 2022 à midi",
            "2024-03-05 14:30 CET",
            "4th",
            "a",
            "2024-03-05 25:00",
            "2024--",
            "é",
            "2024-03-05 +",
            "2024-03-05 10:00 +é",
        ] {
            assert_eq!(lenient(text), None, "{text}");
        }
    }
}
