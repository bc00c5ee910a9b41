//! The files of an index that are in memory, and a reading of them that notes what is lacking.

use super::{Facet, FacetFile, File, Head, Places, Sample, Shard};
use crate::search::analysis::Stems;
use crate::search::format::unseal;
use crate::search::weights::Weights;
use std::cell::{Cell, RefCell};

/// The head and the files that were provided so far.
#[derive(Debug)]
pub(in crate::search) struct Library {
    pub(in crate::search) head: Head,
    pub(in crate::search) stems: Stems,
    pub(in crate::search) weights: Weights,
    /// In the order of their names. A list, like all that is looked things up in here: maps and sets
    /// are some kilobytes of wasm each.
    files: Vec<(File, Loaded)>,
}

#[derive(Debug)]
enum Loaded {
    Shard(Shard),
    List(Vec<u8>),
    Places(Places),
    Facet(FacetFile),
    Sample(Sample),
    /// It could not be had, or was no such file.
    Unavailable,
}

impl Library {
    pub(in crate::search) fn new(head: Head) -> Self {
        let stems = Stems::new(&head.languages);
        Self { head, stems, weights: Weights::default(), files: Vec::new() }
    }

    /// Keeps the bytes of a file; `None` and damaged bytes make it unavailable.
    pub(in crate::search) fn provide(&mut self, file: File, bytes: Option<&[u8]>) {
        if !bytes.is_some_and(|bytes| self.take(file, bytes)) {
            self.keep(file, Loaded::Unavailable);
        }
    }

    /// Keeps the bytes of a file unless they are damaged. Whether they are whole.
    pub(in crate::search) fn take(&mut self, file: File, bytes: &[u8]) -> bool {
        let read = || {
            let content = unseal(self.head.parts.build(file, self.head.build), bytes)?;
            Some(match file {
                File::Rest(_) => Loaded::List(content.to_vec()),
                File::Positions(_) | File::RunPositions(_) | File::Places(_) => {
                    Loaded::Places(Places::read(content)?)
                }
                File::Facet(_) => Loaded::Facet(FacetFile::read(content, self.head.documents)?),
                File::Facets => Loaded::Sample(Sample::read(content, &self.head)?),
                File::Terms(_) | File::Runs(_) | File::Spelling(_) | File::Mirror(_) => {
                    Loaded::Shard(Shard::read(content)?)
                }
            })
        };
        let loaded = read();
        let whole = loaded.is_some();
        loaded.into_iter().for_each(|loaded| self.keep(file, loaded));
        whole
    }

    fn keep(&mut self, file: File, loaded: Loaded) {
        match self.place(file) {
            Ok(place) => {
                if let Some(old) = self.files.get_mut(place) {
                    old.1 = loaded;
                }
            }
            Err(place) => self.files.insert(place, (file, loaded)),
        }
    }

    fn place(&self, file: File) -> Result<usize, usize> {
        self.files.binary_search_by(|(other, _)| other.cmp(&file))
    }

    fn get(&self, file: File) -> Option<&Loaded> {
        self.files.get(self.place(file).ok()?).map(|(_, loaded)| loaded)
    }
}

/// A reading of a library: every file that is asked for and not there is noted.
pub(in crate::search) struct Reading<'a> {
    pub(in crate::search) library: &'a Library,
    /// Files without which there is nothing to show.
    pub(in crate::search) missing: RefCell<Vec<File>>,
    /// Files that make a first answer complete.
    pub(in crate::search) later: RefCell<Vec<File>>,
    /// What was to be looked up in files that cannot be had.
    pub(in crate::search) unavailable: RefCell<Vec<String>>,
    /// Whether nothing can be shown before what is looked up has come.
    waits: Cell<bool>,
}

impl<'a> Reading<'a> {
    pub(in crate::search) fn new(library: &'a Library) -> Self {
        Self {
            library,
            missing: RefCell::default(),
            later: RefCell::default(),
            unavailable: RefCell::default(),
            waits: Cell::new(true),
        }
    }

    pub(in crate::search) fn head(&self) -> &'a Head {
        &self.library.head
    }

    pub(in crate::search) fn weights(&self) -> &'a Weights {
        &self.library.weights
    }

    pub(in crate::search) fn stems(&self) -> &'a Stems {
        &self.library.stems
    }

    /// Whether all is there that was looked up so far.
    pub(in crate::search) fn is_complete(&self) -> bool {
        self.missing.borrow().is_empty() && self.later.borrow().is_empty()
    }

    /// Says whether what is looked up from now on is needed at once, or only for a complete answer.
    pub(in crate::search) fn waits(&self, waits: bool) {
        self.waits.set(waits);
    }

    fn file(&self, file: File, for_what: &str, now: bool) -> Option<&'a Loaded> {
        match self.library.get(file) {
            None => {
                let lacking =
                    &mut *if now && self.waits.get() { &self.missing } else { &self.later }
                        .borrow_mut();
                if !lacking.contains(&file) {
                    lacking.push(file);
                }
                None
            }
            Some(Loaded::Unavailable) => {
                let unavailable = &mut *self.unavailable.borrow_mut();
                if !unavailable.iter().any(|other| other == for_what) {
                    unavailable.push(for_what.to_owned());
                }
                None
            }
            Some(loaded) => Some(loaded),
        }
    }

    /// The lexicon in `file`, to look `word` up.
    pub(in crate::search) fn shard(&self, file: File, word: &str) -> Option<&'a Shard> {
        match self.file(file, word, true)? {
            Loaded::Shard(shard) => Some(shard),
            _ => None,
        }
    }

    /// The rest of a long list, for `word`: needed `now`, or only for a complete answer.
    pub(in crate::search) fn rest(&self, number: u32, word: &str, now: bool) -> Option<&'a [u8]> {
        match self.file(File::Rest(number), word, now)? {
            Loaded::List(list) => Some(list),
            _ => None,
        }
    }

    /// The places of words: `file` is what `places_of` named.
    pub(in crate::search) fn places(&self, file: File, word: &str) -> Option<&'a Places> {
        match self.file(file, word, true)? {
            Loaded::Places(places) => Some(places),
            _ => None,
        }
    }

    /// The values of a facet: needed `now`, to filter by, or only for a complete answer, to count.
    pub(in crate::search) fn facet(&self, facet: Facet, now: bool) -> Option<&'a FacetFile> {
        if self.head().values(facet).is_empty() {
            return Some(const { &FacetFile::EMPTY });
        }
        match self.file(File::Facet(facet), facet.as_str(), now)? {
            Loaded::Facet(facet) => Some(facet),
            _ => None,
        }
    }

    /// The values of all facets of a sample, to count.
    pub(in crate::search) fn sample(&self) -> Option<&'a Sample> {
        let offered = |(facet, values): &(Facet, Vec<_>)| facet.is_offered() && !values.is_empty();
        if !self.head().facets.iter().any(offered) {
            return Some(const { &Sample::EMPTY });
        }
        match self.file(File::Facets, "", false)? {
            Loaded::Sample(sample) => Some(sample),
            _ => None,
        }
    }
}
