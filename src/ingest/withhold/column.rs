//! What a column of a table says under a name that nobody reads: it may be why a row is not to be shown.

use super::words::{Answer, State, answer, state, word};
use crate::{
    ingest::{date, names, problem::quoted},
    model::{Date, Language},
};
use serde_json::Value;

/// Whether nobody reads a column of this name, so that what is in it has to speak for itself.
fn is_unread(plain: &str) -> bool {
    word(plain).is_none()
        && (names::may_be_day(plain) || !(names::is_known(plain) || names::is_day(plain)))
}

/// Why a cell under a name that nobody reads may withhold its row.
pub(in crate::ingest) fn column(name: &str, cell: &str) -> Option<String> {
    const SHOWS: &[&str] = &[
        "publi", "diffus", "affich", "visib", "enligne", "online", "live", "actif", "active",
        "show", "display", "valid", "approv", "approuv", "releas", "montre", "ready",
    ];
    const HIDES: &[&str] = &[
        "archiv",
        "suppr",
        "delet",
        "remov",
        "trash",
        "corbeille",
        "noindex",
        "masqu",
        "cache",
        "hidden",
        "hide",
        "retir",
        "bloqu",
        "block",
        "draft",
        "brouillon",
        "prive",
        "private",
        "interdi",
        "desactiv",
        "disabl",
        "inacti",
        "depubli",
        "unpubli",
        "confidenti",
        "provisoire",
        "cancel",
        "annul",
        "pending",
        "onhold",
        "withh",
        "gele",
        "invalid",
        "nonvalid",
        "invisible",
    ];
    // States that are also the sort or the subject of a text.
    const TOPICS: &[&str] =
        &["programme", "members", "membres", "review", "archive", "paid", "password", "future"];
    const LONGEST: usize = 60;
    let plain = names::plain(name);
    if !is_unread(&plain) || plain.is_empty() {
        return None;
    }
    let is_in = |parts: &[&str]| parts.iter().any(|part| plain.contains(part));
    let forbids = ["nepas", "pasde", "donot", "dont", "notfor", "notto"]
        .iter()
        .any(|start| plain.starts_with(start))
        && is_in(SHOWS);
    let hides = is_in(HIDES) || forbids;
    let says = match answer(&Value::from(cell)) {
        Answer::Nothing => false,
        Answer::No => is_in(SHOWS) && !hides,
        Answer::Yes => hides,
        Answer::Other(text) => {
            let names_state = text.len() < LONGEST
                && !TOPICS.contains(&&*names::plain(&text))
                && state(&text) == State::Draft;
            // The day on which it was taken down, or before which it is not to be shown.
            names_state || (hides && day(&text).is_some())
        }
    };
    says.then(|| {
        format!(
            "its column {} says {}, and nobody reads a column of that name; if the release may be shown, take the column out, or \
             call it draft, published or embargo_until",
            quoted(name),
            quoted(cell)
        )
    })
}

/// The day in a cell of a column that nobody reads: a row whose day is yet to come waits for it.
pub(in crate::ingest) fn day_in_column(name: &str, cell: &str) -> Option<Date> {
    is_unread(&names::plain(name)).then(|| day(cell)).flatten()
}

fn day(cell: &str) -> Option<Date> {
    const LONGEST: usize = 40;
    // Numbers of other things are longer or shorter than that of a day.
    let is_number = cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if cell.len() > LONGEST || (is_number && cell.len() != 8) {
        return None;
    }
    let language = Language::new("fr");
    date::read(cell, language.as_ref()).date
}
