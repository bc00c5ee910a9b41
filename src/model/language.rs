//! Languages by their tags.

use nanoserde::{DeBin, SerBin};

/// A language tag in the form of BCP 47 (RFC 5646), in lower case: `fr`, `en`, `pt-br`.
///
/// Only the shape is checked (a primary subtag of 2 or 3 letters, then subtags of 1 to 8
/// letters and digits): which languages exist is not this crate's to say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, SerBin, DeBin)]
pub struct Language(String);

/// The direction in which a script is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SerBin, DeBin)]
pub enum Direction {
    /// Left to right, as French and English.
    Ltr,
    /// Right to left, as Arabic and Hebrew.
    Rtl,
}

// As the values of HTML's `dir` attribute.
super::named! {
    Direction { Ltr "ltr", Rtl "rtl" }
}

impl Direction {
    /// The direction of a text, by its first letters: what they say goes before a language that none of them is
    /// written in. `None` where there are no letters and no language.
    ///
    /// A text of a language read from the right begins there even with a foreign name; one of another language is
    /// read from the right where most of its letters are.
    #[must_use]
    pub fn of(text: &str, language: Option<&Language>) -> Option<Self> {
        const ENOUGH: usize = 1_000;
        let (mut ltr, mut rtl, mut first) = (0_u32, 0_u32, None);
        for side in text.chars().take(ENOUGH).filter_map(Self::of_letter) {
            first = first.or(Some(side));
            *(if side == Self::Rtl { &mut rtl } else { &mut ltr }) += 1;
        }
        let from_the_right = match language.map(Language::direction) {
            declared if first.is_none() => return declared,
            Some(Self::Rtl) => rtl > 0,
            Some(Self::Ltr) => rtl > ltr,
            None => rtl > ltr || first == Some(Self::Rtl),
        };
        Some(if from_the_right { Self::Rtl } else { Self::Ltr })
    }

    /// Of a letter; `None` of what stands in any text, such as digits and marks. By blocks of Unicode: the tables of its
    /// properties are some kilobytes.
    fn of_letter(letter: char) -> Option<Self> {
        match letter {
            'A'..='Z' | 'a'..='z' | '\u{200e}' => Some(Self::Ltr),
            // The digits that Arabic is written with.
            '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => None,
            // Hebrew, Arabic, Syriac, Thaana, N’Ko and their neighbours; their presentation forms.
            '\u{590}'..='\u{8ff}'
            | '\u{200f}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}' => Some(Self::Rtl),
            // Marks, punctuation, symbols, pictures.
            '\0'..='\u{bf}'
            | '×'
            | '÷'
            | '\u{300}'..='\u{36f}'
            | '\u{2000}'..='\u{2bff}'
            | '\u{3000}'..='\u{303f}'
            | '\u{fe00}'..='\u{fe6f}'
            | '\u{feff}'..='\u{ff20}'
            | '\u{1f000}'..='\u{1faff}' => None,
            _ => Some(Self::Ltr),
        }
    }
}

impl Language {
    /// Accepts a tag in any case, with `-` or `_` between its subtags.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        let tag = tag.trim_matches(|c: char| c.is_ascii_whitespace());
        let tag = tag.replace('_', "-").to_ascii_lowercase();
        let mut subtags = tag.split('-');
        let primary = subtags.next()?;
        let primary_fits =
            (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
        let rest_fits = subtags
            .all(|s| (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric()));
        (primary_fits && rest_fits && tag.len() <= 35).then_some(Self(tag))
    }

    /// The primary subtag: `pt` of `pt-br`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The direction of the script that the language is usually written in.
    #[must_use]
    pub fn direction(&self) -> Direction {
        match self.primary() {
            "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ks" | "nqo" | "ps" | "sd" | "syr"
            | "ug" | "ur" | "yi" => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }
}

super::string_newtype!(Language);

#[cfg(test)]
mod tests {
    use super::{Direction, Language};

    #[test]
    fn tags_are_checked_by_shape() {
        for (tag, expected) in [
            ("fr", Some("fr")),
            ("FR", Some("fr")),
            ("en_CA", Some("en-ca")),
            (" pt-BR\n", Some("pt-br")),
            ("zh-Hant-TW", Some("zh-hant-tw")),
            ("", None),
            ("f", None),
            ("french", None),
            ("fr-", None),
            ("12", None),
            ("fr ca", None),
        ] {
            assert_eq!(Language::new(tag).as_ref().map(Language::as_str), expected, "{tag:?}");
        }
    }

    #[test]
    fn direction_follows_the_letters() {
        use Direction::{Ltr, Rtl};
        for (text, language, expected) in [
            ("Le port rouvre", None, Some(Ltr)),
            ("הנמל נפתח מחדש", None, Some(Rtl)),
            ("إعادة فتح الميناء", Some("fr"), Some(Rtl)),
            ("« 2024 » : הנמל", None, Some(Rtl)),
            ("١٢٣ — 45 😀", None, None),
            ("١٢٣ — 45 😀", Some("he"), Some(Rtl)),
            ("", Some("fr"), Some(Ltr)),
            // A foreign name at the beginning, or more.
            ("Google Cloud تعلن عن", Some("ar"), Some(Rtl)),
            ("Google تعلن عن خدمة", None, Some(Rtl)),
            ("שלום est un mot", Some("fr"), Some(Ltr)),
            ("שלום est un mot", None, Some(Rtl)),
            // A language that none of it is in.
            ("Le port rouvre", Some("ar"), Some(Ltr)),
            ("Порт открыт", Some("he"), Some(Ltr)),
            ("港口重新开放", None, Some(Ltr)),
        ] {
            let language = language.and_then(Language::new);
            assert_eq!(Direction::of(text, language.as_ref()), expected, "{text}");
        }
    }

    #[test]
    fn direction_follows_the_primary_subtag() {
        let direction = |tag| Language::new(tag).unwrap().direction();
        assert_eq!(direction("ar-EG"), Direction::Rtl);
        assert_eq!(direction("fr"), Direction::Ltr);
    }
}
