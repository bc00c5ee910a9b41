//! A lexicon: words in alphabetical order, cut into shards, with or without posting lists.
//!
//! Words are front-coded: each says how many bytes it shares with the one before. A shard also
//! holds *unions*: under `gou*`, the posting list of all words that begin with `gou`, wherever there
//! are too many to add up while someone types.

use crate::search::format::{Reader, put_bytes, put_number, put_text};

/// Prefixes with more completions than this have a union.
pub(in crate::search) const COMPLETIONS: usize = 48;

/// Ends the name of a union. Sorts before every character of a word.
pub(in crate::search) const UNION: char = '*';

/// Which shard a word is in: of the first word of each, as many letters as part it from the last
/// word before (the separators of Bayer, Unterauer, *Prefix B-trees*, 1977).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::search) struct Table {
    firsts: Vec<String>,
}

impl Table {
    pub(in crate::search) fn of(shards: &[&[Entry]]) -> Self {
        let mut firsts = Vec::with_capacity(shards.len());
        let mut last = "";
        for shard in shards {
            let first = shard.first().map_or("", |entry| entry.word.as_str());
            let shared = first.chars().zip(last.chars()).take_while(|(a, b)| a == b).count();
            firsts.push(first.chars().take(shared + 1).collect());
            last = shard.last().map_or("", |entry| entry.word.as_str());
        }
        Self { firsts }
    }

    /// The shard that holds `word` if any does.
    pub(in crate::search) fn shard(&self, word: &str) -> Option<u32> {
        let after = self.firsts.partition_point(|first| first.as_str() <= word);
        (!self.firsts.is_empty()).then(|| after.saturating_sub(1) as u32)
    }

    /// The shards that hold the words that begin with `prefix`.
    pub(in crate::search) fn shards(&self, prefix: &str) -> std::ops::Range<u32> {
        let end = self
            .firsts
            .partition_point(|first| first.as_str() < prefix || first.starts_with(prefix));
        let start = self.shard(prefix).unwrap_or(0);
        start..(end as u32).max(start).min(self.firsts.len() as u32)
    }

    pub(in crate::search) fn write(&self, out: &mut Vec<u8>) {
        put_number(self.firsts.len() as u32, out);
        let mut last = "";
        for first in &self.firsts {
            put_word(last, first, out);
            last = first;
        }
    }

    pub(in crate::search) fn read(reader: &mut Reader) -> Option<Self> {
        let count = reader.count()?;
        let mut firsts = Vec::with_capacity(count);
        let mut word = Vec::new();
        for _ in 0..count {
            read_word(reader, &mut word)?;
            firsts.push(std::str::from_utf8(&word).ok()?.to_owned());
        }
        Some(Self { firsts })
    }
}

/// Appends `word` as what differs from `last`: one byte for both lengths where they are small.
fn put_word(last: &str, word: &str, out: &mut Vec<u8>) {
    let shared = last.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count().min(255);
    let rest = word.as_bytes().get(shared..).unwrap_or_default();
    if shared < 15 && rest.len() < 16 {
        out.push((shared << 4 | rest.len()) as u8);
        out.extend_from_slice(rest);
    } else {
        out.extend([0xF0, shared as u8]);
        put_bytes(rest, out);
    }
}

fn read_word(reader: &mut Reader, word: &mut Vec<u8>) -> Option<()> {
    let lengths = reader.byte()?;
    let (shared, rest) = if lengths >= 0xF0 {
        (usize::from(reader.byte()?), reader.bytes()?)
    } else {
        (usize::from(lengths >> 4), reader.take(usize::from(lengths & 15))?)
    };
    if shared > word.len() {
        return None;
    }
    word.truncate(shared);
    word.extend_from_slice(rest);
    Some(())
}

/// A word and what is written with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::search) struct Entry {
    pub(in crate::search) word: String,
    /// Its posting list; nothing in a lexicon of words alone.
    pub(in crate::search) list: Vec<u8>,
    /// Where `list` is only the beginning of a long one: the number of the file with the rest.
    pub(in crate::search) rest: Option<u32>,
}

