//! What a text that is no date may still mean: who wrote `31.11.2031` wants nobody to read it before December, and who wrote
//! `demain, 18 h` not now.

use super::{
    YEARS, is_weekday,
    words::{self, Token},
};
use crate::model::Date;

/// Words of a day that is counted from today, or of one that is not known yet.
const AHEAD: [&str; 16] = [
    "demain",
    "tomorrow",
    "tonight",
    "soir",
    "prochain",
    "prochaine",
    "next",
    "bientot",
    "soon",
    "later",
    "venir",
    "confirmer",
    "confirmed",
    "tbd",
    "tba",
    "tbc",
];

/// Whether a text without a year says of a day or an hour that it is ahead, as far as anybody can tell.
pub(super) fn is_ahead(text: &str) -> bool {
    let tokens = words::tokens(text);
    let is_year = |token: &Token| matches!(token, Token::Number(digits) if digits.len() == 4);
    let says_so = |token: &Token| match token {
        Token::Word(word) => is_weekday(word) || AHEAD.contains(&word.as_str()),
        _ => false,
    };
    let is_hour = match tokens.as_slice() {
        [Token::Number(_), Token::Sign(':'), Token::Number(_), ..] => true,
        [Token::Number(_), Token::Word(word), ..] => word == "h",
        _ => false,
    };
    !tokens.iter().any(is_year) && (is_hour || tokens.iter().any(says_so))
}

/// The last day that the numbers of a text can mean; nothing where they name no year.
pub(super) fn of_numbers(text: &str) -> Option<Date> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let (long, short): (Vec<&str>, Vec<&str>) = numbers.partition(|digits| digits.len() > 2);
    let mut small: Vec<u8> = short.iter().filter_map(|digits| digits.parse().ok()).collect();
    let mut years = long.iter().filter_map(|digits| digits.parse().ok()).filter(is_year);
    let year = match (years.next(), years.next()) {
        (Some(year), None) => year,
        // A year of two digits stands last, and is one of these years rather than of the last century.
        (None, _) if small.len() == 3 => {
            let short = small.pop().filter(|short| (20..60).contains(short))?;
            2000 + u16::from(short)
        }
        _ => return None,
    };
    let [a, b] = match small.as_slice() {
        [a, b, ..] => [*a, *b],
        [month] if (1..=12).contains(month) => return after(year, *month),
        _ => return Date::new(year, 1, 1, None),
    };
    let either = [(a, b), (b, a)].into_iter().filter_map(|(m, d)| Date::new(year, m, d, None));
    either.max_by_key(Date::unix_seconds).or_else(|| after(year, a.min(b)))
}

/// The first day after a month; after the year where it has no such month.
pub(super) fn after(year: u16, month: u8) -> Option<Date> {
    match month {
        1..=11 => Date::new(year, month + 1, 1, None),
        _ => Date::new(year + 1, 1, 1, None),
    }
}

fn is_year(year: &u16) -> bool {
    YEARS.contains(year)
}
