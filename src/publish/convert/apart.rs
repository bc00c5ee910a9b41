//! A release that stands in a file with others, as a Markdown file of its own, and whether nothing is another thing with it.
//!
//! Unlike a conversion, the item it was goes: so its header has every name that the item has, read by somebody or not, and what
//! was told of it must be told again, or it was lost.

use super::{differences::Differences, is_loss};
use crate::{
    ingest::{Kind, Loaded, Outline, Place, Problem, Severity},
    model::Block,
    publish::{alternates::markdown, base::Base},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// The text of a file `depth` folders deep, with a header that says `says` and the text `body`.
pub(crate) fn apart(says: Vec<(String, Value)>, body: &[Block], depth: usize) -> Option<String> {
    let says: Vec<_> = says.into_iter().map(|(name, value)| (name, Some(value))).collect();
    let body = markdown::sources(body, &Base::RELATIVE, depth);
    let text = Outline::new("")?.with(&says, Some(&body));
    // Not every name can stand in a header.
    Outline::new(&text).is_some_and(|outline| outline.fields.len() == says.len()).then_some(text)
}

/// What a newsroom would not say any more, or otherwise, if what is read of it were `after` instead of `before`: `files` are those
/// that are others.
pub(crate) fn lost(before: &Loaded, after: &Loaded, files: [&str; 2]) -> Vec<Problem> {
    let Differences { problems: mut found, shown, .. } = Differences::between(before, after);
    let [source, _] = files;
    found.extend(shown.iter().map(|_| {
        let message = "it would be shown, or sooner, and is withheld now";
        Problem::new(source, Place::Whole, Kind::NotConverted, message)
    }));
    let (told, again) = (told(before, files), told(after, files));
    for (kind, of_kind) in &told {
        // An identifier is written where the address stood in for one. What nobody reads is told once for many, and stays.
        let is_settled = matches!(kind, Kind::MissingId | Kind::UnknownKey);
        if is_loss(*kind) && !is_settled {
            found.extend(more(of_kind, again.get(kind)));
        }
    }
    for (kind, of_kind) in again.iter().filter(|(kind, _)| kind.severity() == Severity::Error) {
        found.extend(more(of_kind, told.get(kind)));
    }
    found
}

/// Those of `these` that are more than `others`, which may stand elsewhere; one at least, if there are more.
fn more(these: &[&Problem], others: Option<&Vec<&Problem>>) -> Vec<Problem> {
    let others: Vec<&str> =
        others.into_iter().flatten().map(|other| other.message.as_str()).collect();
    if these.len() <= others.len() {
        return Vec::new();
    }
    let own = these.iter().filter(|one| !others.contains(&one.message.as_str()));
    let first = these.iter().take(1);
    let own: Vec<Problem> = own.map(|one| (*one).clone()).collect();
    if own.is_empty() { first.map(|one| (*one).clone()).collect() } else { own }
}

/// What is told of some files, by its kind.
fn told<'a>(loaded: &'a Loaded, files: [&str; 2]) -> BTreeMap<Kind, Vec<&'a Problem>> {
    let mut told: BTreeMap<Kind, Vec<&Problem>> = BTreeMap::new();
    for problem in loaded.problems.iter().filter(|one| files.contains(&one.source.as_str())) {
        told.entry(problem.kind).or_default().push(problem);
    }
    told
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{apart, lost};
    use crate::ingest::{Loaded, Options, load_given};
    use serde_json::json;

    #[test]
    fn a_header_says_what_it_is_given_or_nothing() {
        let own = |name: &str, value| vec![(name.to_owned(), value)];
        let text = apart(own("title", json!("Un: deux")), &[], 0).unwrap();
        assert_eq!(text, "---\ntitle: \"Un: deux\"\n---\n\n");
        for name in ["a: b", "a\nb", "", "a@b"] {
            assert_eq!(apart(own(name, json!(1)), &[], 0), None, "{name:?}");
        }
    }

    fn read(files: &[(&str, &str)]) -> Loaded {
        let files: Vec<(String, Vec<u8>)> =
            files.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
        load_given(&files, &Options::default())
    }

    #[test]
    fn what_is_lost_or_would_be_shown_is_told() {
        let feed = |items: &str| {
            format!(
                "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"P\", \"language\": \"fr\", \"items\": [{items}]}}"
            )
        };
        let item = "{\"id\": \"a\", \"title\": \"A\", \"content_html\": \"<p>B</p>\"}";
        let same = "---\nid: a\ntitle: A\nlanguage: fr\n---\n\nB\n";
        for (item, own, why) in [
            (item.to_owned(), same.to_owned(), None),
            (item.to_owned(), same.replace("B\n", "C\n"), Some("body")),
            (item.to_owned(), same.replace("id: a", "id: b"), Some("not read again")),
            (
                item.replace("\"A\"", "\"A\", \"draft\": true"),
                same.to_owned(),
                Some("would be shown"),
            ),
            (item.to_owned(), same.replace("id: a", "id: a\ndraft: true"), Some("withheld")),
            (
                item.replace("<p>B", "<iframe src='x'></iframe><p>B"),
                same.to_owned(),
                Some("iframe"),
            ),
            (
                item.replace("\"A\"", "\"A\", \"date_modified\": \"hier\""),
                same.to_owned(),
                Some("hier"),
            ),
        ] {
            let before = read(&[("feed.json", &feed(&item))]);
            let after = read(&[("feed.json", &feed("")), ("a.md", &own)]);
            let found = lost(&before, &after, ["feed.json", "a.md"]);
            match why {
                None => assert!(found.is_empty(), "{found:?}"),
                Some(why) => {
                    assert!(found.iter().any(|one| one.message.contains(why)), "{why}: {found:?}");
                }
            }
        }
    }
}
