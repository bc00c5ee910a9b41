//! Building an index: documents in, files out, the same bytes for the same documents.

use super::document::{Document, Facet, Options};
use super::facets::{FacetFile, Value};
use super::head::{Head, Months};
use super::lexicon::{Entry, Table, UNION, cut, write_shard};
use super::positions::{write_file, write_places};
use super::prefixes::unions;
use super::{File, HEAD};
use crate::model::Language;
use crate::search::analysis::{Stems, fold, tokens};
use crate::search::format::{Posting, Reader, put_number, seal, write_postings};
use crate::search::weights;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// About how many bytes a file of the index has.
const SHARD: usize = 20_000;

/// Words of spelling files, which have no posting lists, are cut finer.
const SPELLING_SHARD: usize = 12_000;

/// Between two fields, so that no phrase reaches from one into the next.
const FIELD_GAP: u32 = 8;

/// In `x` units: stored weights are sixteenths of an occurrence in the body.
const GRAIN: f32 = 16.0;

/// Takes documents and makes the files of an index of them.
///
/// Memory: about 5 bytes for each word of each document until the files are written.
#[derive(Debug, Default)]
pub struct Builder {
    options: Options,
    languages: BTreeSet<Language>,
    months: Months,
    lengths: Vec<u32>,
    facets: BTreeMap<Facet, BTreeMap<String, Vec<u32>>>,
    /// The number of each word, in the order in which they were met.
    numbers: HashMap<String, u32, BuildFnv>,
    /// By number of the word.
    terms: Vec<Occurrences>,
    titles: HashMap<u32, Vec<Posting>>,
    /// The words of the document at hand, kept for its memory.
    words: Vec<Occurrence>,
}

/// Where a word stands, as it is gathered: for each document the distance from the one before, the
/// weight, how many places, and the distances between places.
#[derive(Debug, Default)]
struct Occurrences {
    bytes: Vec<u8>,
    next: u32,
}

/// A word of a document, by number, with its place and the weight of its field.
#[derive(Debug)]
struct Occurrence {
    word: u32,
    place: u32,
    weight: f32,
}

/// FNV-1a, for the table of words: three times faster than the standard's on words, which nobody
/// chooses to slow down their own newsroom.
#[derive(Debug)]
struct Fnv(u64);

type BuildFnv = std::hash::BuildHasherDefault<Fnv>;

impl Default for Fnv {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl std::hash::Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Builder {
    /// An index of nothing yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let languages = options.languages.iter().cloned().collect();
        Self { options, languages, ..Self::default() }
    }

    /// Adds the next document, older than those before.
    pub fn push(&mut self, document: &Document) {
        let number = self.lengths.len() as u32;
        self.languages.extend(document.language.clone());
        self.months.push(document.month);
        for (facet, key) in &document.facets {
            let documents = self.facets.entry(*facet).or_default().entry(key.clone()).or_default();
            if documents.last() != Some(&number) {
                documents.push(number);
            }
        }
        self.words.clear();
        let end = self.gather(&document.title, 0, |_| weights::TITLE);
        self.push_title(number);
        let end = self.gather(&document.summary, end, |_| weights::SUMMARY);
        let lead = |place| if place - end < weights::LEAD_WORDS { weights::LEAD } else { 1.0 };
        self.gather(&document.body, end, lead);
        self.lengths.push(self.words.len() as u32);
        self.words.sort_unstable_by_key(|occurrence| (occurrence.word, occurrence.place));
        for group in self.words.chunk_by(|a, b| a.word == b.word) {
            let word = group.first().and_then(|first| self.terms.get_mut(first.word as usize));
            if let Some(occurrences) = word {
                occurrences.push(number, group);
            }
        }
    }

