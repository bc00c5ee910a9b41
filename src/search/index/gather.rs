//! Gathering: documents to words and where they stand, before anything is known of the whole.

use super::document::Document;
use crate::search::analysis::tokens;
use crate::search::format::{Posting, Reader, put_number, write_postings};
use crate::search::index::positions::{Context, write_places};
use crate::search::weights;
use std::collections::HashMap;

/// Between two fields, so that no phrase reaches from one into the next.
const FIELD_GAP: u32 = 8;

/// In `x` units: stored weights are sixteenths of an occurrence in the body.
const GRAIN: f32 = 16.0;

/// The words of documents that follow one another, numbered from 0.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// How many words each document has.
    pub(super) lengths: Vec<u32>,
    /// Where its fields are.
    pub(super) fields: Vec<Fields>,
    /// The number of each word, in the order in which they were met.
    pub(super) numbers: HashMap<String, u32, BuildFnv>,
    /// By number of the word.
    pub(super) terms: Vec<Occurrences>,
    /// The postings of titles alone, by number of the word.
    pub(super) titles: HashMap<u32, Vec<Posting>>,
    /// The words of the document at hand, kept for its memory.
    words: Vec<Occurrence>,
}

/// Where a word stands, as it is gathered: for each document the distance from the one before, the
/// weight, how many places, and the distances between places.
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
    /// What an occurrence at `place` weighs.
    pub(super) fn weight(&self, place: u32) -> f32 {
        if place < self.summary {
            weights::TITLE
        } else if place < self.body {
            weights::SUMMARY
        } else if place < self.extra && place - self.body < weights::LEAD_WORDS {
            weights::LEAD
        } else {
            1.0
        }
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
        let number = self.lengths.len() as u32;
        self.words.clear();
        let summary = self.gather(&document.title, 0);
        self.push_title(number);
        let body = self.gather(&document.summary, summary);
        let extra = self.gather(&document.body, body);
        let end = self.gather(&document.extra, extra);
        let fields = Fields { summary, body, extra, end };
        self.fields.push(fields);
        self.lengths.push(self.words.len() as u32);
        self.words.sort_unstable_by_key(|occurrence| (occurrence.word, occurrence.place));
        for group in self.words.chunk_by(|a, b| a.word == b.word) {
            let word = group.first().and_then(|first| self.terms.get_mut(first.word as usize));
            if let Some(occurrences) = word {
                occurrences.push(number, &fields, group.iter().map(|occurrence| occurrence.place));
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

    /// Adds documents that were gathered apart, after those that are there.
    pub(super) fn append(&mut self, mut other: Self) {
        let offset = self.lengths.len() as u32;
        self.lengths.append(&mut other.lengths);
        self.fields.append(&mut other.fields);
        for (word, theirs) in other.numbers {
            let ours = self.number(word);
            let occurrences = other.terms.get_mut(theirs as usize).map(std::mem::take);
            if let (Some(occurrences), Some(all)) = (occurrences, self.terms.get_mut(ours as usize))
            {
                all.append(offset, &occurrences);
            }
            if let Some(postings) = other.titles.remove(&theirs) {
                let moved = |p: Posting| Posting { document: p.document + offset, ..p };
                self.titles.entry(ours).or_default().extend(postings.into_iter().map(moved));
            }
        }
    }
}

impl Occurrences {
    /// Adds a document after those that are there, with the places in it in order.
    pub(super) fn push(
        &mut self,
        document: u32,
        fields: &Fields,
        places: impl ExactSizeIterator<Item = u32> + Clone,
    ) {
        let weight: f32 = places.clone().map(|place| fields.weight(place)).sum();
        put_number(document - self.next, &mut self.bytes);
        put_number((weight * GRAIN).round() as u32, &mut self.bytes);
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
            put_number(offset + first - self.next, &mut self.bytes);
            self.bytes.extend_from_slice(reader.rest());
            self.next = offset + other.next;
            self.documents += other.documents;
            self.count += other.count;
        }
    }

    /// Hands over each document with the weight of the word in it, and then each place there.
    pub(super) fn each(&self, mut take: impl FnMut(u32, f32, &[u32])) {
        let mut reader = Reader::new(&self.bytes);
        let (mut document, mut places) = (0, Vec::new());
        let mut number = || reader.number();
        while let (Some(gap), Some(weight), Some(count)) = (number(), number(), number()) {
            document += gap;
            places.clear();
            let mut next = 0;
            for gap in (0..count).map_while(|_| number()) {
                places.push(next + gap);
                next += gap + 1;
            }
            take(document, weight as f32 / GRAIN, &places);
            document += 1;
        }
    }

    /// The posting list, how long it is, and the places in the order of its postings. `norm` is
    /// what the weight of a document is divided by: known now. `around` says what stands beside a
    /// place of a document, where places are to know that.
    pub(super) fn write(
        &self,
        documents: u32,
        norm: impl Fn(u32) -> f32,
        around: Option<&dyn Fn(u32, u32) -> Context>,
    ) -> (Vec<u8>, usize, Vec<u8>) {
        let (mut postings, mut places) = (Vec::new(), Vec::new());
        self.each(|document, weight, found| {
            let level = weights::level(weight / norm(document));
            let start = places.len();
            let around =
                |place| around.map_or(Context::default(), |around| around(document, place));
            places.extend(found.iter().map(|place| (*place, around(*place))));
            postings.push((Posting { document, level }, start..places.len()));
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
        assert_eq!(apart.lengths, together.lengths);
        assert_eq!(apart.numbers.len(), together.numbers.len());
        for (word, number) in &together.numbers {
            let (ours, theirs) = (*number, apart.numbers[word]);
            let bytes = |all: &Gathered, n: u32| all.terms[n as usize].bytes.clone();
            assert_eq!(bytes(&together, ours), bytes(&apart, theirs), "{word}");
            assert_eq!(together.titles.get(&ours), apart.titles.get(&theirs), "{word}");
        }
    }
}
