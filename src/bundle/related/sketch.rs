//! How much of their text two releases share: MinHash over shingles of words (Broder, "On the resemblance and
//! containment of documents", 1997). The smallest hashes of a text stand for all of it, so that texts are compared
//! without being read again, and those that share some are found by sorting.

/// Words in a shingle.
const WORDS: usize = 4;

/// At most so many hashes are kept of a text: of one with fewer shingles all, and what is said of it is exact.
const SIZE: usize = MOST as usize;
const MOST: u16 = 128;

/// The smallest hashes of the shingles of a text, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sketch {
    smallest: Vec<u32>,
}

impl Sketch {
    /// Of a text, by the hashes of its words.
    pub(super) fn new(words: &[u64]) -> Self {
        let shingle = |words: &[u64]| {
            let add = |hash: u64, word: &u64| hash.rotate_left(13).wrapping_mul(MIX) ^ word;
            (mixed(words.iter().fold(0, add)) >> 32) as u32
        };
        let mut smallest: Vec<u32> = words.windows(WORDS).map(shingle).collect();
        smallest.sort_unstable();
        smallest.dedup();
        smallest.truncate(SIZE);
        smallest.shrink_to_fit();
        Self { smallest }
    }

    /// How many hashes there are.
    pub(super) fn len(&self) -> usize {
        self.smallest.len()
    }

    /// The first so many of them: two texts that share much share at least one, almost surely.
    pub(super) fn first(&self, number: usize) -> &[u32] {
        self.smallest.get(..number).unwrap_or(&self.smallest)
    }

    /// The part of all their shingles that both texts have, from 0 to 1.
    pub(super) fn resemblance(&self, other: &Self) -> f32 {
        let (ours, theirs) = (self.smallest.as_slice(), other.smallest.as_slice());
        let (mut a, mut b, mut seen, mut shared) = (0, 0, 0_u16, 0_u16);
        // Steps that do not depend on which is smaller are taken several times as fast: no processor can guess that.
        while let (Some(x), Some(y), true) = (ours.get(a), theirs.get(b), seen < MOST) {
            seen += 1;
            shared += u16::from(x == y);
            a += usize::from(x <= y);
            b += usize::from(y <= x);
        }
        // Of a text of which all is known, what is left counts; of the other, what is not known does not.
        let left = match (ours.len() - a, theirs.len() - b) {
            (0, left) if self.len() < SIZE => left,
            (left, 0) if other.len() < SIZE => left,
            _ => 0,
        };
        seen = u16::try_from(left).map_or(MOST, |left| (seen + left).min(MOST));
        f32::from(shared) / f32::from(seen.max(1))
    }
}

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads a hash over all its bits (the finaliser of SplitMix64).
pub(super) fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The hash of a text (FNV-1a, 64 bits), spread.
pub(super) fn hash(texts: &[&str]) -> u64 {
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0xff]));
    mixed(bytes.fold(0xcbf2_9ce4_8422_2325, add))
}

/// Maps whose keys are such hashes.
pub(super) type ByHash = std::hash::BuildHasherDefault<Spread>;

/// A map's hash of a key that is one already: half of it may be missing, and maps look at both ends.
#[derive(Default)]
pub(super) struct Spread(u64);

impl std::hash::Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u32(&mut self, hash: u32) {
        self.write_u64(u64::from(hash));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = (self.0 ^ hash).wrapping_mul(MIX);
    }
}

#[cfg(test)]
mod tests {
    use super::{Sketch, hash};

    fn sketch(words: impl Iterator<Item = u32>) -> Sketch {
        Sketch::new(&words.map(|word| hash(&[&word.to_string()])).collect::<Vec<_>>())
    }

    #[test]
    fn resemblance_is_the_part_that_is_shared() {
        for (ours, theirs, expected) in [
            (0..60, 0..60, 1.0),
            (0..60, 100..160, 0.0),
            // 57 shingles each; the last 27 of the first are the first 27 of the second.
            (0..60, 30..90, 27.0 / 87.0),
            (0..60, 0..0, 0.0),
            (0..0, 0..0, 0.0),
            (0..60, 0..120, 57.0 / 117.0),
        ] {
            let (ours, theirs) = (sketch(ours), sketch(theirs));
            for found in [ours.resemblance(&theirs), theirs.resemblance(&ours)] {
                assert!((found - expected).abs() < 1e-6, "{found} for {expected}");
            }
        }
    }

    #[test]
    fn of_long_texts_it_is_estimated() {
        for (shift, expected) in [(100, 0.90), (667, 0.50), (1500, 0.14)] {
            let (ours, theirs) = (sketch(0..2000), sketch(shift..2000 + shift));
            let found = ours.resemblance(&theirs);
            assert!((found - expected).abs() < 0.12, "{found} for {expected}");
        }
    }
}