    /// Adds the words of a field; returns the place at which the next one begins.
    fn gather(&mut self, text: &str, from: u32, weight: impl Fn(u32) -> f32) -> u32 {
        let mut end = from;
        for token in tokens(text) {
            let place = from + token.position;
            let next = self.terms.len() as u32;
            let word = *self.numbers.entry(token.word).or_insert(next);
            if word == next {
                self.terms.push(Occurrences::default());
            }
            self.words.push(Occurrence { word, place, weight: weight(place) });
            end = place + FIELD_GAP;
        }
        end
    }

    fn push_title(&mut self, number: u32) {
        // In a title of ten words, a word has the strength 1.
        let level = weights::level(10.0 / self.words.len().max(1) as f32);
        for occurrence in &self.words {
            let list = self.titles.entry(occurrence.word).or_default();
            if list.last().is_none_or(|last| last.document != number) {
                list.push(Posting { document: number, level });
            }
        }
    }

    /// The files of the index: names, as [`super::HEAD`] and what [`crate::search::Engine::missing`]
    /// asks for, with their bytes.
    #[must_use]
    pub fn finish(self) -> Vec<(String, Vec<u8>)> {
        let documents = self.lengths.len() as u32;
        let stems = Stems::new(&self.languages);
        let total: u64 = self.lengths.iter().map(|length| u64::from(*length)).sum();
        let mean = (total as f32 / documents.max(1) as f32).max(1.0);
        let norm = &|document: u32| {
            let length = self.lengths.get(document as usize).copied().unwrap_or(0) as f32;
            weights::SATURATION * (1.0 - weights::LENGTH + weights::LENGTH * length / mean)
        };

        let mut words: Vec<(String, u32)> = self.numbers.into_iter().collect();
        words.sort_unstable();
        let common_from = ((documents as f32 * weights::COMMON) as u32).max(weights::COMMON_FROM);
        let (mut entries, mut places) = (Vec::new(), Vec::new());
        let (mut common, mut titles) = (Vec::new(), Vec::new());
        let mut gathered = self.titles;
        for (word, number) in words {
            let occurrences =
                self.terms.get(number as usize).map(|of| of.read(norm)).unwrap_or_default();
            if occurrences.postings.len() as u32 > common_from {
                common.push(word.clone());
            }
            if let Some(mut postings) = gathered.remove(&number) {
                titles.push((word.clone(), write_postings(documents, &mut postings)));
            }
            let (list, in_places) = occurrences.write(documents);
            places.push(in_places);
            entries.push((word, list));
        }
        let mut files = Vec::new();
        let (spelling, mirror) = write_spelling(&entries, &mut files);
        let unions = unions(&entries, &stems, documents);
        entries.extend(unions);
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        let terms = write_lexicon(&entries, SHARD, File::Terms, true, &mut files);
        let mut places = places.into_iter();
        for (number, shard) in cut(&entries, SHARD).into_iter().enumerate() {
            // Unions have no places of their own.
            let lists: Vec<Vec<u8>> = shard
                .iter()
                .map(|(word, _)| if word.ends_with(UNION) { None } else { places.next() })
                .map(Option::unwrap_or_default)
                .collect();
            files.push((File::Positions(number as u32), write_file(&lists)));
        }
        let titles = write_lexicon(&titles, SHARD, File::Titles, true, &mut files);

        let mut counts = Vec::new();
        for (facet, values) in self.facets {
            let values: Vec<Value> = values
                .into_iter()
                .map(|(key, documents)| {
                    let labels = self.options.labels.get(&(facet, key.clone()));
                    let labels = labels.into_iter().flatten().map(|label| fold(label)).collect();
                    Value { key, labels, documents }
                })
                .collect();
            let count = |value: &Value| (value.key.clone(), value.documents.len() as u32);
            counts.push((facet, values.iter().map(count).collect()));
            files.push((File::Facet(facet), FacetFile::write(&values, documents)));
        }
        let build = files.iter().fold(documents, |sum, (_, bytes)| {
            bytes.iter().fold(sum, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
        });
        let head = Head {
            build,
            documents,
            languages: self.languages.into_iter().collect(),
            months: self.months,
            facets: counts,
            common,
            terms,
            titles,
            spelling,
            mirror,
        };
        let sealed = files.into_iter().map(|(file, bytes)| (file.name(), seal(build, bytes)));
        std::iter::once((HEAD.to_owned(), head.write())).chain(sealed).collect()
    }
}

impl Occurrences {
    fn push(&mut self, document: u32, group: &[Occurrence]) {
        let weight: f32 = group.iter().map(|occurrence| occurrence.weight).sum();
        put_number(document - self.next, &mut self.bytes);
        put_number((weight * GRAIN).round() as u32, &mut self.bytes);
        put_number(group.len() as u32, &mut self.bytes);
        let mut next = 0;
        for occurrence in group {
            put_number(occurrence.place.saturating_sub(next), &mut self.bytes);
            next = occurrence.place + 1;
        }
        self.next = document + 1;
    }

