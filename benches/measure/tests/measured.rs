//! The command, on a collection of two documents.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CORPUS: &str = r#"{"_id": "d 1", "title": "Le quai nord", "text": "Rouvert lundi."}
{"_id": "d2", "title": "La gare", "text": "Fermée au quai."}"#;

const QUERIES: &str =
    "{\"_id\": \"q1\", \"text\": \"quai nord\"}\n\n{\"_id\": \"q2\", \"text\": \"rien de tel\"}\n";

fn measure(args: &[&dyn AsRef<OsStr>]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_measure"));
    command.args(args.iter().map(AsRef::as_ref)).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let file = folder.join(name);
    fs::write(&file, bytes).unwrap();
    file
}

#[test]
fn queries_are_run_and_judged() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let corpus = write(folder, "corpus.jsonl", CORPUS.as_bytes());
    let feed = measure(&[&"feed", &corpus, &"--language", &"fr"]);
    let feed = write(folder, "newsroom.json", &feed.stdout);
    let loaded = kiosque::ingest::load(&[feed], &kiosque::ingest::Options::default());
    assert_eq!(loaded.problems, []);
    kiosque::bundle::bundle(loaded, 0).unwrap().write(folder).unwrap();

    let queries = write(folder, "queries.jsonl", QUERIES.as_bytes());
    let run = measure(&[&"run", &folder, &"--queries", &queries]);
    let lines = text(&run.stdout);
    let columns: Vec<Vec<&str>> = lines.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(columns.len(), 2, "{lines}{}", text(&run.stderr));
    assert_eq!(columns[0][..4], ["q1", "Q0", "d_1", "1"]);
    assert_eq!(columns[1][..4], ["q1", "Q0", "d2", "2"]);
    assert_eq!(columns[1][5], "kiosque");

    let qrels = write(folder, "qrels.tsv", b"query-id\tcorpus-id\tscore\nq1\td2\t1\n");
    let eval = measure(&[&"eval", &folder, &"--queries", &queries, &"--qrels", &qrels, &"--json"]);
    let report: serde_json::Value = serde_json::from_slice(&eval.stdout).unwrap();
    assert_eq!(report["queries"], 1);
    assert_eq!(report["MRR@10"], 0.5);

    let wrong = write(folder, "wrong.tsv", b"q1 d2 one more word than that\n");
    let refused = measure(&[&"eval", &folder, &"--queries", &queries, &"--qrels", &wrong]);
    assert!(!refused.status.success());
    assert!(text(&refused.stderr).contains("wrong.tsv:1:"), "{}", text(&refused.stderr));
}

#[test]
fn sizes_are_printed_with_their_total() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.txt", &[b'a'; 1_000]);
    write(folder.path(), "search-1.wasm", b"x");
    let said = text(&measure(&[&"size", &folder.path()]).stdout);
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[1].ends_with("  a.txt") && lines[1].starts_with("      1000 "), "{said}");
    assert!(lines[3].ends_with("  total") && lines[3].starts_with("      1001 "), "{said}");
    assert!(lines[4].ends_with("the search engine"), "{said}");
}
