//! What a browser needs to keep the site and to install it: the service worker's list of files,
//! the lists of everything with sizes, and the manifest.

use super::Files;
use crate::bundle::{
    Bundle, Content, hash,
    layout::SET,
    paths::{CARDS, INDEX, LISTS},
};
use crate::model::Newsroom;
use rayon::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The files beside the pages, by name, and what they make.
pub(super) struct Site {
    /// A hash of the viewer, which pages state: not of the set, or every page would change with it.
    pub(super) viewer_build: String,
    /// A hash of the viewer and the set.
    build: String,
    viewer: BTreeMap<String, (u64, String)>,
}

/// The name of the service worker.
pub(crate) const WORKER: &str = "sw.js";
pub(crate) const LIST: &str = "offline.json";
const MANIFEST: &str = "manifest.webmanifest";

/// At most so many files of the set stand in one list.
const PART: usize = 1_024;

/// A file as the service worker is told of it: its path, its size, the beginning of its SHA-256.
type Entry = (String, u64, String);

/// The colour of a newsroom that states none: as in `index.html` and `static/css/tokens.css`.
const ACCENT: &str = "#0b5563";

impl Site {
    /// Looks at the viewer's files.
    pub(super) fn of(bundle: &Bundle, files: &Files) -> Self {
        let mut viewer = BTreeMap::new();
        let mut parts: Vec<Vec<u8>> = Vec::new();
        for (name, bytes) in files {
            let kind = name.rsplit('.').next().unwrap_or_default();
            // Of texts the words of the interface, in every language: the licences are read where there is a network.
            let words = name.starts_with("words-");
            if !words && !["css", "js", "wasm", "svg", "png"].contains(&kind) {
                continue;
            }
            if name == WORKER {
                parts.push(worker(&String::from_utf8_lossy(bytes), "").into_bytes());
                continue;
            }
            viewer.insert(name.clone(), (bytes.len() as u64, digest(bytes)));
            parts.push(name.clone().into_bytes());
            parts.push(bytes.clone());
        }
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        let viewer_build = hash(&parts);
        let build = hash(&[viewer_build.as_bytes(), bundle.set.build.as_bytes()]);
        Self { viewer_build, build, viewer }
    }

    /// The lists and the manifest, and the service worker that knows of them.
    pub(super) fn files(&self, bundle: &Bundle, files: &Files) -> Files {
        // Workers come when somebody needs them: a first visit does not pay for them.
        let is_worker = |name: &str| {
            ["search-", "marks-", "desk-", "sheet-", "tools-"]
                .iter()
                .any(|start| name.starts_with(start))
        };
        let at_first = self.viewer.iter().filter(|(name, _)| !is_worker(name));
        let at_first = at_first.map(|(name, (_, digest))| (name.as_str(), Some(digest)));
        // These have names that outlive what is in them.
        let shell: Vec<(&str, Option<&String>)> =
            ["./", SET, MANIFEST].map(|name| (name, None)).into_iter().chain(at_first).collect();
        let set = bundle.files.par_iter().filter(|(path, _)| *path != SET);
        let entry = |(path, file): (&String, &Content)| {
            (path.clone(), file.len() as u64, short(file.digest()))
        };
        let set: Vec<Entry> = set.map(entry).collect();
        let viewer = self.viewer.iter();
        let viewer = viewer.map(|(name, (size, digest))| (name.as_str(), *size, digest.as_str()));
        let viewer: Vec<(&str, u64, &str)> = viewer.collect();
        let sizes =
            viewer.iter().map(|(_, size, _)| size).chain(set.iter().map(|(_, size, _)| size));
        let bytes: u64 = sizes.sum();
        let (mut made, parts) = parts(set);
        let list = json!({ "build": self.build, "bytes": bytes, "files": viewer, "parts": parts });
        if let Some(text) = files.get(WORKER) {
            let line =
                json!([self.build, self.viewer_build, bundle.set.build, bytes, shell]).to_string();
            let text = worker(&String::from_utf8_lossy(text), &line);
            made.insert(WORKER.to_owned(), text.into_bytes());
        }
        made.insert(LIST.to_owned(), list.to_string().into_bytes());
        let manifest = format!("{:#}", manifest(&bundle.set.newsroom));
        made.insert(MANIFEST.to_owned(), manifest.into_bytes());
        made
    }
}

