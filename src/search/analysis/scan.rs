//! The runs of letters and digits of a text, and what holds them together.

use super::fold::{fold_char, is_invisible, is_mark};
use super::letters::{is_alphanumeric, is_digit};
use super::number::{Number, number};
use super::{MAX_WORD, as_joint};
use std::ops::Range;

/// Stands for what joins a number to its unit: nothing.
pub(super) const GLUE: char = '\0';

/// What is written right behind a number and is a word of its own, folded. The single letters only
/// after decimals: 5G, 3M and 4K are names.
const UNITS: &str = "bn mn md mds mrd mio kg km cm mm ha kw mw gw kwh mwh gwh twh mo go ko gb mb tb eur usd gbp chf \
                     kt mt gt px hz khz mhz ghz min ml cl dl km2 m2 m3 h";
const LETTERS: &str = "m k g t l b";

/// A run of letters and digits inside a compound; an acronym with points is one too.
pub(super) struct Piece {
    pub(super) word: String,
    /// Its spelling for those who have no `ü`.
    pub(super) expanded: Option<String>,
    pub(super) range: Range<usize>,
    /// What stands between it and the next piece.
    pub(super) joined_by: Option<char>,
    acronym: bool,
}

pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

/// The length of the number with spaces or brackets in it that `text` begins with, if any: what a
/// query is not to be cut inside of.
#[must_use]
pub(crate) fn spaced_number(text: &str) -> Option<usize> {
    let begins = |c: char| c.is_ascii_digit() || c == '+' || c == '(';
    text.starts_with(begins).then(|| number(text).map(|number| number.length)).flatten()
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes to the next word; returns what was passed over.
    pub(super) fn seek(&mut self) -> Option<&'a str> {
        let length = self.rest().find(begins_word)?;
        let skipped = self.rest().get(..length);
        self.at += length;
        skipped
    }

    /// The number in groups that begins here, and where it begins.
    pub(super) fn number(&mut self) -> Option<(usize, Number)> {
        if !self.rest().starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        // With the sign or the bracket before it.
        let before = self.text.get(..self.at).unwrap_or_default();
        let before = before.len() - before.strip_suffix(['+', '(']).unwrap_or(before).len();
        let found = |start: usize| Some((start, number(self.text.get(start..)?)?));
        let (start, number) =
            if before > 0 { found(self.at - before) } else { None }.or_else(|| found(self.at))?;
        self.at = start + number.length;
        Some((start, number))
    }

    /// The run of pieces here that nothing but single joining characters separate.
    pub(super) fn compound(&mut self, pieces: &mut Vec<Piece>) {
        pieces.clear();
        while let Some(piece) = self.piece() {
            let before = pieces.last().and_then(|last| last.joined_by);
            pieces.push(piece);
            let Some(last) = pieces.last_mut() else { return };
            if last.joined_by == Some(GLUE) {
                continue;
            }
            if before == Some(GLUE) {
                break;
            }
            // The last point of U.S.-China.
            let point = usize::from(last.acronym && self.rest().starts_with('.'));
            let mut ahead = self.rest().get(point..).unwrap_or_default().chars();
            let (sign, next) = (ahead.next(), ahead.next());
            match (sign.and_then(as_joint), next) {
                (Some(joint), Some(next))
                    if begins_word(next)
                        && !stands_alone(next)
                        && joins(joint, before, &last.word, next) =>
                {
                    last.joined_by = Some(joint);
                    self.at += point + sign.map_or(0, char::len_utf8);
                }
                _ => break,
            }
        }
    }

    /// The run of letters and digits that starts here.
    fn piece(&mut self) -> Option<Piece> {
        let (start, text) = (self.at, self.text);
        if let Some(length) = acronym(self.rest()) {
            self.at += length;
            let mut word = String::with_capacity(length);
            let letters = self.text.get(start..self.at).unwrap_or_default().chars();
            letters.filter(|c| is_letter(*c)).for_each(|c| fold_char(c, &mut word));
            let range = start..self.at;
            return Some(Piece { word, expanded: None, range, joined_by: None, acronym: true });
        }
        let mut word = String::with_capacity(16);
        let (mut expands, mut joined_by) = (false, None);
        let mut number = true;
        for c in text.get(start..).unwrap_or_default().chars() {
            let inside = if word.is_empty() { begins_word(c) } else { continues_word(c) };
            if !inside || (stands_alone(c) && !word.is_empty()) {
                break;
            }
            let unit = number && !word.is_empty() && !c.is_ascii_digit() && self.is_unit(start);
            if unit || (word == "h" && c.is_ascii_digit() && self.follows_digit(start)) {
                joined_by = Some(GLUE);
                break;
            }
            number &= c.is_ascii_digit();
            expands |= !c.is_ascii() && expansion(c).is_some();
            self.at += c.len_utf8();
            if word.len() < MAX_WORD {
                fold_char(c, &mut word);
            }
            if stands_alone(c) {
                break;
            }
        }
        if self.at == start {
            return None;
        }
        while word.len() > MAX_WORD {
            word.pop();
        }
        let range = start..self.at;
        let expanded = text.get(range.clone()).filter(|_| expands).and_then(expand);
        let expanded = expanded.filter(|expanded| *expanded != word);
        Some(Piece { word, expanded, range, joined_by, acronym: false })
    }

    fn follows_digit(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        before.ends_with(|c: char| c.is_ascii_digit())
    }

    /// Whether what follows here is the unit of the number that starts at `start`.
    fn is_unit(&self, start: usize) -> bool {
        let mut unit = String::new();
        for c in self.rest().chars().take_while(|c| continues_word(*c)) {
            fold_char(c, &mut unit);
            if unit.len() > 3 {
                break;
            }
        }
        let before = self.text.get(..start).unwrap_or_default();
        let decimal = |before: &str| before.ends_with(|c: char| c.is_ascii_digit());
        let hour = unit.strip_prefix('h');
        UNITS.split(' ').any(|known| known == unit)
            || (LETTERS.split(' ').any(|known| known == unit)
                && before.strip_suffix(['.', ',']).is_some_and(decimal))
            || hour.is_some_and(|minutes| minutes.bytes().all(|b| b.is_ascii_digit()))
    }
}

