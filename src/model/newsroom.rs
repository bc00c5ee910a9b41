//! The newsroom around the releases.

use super::{Contact, Language, Link, Logo, Signpost, Slug, Spokesperson};
use serde::Serialize;

/// What is said of the newsroom as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Newsroom {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it is, in a sentence or two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The publisher's site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home: Option<Link>,
    /// The languages it publishes in, the main one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// The one colour of what can be acted on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent: Option<Accent>,
    /// Whom to reach when a release names nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The number that is answered when nobody else is there.
    #[serde(skip)]
    pub duty: Option<String>,
    /// Who speaks for it. Not with the rest, which every reader gets at once: see `bundle::People`.
    #[serde(skip)]
    pub spokespeople: Vec<Spokesperson>,
    /// The topics declared, whether or not a release has them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// The identifier or slug of the release that the front page begins with. Not in a set: that has its number.
    #[serde(skip)]
    pub pinned: Option<String>,
    /// Its mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// Where the head and the foot of its pages lead: settled while publishing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Signpost>,
}

/// A subject, with its name in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Topic {
    /// Stable, in addresses.
    pub slug: Slug,
    /// At least one, and one for each language: see [`Topic::name`]. A list, since maps of many
    /// kinds cost every reader of the viewer some kilobytes each.
    pub labels: Vec<(Language, String)>,
    /// What it is about, in the languages in which the newsroom says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<(Language, String)>,
}

impl Topic {
    /// Gives it a name in a language, unless it has one there.
    pub fn name(&mut self, language: Language, label: String) {
        if !self.labels.iter().any(|(known, _)| *known == language) {
            self.labels.push((language, label));
        }
    }

    /// The name in `language`, else in any language, else the slug; with the language it is in.
    #[must_use]
    pub fn label(&self, language: &str) -> (&str, Option<&Language>) {
        let exact = self.labels.iter().find(|(l, _)| l.primary() == language);
        match exact.or_else(|| self.labels.first()) {
            Some((language, label)) => (label, Some(language)),
            None => (self.slug.as_str(), None),
        }
    }

    /// What it is about, in `language`, else in any; with the language it is in.
    #[must_use]
    pub fn description(&self, language: &str) -> Option<&(Language, String)> {
        let mut all = self.descriptions.iter();
        all.find(|(l, _)| l.primary() == language).or(self.descriptions.first())
    }
}

/// A colour as `#rrggbb`, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accent(String);

impl Accent {
    /// Accepts `#rgb` and `#rrggbb`.
    #[must_use]
    pub fn new(colour: &str) -> Option<Self> {
        let digits = colour.trim().strip_prefix('#')?.to_ascii_lowercase();
        let long = match digits.len() {
            3 => digits.chars().flat_map(|c| [c, c]).collect(),
            _ => digits,
        };
        let fits = long.len() == 6 && long.bytes().all(|b| b.is_ascii_hexdigit());
        fits.then(|| Self(format!("#{long}")))
    }

    /// Its red, green and blue.
    #[cfg(feature = "tools")]
    #[must_use]
    pub fn rgb(&self) -> [u8; 3] {
        let part = |at: usize| u8::from_str_radix(self.0.get(at..at + 2).unwrap_or("0"), 16);
        [1, 3, 5].map(|at| part(at).unwrap_or_default())
    }
}

super::string_newtype!(Accent);

#[cfg(test)]
mod tests {
    use super::Accent;

    #[test]
    fn colours() {
        for (given, expected) in [
            ("#ABC", Some("#aabbcc")),
            (" #0a5C7a", Some("#0a5c7a")),
            ("red", None),
            ("#12345", None),
            ("#ggg", None),
        ] {
            assert_eq!(Accent::new(given).as_ref().map(Accent::as_str), expected, "{given}");
        }
    }
}
