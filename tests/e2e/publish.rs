//! The command line, and sites of newsrooms that only a test has.

use crate::collection::project;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The command line, which `make build` made where these tests are compiled too.
pub(crate) fn kiosque() -> PathBuf {
    let test = std::env::current_exe().expect("the path of this test");
    let target = test.ancestors().nth(3).expect("the folder that cargo builds in");
    let command = target.join("release/kiosque");
    assert!(command.is_file(), "there is no {}: run `make build` first", command.display());
    command
}

/// Where `kiosque publish`, run as a publisher would, has put a feed.
pub(crate) fn published(name: &str, feed: &Value) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder to publish from");
    let (source, site) = (folder.join("newsroom.json"), folder.join("site"));
    std::fs::write(&source, feed.to_string()).expect("a newsroom to publish");
    // Addresses of a run before are not these releases'.
    let _ = std::fs::remove_dir_all(&site);
    let mut command = Command::new(kiosque());
    command.arg("publish").arg(&source).arg("--out").arg(&site);
    command.arg("--viewer").arg(project().join("target/viewer"));
    let output = command.output().expect("kiosque");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}", said.chars().take(2000).collect::<String>());
    site
}
