//! The words of the interface, in each of its languages.
//!
//! One struct of messages and one file per language: a message that is missing does not
//! compile. Dates, numbers and plurals follow each language's own rules. Knows neither the
//! browser nor its locale data, so that pages come out the same wherever they are made.

mod english;
mod french;
mod numbers;
pub mod typography;

use crate::model::{Date, Language, Month, State};
use crate::search::{Facet, Sort};
pub use numbers::file_size;

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
    pub fn endonym(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
        }
    }

    /// Its words.
    #[must_use]
    pub fn messages(self) -> &'static Messages {
        match self {
            Self::French => &french::MESSAGES,
            Self::English => &english::MESSAGES,
        }
    }
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

/// Everything that the interface says.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is documented by the words it holds")]
pub struct Messages {
    // The frame of every page.
    pub skip_to_content: &'static str,
    pub interface_language: &'static str,
    pub theme: &'static str,
    pub theme_auto: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    pub newsroom: &'static str,
    pub about: &'static str,
    pub made_with: &'static str,
    pub licences: &'static str,
    pub contact_newsroom: &'static str,
    pub built_from: fn(u32) -> String,

    // Searching and filtering.
    pub search: &'static str,
    pub search_label: &'static str,
    pub search_placeholder: &'static str,
    pub clear_search: &'static str,
    pub filters: &'static str,
    pub show_filters: fn(usize) -> String,
    pub hide_filters: &'static str,
    pub topics: &'static str,
    pub facet: fn(Facet) -> &'static str,
    pub year: &'static str,
    pub with_media: &'static str,
    pub with_contact: &'static str,
    pub with_attachment: &'static str,
    pub show_all: fn(usize) -> String,
    pub show_fewer: &'static str,
    pub chosen: &'static str,
    pub remove: fn(&str) -> String,
    pub clear_all: &'static str,
    pub sort: &'static str,
    pub sort_by: fn(Sort) -> &'static str,
    pub results: fn(u32) -> String,
    pub shown_of: fn(u32, u32) -> String,
    pub show_more: fn(u32) -> String,
    /// The way to so many releases that hold only some of the words, and their heading.
    pub partly: fn(u32) -> String,
    pub only_partly: &'static str,
    pub undated: &'static str,
    pub period: fn(Month, Month) -> String,

    // How a query was understood: patterns for `fill`.
    pub understood: &'static str,
    pub quoted: &'static str,
    pub exactly: &'static str,
    pub in_title: &'static str,
    pub without: &'static str,
    pub or: &'static str,
    pub named: &'static str,
    pub no_such: &'static str,
    pub since: &'static str,
    pub up_to: &'static str,
    pub beginning: &'static str,
    pub too_common: &'static str,
    pub given_up: &'static str,
    /// That no release has all of a sentence.
    pub any_words: &'static str,
    pub nowhere: &'static str,
    pub in_no_such_order: &'static str,
    pub cut_query: &'static str,
    pub corrected: &'static str,
    pub search_help: &'static str,
    pub search_help_intro: &'static str,
    pub query_language: &'static [(&'static str, &'static str)],

    // The timeline.
    pub timeline: &'static str,
    pub timeline_label: &'static str,
    pub timeline_peak: &'static str,
    pub from: &'static str,
    pub until: &'static str,
    pub first_month: &'static str,
    pub last_month: &'static str,
    pub in_figures: &'static str,
    pub total: &'static str,

    // Nothing found.
    pub nothing_found: &'static str,
    pub nothing_found_advice: &'static str,
    pub drop_filter: fn(&str, u32) -> String,
    /// Before and after what may have been meant.
    pub did_you_mean: (&'static str, &'static str),
    pub search_without_filters: &'static str,
    pub unavailable_words: &'static str,

