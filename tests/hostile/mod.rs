//! What nobody should publish: markup and code in every place where a release can say something. `it` reads the files that
//! are made of it, `e2e` shows them to browsers.

use crate::collection::shared;
use serde_json::{Value, json};

/// Well-known ways to get code into a page, written for these tests.
pub(crate) fn ours() -> Vec<String> {
    serde_json::from_str(include_str!("payloads.json")).expect("a list of texts")
}

/// Those of DOMPurify's tests, which are in the shared data.
pub(crate) fn theirs() -> Vec<String> {
    let cases = data("hostile/xss/dompurify_expect.json");
    let payloads: Vec<String> = cases.iter().filter_map(|case| text(&case["payload"])).collect();
    assert_eq!(payloads.len(), 223);
    payloads
}

/// Strings that have broken other programs, which are in the shared data.
pub(crate) fn naughty() -> Vec<String> {
    let strings: Vec<String> = data("hostile/blns.json").iter().filter_map(text).collect();
    assert_eq!(strings.len(), 515);
    strings
}

/// A newsroom in which every place that can say something says one of `payloads`.
pub(crate) fn newsroom(payloads: &[String]) -> Value {
    let items: Vec<Value> = payloads.iter().enumerate().map(|(n, text)| item(n, text)).collect();
    json!({
        "version": "https://jsonfeed.org/version/1.1", "title": payloads.first(), "description": payloads.last(),
        "items": items,
    })
}

/// A release that says nothing but `text`.
pub(crate) fn item(number: usize, text: &str) -> Value {
    json!({
        "id": format!("case-{number}-{text}"), "title": text, "summary": text, "content_html": text,
        "date_published": "2024-05-01", "tags": [text], "authors": [{ "name": text, "url": text }],
        "url": text, "image": text, "attachments": [{ "url": text, "title": text }],
        "_release": {
            "slug": format!("case-{number}"), "place": text, "kind": text, "about": text, "rights": text, "group": text,
            "contacts": [{ "name": text, "email": text, "phone": text }], "distributor": { "name": text },
            "status": { "state": "corrected", "note": text },
            "media": [{ "url": text, "alt": text, "caption": text, "credit": text }],
        },
    })
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn data(path: &str) -> Vec<Value> {
    let path = shared(path).expect("the shared data, which only tests that need them ask for");
    serde_json::from_slice(&std::fs::read(path).expect("a file")).expect("a list")
}
