//! The words in which a query is explained (`app/explain.rs`). They come with what knows words, not with a first visit.

use super::Interface;

/// What is said of how a query was understood, in one language. Gaps are those of [`fill`](super::fill).
#[derive(Debug)]
pub struct Reading {
    pub(crate) quoted: &'static str,
    pub(crate) exactly: &'static str,
    pub(crate) in_title: &'static str,
    pub(crate) without: &'static str,
    /// Stands between two.
    pub(crate) or: &'static str,
    /// A facet and its values.
    pub(crate) named: &'static str,
    pub(crate) no_such: &'static str,
    pub(crate) since: &'static str,
    pub(crate) up_to: &'static str,
    pub(crate) beginning: &'static str,
    pub(crate) too_common: &'static str,
    pub(crate) given_up: &'static str,
    pub(crate) any_words: &'static str,
    pub(crate) nowhere: &'static str,
    pub(crate) in_no_such_order: &'static str,
    pub(crate) cut_query: &'static str,
    /// Followed by the query that was searched instead.
    pub(crate) corrected: &'static str,
}

impl Reading {
    /// Those of a language.
    #[must_use]
    pub fn of(interface: Interface) -> &'static Self {
        match interface {
            Interface::French => &FRENCH,
            Interface::English => &ENGLISH,
        }
    }
}

static FRENCH: Reading = Reading {
    quoted: "«\u{a0}_\u{a0}»",
    exactly: "exactement _",
    in_title: "_ dans le titre",
    without: "sans _",
    or: " ou ",
    named: "_\u{a0}: _",
    no_such: "rien qui s’appelle «\u{a0}_\u{a0}»",
    since: "depuis _",
    up_to: "jusqu’à _",
    beginning: "mots commençant par _",
    too_common: "non exigés, car partout\u{a0}: _",
    given_up: "sans _, qu’aucun communiqué n’a avec le reste",
    any_words: "aucun communiqué n’a tout de _\u{a0}: ceux qui en ont le plus viennent d’abord",
    nowhere: "dans aucun communiqué\u{a0}: _",
    in_no_such_order: "_ n’est nulle part dans cet ordre\u{a0}: ses mots ont été cherchés",
    cut_query: "seul le début est cherché",
    corrected: "Aucun communiqué n’a _. Voici les communiqués pour",
};

static ENGLISH: Reading = Reading {
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
    given_up: "without _, which no release has together with the rest",
    any_words: "no release has all of _: those with most of it come first",
    nowhere: "in no release: _",
    in_no_such_order: "_ stands nowhere in this order: its words were searched",
    cut_query: "only its beginning is searched",
    corrected: "No release has _. These are the releases for",
};
