//! The words of the interface, in each of its languages.
//!
//! One struct of messages and one file per language: a message that is missing does not
//! compile. Dates, numbers and plurals follow each language's own rules. Knows neither the
//! browser nor its locale data, so that pages come out the same wherever they are made.

mod english;
mod french;
mod numbers;
pub mod typography;

use crate::model::{Date, Language, MediaKind, Month, State};
use crate::search::{Facet, Sort};

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

/// Everything that the interface says. Of the crate alone, so that the compiler names what nobody says.
#[derive(Debug)]
pub struct Messages {
    // The frame of every page.
    pub(crate) skip_to_content: &'static str,
    pub(crate) skip_to_results: &'static str,
    pub(crate) skip_to_filters: &'static str,
    pub(crate) interface_language: &'static str,
    pub(crate) theme: &'static str,
    pub(crate) theme_auto: &'static str,
    pub(crate) theme_light: &'static str,
    pub(crate) theme_dark: &'static str,
    pub(crate) newsroom: &'static str,
    pub(crate) about: &'static str,
    pub(crate) follow: &'static str,
    pub(crate) people: &'static str,
    pub(crate) made_with: &'static str,
    pub(crate) licences: &'static str,
    pub(crate) built_from: fn(u32) -> String,

    // Searching and filtering.
    pub(crate) search_label: &'static str,
    pub(crate) search_placeholder: &'static str,
    pub(crate) clear_search: &'static str,
    pub(crate) filters: &'static str,
    pub(crate) show_filters: fn(usize) -> String,
    pub(crate) topics: &'static str,
    pub(crate) facet: fn(Facet) -> &'static str,
    pub(crate) year: &'static str,
    pub(crate) with_media: &'static str,
    pub(crate) with_contact: &'static str,
    pub(crate) with_attachment: &'static str,
    /// What so many values of a facet are called; of the years without one.
    pub(crate) values: fn(Option<Facet>, usize) -> &'static str,
    /// Patterns for `fill`: a number, and what that many are called.
    pub(crate) show_more_of: &'static str,
    pub(crate) find_among: &'static str,
    pub(crate) show_fewer: &'static str,
    pub(crate) show_results: fn(u32) -> String,
    pub(crate) chosen: &'static str,
    pub(crate) remove: fn(&str) -> String,
    pub(crate) clear_all: &'static str,
    pub(crate) sort: &'static str,
    pub(crate) sort_by: fn(Sort) -> &'static str,
    pub(crate) results: fn(u32) -> String,
    /// So many stories, which are so many texts.
    pub(crate) stories: fn(u32, u32) -> String,
    pub(crate) versions_counted: &'static str,
    pub(crate) like: fn(u32) -> String,
    pub(crate) shown_of: fn(u32, u32) -> String,
    pub(crate) show_more: fn(u32) -> String,
    /// The way to so many releases that hold only some of the words, and their heading.
    pub(crate) partly: fn(u32) -> String,
    pub(crate) only_partly: &'static str,
    pub(crate) undated: &'static str,
    /// What the front page begins with.
    pub(crate) lead: &'static str,
    /// A pattern for `fill`: two names, and how many there are besides.
    pub(crate) and_others: &'static str,
    pub(crate) period: fn(Month, Month) -> String,

    // How a query was understood: patterns for `fill`.
    pub(crate) understood: &'static str,
    pub(crate) quoted: &'static str,
    pub(crate) exactly: &'static str,
    pub(crate) in_title: &'static str,
    pub(crate) without: &'static str,
    pub(crate) or: &'static str,
    pub(crate) named: &'static str,
    pub(crate) no_such: &'static str,
    pub(crate) since: &'static str,
    pub(crate) up_to: &'static str,
    pub(crate) beginning: &'static str,
    pub(crate) too_common: &'static str,
    pub(crate) given_up: &'static str,
    /// That no release has all of a sentence.
    pub(crate) any_words: &'static str,
    pub(crate) nowhere: &'static str,
    pub(crate) in_no_such_order: &'static str,
    pub(crate) cut_query: &'static str,
    pub(crate) corrected: &'static str,
    pub(crate) search_help: &'static str,
    pub(crate) search_help_intro: &'static str,
    pub(crate) query_language: &'static [(&'static str, &'static str)],

