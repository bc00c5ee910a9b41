//! Building an index: documents in, files out, the same bytes for the same documents.

use super::document::{Document, Facet, Options};
use super::facets::{FacetFile, Value};
use super::head::{Head, Months};
use super::lexicon::{Entry, Table, cut, write_shard};
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
    terms: HashMap<String, Occurrences>,
    titles: HashMap<String, Vec<Posting>>,
}

/// Where a word stands, as it is gathered: for each document the distance from the one before, the
/// weight, how many places, and the distances between places.
#[derive(Debug, Default)]
struct Occurrences {
    bytes: Vec<u8>,
    documents: u32,
    next: u32,
}

/// A word of a document with its place and the weight of its field.
struct Occurrence {
    word: String,
    place: u32,
    weight: f32,
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
        let mut words = Vec::new();
        let end = gather(&document.title, 0, |_| weights::TITLE, &mut words);
        self.push_title(number, &words);
        let end = gather(&document.summary, end, |_| weights::SUMMARY, &mut words);
        let body = end;
        let lead = |place| if place - body < weights::LEAD_WORDS { weights::LEAD } else { 1.0 };
        gather(&document.body, body, lead, &mut words);
        self.lengths.push(words.len() as u32);
        words.sort_by(|a, b| a.word.cmp(&b.word).then(a.place.cmp(&b.place)));
        for group in words.chunk_by(|a, b| a.word == b.word) {
            let Some(first) = group.first() else { continue };
            match self.terms.get_mut(&first.word) {
                Some(occurrences) => occurrences.push(number, group),
                None => {
                    let mut occurrences = Occurrences::default();
                    occurrences.push(number, group);
                    self.terms.insert(first.word.clone(), occurrences);
                }
            }
        }
    }

    fn push_title(&mut self, number: u32, words: &[Occurrence]) {
        // In a title of ten words, a word has the strength 1.
        let level = weights::level(10.0 / words.len().max(1) as f32);
        for occurrence in words {
            let list = self.titles.entry(occurrence.word.clone()).or_default();
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
        let norm = |document: u32| {
            let length = self.lengths.get(document as usize).copied().unwrap_or(0) as f32;
            weights::SATURATION * (1.0 - weights::LENGTH + weights::LENGTH * length / mean)
        };

        let gathered: BTreeMap<String, Occurrences> = self.terms.into_iter().collect();
        let common_from = ((documents as f32 * weights::COMMON) as u32).max(weights::COMMON_FROM);
        let common = gathered.iter().filter(|(_, of)| of.documents > common_from);
        let common: Vec<String> = common.map(|(word, _)| word.clone()).collect();
        let (mut entries, mut places) = (Vec::new(), HashMap::new());
        for (word, occurrences) in gathered {
            let (mut postings, lists) = occurrences.read(norm);
            let list = write_postings(documents, &mut postings);
            let in_order = postings.iter().filter_map(|posting| lists.get(&posting.document));
            places.insert(word.clone(), write_places(in_order.map(Vec::as_slice)));
            entries.push((word, list));
        }
        let mut files = Vec::new();
        let (spelling, mirror) = write_spelling(&entries, &mut files);
        let unions = unions(&entries, &stems, documents);
        entries.extend(unions);
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        let terms = write_lexicon(&entries, SHARD, File::Terms, true, &mut files);
        for (number, shard) in cut(&entries, SHARD).into_iter().enumerate() {
            let lists: Vec<Vec<u8>> =
                shard.iter().map(|(word, _)| places.remove(word).unwrap_or_default()).collect();
            files.push((File::Positions(number as u32), write_file(&lists)));
        }
        let mut titles: Vec<Entry> = self
            .titles
            .into_iter()
            .map(|(word, mut postings)| (word, write_postings(documents, &mut postings)))
            .collect();
        titles.sort();
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
        self.documents += 1;
        self.next = document + 1;
    }

    /// The postings, and the places in each document.
    fn read(&self, norm: impl Fn(u32) -> f32) -> (Vec<Posting>, HashMap<u32, Vec<u32>>) {
        let mut reader = Reader::new(&self.bytes);
        let mut postings = Vec::with_capacity(self.documents as usize);
        let mut lists = HashMap::with_capacity(self.documents as usize);
        let mut document = 0;
        let mut number = || reader.number();
        while let (Some(gap), Some(weight), Some(count)) = (number(), number(), number()) {
            document += gap;
            let level = weights::level(weight as f32 / GRAIN / norm(document));
            postings.push(Posting { document, level });
            let mut next = 0;
            let places = (0..count).filter_map(|_| {
                let place = next + number()?;
                next = place + 1;
                Some(place)
            });
            lists.insert(document, places.collect());
            document += 1;
        }
        (postings, lists)
    }
}

/// Adds the words of a field; returns the place at which the next one begins.
fn gather(text: &str, from: u32, weight: impl Fn(u32) -> f32, words: &mut Vec<Occurrence>) -> u32 {
    let mut end = from;
    for token in tokens(text) {
        let place = from + token.position;
        words.push(Occurrence { word: token.word, place, weight: weight(place) });
        end = place + FIELD_GAP;
    }
    end
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
