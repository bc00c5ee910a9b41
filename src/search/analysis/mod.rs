//! From text to the words that are indexed and searched.
//!
//! [`tokens`] yields words with the bytes they came from, folded ([`fold`]): without case, accents
//! or ligatures. French elision is undone (`l’emploi` is `emploi`), and a word of several parts
//! (`porte-monnaie`, `O’Brien`, `L’Oréal`, `14,2`) is there whole as well as in parts. Numbers in
//! groups, telephone numbers and acronyms are one word each (`1 000`, `U.N.E.S.C.O.`). [`Stems`]
//! finds the forms of a word. The same code reads documents, queries and the text to highlight,
//! which is why the three always agree.

mod fold;
mod forms;
mod letters;
mod number;
mod scan;
mod stem;

pub use fold::fold;
pub use letters::is_alphanumeric;
pub(crate) use scan::spaced_number;
pub use stem::Stems;

use scan::{Piece, Scanner};
use std::ops::Range;

/// A folded word is cut at this many bytes: longer ones are data, not words.
pub(crate) const MAX_WORD: usize = 64;

/// Ends a paragraph, an item or a cell where text is made of blocks: no phrase reaches over it.
/// Two line ends do the same.
pub(crate) const BLOCK_END: char = '\u{2029}';

/// A compound of more parts than this is indexed in parts only: `2024-03-05-12-30` is no word.
const MAX_PARTS: usize = 4;

/// Articles and particles that lose their vowel before another word, folded, in French.
const ELIDED: &[&str] =
    &["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// Of those, the ones that names begin with: L’Oréal, d’Alembert, N’Djamena, M’Bappé, T’Pau.
const IN_NAMES: &[&str] = &["l", "d", "n", "m", "t"];

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The folded word: never empty, at most [`MAX_WORD`] bytes.
    pub word: String,
    /// The bytes of the text that it came from.
    pub range: Range<usize>,
    /// Its place in the text, counted in words. A compound has the place of its first part.
    pub position: u32,
    /// Whether this is another spelling of what is also there as words, at this place: a compound
    /// whose parts follow, a name with its article, `mueller` for `Müller`.
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
    let mut found = Found { text, all: Vec::with_capacity(text.len() / 6), position: 0 };
    let mut scan = Scanner::new(text);
    let mut pieces = Vec::new();
    while let Some(skipped) = scan.seek() {
        if ends_block(skipped) && !found.all.is_empty() {
            found.position += 1;
        }
        if let Some((start, number)) = scan.number() {
            let range = start..start + number.length;
            let whole = number.decimals.is_some();
            let mut parts = number.word.split('.');
            let (integer, fraction) = (parts.next().unwrap_or_default(), parts.next());
            if whole {
                found.push(number.word.clone(), range.clone(), true);
            }
            let decimals = number.decimals.unwrap_or(number.length..number.length);
            let end = if whole { start + decimals.start - 1 } else { range.end };
            found.word(integer.to_owned(), start..end);
            if let Some(fraction) = fraction {
                found.word(fraction.to_owned(), start + decimals.start..start + decimals.end);
            }
            continue;
        }
        scan.compound(&mut pieces);
        // Nearly every word is a compound of one.
        let single = pieces.len() == 1;
        if let Some(piece) = single.then(|| pieces.pop()).flatten() {
            found.piece(piece);
            continue;
        }
        found.together(std::mem::take(&mut pieces));
    }
    found.all
}

/// Whether what lies between two words ends a block.
fn ends_block(between: &str) -> bool {
    between.len() > 1
        && (between.chars().any(|c| c == BLOCK_END)
            || between.bytes().filter(|b| *b == b'\n').count() > 1)
}

/// The words found so far.
struct Found<'a> {
    text: &'a str,
    all: Vec<Token>,
    position: u32,
}