    /// What was gathered, with the levels that are known now.
    fn read(&self, norm: impl Fn(u32) -> f32) -> Gathered {
        let mut reader = Reader::new(&self.bytes);
        let mut gathered = Gathered::default();
        let mut document = 0;
        let mut number = || reader.number();
        while let (Some(gap), Some(weight), Some(count)) = (number(), number(), number()) {
            document += gap;
            let level = weights::level(weight as f32 / GRAIN / norm(document));
            let start = gathered.places.len();
            let mut next = 0;
            for gap in (0..count).map_while(|_| number()) {
                gathered.places.push(next + gap);
                next += gap + 1;
            }
            gathered.postings.push((Posting { document, level }, start..gathered.places.len()));
            document += 1;
        }
        gathered
    }
}

/// The postings of a word, each with where its places are among all.
#[derive(Default)]
struct Gathered {
    postings: Vec<(Posting, std::ops::Range<usize>)>,
    places: Vec<u32>,
}

impl Gathered {
    /// The posting list, and the places in the order of its postings.
    fn write(mut self, documents: u32) -> (Vec<u8>, Vec<u8>) {
        self.postings.sort_unstable_by_key(|(posting, _)| posting.rank());
        let mut postings: Vec<Posting> =
            self.postings.iter().map(|(posting, _)| *posting).collect();
        let places = self.postings.iter().filter_map(|(_, range)| self.places.get(range.clone()));
        (write_postings(documents, &mut postings), write_places(places))
    }
}

fn write_lexicon(
    entries: &[Entry],
    target: usize,
    name: impl Fn(u32) -> File,
    lists: bool,
    files: &mut Vec<(File, Vec<u8>)>,
) -> Table {
    let shards = cut(entries, target);
    let first = |shard: &&[Entry]| shard.first().map_or(String::new(), |(word, _)| word.clone());
    let table = Table::new(shards.iter().map(first).collect());
    for (number, shard) in shards.into_iter().enumerate() {
        files.push((name(number as u32), write_shard(shard, lists)));
    }
    table
}

/// The words alone, in both directions. Numbers are not misspelt words.
fn write_spelling(entries: &[Entry], files: &mut Vec<(File, Vec<u8>)>) -> (Table, Table) {
    let words = entries.iter().map(|(word, _)| word);
    let words =
        words.filter(|word| word.chars().count() > 2 && !word.bytes().any(|b| b.is_ascii_digit()));
    let forwards: Vec<Entry> = words.map(|word| (word.clone(), Vec::new())).collect();
    let mut backwards: Vec<Entry> =
        forwards.iter().map(|(word, _)| (word.chars().rev().collect(), Vec::new())).collect();
    backwards.sort();
    let spelling = write_lexicon(&forwards, SPELLING_SHARD, File::Spelling, false, files);
    let mirror = write_lexicon(&backwards, SPELLING_SHARD, File::Mirror, false, files);
    (spelling, mirror)
}
