//! Which releases have what in common: lists of numbers, one after another in one sorted list.

use rayon::slice::ParallelSliceMut;

/// For each term the releases that have it, ascending.
pub(super) struct Postings {
    /// The term in the upper half, the release in the lower.
    all: Vec<u64>,
}

impl Postings {
    /// Of the terms of releases, in the order of their numbers.
    pub(super) fn new<T: Iterator<Item = u32>>(releases: impl Iterator<Item = T> + Clone) -> Self {
        let of = |(number, terms): (u32, T)| terms.map(move |term| entry(term, number));
        // Counted first: a list that grows takes twice as much.
        let mut all: Vec<u64> = Vec::with_capacity(releases.clone().map(Iterator::count).sum());
        all.extend((0..).zip(releases).flat_map(of));
        all.par_sort_unstable();
        all.dedup();
        Self { all }
    }

    /// The releases with a lower number that have the term, latest last.
    pub(super) fn before(
        &self,
        term: u32,
        number: u32,
    ) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator {
        let start = self.all.partition_point(|known| *known < entry(term, 0));
        let end = self.all.partition_point(|known| *known < entry(term, number));
        self.all.get(start..end).unwrap_or_default().iter().map(|known| *known as u32)
    }
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
}
