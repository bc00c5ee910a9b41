//! What each was told already, in a file on the publisher's machine.
//!
//! ```json
//! { "version": 1, "told": { "https://press.example.org/": { "https://hub.example.org/": {
//!     "https://press.example.org/feeds/all.xml": "0123456789abcdef" } } } }
//! ```
//!
//! Beside each address stands the beginning of a hash of what was there. The file lies beside the folder, not in it: it names pages
//! that are gone until the search engines were told.

use super::{PingError, Told};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::Path,
};

const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Memory {
    version: u32,
    /// By where the site is, since one may lie below another, then by who was told.
    told: BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>,
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
        self.told.get(base)?.get(endpoint).filter(|told| !told.is_empty()).cloned()
    }

    /// That it was told of these, `done`; `now` is all that there is in the site at `base`.
    pub(super) fn learn(
        &mut self,
        told: &Told,
        base: &str,
        now: &BTreeMap<String, String>,
        done: &BTreeSet<String>,
    ) {
        let site = self.told.entry(base.to_owned()).or_default();
        let known = site.entry(told.endpoint.clone()).or_default();
        if told.first {
            // What nobody remembers is not called changed.
            if done.len() == told.changed.len() {
                known.extend(now.clone());
            }
            return;
        }
        for address in done {
            match now.get(address) {
                Some(print) => known.insert(address.clone(), print.clone()),
                None => known.remove(address),
            };
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{BTreeMap, BTreeSet, Memory, Told, VERSION};

    #[test]
    fn of_a_site_below_another_each_is_remembered_alone() {
        let mut memory = Memory { version: VERSION, told: BTreeMap::new() };
        for base in ["https://example.org/", "https://example.org/b/"] {
            let page = format!("{base}r/a/");
            let told = Told {
                service: "IndexNow",
                endpoint: "https://engine.example/".to_owned(),
                changed: vec![page.clone()],
                gone: Vec::new(),
                first: false,
                failure: None,
            };
            let now = BTreeMap::from([(page.clone(), "0123".to_owned())]);
            memory.learn(&told, base, &now, &BTreeSet::from([page]));
        }
        let of = |base: &str| memory.of("https://engine.example/", base).unwrap();
        assert_eq!(of("https://example.org/").len(), 1);
        assert_eq!(of("https://example.org/b/").len(), 1);
    }
}