    // The timeline.
    pub(crate) timeline: &'static str,
    pub(crate) timeline_label: &'static str,
    pub(crate) timeline_peak: &'static str,
    pub(crate) from: &'static str,
    pub(crate) until: &'static str,
    pub(crate) first_month: &'static str,
    pub(crate) last_month: &'static str,
    pub(crate) in_figures: &'static str,
    pub(crate) total: &'static str,

    // Nothing found.
    pub(crate) nothing_found: &'static str,
    pub(crate) nothing_found_advice: &'static str,
    pub(crate) drop_filter: fn(&str, u32) -> String,
    /// Before and after what may have been meant.
    pub(crate) did_you_mean: (&'static str, &'static str),
    pub(crate) search_without_filters: &'static str,
    pub(crate) unavailable_words: &'static str,

    // Following: feeds.
    /// What a feed is, in two sentences.
    pub(crate) follow_intro: &'static str,
    pub(crate) follow_none: &'static str,
    pub(crate) everything: &'static str,
    pub(crate) opml: &'static str,
    pub(crate) feed_of_list: &'static str,
    pub(crate) all_feeds: &'static str,

    // Whom to reach.
    pub(crate) duty: &'static str,
    pub(crate) spokespeople: &'static str,
    pub(crate) spokespeople_absent: &'static str,
    pub(crate) named_contacts: &'static str,
    pub(crate) named_contacts_absent: &'static str,
    pub(crate) vcard: &'static str,

