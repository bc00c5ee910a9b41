//! `kiosque check --fix`: what is sure is written, and nothing else of a file changes.

#![allow(clippy::unwrap_used, reason = "helpers of tests, too, may fail")]

use crate::support::{Folder, kiosque, read, said, sample};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match fs::symlink_metadata(&path).unwrap().is_dir() {
            true => found.extend(files(&path)),
            false => {
                found.insert(path.clone(), fs::read(&path).unwrap_or_default());
            }
        }
    }
    found
}

/// The lines that one text has more than another, which has none that the former lacks, as a diff shows them.
fn added(before: &str, after: &str) -> String {
    let mut rest = before.split_inclusive('\n').peekable();
    let mut more = String::new();
    for line in after.split_inclusive('\n') {
        if rest.peek() == Some(&line) {
            rest.next();
        } else {
            more.push_str(&format!("+{line}"));
        }
    }
    assert_eq!(rest.next(), None, "something was taken away:\n{after}");
    more
}

fn fix(folder: &Path) -> String {
    said(&kiosque(&[&"check", &"--fix", &folder]))
}

const FEED: &str = "{\n  \"title\": \"Port\",\n  \"_newsroom\": { \"languages\": [\"fr\", \"en\"] },\n  \"items\": [\n    {\n      \
                    \"url\": \"https://example.org/a\",\n      \"title\": \"A\", \"content_text\": \"A\"\n    }\n  ]\n}\n";

#[test]
fn what_is_sure_is_written_once_and_nothing_else_changes() {
    let folder = Folder::with(&[
        ("newsroom.json", FEED),
        (".kiosque/newsroom.schema.json", "{}"),
        (
            "2024-05-01-quai.fr.md",
            "---\n# mine\ntitle:  \"Le quai\"   # so\n---\n\nTexte  \nici.\n",
        ),
        ("2024-05-01-quai.en.md", "---\r\ntitle: The quay\r\nid: q\r\n---\r\n\r\nText.\r\n"),
        ("plain.fr.md", "# Sans en-tête\n\nTexte."),
        ("draft.fr.md", "---\ntitle: D\ndraft: true\n---\nTexte."),
        ("toml.fr.md", "+++\ntitle = \"T\"\n+++\nTexte."),
        (
            "2023-01-02-page.html",
            "<html><head><title>P</title></head><body><h1>P</h1><p>Texte.</p></body></html>",
        ),
    ]);
    let (before, loaded) = (files(folder.path()), read(folder.path()));
    let text = fix(folder.path());
    let after = files(folder.path());
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let diff = |name: &str| {
        let text = |files: &BTreeMap<PathBuf, Vec<u8>>| {
            String::from_utf8(files[&folder.join(name)].clone()).unwrap()
        };
        added(&text(&before), &text(&after))
    };
    for (name, expected) in [
        (
            "newsroom.json",
            "+  \"$schema\": \".kiosque/newsroom.schema.json\",\n+  \"version\": \"https://jsonfeed.org/version/1.1\",\n+      \
             \"id\": \"https://example.org/a\",\n",
        ),
        (
            "2024-05-01-quai.fr.md",
            "+id: \"2024-05-01-quai.fr\"\n+language: fr\n+group: \"2024-05-01-quai\"\n+date: 2024-05-01\n",
        ),
        (
            "2024-05-01-quai.en.md",
            "+language: en\r\n+group: \"2024-05-01-quai\"\r\n+date: 2024-05-01\r\n",
        ),
        ("draft.fr.md", "+id: \"draft.fr\"\n+language: fr\n+group: \"draft\"\n"),
        ("plain.fr.md", ""),
        ("toml.fr.md", ""),
        ("2023-01-02-page.html", ""),
        (".kiosque/newsroom.schema.json", ""),
    ] {
        assert_eq!(diff(name), expected, "{name}\n{text}");
        for line in expected.lines() {
            let line = line.trim_start_matches('+').trim().trim_end_matches(',');
            assert!(text.contains(&format!("{name}: wrote {line}")), "{line}\n{text}");
        }
    }
    for (name, why) in [
        ("plain.fr.md", "no header"),
        ("toml.fr.md", "no header"),
        ("2023-01-02-page.html", "stands in its name alone"),
    ] {
        let said = text
            .lines()
            .any(|line| line.contains(&format!("{name}: not written")) && line.contains(why));
        assert!(said, "{name}\n{text}");
    }
    // What is read is what was read.
    let again = read(folder.path());
    let releases = |loaded: &kiosque::ingest::Loaded| -> BTreeMap<String, String> {
        let all = loaded.releases.iter().chain(&loaded.held);
        all.map(|one| (one.release.id.clone(), format!("{:?}", one.release))).collect()
    };
    assert_eq!(releases(&loaded), releases(&again));
    assert_eq!(loaded.held.len(), again.held.len());
    // A second run finds nothing to write.
    let second = fix(folder.path());
    assert!(!second.contains(": wrote "), "{second}");
    assert_eq!(files(folder.path()), after);
}

#[test]
fn without_being_asked_nothing_is_written() {
    let folder = Folder::with(&[("2024-05-01-quai.fr.md", "---\ntitle: Q\n---\nTexte.")]);
    let before = files(folder.path());
    kiosque(&[&"check", &folder.path()]);
    assert_eq!(files(folder.path()), before);
    // For programs, what was done is said beside.
    let output = kiosque(&[&"check", &"--json", &"--fix", &folder.path()]);
    assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok());
    assert!(String::from_utf8_lossy(&output.stderr).contains("wrote date: 2024-05-01"));
}

#[test]
fn the_sample_is_read_as_before() {
    let folder = Folder::new();
    for (path, bytes) in files(&sample()) {
        folder.write(path.strip_prefix(sample()).unwrap(), bytes);
    }
    let before = read(folder.path());
    fix(folder.path());
    let after = read(folder.path());
    assert_eq!(format!("{:?}", before.newsroom), format!("{:?}", after.newsroom));
    assert_eq!(before.releases.len(), after.releases.len());
    for (one, other) in before.releases.iter().zip(&after.releases) {
        assert_eq!(one.release, other.release);
    }
}

#[cfg(unix)]
#[test]
fn links_and_files_that_are_locked_stay_and_rights_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let text = "---\ntitle: Q\n---\nTexte.";
    let folder =
        Folder::with(&[("out/x.fr.md", text), ("in/a.fr.md", text), ("in/locked.fr.md", text)]);
    let rights = |name: &str, mode: u32| {
        fs::set_permissions(folder.join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    rights("in/a.fr.md", 0o640);
    rights("in/locked.fr.md", 0o444);
    symlink(folder.join("out/x.fr.md"), folder.join("in/link.fr.md")).unwrap();
    let said = fix(&folder.join("in"));
    assert!(said.contains("locked.fr.md: not written: it is not to be written"), "{said}");
    let mode = |name: &str| fs::metadata(folder.join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("in/a.fr.md"), mode("in/locked.fr.md")), (0o640, 0o444));
    assert!(fs::read_to_string(folder.join("in/a.fr.md")).unwrap().contains("language: fr"));
    for name in ["out/x.fr.md", "in/locked.fr.md"] {
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), text, "{name}");
    }
    // Named itself, a link is read, and not written through.
    let said = fix(&folder.join("in/link.fr.md"));
    assert!(said.contains("it is a link"), "{said}");
    assert_eq!(fs::read_to_string(folder.join("out/x.fr.md")).unwrap(), text);
    assert!(fs::symlink_metadata(folder.join("in/link.fr.md")).unwrap().is_symlink());
}
