//! Building an index: documents in, files out, the same bytes for the same documents.

use super::carried::{Earlier, Made, make};
use super::document::{Document, Options};
use super::facets::{FacetFile, Value};
use super::gather::{Gathered, Levels};
use super::head::{Head, Months};
use super::lexicon::{Entry, Table, UNION, cut, write_shard};
use super::positions::write_file;
use super::prefixes::unions;
use super::runs::Frequent;
use super::sample;
use super::{File, parallel};
use crate::model::{Kept, Language, Shelf};
use crate::search::Facet;
use crate::search::analysis::{Stems, fold};
use crate::search::format::split_postings;
use crate::search::weights::{self, Weights};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// About how many bytes a file of words and their lists has. What a rare word costs: at 10,000
/// releases 20,000 bytes made two rare words the dearest query.
const SHARD: usize = 4_500;

/// The same for words alone, which compress to half.
const SPELLING_SHARD: usize = 6_000;

/// The same for runs: fewer are asked for, and each shard has its beginning in the head, which every
/// query pays for.
const RUN_SHARD: usize = 12_000;

/// A posting list that is longer, in bytes, goes on in a file of its own.
const LONG: usize = 2_500;

/// How many of its best postings stay with the word.
const BEST: usize = 1_000;

/// How many documents each core gathers before what they gathered is put together.
const BATCH: usize = 4_096;

/// Takes documents and makes the files of an index of them.
///
/// Memory: about 5 bytes for each word of each document until the files are written, which are put away where there is a shelf,
/// and else take 6; the words of a batch of documents twice.
#[derive(Debug, Default)]
pub struct Builder {
    options: Options,
    languages: BTreeSet<Language>,
    months: Months,
    facets: BTreeMap<Facet, BTreeMap<String, Vec<u32>>>,
    gathered: Gathered,
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
        self.note(self.gathered.fields.len() as u32, document);
        self.gathered.push(document);
    }

    /// Adds the next documents, on all cores.
    pub fn extend(&mut self, documents: &[Document]) {
        for batch in documents.chunks(BATCH * parallel::workers()) {
            for (number, document) in (self.gathered.fields.len() as u32..).zip(batch) {
                self.note(number, document);
            }
            let share = batch.len().div_ceil(parallel::workers()).max(1);
            let gathered = parallel::map(batch.chunks(share).collect(), |documents| {
                let mut gathered = Gathered::default();
                documents.iter().for_each(|document| gathered.push(document));
                gathered
            });
            gathered.into_iter().for_each(|gathered| self.gathered.append(gathered));
        }
    }

    /// Takes in all of a document but its words.
    fn note(&mut self, number: u32, document: &Document) {
        self.languages.extend(document.language.clone());
        self.months.push(document.month);
        for (facet, key) in &document.facets {
            let documents = self.facets.entry(*facet).or_default().entry(key.clone()).or_default();
            if documents.last() != Some(&number) {
                documents.push(number);
            }
        }
    }

    /// The files of the index: names, as [`super::HEAD`] and what [`crate::search::Engine::missing`]
    /// asks for, with their bytes.
    #[must_use]
    pub fn finish(self) -> Vec<(String, Vec<u8>)> {
        self.finish_after(None).own.into_iter().map(|(name, part)| (name, part.bytes())).collect()
    }

    /// The same where an index was made before: what is as it was there stays there.
    #[must_use]
    pub fn finish_after(self, earlier: Option<&Earlier<'_>>) -> Made {
        let Self { options, languages, months, facets, gathered } = self;
        let documents = gathered.fields.len() as u32;
        let mut files = Files { shelf: options.shelf, ..Files::default() };
        let stems = Stems::new(&languages);
        let words = write_words(gathered, &stems, &options.weights, &mut files);

        let mut counts = Vec::new();
        let mut all = Vec::new();
        for (facet, values) in facets {
            let values: Vec<Value> = values
                .into_iter()
                .map(|(key, documents)| {
                    let labels = options.labels.get(&(facet, key.clone()));
                    let labels = labels.into_iter().flatten().map(|label| fold(label)).collect();
                    Value { key, labels, documents }
                })
                .collect();
            let count = |value: &Value| (value.key.clone(), value.documents.len() as u32);
            // Of what nobody is offered the head says only that there is some: a newsroom quotes thousands of people.
            counts.push((
                facet,
                match facet.is_offered() {
                    true => values.iter().map(count).collect(),
                    false => vec![(String::new(), values.len() as u32)],
                },
            ));
            files.add(File::Facet(facet), FacetFile::write(&values, documents));
            if facet.is_offered() {
                all.push(values);
            }
        }
        if !all.is_empty() {
            files.add(File::Facets, sample::write(&all, documents));
        }
        let languages = languages.into_iter().collect();
        let head = Head { documents, languages, months, facets: counts, ..words };
        make(head, files.all, earlier)
    }
}

/// The files written so far.
#[derive(Default)]
struct Files {
    all: Vec<(File, Kept)>,
    /// How many long lists have a file of their own.
    long: u32,
    shelf: Option<Arc<dyn Shelf>>,
}

impl Files {
    fn add(&mut self, file: File, bytes: Vec<u8>) {
        self.all.push((file, Kept::new(bytes, self.shelf.as_ref())));
    }

