//! A posting list: in which documents a word stands, and how much it says about each.
//!
//! The weight of a word in a document, its *impact*, is known when the index is built, so it is
//! stored as one of [`LEVELS`] levels instead of counts and lengths (Anh, Moffat, *Impact
//! transformation*, 2002). The documents of a level stand together, highest level first: the level
//! then costs nothing per posting, and what matters most comes first. The upper half of the levels is of words that stand
//! in the title: with those comes the place there, in four bits, which is all that the order of words in titles and
//! `title:` need.
//!
//! Documents are numbered newest first, and written as they are counted from the oldest: a release that comes later changes
//! the lists of its own words and no others.

use super::{BitReader, BitWriter, rice_parameter, width};
use crate::search::weights::{LEVELS, in_title};

/// Half of the levels: those of words that stand in titles, and the others.
const HALF: u32 = LEVELS as u32 / 2;

/// The place of a word in a title, counted from 1, is known up to here: later ones count as this.
pub(in crate::search) const LAST_PLACE: u8 = 16;

/// Lists up to this long are written one posting after another.
const SHORT: u32 = 3;

/// A document in which a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) struct Posting {
    pub(in crate::search) document: u32,
    /// 0 to 31: see `weights::level`.
    pub(in crate::search) level: u8,
    /// Where it first stands in the title, from 1 to [`LAST_PLACE`]; 0 if it does not.
    pub(in crate::search) title: u8,
}

impl Posting {
    /// Its place in a list: highest level first, within a level by document.
    pub(in crate::search) fn rank(&self) -> (std::cmp::Reverse<u8>, u32) {
        (std::cmp::Reverse(self.level), self.document)
    }
}

/// Writes a list of at least one posting of a collection of `documents`; sorts it on the way.
pub(in crate::search) fn write_postings(documents: u32, postings: &mut [Posting]) -> Vec<u8> {
    postings.sort_unstable_by_key(Posting::rank);
    let mut bits = BitWriter::default();
    put_postings(documents, postings, &mut bits);
    bits.finish()
}

/// Cuts a list in two: a beginning of its best `count` postings, which knows the length of the
/// whole, and the others as a list.
pub(in crate::search) fn split_postings(
    documents: u32,
    list: &[u8],
    count: usize,
) -> (Vec<u8>, Vec<u8>) {
    let postings = read_postings(documents, list);
    let (best, others) = postings.split_at(count.min(postings.len()));
    let mut beginning = BitWriter::default();
    beginning.gamma(postings.len() as u32);
    put_postings(documents, best, &mut beginning);
    let mut rest = BitWriter::default();
    put_postings(documents, others, &mut rest);
    (beginning.finish(), rest.finish())
}

fn put_postings(documents: u32, postings: &[Posting], bits: &mut BitWriter) {
    let count = postings.len() as u32;
    bits.gamma(count);
    if count <= SHORT {
        for posting in postings {
            bits.put(u32::from(posting.level), 5);
            bits.put(from_oldest(documents, posting.document), width(room(documents)));
            put_title(posting, bits);
        }
        return;
    }
    let groups: Vec<&[Posting]> = postings.chunk_by(|a, b| a.level == b.level).collect();
    let mask = groups.iter().flat_map(|g| g.first()).fold(0, |mask, p| mask | 1 << p.level);
    // Most lists are of words that stand in no title.
    bits.put(mask, HALF);
    bits.put(u32::from(mask >> HALF != 0), 1);
    if mask >> HALF != 0 {
        bits.put(mask >> HALF, HALF);
    }
    // The last group has what the others leave.
    for group in groups.iter().take(groups.len() - 1) {
        bits.gamma(group.len() as u32);
    }
    for group in groups {
        let parameter = rice_parameter(room(documents), group.len() as u32);
        let mut next = 0;
        for posting in group.iter().rev() {
            let place = from_oldest(documents, posting.document);
            bits.rice(place - next, parameter);
            put_title(posting, bits);
            next = place + 1;
        }
    }
}

/// The number of a document as it is counted from the oldest, and back.
fn from_oldest(documents: u32, document: u32) -> u32 {
    (documents - 1).saturating_sub(document)
}

/// For how many documents lists are written: more than there are, so that one more changes nothing.
fn room(documents: u32) -> u32 {
    documents.next_power_of_two()
}

fn put_title(posting: &Posting, bits: &mut BitWriter) {
    if in_title(posting.level) {
        bits.put(u32::from(posting.title.clamp(1, LAST_PLACE) - 1), 4);
    }
}

fn read_title(level: u8, bits: &mut BitReader) -> Option<u8> {
    if in_title(level) { Some(bits.get(4)? as u8 + 1) } else { Some(0) }
}

