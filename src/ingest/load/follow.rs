//! Where the further pages of a feed lie, if they were saved beside it.

use super::{format::Format, passed};
use std::{
    fs,
    path::{Path, PathBuf},
};
use url::Url;

/// The file beside `feed`, below `root`, in which the page at `address` was saved: under the last parts of its address, as many as
/// there are folders for. What leads out, is hidden, or is kept from being read by its name is none.
pub(super) fn page(feed: &Path, root: &Path, address: &str) -> Option<PathBuf> {
    const DEEPEST: usize = 8;
    let plain = address.split('#').next().unwrap_or_default().trim();
    let (path, query) =
        plain.split_once('?').map_or((plain, None), |(path, query)| (path, Some(query)));
    let path = Url::parse(path).map_or_else(|_| path.to_owned(), |url| url.path().to_owned());
    let mut parts: Vec<String> = Vec::new();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        let part = percent_encoding::percent_decode_str(part).decode_utf8().ok()?;
        if part == ".." || part.contains(['/', '\\', '\0']) {
            return None;
        }
        parts.push(part.into_owned());
    }
    // A page that is asked for with a question was saved with it in its name.
    if let Some(query) = query {
        let last = parts.last_mut()?;
        last.push('?');
        last.push_str(query);
    }
    let folder = feed.parent().unwrap_or(Path::new(""));
    let here = |path: &Path| {
        if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_owned() }
    };
    let top = fs::canonicalize(here(root)).ok()?;
    (0..parts.len()).rev().take(DEEPEST).rev().find_map(|start| {
        let inside: PathBuf = parts.get(start..)?.iter().collect();
        let path = folder.join(inside);
        let real = fs::canonicalize(&path).ok()?;
        let below = real.strip_prefix(&top).ok()?;
        let may = passed::private(below).is_none()
            && below.parent().is_none_or(|folders| {
                folders.iter().all(|name| passed::folder(&name.to_string_lossy()).is_none())
            })
            && fs::symlink_metadata(&path).is_ok_and(|file| file.is_file());
        let is_named = Format::of(&path).is_none_or(Format::is_feed);
        (may && is_named).then_some(path)
    })
}

#[cfg(test)]
mod tests {
    use super::page;
    use std::fs;

    #[test]
    fn pages_lie_under_the_last_parts_of_their_addresses() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("in");
        let feed = root.join("feed.json");
        for name in [
            "feed.json",
            "2.json",
            "archive/2025.xml",
            "feed.json?page=2",
            ".3.json",
            "drafts/4.json",
            "5.docx",
        ] {
            fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
            fs::write(root.join(name), "{}").unwrap();
        }
        fs::write(folder.path().join("out.json"), "{}").unwrap();
        for (address, expected) in [
            ("https://port.example/feeds/2.json", Some("2.json")),
            ("2.json#x", Some("2.json")),
            ("./2.json", Some("2.json")),
            ("https://port.example/a/archive/2025.xml", Some("archive/2025.xml")),
            ("https://port.example/feed.json?page=2", Some("feed.json?page=2")),
            ("https://port.example/feed.json?page=3", None),
            ("../out.json", None),
            ("https://port.example/%2e%2e/out.json", None),
            ("%2Fetc%2Fpasswd", None),
            ("https://port.example/.3.json", None),
            ("https://port.example/drafts/4.json", None),
            ("https://port.example/5.docx", None),
            ("", None),
            ("archive", None),
        ] {
            let found = page(&feed, &root, address);
            assert_eq!(found, expected.map(|name| root.join(name)), "{address}");
        }
    }
}