    /// Moves what a long list holds beyond its best postings into a file of its own.
    fn shorten(&mut self, entry: &mut Entry, documents: u32) {
        if entry.list.len() > LONG {
            let (beginning, rest) = split_postings(documents, &entry.list, BEST);
            entry.list = beginning;
            entry.rest = Some(self.long);
            self.add(File::Rest(self.long), rest);
            self.long += 1;
        }
    }

    fn lexicon(
        &mut self,
        entries: &[Entry],
        target: usize,
        name: impl Fn(u32) -> File,
        lists: bool,
    ) -> Table {
        let shards = cut(entries, target);
        let table = Table::of(&shards);
        for (number, shard) in (0..).zip(shards) {
            self.add(name(number), write_shard(shard, lists));
        }
        table
    }
}

/// Writes all files that are about words. Returns what the head says of words.
fn write_words(gathered: Gathered, stems: &Stems, weights: &Weights, files: &mut Files) -> Head {
    let Gathered { fields, numbers, mut terms, .. } = gathered;
    let documents = fields.len() as u32;
    let levels = Levels::new(weights, &fields);

    let mut words: Vec<(String, u32)> = numbers.into_iter().collect();
    words.sort_unstable();
    let frequent = Frequent::new(&words, &terms, &fields);
    let around = |document, place| frequent.around(document, place);
    let without_places: BTreeSet<&String> = frequent.words.iter().collect();
    let shelf = files.shelf.as_ref();
    let with_occurrences = words
        .into_iter()
        .map(|(word, number)| (word, terms.get_mut(number as usize).map(std::mem::take)))
        .collect();
    let written = parallel::map(with_occurrences, |(word, occurrences)| {
        let occurrences = occurrences.unwrap_or_default();
        // The places of a frequent word are many times what its documents are.
        let (list, length, places) = if without_places.contains(&word) {
            let (list, length) = occurrences.list(documents, &levels);
            (list, length, Vec::new())
        } else {
            occurrences.write(documents, &levels, Some(&around))
        };
        (word, list, length, Kept::new(places, shelf))
    });
    let common_from = ((documents as f32 * weights::COMMON) as usize).max(weights::COMMON_FROM);
    let (mut entries, mut places, mut common) = (Vec::new(), Vec::new(), Vec::new());
    for (word, list, length, in_places) in written {
        if length > common_from {
            common.push(word.clone());
        }
        places.push(in_places);
        entries.push(Entry::new(word, list));
    }
    let [spelling, mirror] = write_spelling(&entries, files);
    let unions = unions(&entries, stems, documents);
    entries.extend(unions);
    entries.sort_by(|a, b| a.word.cmp(&b.word));
    entries.iter_mut().for_each(|entry| files.shorten(entry, documents));
    let terms = files.lexicon(&entries, SHARD, File::Terms, true);
    write_positions(cut(&entries, SHARD), places, File::Positions, files);
    let (mut entries, mut places) = (Vec::new(), Vec::new());
    let written = parallel::map(frequent.runs(), |(name, occurrences)| {
        (name, occurrences.write(documents, &levels, None))
    });
    for (name, (list, _, in_places)) in written {
        places.push(Kept::new(in_places, files.shelf.as_ref()));
        entries.push(Entry::new(name, list));
    }
    entries.iter_mut().for_each(|entry| files.shorten(entry, documents));
    let runs = files.lexicon(&entries, RUN_SHARD, File::Runs, true);
    write_positions(cut(&entries, RUN_SHARD), places, File::RunPositions, files);
    let frequent = frequent.words;
    Head { common, frequent, terms, spelling, mirror, runs, ..Head::default() }
}

/// Writes where words stand: a file for each shard of terms and one for each long list. `places`
/// has those of every word in the order of `shards`; unions have none, frequent words have nothing
/// in theirs.
fn write_positions(
    shards: Vec<&[Entry]>,
    places: Vec<Kept>,
    name: impl Fn(u32) -> File,
    files: &mut Files,
) {
    let mut places = places.into_iter();
    for (number, shard) in (0..).zip(shards) {
        let mut lists = Vec::with_capacity(shard.len());
        for entry in shard {
            let own = if entry.word.ends_with(UNION) { None } else { places.next() };
            let own = own.unwrap_or_default().bytes().into_owned();
            match entry.rest {
                Some(long) if !own.is_empty() => {
                    files.add(File::Places(long), write_file(&[own]));
                    lists.push(Vec::new());
                }
                _ => lists.push(own),
            }
        }
        files.add(name(number), write_file(&lists));
    }
}

/// The words alone, in both directions. Numbers are not misspelt words.
fn write_spelling(entries: &[Entry], files: &mut Files) -> [Table; 2] {
    let words = entries.iter().map(|entry| &entry.word);
    let words =
        words.filter(|word| word.chars().count() > 2 && !word.bytes().any(|b| b.is_ascii_digit()));
    let alone = |word: String| Entry::new(word, Vec::new());
    let forwards: Vec<Entry> = words.clone().map(|word| alone(word.clone())).collect();
    let mut backwards: Vec<Entry> = words.map(|word| alone(word.chars().rev().collect())).collect();
    backwards.sort();
    [
        files.lexicon(&forwards, SPELLING_SHARD, File::Spelling, false),
        files.lexicon(&backwards, SPELLING_SHARD, File::Mirror, false),
    ]
}