impl Found<'_> {
    fn push(&mut self, word: String, range: Range<usize>, compound: bool) {
        if !word.is_empty() && word.len() <= MAX_WORD {
            self.all.push(Token { word, range, position: self.position, compound });
        }
    }

    /// Adds a word with a place of its own.
    fn word(&mut self, word: String, range: Range<usize>) {
        self.push(word, range, false);
        self.position += 1;
    }

    fn piece(&mut self, piece: Piece) {
        if piece.word.is_empty() {
            return;
        }
        if let Some(expanded) = piece.expanded {
            self.push(expanded, piece.range.clone(), true);
        }
        self.word(piece.word, piece.range);
    }

    /// Adds what stands together. A number and its unit are two words: 1.2bn is 1.2 bn.
    fn together(&mut self, mut pieces: Vec<Piece>) {
        let glued = |piece: &Piece| piece.joined_by == Some(scan::GLUE);
        if let ([from, .., to], true) = (&pieces[..], pieces.iter().rev().skip(1).all(glued)) {
            let whole = pieces.iter().map(|piece| piece.word.as_str()).collect();
            self.push(whole, from.range.start..to.range.end, true);
        }
        while let Some(unit) = pieces.iter().position(glued) {
            let rest = pieces.split_off(unit + 1);
            self.compound(std::mem::replace(&mut pieces, rest));
        }
        self.compound(pieces);
    }

    /// Adds the pieces of a compound, with what they are together.
    fn compound(&mut self, pieces: Vec<Piece>) {
        let falls: Vec<bool> = (0..pieces.len()).map(|at| falls_away(&pieces, at)).collect();
        let first = falls.iter().position(|falls| !falls);
        let last = falls.iter().rposition(|falls| !falls);
        if let (Some(first), Some(last)) = (first, last) {
            let article = first.checked_sub(1).and_then(|before| pieces.get(before));
            if let (Some(article), Some(name)) = (article, pieces.get(first))
                && self.is_name(article, name)
            {
                let whole = [article.word.as_str(), &name.word].concat();
                self.push(whole, article.range.start..name.range.end, true);
            }
            let inside = pieces.get(first..=last).unwrap_or_default();
            let parts = falls.iter().filter(|falls| !**falls).count();
            if let ([from, .., to], 2..=MAX_PARTS) = (inside, parts) {
                self.push(join(inside), from.range.start..to.range.end, true);
            }
        }
        for (piece, falls) in pieces.into_iter().zip(falls) {
            if !falls {
                self.piece(piece);
            }
        }
    }

    /// Whether an elided article and the word behind it are a name, or the beginning of one:
    /// `L’Oréal`, `d’Alembert`. Before a consonant nothing is elided in French, so that `m’bappé` is
    /// one however it is written.
    fn is_name(&self, article: &Piece, name: &Piece) -> bool {
        let first = self.text.get(name.range.clone()).and_then(|text| text.chars().next());
        let capital = first.is_some_and(fold::is_capital) && name.word.len() > 3;
        let consonant = name.word.starts_with(|c: char| {
            c.is_ascii_lowercase() && !matches!(c, 'a' | 'e' | 'h' | 'i' | 'o' | 'u' | 'y')
        });
        IN_NAMES.contains(&article.word.as_str()) && (capital || (consonant && name.word.len() > 2))
    }
}

/// Whether a piece is no word: the article of l’emploi, the s of Canada’s.
fn falls_away(pieces: &[Piece], at: usize) -> bool {
    let apostrophe = |piece: &Piece| piece.joined_by == Some('\'');
    let before = at.checked_sub(1).and_then(|before| pieces.get(before));
    pieces.get(at).is_none_or(|piece| {
        piece.word.is_empty()
            || (apostrophe(piece) && is_elided(&piece.word))
            || (before.is_some_and(apostrophe) && piece.word == "s")
    })
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

/// The compound as one word: a decimal number keeps a point, all others are written together, so
/// that `e-mail` and `email` are the same.
fn join(parts: &[Piece]) -> String {
    let digits = |part: &Piece| part.word.bytes().all(|b| b.is_ascii_digit());
    let number = parts.iter().all(digits);
    let mut word = String::new();
    for (index, part) in parts.iter().enumerate() {
        word.push_str(&part.word);
        if number && index + 1 < parts.len() && matches!(part.joined_by, Some('.' | ',')) {
            word.push('.');
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
            ("jusqu’à l’État", "a letat etat"),
            ("L’Oréal, d’Ivoire, D’UN", "loreal oreal divoire ivoire un"),
            ("m’bappé c’était", "mbappe bappe etait"),
            ("presqu’île Val-d’Oise", "presquile presqu ile valdoise val oise"),
            ("l’O.N.U. P.-D.G. U.S.-China C.-à-d.", "onu pdg uschina us china c ad a d"),
            ("1 000 000,5 € +33 1 23 45 67 89", "1000000.5 1000000 5 0123456789"),
            ("1.2bn 20km 10h30-12h 5G", "1.2 1 2 bn 20km 20 km 10h30 10 h 30 12h 12 h 5g"),
            ("Müller Mu\u{308}ller Århus", "mueller muller mueller muller aarhus arhus"),
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
