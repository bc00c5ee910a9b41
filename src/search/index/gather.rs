//! Gathering: documents to words and where they stand, before anything is known of the whole.

use super::document::Document;
use crate::search::analysis::tokens;
use crate::search::format::{LAST_PLACE, Posting, Reader, put_number, write_postings};
use crate::search::index::positions::{Context, write_places};
use crate::search::weights::{self, Weights};
use std::collections::HashMap;

/// Between two fields, so that no phrase reaches from one into the next.
const FIELD_GAP: u32 = 8;

/// In how many steps the mean length of texts doubles: 8 cost Cranfield .001.
const MEAN_STEPS: f32 = 64.0;

/// The words of documents that follow one another, numbered from 0.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Where the fields of each document are.
    pub(super) fields: Vec<Fields>,
    /// The number of each word, in the order in which they were met.
    pub(super) numbers: HashMap<String, u32, BuildFnv>,
    /// By number of the word.
    pub(super) terms: Vec<Occurrences>,
    /// The words of the document at hand, kept for its memory.
    words: Vec<Occurrence>,
}

/// Where a word stands, as it is gathered: for each document the distance from the one before, how many places, and
/// the distances between places.
#[derive(Debug, Default)]
pub(super) struct Occurrences {
    bytes: Vec<u8>,
    next: u32,
    /// In how many documents.
    pub(super) documents: u32,
    /// How many there are.
    pub(super) count: u32,
    /// Whether it was met as the whole of a compound, at the place of its first part.
    pub(super) compound: bool,
}

/// A word of a document, by number, with its place.
#[derive(Debug)]
struct Occurrence {
    word: u32,
    place: u32,
}

/// At which places the fields of a document begin; the title begins at 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields {
    summary: u32,
    body: u32,
    extra: u32,
    /// Past the last place.
    pub(super) end: u32,
}

impl Fields {
    /// What an occurrence at `place` weighs in the text.
    fn weight(&self, place: u32, weights: &Weights) -> f32 {
        if place < self.summary {
            weights.title_text
        } else if place < self.body {
            weights.summary
        } else if place >= self.extra {
            weights.extra
        } else if place - self.body < weights::LEAD_WORDS {
            weights.lead
        } else {
            1.0
        }
    }

    /// About how many words the text has, its summary included.
    fn words(&self) -> u32 {
        self.extra - self.summary
    }
}

/// Turns the places of a word in a document into the level to store.
pub(super) struct Levels<'a> {
    weights: &'a Weights,
    fields: &'a [Fields],
    mean: f32,
}

impl<'a> Levels<'a> {
    pub(super) fn new(weights: &'a Weights, fields: &'a [Fields]) -> Self {
        let total: u64 = fields.iter().map(|fields| u64::from(fields.words())).sum();
        let mean = (total as f32 / fields.len().max(1) as f32).max(1.0);
        // In steps, so that one more release does not weigh all others anew.
        let mean = (mean.log2() * MEAN_STEPS).round() / MEAN_STEPS;
        Self { weights, fields, mean: mean.exp2() }
    }

    fn posting(&self, document: u32, places: &[u32]) -> Posting {
        let fields = self.fields.get(document as usize).copied().unwrap_or_default();
        let weight: f32 = places.iter().map(|place| fields.weight(*place, self.weights)).sum();
        let x = weight / self.weights.norm(fields.words(), self.mean);
        let first = places.first().copied().filter(|place| *place < fields.summary);
        let title = first.map_or(0, |place| place.min(u32::from(LAST_PLACE) - 1) as u8 + 1);
        Posting { document, level: weights::level(x, first.is_some()), title }
    }
}

/// FNV-1a, for the table of words: three times faster than the standard's on words, which nobody
/// chooses to slow down their own newsroom.
#[derive(Debug)]
pub(super) struct Fnv(u64);

pub(super) type BuildFnv = std::hash::BuildHasherDefault<Fnv>;

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

impl Gathered {
    /// Adds a document after those that are there.
    pub(super) fn push(&mut self, document: &Document) {
        let number = self.fields.len() as u32;
        self.words.clear();
        let summary = self.gather(&document.title, 0);
        let body = self.gather(&document.summary, summary);
        let extra = self.gather(&document.body, body);
        let end = self.gather(&document.extra, extra);
        self.fields.push(Fields { summary, body, extra, end });
        self.words.sort_unstable_by_key(|occurrence| (occurrence.word, occurrence.place));
        for group in self.words.chunk_by(|a, b| a.word == b.word) {
            let word = group.first().and_then(|first| self.terms.get_mut(first.word as usize));
            if let Some(occurrences) = word {
                occurrences.push(number, group.iter().map(|occurrence| occurrence.place));
            }
        }
    }

    /// Adds the words of a field; returns the place at which the next one begins.
    fn gather(&mut self, text: &str, from: u32) -> u32 {
        let mut end = from;
        for token in tokens(text) {
            let place = from + token.position;
            let word = self.number(token.word);
            self.words.push(Occurrence { word, place });
            if let Some(occurrences) = self.terms.get_mut(word as usize) {
                occurrences.compound |= token.compound;
            }
            end = place + FIELD_GAP;
        }
        end
    }

