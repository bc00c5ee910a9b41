//! Which releases had a term until now, met one after another, oldest first: how many, and those of them that somebody wants
//! to know of. All lists together would be larger than all texts; most of what is in them is of words that are everywhere,
//! which lead nowhere.

use super::sketch::ByHash;
use std::collections::HashMap;

/// So many of those that have a term can be asked for, the latest.
pub(super) const LATEST: usize = 48;

/// A term as it was when a release had it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Met {
    /// Which term: two are the same if this is.
    pub(super) term: u32,
    /// How many releases had it before.
    pub(super) having: u32,
    /// Where the latest of them end in the list of the term.
    end: u32,
}

/// What is known of all terms that were met.
#[derive(Default)]
pub(super) struct Terms {
    numbers: HashMap<u32, u32, ByHash>,
    lists: Vec<List>,
}

/// The releases that have one term. Most terms are words that hardly any has.
#[derive(Default)]
struct List {
    /// How many there are.
    having: u32,
    /// The first of them.
    first: u32,
    /// If there are several.
    several: Option<Box<Several>>,
}

struct Several {
    /// So many of `latest` stay, as somebody wants to know of them.
    wanted: u32,
    /// Ascending: those that stay, and at least the last [`LATEST`].
    latest: Vec<u32>,
}

impl List {
    fn several(&mut self) -> &mut Several {
        let first = self.first;
        self.several.get_or_insert_with(|| Box::new(Several { wanted: 0, latest: vec![first] }))
    }
}

impl Terms {
    /// A term that the next release has.
    pub(super) fn meet(&mut self, term: u32) -> Met {
        let next = count(self.lists.len());
        let term = *self.numbers.entry(term).or_insert(next);
        if term == next {
            self.lists.push(List::default());
        }
        let (having, end) = self.list(term).map_or((0, 0), |list| {
            let several = list.several.as_ref();
            (list.having, several.map_or(list.having, |several| count(several.latest.len())))
        });
        Met { term, having, end }
    }

    /// Keeps those that had it, to be asked for by [`Terms::before`] whenever that is.
    pub(super) fn want(&mut self, met: &Met) {
        if let Some(list) = self.lists.get_mut(place(met.term)).filter(|list| list.having > 0) {
            list.several().wanted = met.end;
        }
    }

    /// The release, whose number is higher than those of all before, has it.
    pub(super) fn add(&mut self, met: &Met, release: u32) {
        let Some(list) = self.lists.get_mut(place(met.term)) else { return };
        if list.having == 0 {
            list.first = release;
        } else if list.several.is_none() && list.first == release {
            return;
        } else {
            let Several { wanted, latest } = list.several();
            if latest.last() == Some(&release) {
                return;
            }
            let (wanted, all) = (place(*wanted), latest.len());
            if all >= wanted + 2 * LATEST {
                latest.drain(wanted..all - LATEST);
            }
            latest.push(release);
        }
        list.having += 1;
    }

    /// The last `most` of the releases that had it before, of a term that somebody wanted.
    pub(super) fn before(&self, met: &Met, most: usize) -> &[u32] {
        let most = most.min(LATEST).min(place(met.having));
        let several = self.list(met.term).and_then(|list| list.several.as_ref());
        let (known, end) = (several.map(|several| several.latest.as_slice()), place(met.end));
        known.and_then(|known| known.get(end.saturating_sub(most)..end)).unwrap_or_default()
    }

    /// Which term that is, if it was met.
    pub(super) fn number(&self, term: u32) -> Option<u32> {
        self.numbers.get(&term).copied()
    }

    fn list(&self, term: u32) -> Option<&List> {
        self.lists.get(place(term))
    }
}

/// There are fewer terms and releases than 2³².
fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::{LATEST, Terms};
    use std::collections::BTreeMap;

    /// Whatever came before and after: how many, and the latest of them.
    #[test]
    fn terms_lead_to_the_latest_that_had_them() {
        let has = |release: u32, term: u32| release.wrapping_mul(0x9E37_79B9).is_multiple_of(term);
        let (mut terms, mut had) = (Terms::default(), BTreeMap::<u32, Vec<u32>>::new());
        let mut asked = Vec::new();
        for release in 0..3_000 {
            let all: Vec<u32> = (1..40).filter(|term| has(release, *term)).collect();
            let met: Vec<_> = all.iter().map(|term| terms.meet(*term)).collect();
            for (term, met) in all.iter().zip(&met) {
                let known = had.entry(*term).or_default();
                assert_eq!(met.having as usize, known.len());
                // Of one term nobody wants to know, of others now and then somebody.
                if *term != 2 && release % (term * 7) < 3 {
                    terms.want(met);
                    asked.push((*met, known[known.len().saturating_sub(LATEST)..].to_vec()));
                }
                known.push(release);
            }
            // A term that it has twice counts once.
            met.iter().chain(&met).for_each(|met| terms.add(met, release));
        }
        assert!(asked.len() > 1_000);
        for (met, expected) in asked {
            assert_eq!(terms.before(&met, LATEST), expected);
            assert_eq!(terms.before(&met, 5), &expected[expected.len().saturating_sub(5)..]);
        }
        // Those that nobody wants are not held.
        let two = terms.meet(2);
        let held = terms.list(two.term).and_then(|list| list.several.as_ref());
        assert!(two.having > 1_000 && held.unwrap().latest.len() <= 2 * LATEST);
    }
}
