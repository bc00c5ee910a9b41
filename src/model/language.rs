//! Languages by their tags.

/// A language tag in the form of BCP 47 (RFC 5646), in lower case: `fr`, `en`, `pt-br`.
///
/// Only the shape is checked (a primary subtag of 2 or 3 letters, then subtags of 1 to 8
/// letters and digits): which languages exist is not this crate's to say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

/// The direction in which a script is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right, as French and English.
    Ltr,
    /// Right to left, as Arabic and Hebrew.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
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
    fn direction_follows_the_primary_subtag() {
        let direction = |tag| Language::new(tag).unwrap().direction();
        assert_eq!(direction("ar-EG"), Direction::Rtl);
        assert_eq!(direction("fr"), Direction::Ltr);
    }
}