impl Entry {
    pub(in crate::search) fn new(word: String, list: Vec<u8>) -> Self {
        Self { word, list, rest: None }
    }
}

/// Cuts `entries`, which are in order, into shards of about `target` bytes: between half as much
/// and half as much again, at the place where neighbours share the fewest letters.
pub(in crate::search) fn cut(entries: &[Entry], target: usize) -> Vec<&[Entry]> {
    let mut shards = Vec::new();
    let mut rest = entries;
    loop {
        let mut size = 0;
        let mut best = ((usize::MAX, u32::MAX), rest.len());
        for (index, pair) in rest.windows(2).enumerate() {
            let [Entry { word, list, .. }, Entry { word: next, .. }] = pair else { continue };
            let mut shared = word.bytes().zip(next.bytes()).take_while(|(a, b)| a == b).count();
            if next.ends_with(UNION) {
                // A word and the union under its name are looked up together.
                shared += word.len();
            }
            size += list.len() + word.len() / 2 + 2;
            // Among equally good places one that does not depend on sizes: where lists grow, the same is chosen again.
            let place = (shared, scattered(next));
            if size > target / 2 && place < best.0 {
                best = (place, index + 1);
            }
            if size > target * 3 / 2 {
                break;
            }
        }
        if size <= target {
            best.1 = rest.len();
        }
        let (shard, after) = rest.split_at(best.1.min(rest.len()));
        if !shard.is_empty() {
            shards.push(shard);
        }
        if after.is_empty() {
            return shards;
        }
        rest = after;
    }
}

/// A number that a word has and its neighbours in the alphabet do not resemble.
fn scattered(word: &str) -> u32 {
    word.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Writes a shard. `lists` says whether the words have posting lists.
pub(in crate::search) fn write_shard(entries: &[Entry], lists: bool) -> Vec<u8> {
    let mut out = Vec::new();
    put_number(entries.len() as u32, &mut out);
    out.push(u8::from(lists));
    let mut last = "";
    for entry in entries {
        put_word(last, &entry.word, &mut out);
        last = &entry.word;
    }
    if lists {
        entries.iter().for_each(|entry| put_number(entry.list.len() as u32, &mut out));
        let long = entries.iter().enumerate().filter_map(|(index, e)| Some((index, e.rest?)));
        put_number(long.clone().count() as u32, &mut out);
        for (index, rest) in long {
            put_number(index as u32, &mut out);
            put_number(rest, &mut out);
        }
        entries.iter().for_each(|entry| out.extend_from_slice(&entry.list));
    }
    out
}

/// A shard in memory.
#[derive(Debug)]
pub(in crate::search) struct Shard {
    words: String,
    /// Where each word ends in `words`.
    word_ends: Vec<u32>,
    lists: Vec<u8>,
    /// Where each posting list ends in `lists`.
    list_ends: Vec<u32>,
    /// Which lists are only beginnings, in order, with the numbers of the files of their rest.
    long: Vec<(u32, u32)>,
}

impl Shard {
    pub(in crate::search) fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let count = reader.count()?;
        let lists = reader.byte()? == 1;
        let mut words = String::new();
        let mut word_ends = Vec::with_capacity(count);
        let mut word = Vec::new();
        for _ in 0..count {
            read_word(&mut reader, &mut word)?;
            words.push_str(std::str::from_utf8(&word).ok()?);
            word_ends.push(u32::try_from(words.len()).ok()?);
        }
        let (mut list_ends, mut long) = (Vec::new(), Vec::new());
        if lists {
            let mut end = 0_u32;
            for _ in 0..count {
                end = end.checked_add(reader.number()?)?;
                list_ends.push(end);
            }
            for _ in 0..reader.count()? {
                long.push((reader.number()?, reader.number()?));
            }
            if end as usize != reader.rest().len() {
                return None;
            }
        }
        Some(Self { words, word_ends, lists: reader.rest().to_vec(), list_ends, long })
    }

    pub(in crate::search) fn len(&self) -> usize {
        self.word_ends.len()
    }

    /// The word at `index`; empty past the end.
    pub(in crate::search) fn word(&self, index: usize) -> &str {
        self.words.get(span(&self.word_ends, index)).unwrap_or_default()
    }

    /// The posting list at `index`; empty past the end.
    pub(in crate::search) fn list(&self, index: usize) -> &[u8] {
        self.lists.get(span(&self.list_ends, index)).unwrap_or_default()
    }

    /// The number of the file with the rest of the list at `index`, if only its beginning is here.
    pub(in crate::search) fn rest(&self, index: usize) -> Option<u32> {
        let place = self.long.binary_search_by(|(long, _)| long.cmp(&(index as u32))).ok()?;
        self.long.get(place).map(|(_, rest)| *rest)
    }

    /// Where `word` is.
    pub(in crate::search) fn find(&self, word: &str) -> Option<usize> {
        let index = self.lower_bound(word);
        (index < self.len() && self.word(index) == word).then_some(index)
    }

    /// Where the union of the words that begin with `prefix` is.
    pub(in crate::search) fn union(&self, prefix: &str) -> Option<usize> {
        self.find(&union_name(prefix))
    }

    /// Where the words that begin with `prefix` are, without the unions among them.
    pub(in crate::search) fn completions(&self, prefix: &str) -> impl Iterator<Item = usize> {
        (self.lower_bound(prefix)..self.len())
            .take_while(move |index| self.word(*index).starts_with(prefix))
            .filter(|index| !self.word(*index).ends_with(UNION))
    }

    fn lower_bound(&self, word: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.word(middle) < word { low = middle + 1 } else { high = middle }
        }
        low
    }
}