    fn number(&mut self, word: String) -> u32 {
        let next = self.terms.len() as u32;
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.terms.push(Occurrences::default());
        }
        number
    }

    /// Adds documents that were gathered apart, after those that are there.
    pub(super) fn append(&mut self, mut other: Self) {
        let offset = self.fields.len() as u32;
        self.fields.append(&mut other.fields);
        for (word, theirs) in other.numbers {
            let ours = self.number(word);
            let occurrences = other.terms.get_mut(theirs as usize).map(std::mem::take);
            if let (Some(occurrences), Some(all)) = (occurrences, self.terms.get_mut(ours as usize))
            {
                all.append(offset, &occurrences);
            }
        }
    }
}

impl Occurrences {
    /// Adds a document after those that are there, with the places in it in order.
    pub(super) fn push(
        &mut self,
        document: u32,
        places: impl ExactSizeIterator<Item = u32> + Clone,
    ) {
        put_number(document - self.next, &mut self.bytes);
        put_number(places.len() as u32, &mut self.bytes);
        let mut next = 0;
        for place in places.clone() {
            put_number(place.saturating_sub(next), &mut self.bytes);
            next = place + 1;
        }
        self.next = document + 1;
        self.documents += 1;
        self.count += places.len() as u32;
    }

    /// Adds the occurrences in documents that are numbered from `offset`: only the first distance
    /// changes.
    pub(super) fn append(&mut self, offset: u32, other: &Self) {
        self.compound |= other.compound;
        let mut reader = Reader::new(&other.bytes);
        if let Some(first) = reader.number() {
            // By an eighth and not by twice, as a Vec grows: these are most of what is held while an index is made.
            let more = other.bytes.len() + 4;
            if self.bytes.capacity() - self.bytes.len() < more {
                self.bytes.reserve_exact(more + self.bytes.len() / 8);
            }
            put_number(offset + first - self.next, &mut self.bytes);
            self.bytes.extend_from_slice(reader.rest());
            self.next = offset + other.next;
            self.documents += other.documents;
            self.count += other.count;
        }
    }

    /// Hands over each document with the places of the word in it.
    pub(super) fn each(&self, mut take: impl FnMut(u32, &[u32])) {
        let mut reader = Reader::new(&self.bytes);
        let (mut document, mut places) = (0, Vec::new());
        let mut number = || reader.number();
        while let (Some(gap), Some(count)) = (number(), number()) {
            document += gap;
            places.clear();
            let mut next = 0;
            for gap in (0..count).map_while(|_| number()) {
                places.push(next + gap);
                next += gap + 1;
            }
            take(document, &places);
            document += 1;
        }
    }

    /// The posting list, and how long it is.
    pub(super) fn list(&self, documents: u32, levels: &Levels) -> (Vec<u8>, usize) {
        let mut list = Vec::with_capacity(self.documents as usize);
        self.each(|document, found| list.push(levels.posting(document, found)));
        (write_postings(documents, &mut list), list.len())
    }

    /// The posting list, how long it is, and the places in the order of its postings. `around` says what stands beside a
    /// place of a document, where places are to know that.
    pub(super) fn write(
        &self,
        documents: u32,
        levels: &Levels,
        around: Option<&dyn Fn(u32, u32) -> Context>,
    ) -> (Vec<u8>, usize, Vec<u8>) {
        let (mut postings, mut places) = (Vec::new(), Vec::new());
        self.each(|document, found| {
            let start = places.len();
            let around =
                |place| around.map_or(Context::default(), |around| around(document, place));
            places.extend(found.iter().map(|place| (*place, around(*place))));
            postings.push((levels.posting(document, found), start..places.len()));
        });
        postings.sort_unstable_by_key(|(posting, _)| posting.rank());
        let mut list: Vec<Posting> = postings.iter().map(|(posting, _)| *posting).collect();
        let places = postings.iter().filter_map(|(_, range)| places.get(range.clone()));
        let places = write_places(places, around.is_some());
        (write_postings(documents, &mut list), list.len(), places)
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, Gathered};

    #[test]
    fn gathered_apart_is_as_gathered_together() {
        let document = |text: &str| Document { title: text.into(), ..Document::default() };
        let documents = ["le quai", "la gare", "", "le quai de la gare", "rien", "quai"];
        let documents: Vec<Document> = documents.into_iter().map(document).collect();
        let gathered = |documents: &[Document]| {
            let mut all = Gathered::default();
            documents.iter().for_each(|document| all.push(document));
            all
        };
        let together = gathered(&documents);
        let mut apart = gathered(&documents[..2]);
        apart.append(gathered(&documents[2..3]));
        apart.append(gathered(&documents[3..]));
        assert_eq!(apart.fields, together.fields);
        assert_eq!(apart.numbers.len(), together.numbers.len());
        for (word, number) in &together.numbers {
            let (ours, theirs) = (*number, apart.numbers[word]);
            let bytes = |all: &Gathered, n: u32| all.terms[n as usize].bytes.clone();
            assert_eq!(bytes(&together, ours), bytes(&apart, theirs), "{word}");
        }
    }
}
