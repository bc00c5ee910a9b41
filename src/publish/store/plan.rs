//! What is to be done to a store, and in which order: from what it says it has, without asking it anything more.

use super::{error::StoreError, headers::Stored, hold::LOCK, hold::tag, send::JOURNAL};
use crate::{
    bundle::{layout::SET, paths::is_unchanging},
    desk::proof::{KEY, MANIFEST, SIGNATURE},
    prerender,
    publish::{ledger::ADDRESSES, viewer::SHELL},
};
use object_store::ObjectMeta;
use std::collections::{BTreeMap, BTreeSet};

/// What is at a store.
#[derive(Debug, Default)]
pub(super) struct There {
    pub(super) objects: BTreeMap<String, ObjectMeta>,
    /// Its list of files: hashes by path.
    pub(super) listed: Option<BTreeMap<String, String>>,
    /// The MD5 of that list.
    pub(super) list_md5: String,
    /// Whether the site of that list was sent with the headers of today.
    pub(super) is_of_today: bool,
    /// What a run that was cut off was about to put or to delete.
    pub(super) journal: BTreeSet<String>,
    /// The MD5 of that.
    pub(super) journal_md5: String,
    /// Whether an ETag is the MD5 of a file.
    pub(super) tells_md5: bool,
}

/// What is to be done to it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// What is put there: all of a step before any of the next.
    pub(super) put: Vec<Vec<String>>,
    /// What is deleted after that, the same.
    pub(super) remove: [Vec<String>; 2],
    pub(super) unchanged: usize,
    pub(super) foreign: Vec<String>,
}

impl Plan {
    /// What makes the store at `address` hold the files `stored`, whose hashes are `hashes`.
    ///
    /// # Errors
    ///
    /// If it holds files and no list of them, or one of somebody else's where the site has one, or most releases would be gone.
    pub(super) fn of(
        address: &str,
        there: &There,
        stored: &BTreeMap<String, Stored>,
        hashes: &BTreeMap<String, String>,
        allow_shrink: bool,
    ) -> Result<Self, StoreError> {
        let address = || address.to_owned();
        let ours = there.ours();
        let mut foreign: Vec<String> = there
            .objects
            .keys()
            .filter(|path| !ours.contains(path.as_str()) && !stored.contains_key(*path))
            .cloned()
            .collect();
        foreign.retain(|path| ![LOCK, JOURNAL, ""].contains(&path.as_str()));
        let is_hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
        let mut puts: BTreeMap<u8, Vec<String>> = BTreeMap::new();
        let mut unchanged = 0;
        let is_same_list = stored.get(MANIFEST).is_some_and(|list| list.md5 == there.list_md5);
        for (path, new) in stored {
            let is_new = !there.objects.contains_key(path);
            if there.has(path, new, hashes.get(path), is_same_list) {
                unchanged += 1;
            } else if is_new || ours.contains(path.as_str()) {
                puts.entry(step(path, is_new)).or_default().push(path.clone());
            } else if ours.is_empty() {
                return Err(StoreError::NotOurs { address: address(), found: path.clone() });
            } else {
                return Err(StoreError::InTheWay { address: address(), path: path.clone() });
            }
        }
        if let Some(found) = foreign.iter().find(|path| ours.is_empty() && !is_hidden(path)) {
            return Err(StoreError::NotOurs { address: address(), found: found.clone() });
        }
        let (before, now) = (pages(there.listed.iter().flatten()), pages(hashes));
        if !allow_shrink && now < before.div_ceil(2) {
            return Err(StoreError::Shrinks { address: address(), before, now });
        }
        let gone = ours.iter().filter(|path| there.objects.contains_key(**path));
        let gone = gone.filter(|path| !stored.contains_key(**path)).map(|path| (*path).to_owned());
        // A page that is deleted late would name what is gone.
        let (pages, rest) = gone.partition(|path| is_page(path));
        let remove: [Vec<String>; 2] = [pages, rest];
        let is_done = puts.is_empty() && remove.iter().all(Vec::is_empty);
        if !is_done && !puts.contains_key(&LAST) {
            // When it was put says which files are as it says, where an ETag does not.
            unchanged -= 1;
            puts.insert(LAST, vec![MANIFEST.to_owned()]);
        }
        Ok(Self { put: puts.into_values().collect(), remove, unchanged, foreign })
    }

