//! What to read next to a release: of those before it that have something rare in common with it the nearest, and why.

use super::{
    Why,
    met::{LATEST, Met, Terms},
    one::{LEADING, Leading, One, telling},
    traits::{Traits, text},
};
use crate::model::{Release, Slug};
use std::sync::Arc;

/// At most so many relatives are named.
pub(super) const RELATIVES: usize = 4;

/// Of those that have a word, so many are looked at, the latest; of those that have an issuer or a topic, so many.
const BY_WORD: usize = LATEST;
const BY_NAME: usize = 12;

/// The texts of so many are compared.
const COMPARED: usize = 16;

/// Texts are said to be partly the same from here on.
const PARTLY: f32 = 0.1;

/// What two releases have in common counts so much, beside words: an issuer or a topic of which nobody else is, a quotation,
/// all of the text.
const ISSUER: f32 = 1.2;
const TOPIC: f32 = 1.5;
const QUOTATION: f32 = 4.0;
const TEXT: f32 = 6.0;

/// What has so little to do with a release is not named.
const LEAST: f32 = 0.3;

/// So many of the words in common are named.
const WORDS: usize = 3;

/// What a release has in common with an earlier one.
pub(super) struct Relative {
    /// The other.
    pub(super) at: usize,
    pub(super) score: f32,
    pub(super) why: Arc<Why>,
}

/// All releases, oldest first.
pub(super) struct Among<'a> {
    pub(super) old: &'a [One<'a>],
    pub(super) terms: &'a Terms,
    pub(super) stories: &'a [usize],
    /// Whether each is named to others: it says what it says for the first time, and still.
    pub(super) told: &'a [bool],
}

/// A release that has something in common with another: the score, its place, and where the words that it shares stand among
/// those that lead.
type Near<'a> = (f32, usize, &'a [u64]);

/// What counts so much, which of the terms, and the place of its name.
type Told = (f32, u32, usize);

impl Among<'_> {
    /// The nearest releases before one, nearest first.
    pub(super) fn earlier(&self, at: usize) -> Vec<Relative> {
        let Some(one) = self.old.get(at) else { return Vec::new() };
        let candidates = self.candidates(one);
        let issuers = told(one.issuers(), at, ISSUER);
        let topics = told(one.topics(), at, TOPIC);
        let is_rare = |quoted: &&Met| (1..=4).contains(&quoted.having);
        let quotations: Vec<u32> =
            one.quotations().iter().filter(is_rare).map(|quoted| quoted.term).collect();
        let has_names = !(issuers.is_empty() && topics.is_empty() && quotations.is_empty());
        let mut nearest: Vec<Near<'_>> = Vec::new();
        for common in candidates.chunk_by(|a, b| a >> PLACE == b >> PLACE) {
            let other = common.first().and_then(|first| usize::try_from(first >> PLACE).ok());
            let Some(other) = other.filter(|other| self.told.get(*other) == Some(&true)) else {
                continue;
            };
            if self.stories.get(other) == self.stories.get(at) {
                continue;
            }
            let words = || leading(one, common);
            let is_told = words().nth(1).is_some() && words().any(|word| word.telling);
            let mut score: f32 = if is_told { words().map(|word| word.told).sum() } else { 0.0 };
            if let Some(theirs) = self.old.get(other).filter(|_| has_names) {
                for (ours, theirs) in [(&issuers, theirs.issuers()), (&topics, theirs.topics())] {
                    score += shared(ours, theirs).map_or(0.0, |(told, ..)| *told);
                }
                if quotations.iter().any(|quoted| has(theirs.quotations(), *quoted)) {
                    score += QUOTATION;
                }
            }
            nearest.push((score, other, common));
        }
        let order = |(a, x, _): &Near<'_>, (b, y, _): &Near<'_>| b.total_cmp(a).then(y.cmp(x));
        if nearest.len() > COMPARED {
            nearest.select_nth_unstable_by(COMPARED, order);
            nearest.truncate(COMPARED);
        }
        // What a text shares with others is worked out of these alone, and in words of those that are named.
        let alike = |(score, other, common): (f32, usize, _)| {
            let alike = self.old.get(other)?.sketch.resemblance(&one.sketch);
            let alike = if alike >= PARTLY { alike } else { 0.0 };
            Some((score + TEXT * alike, other, common, alike))
        };
        let mut nearest: Vec<(f32, usize, &[u64], f32)> =
            nearest.into_iter().filter_map(alike).collect();
        nearest.sort_by(|(a, x, ..), (b, y, ..)| b.total_cmp(a).then(y.cmp(x)));
        let mut stories_told: Vec<Option<&usize>> = Vec::new();
        nearest.retain(|(score, other, ..)| {
            let story = self.stories.get(*other);
            let is_new =
                stories_told.len() < RELATIVES && *score >= LEAST && !stories_told.contains(&story);
            if is_new {
                stories_told.push(story);
            }
            is_new
        });
        let said = Said::of(one.release, !nearest.is_empty());
        let relative = |(score, other, common, alike): (f32, usize, &[u64], f32)| {
            let theirs = self.old.get(other)?;
            let name = |told: Option<&Told>, names: &[Slug]| names.get(told?.2).cloned();
            let issuer = name(shared(&issuers, theirs.issuers()), one.issuers);
            let is_quoted =
                |quoted: &u32| quotations.contains(quoted) && has(theirs.quotations(), *quoted);
            let why = Why {
                quoted: match quotations.iter().any(is_quoted) {
                    true => said.quoted(one.release, |term| {
                        self.terms.number(term).is_some_and(|number| is_quoted(&number))
                    }),
                    false => None,
                },
                alike: (alike > 0.0).then_some((alike * 100.0) as u8),
                words: said.words(leading(one, common), issuer.is_some()),
                issuer,
                topic: name(shared(&topics, theirs.topics()), &one.release.topics),
            };
            Some(Relative { at: other, score, why: Arc::new(why) })
        };
        // Not in the place of all that were near, which is a hundred times as large.
        let mut relatives = Vec::with_capacity(nearest.len());
        relatives.extend(nearest.into_iter().filter_map(relative));
        relatives
    }

    /// The releases before one that have a word, an issuer, a topic or a quotation in common with it: each with the place of
    /// the leading word that it shares, if that is what it shares, in its last bits.
    fn candidates(&self, one: &One<'_>) -> Vec<u64> {
        let mut candidates: Vec<u64> = Vec::with_capacity(LEADING * BY_WORD);
        let mut add = |met: &Met, most: usize, place: u64| {
            let others = self.terms.before(met, most).iter();
            candidates.extend(others.map(|other| u64::from(*other) << PLACE | place));
        };
        (0..).zip(&one.leading).for_each(|(place, word)| add(&word.met, BY_WORD, place));
        one.names.iter().for_each(|name| add(name, BY_NAME, NONE));
        candidates.sort_unstable();
        candidates
    }
}

