//! The index of the site that is to be replaced, so that the new one keeps the parts of it that stay as they are.

use super::{
    manifest::{self, List, MANIFEST},
    store::Store,
};
use crate::{
    bundle::{
        Reader,
        paths::{INDEX, SET},
    },
    search::{Earlier, HEAD},
};
use std::{collections::HashMap, fs, path::Path};

/// What is known of an index that was published.
pub struct EarlierIndex {
    folder: String,
    head: Vec<u8>,
    /// Where its files lie, below the folder of all indexes, by the hash of what is in it.
    files: HashMap<String, Vec<String>>,
}

impl EarlierIndex {
    /// That of the site in a folder, or, where there is none, at a store.
    #[must_use]
    pub fn of(dir: &Path, store: Option<&Store>) -> Option<Self> {
        let at_store = |path: &str| store?.read(path).ok().flatten();
        Self::read(|path| fs::read(dir.join(path)).ok()).or_else(|| Self::read(at_store))
    }

    /// That of a site of which `read` has the files; none if there is none that this version can go on from. Of its parts only
    /// those count that its list of files names: what lies there beside is not trusted to be whole.
    fn read(read: impl Fn(&str) -> Option<Vec<u8>>) -> Option<Self> {
        let mut list = List::new(&read(MANIFEST)?).ok()?;
        for part in list.parts() {
            list.add(&part, &read(&part)?).ok()?;
        }
        let listed = list.hashes;
        let reader = Reader::open(&read(SET)?).ok()?;
        let folder = reader.set().index.clone();
        let path = format!("{INDEX}{folder}/{HEAD}");
        let head = read(&path)?;
        if listed.get(&path)? != &manifest::sha256(&head) {
            return None;
        }
        let mut files: HashMap<String, Vec<String>> = HashMap::new();
        for (path, hash) in listed {
            if let Some(path) = path.strip_prefix(INDEX) {
                files.entry(hash).or_default().push(path.to_owned());
            }
        }
        Some(Self { folder, head, files })
    }

    /// As who makes an index wants it; none if another version of this program wrote it.
    pub(super) fn open(&self) -> Option<Earlier<'_>> {
        let find =
            |bytes: &[u8]| self.files.get(&manifest::sha256(bytes)).cloned().unwrap_or_default();
        Earlier::open(&self.folder, &self.head, Box::new(find))
    }
}
