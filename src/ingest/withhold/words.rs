//! What a name or a value says of whether a release may be shown, also where it is nearly one of
//! those that say so ([`lists`](super::lists)).

use super::lists::{DRAFT, NEIGHBOURED, SHOWN, SURE, WORDS};
use crate::ingest::names::{is_known, plain};
use serde_json::Value;

/// What a name says of whether a release may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Until when not.
    Embargo,
    /// Not, if it is true. Some of these names have other uses: what is no truth value under one of
    /// them says nothing.
    Draft {
        /// Whether it has no other use.
        sure: bool,
    },
    /// Only if it is true.
    Published,
    /// Not without a password.
    Password,
    /// In what state it is, or who may see it.
    State {
        /// Whether a state that is not known withholds.
        sure: bool,
    },
    /// Until when it is to be shown.
    Expiry,
}

/// A name that was found to be one of these.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) word: Word,
    /// The name it is nearly, if it is not quite one.
    pub(super) near: Option<&'static str>,
}

/// What a [`plain`] name says, if anything.
pub(super) fn word(name: &str) -> Option<Found> {
    let exact = |word| Some(Found { word, near: None });
    if name.contains("embargo") {
        return exact(Word::Embargo);
    }
    if let Some((_, word)) = WORDS.iter().find(|(known, _)| *known == name) {
        return exact(*word);
    }
    // "Ne pas diffuser avant le", "Publish after (date)".
    let begins = |known: &str, kind: &Word| {
        *kind == Word::Embargo && known.len() > 9 && name.starts_with(known)
    };
    if WORDS.iter().any(|(known, kind)| begins(known, kind)) {
        return exact(Word::Embargo);
    }
    if is_known(name) || name.len() < 4 {
        return None;
    }
    NEIGHBOURED.iter().find_map(|known| {
        // A longer name may hold a slip and more: `embrago_until_date`.
        let head = name.get(..known.len().min(name.len())).unwrap_or(name);
        let most = if known.len() < 7 { 1 } else { 2 };
        let whole = strsim::osa_distance(name, known) <= most;
        let begins =
            *known == "embargo" && strsim::osa_distance(head, known) <= 2 && head != "embark";
        let word =
            WORDS.iter().find(|(word, _)| word == known).map_or(Word::Embargo, |(_, word)| *word);
        (whole || begins).then_some(Found { word, near: Some(known) })
    })
}

/// Whether a [`plain`] name says whether a release may be shown, and nothing else. `Diffusion :
/// immédiate` and `Public : tous` are lines of a text.
pub(in crate::ingest) fn is_word(name: &str) -> bool {
    let sure = |word| {
        matches!(word, Word::Embargo | Word::Draft { sure: true } | Word::State { sure: true })
    };
    word(name).is_some_and(|found| sure(found.word))
}

/// Whether a [`plain`] name says in what state a release is.
pub(in crate::ingest) fn is_state(name: &str) -> bool {
    word(name).is_some_and(|found| found.word == Word::State { sure: true })
}

/// Whether a piece of a header that cannot be read might withhold the release, or withdraw or
/// correct it.
pub(in crate::ingest) fn may_say_so(piece: &str) -> bool {
    let status = [crate::ingest::names::WITHDRAWN, crate::ingest::names::CORRECTED];
    let says = |name: &str| {
        let name = plain(name);
        let surely = word(&name).is_some_and(|found| !matches!(found.word, Word::Expiry));
        surely || status.iter().flat_map(|list| list.iter()).any(|known| plain(known) == name)
    };
    let names = piece.lines().filter_map(|line| line.split([':', '=', '：']).next());
    let words = piece.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 4);
    plain(piece).contains("embargo")
        || names.map(str::trim).any(says)
        || words.into_iter().any(|word| {
            let word = plain(word);
            WORDS.iter().any(|(known, kind)| *known == word && *kind == SURE)
        })
}

/// What a value answers to a question of yes or no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Yes,
    No,
    /// It says nothing: an empty field of a template.
    Nothing,
    /// Something else.
    Other(String),
}

pub(super) fn answer(value: &Value) -> Answer {
    let text = match value {
        Value::Null => return Answer::Nothing,
        Value::Bool(true) => return Answer::Yes,
        Value::Bool(false) => return Answer::No,
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(_) | Value::Object(_) => return Answer::Other(value.to_string()),
    };
    match text.as_str() {
        "✓" | "✔" | "☑" => return Answer::Yes,
        "-" | "–" | "—" | "/" => return Answer::No,
        _ => {}
    }
    match &*plain(&text) {
        "" if text.is_empty() => Answer::Nothing,
        "true" | "yes" | "on" | "1" | "y" | "oui" | "o" | "vrai" | "x" => Answer::Yes,
        "false" | "no" | "off" | "0" | "n" | "non" | "faux" | "none" | "aucun" | "leve"
        | "lifted" | "never" | "null" | "na" => Answer::No,
        _ => Answer::Other(text),
    }
}

