//! Sorting in few bytes: heapsort (Williams, 1964).
//!
//! The standard library's sorts are fast and large: each use of them adds 4 to 8 KB to what a
//! browser downloads, and the reading side has nothing long to sort but hits, of which it wants the
//! first few. The building side, which no browser sees, uses the standard ones.

use std::cmp::Ordering;

/// Sorts `items` by `order`. Equal items come in any order, but always the same.
pub(super) fn sort<T>(items: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    for root in (0..items.len() / 2).rev() {
        sink(items, root, &order);
    }
    // The first item is at the root; it moves to the end, and the next one takes its place.
    for left in (0..items.len()).rev() {
        items.swap(0, left);
        sink(items.get_mut(..left).unwrap_or_default(), 0, &order);
    }
    items.reverse();
}

/// The first `count` items of the order, in order. Of many items few are wanted: each is compared
/// with the last of the best so far, and nearly all fail.
pub(super) fn first<T>(
    items: impl Iterator<Item = T>,
    count: usize,
    order: &dyn Fn(&T, &T) -> Ordering,
) -> Vec<T> {
    let last_first = |a: &T, b: &T| order(b, a);
    let mut best: Vec<T> = Vec::new();
    for item in items {
        if best.len() < count {
            best.push(item);
            if best.len() == count {
                for root in (0..best.len() / 2).rev() {
                    sink(&mut best, root, &last_first);
                }
            }
        } else if let Some(last) = best.first_mut()
            && order(&item, last).is_lt()
        {
            *last = item;
            sink(&mut best, 0, &last_first);
        }
    }
    sort(&mut best, order);
    best
}

/// Lets the item at `root` sink to where nothing below comes before it.
fn sink<T>(heap: &mut [T], mut root: usize, order: &dyn Fn(&T, &T) -> Ordering) {
    let before = |heap: &[T], a: usize, b: usize| match (heap.get(a), heap.get(b)) {
        (Some(a), Some(b)) => order(a, b).is_lt(),
        _ => false,
    };
    loop {
        let child = 2 * root + 1;
        let child = if before(heap, child + 1, child) { child + 1 } else { child };
        if !before(heap, child, root) {
            return;
        }
        heap.swap(child, root);
        root = child;
    }
}

#[cfg(test)]
mod tests {
    use super::{first, sort};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts(mut items in prop::collection::vec(any::<u8>(), 0..60), count in 0_usize..70) {
            let mut expected = items.clone();
            expected.sort_unstable();
            let best = first(items.iter().copied(), count, &u8::cmp);
            prop_assert_eq!(&best[..], &expected[..count.min(items.len())]);
            sort(&mut items, u8::cmp);
            prop_assert_eq!(items, expected);
        }
    }
}
