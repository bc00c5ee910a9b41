//! The schemas that editors check by, held to every sample: what comes in without a problem is right by them, and what is
//! wrong by them is a problem. That they have every name that is read is `src/ingest/keys.rs`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use crate::support::{Folder, command, sample};
use jsonschema::{Registry, Validator};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn json(path: impl AsRef<Path>) -> Value {
    let path = project().join(path);
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// As they lie side by side, where one names the other.
fn newsroom() -> Validator {
    const AT: &str = "https://example.org/";
    let release = json("docs/schema/release.schema.json");
    let registry = Registry::new()
        .add(format!("{AT}release.schema.json"), release)
        .unwrap()
        .prepare()
        .unwrap();
    let schema = json("docs/schema/newsroom.schema.json");
    jsonschema::options()
        .with_base_uri(format!("{AT}newsroom.schema.json"))
        .with_registry(&registry)
        .build(&schema)
        .unwrap()
}

fn release() -> Validator {
    jsonschema::validator_for(&json("docs/schema/release.schema.json")).unwrap()
}

/// Where the schema finds fault.
fn faults(schema: &Validator, value: &Value) -> Vec<String> {
    schema.iter_errors(value).map(|error| error.instance_path().to_string()).collect()
}

#[test]
fn samples_are_right() {
    let schema = newsroom();
    assert_eq!(faults(&schema, &json(sample().join("newsroom.json"))), [""; 0]);
    let folder = Folder::new();
    let begun = command()
        .arg("new")
        .arg(folder.join("it"))
        .args(["--languages", "fr,en", "--accent", "#0a5c7a"])
        .output()
        .unwrap();
    assert!(begun.status.success());
    assert_eq!(faults(&schema, &json(folder.join("it/newsroom.json"))), [""; 0]);
    for name in ["newsroom.schema.json", "release.schema.json"] {
        let written = json(folder.join("it/.kiosque").join(name));
        assert!(written == json(PathBuf::from("docs/schema").join(name)), "{name}");
    }
}

#[test]
fn what_is_wrong_is_found() {
    // Of the fixtures, whose mistakes are meant.
    let found = faults(&newsroom(), &json("tests/fixtures/ingest/newsroom/newsroom.json"));
    assert_eq!(found, ["/items/5/language", "/items/5/title", "/items/6"]);
    for (wrong, place) in [
        (r#"{ "titel": "x" }"#, ""),
        (r#"{ "_release": { "contcats": [] } }"#, "/_release"),
        (r#"{ "_release": { "media": [{ "alt": "x" }] } }"#, "/_release/media"),
        (r#"{ "revisions": "x" }"#, "/revisions"),
        (r#"{ "slug": "a/b" }"#, "/slug"),
    ] {
        let value: Value = serde_json::from_str(wrong).unwrap();
        assert_eq!(faults(&release(), &value), [place], "{wrong}");
    }
}

#[test]
fn a_newsroom_may_name_its_schema() {
    let folder = Folder::new();
    let feed = r#"{ "$schema": ".kiosque/newsroom.schema.json", "version": "https://jsonfeed.org/version/1.1", "title": "N",
        "language": "fr", "items": [{ "$schema": "x", "id": "a", "title": "T", "content_text": "x",
        "date_published": "2024-05-01", "authors": [{ "name": "A" }] }] }"#;
    let loaded = folder.load_file("newsroom.json", feed);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
}