/// What a state says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It may be shown.
    Shown,
    /// It was corrected, updated or withdrawn.
    Changed,
    /// It is not finished, or not for everyone.
    Draft,
    Unknown,
}

pub(super) fn state(text: &str) -> State {
    let name = plain(text);
    if SHOWN.contains(&&*name) {
        State::Shown
    } else if DRAFT.contains(&&*name) || is_open(text) {
        State::Draft
    } else if crate::ingest::details::state_named(text).is_some() {
        State::Changed
    } else {
        State::Unknown
    }
}

/// Whether it says in its own words that something has yet to be done: "en cours de validation", "pas encore validé".
fn is_open(text: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "non ",
        "pas ",
        "not ",
        "en cours",
        "en attente",
        "a valider",
        "a relire",
        "waiting",
        "awaiting",
        "pending",
        "in progress",
        "to be ",
        "avant ",
        "before ",
    ];
    let folded = deunicode::deunicode(text).to_lowercase();
    let folded = folded.trim();
    BEGINNINGS.iter().any(|start| folded.starts_with(start)) || super::phrases::reserved(text)
}

#[cfg(test)]
mod tests {
    use super::{Answer, State, Word, answer, may_say_so, state, word};
    use crate::ingest::names::plain;
    use serde_json::json;

    #[test]
    fn names_that_withhold() {
        for (name, expected, near) in [
            ("embargo_until", Some(Word::Embargo), false),
            ("sous_embargo_jusqu_au", Some(Word::Embargo), false),
            ("Date d'embargo", Some(Word::Embargo), false),
            ("Not-Before", Some(Word::Embargo), false),
            ("embrago_until", Some(Word::Embargo), true),
            ("enbargo", Some(Word::Embargo), true),
            ("embarg_until", Some(Word::Embargo), true),
            ("dratf", Some(Word::Draft { sure: true }), true),
            ("brouilon", Some(Word::Draft { sure: true }), true),
            ("statsu", Some(Word::State { sure: true }), true),
            ("publishd", Some(Word::Published), true),
            ("title", None, false),
            ("date", None, false),
            ("publisher", None, false),
            ("photo", None, false),
            ("data", None, false),
        ] {
            let found = word(&plain(name));
            assert_eq!(found.map(|found| found.word), expected, "{name}");
            assert_eq!(found.is_some_and(|found| found.near.is_some()), near, "{name}");
        }
    }

    #[test]
    fn answers() {
        for (value, expected) in [
            (json!("yes"), Answer::Yes),
            (json!(" OUI "), Answer::Yes),
            (json!(1), Answer::Yes),
            (json!("✓"), Answer::Yes),
            (json!("no"), Answer::No),
            (json!("levé"), Answer::No),
            (json!(""), Answer::Nothing),
            (json!(null), Answer::Nothing),
            (json!("peut-être"), Answer::Other("peut-être".to_owned())),
        ] {
            assert_eq!(answer(&value), expected, "{value}");
        }
    }

    #[test]
    fn states() {
        for (text, expected) in [
            ("published", State::Shown),
            ("Publié", State::Shown),
            ("withdrawn", State::Changed),
            ("retiré", State::Changed),
            ("draft", State::Draft),
            ("à valider", State::Draft),
            ("sous embargo", State::Draft),
            ("en cours de validation", State::Draft),
            ("en attente de la directrice", State::Draft),
            ("non validé", State::Draft),
            ("validé", State::Shown),
            ("qui sait", State::Unknown),
        ] {
            assert_eq!(state(text), expected, "{text}");
        }
    }

    #[test]
    fn pieces_that_may_withhold() {
        for (piece, expected) in [
            ("embargo_until 2030", true),
            ("  Embargo: x", true),
            ("draft = oui", true),
            ("status: {state: withdrawn", true),
            ("correction: [", true),
            ("retrait: {", true),
            ("ceci est un brouillon", true),
            ("place: [", false),
            ("contacts:\n - {", false),
        ] {
            assert_eq!(may_say_so(piece), expected, "{piece}");
        }
    }
}