/// The length of the acronym that `text` begins with: U.N., P.-D.G., without its last point.
fn acronym(text: &str) -> Option<usize> {
    let mut chars = text.chars().peekable();
    let (mut length, mut found) = (0, None);
    loop {
        let letter = chars.next().filter(|c| is_letter(*c) && !stands_alone(*c))?;
        length += letter.len_utf8();
        let point = chars.next();
        if !point.is_some_and(continues_word) && length > letter.len_utf8() {
            found = Some(length);
        }
        if point != Some('.') {
            return found;
        }
        length += 1;
        if let Some(hyphen) = chars.next_if(|c| as_joint(*c) == Some('-')) {
            // P.-D.G., but not C.-à-d.
            let mut ahead = chars.clone();
            if ahead.next().is_none() || ahead.next() != Some('.') {
                return found;
            }
            length += hyphen.len_utf8();
        }
        if !chars.peek().is_some_and(|c| is_letter(*c)) {
            return found;
        }
    }
}

/// What is written after the letter itself where there is no such letter, and whether `c` is only
/// the mark of it.
fn expansion(c: char) -> Option<(char, bool)> {
    match c {
        'ä' | 'ö' | 'ü' | 'ø' | 'Ä' | 'Ö' | 'Ü' | 'Ø' => Some(('e', false)),
        'å' | 'Å' => Some(('a', false)),
        '\u{308}' => Some(('e', true)),
        '\u{30A}' => Some(('a', true)),
        _ => None,
    }
}

/// The folded word as it is spelt without `ü`, `ö`, `ä`, `ø` and `å`: `mueller` for `Müller`.
fn expand(text: &str) -> Option<String> {
    let mut word = String::new();
    for c in text.chars() {
        fold_char(c, &mut word);
        match expansion(c) {
            Some((letter, mark)) if !mark || word.ends_with(['a', 'o', 'u']) => word.push(letter),
            _ => {}
        }
        if word.len() > MAX_WORD {
            return None;
        }
    }
    Some(word)
}

fn is_letter(c: char) -> bool {
    is_alphanumeric(c) && !is_digit(c)
}

fn begins_word(c: char) -> bool {
    is_alphanumeric(c) && !is_mark(c)
}

fn continues_word(c: char) -> bool {
    is_alphanumeric(c)
        || is_mark(c)
        || is_invisible(c)
        // Signs that belong to the syllable before them and are not letters themselves: virama and
        // nukta of the scripts of India, Thai tone marks.
        || matches!(u32::from(c), 0x900..=0xDFF | 0xE31..=0xE3A | 0xE47..=0xE4E)
}

/// Ideographs and kana are written without spaces; each is a word of its own, as in UAX #29.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c), 0x3041..=0x309F | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

/// Whether `joint` holds the pieces around it together. A point does, like a comma, between digits
/// (14,2).
fn joins(joint: char, before: Option<char>, last: &str, next: char) -> bool {
    let ends_in_digit = last.bytes().next_back().is_some_and(|b| b.is_ascii_digit());
    let digits = ends_in_digit && next.is_ascii_digit();
    match joint {
        '.' | ',' => digits,
        // 10,5-14,2
        '-' => !(digits && matches!(before, Some('.' | ','))),
        '&' => !ends_in_digit && last.chars().count() == 1,
        _ => true,
    }
}
