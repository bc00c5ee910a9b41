//! The words of the interface, in each of its languages.
//!
//! A list of names ([`Messages`]) and a file of texts per language: a text that is missing does not
//! compile. Dates, numbers and plurals follow each language's own rules (`grammar.rs`). Knows neither
//! the browser nor its locale data, so that pages come out the same wherever they are made.
//!
//! The tools have the texts of all languages in them. The viewer has none: it is told those of the
//! reader's language before it starts ([`Interface::learn`]), and those of another when the reader wants it.

pub mod desk;
mod grammar;
mod messages;
mod numbers;
pub mod reading;
#[cfg(feature = "tools")]
mod tools;
pub mod typography;

use crate::model::Language;
pub use messages::Messages;
use std::sync::OnceLock;
#[cfg(feature = "tools")]
pub use tools::ToolMessages;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Interface {
    /// Français.
    #[default]
    French,
    /// English.
    English,
}

impl Interface {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// The language of a tag such as `fr` or `en-GB`, if the interface speaks it.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        let language = Language::new(tag)?;
        Self::ALL.into_iter().find(|interface| interface.tag() == language.primary())
    }

    /// Its BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// Its name in itself.
    #[must_use]
    pub(crate) fn endonym(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
        }
    }

    /// Its words; of one that was not [learnt](Self::learn), none.
    #[must_use]
    pub fn messages(self) -> &'static Messages {
        self.words().get_or_init(|| Messages::of(self, own(self)))
    }

    /// Whether its words are there.
    #[must_use]
    pub fn is_spoken(self) -> bool {
        cfg!(feature = "tools") || self.words().get().is_some()
    }

    /// Learns the words of a language: its tag, then its texts, a line each. Which language that is; `None` if it is not
    /// the whole of one.
    pub fn learn(words: String) -> Option<Self> {
        let (tag, texts) = words.split_once('\n')?;
        let interface = Self::ALL.into_iter().find(|interface| interface.tag() == tag)?;
        if texts.split('\n').count() != messages::COUNT + 1 {
            return None;
        }
        let texts = texts.to_owned().leak();
        // Who knows them already knows the same.
        let _ = interface.words().set(Messages::of(interface, texts));
        Some(interface)
    }

    fn words(self) -> &'static OnceLock<Messages> {
        static FRENCH: OnceLock<Messages> = OnceLock::new();
        static ENGLISH: OnceLock<Messages> = OnceLock::new();
        match self {
            Self::French => &FRENCH,
            Self::English => &ENGLISH,
        }
    }
}

/// The texts that a language has in the program.
#[cfg(feature = "tools")]
fn own(interface: Interface) -> &'static str {
    let lines = messages::file(interface).lines().skip(1);
    let texts: Vec<&str> = lines.filter_map(|line| Some(line.split_once(": ")?.1)).collect();
    texts.join("\n").leak()
}

/// None: see `Interface::learn`.
#[cfg(not(feature = "tools"))]
fn own(_: Interface) -> &'static str {
    ""
}

/// A message with its gaps, each a `_`, filled in order. Messages that need no grammar are such
/// patterns rather than functions, which cost readers a hundred bytes each.
#[must_use]
pub fn fill(pattern: &str, values: &[&str]) -> String {
    let mut text = String::new();
    for (place, piece) in pattern.split('_').enumerate() {
        let before = place.checked_sub(1).and_then(|gap| values.get(gap));
        text.push_str(before.copied().unwrap_or_default());
        text.push_str(piece);
    }
    text
}

/// The pairs of a text.
pub(crate) fn pairs(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.split('|').filter_map(|pair| pair.split_once('='))
}

#[cfg(test)]
mod tests {
    use super::{Interface, fill};
    use crate::model::Date;

    #[test]
    fn gaps_are_filled_in_order() {
        assert_eq!(fill("_: “_”.", &["a", "b_"]), "a: “b_”.");
        assert_eq!(fill("_ _", &["a"]), "a ");
        assert_eq!(fill("", &["a"]), "");
    }

    #[test]
    fn tags() {
        assert_eq!(Interface::new("en-GB"), Some(Interface::English));
        assert_eq!(Interface::new("FR"), Some(Interface::French));
        assert_eq!(Interface::new("de"), None);
        assert_eq!(Interface::new(""), None);
    }

    #[test]
    fn dates_follow_each_language() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let (french, english) = (Interface::French.messages(), Interface::English.messages());
        for (text, fr, en) in [
            ("2024-03-01", "1er mars 2024", "1 March 2024"),
            (
                "2021-10-17T09:05:00+02:00",
                "17 octobre 2021 à 9\u{a0}h\u{a0}05 (UTC+2)",
                "17 October 2021 at 09:05 (UTC+2)",
            ),
            (
                "2021-10-17T14:00:00Z",
                "17 octobre 2021 à 14\u{a0}h (UTC)",
                "17 October 2021 at 14:00 (UTC)",
            ),
            ("2021-10-17T00:00:00Z", "17 octobre 2021", "17 October 2021"),
            (
                "2021-10-17T00:01:00Z",
                "17 octobre 2021 à 0\u{a0}h\u{a0}01 (UTC)",
                "17 October 2021 at 00:01 (UTC)",
            ),
            ("2021-10-17T14:00", "17 octobre 2021 à 14\u{a0}h", "17 October 2021 at 14:00"),
            (
                "2021-10-17T14:00:00-03:30",
                "17 octobre 2021 à 14\u{a0}h (UTC−3:30)",
                "17 October 2021 at 14:00 (UTC−3:30)",
            ),
        ] {
            assert_eq!(french.date_time(&date(text)), fr);
            assert_eq!(english.date_time(&date(text)), en);
        }
    }

    #[test]
    fn plurals_follow_each_language() {
        let (french, english) = (Interface::French.messages(), Interface::English.messages());
        for (count, fr, en) in [
            (0, "0 communiqué", "0 releases"),
            (1, "1 communiqué", "1 release"),
            (2, "2 communiqués", "2 releases"),
            (4252, "4\u{202f}252 communiqués", "4,252 releases"),
        ] {
            assert_eq!(french.results(count), fr);
            assert_eq!(english.results(count), en);
        }
    }
}
