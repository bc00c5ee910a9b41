//! Where in each document a word stands: read for quoted phrases only, hence in files apart.
//!
//! A positions file follows the shard of terms of the same number: a list for each word, in each
//! list the places for each posting, in the order of the posting list. A word that is not frequent
//! also knows which frequent words stand beside it, at each place ([`Context`]): frequent words need
//! no places of their own then, which would be the longest lists of all (see `runs`).

use crate::search::format::{BitReader, BitWriter, Reader, put_number};

/// The widest Rice parameter that is tried.
const WIDEST: u32 = 15;

/// The frequent words beside a place, each by its rank counted from 1; 0 for any other word, or
/// none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::search) struct Context {
    /// Just before it.
    pub(in crate::search) before: u8,
    /// Before that one. Known only where `before` is a frequent word as well.
    pub(in crate::search) second: u8,
    /// Just after it.
    pub(in crate::search) after: u8,
}

impl Context {
    /// Whether this is where `wanted` is wanted; what is 0 there may be anything here.
    pub(in crate::search) fn fits(self, wanted: Self) -> bool {
        let same = |wanted: u8, found: u8| wanted == 0 || wanted == found;
        same(wanted.before, self.before)
            && same(wanted.second, self.second)
            && same(wanted.after, self.after)
    }

    fn write(self, bits: &mut BitWriter) {
        put_rank(self.before, bits);
        if self.before != 0 {
            put_rank(self.second, bits);
        }
        put_rank(self.after, bits);
    }

    fn read(bits: &mut BitReader) -> Option<Self> {
        let before = read_rank(bits)?;
        let second = if before == 0 { 0 } else { read_rank(bits)? };
        Some(Self { before, second, after: read_rank(bits)? })
    }
}

/// One bit for none. Ranks follow Zipf's law, which a gamma code over steps of four fits within half
/// a bit.
fn put_rank(rank: u8, bits: &mut BitWriter) {
    bits.put(u32::from(rank != 0), 1);
    if let Some(rank) = rank.checked_sub(1) {
        bits.gamma(u32::from(rank / 4) + 1);
        bits.put(u32::from(rank % 4), 2);
    }
}

fn read_rank(bits: &mut BitReader) -> Option<u8> {
    if bits.get(1)? == 0 {
        return Some(0);
    }
    let high = bits.gamma()?;
    u8::try_from((high - 1).checked_mul(4)? + bits.get(2)? + 1).ok()
}

/// Writes the places of one word: for each posting, in order, at least one place, ascending; with
/// what stands beside them, if `around`.
pub(in crate::search) fn write_places<'a>(
    places: impl Iterator<Item = &'a [(u32, Context)]> + Clone,
    around: bool,
) -> Vec<u8> {
    let gaps = |places: &'a [(u32, Context)]| {
        let mut next = 0;
        places.iter().map(move |(place, context)| {
            let gap = place.saturating_sub(next);
            next = place + 1;
            (gap, *context)
        })
    };
    let mean = {
        let all = places.clone().flat_map(gaps);
        let (total, count) = all
            .fold((0_u64, 0_u64), |(total, count), (gap, _)| (total + u64::from(gap), count + 1));
        total * 7 / (count.max(1) * 10)
    };
    let parameter = mean.checked_ilog2().unwrap_or(0).min(WIDEST);
    let mut bits = BitWriter::default();
    bits.put(parameter, 4);
    bits.put(u32::from(around), 1);
    for list in places {
        bits.gamma(list.len() as u32);
        for (gap, context) in gaps(list) {
            bits.rice(gap, parameter);
            if around {
                context.write(&mut bits);
            }
        }
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
    /// wanted, by its number in the list, the places in order with what stands beside them. `None`
    /// where the bytes end early.
    pub(in crate::search) fn each(
        &self,
        index: usize,
        postings: usize,
        wanted: impl Fn(usize) -> bool,
        mut take: impl FnMut(usize, u32, Context),
    ) -> Option<()> {
        let start = index.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        let list = self.lists.get(*start as usize..*self.ends.get(index)? as usize)?;
        let mut bits = BitReader::new(list);
        let parameter = bits.get(4)?;
        let around = bits.get(1)? == 1;
        for posting in 0..postings {
            let count = bits.gamma()?;
            // Lists have no index of their own, so those that nobody wants are read as well.
            let wanted = wanted(posting);
            let mut next = 0_u32;
            for _ in 0..count {
                let place = next.checked_add(bits.rice(parameter)?)?;
                next = place.checked_add(1)?;
                let context = if around { Context::read(&mut bits)? } else { Context::default() };
                if wanted {
                    take(posting, place, context);
                }
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Context, Places, write_file, write_places};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn context() -> impl Strategy<Value = Context> {
        any::<(u8, u8, u8)>().prop_map(|(before, second, after)| {
            let second = if before == 0 { 0 } else { second };
            Context { before, second, after }
        })
    }

    proptest! {
        #[test]
        fn places_survive(
            words in prop::collection::vec(
                prop::collection::vec(prop::collection::btree_map(0_u32..2_000, context(), 1..9), 1..9), 1..9),
            around: bool,
        ) {
            let places = |map: &BTreeMap<u32, Context>| {
                let known = |context: &Context| if around { *context } else { Context::default() };
                map.iter().map(|(place, context)| (*place, known(context))).collect::<Vec<_>>()
            };
            let words: Vec<Vec<Vec<(u32, Context)>>> =
                words.iter().map(|postings| postings.iter().map(places).collect()).collect();
            let lists: Vec<Vec<u8>> = words
                .iter()
                .map(|postings| write_places(postings.iter().map(Vec::as_slice), around))
                .collect();
            let read = Places::read(&write_file(&lists)).unwrap();
            for (index, postings) in words.iter().enumerate() {
                let mut all = vec![Vec::new(); postings.len()];
                read.each(index, postings.len(), |_| true, |n, place, context| all[n].push((place, context)))
                    .unwrap();
                prop_assert_eq!(&all, postings);
            }
            prop_assert_eq!(read.each(words.len(), 1, |_| true, |_, _, _| {}), None);
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..100), n in 0_usize..1_000) {
            if let Some(places) = Places::read(&bytes) {
                let _ = places.each(n % 4, n, |n| n % 2 == 0, |_, _, _| {});
            }
        }
    }
}
