//! The licences that come with the programs name every crate that is in them, and no other: a new dependency wants
//! `make licences`.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use crate::support::kiosque;
use std::{collections::BTreeSet, process::Command};

/// The crates that cargo takes in with these arguments, along edges of these kinds.
fn crates(edges: &str, args: &[&str]) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(["tree", "--offline", "--locked"]);
    cargo.args(["-e", edges, "--prefix", "none", "--format", "{p}"]).args(args);
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let crates: BTreeSet<String> = tree
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| format!("{name} {}", rest.split(' ').next().unwrap_or_default()))
        .collect();
    assert!(crates.len() > 20, "{crates:?}");
    crates
}

/// Whether a line is the name of a crate and its version.
fn is_crate(line: &str) -> bool {
    let (name, version) = line.split_once(' ').unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && version.starts_with(|c: char| c.is_ascii_digit())
        && !version.contains(' ')
}

/// Holds a text of licences against the crates that cargo takes in with these arguments: those that are linked must be
/// named, those that make code of code may be, and no others.
fn check(text: &str, args: &[&str]) {
    let named: BTreeSet<&str> =
        text.lines().filter_map(|line| line.strip_prefix("  ")).map(str::trim_end).collect();
    let own = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    let mut linked = crates("normal,no-proc-macro", args);
    linked.remove(own);
    let missing: Vec<_> = linked.iter().filter(|name| !named.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "make licences: nothing is said of {missing:?}");
    let all = crates("normal", args);
    let strange: Vec<_> =
        named.into_iter().filter(|name| is_crate(name) && !all.contains(*name)).collect();
    assert!(strange.is_empty(), "make licences: {strange:?} are not in it");
}

#[test]
fn every_crate_in_the_program_is_named() {
    let text = include_str!("../../scripts/licences/licences.txt");
    check(text, &["--features", "viewer", "--target", "all"]);
    assert!(text.contains("Bitstream Vera"), "the fonts");
}

#[test]
fn every_crate_in_the_viewer_is_named() {
    let web =
        ["--no-default-features", "--features", "web,tools", "--target", "wasm32-unknown-unknown"];
    check(include_str!("../../static/licences.txt"), &web);
}

#[test]
fn the_program_prints_them() {
    let output = kiosque(&[&"licences"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    for words in ["Unicode License v3", "Bitstream Vera", "yew 0.", "clap 4."] {
        assert!(text.contains(words), "{words}");
    }
}
