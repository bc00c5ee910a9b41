//! From text to the words that are indexed and searched.
//!
//! [`tokens`] yields words with the bytes they came from, folded ([`fold`]): without case, accents
//! or ligatures. French elision is undone (`l’emploi` is `emploi`), and a word of several parts
//! (`porte-monnaie`, `O’Brien`, `U.N.E.S.C.O.`, `14,2`) is there whole as well as in parts.
//! [`Stems`] finds the forms of a word. The same code reads documents, queries and the text to
//! highlight, which is why the three always agree.

mod fold;
mod stem;

pub use fold::{fold, fold_char};
pub use stem::Stems;

use std::ops::Range;

/// A folded word is cut at this many bytes: longer ones are data, not words.
pub const MAX_WORD: usize = 64;

/// A compound of more parts than this is indexed in parts only: `2024-03-05-12-30` is no word.
const MAX_PARTS: usize = 4;

/// Articles and particles that lose their vowel before another word, folded, in French.
const ELIDED: &[&str] = &[
    "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu",
];

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The folded word: never empty, at most [`MAX_WORD`] bytes.
    pub word: String,
    /// The bytes of the text that it came from.
    pub range: Range<usize>,
    /// Its place in the text, counted in words. A compound has the place of its first part.
    pub position: u32,
    /// Whether this is a compound whose parts are also there, just after it.
    pub compound: bool,
}

/// Whether a folded word is one that loses its vowel before another: the `l` of `l’emploi`.
#[must_use]
pub fn is_elided(word: &str) -> bool {
    ELIDED.contains(&word)
}

/// The words of `text`, in order.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 6);
    let mut scan = Scanner { text, at: 0 };
    let mut position = 0;
    let mut pieces = Vec::new();
    while scan.compound(&mut pieces).is_some() {
        // Nearly every word is a compound of one.
        let single = pieces.len() == 1;
        if let Some(piece) = single.then(|| pieces.pop()).flatten() {
            if !piece.word.is_empty() {
                let Piece { word, range, .. } = piece;
                found.push(Token { word, range, position, compound: false });
                position += 1;
            }
            continue;
        }
        emit(&pieces, &mut position, &mut found);
    }
    found
}

/// A run of letters and digits inside a compound.
struct Piece {
    word: String,
    range: Range<usize>,
    /// What stands between it and the next piece.
    joined_by: Option<char>,
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next run of pieces that nothing but single joining characters separate.
    fn compound(&mut self, pieces: &mut Vec<Piece>) -> Option<()> {
        let skipped = self.rest().find(begins_word)?;
        self.at += skipped;
        pieces.clear();
        while let Some(piece) = self.piece() {
            let before = pieces.last().and_then(|last| last.joined_by);
            pieces.push(piece);
            let mut ahead = self.rest().chars();
            let joint = ahead.next().and_then(as_joint);
            let next = ahead.next();
            let last = pieces.last_mut()?;
            match (joint, next) {
                (Some(joint), Some(next))
                    if begins_word(next)
                        && !stands_alone(next)
                        && joins(joint, before, &last.word, next, ahead.next()) =>
                {
                    last.joined_by = Some(joint);
                    self.at += self.rest().chars().next().map_or(0, char::len_utf8);
                }
                _ => break,
            }
        }
        Some(())
    }

