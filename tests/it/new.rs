//! `kiosque new`, and what is made of the arguments themselves.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use crate::support::{Folder, command, kiosque, said};
use std::{fs, path::Path, process::Stdio};

/// Begins a newsroom in `dir`, where nobody can be asked.
fn new(dir: &Path, more: &[&str]) -> std::process::Output {
    let mut new = command();
    new.arg("new").arg(dir).args(more).env("LC_ALL", "fr_FR.UTF-8").stdin(Stdio::null());
    new.output().unwrap()
}

#[test]
fn a_new_newsroom_is_clean_and_publishes() {
    for (languages, releases) in
        [("fr", 1), ("en", 1), ("fr,en", 2), ("de", 1), ("de,fr", 1), ("fr,en,de", 1)]
    {
        let folder = Folder::with_viewer();
        let dir = folder.join("releases");
        let options =
            ["--name", "Port \"neuf\" : #1", "--languages", languages, "--accent", "#0a5c7a"];
        let output = new(&dir, &options);
        assert!(output.status.success(), "{}", said(&output));
        let check = kiosque(&[&"check", &"--json", &dir]);
        let check: serde_json::Value = serde_json::from_slice(&check.stdout).unwrap();
        assert_eq!(check["problems"], serde_json::json!([]), "{languages}");
        let publish = ["publish", "--out", "site", "--viewer", "viewer", "--strict"];
        let output = command().current_dir(folder.path()).args(publish).arg(&dir).output().unwrap();
        assert!(
            said(&output).contains(&format!("{releases} releases, 0 errors")),
            "{}",
            said(&output)
        );
        let page = fs::read_to_string(folder.join("site/index.html")).unwrap();
        assert!(page.contains("Port &quot;neuf&quot; : #1"), "{page}");
        assert!(!folder.join("site/.kiosque").exists());
    }
}

#[test]
fn without_options_it_is_named_as_the_folder() {
    let folder = Folder::new();
    let dir = folder.join("presse");
    assert!(new(&dir, &[]).status.success());
    let newsroom = fs::read_to_string(dir.join("newsroom.json")).unwrap();
    assert!(
        newsroom.contains("\"title\": \"presse\"") && newsroom.contains("\"language\": \"fr\"")
    );
    let release = fs::read_to_string(dir.join("welcome.md")).unwrap();
    assert!(release.contains("Notre salle de presse est ouverte"), "{release}");
}

#[test]
fn nothing_is_overwritten() {
    let folder =
        Folder::with(&[("releases/old.md", "# Old\n\nText."), ("releases/README.md", "mine")]);
    let dir = folder.join("releases");
    let output = new(&dir, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("there already: README.md"), "{}", said(&output));
    assert_eq!(fs::read_to_string(dir.join("README.md")).unwrap(), "mine");
    assert_eq!(fs::read_dir(&dir).unwrap().count(), 2);
    // What is in nobody's way is no hindrance.
    fs::remove_file(dir.join("README.md")).unwrap();
    assert!(new(&dir, &[]).status.success());
    let output = new(&dir, &[]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
}

#[test]
fn a_logo_comes_along_if_pages_can_show_it() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";
    let folder = Folder::with(&[
        ("mark.SVG", svg),
        ("runs.svg", &svg.replace("<path", "<script>x</script><path")),
        ("big.svg", &svg.replace("M0 0", &"M0 0 ".repeat(20_000))),
        ("none.png", "no picture"),
        ("mark.gif", "GIF89a"),
    ]);
    let dir = folder.join("releases");
    let with = |name: &str| new(&dir, &["--logo", &folder.join(name).to_string_lossy()]);
    for (name, why) in [
        ("runs.svg", "a script"),
        ("big.svg", "60 KB are enough"),
        ("none.png", "no picture whose size can be found"),
        ("mark.gif", "give SVG, PNG, WebP or JPEG"),
        ("gone.svg", "os error 2"),
    ] {
        let output = with(name);
        assert_eq!(output.status.code(), Some(2), "{name}: {}", said(&output));
        assert!(said(&output).contains(why), "{name}: {}", said(&output));
        assert!(!dir.exists(), "{name}");
    }
    assert!(with("mark.SVG").status.success());
    assert_eq!(fs::read_to_string(dir.join("media/logo.svg")).unwrap(), svg);
    let loaded = crate::support::read(&dir);
    let logo = loaded.newsroom.logo.unwrap();
    assert_eq!(logo.light.source.file_name(), "logo.svg");
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    // A second newsroom there finds it in its way.
    let output = with("mark.SVG");
    assert!(said(&output).contains("media/logo.svg"), "{}", said(&output));
}

#[test]
fn shells_and_man_are_told_every_command() {
    let help = String::from_utf8(kiosque(&[&"-h"]).stdout).unwrap();
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| help.contains(&format!("\n  {command} ")))
        .collect();
    assert!(commands.contains(&"publish") && commands.contains(&"new"), "{commands:?}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = kiosque(&[&"completions", &shell]);
        let text = String::from_utf8(output.stdout).unwrap();
        for word in commands.iter().chain(&["base-url"]) {
            assert!(text.contains(word), "{shell}: {word}");
        }
    }
    let page = String::from_utf8(kiosque(&[&"man"]).stdout).unwrap();
    assert!(page.contains(".TH kiosque 1"), "{page}");
    for command in commands.iter().filter(|command| **command != "help") {
        assert!(page.contains(&format!("kiosque\\-{command}(1)")), "{command} in\n{page}");
        let output = kiosque(&[&"man", command]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(&format!(".TH kiosque-{command} 1")), "{text}");
    }
    assert_eq!(kiosque(&[&"man", &"nothing"]).status.code(), Some(2));
}
