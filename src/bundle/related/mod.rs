//! What releases have to do with one another: which say nearly the same (`copies.rs`), which are one story, and which to
//! read next, with the reason. Worked out once, when the set is written, so that an article says it without another
//! request.
//!
//! Time grows with the number of releases, not with that of their pairs: a release is only compared with the latest of
//! those that share something rare with it. And what is said of one release hardly depends on later ones: its relatives
//! are older than it, weighed by what was published until then, and at most [`LATER`] later ones, the first that have it
//! among their own two nearest.

mod copies;
mod postings;
mod sketch;
#[cfg(test)]
mod tests;
mod traits;
mod versions;

use super::{layout::Related, summary::Keys};
use crate::model::{Language, Release, Slug};
use copies::copies;
use postings::Postings;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use traits::{Terms, Traits, Word, text};
pub(super) use versions::versions;

/// At most so many relatives are named.
const RELATIVES: usize = 4;

/// Of them, at most so many are later than the release, and as many of its nearest say so.
const LATER: usize = 2;

/// So many of its words lead to others: those that fewest releases have.
const LEADING: usize = 24;

/// Of those that have a word, so many are looked at, the latest; of those that have an issuer or a topic, so many.
const BY_WORD: usize = 48;
const BY_NAME: usize = 12;

/// The texts of so many are compared.
const COMPARED: usize = 16;

/// Texts are said to be partly the same from here on.
const PARTLY: f32 = 0.1;

/// What two releases have in common counts so much: a word, an issuer or a topic of which nobody else is counts 1.
const TITLE: f32 = 1.5;
const PLAIN: f32 = 0.4;
const ISSUER: f32 = 1.2;
const TOPIC: f32 = 1.5;
const QUOTATION: f32 = 4.0;
const TEXT: f32 = 6.0;

/// What has so little to do with a release is not named; what has so much is named by an earlier one too.
const LEAST: f32 = 0.3;
const FOLLOWS_UP: f32 = 2.0;

/// Among fewer releases, that few have a word is rather chance.
const MANY: f32 = 2000.0;

/// So many of the words in common are named.
const WORDS: usize = 3;

/// What one release has to do with others.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Kin {
    /// The name of its story, where others are of it: versions and near-duplicates.
    pub(super) story: Option<Slug>,
    /// Those that say nearly the same in the same language.
    pub(super) like: Vec<Related>,
    /// What to read next.
    pub(super) related: Vec<Related>,
}

/// A release, and what it is compared by.
struct One<'a> {
    release: &'a Release,
    issuers: &'a [Slug],
    traits: Traits,
}

/// What a release has in common with an earlier one.
#[derive(Clone, Debug)]
struct Relative {
    /// The other.
    at: usize,
    score: f32,
    quotations: Vec<u32>,
    alike: f32,
    issuer: Option<Slug>,
    topic: Option<Slug>,
    /// Of the later of both, those that say what it is about, those that fewest have first.
    words: Vec<Word>,
}

/// The relatives of each of `releases`, which come in the order of their numbers.
pub(super) fn kin(releases: &[Release], keys: &[Keys]) -> Vec<Kin> {
    let order = chronological(releases);
    let pairs: Vec<(&Release, &Keys)> =
        order.iter().filter_map(|at| Some((releases.get(*at)?, keys.get(*at)?))).collect();
    let one = |terms: &mut Terms, (release, keys): &(&'_ Release, &'_ Keys)| {
        Traits::new(release, &keys.issuers, terms)
    };
    let traits: Vec<Traits> = pairs.par_iter().map_init(Terms::default, one).collect();
    let mut old: Vec<One<'_>> = pairs
        .into_iter()
        .zip(traits)
        .map(|((release, keys), traits)| One { release, issuers: &keys.issuers, traits })
        .collect();
    let leaders = copies(&old);
    let stories = stories(&old, &leaders);
    let related = related(&mut old, &leaders, &stories);
    let (mut sizes, mut like) = (vec![0_u32; old.len()], BTreeMap::<usize, Vec<usize>>::new());
    for (at, (story, leader)) in stories.iter().zip(&leaders).enumerate() {
        sizes.get_mut(*story).into_iter().for_each(|size| *size += 1);
        like.entry(*leader).or_default().push(at);
    }
    let mut kin: Vec<Kin> = vec![Kin::default(); releases.len()];
    let places = order.iter().zip(stories).zip(leaders).zip(related).enumerate();
    for (at, (((place, story), leader), related)) in places {
        let Some(one) = kin.get_mut(*place) else { continue };
        let is_shared = sizes.get(story).is_some_and(|size| *size > 1);
        let name = old.get(story).filter(|_| is_shared);
        one.story = name.map(|first| first.release.slug.clone());
        let others = like.get(&leader).into_iter().flatten().filter(|other| **other != at);
        one.like = others.filter_map(|other| Some(named(old.get(*other)?.release))).collect();
        one.related = related;
    }
    kin
}

