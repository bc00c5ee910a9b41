//! Where in each document a word stands: read for quoted phrases only, hence in files apart.
//!
//! A positions file follows the shard of terms of the same number: a list for each word, in each
//! list the places for each posting, in the order of the posting list.

use crate::search::format::{BitReader, BitWriter, Reader, put_number};

/// The widest Rice parameter that is tried.
const WIDEST: u32 = 15;

/// Writes the places of one word: for each posting, in order, at least one place, ascending.
pub(in crate::search) fn write_places<'a>(
    places: impl Iterator<Item = &'a [u32]> + Clone,
) -> Vec<u8> {
    let gaps = |places: &[u32]| {
        let mut next = 0;
        let gaps: Vec<u32> = places
            .iter()
            .map(|place| {
                let gap = place.saturating_sub(next);
                next = place + 1;
                gap
            })
            .collect();
        gaps
    };
    let mean = {
        let all = places.clone().flat_map(gaps);
        let (total, count) =
            all.fold((0_u64, 0_u64), |(total, count), gap| (total + u64::from(gap), count + 1));
        total * 7 / (count.max(1) * 10)
    };
    let parameter = mean.checked_ilog2().unwrap_or(0).min(WIDEST);
    let mut bits = BitWriter::default();
    bits.put(parameter, 4);
    for list in places {
        bits.gamma(list.len() as u32);
        gaps(list).into_iter().for_each(|gap| bits.rice(gap, parameter));
    }
    bits.finish()
}

/// Writes a positions file: the places of each word of a shard, empty for unions.
pub(in crate::search) fn write_file(lists: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    put_number(lists.len() as u32, &mut out);
    lists.iter().for_each(|list| put_number(list.len() as u32, &mut out));
    lists.iter().for_each(|list| out.extend_from_slice(list));
    out
}

/// A positions file in memory.
#[derive(Debug)]
pub(in crate::search) struct Places {
    lists: Vec<u8>,
    ends: Vec<u32>,
}

impl Places {
    pub(in crate::search) fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let count = reader.count()?;
        let mut ends = Vec::with_capacity(count);
        let mut end = 0_u32;
        for _ in 0..count {
            end = end.checked_add(reader.number()?)?;
            ends.push(end);
        }
        (end as usize == reader.rest().len()).then(|| Self { lists: reader.rest().to_vec(), ends })
    }

    /// Hands over the places of the word at `index` of the shard: for each of its `postings` that is
    /// wanted, by its number in the list, the places in order. `None` where the bytes end early.
    pub(in crate::search) fn each(
        &self,
        index: usize,
        postings: usize,
        wanted: impl Fn(usize) -> bool,
        mut take: impl FnMut(usize, u32),
    ) -> Option<()> {
        let start = index.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        let list = self.lists.get(*start as usize..*self.ends.get(index)? as usize)?;
        let mut bits = BitReader::new(list);
        let parameter = bits.get(4)?;
        for posting in 0..postings {
            let count = bits.gamma()?;
            // Lists have no index of their own, so those that nobody wants are read as well.
            let wanted = wanted(posting);
            let mut next = 0_u32;
            for _ in 0..count {
                let place = next.checked_add(bits.rice(parameter)?)?;
                next = place.checked_add(1)?;
                if wanted {
                    take(posting, place);
                }
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Places, write_file, write_places};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn places_survive(
            words in prop::collection::vec(
                prop::collection::vec(prop::collection::btree_set(0_u32..2_000, 1..9), 1..9), 1..9)
        ) {
            let places = |set: &BTreeSet<u32>| set.iter().copied().collect::<Vec<u32>>();
            let words: Vec<Vec<Vec<u32>>> =
                words.iter().map(|postings| postings.iter().map(places).collect()).collect();
            let lists: Vec<Vec<u8>> =
                words.iter().map(|postings| write_places(postings.iter().map(Vec::as_slice))).collect();
            let read = Places::read(&write_file(&lists)).unwrap();
            for (index, postings) in words.iter().enumerate() {
                let mut all = vec![Vec::new(); postings.len()];
                read.each(index, postings.len(), |_| true, |n, place| all[n].push(place)).unwrap();
                prop_assert_eq!(&all, postings);
            }
            prop_assert_eq!(read.each(words.len(), 1, |_| true, |_, _| {}), None);
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..100), n in 0_usize..1_000) {
            if let Some(places) = Places::read(&bytes) {
                let _ = places.each(n % 4, n, |n| n % 2 == 0, |_, _| {});
            }
        }
    }
}
