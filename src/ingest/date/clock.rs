//! The time of a date, with its zone.

use super::{
    day::Day,
    words::{Cursor, Token, small},
    zone,
};
use crate::model::Clock;

const NOT_UNDERSTOOD: &str = "what stands after the day is not understood as a time";
const MIDNIGHT: &str = "midnight ends one day and begins another, and nobody can tell which";

/// The time that is written beside a day: none, one that is sure, or why it is not.
pub(super) fn read(tokens: &[Token], day: &Day) -> Result<Option<Clock>, &'static str> {
    let mut cursor = Cursor::new(tokens);
    let given = cursor;
    cursor.pass(&["a", "at", "the"], &[',', '-', '|', '*', ';', ':', '@']);
    let basic = cursor.word(&["t"]).is_some();
    if cursor.is_empty() || is_only_a_zone(given) {
        return Ok(None);
    }
    let (hour, minute, second) = hands(&mut cursor, basic)?;
    let (hour, minute, second) = (part_of_day(&mut cursor, hour)?, minute, second);
    match (hour, minute, second) {
        (24, 0, 0) => return Err(MIDNIGHT),
        (0..24, 0..60, 0..=60) => {}
        _ => return Err("there is no such time"),
    }
    cursor.pass(&[], &[',']);
    let offset = zone::read(cursor, day, (hour, minute))?;
    let clock = Clock { hour, minute, second, offset };
    if is_no_leap_second(&clock) { Err("there is no such second") } else { Ok(Some(clock)) }
}

/// Whether a time is at a second 60 where none can have been: leap seconds end a day of UTC.
pub(super) fn is_no_leap_second(clock: &Clock) -> bool {
    let minutes = i16::from(clock.hour) * 60 + i16::from(clock.minute);
    let at_end = clock.offset.is_some_and(|offset| (minutes - offset).rem_euclid(1440) == 1439);
    clock.second == 60 && !at_end
}

/// The `Z` or `+02:00` that XML puts after a day.
fn is_only_a_zone(mut cursor: Cursor<'_>) -> bool {
    if cursor.word(&["z"]).is_none() {
        let zone = cursor.sign(&['+']).and_then(|_| cursor.small());
        if zone.is_none() || cursor.sign(&[':']).is_none() || cursor.small().is_none() {
            return false;
        }
    }
    cursor.is_empty()
}

/// Hour, minute and second as they are written.
fn hands(cursor: &mut Cursor<'_>, basic: bool) -> Result<(u8, u8, u8), &'static str> {
    const NOON: [&str; 3] = ["midi", "noon", "midday"];
    const MIDNIGHTS: [&str; 2] = ["minuit", "midnight"];
    const HOURS: [&str; 8] = ["h", "heure", "heures", "hr", "hrs", "hour", "hours", "uhr"];
    const MINUTES: [&str; 5] = ["min", "mn", "m", "minute", "minutes"];
    if cursor.word(&NOON).is_some() {
        return Ok((12, half_or_quarter(cursor).unwrap_or(0), 0));
    }
    if cursor.word(&MIDNIGHTS).is_some() {
        return Err(MIDNIGHT);
    }
    let digits = cursor.number().ok_or(NOT_UNDERSTOOD)?;
    let mut after = *cursor;
    let is_hundreds = basic || after.word(&HOURS).is_some() || zone::begins(after);
    if is_hundreds && matches!(digits.len(), 4 | 6) {
        // `1430 GMT`, and the basic form of ISO 8601.
        let pair = |at: usize| digits.get(at..at + 2).map_or(Some(0), small);
        *cursor = after;
        return pair(0)
            .zip(pair(2))
            .zip(pair(4))
            .map(|((h, m), s)| (h, m, s))
            .ok_or(NOT_UNDERSTOOD);
    }
    let hour = small(digits).ok_or(NOT_UNDERSTOOD)?;
    if cursor.word(&MIDNIGHTS).is_some() {
        return Err(MIDNIGHT);
    }
    if hour == 12 && cursor.word(&NOON).is_some() {
        return Ok((12, 0, 0));
    }
    if cursor.word(&HOURS).is_some() {
        let minute = half_or_quarter(cursor).or_else(|| cursor.small());
        if minute.is_some() {
            cursor.word(&MINUTES);
        }
        return Ok((hour, minute.unwrap_or(0), 0));
    }
    if let Some(sign) = cursor.sign(&[':', '.']) {
        let two = |digits: &&str| digits.len() == 2;
        let minute = cursor.peek_number().filter(two).and_then(small).ok_or(NOT_UNDERSTOOD)?;
        cursor.skip();
        let mut second = 0;
        if cursor.sign(&[sign]).is_some() {
            second = cursor.small().ok_or(NOT_UNDERSTOOD)?;
            let mut fraction = *cursor;
            if fraction.sign(&['.', ',']).is_some() && fraction.number().is_some() {
                *cursor = fraction;
            }
        }
        // `12:00 noon`; midnight is no surer for being written twice.
        if (hour, minute) == (12, 0) && cursor.word(&NOON).is_none() {
            cursor.word(&MIDNIGHTS).map_or(Ok(()), |_| Err(MIDNIGHT))?;
        }
        return Ok((hour, minute, second));
    }
    let halved = cursor.peek_word().is_some_and(|word| matches!(word, "am" | "pm"));
    halved.then_some((hour, 0, 0)).ok_or(NOT_UNDERSTOOD)
}

/// The minutes of `et demie` and `et quart`.
fn half_or_quarter(cursor: &mut Cursor<'_>) -> Option<u8> {
    let parts = [("et demie", 30), ("et demi", 30), ("et quart", 15)];
    parts.into_iter().find_map(|(words, minutes)| cursor.phrase(words).then_some(minutes))
}

/// The hour by the clock of 24, where a part of the day is named.
fn part_of_day(cursor: &mut Cursor<'_>, hour: u8) -> Result<u8, &'static str> {
    // How hours are counted in the part, and the hours of 24 that may be in it anyway.
    let parts = [
        ("am", 0),
        ("du matin", 0),
        ("in the morning", 0),
        ("pm", 12),
        ("de l apres midi", 12),
        ("du soir", 12),
        ("in the afternoon", 12),
        ("in the evening", 12),
    ];
    let named = parts.into_iter().find(|(words, _)| cursor.phrase(words));
    match named {
        None => Ok(hour),
        Some((_, noon)) if (1..=12).contains(&hour) => Ok(hour % 12 + noon),
        Some((_, 0)) if hour == 0 => Ok(0),
        Some((_, 12)) if (13..24).contains(&hour) => Ok(hour),
        Some(_) => Err("there is no such time"),
    }
}
