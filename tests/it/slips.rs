//! Publishers' slips: what withholds a release though it is not written where it should be, and
//! ordinary texts that only look so.

use crate::support::Folder;
use kiosque::{
    bundle::{Waiting, leave_out},
    ingest::Kind,
};

/// 2026-11-25T12:00:00Z.
const NOW: i64 = 1_795_608_000;

/// The texts that a folder shows at [`NOW`], and the kinds of its problems.
fn shown(files: &[(&str, &str)]) -> (Vec<String>, Vec<Kind>) {
    let folder = Folder::with(files);
    let mut loaded = folder.load();
    let left = leave_out(&mut loaded, &Waiting::from(NOW));
    let kinds = loaded.problems.iter().chain(&left.problems).map(|problem| problem.kind).collect();
    (loaded.releases.iter().map(|sourced| sourced.release.text()).collect(), kinds)
}

/// One file: whether it is shown, and the kind of problem that says why not.
#[track_caller]
fn check(name: &str, text: &str, expected: Option<Kind>) {
    let (texts, kinds) = shown(&[(name, text)]);
    assert_eq!(texts.is_empty(), expected.is_some(), "{text}\n{kinds:?}");
    if let Some(kind) = expected {
        assert!(kinds.contains(&kind), "{text}\nno {kind} in {kinds:?}");
    }
}

#[test]
fn what_was_sent_again_under_one_identifier() {
    let item = |more: &str, text: &str| {
        format!("{{\"id\": \"a\", \"title\": \"A\", \"content_text\": \"{text}\"{more}}}")
    };
    let plain = "";
    let held = r#", "draft": true"#;
    let withdrawn = r#", "_release": {"status": {"state": "withdrawn"}}"#;
    let early = r#", "date_modified": "2026-11-01T09:00:00Z""#;
    let late = r#", "date_published": "2026-11-02""#;
    let waits = r#", "embargo_until": "2030-01-15T08:00:00Z""#;
    let withdrawn_early =
        r#", "_release": {"status": {"state": "withdrawn", "date": "2026-10-01"}}"#;
    for (first, second, expected) in [
        (plain, plain, Some("1")),
        (plain, held, None),
        (held, plain, None),
        (early, late, Some("2")),
        (late, early, Some("1")),
        (early, plain, Some("1")),
        (plain, withdrawn, Some("2")),
        (withdrawn, plain, Some("1")),
        (late, withdrawn_early, Some("1")),
        (withdrawn_early, late, Some("2")),
        (plain, waits, None),
        (waits, plain, None),
    ] {
        let feed = |text: &str| {
            format!(
                "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"P\", \"items\": [{text}]}}"
            )
        };
        let (first, second) = (item(first, "1"), item(second, "2"));
        let files = [("newsroom.json", feed(&format!("{first}, {second}")))];
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, &**text)).collect();
        let (texts, kinds) = shown(&files);
        let found: Vec<&str> = texts.iter().map(|text| text.trim()).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{first}\n{second}\n{kinds:?}");
        assert!(kinds.contains(&Kind::DuplicateId), "{first}\n{second}\n{kinds:?}");
    }
    // Word of a withdrawal without title or text takes the text back all the same.
    let bare = r#"{"id": "a", "status": "withdrawn"}"#;
    let text = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{}, {bare}]}}",
        item("", "1")
    );
    assert_eq!(shown(&[("newsroom.json", &text)]).0, Vec::<String>::new());
}
