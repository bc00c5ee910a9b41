//! What releases have to do with one another: which say nearly the same (`copies.rs`), which are one story, and which to
//! read next, with the reason. Worked out once, when the set is written, so that an article says it without another
//! request.
//!
//! Time grows with the number of releases, not with that of their pairs: a release is only compared with the latest of
//! those that share something rare with it. And what is said of one release hardly depends on later ones: its relatives
//! are older than it, weighed by what was published until then, and at most [`LATER`] later ones, the first that have it
//! among their own two nearest.

mod copies;
mod met;
mod nearest;
mod one;
mod postings;
mod sketch;
#[cfg(test)]
mod tests;
mod traits;
mod versions;

use super::{layout::Related, summary::Keys};
use crate::model::{Language, Release, Slug};
use copies::copies;
use met::Terms;
use nearest::{Among, RELATIVES, Relative};
use one::{One, read};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
pub(super) use versions::versions;

/// Of those that are named, at most so many are later than the release, and as many of its nearest say so.
const LATER: usize = 2;

/// What has so much to do with a release is named by an earlier one too.
const FOLLOWS_UP: f32 = 2.0;

/// What one release has to do with others, which are named by their numbers: several are named by each, and what is said of
/// them is said of them anyway.
#[derive(Clone, Debug, Default)]
pub(super) struct Kin {
    /// The first of its story, where others are of it: versions and near-duplicates.
    story: Option<usize>,
    /// Those that say nearly the same in the same language.
    like: Vec<usize>,
    /// What to read next.
    related: Vec<Reason>,
}

/// What to read next to a release, and why.
#[derive(Clone, Debug)]
struct Reason {
    release: usize,
    why: Arc<Why>,
}

/// What two releases have in common, in the words of the later of both.
#[derive(Debug)]
struct Why {
    /// What both quote.
    quoted: Option<Box<str>>,
    alike: Option<u8>,
    issuer: Option<Slug>,
    topic: Option<Slug>,
    words: Vec<Box<str>>,
}

impl Kin {
    /// The name of its story.
    pub(super) fn story(&self, releases: &[Release]) -> Option<Slug> {
        Some(releases.get(self.story?)?.slug.clone())
    }

    /// Those that say nearly the same.
    pub(super) fn like(&self, releases: &[Release]) -> Vec<Related> {
        self.like.iter().filter_map(|other| Some(named(releases.get(*other)?))).collect()
    }

    /// What to read next, and why.
    pub(super) fn related(&self, releases: &[Release]) -> Vec<Related> {
        let related = |Reason { release, why }: &Reason| {
            Some(Related {
                quoted: why.quoted.as_deref().map(str::to_owned),
                alike: why.alike.map(u32::from),
                issuer: why.issuer.clone(),
                topic: why.topic.clone(),
                words: why.words.iter().map(|word| word.to_string()).collect(),
                ..named(releases.get(*release)?)
            })
        };
        self.related.iter().filter_map(related).collect()
    }
}

/// The relatives of each of `releases`, which come in the order of their numbers.
pub(super) fn kin(releases: &[Release], keys: &[Keys]) -> Vec<Kin> {
    let order = chronological(releases);
    let pairs: Vec<(&Release, &Keys)> =
        order.iter().filter_map(|at| Some((releases.get(*at)?, keys.get(*at)?))).collect();
    let (old, terms) = read(&pairs);
    let leaders = copies(&old);
    let stories = stories(&old, &leaders);
    let related = related(old, &terms, &leaders, &stories);
    let (mut sizes, mut like) = (vec![0_u32; order.len()], BTreeMap::<usize, Vec<usize>>::new());
    for (at, (story, leader)) in stories.iter().zip(&leaders).enumerate() {
        sizes.get_mut(*story).into_iter().for_each(|size| *size += 1);
        like.entry(*leader).or_default().push(at);
    }
    let mut kin: Vec<Kin> = vec![Kin::default(); releases.len()];
    let numbers = |all: &[usize]| all.iter().filter_map(|at| order.get(*at).copied()).collect();
    let places = order.iter().zip(stories).zip(leaders).zip(related).enumerate();
    for (at, (((place, story), leader), related)) in places {
        let Some(one) = kin.get_mut(*place) else { continue };
        let is_shared = sizes.get(story).is_some_and(|size| *size > 1);
        one.story = order.get(story).filter(|_| is_shared).copied();
        let all = like.get(&leader).map(Vec::as_slice).unwrap_or_default();
        let others: Vec<usize> = all.iter().copied().filter(|other| *other != at).collect();
        one.like = numbers(&others);
        let number = |Reason { release, why }| Some(Reason { release: *order.get(release)?, why });
        one.related = related.into_iter().filter_map(number).collect();
    }
    kin
}