    // A release.
    pub(crate) untitled: &'static str,
    pub(crate) no_text: &'static str,
    pub(crate) topics_of: &'static str,
    pub(crate) also_in: &'static str,
    pub(crate) issuer_absent: &'static str,
    pub(crate) date_absent: &'static str,
    pub(crate) distributor_absent: &'static str,
    pub(crate) provenance: &'static str,
    pub(crate) sent: &'static str,
    pub(crate) distributed_by: &'static str,
    pub(crate) printed_by: &'static str,
    pub(crate) first_appeared: &'static str,
    pub(crate) modified: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) language: &'static str,
    pub(crate) language_absent: &'static str,
    pub(crate) rights: &'static str,
    pub(crate) identifier: &'static str,
    pub(crate) state: fn(State) -> &'static str,
    pub(crate) state_on: fn(State, &str) -> String,
    pub(crate) note_absent: &'static str,
    pub(crate) what_changed: fn(Option<&str>) -> String,
    pub(crate) what_changed_legend: &'static str,
    pub(crate) contacts: &'static str,
    pub(crate) contacts_absent: &'static str,
    pub(crate) about_issuer: &'static str,
    pub(crate) media: &'static str,
    pub(crate) media_promised: fn(&str) -> String,
    pub(crate) full_size: &'static str,
    /// What is known of a file: the names of facts, and that one is not.
    pub(crate) alt: &'static str,
    pub(crate) credit: &'static str,
    pub(crate) licence: &'static str,
    pub(crate) pixels: &'static str,
    pub(crate) file: &'static str,
    pub(crate) not_stated: &'static str,
    pub(crate) captions: &'static str,
    pub(crate) transcript: &'static str,
    pub(crate) download: &'static str,
    /// Patterns for `fill`: the host of a file; the place of so many; sizes; a count.
    pub(crate) elsewhere: &'static str,
    pub(crate) place_of: &'static str,
    pub(crate) previous_picture: &'static str,
    pub(crate) next_picture: &'static str,
    pub(crate) download_all: &'static str,
    pub(crate) zip_too_large: &'static str,
    pub(crate) zip_done: &'static str,
    pub(crate) zip_failed: &'static str,
    pub(crate) media_kind: fn(MediaKind) -> &'static str,
    pub(crate) exhibits: &'static str,
    pub(crate) all_of_them: &'static str,
    pub(crate) list_pictures: &'static str,
    pub(crate) kits: &'static str,
    pub(crate) gathered: &'static str,
    pub(crate) image_elsewhere: fn(&str) -> String,
    pub(crate) image_no_alt: &'static str,
    pub(crate) attachments: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) copy_failed: &'static str,
    pub(crate) copy_link: &'static str,
    pub(crate) print: &'static str,
    pub(crate) reading: &'static str,
    pub(crate) larger_text: &'static str,
    pub(crate) smaller_text: &'static str,
    pub(crate) wider_lines: &'static str,
    pub(crate) refined_typography: &'static str,
    pub(crate) mark_found: &'static str,
    pub(crate) back_to_list: &'static str,
    pub(crate) previous_in_list: &'static str,
    pub(crate) next_in_list: &'static str,
    pub(crate) related: &'static str,
    pub(crate) same_quotation: &'static str,
    pub(crate) same_text: &'static str,
    pub(crate) same_topic: &'static str,
    pub(crate) same_issuer: &'static str,
    pub(crate) same_words: &'static str,

    // Waiting and failing.
    pub(crate) loading: &'static str,
    pub(crate) not_found: &'static str,
    pub(crate) not_found_advice: &'static str,
    pub(crate) set_missing: &'static str,
    pub(crate) set_missing_advice: &'static str,
    pub(crate) set_broken: &'static str,
    pub(crate) set_broken_advice: &'static str,
    pub(crate) set_other_version: &'static str,
    pub(crate) set_other_version_advice: &'static str,
    pub(crate) text_missing: &'static str,
    pub(crate) text_missing_advice: &'static str,
    pub(crate) part_missing: &'static str,
    pub(crate) part_missing_advice: &'static str,
    pub(crate) empty_newsroom: &'static str,
    pub(crate) details: &'static str,
    pub(crate) try_again: &'static str,
    pub(crate) go_home: &'static str,

    // Saving, offline, without scripts.
    pub(crate) saved: &'static str,
    pub(crate) save: &'static str,
    pub(crate) no_longer_save: &'static str,
    pub(crate) nothing_saved: &'static str,
    pub(crate) saved_here: &'static str,
    pub(crate) export_saved: &'static str,
    pub(crate) import_saved: &'static str,
    pub(crate) saved_unreadable: &'static str,
    pub(crate) offline: &'static str,
    pub(crate) offline_unknown: &'static str,
    pub(crate) offline_not: &'static str,
    pub(crate) offline_failed: &'static str,
    pub(crate) update_there: &'static str,
    pub(crate) show_update: &'static str,
    /// That the viewer did not wake, on a page that can be read.
    #[cfg_attr(
        not(feature = "native"),
        expect(dead_code, reason = "pages say it, in their own scripts")
    )]
    pub(crate) asleep: &'static str,
    pub(crate) needs_scripts: &'static str,
    pub(crate) the_others: &'static str,
    pub(crate) keep_all: fn(&str) -> String,
    pub(crate) offline_keeping: fn(&str, &str) -> String,
    pub(crate) offline_all: fn(&str) -> String,

    // The keyboard.
    pub(crate) shortcuts: &'static str,
    pub(crate) shortcut_list: &'static [(&'static str, &'static str)],
    pub(crate) shortcuts_on: &'static str,
    pub(crate) close: &'static str,

    // Dates and numbers.
    /// A number in groups of three digits.
    pub number: fn(u64) -> String,
    pub(crate) date: fn(&Date) -> String,
    pub(crate) short_date: fn(&Date) -> String,
    pub(crate) date_time: fn(&Date) -> String,
    pub(crate) month: fn(Month) -> String,
    pub(crate) short_month: fn(u8) -> &'static str,
    pub(crate) language_name: fn(&str) -> Option<&'static str>,
    pub(crate) size: fn(u64) -> String,
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
