//! Which releases have what in common: lists of numbers, one after another in one sorted list.

use rayon::slice::ParallelSliceMut;

/// For each term the releases that have it, ascending.
pub(super) struct Postings {
    /// The term in the upper half, the release in the lower.
    all: Vec<u64>,
    /// Where those begin whose first bits are 0, 1, 2 and so on, and last where all end: terms are spread evenly, so that what is
    /// looked for lies among some few and not in all of memory.
    firsts: Vec<usize>,
    /// How many bits that are.
    bits: u32,
}

/// So many entries have the same first bits, about.
const AMONG: usize = 8;

impl Postings {
    /// Of the terms of releases, in the order of their numbers.
    pub(super) fn new<T: Iterator<Item = u32>>(releases: impl Iterator<Item = T> + Clone) -> Self {
        let of = |(number, terms): (u32, T)| terms.map(move |term| entry(term, number));
        // Counted first: a list that grows takes twice as much.
        let mut all: Vec<u64> = Vec::with_capacity(releases.clone().map(Iterator::count).sum());
        all.extend((0..).zip(releases).flat_map(of));
        all.par_sort_unstable();
        all.dedup();
        let bits = (all.len() / AMONG).max(2).ilog2();
        let mut firsts = Vec::with_capacity((1 << bits) + 1);
        for (at, entry) in all.iter().enumerate() {
            while firsts.len() <= begins(*entry, bits) {
                firsts.push(at);
            }
        }
        firsts.resize((1 << bits) + 1, all.len());
        Self { all, firsts, bits }
    }

    /// The releases with a lower number that have the term, latest last.
    pub(super) fn before(
        &self,
        term: u32,
        number: u32,
    ) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator {
        let at = begins(entry(term, 0), self.bits);
        let first = |at: usize| self.firsts.get(at).copied().unwrap_or(self.all.len());
        let near = self.all.get(first(at)..first(at + 1)).unwrap_or_default();
        let start = near.partition_point(|known| *known < entry(term, 0));
        let near = near.get(start..).unwrap_or_default();
        let end = near.partition_point(|known| *known < entry(term, number));
        near.get(..end).unwrap_or_default().iter().map(|known| *known as u32)
    }
}

/// The first bits of an entry.
fn begins(entry: u64, bits: u32) -> usize {
    usize::try_from(entry >> (u64::BITS - bits)).unwrap_or_default()
}

fn entry(term: u32, number: u32) -> u64 {
    u64::from(term) << 32 | u64::from(number)
}

#[cfg(test)]
mod tests {
    use super::Postings;

    #[test]
    fn terms_lead_to_releases_before() {
        let postings = Postings::new(
            [vec![7, 9], vec![9, 9], vec![u32::MAX, 7]].map(Vec::into_iter).into_iter(),
        );
        for (term, number, expected) in
            [(7, 3, &[0, 2][..]), (7, 2, &[0]), (9, 2, &[0, 1]), (8, 3, &[]), (u32::MAX, 3, &[2])]
        {
            assert_eq!(postings.before(term, number).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn many_terms_lead_where_few_do() {
        let term = |n: u32| n.wrapping_mul(0x9E37_79B9) / 3;
        let terms: Vec<Vec<u32>> = (0..300).map(|n| (0..n).map(term).collect()).collect();
        let postings = Postings::new(terms.iter().map(|terms| terms.iter().copied()));
        for (n, number) in (0..310).flat_map(|n| [0, 1, 150, 300].map(|number| (n, number))) {
            let with = (0..number).filter(|at| terms[*at as usize].contains(&term(n)));
            assert_eq!(
                postings.before(term(n), number).collect::<Vec<_>>(),
                with.collect::<Vec<_>>()
            );
        }
        let none = Postings::new(std::iter::empty::<std::iter::Empty<u32>>());
        assert_eq!(none.before(7, 3).count(), 0);
    }
}