    pub(super) fn is_done(&self) -> bool {
        self.put.is_empty() && self.remove.iter().all(Vec::is_empty)
    }

    /// All that is put or deleted.
    pub(super) fn touched(&self) -> impl Iterator<Item = &str> {
        self.put.iter().chain(&self.remove).flatten().map(String::as_str)
    }
}

impl There {
    /// What is the site's: all that its list names, and what a run that was cut off was about.
    fn ours(&self) -> BTreeSet<&str> {
        let listed = self.listed.iter().flat_map(BTreeMap::keys).map(String::as_str);
        let lists = [MANIFEST, SIGNATURE].into_iter().filter(|_| self.listed.is_some());
        listed.chain(lists).chain(self.journal.iter().map(String::as_str)).collect()
    }

    /// Whether a file is there as it should be. An ETag that is an MD5 proves it. Elsewhere the list of files does, of what has
    /// not been put since it was, by the store's own clock, and no run that was cut off was about to put.
    fn has(&self, path: &str, new: &Stored, hash: Option<&String>, is_same_list: bool) -> bool {
        let Some(there) = self.objects.get(path) else { return false };
        let is_after = |other: &str| {
            let other = self.objects.get(other);
            other.is_none_or(|other| there.last_modified >= other.last_modified)
        };
        if usize::try_from(there.size).ok() != Some(new.content.len()) {
            return false;
        }
        let is_in_journal = self.journal.contains(path);
        // What was sent with other headers is sent again, once.
        if self.listed.is_some() && !self.is_of_today && !(is_in_journal && is_after(JOURNAL)) {
            return false;
        }
        // Some stores tell it of a file that is put, and not in a list of files.
        if let Some(tag) = tag(there.e_tag.as_deref()).filter(|_| self.tells_md5) {
            return tag == new.md5;
        }
        let is_listed = match path {
            MANIFEST => return is_same_list,
            // Another one of the same list is as good.
            SIGNATURE => is_same_list,
            _ => self.listed.as_ref().is_some_and(|listed| listed.get(path) == hash),
        };
        let list = self.objects.get(MANIFEST);
        let is_of_list = list.is_some_and(|list| there.last_modified <= list.last_modified);
        is_of_list && is_listed && hash.is_some() && !is_in_journal
    }
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// How many pages of releases there are.
fn pages<'a>(listed: impl IntoIterator<Item = (&'a String, &'a String)>) -> usize {
    let is_page = |path: &str| path.starts_with("r/") && path.ends_with(&format!("/{SHELL}"));
    listed.into_iter().filter(|(path, _)| is_page(path)).count()
}

/// The step of the list of all files.
const LAST: u8 = 10;

/// When a file is put: in an order in which what can be reached never leads to what is not there yet. Nobody asks for a name that
/// is new before something else leads to it, and the front page leads to everything.
fn step(path: &str, is_new: bool) -> u8 {
    let is_list = path.starts_with("feeds/")
        || path.starts_with("sitemap")
        || ["llms.txt", ADDRESSES].contains(&path);
    match path {
        SHELL => 5,
        SET => 6,
        // The service worker believes both of these, and takes what it finds for damaged if it is of another day.
        prerender::LIST => 7,
        prerender::WORKER => 8,
        KEY | SIGNATURE => 9,
        MANIFEST => LAST,
        _ if is_unchanging(path) => 0,
        _ if is_new && is_list => 3,
        _ if is_new && is_page(path) => 2,
        _ if is_new => 1,
        _ => 4,
    }
}
