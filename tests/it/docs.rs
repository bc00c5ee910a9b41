//! The documentation: what it links to is there, and its table of contents has every page.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::{fs, path::Path};
use walkdir::WalkDir;

/// Where the links of a Markdown text lead, if within the project.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
    let own = targets.filter(|target| !target.contains("://") && !target.starts_with('#'));
    own.filter_map(|target| target.split('#').next())
}

#[test]
fn links_lead_somewhere_and_every_page_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = root.join("docs");
    let summary = fs::read_to_string(docs.join("SUMMARY.md")).unwrap();
    let listed: Vec<&str> = links(&summary).collect();
    let pages = WalkDir::new(&docs).into_iter().map(|entry| entry.unwrap().into_path());
    let pages = pages.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let own = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map(|name| root.join(name));
    let mut lost = Vec::new();
    for page in pages.chain(own) {
        let text = fs::read_to_string(&page).unwrap();
        let folder = page.parent().unwrap();
        let missing = links(&text).filter(|target| !folder.join(target).exists());
        lost.extend(missing.map(|target| format!("{}: {target}", page.display())));
        if let Ok(name) = page.strip_prefix(&docs)
            && name != Path::new("SUMMARY.md")
            && !listed.iter().any(|listed| Path::new(listed) == name)
        {
            lost.push(format!("{} is not in docs/SUMMARY.md", name.display()));
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}