    /// The run of letters and digits that starts here.
    fn piece(&mut self) -> Option<Piece> {
        let (start, text) = (self.at, self.text);
        let mut word = String::with_capacity(16);
        for c in text.get(start..).unwrap_or_default().chars() {
            let inside = if word.is_empty() { begins_word(c) } else { continues_word(c) };
            if !inside || (stands_alone(c) && !word.is_empty()) {
                break;
            }
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
        Some(Piece { word, range: start..self.at, joined_by: None })
    }
}

fn begins_word(c: char) -> bool {
    c.is_alphanumeric() && !fold::is_mark(c)
}

fn continues_word(c: char) -> bool {
    c.is_alphanumeric()
        || fold::is_mark(c)
        || fold::is_invisible(c)
        // Signs that belong to the syllable before them and are not letters themselves: virama and
        // nukta of the scripts of India, Thai tone marks.
        || matches!(u32::from(c), 0x900..=0xDFF | 0xE31..=0xE3A | 0xE47..=0xE4E)
}

/// Ideographs and kana are written without spaces; each is a word of its own, as in UAX #29.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c), 0x3041..=0x309F | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

/// The joining characters, each kind as one.
fn as_joint(c: char) -> Option<char> {
    match c {
        '\'' | '’' | 'ʼ' | '‘' | '＇' | '`' | '´' => Some('\''),
        '-' | '‐' | '‑' => Some('-'),
        '.' | ',' | '&' | '_' => Some(c),
        _ => None,
    }
}

/// Whether `joint` holds the pieces around it together. A point does between single letters
/// (U.N.) and, like a comma, between digits (14,2).
fn joins(joint: char, before: Option<char>, last: &str, next: char, after: Option<char>) -> bool {
    let ends_in_digit = last.bytes().next_back().is_some_and(|b| b.is_ascii_digit());
    let one_letter = last.chars().count() == 1 && !ends_in_digit;
    let digits = ends_in_digit && next.is_ascii_digit();
    match joint {
        '.' if before.is_none_or(|joint| joint == '.') => {
            digits || (one_letter && next.is_alphabetic() && !after.is_some_and(continues_word))
        }
        '.' | ',' => digits,
        '&' => one_letter,
        _ => true,
    }
}

fn emit(pieces: &[Piece], position: &mut u32, found: &mut Vec<Token>) {
    let falls_away = |index: usize, piece: &Piece| {
        let apostrophe = |piece: &Piece| piece.joined_by == Some('\'');
        let follows = |piece: Option<&Piece>| piece.is_some_and(apostrophe);
        let before = index.checked_sub(1).and_then(|before| pieces.get(before));
        // The article of l’emploi, and the s of Canada’s.
        (apostrophe(piece) && is_elided(&piece.word)) || (follows(before) && piece.word == "s")
    };
    let parts: Vec<&Piece> = pieces
        .iter()
        .enumerate()
        .filter(|(index, piece)| !piece.word.is_empty() && !falls_away(*index, piece))
        .map(|(_, piece)| piece)
        .collect();
    let acronym = parts.len() > 1
        && parts.iter().all(|part| part.word.chars().count() == 1)
        && pieces.iter().any(|piece| piece.joined_by == Some('.'))
        && !parts.iter().any(|part| part.word.bytes().all(|b| b.is_ascii_digit()));
    let whole = (parts.len() > 1 && (acronym || parts.len() <= MAX_PARTS)).then(|| join(&parts));
    if let (Some(word), Some(first), Some(last)) = (whole, parts.first(), parts.last()) {
        let range = first.range.start..last.range.end;
        if word.len() <= MAX_WORD {
            found.push(Token { word, range, position: *position, compound: !acronym });
            if acronym {
                *position += 1;
                return;
            }
        }
    }
    for part in parts {
        let (word, range) = (part.word.clone(), part.range.clone());
        found.push(Token { word, range, position: *position, compound: false });
        *position += 1;
    }
}

/// The compound as one word: a decimal number keeps a point, all others are written together, so
/// that `e-mail` and `email` are the same.
fn join(parts: &[&Piece]) -> String {
    let mut word = String::new();
    for (index, part) in parts.iter().enumerate() {
        word.push_str(&part.word);
        if index + 1 < parts.len() && matches!(part.joined_by, Some('.' | ',')) {
            let digits = |part: &Piece| part.word.bytes().all(|b| b.is_ascii_digit());
            if parts.iter().all(|part| digits(part)) {
                word.push('.');
            }
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::{MAX_WORD, tokens};
    use proptest::prelude::*;

    #[test]
    fn words_of_a_text() {
        for (text, expected) in [
            ("", ""),
            ("L’emploi d'abord", "emploi abord"),
            ("jusqu’à l’État", "a etat"),
            ("aujourd’hui", "aujourdhui aujourd hui"),
            ("quelqu’un", "quelquun quelqu un"),
            ("Canada’s don't", "canada dont don t"),
            ("O’Brien", "obrien o brien"),
            ("porte-monnaie e‑mail", "portemonnaie porte monnaie email e mail"),
            ("U.N.E.S.C.O. and U.S. M. Dupont", "unesco and us m dupont"),
            ("R&D AT&T", "rd r d at t"),
            ("14,2 % de 1.5", "14.2 14 2 de 1.5 1 5"),
            ("fin.Début a.b.cd", "fin debut ab cd"),
            ("le 5.", "le 5"),
            ("l'avant-garde", "avantgarde avant garde"),
            ("東京 2024年", "東 京 2024 年"),
            ("हिन्दी", "हिन्दी"),
            ("co\u{AD}opération", "cooperation"),
            ("''--..", ""),
            ("l'", "l"),
            ("« l’ »", "l"),
        ] {
            let words: Vec<String> = tokens(text).into_iter().map(|token| token.word).collect();
            assert_eq!(words.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn compounds_share_the_place_of_their_first_part() {
        let found = tokens("un porte-monnaie vide");
        let places: Vec<(&str, u32, bool)> =
            found.iter().map(|t| (t.word.as_str(), t.position, t.compound)).collect();
        assert_eq!(
            places,
            [
                ("un", 0, false),
                ("portemonnaie", 1, true),
                ("porte", 1, false),
                ("monnaie", 2, false),
                ("vide", 3, false)
            ]
        );
    }

    proptest! {
        #[test]
        fn any_text_has_words_in_order_and_in_bounds(text in "\\PC{0,200}|[a-zé'’.\\-\u{301}\u{AD} 0-9,]{0,60}") {
            let mut start = 0;
            let mut position = 0;
            for token in tokens(&text) {
                prop_assert!(text.get(token.range.clone()).is_some());
                prop_assert!(token.range.start >= start && !token.range.is_empty());
                prop_assert!(token.position >= position);
                prop_assert!(!token.word.is_empty() && token.word.len() <= MAX_WORD);
                prop_assert_eq!(super::fold(&token.word), token.word.clone());
                (start, position) = (token.range.start, token.position);
            }
        }
    }
}