/// How many stories there are.
pub(super) fn stories_in(kin: &[Kin]) -> u32 {
    let alone = kin.iter().filter(|kin| kin.story.is_none()).count();
    let shared: BTreeSet<&Slug> = kin.iter().filter_map(|kin| kin.story.as_ref()).collect();
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
fn related(old: &mut [One<'_>], leaders: &[usize], stories: &[usize]) -> Vec<Vec<Related>> {
    let postings = Postings::new(old.iter().map(|one| one.traits.terms()));
    let one = |at| earlier(at, old, leaders, stories, &postings);
    let own: Vec<Vec<Relative>> = (0..old.len()).into_par_iter().map(one).collect();
    drop(postings);
    old.iter_mut().for_each(|one| one.traits = Traits::default());
    let old: &[One<'_>] = old;
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
    type Later<'a> = Vec<(usize, &'a Relative)>;
    let all = |(at, (earlier, later)): (usize, (&Vec<Relative>, &Later))| {
        // The other, the later of both, and what they have in common.
        let mut all: Vec<(usize, usize, &Relative)> =
            later.iter().map(|(other, relative)| (*other, *other, *relative)).collect();
        all.extend(earlier.iter().take(RELATIVES - all.len()).map(|other| (other.at, at, other)));
        all.sort_by(|(.., a), (.., b)| b.score.total_cmp(&a.score));
        all.into_iter()
            .filter_map(|(other, later, why)| Some(reason(old.get(other)?, old.get(later)?, why)))
            .collect()
    };
    own.par_iter().zip(&later).enumerate().map(all).collect()
}

/// The nearest releases before one, nearest first.
fn earlier(
    at: usize,
    old: &[One<'_>],
    leaders: &[usize],
    stories: &[usize],
    postings: &Postings,
) -> Vec<Relative> {
    let (Some(one), Ok(number)) = (old.get(at), u32::try_from(at)) else { return Vec::new() };
    // How telling it is to have something that so many had until then.
    let rare = |having: usize| {
        let (having, all) = (having as f32, number as f32);
        ((1.0 + all) / (1.0 + having)).ln().max(0.0)
    };
    let telling = |having: usize| rare(having) / (2.0 + number as f32).ln();
    let mut leading: Vec<(f32, Word)> = Vec::new();
    for word in &one.traits.words {
        let having = postings.before(word.term, number).len();
        if having > 0 && having <= (at / 12).max(6) {
            let weight = match word {
                Word { telling: false, .. } => PLAIN,
                Word { in_title: true, .. } => TITLE,
                _ => 1.0,
            };
            leading
                .push((rare(having) / MANY.ln().max((2.0 + number as f32).ln()) * weight, *word));
        }
    }
    leading.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.start.cmp(&y.start)));
    leading.truncate(LEADING);
    // Each with the place of a leading word that it shares, if that is what it shares.
    let mut candidates: Vec<(u32, usize)> = Vec::new();
    for (place, (_, word)) in leading.iter().enumerate() {
        let others = postings.before(word.term, number).rev().take(BY_WORD);
        candidates.extend(others.map(|other| (other, place)));
    }
    let traits = &one.traits;
    for term in traits.issuers.iter().chain(&traits.topics).chain(&traits.quotations) {
        let others = postings.before(*term, number).rev().take(BY_NAME);
        candidates.extend(others.map(|other| (other, LEADING)));
    }
    candidates.sort_unstable();
    // How telling each issuer and topic is, and which quotations are.
    let told = |terms: &[u32], names: &[Slug], weight: f32| -> Vec<(f32, u32, Slug)> {
        let told = terms.iter().zip(names).map(|(term, name)| {
            (telling(postings.before(*term, number).len()), *term, name.clone())
        });
        let mut told: Vec<_> = told.filter(|(told, ..)| *told > 0.15).collect();
        told.iter_mut().for_each(|(told, ..)| *told *= weight);
        told.sort_by(|(a, ..), (b, ..)| b.total_cmp(a));
        told
    };
    let issuers = told(&traits.issuers, one.issuers, ISSUER);
    let topics = told(&traits.topics, &one.release.topics, TOPIC);
    let is_rare = |quoted: &&u32| (1..=4).contains(&postings.before(**quoted, number).len());
    let quotations: Vec<u32> = traits.quotations.iter().filter(is_rare).copied().collect();
    let shared = |ours: &[(f32, u32, Slug)], theirs: &[u32]| {
        ours.iter().position(|(_, term, _)| theirs.contains(term))
    };
    // Its score, its place, and the terms it shares with where they stand in `leading`.
    type Near<'a> = (f32, usize, &'a [(u32, usize)]);
    let mut nearest: Vec<Near> = Vec::new();
    for common in candidates.chunk_by(|(a, _), (b, _)| a == b) {
        let other = common.first().and_then(|(other, _)| usize::try_from(*other).ok());
        let Some((other, theirs)) = other.and_then(|other| Some((other, old.get(other)?))) else {
            continue;
        };
        if theirs.release.is_withdrawn()
            || leaders.get(other) != Some(&other)
            || stories.get(other) == stories.get(at)
        {
            continue;
        }
        let words = || common.iter().filter_map(|(_, place)| leading.get(*place));
        let is_told = words().nth(1).is_some() && words().any(|(_, word)| word.telling);
        let mut score: f32 = if is_told { words().map(|(told, _)| *told).sum() } else { 0.0 };
        for (ours, theirs) in [(&issuers, &theirs.traits.issuers), (&topics, &theirs.traits.topics)]
        {
            score +=
                shared(ours, theirs).and_then(|at| ours.get(at)).map_or(0.0, |(told, ..)| *told);
        }
        if quotations.iter().any(|quoted| theirs.traits.quotations.contains(quoted)) {
            score += QUOTATION;
        }
        nearest.push((score, other, common));
    }
    nearest.sort_by(|(a, x, _), (b, y, _)| b.total_cmp(a).then(y.cmp(x)));
    nearest.truncate(COMPARED);
    let relative = |(score, other, common): Near| {
        let theirs = &old.get(other)?.traits;
        let name = |ours: &[(f32, u32, Slug)], theirs: &[u32]| {
            Some(ours.get(shared(ours, theirs)?)?.2.clone())
        };
        let alike = theirs.sketch.resemblance(&traits.sketch);
        let alike = if alike >= PARTLY { alike } else { 0.0 };
        let quoted = quotations.iter().filter(|quoted| theirs.quotations.contains(quoted));
        Some(Relative {
            at: other,
            score: score + TEXT * alike,
            quotations: quoted.copied().collect(),
            alike,
            issuer: name(&issuers, &theirs.issuers),
            topic: name(&topics, &theirs.topics),
            words: common
                .iter()
                .filter_map(|(_, place)| Some(leading.get(*place)?.1))
                .filter(|word| word.telling)
                .collect(),
        })
    };
    let mut relatives: Vec<Relative> = nearest.into_iter().filter_map(relative).collect();
    relatives.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.at.cmp(&a.at)));
    let mut stories_told: Vec<Option<&usize>> = Vec::new();
    relatives.retain(|relative| {
        let story = stories.get(relative.at);
        let is_new = stories_told.len() < RELATIVES
            && relative.score >= LEAST
            && !stories_told.contains(&story);
        if is_new {
            stories_told.push(story);
        }
        is_new
    });
    relatives
}

/// A release with what it has in common with another, in the words of the later of both.
fn reason(other: &One<'_>, later: &One<'_>, why: &Relative) -> Related {
    let (text, _) = text(later.release);
    let names = later.release.issuers.iter().map(|issuer| issuer.name.to_lowercase());
    let names: String = names.collect::<Vec<_>>().join(" ");
    let written = |word: &Word| {
        let start = usize::try_from(word.start).ok()?;
        text.get(start..start + usize::from(word.length))
    };
    let is_said = |word: &&str| why.issuer.is_none() || !names.contains(&word.to_lowercase());
    let words = why.words.iter().filter_map(written).filter(is_said).take(WORDS);
    let words: Vec<String> = words.map(str::to_owned).collect();
    Related {
        quoted: Traits::quotation(&text, later.release, &why.quotations).map(str::to_owned),
        alike: (why.alike > 0.0).then_some((why.alike * 100.0) as u32),
        issuer: why.issuer.clone(),
        topic: why.topic.clone(),
        words,
        ..named(other.release)
    }
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
