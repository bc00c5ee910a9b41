//! `kiosque publish --to`: a site sent to a folder elsewhere, and what is refused before anything is read.

use super::TWO;
use crate::support::{Folder, said};
use std::{collections::BTreeMap, fs, path::Path};

/// All files below a folder.
fn everything(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

#[test]
fn a_folder_elsewhere_holds_the_site() {
    let folder = Folder::with_viewer();
    let elsewhere = folder.join("elsewhere");
    let to = format!("file://{}", elsewhere.display());
    let publish = |text: &str, out: &str, more: &[&str]| {
        let source = folder.write("newsroom.json", text);
        let mut args = vec!["--to", to.as_str()];
        args.extend(more);
        folder.publishing_into(&folder.join(out), &[&source], &args).output().unwrap()
    };
    let output = publish(TWO, "site", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(everything(&elsewhere), everything(&folder.join("site")));
    assert!(said(&output).contains(" 0 there already, 0 deleted;"), "{}", said(&output));
    assert!(!said(&output).contains("keep two runs apart"), "{}", said(&output));
    fs::write(elsewhere.join("theirs.txt"), "theirs").unwrap();
    let output = publish(TWO, "site", &[]);
    assert!(said(&output).contains(": 0 files sent, 0 bytes, "), "{}", said(&output));
    assert!(said(&output).contains("left alone there, not of the site: 1 (theirs.txt)"));

    // A fresh folder: the addresses are those of the site at the store, though the title is another.
    let old = everything(&elsewhere);
    let page =
        old.keys().find(|path| path.contains("quai") && path.ends_with("index.html")).unwrap();
    let renamed = TWO.replace("Le quai rouvre", "Une rue ferme");
    let output = publish(&renamed, "fresh", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(fs::read_to_string(elsewhere.join(page)).unwrap().contains("Une rue ferme"));

    // Fewer than half: of the fresh folder nobody knows more, of the store one does.
    let one = r#"{ "version": "https://jsonfeed.org/version/1.1", "title": "Port", "language": "fr",
        "items": [ { "id": "quai", "title": "Le quai rouvre", "content_html": "<p>Lundi.</p>" } ] }"#;
    let before = everything(&elsewhere);
    let output = publish(one, "another", &[]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("is published, not sent: file://"), "{}", said(&output));
    assert!(said(&output).contains("3 pages of releases, this one 1"), "{}", said(&output));
    assert_eq!(everything(&elsewhere), before);
    let output = publish(one, "another", &["--allow-shrink"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let mut whole = everything(&elsewhere);
    assert_eq!(whole.remove("theirs.txt").as_deref(), Some(b"theirs".as_slice()));
    assert_eq!(whole, everything(&folder.join("another")));
}

#[test]
fn what_cannot_be_sent_to_is_said_before_anything_is_written() {
    let folder = Folder::with_viewer();
    let source = folder.write("in/newsroom.json", TWO);
    let file = |name: &str| format!("file://{}", folder.join(name).display());
    let secret = "AKIAIOSFODNN7EXAMPLE";
    for (to, env, why) in [
        (file("site/below"), "", "neither may lie in the other"),
        (format!("file://{}", folder.path().display()), "", "neither may lie in the other"),
        (file("in/below"), "", "lies in a source"),
        ("ftp://host/press".to_owned(), "", "an address such as s3://BUCKET/PREFIX is wanted"),
        (format!("s3://{secret}:{secret}@press/x"), "", "do not belong into an address"),
        ("s3://press/x".to_owned(), "", "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
        ("s3://press/x".to_owned(), "http://127.0.0.1:1", "AWS_ALLOW_HTTP=true"),
    ] {
        let mut command =
            folder.publishing_into(&folder.out(), &[&folder.join("in")], &["--to", &to]);
        for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ALLOW_HTTP"] {
            command.env_remove(name);
        }
        if !env.is_empty() {
            command.env("AWS_ENDPOINT_URL", env).env("AWS_ACCESS_KEY_ID", secret);
            command.env("AWS_SECRET_ACCESS_KEY", secret);
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{to}: {}", said(&output));
        assert!(said(&output).contains(why), "{to}: {}", said(&output));
        assert!(!said(&output).contains(secret), "{}", said(&output));
        assert!(!folder.out().exists(), "{to}");
    }
    assert!(source.is_file());
}