/// In how many documents the word stands: the same for a list and for the beginning of one.
pub(in crate::search) fn frequency(bytes: &[u8]) -> Option<u32> {
    BitReader::new(bytes).gamma()
}

/// What is done with each posting; `None` to see no more of them.
pub(in crate::search) type Take<'a> = &'a mut dyn FnMut(Posting) -> Option<()>;

/// Hands over the postings of a list: highest level first, within a level by document. Damaged
/// bytes end it early.
pub(in crate::search) fn each_posting(documents: u32, list: &[u8], take: Take) -> Option<()> {
    take_postings(documents, &mut BitReader::new(list), take)
}

/// The same for the beginning of a list that [`split_postings`] cut.
pub(in crate::search) fn each_posting_of_beginning(
    documents: u32,
    beginning: &[u8],
    take: Take,
) -> Option<()> {
    let mut bits = BitReader::new(beginning);
    bits.gamma()?;
    take_postings(documents, &mut bits, take)
}

fn take_postings(documents: u32, bits: &mut BitReader, take: Take) -> Option<()> {
    let count = bits.gamma().filter(|count| *count <= documents)?;
    if count <= SHORT {
        for _ in 0..count {
            let level = bits.get(5)? as u8;
            let place = bits.get(width(room(documents))).filter(|place| *place < documents)?;
            let document = from_oldest(documents, place);
            take(Posting { document, level, title: read_title(level, bits)? })?;
        }
        return Some(());
    }
    let mut mask = bits.get(HALF)?;
    if bits.get(1)? == 1 {
        mask |= bits.get(HALF)? << HALF;
    }
    let mut left = count;
    let mut groups = Vec::with_capacity(LEVELS);
    for level in (0..LEVELS as u8).rev().filter(|level| mask >> level & 1 == 1) {
        let last = mask & ((1 << level) - 1) == 0;
        let size = if last { left } else { bits.gamma()? };
        left = left.checked_sub(size)?;
        groups.push((level, size));
    }
    let mut group = Vec::new();
    for (level, size) in groups {
        let parameter = rice_parameter(room(documents), size);
        let has_titles = in_title(level);
        let mut next = 0_u32;
        for _ in 0..size {
            let place =
                next.checked_add(bits.rice(parameter)?).filter(|place| *place < documents)?;
            let title = if has_titles { read_title(level, bits)? } else { 0 };
            group.push(Posting { document: from_oldest(documents, place), level, title });
            next = place + 1;
        }
        while let Some(posting) = group.pop() {
            take(posting)?;
        }
    }
    Some(())
}

/// The postings of a list: highest level first, within a level by document.
pub(in crate::search) fn read_postings(documents: u32, list: &[u8]) -> Vec<Posting> {
    let mut postings = Vec::new();
    let _ = each_posting(documents, list, &mut |posting| {
        postings.push(posting);
        Some(())
    });
    postings
}

#[cfg(test)]
mod tests {
    use super::{
        Posting, each_posting_of_beginning, frequency, read_postings, split_postings,
        write_postings,
    };
    use crate::search::weights::in_title;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn posting(document: u32, level: u8) -> Posting {
        let title = if in_title(level) { (document % 16) as u8 + 1 } else { 0 };
        Posting { document, level, title }
    }

    proptest! {
            #[test]
            fn lists_survive(
                list in prop::collection::btree_map(0_u32..5_000, 0_u8..32, 1..300),
                more in 0_u32..10_000,
            ) {
                let documents = 5_000 + more;
                let mut postings: Vec<Posting> =
                    list.iter().map(|(document, level)| posting(*document, *level)).collect();
                let bytes = write_postings(documents, &mut postings);
                prop_assert_eq!(frequency(&bytes), Some(list.len() as u32));
                let read = read_postings(documents, &bytes);
                prop_assert_eq!(&read, &postings);
                let read: BTreeMap<u32, u8> = read.iter().map(|p| (p.document, p.level)).collect();
                prop_assert_eq!(&read, &list);
                let (beginning, rest) = split_postings(documents, &bytes, list.len() / 3 + 1);
                prop_assert_eq!(frequency(&beginning), Some(list.len() as u32));
                let mut parts = Vec::new();
                let _ = each_posting_of_beginning(documents, &beginning, &mut |p| {
    parts.push(p);
    Some(())
    });
                parts.extend(read_postings(documents, &rest));
                prop_assert_eq!(parts, postings);
            }

            #[test]
            fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
                for posting in read_postings(100, &bytes) {
                    prop_assert!(posting.document < 100 && posting.level < 32);
                }
            }
        }
}