/// How many stories there are.
pub(super) fn stories_in(kin: &[Kin]) -> u32 {
    let alone = kin.iter().filter(|kin| kin.story.is_none()).count();
    let shared: BTreeSet<usize> = kin.iter().filter_map(|kin| kin.story).collect();
    u32::try_from(alone + shared.len()).unwrap_or(u32::MAX)
}

/// Oldest first, undated last: a new release changes no place before its own.
fn chronological(releases: &[Release]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..releases.len()).rev().collect();
    order.sort_by_key(|at| {
        let published = releases.get(*at).and_then(|release| release.published);
        published.map_or(i64::MAX, |date| date.unix_seconds())
    });
    order
}

/// For each release the first of its story: of its versions and near-duplicates, and of theirs.
fn stories(old: &[One<'_>], leaders: &[usize]) -> Vec<usize> {
    let mut first: Vec<usize> = (0..old.len()).collect();
    let root = |first: &[usize], mut at: usize| {
        while let Some(next) = first.get(at).filter(|next| **next != at) {
            at = *next;
        }
        at
    };
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    // Two of a group that are in one language are a slip, which ingest names: both are listed.
    let mut spoken: BTreeSet<(&str, Option<&str>)> = BTreeSet::new();
    for (at, (one, leader)) in old.iter().zip(leaders).enumerate() {
        let language = one.release.language.as_ref().map(Language::as_str);
        let group = one.release.group.as_deref().filter(|group| spoken.insert((*group, language)));
        let version = group.map_or(at, |group| *groups.entry(group).or_insert(at));
        for other in [*leader, version] {
            let (a, b) = (root(&first, at), root(&first, other));
            if let Some(later) = first.get_mut(a.max(b)) {
                *later = a.min(b);
            }
        }
    }
    (0..old.len()).map(|at| root(&first, at)).collect()
}

/// What to read next to each. By what they are compared is not held longer than it takes.
fn related(
    old: Vec<One<'_>>,
    terms: &Terms,
    leaders: &[usize],
    stories: &[usize],
) -> Vec<Vec<Reason>> {
    let is_told =
        |(at, one): (usize, &One<'_>)| !one.release.is_withdrawn() && leaders.get(at) == Some(&at);
    let told: Vec<bool> = old.iter().enumerate().map(is_told).collect();
    let among = Among { old: &old, terms, stories, told: &told };
    let own: Vec<Vec<Relative>> =
        (0..old.len()).into_par_iter().map(|at| among.earlier(at)).collect();
    // The later ones that name each, in the order in which they came.
    let mut later: Vec<Vec<(usize, &Relative)>> = vec![Vec::new(); old.len()];
    for (at, relatives) in own.iter().enumerate() {
        let is_dated = old.get(at).is_some_and(|one| one.release.published.is_some());
        let is_copy = leaders.get(at) != Some(&at);
        for relative in relatives.iter().take(LATER).filter(|_| is_dated && !is_copy) {
            let Some(known) = later.get_mut(relative.at) else { continue };
            let is_new = known.iter().all(|(other, _)| stories.get(*other) != stories.get(at));
            if relative.score >= FOLLOWS_UP && known.len() < LATER && is_new {
                known.push((at, relative));
            }
        }
    }
    let all = |(earlier, later): (&Vec<Relative>, Vec<(usize, &Relative)>)| {
        let named = later.len();
        let mut all = later;
        all.extend(earlier.iter().take(RELATIVES - named).map(|other| (other.at, other)));
        all.sort_by(|(_, a), (_, b)| b.score.total_cmp(&a.score));
        let reason = |(release, relative): (usize, &Relative)| Reason {
            release,
            why: Arc::clone(&relative.why),
        };
        all.into_iter().map(reason).collect()
    };
    own.iter().zip(later).map(all).collect()
}

/// A release as others name it.
pub(super) fn named(release: &Release) -> Related {
    Related {
        slug: release.slug.clone(),
        title: release.title.clone(),
        language: release.language.clone(),
        published: release.published,
        via: release.distributor.as_ref().or(release.site.as_ref()).map(|party| party.name.clone()),
        quoted: None,
        alike: None,
        issuer: None,
        topic: None,
        words: Vec::new(),
    }
}
