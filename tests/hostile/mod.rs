//! What nobody should publish: markup and code in every place where a release can say something. `it` reads the files that
//! are made of it, `e2e` shows them to browsers.

use serde_json::{Value, json};
use std::path::Path;

/// Well-known ways to get code into a page, written for these tests; and those of DOMPurify's tests, where they are there.
pub(crate) fn payloads() -> Vec<String> {
    let ours: Vec<String> =
        serde_json::from_str(include_str!("payloads.json")).expect("a list of texts");
    let cases = shared("hostile/xss/dompurify_expect.json");
    let cases = cases.iter().flat_map(|cases| cases.as_array().into_iter().flatten());
    ours.into_iter().chain(cases.filter_map(|case| text(&case["payload"]))).collect()
}

/// Strings that have broken other programs, where they are there.
#[allow(dead_code, reason = "one of the two that share this asks for them")]
pub(crate) fn naughty() -> Vec<String> {
    let strings = shared("hostile/blns.json").unwrap_or_default();
    strings.as_array().into_iter().flatten().filter_map(text).collect()
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

/// JSON to test against that is not part of the project, where it is there.
fn shared(path: &str) -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(path);
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    };
    Some(serde_json::from_slice(&bytes).expect("JSON"))
}