/// In a candidate so many bits are the place of a word; this one is none.
const PLACE: u32 = 8;
const NONE: u64 = (1 << PLACE) - 1;

/// The leading words that a release shares with another.
fn leading<'a>(one: &'a One<'_>, common: &'a [u64]) -> impl Iterator<Item = &'a Leading> {
    let place = |candidate: &u64| usize::try_from(candidate & NONE).ok();
    common.iter().filter_map(move |candidate| one.leading.get(place(candidate)?))
}

/// How telling each of these names is, where it tells something at all: the most telling first.
fn told(names: &[Met], at: usize, weight: f32) -> Vec<Told> {
    let names = names.iter().enumerate();
    let told = names.map(|(place, met)| (telling(met.having, at), met.term, place));
    let mut told: Vec<Told> = told.filter(|(told, ..)| *told > 0.15).collect();
    told.iter_mut().for_each(|(told, ..)| *told *= weight);
    told.sort_by(|(a, ..), (b, ..)| b.total_cmp(a));
    told
}

fn shared<'a>(ours: &'a [Told], theirs: &[Met]) -> Option<&'a Told> {
    ours.iter().find(|(_, term, _)| has(theirs, *term))
}

fn has(names: &[Met], term: u32) -> bool {
    names.iter().any(|met| met.term == term)
}

/// What a release says of itself, to say in its words what it has in common with others.
#[derive(Default)]
struct Said {
    text: String,
    /// The names of its issuers.
    issuers: String,
}

impl Said {
    /// Nothing, where nobody is to be told.
    fn of(release: &Release, is_asked: bool) -> Self {
        if !is_asked {
            return Self::default();
        }
        let issuers = release.issuers.iter().map(|issuer| issuer.name.to_lowercase());
        Self { text: text(release).0, issuers: issuers.collect::<Vec<_>>().join(" ") }
    }

    fn quoted(&self, release: &Release, is_one: impl Fn(u32) -> bool) -> Option<Box<str>> {
        Traits::quotation(&self.text, release, is_one).map(Box::from)
    }

    /// Those of the words that say what it is about, without the name of an issuer that is named anyway.
    fn words<'a>(&self, words: impl Iterator<Item = &'a Leading>, is_named: bool) -> Vec<Box<str>> {
        let written = |word: &Leading| {
            let start = usize::try_from(word.start).ok()?;
            self.text.get(start..start + usize::from(word.length))
        };
        let is_said = |word: &&str| !is_named || !self.issuers.contains(&word.to_lowercase());
        let words = words.filter(|word| word.telling).filter_map(written).filter(is_said);
        words.take(WORDS).map(Box::from).collect()
    }
}
