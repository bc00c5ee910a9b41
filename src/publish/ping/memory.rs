//! What each was told already, in a file on the publisher's machine.
//!
//! ```json
//! { "version": 1, "told": { "https://hub.example.org/": { "https://press.example.org/feeds/all.xml": "0123456789abcdef" } } }
//! ```
//!
//! Beside each address stands the beginning of a hash of what was there. The file lies beside the folder, not in it: it names pages
//! that are gone until the search engines were told.

use super::{PingError, Told};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, io, path::Path};

const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Memory {
    version: u32,
    told: BTreeMap<String, BTreeMap<String, String>>,
}

impl Memory {
    /// That in a file; an empty one where there is none.
    pub(super) fn read(path: &Path) -> Result<Self, PingError> {
        let wrong = |reason: String| PingError::Memory { path: path.to_owned(), reason };
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self { version: VERSION, told: BTreeMap::new() });
            }
            Err(error) => return Err(wrong(error.to_string())),
        };
        let advice = "nobody was told; move it away, and others are told of the front alone, or with --all of everything";
        let memory: Self = serde_json::from_slice(&bytes)
            .map_err(|error| wrong(format!("not what kiosque ping writes ({error}); {advice}")))?;
        match memory.version {
            VERSION => Ok(memory),
            other => {
                Err(wrong(format!("version {other}, and this kiosque knows {VERSION}; {advice}")))
            }
        }
    }

    /// Replaces the file in one step.
    pub(super) fn write(&self, path: &Path) -> Result<(), PingError> {
        let wrong = |reason: String| PingError::Memory { path: path.to_owned(), reason };
        let mut text = serde_json::to_vec(self).map_err(|error| wrong(error.to_string()))?;
        text.push(b'\n');
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        let new = path.with_file_name(name);
        let written = fs::write(&new, text).and_then(|()| fs::rename(&new, path));
        written.map_err(|error| {
            wrong(format!(
                "what others were told cannot be kept ({error}); name another place with --state"
            ))
        })
    }

    /// What one was told of the site at `base`; none if nothing.
    pub(super) fn of(&self, endpoint: &str, base: &str) -> Option<BTreeMap<String, String>> {
        let told = self.told.get(endpoint)?.iter();
        let told: BTreeMap<String, String> = told
            .filter(|(address, _)| address.starts_with(base))
            .map(|(address, print)| (address.clone(), print.clone()))
            .collect();
        Some(told).filter(|told| !told.is_empty())
    }

    /// That it was told of the first `done` of what was to be told; `now` is all that there is.
    pub(super) fn learn(&mut self, told: &Told, now: &BTreeMap<String, String>, done: usize) {
        let known = self.told.entry(told.endpoint.clone()).or_default();
        if told.first {
            // What nobody remembers is not called changed.
            if done == told.changed.len() {
                known.extend(now.clone());
            }
            return;
        }
        for address in told.changed.iter().chain(&told.gone).take(done) {
            match now.get(address) {
                Some(print) => known.insert(address.clone(), print.clone()),
                None => known.remove(address),
            };
        }
    }
}
