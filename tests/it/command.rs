//! The command line, run as a publisher would.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use crate::support::{Folder, kiosque};
use std::{fs, path::Path};

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const MIXED: &str = r#"{ "version": "https://jsonfeed.org/version/1.1", "language": "fr",
  "_newsroom": { "languages": ["fr", "en"] },
  "items": [
    { "id": "good", "title": "Un quai électrique", "content_html": "<p>Oui.</p>", "date_published": "2024-05-01" },
    { "id": "good", "title": "Le même", "content_text": "x" },
    { "id": "bad-date", "title": "Daté", "content_text": "x", "date_published": "2024-13-01" },
    { "id": "bad-language", "title": "Langue", "content_text": "x", "language": "klingon!" },
    { "id": "no-title", "content_text": "x" },
    { "id": "pair", "title": "Seul", "content_text": "x", "language": "fr", "_release": { "group": "g" } },
    { "title": "Sans identifiant", "content_text": "x" },
    17
  ] }"#;

#[test]
fn check_names_each_problem_and_where_it_is() {
    let folder = Folder::new();
    let source = folder.write("newsroom.json", MIXED);
    let output = kiosque(&[&"check", &source]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for expected in [
        "#/items/1",
        "duplicate-id",
        "#/items/2/date_published",
        "bad-date",
        "#/items/3/language",
        "bad-language",
        "missing-title",
        "missing-version",
        "missing-id",
        "#/items/7",
    ] {
        assert!(said.contains(expected), "{expected} in\n{said}");
    }
    let json = kiosque(&[&"check", &"--json", &source]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let problems = json["problems"].as_array().unwrap();
    assert!(problems.len() >= 7, "{json}");
    assert!(problems[0].get("kind").is_some() && problems[0].get("place").is_some(), "{json}");
    let sarif = kiosque(&[&"check", &"--sarif", &source]);
    let sarif: serde_json::Value = serde_json::from_slice(&sarif.stdout).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), problems.len());
    let rules: Vec<&serde_json::Value> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| &rule["id"]).collect();
    for result in run["results"].as_array().unwrap() {
        assert!(rules.contains(&&result["ruleId"]), "{result}");
        let place = &result["locations"][0];
        let uri = place["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.ends_with("newsroom.json"), "{result}");
    }
}

#[test]
fn check_says_what_readers_will_miss() {
    let folder = Folder::new();
    folder.write(
        "a.md",
        "---\ndate: 2026-01-02\nissuer: Port\nsummary: Un.\nplace: Brest\n---\n# Un\n\nTexte.",
    );
    folder.write("b.md", "# Deux\n\nTexte.");
    let said = text(&kiosque(&[&"check", &folder.path()]).stdout);
    let worst = said.find("b.md)").unwrap();
    assert!(worst < said.find("a.md)").unwrap(), "{said}");
    assert!(said.contains("lacks date, issuer, contact, summary"), "{said}");
    let json = kiosque(&[&"check", &"--json", &folder.path()]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let complete = &json["complete"];
    assert!(complete["releases"][0]["source"].as_str().unwrap().ends_with("b.md"), "{json}");
    assert!(complete["percent"].as_u64() < complete["releases"][1]["percent"].as_u64(), "{json}");
}

#[test]
fn one_bad_release_never_costs_the_others() {
    let folder = Folder::new();
    let source = folder.write("newsroom.json", MIXED);
    let out = folder.join("site");
    let output = kiosque(&[&"publish", &"--bare", &source, &"--out", &out]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("5 releases"), "{}", text(&output.stdout));
    let found = kiosque(&[&"search", &out, &"électriques", &"--json"]);
    let answer: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(answer["total"], 1);
    assert_eq!(answer["hits"][0]["release"]["slug"], "good");
}

/// Among thousands of common warnings nobody sees what is withheld; what is withheld is told however often.
#[test]
fn common_warnings_are_counted_and_what_waits_is_named() {
    let (folder, out) = (Folder::new(), Folder::new());
    for number in 0..25 {
        folder.write(format!("2024-05-01-avis-{number}.md"), format!("# Avis {number}\n\nLundi."));
        folder.write(
            format!("waits-{number}.md"),
            format!("---\ndraft: true\n---\n# Brouillon {number}\n\nMardi."),
        );
    }
    let source = folder.join("");
    let output = kiosque(&[&"publish", &"--bare", &source, &"--out", &out.join("site")]);
    let said = text(&output.stderr);
    let lines = |kind: &str| said.lines().filter(|line| line.contains(kind)).count();
    assert_eq!(lines("warning[draft]"), 25, "{said}");
    assert_eq!(lines("warning[date-from-name]"), 21, "{said}");
    assert!(
        said.contains("warning[date-from-name]: 5 more like it; kiosque check names each"),
        "{said}"
    );
}

#[test]
fn the_last_word_is_a_beginning_if_asked() {
    let folder = Folder::new();
    let source = folder.write("a.md", "# La mer\n\nHaute.");
    let other = folder.write("b.md", "# Le mercredi\n\nFermé.");
    let out = folder.join("site");
    assert!(kiosque(&[&"publish", &"--bare", &source, &other, &"--out", &out]).status.success());
    let answer = |flags: &[&str]| -> serde_json::Value {
        let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> =
            vec![&"search", &out, &"mer", &"--json"];
        arguments.extend(flags.iter().map(|flag| flag as &dyn AsRef<std::ffi::OsStr>));
        serde_json::from_slice(&kiosque(&arguments).stdout).unwrap()
    };
    assert_eq!(answer(&[])["total"], 1);
    let typing = answer(&["--typing", "--wide"]);
    assert_eq!((&typing["total"], &typing["more"]), (&2.into(), &0.into()));
    assert_eq!(typing["given_up"], serde_json::json!([]));
}

#[test]
fn building_again_replaces_the_set() {
    let folder = Folder::new();
    let source = folder.write("newsroom.json", MIXED);
    let out = folder.join("site");
    fs::create_dir_all(&out).unwrap();
    let shell = "<html lang=\"fr\"><base href=\"./\"><title>K</title><meta name=\"description\" content=\"\">\
        <meta name=\"theme-color\" content=\"\"><meta name=\"kiosque-build\" content=\"\"></head><body></body></html>";
    fs::write(out.join("index.html"), shell).unwrap();
    let build = |source: &Path| {
        assert!(kiosque(&[&"publish", &"--bare", &source, &"--out", &out]).status.success())
    };
    build(&source);
    let page = fs::read_to_string(out.join("r/good/index.html")).unwrap();
    assert!(page.contains("<base href=\"../../\"><title>Un quai électrique – "), "{page}");
    let other = folder.write("other.json", MIXED.replace("\"id\": \"good\"", "\"id\": \"better\""));
    build(&other);
    assert!(!out.join("r/good").exists() && out.join("r/better/index.html").exists());
    // A page that no page can be made of is said, with what it lacks.
    fs::write(out.join("index.html"), shell.replace("<title>", "")).unwrap();
    let refused = kiosque(&[&"publish", &"--bare", &other, &"--out", &out]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("there is no <title> in it"));
    assert!(!out.join("set.old").exists() && !out.join("set.new").exists());
}

#[test]
fn a_folder_without_a_set_says_so() {
    let folder = Folder::new();
    let output = kiosque(&[&"search", &folder.path(), &"x"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("set.json: not found"), "{}", text(&output.stderr));
}
