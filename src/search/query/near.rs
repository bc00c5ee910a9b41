//! Words near a misspelt one, and near one that is hardly anywhere.

use super::FormKind;
use super::parse::Word;
use super::plan::{Alternative, Found};
use super::resolve::{Attempt, Lexicon, Resolver};
use crate::search::index::{File, Near, anchors, nearest, tolerance};
use crate::search::order::sort;
use crate::search::weights;
use crate::search::word::length;
use std::ops::Range;

/// At most this many spelling files are read for each end of a misspelt word.
const SPELLING_FILES: u32 = 4;

/// A word that stands in no more documents than this, as it was typed, may be a slip that others made too: or a form, or
/// a beginning, of other words by chance (`seps` of `september`).
const RARE: u32 = 3;

/// How much less a word near a rare one counts than one near a word that is nowhere. 0 to 1. At 1 PIAF loses .001 and
/// numbers swapped up to .010; .25 and .5 are alike.
const NEAR: f32 = 0.25;

/// What may have been meant by a word.
pub(in crate::search) struct Correction {
    /// Where it stands in the query.
    pub(in crate::search) range: Range<usize>,
    /// The words near it with their lists, most frequent first.
    pub(in crate::search) words: Vec<(Alternative, String)>,
    /// Whether the word itself is nowhere.
    pub(in crate::search) sure: bool,
}

impl Resolver<'_> {
    /// Whether so little was found of a word as it was typed that others like it are worth a look.
    pub(super) fn is_rare(&self, found: &Found) -> bool {
        self.frequency(found, &|kind| kind == FormKind::Exact) <= RARE
    }

    /// In how many documents a word stands in some forms.
    fn frequency(&self, found: &Found, of: &dyn Fn(FormKind) -> bool) -> u32 {
        let lists = found.alternatives.iter().filter(|list| of(list.kind));
        lists.fold(0, |sum, list| sum.saturating_add(length(list, self.reading)))
    }

    /// Looks up the words that `word` may have been meant to be: those of a rare one must be more than five times as
    /// frequent, and more frequent than all its forms.
    pub(super) fn near(&mut self, word: &Word, kind: FormKind, found: &mut Found) {
        if tolerance(word.word.chars().count()) == 0 {
            return;
        }
        let (front, back) = anchors(&word.word);
        let mut near = self.near_in(&word.word, &front, false, word.typing);
        near.extend(self.near_in(&word.word, &back, true, word.typing));
        sort(&mut near, Ord::cmp);
        near.dedup();
        near.truncate(weights::CORRECTIONS);
        let own = self.frequency(found, &|kind| kind == FormKind::Exact).saturating_mul(5);
        let least = own.max(self.frequency(found, &|kind| kind != FormKind::Prefix));
        let typo = self.reading.weights().typo;
        let mut words: Vec<(Alternative, String)> = Vec::new();
        for candidate in near {
            let mistakes = usize::from(candidate.distance).saturating_sub(1);
            let mut weight = typo.get(mistakes).copied().unwrap_or(0.0);
            let mut new = Found::default();
            if kind == FormKind::Near {
                weight *= NEAR;
            }
            if self.exact(Lexicon::Terms, &candidate.word, kind, weight, &mut new)
                && let Some(list) = new.alternatives.first()
            {
                let frequency = length(list, self.reading);
                let slips = kind == FormKind::Typo || self.attempt == Attempt::Slips;
                if slips || frequency > least {
                    found.add(*list, &candidate.word);
                    words.push((*list, candidate.word));
                }
            }
        }
        let sure = kind == FormKind::Typo;
        if (sure || self.attempt == Attempt::Slips) && !words.is_empty() && !word.range.is_empty() {
            let frequency = |list: &Alternative| length(list, self.reading);
            sort(&mut words, |(a, _), (b, _)| frequency(b).cmp(&frequency(a)));
            self.corrections.push(Correction { range: word.range.clone(), words, sure });
        }
    }

    fn near_in(&mut self, word: &str, anchor: &str, mirrored: bool, typing: bool) -> Vec<Near> {
        let head = self.reading.head();
        let table = if mirrored { &head.mirror } else { &head.spelling };
        // Where too many files begin like this, a longer beginning finds fewer words in fewer.
        let mut anchor = anchor.to_owned();
        let mut letters: Vec<char> = word.chars().collect();
        if mirrored {
            letters.reverse();
        }
        let mut shards = table.shards(&anchor);
        while let (true, Some(next)) =
            (shards.len() as u32 > SPELLING_FILES, letters.get(anchor.chars().count()))
        {
            anchor.push(*next);
            shards = table.shards(&anchor);
        }
        let file = if mirrored { File::Mirror } else { File::Spelling };
        let mut near = Vec::new();
        for number in shards {
            if let Some(shard) = self.reading.shard(file(number), &self.typed) {
                near.extend(nearest(shard, word, &anchor, mirrored, typing));
            }
        }
        near
    }
}
