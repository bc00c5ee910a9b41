//! The day of a date, however it is written.

use super::words::{Cursor, Token, month_named, small, weekday_named};

/// What the first of `04/02/2022` is, where nothing in the numbers tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Day,
    Month,
    Unknown,
}

/// A day as it was written, and what is written after it. Whether there is such a day is not
/// asked here.
pub(super) struct Day {
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
    /// 0 for Monday to 6.
    pub(super) weekday: Option<u8>,
    /// Whether the year was written with two digits.
    pub(super) short: bool,
    /// The time, if any.
    pub(super) rest: Vec<Token>,
}

/// Why no day can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    NotADate,
    /// Nobody can tell which number is the month.
    EitherWay,
    /// Three numbers, and none of them is a whole year.
    ShortYear,
    /// A year of three digits or of more than four.
    OddYear,
}

/// Words that may stand before a day and say nothing that is needed.
const BEFORE: [&str; 14] = [
    "le",
    "du",
    "ce",
    "the",
    "on",
    "date",
    "publie",
    "publiee",
    "paru",
    "parue",
    "envoye",
    "published",
    "posted",
    "released",
];
const ORDINALS: [&str; 8] = ["er", "ier", "e", "eme", "st", "nd", "rd", "th"];
const OF: [&str; 3] = ["de", "d", "of"];
const HOURS: [&str; 3] = ["h", "heure", "heures"];

/// Finds the day, with the time before or after it.
pub(super) fn find(tokens: &[Token], order: Order) -> Result<Day, Refusal> {
    let found = at_start(tokens, order);
    if !matches!(found, Err(Refusal::NotADate)) {
        return found;
    }
    // `Brest, le 4 mai 2022`: the place that a communiqué is written from.
    let words = tokens.iter().take_while(|token| matches!(token, Token::Word(_))).count();
    let mut after = Cursor::new(tokens.get(words..).unwrap_or_default());
    if words > 0 && after.sign(&[',']).is_some() && after.peek_word() == Some("le") {
        return at_start(after.rest, order);
    }
    // `14 h 30, le 4 mai 2022`, `9:30 a.m. on May 4, 2022`: the day has to end the text.
    (1..tokens.len().min(10))
        .filter_map(|at| {
            let (time, day) = tokens.split_at(at);
            let day = at_start(day, order).ok().filter(|day| day.rest.is_empty())?;
            let is_time = matches!(super::clock::read(time, &day), Ok(Some(_)));
            is_time.then(|| Day { rest: time.to_vec(), ..day })
        })
        .next()
        .ok_or(Refusal::NotADate)
}

fn at_start(tokens: &[Token], order: Order) -> Result<Day, Refusal> {
    let mut cursor = Cursor::new(tokens);
    cursor.pass(&BEFORE, &[':']);
    let mut weekday = None;
    if let Some(named) = cursor.peek_word().and_then(weekday_named)
        && !begins_with_march(cursor)
    {
        cursor.skip();
        cursor.pass(&BEFORE, &[',', '-']);
        weekday = Some(named);
    }
    let mut day = match cursor.peek_number() {
        Some(first) => number_first(cursor, first, order)?,
        None => month_first(cursor)?,
    };
    day.weekday = day.weekday.or(weekday);
    Ok(day)
}

/// `Mar 5, 2024` is in March and `mar. 5 juin 2024` is a Tuesday.
fn begins_with_march(mut cursor: Cursor<'_>) -> bool {
    if cursor.word(&["mar"]).is_none() {
        return false;
    }
    cursor.pass(&BEFORE, &[',']);
    let is_day = cursor.small().is_some();
    cursor.pass(&ORDINALS, &[]);
    let numeric = cursor.sign(&['/', '-', '.']).is_some();
    let month = cursor.peek_word().and_then(month_named).is_some();
    !(is_day && (numeric || month))
}

fn number_first(mut cursor: Cursor<'_>, first: &str, order: Order) -> Result<Day, Refusal> {
    cursor.skip();
    if let (8, Some((year, rest))) = (first.len(), first.split_at_checked(4)) {
        let (month, day) = rest.split_at(2);
        return built(year, small(month), small(day), cursor);
    }
    cursor.pass(&ORDINALS, &[]);
    let sign = cursor.sign(&['-', '/', '.']);
    if let (Some(sign), Some(second)) = (sign, cursor.peek_number()) {
        cursor.skip();
        cursor.sign(&[sign]).ok_or(Refusal::NotADate)?;
        let third = cursor.number().ok_or(Refusal::NotADate)?;
        return numeric([first, second, third], sign, order, cursor);
    }
    cursor.pass(&OF, &[]);
    let month = cursor.peek_word().and_then(month_named).ok_or(Refusal::NotADate)?;
    cursor.skip();
    cursor.pass(&OF, &[',', '-', '/', '.']);
    let third = cursor.number().ok_or(Refusal::NotADate)?;
    if first.len() == 4 {
        return built(first, Some(month), small(third), cursor);
    }
    if is_hour(third, cursor) {
        return Err(Refusal::NotADate);
    }
    built(third, Some(month), small(first), cursor)
}