    // A release.
    pub untitled: &'static str,
    pub no_text: &'static str,
    pub topics_of: &'static str,
    pub also_in: &'static str,
    pub issuer: &'static str,
    pub issuer_absent: &'static str,
    pub date_absent: &'static str,
    pub distributor_absent: &'static str,
    pub provenance: &'static str,
    pub sent: &'static str,
    pub distributed_by: &'static str,
    pub printed_by: &'static str,
    pub first_appeared: &'static str,
    pub modified: &'static str,
    pub kind: &'static str,
    pub place: &'static str,
    pub language: &'static str,
    pub language_absent: &'static str,
    pub rights: &'static str,
    pub identifier: &'static str,
    pub state: fn(State) -> &'static str,
    pub state_on: fn(State, &str) -> String,
    pub what_changed: fn(Option<&str>) -> String,
    pub what_changed_legend: &'static str,
    pub contacts: &'static str,
    pub contacts_absent: &'static str,
    pub about_issuer: &'static str,
    pub media: &'static str,
    pub media_promised: fn(&str) -> String,
    pub full_size: &'static str,
    pub credit: fn(&str) -> String,
    pub licence: fn(&str) -> String,
    pub image_elsewhere: fn(&str) -> String,
    pub image_no_alt: &'static str,
    pub attachments: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub copy_failed: &'static str,
    pub copy_link: &'static str,
    pub print: &'static str,
    pub reading: &'static str,
    pub larger_text: &'static str,
    pub smaller_text: &'static str,
    pub wider_lines: &'static str,
    pub refined_typography: &'static str,
    pub back_to_list: &'static str,
    pub newer: &'static str,
    pub older: &'static str,
    pub previous_in_list: &'static str,
    pub next_in_list: &'static str,

    // Waiting and failing.
    pub loading: &'static str,
    pub not_found: &'static str,
    pub not_found_advice: &'static str,
    pub set_missing: &'static str,
    pub set_missing_advice: &'static str,
    pub set_broken: &'static str,
    pub set_broken_advice: &'static str,
    pub set_other_version: &'static str,
    pub set_other_version_advice: &'static str,
    pub part_missing: &'static str,
    pub part_missing_advice: &'static str,
    pub empty_newsroom: &'static str,
    pub details: &'static str,
    pub try_again: &'static str,
    pub go_home: &'static str,

    // Saving, offline, without scripts.
    pub saved: &'static str,
    pub save: &'static str,
    pub no_longer_save: &'static str,
    pub nothing_saved: &'static str,
    pub saved_here: &'static str,
    pub export_saved: &'static str,
    pub import_saved: &'static str,
    pub saved_unreadable: &'static str,
    pub offline: &'static str,
    pub offline_unknown: &'static str,
    pub offline_not: &'static str,
    pub offline_failed: &'static str,
    pub update_there: &'static str,
    pub show_update: &'static str,
    /// That the viewer did not wake, on a page that can be read.
    pub asleep: &'static str,
    pub needs_scripts: &'static str,
    pub the_others: &'static str,
    pub keep_all: fn(&str) -> String,
    pub offline_keeping: fn(&str, &str) -> String,
    pub offline_all: fn(&str) -> String,

    // The keyboard.
    pub shortcuts: &'static str,
    pub shortcut_list: &'static [(&'static str, &'static str)],
    pub shortcuts_on: &'static str,
    pub close: &'static str,

    // Dates and numbers.
    pub number: fn(u64) -> String,
    pub date: fn(&Date) -> String,
    pub short_date: fn(&Date) -> String,
    pub date_time: fn(&Date) -> String,
    pub month: fn(Month) -> String,
    pub short_month: fn(u8) -> &'static str,
    pub language_name: fn(&str) -> Option<&'static str>,
    pub size: fn(u64) -> String,
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
            ("2021-10-17T14:00", "17 octobre 2021 à 14\u{a0}h", "17 October 2021 at 14:00"),
            (
                "2021-10-17T14:00:00-03:30",
                "17 octobre 2021 à 14\u{a0}h (UTC−3:30)",
                "17 October 2021 at 14:00 (UTC−3:30)",
            ),
        ] {
            assert_eq!((french.date_time)(&date(text)), fr);
            assert_eq!((english.date_time)(&date(text)), en);
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
            assert_eq!((french.results)(count), fr);
            assert_eq!((english.results)(count), en);
        }
    }
}
