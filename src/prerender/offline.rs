//! What a browser needs to keep the site and to install it: the service worker's list of files,
//! the list of everything with sizes, and the manifest.

use super::Files;
use crate::bundle::{Bundle, hash, layout::SET};
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
        let set = set.map(|(path, file)| (path.as_str(), file.len() as u64, short(file.digest())));
        let set: Vec<_> = set.collect();
        let viewer = self.viewer.iter();
        let viewer = viewer.map(|(name, (size, digest))| (name.as_str(), *size, digest.clone()));
        let all: Vec<(&str, u64, String)> = viewer.chain(set).collect();
        let bytes: u64 = all.iter().map(|(_, size, _)| size).sum();
        let list = json!({ "build": self.build, "bytes": bytes, "files": all });
        let mut made = Files::new();
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