/// `2024-05-04`, `04/05/2024`, `04.05.2024`.
fn numeric(
    [first, second, third]: [&str; 3],
    sign: char,
    order: Order,
    cursor: Cursor<'_>,
) -> Result<Day, Refusal> {
    let (a, b, c) = (small(first), small(second), small(third));
    match (a, b, c) {
        (None, Some(month), Some(day)) => return built(first, Some(month), Some(day), cursor),
        (Some(_), Some(_), Some(_)) => return Err(Refusal::ShortYear),
        _ => {}
    }
    let (Some(a), Some(b), None) = (a, b, c) else { return Err(Refusal::NotADate) };
    // Dots are written where the day comes first, and only there.
    let day_first = sign == '.' || a > 12 || a == b || (order == Order::Day && b <= 12);
    let month_first = !day_first && (b > 12 || order == Order::Month);
    match (day_first, month_first) {
        (true, _) => built(third, Some(b), Some(a), cursor),
        (_, true) => built(third, Some(a), Some(b), cursor),
        _ => Err(Refusal::EitherWay),
    }
}

/// `May 4, 2024`, and the `May  4 09:00:00 2024` of programs.
fn month_first(mut cursor: Cursor<'_>) -> Result<Day, Refusal> {
    let month = cursor.peek_word().and_then(month_named).ok_or(Refusal::NotADate)?;
    cursor.skip();
    cursor.pass(&["the"], &['-', '/', ',']);
    let day = cursor.small().ok_or(Refusal::NotADate)?;
    cursor.pass(&ORDINALS, &[]);
    cursor.pass(&OF, &['-', '/', ',', '.']);
    let first = cursor.peek_number().ok_or(Refusal::NotADate)?;
    let mut after = cursor;
    after.skip();
    if !is_hour(first, after) {
        return built(first, Some(month), Some(day), after);
    }
    // The time stands between: the year is the first number of four digits that no sign is before.
    let is_year = |at: &usize| {
        let signed = at.checked_sub(1).and_then(|before| cursor.rest.get(before));
        matches!(&cursor.rest[*at], Token::Number(digits) if digits.len() == 4)
            && !matches!(signed, Some(Token::Sign('+' | '-')))
    };
    let at = (0..cursor.rest.len()).find(is_year).ok_or(Refusal::NotADate)?;
    let (time, year) = cursor.rest.split_at(at);
    let mut found = built("2000", Some(month), Some(day), Cursor::new(&[]))?;
    if let Some((Token::Number(digits), rest)) = year.split_first() {
        found.year = digits.parse().map_err(|_| Refusal::NotADate)?;
        found.rest = [time, rest].concat();
    }
    Ok(found)
}

/// Whether a number is the hour of a time, by what comes after it.
fn is_hour(digits: &str, mut after: Cursor<'_>) -> bool {
    digits.len() <= 2 && (after.word(&HOURS).is_some() || after.sign(&[':']).is_some())
}

fn built(
    year: &str,
    month: Option<u8>,
    day: Option<u8>,
    mut cursor: Cursor<'_>,
) -> Result<Day, Refusal> {
    let (month, day) = (month.ok_or(Refusal::NotADate)?, day.ok_or(Refusal::NotADate)?);
    let (year, short) = match year.len() {
        4 => (year.parse().map_err(|_| Refusal::NotADate)?, false),
        // As RFC 2822 (4.3) reads years of two digits.
        2 => {
            let year: u16 = year.parse().map_err(|_| Refusal::NotADate)?;
            (if year < 50 { 2000 + year } else { 1900 + year }, true)
        }
        1 => return Err(Refusal::NotADate),
        _ => return Err(Refusal::OddYear),
    };
    // `4 mai 2024 (samedi)`.
    let mut ahead = cursor;
    ahead.pass(&[], &[',', '(']);
    let weekday = ahead.peek_word().and_then(weekday_named);
    if weekday.is_some() {
        ahead.skip();
        ahead.pass(&[], &[')']);
        cursor = ahead;
    }
    Ok(Day { year, month, day, weekday, short, rest: cursor.rest.to_vec() })
}
