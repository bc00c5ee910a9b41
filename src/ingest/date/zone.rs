//! The zone of a time, by its number, its abbreviation or the place that keeps it.
//!
//! A name counts only if it means one thing everywhere: `CEST` does, `BST` (London, Dhaka) and
//! `IST` (Dublin, Jerusalem, Delhi) do not. Where a place keeps summer time, what it was on that
//! day is looked up in the tz database, which comes with the program.

use super::{
    day::Day,
    words::{Cursor, Token, small},
};
use jiff::{civil, tz};

const NOT_UNDERSTOOD: &str = "its zone is not one that means the same everywhere";
const CONTRADICTORY: &str = "two zones are named, and they differ";
const WRONG_SEASON: &str = "its zone was not in force on that day";

/// Abbreviations with their minutes east of UTC. Those of North America are as in RFC 2822 and, in
/// French, as in Canada. A third part names a place that keeps this time in summer: elsewhere on the
/// calendar the name is a slip, and nobody can tell which hour was meant.
const ABBREVIATIONS: &[(&str, i16, Option<&str>)] = &[
    ("z", 0, None),
    ("ut", 0, None),
    ("utc", 0, None),
    ("gmt", 0, None),
    ("tu", 0, None),
    ("wet", 0, None),
    ("west", 60, Some("Europe/Lisbon")),
    ("cet", 60, None),
    ("mez", 60, None),
    ("cest", 120, Some("Europe/Paris")),
    ("mesz", 120, Some("Europe/Berlin")),
    ("eet", 120, None),
    ("eest", 180, Some("Europe/Athens")),
    ("nst", -210, None),
    ("hnt", -210, None),
    ("ndt", -150, Some("America/St_Johns")),
    ("hat", -150, Some("America/St_Johns")),
    ("hna", -240, None),
    ("haa", -180, Some("America/Halifax")),
    ("est", -300, None),
    ("hne", -300, None),
    ("edt", -240, Some("America/New_York")),
    ("hae", -240, Some("America/Toronto")),
    ("cst", -360, None),
    ("hnc", -360, None),
    ("cdt", -300, Some("America/Chicago")),
    ("hac", -300, Some("America/Chicago")),
    ("mst", -420, None),
    ("hnr", -420, None),
    ("mdt", -360, Some("America/Denver")),
    ("har", -360, Some("America/Denver")),
    ("pst", -480, None),
    ("hnp", -480, None),
    ("pdt", -420, Some("America/Los_Angeles")),
    ("hap", -420, Some("America/Los_Angeles")),
];

/// Whose time `heure de …` and `… time` are.
const PLACES: &[(&[&str], &str)] = &[
    (&["paris", "france", "francaise", "metropole"], "Europe/Paris"),
    (&["europe centrale", "central european"], "Europe/Paris"),
    (&["bruxelles", "brussels", "belge", "belgique"], "Europe/Brussels"),
    (&["geneve", "geneva", "suisse", "zurich", "berne", "swiss"], "Europe/Zurich"),
    (&["luxembourg"], "Europe/Luxembourg"),
    (&["londres", "london", "uk", "british", "britannique"], "Europe/London"),
    (&["dublin", "irish"], "Europe/Dublin"),
    (&["berlin", "allemande", "german"], "Europe/Berlin"),
    (&["amsterdam"], "Europe/Amsterdam"),
    (&["madrid"], "Europe/Madrid"),
    (&["rome"], "Europe/Rome"),
    (&["lisbonne", "lisbon"], "Europe/Lisbon"),
    (&["athenes", "athens"], "Europe/Athens"),
    (&["montreal", "quebec", "ottawa", "toronto"], "America/Toronto"),
    (&["et", "he", "est", "eastern", "us eastern", "new york"], "America/New_York"),
    (&["ct", "central", "us central", "chicago"], "America/Chicago"),
    (&["mt", "rocheuses", "mountain", "us mountain", "denver"], "America/Denver"),
    (&["pt", "pacifique", "pacific", "us pacific", "los angeles"], "America/Los_Angeles"),
    (&["atlantique", "atlantic", "halifax"], "America/Halifax"),
    (&["guadeloupe"], "America/Guadeloupe"),
    (&["martinique"], "America/Martinique"),
    (&["guyane", "cayenne"], "America/Cayenne"),
    (&["reunion"], "Indian/Reunion"),
    (&["mayotte"], "Indian/Mayotte"),
    (&["noumea"], "Pacific/Noumea"),
    (&["papeete", "tahiti"], "Pacific/Tahiti"),
    (&["tokyo"], "Asia/Tokyo"),
    (&["alger"], "Africa/Algiers"),
    (&["tunis"], "Africa/Tunis"),
    (&["rabat", "casablanca"], "Africa/Casablanca"),
    (&["dakar"], "Africa/Dakar"),
    (&["abidjan"], "Africa/Abidjan"),
];

