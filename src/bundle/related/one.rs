//! A release, and what it is compared by: what leads to others, and a sketch of its text. Read oldest first, so that what is
//! said of one depends on those before it alone; which words lead to others is known then, and the rest need not be held.

use super::{
    met::{Met, Terms},
    sketch::Sketch,
    traits::{Lexicon, Traits, Word},
};
use crate::{
    bundle::summary::Keys,
    model::{Release, Slug},
};
use rayon::prelude::*;
use std::sync::{Mutex, PoisonError};

/// So many of its words lead to others: those that fewest releases have.
pub(super) const LEADING: usize = 24;

/// A word that stands in the title counts so much, and one that does not say what a release is about; others count 1.
const TITLE: f32 = 1.5;
const PLAIN: f32 = 0.4;

/// Among fewer releases, that few have a word is rather chance.
const MANY: f32 = 2000.0;

/// So many are read while those before are put in order.
const AT_ONCE: usize = 512;

/// A release, and what it is compared by.
pub(super) struct One<'a> {
    pub(super) release: &'a Release,
    pub(super) issuers: &'a [Slug],
    pub(super) sketch: Sketch,
    /// Its words that lead to others.
    pub(super) leading: Vec<Leading>,
    /// Issuers, topics and quotations, one after another.
    pub(super) names: Vec<Met>,
    topics_from: usize,
    quotations_from: usize,
}

/// A word of a release that few had before.
pub(super) struct Leading {
    pub(super) met: Met,
    /// What it counts.
    pub(super) told: f32,
    /// Where it stands in the text.
    pub(super) start: u32,
    pub(super) length: u8,
    pub(super) telling: bool,
}

/// Reads all of them, in that order. What only tells which of their words lead to others is not held longer than it takes.
pub(super) fn read<'a>(pairs: &[(&'a Release, &'a Keys)]) -> (Vec<One<'a>>, Terms) {
    let lexicons: Vec<Mutex<Lexicon>> =
        std::iter::repeat_with(Mutex::default).take(rayon::current_num_threads().max(1)).collect();
    let one = |(release, keys): &(&Release, &Keys)| {
        // Each thread has its own, so that nobody waits.
        let lexicon = lexicons.get(rayon::current_thread_index().unwrap_or(0));
        let mut lexicon = lexicon.map(|own| own.lock().unwrap_or_else(PoisonError::into_inner));
        Traits::new(
            release,
            &keys.issuers,
            lexicon.as_deref_mut().unwrap_or(&mut Lexicon::default()),
        )
    };
    let mut chunks = pairs.chunks(AT_ONCE);
    let mut next = || {
        let chunk = chunks.next()?;
        Some((chunk, chunk.par_iter().map(one).collect::<Vec<Traits>>()))
    };
    let (mut old, mut terms) = (Vec::with_capacity(pairs.len()), Terms::default());
    let mut ready = next();
    while let Some((chunk, traits)) = ready {
        let take = || {
            for ((release, keys), traits) in chunk.iter().zip(traits) {
                old.push(One::new(release, &keys.issuers, traits, old.len(), &mut terms));
            }
        };
        (ready, ()) = rayon::join(&mut next, take);
    }
    (old, terms)
}

impl<'a> One<'a> {
    /// A release, so many after the oldest.
    fn new(
        release: &'a Release,
        issuers: &'a [Slug],
        traits: Traits,
        at: usize,
        terms: &mut Terms,
    ) -> Self {
        let words: Vec<Met> = traits.words.iter().map(|word| terms.meet(word.term)).collect();
        let names = traits.issuers.iter().chain(&traits.topics).chain(&traits.quotations);
        let names: Vec<Met> = names.map(|name| terms.meet(*name)).collect();
        let mut leading: Vec<Leading> = Vec::new();
        for (word, met) in traits.words.iter().zip(&words) {
            let having = usize::try_from(met.having).unwrap_or(usize::MAX);
            if having > 0 && having <= (at / 12).max(6) {
                let weight = match word {
                    Word { telling: false, .. } => PLAIN,
                    Word { in_title: true, .. } => TITLE,
                    _ => 1.0,
                };
                let most = MANY.ln().max((2.0 + at as f32).ln());
                let told = rare(having, at) / most * weight;
                let Word { start, length, telling, .. } = *word;
                leading.push(Leading { met: *met, told, start, length, telling });
            }
        }
        leading.sort_by(|a, b| b.told.total_cmp(&a.told).then(a.start.cmp(&b.start)));
        leading.truncate(LEADING);
        leading.shrink_to_fit();
        leading.iter().map(|word| &word.met).chain(&names).for_each(|met| terms.want(met));
        let number = u32::try_from(at).unwrap_or(u32::MAX);
        words.iter().chain(&names).for_each(|met| terms.add(met, number));
        let topics_from = traits.issuers.len();
        let quotations_from = topics_from + traits.topics.len();
        let sketch = traits.sketch;
        Self { release, issuers, sketch, leading, names, topics_from, quotations_from }
    }

    pub(super) fn issuers(&self) -> &[Met] {
        self.names.get(..self.topics_from).unwrap_or_default()
    }

    pub(super) fn topics(&self) -> &[Met] {
        self.names.get(self.topics_from..self.quotations_from).unwrap_or_default()
    }

    pub(super) fn quotations(&self) -> &[Met] {
        self.names.get(self.quotations_from..).unwrap_or_default()
    }
}

/// How telling it is to have something that so many of so many had until then.
fn rare(having: usize, all: usize) -> f32 {
    ((1.0 + all as f32) / (1.0 + having as f32)).ln().max(0.0)
}

/// The same from 0 to 1.
pub(super) fn telling(having: u32, all: usize) -> f32 {
    let having = usize::try_from(having).unwrap_or(usize::MAX);
    rare(having, all) / (2.0 + all as f32).ln()
}
