//! A sample of the documents with the values of all facets: what counting takes, in one file, however many documents there
//! are. Of few documents it has all, and counts are exact; of many one of each so many neighbours, so that all times are in it.

use super::facets::{FacetFile, Value, read_set, write_set};
use super::{Facet, Head};
use crate::search::format::{Reader, put_bytes};

/// At most so many documents are in it. Of the hits of a word that a tenth of the documents has, a value that a tenth of these
/// have is then counted to a sixth, and the file is about 10 KB.
const MOST: u32 = 4_096;

/// A value is only said to be in about so many documents if at least so many of the sample have it.
const LEAST: u32 = 4;

/// Whether a sample has all documents.
pub(in crate::search) fn is_whole(documents: u32) -> bool {
    documents <= MOST
}

/// The documents in it, ascending: of each row of neighbours one by chance, but the same each time. Taken at even
/// distances, they would all be in one language where versions stand beside one another.
fn members(documents: u32) -> impl Iterator<Item = u32> {
    let row = documents.div_ceil(MOST).max(1);
    (0..documents.div_ceil(row)).map(move |number| {
        let start = number * row;
        let chance = number.wrapping_mul(0x9E37_79B9) >> 16;
        start + chance % row.min(documents - start)
    })
}

/// What is written of the facets that are offered, in their order.
pub(super) fn write(facets: &[Vec<Value>], documents: u32) -> Vec<u8> {
    let members: Vec<u32> = members(documents).collect();
    let mut out = Vec::new();
    for value in facets.iter().flatten() {
        let place = |document: &u32| members.binary_search(document).ok().map(|place| place as u32);
        let set: Vec<u32> = value.documents.iter().filter_map(place).collect();
        put_bytes(&write_set(members.len() as u32, &set), &mut out);
    }
    out
}

/// A sample in memory.
#[derive(Debug)]
pub(in crate::search) struct Sample {
    documents: Vec<u32>,
    /// Values as the head has them, without their names.
    facets: Vec<(Facet, FacetFile)>,
}

impl Sample {
    /// Of a newsroom that offers nothing to choose.
    pub(super) const EMPTY: Self = Self { documents: Vec::new(), facets: Vec::new() };

    pub(in crate::search) fn read(bytes: &[u8], head: &Head) -> Option<Self> {
        let documents: Vec<u32> = members(head.documents).collect();
        let size = documents.len() as u32;
        let mut reader = Reader::new(bytes);
        let mut facets = Vec::new();
        for (facet, values) in head.facets.iter().filter(|(facet, _)| facet.is_offered()) {
            let mut sets = Vec::with_capacity(values.len());
            for _ in values {
                let documents = read_set(size, reader.bytes()?)?;
                sets.push(Value { key: String::new(), labels: Vec::new(), documents });
            }
            facets.push((*facet, FacetFile::new(sets, size)));
        }
        Some(Self { documents, facets })
    }

    /// About how many of the `listed` documents have each value of a facet; exactly, if the sample has all documents.
    pub(in crate::search) fn counts(&self, facet: Facet, listed: &[bool]) -> Vec<u32> {
        let is_listed = |document: &u32| listed.get(*document as usize) == Some(&true);
        let chosen: Vec<bool> = self.documents.iter().map(is_listed).collect();
        let file = self.facets.iter().find(|(other, _)| *other == facet);
        let mut counts = file.map(|(_, file)| file.counts(&chosen)).unwrap_or_default();
        if !is_whole(listed.len() as u32) {
            let number =
                |listed: &[bool]| listed.iter().map(|listed| u64::from(*listed)).sum::<u64>();
            let (all, some) = (number(listed), number(&chosen).max(1));
            counts.iter_mut().for_each(|count| {
                *count =
                    if *count < LEAST { 0 } else { about((u64::from(*count) * all / some) as u32) };
            });
        }
        counts
    }
}

/// A number of which only the first two digits are known.
fn about(number: u32) -> u32 {
    let mut unit = 1;
    while number / unit >= 100 {
        unit *= 10;
    }
    (number + unit / 2) / unit * unit
}

#[cfg(test)]
mod tests {
    use super::{Facet, Head, MOST, Sample, Value, about, is_whole, members, write};
    use proptest::prelude::*;

    fn head(documents: u32, values: u32) -> Head {
        let values = (0..values).map(|value| (value.to_string(), 1)).collect();
        Head { documents, facets: vec![(Facet::Topic, values)], ..Head::default() }
    }

    fn value(documents: impl Iterator<Item = u32>) -> Value {
        Value { key: String::new(), labels: Vec::new(), documents: documents.collect() }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(
            bytes in prop::collection::vec(any::<u8>(), 0..100),
            documents in 0_u32..20_000,
        ) {
            if let Some(sample) = Sample::read(&bytes, &head(documents, 3)) {
                let counts = sample.counts(Facet::Topic, &vec![true; documents as usize]);
                prop_assert!(counts.len() == 3 && counts.iter().all(|count| *count <= documents / 10 * 11 + 9));
            }
        }

        #[test]
        fn a_sample_has_few_documents_of_all_times(documents in 0_u32..3_000_000) {
            let members: Vec<u32> = members(documents).collect();
            prop_assert!(members.len() as u32 <= MOST && members.is_sorted());
            prop_assert!(members.iter().all(|member| *member < documents));
            let gap = 2 * documents.div_ceil(MOST).max(1);
            prop_assert!(members.windows(2).all(|pair| pair[0] < pair[1] && pair[1] - pair[0] < gap));
            prop_assert_eq!(is_whole(documents), members.len() as u32 == documents);
        }
    }

    #[test]
    fn of_few_documents_counts_are_exact() {
        let facets = [vec![value(0..1), value((0..MOST).filter(|n| n % 3 == 0))]];
        let sample = Sample::read(&write(&facets, MOST), &head(MOST, 2)).unwrap();
        let listed: Vec<bool> = (0..MOST).map(|document| document < 100).collect();
        assert_eq!(sample.counts(Facet::Topic, &listed), [1, 34]);
        assert!(sample.counts(Facet::Issuer, &listed).is_empty());
    }

    #[test]
    fn of_many_documents_they_are_about_right_or_not_said() {
        let all = 100_000;
        // Every other document is a version of the one before.
        let facets = [vec![value((0..all).filter(|n| n % 2 == 0)), value(0..30)]];
        let bytes = write(&facets, all);
        assert!(bytes.len() < 1_500, "{}", bytes.len());
        let sample = Sample::read(&bytes, &head(all, 2)).unwrap();
        let listed: Vec<bool> = (0..all).map(|document| document % 10 < 2).collect();
        let counts = sample.counts(Facet::Topic, &listed);
        assert!((9_000..=11_000).contains(&counts[0]), "{counts:?}");
        assert_eq!(counts[1], 0);
    }

    #[test]
    fn estimates_have_two_digits() {
        for (number, expected) in
            [(0, 0), (7, 7), (99, 99), (104, 100), (1_250, 1_300), (98_765, 99_000)]
        {
            assert_eq!(about(number), expected);
        }
        assert!(about(4_000_000_000) == 4_000_000_000);
    }
}
