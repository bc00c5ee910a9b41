//! The interface in English.

use super::{Messages, numbers};
use crate::model::{Date, Month, State};
use crate::search::{Facet, Sort};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn number(n: u64) -> String {
    numbers::grouped(n, ',')
}

/// `n` with its noun, singular for 1 alone.
fn count(n: u64, singular: &str, plural: &str) -> String {
    format!("{} {}", number(n), if n == 1 { singular } else { plural })
}

fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

fn date(date: &Date) -> String {
    format!("{} {} {}", date.day, month_name(date.month), date.year)
}

fn month(month: Month) -> String {
    format!("{} {}", month_name(month.month), month.year)
}

pub(super) static MESSAGES: Messages = Messages {
    skip_to_content: "Skip to content",
    interface_language: "Interface language",
    theme: "Theme",
    theme_auto: "Automatic",
    theme_light: "Light",
    theme_dark: "Dark",
    newsroom: "Newsroom",
    about: "About",
    follow: "Follow",
    people: "Press contacts",
    licences: "Licences of the software in it",
    made_with: "Published with Kiosque: a folder of files, no server, no tracker.",
    built_from: |n| count(n.into(), "text published", "texts published"),

    search_label: "Search the releases",
    search_placeholder: "A word, a name, a place…",
    clear_search: "Clear the search",
    filters: "Filters",
    show_filters: |n| match n {
        0 => "Filter".to_owned(),
        n => format!("Filter ({n})"),
    },
    topics: "Topics",
    facet: |facet| match facet {
        Facet::Topic => "Topic",
        Facet::Issuer => "Issuer",
        Facet::Language => "Language",
        Facet::Place => "Place",
        Facet::Kind => "Kind",
        Facet::With => "With",
    },
    year: "Year",
    with_media: "Pictures and media",
    with_contact: "Press contact",
    with_attachment: "Attachments",
    show_all: |n| format!("Show all ({n})"),
    chosen: "Chosen filters",
    remove: |label| format!("Remove the filter {label}"),
    clear_all: "Clear all",
    sort: "Sort by",
    sort_by: |sort| match sort {
        Sort::Relevance => "Relevance",
        Sort::Newest => "Newest",
        Sort::Oldest => "Oldest",
    },
    results: |n| count(n.into(), "release", "releases"),
    stories: |stories, texts| {
        let stories = count(stories.into(), "release", "releases");
        format!("{stories}, {} with versions and copies", number(texts.into()))
    },
    versions_counted: ", versions and copies counted",
    nearly_the_same: |n| count(n.into(), "text nearly the same", "texts nearly the same"),
    like: |n| format!("and {n} like it"),
    shown_of: |shown, total| format!("{} of {} shown", number(shown.into()), number(total.into())),
    show_more: |n| match n {
        1 => "Show the last one".to_owned(),
        n => format!("Show {} more", number(n.into())),
    },
    partly: |n| match n {
        1 => "1 more holds only some of the words".to_owned(),
        n => format!("{} more hold only some of the words", number(n.into())),
    },
    only_partly: "Only some of the words",
    undated: "Date not stated",
    period: |from, to| match from == to {
        true => month(from),
        false => format!("{} – {}", month(from), month(to)),
    },

    understood: "Understood as:",
    quoted: "“_”",
    exactly: "exactly _",
    in_title: "_ in the title",
    without: "without _",
    or: " or ",
    named: "_: _",
    no_such: "none is called “_”",
    since: "since _",
    up_to: "up to _",
    beginning: "words that begin with _",
    too_common: "not required, being everywhere: _",
    any_words: "no release has all of _: those with most of it come first",
    given_up: "without _, which no release has together with the rest",
    nowhere: "in no release: _",
    in_no_such_order: "_ stands nowhere in this order: its words were searched",
    cut_query: "only its beginning is searched",
    corrected: "No release has _. These are the releases for",
    search_help: "How to search",
    search_help_intro: "Any text will do. Accents, capitals, plurals and slips of the finger are forgiven, and the word being typed stands for all that begin with it, until Enter ends it. To be more precise:",
    query_language: &[
        ("harbour energy", "both words; releases that have only one of them can be listed after"),
        ("\"recovery plan\"", "these words, in this order"),
        (
            "-works",
            "without this word; also before a phrase or a field, but before a digit it is a minus",
        ),
        ("harbour OR station", "one or the other"),
        ("(harbour OR station) \"at night\"", "brackets group"),
        ("title:budget", "in the title"),
        ("topic:health", "on this topic; part of its name will do"),
        ("issuer:\"city hall\"", "from this issuer"),
        ("lang:fr", "in this language"),
        ("place:\"Le Mans\"", "from this place"),
        ("kind:advisory", "of this kind, in the publisher’s words"),
        ("with:contact", "with a press contact; also with:media, with:attachment"),
        ("date:2024", "in this year or month (date:2024-03)"),
        ("date:2024-03..2024-06", "from one month to another"),
        ("after:2023-06", "in this month or later"),
        ("before:2023", "before this year or month"),
    ],

    timeline: "Releases per month",
    timeline_label: "Releases per month, _ to _",
    timeline_peak: "; most in _: _",
    from: "From",
    until: "to",
    first_month: "first month",
    last_month: "last month",
    in_figures: "In figures",
    total: "Total",

    follow_intro: "A feed is an address that a feed reader looks at: every new release arrives there by itself, without \
                   signing up or giving an e-mail address. Copy the address of a feed into yours.",
    follow_none: "This newsroom has no feeds.",
    everything: "All releases",
    opml: "All feeds in one file (OPML)",
    feed_of_list: "Feed to follow:",
    all_feeds: "All feeds",

    duty: "Duty phone",
    spokespeople: "Spokespeople",
    spokespeople_absent: "This newsroom names no spokespeople.",
    named_contacts: "Contacts of the releases",
    named_contacts_absent: "No release names a contact.",
    vcard: "vCard",

    nothing_found: "No release matches",
    nothing_found_advice: "Check the spelling, try a shorter word or remove a filter.",
    drop_filter: |label, n| {
        format!("Without “{label}”: {}", count(n.into(), "release", "releases"))
    },
    did_you_mean: ("Did you mean ", "?"),
    search_without_filters: "Search without filters",
    unavailable_words: "Part of the index could not be read. Could not be looked up: _.",

    untitled: "Untitled release",
    no_text: "This release has no text.",
    topics_of: "Topics",
    also_in: "Other language",
    issuer_absent: "Issuer not stated",
    date_absent: "Date not stated",
    distributor_absent: "Distributor not stated",
    provenance: "Provenance",
    sent: "Sent",
    distributed_by: "Distributed by",
    printed_by: "Printed on",
    first_appeared: "Original address",
    modified: "Modified",
    kind: "Kind",
    language: "Language",
    language_absent: "Language not stated",
    rights: "Rights",
    identifier: "Identifier",
    state: |state| match state {
        State::Corrected => "Corrected",
        State::Updated => "Updated",
        State::Withdrawn => "Withdrawn",
    },
    state_on: |state, date| match state {
        State::Corrected => format!("Release corrected on {date}"),
        State::Updated => format!("Release updated on {date}"),
        State::Withdrawn => format!("Release withdrawn on {date}"),
    },
    what_changed: |date| match date {
        Some(date) => format!("What changed since the text of {date}"),
        None => "What changed since an earlier text".to_owned(),
    },
    what_changed_legend: "Struck through: removed. Underlined: added.",
    contacts: "Press contacts",
    contacts_absent: "No contact is given for this release.",
    about_issuer: "About the issuer",
    media: "Pictures and media",
    media_promised: |topic| {
        format!("The topic “{topic}” announces media, but none comes with this release.")
    },
    full_size: "Full size",
    credit: |credit| format!("Credit: {credit}"),
    licence: |licence| format!("Licence: {licence}"),
    image_elsewhere: |host| format!("Picture hosted elsewhere: {host}"),
    image_no_alt: "Picture without a description",
    attachments: "Attachments",
    copy: "Copy",
    copied: "Copied",
    copy_failed: "Copying did not work.",
    copy_link: "Copy link",
    print: "Print",
    reading: "Reading comfort",
    larger_text: "Larger text",
    smaller_text: "Smaller text",
    wider_lines: "Wider line spacing",
    refined_typography: "Refined typography",
    back_to_list: "Back to the list",
    previous_in_list: "Previous in the list",
    next_in_list: "Next in the list",
    related: "Related",
    same_quotation: "Same words quoted: ",
    same_text: "Partly the same text",
    same_topic: "Same topic: ",
    same_issuer: "Same issuer",
    same_words: "Words in common: ",

    loading: "Loading…",
    not_found: "This page does not exist",
    not_found_advice: "The release may have been removed, or the address is incomplete. The search will find it if it is still published.",
    set_missing: "The releases cannot be found",
    set_missing_advice: "The file “set/set.json” is not beside this page. If you publish this site, upload the site’s folder “set” too.",
    set_broken: "The releases cannot be read",
    set_broken_advice: "A file of the folder “set” is cut short or damaged. If you publish this site, upload the whole of its folder again.",
    set_other_version: "This site has just been updated",
    set_other_version_advice: "The releases and the viewer are of different versions. Reload the page; if that does not help, the published folder mixes two versions of Kiosque.",
    text_missing: "The text of this release is not here",
    text_missing_advice: "It is not kept in this browser and could not be fetched. Try again when there is a network, or keep \
                          the whole newsroom then: it reads without one afterwards.",
    part_missing: "Some of the releases could not be loaded",
    part_missing_advice: "The connection may be down, or a new version has just been published.",
    empty_newsroom: "Nothing has been published here yet.",
    details: "Details",
    try_again: "Try again",
    go_home: "See all releases",

    saved: "Saved",
    save: "Save",
    no_longer_save: "Remove",
    nothing_saved: "Nothing is saved yet. On the page of a release, the button “Save” or the key s keep it here.",
    saved_here: "These releases are noted in this browser and nowhere else.",
    export_saved: "Export the list",
    import_saved: "Import a list",
    saved_unreadable: "This file is not a list of saved releases.",
    offline: "Offline",
    offline_unknown: "This browser does not keep this newsroom yet: it takes a secure connection (https) and a moment.",
    offline_not: "Pages that were read open without a connection. You can keep all the others too, and the search.",
    offline_failed: "Not all could be kept: there is no connection, or no room.",
    update_there: "A newer version of this newsroom is there.",
    show_update: "Show it",
    asleep: "Search, filters and saving do not work at the moment; what is on this page can be read.",
    needs_scripts: "Without JavaScript, search and filters do not work; releases and lists can be read.",
    the_others: "Other releases in this list",
    keep_all: |size| format!("Keep everything ({size})"),
    offline_keeping: |done, all| format!("{done} of {all}"),
    offline_all: |size| format!("Everything is kept in this browser ({size})."),

    shortcuts: "Keyboard shortcuts",
    shortcut_list: &[
        ("/", "Search"),
        ("j", "Next release"),
        ("k", "Previous release"),
        ("o", "Open the release"),
        ("u", "Back to the list"),
        ("s", "Save the release, or not"),
        ("?", "Show this help"),
    ],
    shortcuts_on: "Use single-key shortcuts",
    close: "Close",

    number,
    date,
    short_date: |date| {
        let month = month_name(date.month);
        format!("{} {} {}", date.day, month.get(..3).unwrap_or(month), date.year)
    },
    date_time: |when| {
        numbers::with_time(when, &date(when), " at ", |time| {
            format!("{:02}:{:02}", time.hour, time.minute)
        })
    },
    month,
    short_month: |month| month_name(month).get(..3).unwrap_or_default(),
    language_name: |tag| {
        Some(match tag {
            "ar" => "Arabic",
            "br" => "Breton",
            "ca" => "Catalan",
            "de" => "German",
            "en" => "English",
            "es" => "Spanish",
            "eu" => "Basque",
            "fr" => "French",
            "he" => "Hebrew",
            "it" => "Italian",
            "iu" => "Inuktitut",
            "ja" => "Japanese",
            "nl" => "Dutch",
            "oc" => "Occitan",
            "pl" => "Polish",
            "pt" => "Portuguese",
            "ru" => "Russian",
            "tr" => "Turkish",
            "uk" => "Ukrainian",
            "zh" => "Chinese",
            _ => return None,
        })
    },
    size: |bytes| numbers::file_size(bytes, '.', ["B", "kB", "MB"]),
};