/// The areas that names of the tz database begin with.
const AREAS: [&str; 9] = [
    "africa",
    "america",
    "antarctica",
    "asia",
    "atlantic",
    "australia",
    "europe",
    "indian",
    "pacific",
];

/// Whether a zone comes next.
pub(super) fn begins(mut cursor: Cursor<'_>) -> bool {
    let word = cursor.peek_word().unwrap_or_default();
    ABBREVIATIONS.iter().any(|(name, ..)| *name == word) || cursor.sign(&['+']).is_some()
}

/// Minutes east of UTC, if a zone is all that is left; nothing if nothing is.
pub(super) fn read(
    mut cursor: Cursor<'_>,
    day: &Day,
    time: (u8, u8),
) -> Result<Option<i16>, &'static str> {
    let mut known: Option<i16> = None;
    let mut by_number = false;
    while !cursor.is_empty() {
        let enclosed = cursor.sign(&['(', '[']).is_some();
        let end = if enclosed {
            cursor.rest.iter().position(|token| matches!(token, Token::Sign(')' | ']')))
        } else {
            cursor.rest.iter().position(|token| matches!(token, Token::Sign('(' | '[')))
        };
        let (part, rest) = cursor.rest.split_at(end.unwrap_or(cursor.rest.len()));
        cursor.rest = if enclosed { rest.get(1..).unwrap_or_default() } else { rest };
        match one(Cursor::new(part), enclosed, day, time) {
            // What programs put in parentheses after a number only names it once more.
            Err(NOT_UNDERSTOOD) if enclosed && by_number => {}
            Err(reason) => return Err(reason),
            Ok(None) => {}
            Ok(Some(offset)) => {
                if known.is_some_and(|known| known != offset) {
                    return Err(CONTRADICTORY);
                }
                known = Some(offset);
                by_number |= part.iter().any(|token| matches!(token, Token::Number(_)));
            }
        }
    }
    Ok(known)
}

/// One zone; nothing for "local time", which says that none is meant.
fn one(
    mut cursor: Cursor<'_>,
    enclosed: bool,
    day: &Day,
    time: (u8, u8),
) -> Result<Option<i16>, &'static str> {
    let given = cursor;
    let zero = cursor.word(&["utc", "gmt", "ut", "z", "tu"]).is_some();
    if let Some(sign) = cursor.sign(&['+', '-']) {
        let offset = number(&mut cursor).filter(|_| cursor.is_empty()).ok_or(NOT_UNDERSTOOD)?;
        return Ok(Some(if sign == '-' { -offset } else { offset }));
    }
    if zero && cursor.is_empty() {
        return Ok(Some(0));
    }
    if let Some(area) = given.peek_word()
        && AREAS.contains(&area)
    {
        let name: Option<String> = given
            .rest
            .iter()
            .map(|token| match token {
                Token::Word(word) => Some(word.clone()),
                Token::Sign(sign) => Some(sign.to_string()),
                Token::Number(_) => None,
            })
            .collect();
        return at_place(&name.ok_or(NOT_UNDERSTOOD)?, None, day, time).map(Some);
    }
    let words: Option<Vec<&str>> = given
        .rest
        .iter()
        .map(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            _ => None,
        })
        .collect();
    named(&words.ok_or(NOT_UNDERSTOOD)?, enclosed, day, time)
}

