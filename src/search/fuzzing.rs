//! Ways to the decoders of the index for the fuzz targets in `tests/fuzz`, past the checksum that
//! would refuse nearly every input. Compiled for them, and for tests, so that no change forgets them.

use super::format::{Posting, each_posting, each_posting_of_beginning, seal};
use super::index::{FacetFile, Head, Places, Sample, Shard};
use super::{Builder, Document, Engine, Facet, HEAD, Options};

const DOCUMENTS: u32 = 1_000;

/// A head, sealed as if it were whole.
pub fn head(bytes: &[u8]) {
    let sealed = seal(0, bytes.to_vec());
    let _ = (Head::read(bytes), Head::read(&sealed).map(|head| head.write()));
}

/// A shard of a lexicon, and every word and list in it.
pub fn shard(bytes: &[u8]) {
    let Some(shard) = Shard::read(bytes) else { return };
    for index in 0..=shard.len() {
        let _ = (shard.find(shard.word(index)), shard.rest(index));
        postings(shard.list(index));
    }
}

/// A posting list, whole and as the beginning of one.
pub fn postings(bytes: &[u8]) {
    let mut largest = 0;
    let mut posting = |p: Posting| {
        largest = largest.max(p.document);
        Some(())
    };
    let _ = each_posting(DOCUMENTS, bytes, &mut posting);
    let _ = each_posting_of_beginning(DOCUMENTS, bytes, &mut posting);
    assert!(largest < DOCUMENTS, "a document that is not there");
}

/// A file of places.
pub fn places(bytes: &[u8]) {
    let Some(places) = Places::read(bytes) else { return };
    for index in 0..4 {
        let _ = places.each(index, 100, |n| n % 2 == 0, |_, _, _| {});
    }
}

/// A facet.
pub fn facet(bytes: &[u8]) {
    let Some(facet) = FacetFile::read(bytes, DOCUMENTS) else { return };
    let _ = (facet.named("a"), facet.counts(&vec![true; DOCUMENTS as usize]));
}

/// The facets of a sample.
pub fn sample(bytes: &[u8]) {
    let values = (0..8).map(|value: u32| (value.to_string(), 1)).collect();
    let head =
        Head { documents: 10 * DOCUMENTS, facets: vec![(Facet::Topic, values)], ..Head::default() };
    let Some(sample) = Sample::read(bytes, &head) else { return };
    let _ = sample.counts(Facet::Topic, &vec![true; 10 * DOCUMENTS as usize]);
}

/// A whole index to ask anything of: two releases, and so many short ones that it has runs.
#[must_use]
pub fn engine() -> Engine {
    let mut builder = Builder::new(Options::default());
    for (title, body) in
        [("Le quai électrique", "Mise en service à l’aube."), ("The night train", "It runs.")]
    {
        builder.push(&Document { title: title.into(), body: body.into(), ..Document::default() });
    }
    for number in 0..1_100 {
        let title = format!("Plan {number} {}", "de la ville ".repeat(6));
        builder.push(&Document { title, ..Document::default() });
    }
    let files = builder.finish();
    let head = files.iter().find(|(name, _)| name == HEAD).map(|(_, bytes)| bytes.clone());
    let mut engine =
        head.and_then(|head| Engine::open(&head).ok()).unwrap_or_else(|| unreachable!());
    files.iter().for_each(|(name, bytes)| engine.provide(name, Some(bytes)));
    engine
}
