//! Unions: the posting lists of beginnings of words.
//!
//! While `gou` is being typed it stands for every word that begins so, *and for every form of those
//! words*. The second half makes the number of hits fall, never rise, as letters are added: what
//! `chevaux` finds (`cheval` too, being a form of it) was already found by `cheva`. Beginnings of
//! few words are put together when asked for; the others, here.

use super::lexicon::{COMPLETIONS, Entry, union_name};
use super::parallel;
use crate::search::analysis::Stems;
use crate::search::format::{Posting, each_posting, write_postings};
use std::collections::BTreeMap;

/// The unions of `entries`, which are in order.
pub(in crate::search) fn unions(entries: &[Entry], stems: &Stems, documents: u32) -> Vec<Entry> {
    let words: Vec<&str> = entries.iter().map(|entry| entry.word.as_str()).collect();
    let forms = Forms::new(&words, stems);
    let mut levels = Levels { of: vec![(0, 0); documents as usize], seen: Vec::new() };
    let mut found = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let word = words[start];
        // The prefixes that begin at this word: those that the word before does not have.
        let before = start.checked_sub(1).map_or("", |index| words[index]);
        for (end, _) in word.char_indices().skip(1).chain([(word.len(), ' ')]) {
            let prefix = &word[..end];
            if before.starts_with(prefix) {
                continue;
            }
            let rest = &words[start..];
            let count = rest.partition_point(|word| word.starts_with(prefix));
            if count <= COMPLETIONS {
                break;
            }
            for entry in &entries[start..start + count] {
                levels.add(&entry.list, documents);
            }
            for index in forms.beyond(start..start + count, prefix, &words) {
                levels.add(&entries[index].list, documents);
            }
            found.push(Entry::new(union_name(prefix), levels.take(documents)));
        }
        start += 1;
    }
    found
}

/// Which words are forms of one another.
struct Forms {
    groups: BTreeMap<(usize, String), Vec<usize>>,
    keys: Vec<Vec<(usize, String)>>,
}

impl Forms {
    fn new(words: &[&str], stems: &Stems) -> Self {
        let mut groups: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        let keys: Vec<Vec<(usize, String)>> = parallel::map(words.to_vec(), |word| {
            let stem = |language| Some((language, stems.stem(language, word)?));
            (0..stems.len()).filter_map(stem).collect()
        });
        for ((index, word), own) in words.iter().enumerate().zip(&keys) {
            for key in own {
                if word.starts_with(Stems::root(&key.1)) {
                    groups.entry(key.clone()).or_default().push(index);
                }
            }
        }
        Self { groups, keys }
    }

    /// The forms of the words of `range` that do not begin with `prefix` themselves.
    fn beyond(&self, range: std::ops::Range<usize>, prefix: &str, words: &[&str]) -> Vec<usize> {
        let keys = self.keys.get(range).unwrap_or_default().iter().flatten();
        let mut beyond: Vec<usize> = keys
            .filter(|(_, stem)| !Stems::root(stem).starts_with(prefix))
            .filter_map(|key| self.groups.get(key))
            .flatten()
            .copied()
            .filter(|index| !words[*index].starts_with(prefix))
            .collect();
        beyond.sort_unstable();
        beyond.dedup();
        beyond
    }
}

/// The highest level of each document so far, counted from 1, with the place in its title; and which documents have
/// one.
struct Levels {
    of: Vec<(u8, u8)>,
    seen: Vec<u32>,
}

impl Levels {
    fn add(&mut self, list: &[u8], documents: u32) {
        let _ = each_posting(documents, list, &mut |posting| {
            let best = self.of.get_mut(posting.document as usize)?;
            if best.0 == 0 {
                self.seen.push(posting.document);
            }
            if best.0 <= posting.level {
                *best = (posting.level + 1, posting.title);
            }
            Some(())
        });
    }

    fn take(&mut self, documents: u32) -> Vec<u8> {
        let mut postings = Vec::with_capacity(self.seen.len());
        for document in self.seen.drain(..) {
            if let Some(best) = self.of.get_mut(document as usize) {
                let (level, title) = std::mem::take(best);
                postings.push(Posting { document, level: level.saturating_sub(1), title });
            }
        }
        write_postings(documents, &mut postings)
    }
}
