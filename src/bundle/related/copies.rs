//! Near-duplicates: the same text over another wire, with another head or foot or a few words changed.
//!
//! Two releases of one language are near-duplicates where their texts share [`ALIKE`] of their shingles and they came out
//! within [`DAYS`]: what an issuer says in the same words a year later is news again. Which number that is was measured on
//! judged pairs (`tests/fixtures/judged/pairs.tsv`).

use super::{one::One, postings::Postings};
use crate::model::Language;
use rayon::prelude::*;

/// From here on two texts are nearly the same.
pub(super) const ALIKE: f32 = 0.5;

/// Near-duplicates came out within so many days.
const DAYS: i64 = 31;

/// Shorter texts are alike by chance.
const SHORTEST: usize = 24;

/// So many of the smallest hashes lead to others: of two texts that share half of their shingles, one in 4,000 pairs
/// shares none of 12.
const LEADING: usize = 12;

/// Of those that share a hash, the latest: what more have is in everybody's foot.
const CANDIDATES: usize = 24;

/// For each release, oldest first, the one whose near-duplicate it is; itself where it is none. Never one that is itself a
/// near-duplicate, so that what is alike only step by step does not become one.
pub(super) fn copies(old: &[One<'_>]) -> Vec<usize> {
    let leading = |one: &One<'_>| one.sketch.first(LEADING).to_vec().into_iter();
    let postings = Postings::new(old.iter().map(leading));
    let alike = |(at, one): (usize, &One<'_>)| -> Vec<(usize, f32)> {
        if one.sketch.len() < SHORTEST {
            return Vec::new();
        }
        let number = u32::try_from(at).unwrap_or(u32::MAX);
        let hashes = one.sketch.first(LEADING).iter();
        let shares = |hash: &u32| postings.before(*hash, number).rev().take(CANDIDATES);
        let mut candidates: Vec<usize> =
            hashes.flat_map(shares).filter_map(|other| usize::try_from(other).ok()).collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut alike: Vec<(usize, f32)> = candidates
            .into_iter()
            .filter_map(|other| Some((other, resemblance(one, old.get(other)?)?)))
            .collect();
        alike.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
        alike
    };
    let alike: Vec<Vec<(usize, f32)>> = old.par_iter().enumerate().map(alike).collect();
    let mut leaders: Vec<usize> = Vec::with_capacity(old.len());
    for (at, alike) in alike.into_iter().enumerate() {
        let leads = |(other, _): (usize, f32)| {
            let leader = *leaders.get(other)?;
            let near = resemblance(old.get(at)?, old.get(leader)?).is_some();
            near.then_some(leader)
        };
        let leader = alike.into_iter().find_map(leads).unwrap_or(at);
        leaders.push(leader);
    }
    leaders
}

/// How much the texts of two near-duplicates share; `None` if they are none.
fn resemblance(one: &One<'_>, other: &One<'_>) -> Option<f32> {
    let (a, b) = (one.release, other.release);
    let [ours, theirs] = [a, b].map(|release| release.language.as_ref().map(Language::primary));
    let versions = a.group.is_some() && a.group == b.group;
    let apart = match (a.published, b.published) {
        (Some(a), Some(b)) => (a.unix_seconds() - b.unix_seconds()).abs(),
        _ => 0,
    };
    let could = !versions && apart <= DAYS * 24 * 3600 && ours == theirs;
    let long = one.sketch.len() >= SHORTEST && other.sketch.len() >= SHORTEST;
    let alike = (could && long).then(|| one.sketch.resemblance(&other.sketch));
    alike.filter(|alike| *alike >= ALIKE)
}
