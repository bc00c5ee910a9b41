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
    groups: Vec<Group>,
    /// For each word those that it is of, if others are.
    of: Vec<Vec<u32>>,
}

/// Words with the same stem.
struct Group {
    /// What those of it begin with that others are found by.
    root: String,
    words: Vec<usize>,
}

impl Forms {
    fn new(words: &[&str], stems: &Stems) -> Self {
        let mut forms = Self { groups: Vec::new(), of: vec![Vec::new(); words.len()] };
        // One language after the other, and sorted rather than looked up: of most words no other is a form.
        for language in 0..stems.len() {
            let stem = |(index, word)| Some((stems.stem(language, word)?, index));
            let stemmed = parallel::map(words.iter().copied().enumerate().collect(), stem);
            let mut stemmed: Vec<(String, usize)> = stemmed.into_iter().flatten().collect();
            stemmed.sort_unstable();
            for alike in stemmed.chunk_by(|(a, _), (b, _)| a == b) {
                let [(stem, _), _, ..] = alike else { continue };
                let root = Stems::root(stem).to_owned();
                let known = alike.iter().map(|(_, index)| *index);
                let own = known.clone().filter(|index| words[*index].starts_with(&root)).collect();
                let number = forms.groups.len() as u32;
                known.for_each(|index| forms.of[index].push(number));
                forms.groups.push(Group { root, words: own });
            }
        }
        forms
    }

    /// The forms of the words of `range` that do not begin with `prefix` themselves.
    fn beyond(&self, range: std::ops::Range<usize>, prefix: &str, words: &[&str]) -> Vec<usize> {
        let numbers = self.of.get(range).unwrap_or_default().iter().flatten();
        let mut beyond: Vec<usize> = numbers
            .filter_map(|number| self.groups.get(*number as usize))
            .filter(|group| !group.root.starts_with(prefix))
            .flat_map(|group| &group.words)
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