/// The lists of the files of the set, and what the service worker is told of them: their paths, the beginnings of their SHA-256, and
/// whether they are of what a search takes. Those come first, cards after the index.
fn parts(set: Vec<Entry>) -> (Files, Vec<(String, String, bool)>) {
    let (index, others): (Vec<Entry>, Vec<Entry>) =
        set.into_iter().partition(|(path, ..)| path.starts_with(INDEX));
    let (cards, rest): (Vec<Entry>, Vec<Entry>) =
        others.into_iter().partition(|(path, ..)| path.starts_with(CARDS));
    let (mut files, mut parts) = (Files::new(), Vec::new());
    for (entries, searched) in [([index, cards].concat(), true), (rest, false)] {
        for part in entries.chunks(PART) {
            let bytes = json!(part).to_string().into_bytes();
            let path = format!("{LISTS}{}.json", hash(&[&bytes]));
            parts.push((path.clone(), digest(&bytes), searched));
            files.insert(path, bytes);
        }
    }
    (files, parts)
}

/// The beginning of a file's SHA-256, for the service worker to tell whether what it keeps is whole.
fn digest(bytes: &[u8]) -> String {
    short(&Sha256::digest(bytes))
}

fn short(digest: &[u8]) -> String {
    digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// The service worker with its first line, which holds what it knows of the site.
fn worker(text: &str, line: &str) -> String {
    let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
    format!("const [BUILD, VIEWER, SET_BUILD, BYTES, SHELL] = {line};\n{rest}")
}

fn manifest(newsroom: &Newsroom) -> serde_json::Value {
    let name = newsroom.title.as_deref().unwrap_or("Kiosque");
    let icon = |file: &str, size: &str, purpose: &str| json!({ "src": file, "sizes": size, "type": "image/png", "purpose": purpose });
    let accent = newsroom.accent.as_ref().map_or(ACCENT, |accent| accent.as_str());
    let mut manifest = json!({
        "name": name,
        "short_name": name,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#fbfaf6",
        "theme_color": accent,
        "icons": [
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("icon-maskable.png", "512x512", "maskable"),
        ],
    });
    // What is not said has no member: `null` is no text.
    let language = newsroom.languages.first().map(|language| language.as_str());
    for (member, value) in [("description", newsroom.description.as_deref()), ("lang", language)] {
        if let Some(value) = value {
            manifest[member] = value.into();
        }
    }
    manifest
}

#[cfg(test)]
mod tests {
    use super::{Entry, PART, parts};

    #[test]
    fn lists_are_in_parts_those_of_the_search_first() {
        let names = ["set/articles/a/", "set/cards/b/", "set/files/c/", "set/index/d/"];
        let entry = |n: usize| (format!("{}{n}", names[n % 4]), n as u64, String::new());
        let set: Vec<Entry> = (0..4 * PART).map(entry).collect();
        let (files, told) = parts(set.clone());
        let mut all: Vec<Entry> = Vec::new();
        for (path, digest, searched) in &told {
            assert_eq!(digest, &super::digest(&files[path]));
            let part: Vec<Entry> = serde_json::from_slice(&files[path]).unwrap();
            let is_searched =
                |(path, ..): &Entry| path.contains("/index/") || path.contains("/cards/");
            assert!(part.len() <= PART && part.iter().all(|entry| is_searched(entry) == *searched));
            all.extend(part);
        }
        assert!(all[..PART].iter().all(|(path, ..)| path.contains("/index/")));
        assert_eq!(told.iter().filter(|(.., searched)| *searched).count(), 2);
        all.sort();
        let mut set = set;
        set.sort();
        assert_eq!(all, set);
    }
}