/// The name under which the union of a prefix stands in a lexicon.
pub(in crate::search) fn union_name(prefix: &str) -> String {
    let mut name = prefix.to_owned();
    name.push(UNION);
    name
}

fn span(ends: &[u32], index: usize) -> std::ops::Range<usize> {
    let start = index.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let end = ends.get(index).copied().unwrap_or(start);
    start as usize..end as usize
}

/// Appends a list of texts.
pub(in crate::search) fn put_texts<'a>(
    texts: impl ExactSizeIterator<Item = &'a str>,
    out: &mut Vec<u8>,
) {
    put_number(texts.len() as u32, out);
    texts.for_each(|text| put_text(text, out));
}

/// Reads what [`put_texts`] wrote.
pub(in crate::search) fn read_texts(reader: &mut Reader) -> Option<Vec<String>> {
    let count = reader.count()?;
    (0..count).map(|_| reader.text().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Entry, Shard, Table, cut, write_shard};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_lexicon_survives(
            words in prop::collection::btree_map(
                "[a-zé]{1,20}", (prop::collection::vec(any::<u8>(), 0..9), prop::option::of(0_u32..999)), 1..200),
            target in 50_usize..500,
        ) {
            let entries: Vec<Entry> =
                words.into_iter().map(|(word, (list, rest))| Entry { word, list, rest }).collect();
            let shards = cut(&entries, target);
            prop_assert_eq!(shards.iter().map(|shard| shard.len()).sum::<usize>(), entries.len());
            let table = Table::of(&shards);
            let read: Vec<Shard> =
                shards.iter().map(|shard| Shard::read(&write_shard(shard, true)).unwrap()).collect();
            for Entry { word, list, rest } in &entries {
                let shard = &read[table.shard(word).unwrap() as usize];
                let index = shard.find(word).unwrap();
                prop_assert_eq!(shard.list(index), list.as_slice());
                prop_assert_eq!(shard.rest(index), *rest);
                let prefix = word.chars().next().unwrap().to_string();
                let completions: usize =
                    table.shards(&prefix).map(|n| read[n as usize].completions(&prefix).count()).sum();
                let expected = entries.iter().filter(|entry| entry.word.starts_with(&prefix)).count();
                prop_assert_eq!(completions, expected);
            }
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Some(shard) = Shard::read(&bytes) {
                for index in 0..=shard.len() {
                    let _ = (shard.word(index), shard.list(index), shard.rest(index));
                    let _ = shard.find(shard.word(index));
                }
            }
        }
    }
}
