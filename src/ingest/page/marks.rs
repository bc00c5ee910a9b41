//! The marks of a page that is not for everyone, or not yet: what programs write into drafts, previews
//! and pages with a password.

use super::json_ld::Said;
use crate::{
    ingest::{
        date,
        fields::Notes,
        html::Page,
        plain_name,
        problem::{Kind, quoted},
        withhold::{self, Verdict},
    },
    model::{Date, Release},
};

const ADVICE: &str = "withheld: save the page as everyone is to see it, or write <meta name=\"draft\" content=\"no\"> if it may be shown";

/// Holds the release if the page has one of them.
pub(super) fn read(
    page: &Page,
    metas: &[(String, String)],
    said: &Said,
    release: &Release,
    notes: &Notes<'_>,
    verdict: &mut Verdict,
) {
    let named = |known: &'static [&'static str]| {
        metas.iter().filter(move |(name, _)| known.contains(&name.to_lowercase().as_str()))
    };
    let (given, of_days) = (
        "says from when on it is available, and that is no date",
        named(&["dcterms.available", "dc.date.available"]),
    );
    let mut found: Option<String> = None;
    for (_, text) in of_days {
        let day = date::read(text, release.language.as_ref()).date;
        found = found.or_else(|| day.is_none().then(|| format!("{} {given}", quoted(text))));
        verdict.appears = verdict.appears.into_iter().chain(day).max_by_key(Date::unix_seconds);
    }
    let states = named(&["article:status", "og:status", "content-status", "dcterms.status"])
        .map(|(_, text)| text)
        .chain(&said.state);
    let mut states = states.filter(|text| withhold::is_held_state(text));
    found =
        found.or_else(|| states.next().map(|text| format!("it says that it is {}", quoted(text))));
    let is_no = |text: &&String| matches!(&*plain_name(text), "false" | "no" | "0");
    found = found.or_else(|| {
        said.free.as_ref().filter(is_no).map(|_| "it says that not everyone may read it".to_owned())
    });
    found = found
        .or_else(|| page.marks.first().map(|mark| format!("it is marked as {}", quoted(mark))));
    let robots = |text: &str| {
        text.to_lowercase().split([',', ' ']).any(|word| matches!(word, "noindex" | "none"))
    };
    found = found.or_else(|| {
        let mut robot = named(&["robots", "googlebot"]).filter(|(_, text)| robots(text));
        robot.next().map(|_| "it asks search engines not to list it".to_owned())
    });
    let titles = page.title().into_iter().chain(release.title.clone()).chain(page.headlines());
    found = found.or_else(|| {
        titles
            .into_iter()
            .find(|title| is_mark(title))
            .map(|title| format!("its title is {}", quoted(&title)))
    });
    let Some(found) = found.filter(|_| !verdict.settled && !verdict.held) else { return };
    notes.add("", Kind::UnclearHold, format!("{found}; {ADVICE}"));
    verdict.held = true;
}

/// `Privé : Le quai rouvre`, as programs head what not everyone may see.
fn is_mark(title: &str) -> bool {
    let Some((head, _)) = title.split_once(':') else { return false };
    matches!(
        &*plain_name(head),
        "prive"
            | "private"
            | "protege"
            | "protected"
            | "apercu"
            | "preview"
            | "brouillon"
            | "draft"
    )
}