/// `+2`, `+02`, `+0200`, `+02:00`: at most the 14 hours that the world is wide on one side.
fn number(cursor: &mut Cursor<'_>) -> Option<i16> {
    let digits = cursor.number()?;
    let (hours, minutes) = match digits.len() {
        4 => digits.split_at(2),
        1 | 2 if cursor.sign(&[':']).is_some() || cursor.word(&["h"]).is_some() => {
            (digits, cursor.number().unwrap_or("00"))
        }
        1 | 2 => (digits, "00"),
        _ => return None,
    };
    let (hours, minutes) = (i16::from(small(hours)?), i16::from(small(minutes)?));
    let offset = hours * 60 + minutes;
    (minutes < 60 && offset <= 14 * 60).then_some(offset)
}

/// `CEST`, `heure de Paris`, `Eastern Time`; in parentheses after a time `Paris` as well.
fn named(
    words: &[&str],
    enclosed: bool,
    day: &Day,
    time: (u8, u8),
) -> Result<Option<i16>, &'static str> {
    if let [word] = words
        && let Some((_, offset, summer)) = ABBREVIATIONS.iter().find(|(name, ..)| name == word)
    {
        let Some(place) = summer else { return Ok(Some(*offset)) };
        let in_force = at_place(place, None, day, time) == Ok(*offset);
        return in_force.then_some(Some(*offset)).ok_or(WRONG_SEASON);
    }
    const AROUND: [&str; 12] =
        ["heure", "heures", "time", "de", "du", "des", "d", "l", "la", "le", "the", "standard"];
    const SUMMER: [&str; 4] = ["ete", "summer", "daylight", "avancee"];
    const WINTER: [&str; 3] = ["hiver", "winter", "normale"];
    let season = if words.iter().any(|word| SUMMER.contains(word)) {
        Some(true)
    } else {
        words.iter().any(|word| WINTER.contains(word)).then_some(false)
    };
    let says =
        |word: &&str| !AROUND.contains(word) && !SUMMER.contains(word) && !WINTER.contains(word);
    let name: Vec<&str> = words.iter().copied().filter(says).collect();
    let spoken = words.iter().any(|word| matches!(*word, "heure" | "heures" | "time"));
    let name = name.join(" ");
    if spoken && matches!(name.as_str(), "local" | "locale" | "locales") {
        return Ok(None);
    }
    // Without "time" only the names of America's zones are names of zones.
    let is_short = matches!(name.as_str(), "et" | "he" | "ct" | "mt" | "pt");
    let place = PLACES.iter().find(|(names, _)| names.contains(&name.as_str()));
    match place.filter(|_| spoken || is_short || enclosed) {
        Some((_, place)) => at_place(place, season, day, time).map(Some),
        None => Err(NOT_UNDERSTOOD),
    }
}

/// Minutes east of UTC that a place kept at that time of its own clocks.
fn at_place(
    place: &str,
    summer: Option<bool>,
    day: &Day,
    (hour, minute): (u8, u8),
) -> Result<i16, &'static str> {
    let zone = tz::TimeZone::get(place).map_err(|_| NOT_UNDERSTOOD)?;
    let parts = (i16::try_from(day.year), i8::try_from(day.month), i8::try_from(day.day));
    let (Ok(year), Ok(month), Ok(date)) = parts else { return Err(NOT_UNDERSTOOD) };
    let (Ok(hour), Ok(minute)) = (i8::try_from(hour), i8::try_from(minute)) else {
        return Err(NOT_UNDERSTOOD);
    };
    let local =
        civil::DateTime::new(year, month, date, hour, minute, 0, 0).map_err(|_| NOT_UNDERSTOOD)?;
    let moment = zone
        .to_ambiguous_timestamp(local)
        .unambiguous()
        .map_err(|_| "clocks were changed at that hour, and nobody can tell which is meant")?;
    let info = zone.to_offset_info(moment);
    if summer.is_some_and(|summer| summer != info.dst().is_dst()) {
        return Err(WRONG_SEASON);
    }
    i16::try_from(info.offset().seconds() / 60).map_err(|_| NOT_UNDERSTOOD)
}
