//! What a browser needs to keep the site and to install it: the service worker's list of files,
//! the list of everything with sizes, and the manifest.

use crate::bundle::{Bundle, hash, layout::SET};
use crate::model::Newsroom;
use serde_json::json;
use std::{collections::BTreeMap, fs, io, path::Path};

/// The files beside the pages, by name, and the build that they and the set make.
pub(super) struct Site {
    /// A hash of everything but the pages, which state it.
    pub(super) build: String,
    viewer: BTreeMap<String, u64>,
}

const WORKER: &str = "sw.js";
const LIST: &str = "offline.json";
const MANIFEST: &str = "manifest.webmanifest";

impl Site {
    /// Looks at what lies in `dir`, where the viewer is.
    pub(super) fn of(bundle: &Bundle, dir: &Path) -> io::Result<Self> {
        let mut viewer = BTreeMap::new();
        let mut parts: Vec<Vec<u8>> = vec![bundle.files.get(SET).cloned().unwrap_or_default()];
        let mut entries: Vec<_> = fs::read_dir(dir)?.collect::<Result<_, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries.into_iter().filter(|entry| entry.path().is_file()) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = name.rsplit('.').next().unwrap_or_default();
            if !["css", "js", "wasm", "svg", "png"].contains(&kind) {
                continue;
            }
            let bytes = fs::read(entry.path())?;
            if name == WORKER {
                parts.push(worker(&String::from_utf8_lossy(&bytes), "").into_bytes());
                continue;
            }
            viewer.insert(name.clone(), u64::try_from(bytes.len()).unwrap_or(u64::MAX));
            parts.push(name.into_bytes());
            parts.push(bytes);
        }
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        Ok(Self { build: hash(&parts), viewer })
    }

    /// Writes the lists and the manifest, and tells the service worker.
    pub(super) fn write(&self, bundle: &Bundle, newsroom: &Newsroom, dir: &Path) -> io::Result<()> {
        // The search comes when somebody searches: a first visit does not pay for it.
        let shell: Vec<&str> = ["./", SET, MANIFEST]
            .into_iter()
            .chain(
                self.viewer.keys().map(String::as_str).filter(|name| !name.starts_with("search-")),
            )
            .collect();
        let set = bundle.files.iter().filter(|(path, _)| *path != SET);
        let set = set.map(|(path, bytes)| (path.as_str(), bytes.len() as u64));
        let viewer = self.viewer.iter().map(|(name, size)| (name.as_str(), *size));
        let files: Vec<(&str, u64)> = viewer.chain(set).collect();
        let bytes: u64 = files.iter().map(|(_, size)| size).sum();
        let file = dir.join(WORKER);
        if file.exists() {
            let line = json!([self.build, bundle.build, bytes, shell]).to_string();
            fs::write(&file, worker(&fs::read_to_string(&file)?, &line))?;
        }
        let list = json!({ "build": self.build, "bytes": bytes, "files": files });
        fs::write(dir.join(LIST), list.to_string())?;
        fs::write(dir.join(MANIFEST), format!("{:#}", manifest(newsroom)))
    }
}

/// The service worker with its first line, which holds what it knows of the site.
fn worker(text: &str, line: &str) -> String {
    let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
    format!("const [BUILD, SET_BUILD, BYTES, SHELL] = {line};\n{rest}")
}

fn manifest(newsroom: &Newsroom) -> serde_json::Value {
    let name = newsroom.title.as_deref().unwrap_or("Kiosque");
    let icon = |file: &str, size: &str, purpose: &str| json!({ "src": file, "sizes": size, "type": "image/png", "purpose": purpose });
    json!({
        "name": name,
        "short_name": name,
        "description": newsroom.description,
        "lang": newsroom.languages.first(),
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#fbfaf6",
        "theme_color": newsroom.accent,
        "icons": [
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("icon-maskable.png", "512x512", "maskable"),
        ],
    })
}
