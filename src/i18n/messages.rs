//! Everything that the interface says, by name.
//!
//! The texts stand in a file for each language (`fr.txt`, `en.txt`), a name and its text a line, in the order of the list
//! below: a file that leaves one out, has one more or another order does not compile. In a text, `_` is a gap (see
//! [`fill`](super::fill)), `|` stands between its forms, and `=` between the two halves of a pair.

use super::Interface;

/// Declares the texts: a field for each, and their names.
macro_rules! texts {
    ($($(#[$attribute:meta])* $name:ident,)*) => {
        /// The names of the texts, in the order of the files.
        const NAMES: &[&str] = &[$(stringify!($name),)*];

        /// How many there are.
        pub(super) const COUNT: usize = NAMES.len();

        /// Everything that the interface says. Of the crate alone, so that the compiler names what nobody says.
        #[derive(Debug)]
        pub struct Messages {
            pub(super) interface: Interface,
            $($(#[$attribute])* pub(crate) $name: &'static str,)*
        }

        impl Messages {
            /// Of texts alone, a line each; what is missing is empty.
            pub(super) fn of(interface: Interface, lines: &'static str) -> Self {
                let mut texts = [""; COUNT];
                for (text, line) in texts.iter_mut().zip(lines.split('\n')) {
                    *text = line;
                }
                let [$($name,)*] = texts;
                Self { interface, $($name,)* }
            }
        }
    };
}

texts! {
    // The frame of every page.
    skip_to_content,
    skip_to_results,
    skip_to_filters,
    interface_language,
    theme,
    theme_auto,
    theme_light,
    theme_dark,
    newsroom,
    about,
    follow,
    people,
    made_with,
    licences,
    built_from,

    // Searching and filtering.
    search_label,
    search_placeholder,
    clear_search,
    filters,
    filter,
    filter_chosen,
    topics,
    facets,
    year,
    with_media,
    with_contact,
    with_attachment,
    /// What so many values of a facet are called; of the years without one.
    values,
    /// Patterns for `fill`: a number, and what that many are called.
    show_more_of,
    find_among,
    show_fewer,
    show_results,
    chosen,
    remove,
    clear_all,
    sort,
    sorts,
    results,
    /// So many stories, which are so many texts.
    stories,
    versions_counted,
    like,
    nearly_the_same,
    /// A pattern for `fill`: a number that is an estimate.
    about_so_many,
    shown_of,
    show_more,
    /// The way to so many releases that hold only some of the words, and their heading.
    partly,
    only_partly,
    undated,
    /// What the front page begins with.
    lead,
    /// A pattern for `fill`: two names, and how many there are besides.
    and_others,

    // How a query was understood: patterns for `fill`.
    understood,
    quoted,
    named,
    search_help,
    search_help_intro,
    /// Pairs: what can be written, and what it finds.
    query_language,

    // The timeline.
    timeline,
    timeline_label,
    timeline_peak,
    from,
    until,
    first_month,
    last_month,
    in_figures,
    total,

    // Nothing found.
    nothing_found,
    nothing_found_advice,
    drop_filter,
    did_you_mean,
    search_without_filters,
    unavailable_words,

    // Following: feeds.
    /// What a feed is, in two sentences.
    follow_intro,
    follow_none,
    everything,
    opml,
    feed_of_list,
    all_feeds,

    // Whom to reach.
    duty,
    spokespeople,
    spokespeople_absent,
    named_contacts,
    named_contacts_absent,
    vcard,

    // A release.
    untitled,
    no_text,
    topics_of,
    also_in,
    issuer_absent,
    date_absent,
    distributor_absent,
    provenance,
    sent,
    distributed_by,
    printed_by,
    first_appeared,
    modified,
    kind,
    language,
    language_absent,
    rights,
    identifier,
    states,
    states_on,
    note_absent,
    changed,
    changed_since,
    what_changed_legend,
    contacts,
    contacts_absent,
    about_issuer,
    media,
    media_promised,
    full_size,
    /// What is known of a file: the names of facts, and that one is not.
    alt,
    credit,
    licence,
    pixels,
    file,
    not_stated,
    captions,
    transcript,
    download,
    elsewhere,
    place_of,
    previous_picture,
    next_picture,
    download_all,
    zip_too_large,
    media_kinds,
    exhibits,
    list_pictures,
    kits,
    gathered,
    image_elsewhere,
    image_no_alt,
    attachments,
    copy,
    copied,
    copy_failed,
    copy_link,
    print,
    reading,
    larger_text,
    smaller_text,
    wider_lines,
    refined_typography,
    mark_found,
    copy_as_sent,
    copy_passage,
    quote_passage,
    nothing_selected,
    cite,
    check,
    table,
    quotations,
    /// The query that finds what somebody says: a pattern for `fill`.
    quotations_by,
    speaker_open,
    back_to_list,
    previous_in_list,
    next_in_list,
    related,
    same_quotation,
    same_text,
    same_topic,
    same_issuer,
    same_words,

    // Waiting and failing.
    loading,
    not_found,
    not_found_advice,
    set_missing,
    set_missing_advice,
    set_broken,
    set_broken_advice,
    set_other_version,
    set_other_version_advice,
    text_missing,
    text_missing_advice,
    part_missing,
    part_missing_advice,
    /// That the words of another language did not come.
    words_missing,
    empty_newsroom,
    details,
    try_again,
    go_home,

    // Saving, offline, without scripts.
    saved,
    save,
    no_longer_save,
    nothing_saved,
    saved_here,
    save_search,
    saved_searches,
    saved_releases,
    /// How many are new since a day: none, one and many.
    new_since,
    new_unknown,
    new,
    mark_new,
    not_kept,
    kept_unreadable,
    export_saved,
    import_saved,
    saved_unreadable,
    saved_partly,
    offline,
    offline_unknown,
    offline_not,
    offline_failed,
    update_there,
    show_update,
    /// That the viewer did not wake, on a page that can be read.
    #[cfg_attr(
        not(feature = "native"),
        expect(dead_code, reason = "pages say it, in their own scripts")
    )]
    asleep,
    needs_scripts,
    keep_all,
    offline_keeping,
    offline_all,

    // Files of the reader's own, and lists to take away.
    on_device,
    on_device_note,
    open_file,
    keep_files,
    forget_files,
    take_away,
    stop,
    tools_failed,

    // The keyboard.
    shortcuts,
    /// Pairs: a key, and what it does.
    shortcut_list,
    shortcuts_on,
    close,

    // Dates and numbers.
    /// A day and an hour.
    date_time,
    clock,
    on_the_hour,
    months,
    short_months,
    /// Pairs: a tag, and what the language is called.
    language_names,
    units,
}

/// The file of a language.
#[cfg(any(feature = "tools", test))]
pub(super) fn file(interface: Interface) -> &'static str {
    match interface {
        Interface::French => include_str!("fr.txt"),
        Interface::English => include_str!("en.txt"),
    }
}

const _: () =
    assert!(is_complete(include_str!("fr.txt")), "src/i18n/fr.txt is not the list of texts");
const _: () =
    assert!(is_complete(include_str!("en.txt")), "src/i18n/en.txt is not the list of texts");

/// Whether a file has the tag of its language and all texts by their names, in order, none of them empty.
const fn is_complete(file: &str) -> bool {
    let Some(mut rest) = after_line(file.as_bytes(), b"tag") else { return false };
    let mut names = NAMES;
    while let [name, others @ ..] = names {
        let Some(after) = after_line(rest, name.as_bytes()) else { return false };
        (rest, names) = (after, others);
    }
    rest.is_empty()
}

/// What follows the first line of `rest`, if that has a text under this `name`.
const fn after_line<'a>(mut rest: &'a [u8], mut name: &[u8]) -> Option<&'a [u8]> {
    while let ([letter, letters @ ..], [first, others @ ..]) = (name, rest) {
        if *letter != *first {
            return None;
        }
        (name, rest) = (letters, others);
    }
    let (true, [b':', b' ', text @ ..]) = (name.is_empty(), rest) else { return None };
    let (mut rest, mut length) = (text, 0);
    while let [first, others @ ..] = rest {
        rest = others;
        if *first == b'\n' {
            return if length > 0 { Some(rest) } else { None };
        }
        length += 1;
    }
    None
}

#[cfg(test)]
mod tests;
