//! The files of an index that are in memory, and a reading of them that notes what is lacking.

use super::{Facet, FacetFile, File, Head, Places, Shard};
use crate::search::analysis::Stems;
use crate::search::format::unseal;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

/// The head and the files that were provided so far.
#[derive(Debug)]
pub(in crate::search) struct Library {
    pub(in crate::search) head: Head,
    pub(in crate::search) stems: Stems,
    files: HashMap<File, Loaded>,
}

#[derive(Debug)]
enum Loaded {
    Shard(Shard),
    Places(Places),
    Facet(FacetFile),
    /// It could not be had, or was no such file.
    Unavailable,
}

impl Library {
    pub(in crate::search) fn new(head: Head) -> Self {
        let stems = Stems::new(&head.languages);
        Self { head, stems, files: HashMap::new() }
    }

    /// Keeps the bytes of a file; `None` and damaged bytes make it unavailable.
    pub(in crate::search) fn provide(&mut self, file: File, bytes: Option<&[u8]>) {
        let read = |bytes| {
            let content = unseal(self.head.build, bytes)?;
            Some(match file {
                File::Terms(_) | File::Titles(_) | File::Spelling(_) | File::Mirror(_) => {
                    Loaded::Shard(Shard::read(content)?)
                }
                File::Positions(_) => Loaded::Places(Places::read(content)?),
                File::Facet(_) => Loaded::Facet(FacetFile::read(content, self.head.documents)?),
            })
        };
        let loaded = bytes.and_then(read).unwrap_or(Loaded::Unavailable);
        self.files.insert(file, loaded);
    }
}

/// A reading of a library: every file that is asked for and not there is noted.
pub(in crate::search) struct Reading<'a> {
    pub(in crate::search) library: &'a Library,
    /// Files to fetch.
    pub(in crate::search) missing: RefCell<BTreeSet<File>>,
    /// What was to be looked up in files that cannot be had.
    pub(in crate::search) unavailable: RefCell<BTreeSet<String>>,
}

impl<'a> Reading<'a> {
    pub(in crate::search) fn new(library: &'a Library) -> Self {
        Self { library, missing: RefCell::default(), unavailable: RefCell::default() }
    }

    pub(in crate::search) fn head(&self) -> &'a Head {
        &self.library.head
    }

    pub(in crate::search) fn stems(&self) -> &'a Stems {
        &self.library.stems
    }

    fn file(&self, file: File, for_what: &str) -> Option<&'a Loaded> {
        match self.library.files.get(&file) {
            None => {
                self.missing.borrow_mut().insert(file);
                None
            }
            Some(Loaded::Unavailable) => {
                self.unavailable.borrow_mut().insert(for_what.to_owned());
                None
            }
            Some(loaded) => Some(loaded),
        }
    }

    /// The lexicon in `file`, to look `word` up.
    pub(in crate::search) fn shard(&self, file: File, word: &str) -> Option<&'a Shard> {
        match self.file(file, word)? {
            Loaded::Shard(shard) => Some(shard),
            _ => None,
        }
    }

    /// The places of the words of a shard of terms.
    pub(in crate::search) fn places(&self, number: u32, word: &str) -> Option<&'a Places> {
        match self.file(File::Positions(number), word)? {
            Loaded::Places(places) => Some(places),
            _ => None,
        }
    }

    /// The values of a facet.
    pub(in crate::search) fn facet(&self, facet: Facet) -> Option<&'a FacetFile> {
        if self.head().values(facet).is_empty() {
            return Some(const { &FacetFile { values: Vec::new() } });
        }
        match self.file(File::Facet(facet), facet.as_str())? {
            Loaded::Facet(facet) => Some(facet),
            _ => None,
        }
    }
}
