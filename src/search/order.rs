//! Sorting in few bytes: heapsort (Williams, 1964); and making lists in few.
//!
//! The standard library's sorts are fast and large: each use of them adds 4 to 8 KB to what a
//! browser downloads, and the reading side has nothing long to sort but hits, of which it wants the
//! first few. The building side, which no browser sees, uses the standard ones.

use std::cmp::Ordering;

/// Lists made one by one.
pub trait Gather: Iterator + Sized {
    /// The same as `collect`, which works out beforehand how long the list will be, anew for every kind of iterator.
    fn gather(self) -> Vec<Self::Item> {
        let mut list = Vec::new();
        for item in self {
            list.push(item);
        }
        list
    }
}

impl<I: Iterator> Gather for I {}

/// Sorts `items` by `order`. Equal items come in any order, but always the same.
pub fn sort<T>(items: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    sort_by_steps(items.len(), &mut steps(items, &order));
}

/// What a heap does with two of its items, by their numbers: whether the one comes before the other, or an exchange.
/// All that depends on their type, so that the rest is compiled once.
type Steps<'a> = dyn FnMut(bool, usize, usize) -> bool + 'a;

fn steps<'a, T>(
    items: &'a mut [T],
    order: &'a dyn Fn(&T, &T) -> Ordering,
) -> impl FnMut(bool, usize, usize) -> bool + 'a {
    move |swaps, a, b| {
        if swaps {
            items.swap(a, b);
            return false;
        }
        match (items.get(a), items.get(b)) {
            (Some(a), Some(b)) => order(a, b).is_lt(),
            _ => false,
        }
    }
}

fn sort_by_steps(count: usize, steps: &mut Steps) {
    for root in (0..count / 2).rev() {
        sink(count, root, steps);
    }
    // The first item is at the root; it moves to the end, and the next one takes its place.
    for left in (0..count).rev() {
        steps(true, 0, left);
        sink(left, 0, steps);
    }
    for at in 0..count / 2 {
        steps(true, at, count - 1 - at);
    }
}

/// The `count` documents with the highest scores, highest first, of those that come in ascending order; of equals the
/// first. Of many few are wanted: each is compared with the last of the best so far, and nearly all fail.
pub(super) fn best(scored: impl Iterator<Item = (u32, f32)>, count: usize) -> Vec<u32> {
    type Scored = (u32, f32);
    let order = |a: &Scored, b: &Scored| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    let last_first = |a: &Scored, b: &Scored| order(b, a);
    let mut best: Vec<Scored> = Vec::new();
    let mut lowest = f32::INFINITY;
    for item in scored {
        if best.len() < count {
            best.push(item);
            if best.len() < count {
                continue;
            }
            for root in (0..count / 2).rev() {
                sink(count, root, &mut steps(&mut best, &last_first));
            }
        } else if let Some(last) = best.first_mut().filter(|_| item.1 > lowest) {
            *last = item;
            sink(count, 0, &mut steps(&mut best, &last_first));
        } else {
            continue;
        }
        lowest = best.first().map_or(lowest, |last| last.1);
    }
    sort(&mut best, order);
    best.into_iter().map(|(document, _)| document).collect()
}

/// Lets the item at `root` of the first `count` sink to where nothing below comes before it.
fn sink(count: usize, mut root: usize, steps: &mut Steps) {
    loop {
        let mut child = 2 * root + 1;
        if child + 1 < count && steps(false, child + 1, child) {
            child += 1;
        }
        if child >= count || !steps(false, child, root) {
            return;
        }
        steps(true, child, root);
        root = child;
    }
}

#[cfg(test)]
mod tests {
    use super::{best, sort};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts(mut items in prop::collection::vec(any::<u8>(), 0..60)) {
            let mut expected = items.clone();
            expected.sort_unstable();
            sort(&mut items, u8::cmp);
            prop_assert_eq!(items, expected);
        }

        #[test]
        fn the_best(scores in prop::collection::vec(0_u8..20, 0..60), count in 0_usize..70) {
            let scored = (0_u32..).zip(scores).map(|(document, score)| (document, f32::from(score)));
            let mut expected: Vec<(u32, f32)> = scored.clone().collect();
            expected.sort_by(|(_, a), (_, b)| b.total_cmp(a));
            expected.truncate(count);
            let expected: Vec<u32> = expected.into_iter().map(|(document, _)| document).collect();
            prop_assert_eq!(best(scored, count), expected);
        }
    }
}
