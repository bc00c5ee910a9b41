//! Which names are one, and what a file may be called.
//!
//! Two names are one where a reader sees no difference between them: after NFC, with every kind of
//! space and apostrophe alike, and without regard to capitals (`Sport` and `SPORT` were typed by
//! two people who meant the same). Accents, ligatures and punctuation tell names apart: `Marche`
//! and `Marché`, `C++` and `C#`. Only addresses are folded further ([`slug`](super::slug)).

use crate::model::is_device;
use icu_normalizer::ComposingNormalizerBorrowed;

/// What all spellings of a name have in common, and no other name.
#[must_use]
pub fn identity(name: &str) -> String {
    // By way of capitals, so that `ß` and `SS`, `ς` and `Σ` come out alike.
    let folded = nfc(name).to_uppercase().to_lowercase();
    let mut key = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            c if c.is_whitespace() => {
                if !key.is_empty() && !key.ends_with(' ') {
                    key.push(' ');
                }
            }
            // Turkish has two letters i, which in capitals are the other way round.
            '\u{307}' if key.ends_with('i') => {}
            c if is_invisible(c) => {}
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => key.push('\''),
            '\u{2010}' | '\u{2011}' => key.push('-'),
            c => key.push(c),
        }
    }
    let key = nfc(key.trim_end());
    if key.is_empty() { name.to_owned() } else { key }
}

/// A name without accents, for whoever types it without: never enough to say that two are one.
pub(super) fn unaccented(identity: &str) -> String {
    deunicode::deunicode(identity).to_lowercase().trim().to_owned()
}

/// One spelling for letters that have two (`é`, `e` and a combining accent).
#[must_use]
pub(crate) fn nfc(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

/// The same, and one spelling for letters that only look different.
pub(super) fn nfkc(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfkc().normalize(text).into_owned()
}

/// Soft hyphens, marks of direction and the like. Joiners stay: there are letters and pictures
/// that they change.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}')
}

/// A name for a file that every system can have: no character and no name that Windows keeps for
/// itself, no dot or space at its end.
#[must_use]
pub fn file_name(name: &str) -> String {
    let forbidden = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    let clean: String = nfc(name).chars().map(|c| if forbidden(c) { '-' } else { c }).collect();
    let clean = clean.trim_end_matches(['.', ' ']);
    // Windows looks at what stands before the first dot: `con.tar.gz` is the console.
    let (stem, rest) = clean.split_at(clean.find('.').unwrap_or(clean.len()));
    if clean.is_empty() {
        "file".to_owned()
    } else if is_device(&stem.trim_end().to_lowercase()) {
        format!("{}-1{rest}", stem.trim_end())
    } else {
        clean.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{file_name, identity};

    #[test]
    fn names_that_are_one() {
        for (a, b) in [
            ("Marché", "Marche\u{301}"),
            ("Sport", "SPORT"),
            ("Sport  et\u{a0}loisirs ", "sport et loisirs"),
            ("L’eau", "L'eau"),
            ("Straße", "STRASSE"),
            ("ΟΔΟΣ", "οδος"),
            ("İzmir", "İZMİR"),
            ("İzmir", "Izmir"),
            ("Saint\u{2011}Malo", "Saint-Malo"),
            ("Sou\u{ad}ve\u{200b}nir", "Souvenir"),
            ("❤\u{fe0f}", "❤"),
        ] {
            assert_eq!(identity(a), identity(b), "{a} {b}");
        }
    }

    #[test]
    fn names_that_are_two() {
        for (a, b) in [
            ("Marche", "Marché"),
            ("Pêche", "Péché"),
            ("C++", "C#"),
            ("C", "C++"),
            ("石油", "食油"),
            ("Lumière", "Lumiere+"),
            ("Groupe Côte", "Groupe Coté"),
            ("Cœur", "Coeur"),
            ("👩\u{200d}🚀", "👩🚀"),
            ("🌊", "🔥"),
            ("Αθήνα", "Αθηνά"),
            ("a b", "a-b"),
            ("ab", "a b"),
        ] {
            assert_ne!(identity(a), identity(b), "{a} {b}");
        }
        for text in ["\u{200b}", "", " "] {
            assert_eq!(identity(text), text, "a name of nothing is still itself");
        }
    }

    #[test]
    fn files_that_every_system_can_have() {
        for (name, expected) in [
            ("affiche.pdf", "affiche.pdf"),
            ("con.png", "con-1.png"),
            ("CON", "CON-1"),
            ("Aux.tar.gz", "Aux-1.tar.gz"),
            ("com¹.txt", "com¹-1.txt"),
            ("nul .txt", "nul-1.txt"),
            ("console.png", "console.png"),
            ("a:b?.png", "a-b-.png"),
            ("fin. . ", "fin"),
            ("...", "file"),
            ("e\u{301}te\u{301}.png", "été.png"),
            ("a\u{7}b", "a-b"),
        ] {
            assert_eq!(file_name(name), expected, "{name:?}");
        }
    }
}
