//! Scoring: every document against a resolved query, one word after another.
//!
//! Scores are dense, a number for each document, 0 where it does not match: at 100,000 documents
//! that is 400 KB, filled in tens of microseconds, and every combination is a loop.
//!
//! The answer to a query is the documents that hold all of its words, in any accepted form. Where there is none, words
//! are given up: those that the best of the documents with some of them lacks.

use super::format::LAST_PLACE;
use super::index::Reading;
use super::phrase::score_phrase;
use super::query::{Plan, PlanItem};
use super::weights;
use super::word::{OTHER_FORM, each, score_word};

/// What a filter adds to the score of a document it lets through: enough to be a match.
const MATCH: f32 = 1e-9;

/// The score of every document for a part of a query.
pub(super) struct Scores {
    /// 0 for a document that does not match.
    pub(super) of: Vec<f32>,
    /// Where it stands in the title, from 1, with [`OTHER_FORM`] or not; 0 for not there. Empty for what is no word.
    pub(super) title: Vec<u8>,
    /// How much finding it says: the share it has in covering the query.
    pub(super) weight: f32,
}

impl Scores {
    /// Without any match.
    pub(super) fn none(documents: u32) -> Self {
        Self { of: vec![0.0; documents as usize], title: Vec::new(), weight: 0.0 }
    }

    /// Takes the better of two parts that count as one.
    pub(super) fn take(&mut self, other: Self) {
        self.weight = self.weight.max(other.weight);
        self.title.resize(self.of.len(), 0);
        let best = self.of.iter_mut().zip(&mut self.title);
        for (document, ((score, place), new)) in best.zip(other.of).enumerate() {
            if *score < new {
                *score = new;
                *place = other.title.get(document).copied().unwrap_or(0);
            }
        }
    }
}

/// All documents against a query.
pub(super) struct Ranked<'a> {
    /// 0 for a document that has nothing of it.
    pub(super) scores: Vec<f32>,
    /// Whether it has all of it, but what was given up.
    pub(super) full: Vec<bool>,
    /// Whether others have only some of it.
    pub(super) some: bool,
    /// What was given up.
    pub(super) given_up: Vec<&'a PlanItem>,
    /// Phrases that are nowhere, whose words were looked for instead.
    pub(super) loosened: Vec<&'a PlanItem>,
    weight: f32,
}

impl Ranked<'_> {
    /// Whether an item is a word of a phrase that is nowhere.
    pub(super) fn is_loose(&self, item: &PlanItem) -> bool {
        let of = |phrase: &PlanItem| match &phrase.plan {
            Plan::Phrase { words, .. } => words.iter().any(|word| std::ptr::eq(word, item)),
            _ => false,
        };
        self.loosened.iter().any(|phrase| of(phrase))
    }
}

/// At most so many items are told apart; more than [`super::MAX_WORDS`].
const MOST_ITEMS: usize = 64;

/// Ranks documents by `items` together, as they stand in a query or in brackets.
pub(super) fn rank<'a>(items: &'a [PlanItem], reading: &Reading) -> Ranked<'a> {
    let documents = reading.head().documents as usize;
    let mut ranked = Ranked {
        scores: vec![0.0; documents],
        full: Vec::with_capacity(documents),
        some: false,
        given_up: Vec::new(),
        loosened: Vec::new(),
        weight: 0.0,
    };
    let mut sums = Sums::default();
    let counts = |item: &&PlanItem| !item.excluded && !item.optional && !is_filter(&item.plan);
    let count = items.iter().filter(counts).count();
    let sentence = count >= weights::SENTENCE;
    for item in items.iter().filter(|item| !item.excluded && !is_filter(&item.plan)) {
        let scores = score_plan(&item.plan, sentence, reading);
        match &item.plan {
            Plan::Phrase { words, .. } if !words.is_empty() && is_nowhere(&scores) => {
                ranked.loosened.push(item);
                for word in words {
                    let scores = score_plan(&word.plan, sentence, reading);
                    sums.add(word, scores, false, &mut ranked.scores);
                }
            }
            plan => {
                if count == 1 && items.iter().all(|item| !item.optional) {
                    sums.alone(item, scores, &mut ranked.scores);
                    continue;
                }
                let required = matches!(plan, Plan::Phrase { .. });
                sums.add(item, scores, required, &mut ranked.scores);
            }
        }
    }
    ranked.weight = sums.whole;
    sums.weigh(&mut ranked.scores, reading);
    for item in items.iter().filter(|item| item.excluded || is_filter(&item.plan)) {
        let scores = score_plan(&item.plan, sentence, reading);
        for (sum, score) in ranked.scores.iter_mut().zip(&scores.of) {
            if (*score > 0.0) == item.excluded {
                *sum = 0.0;
            }
        }
    }
    let target = sums.target(&ranked.scores);
    for (document, score) in ranked.scores.iter().enumerate() {
        // Of one item nothing is noted.
        let held = sums.of.get(document).copied().unwrap_or(target);
        let full = *score > 0.0 && held & target == target;
        ranked.some |= *score > 0.0 && !full;
        ranked.full.push(full);
    }
    let items = sums.items.iter().enumerate();
    let given_up = items.filter(|(n, item)| target >> n & 1 == 0 && !item.optional);
    ranked.given_up = given_up.map(|(_, item)| *item).collect();
    ranked
}

/// What is added up over the items of a query.
#[derive(Default)]
struct Sums<'a> {
    /// For each document a bit for each item that it holds.
    of: Vec<u64>,
    items: Vec<&'a PlanItem>,
    /// The bits of the items that are required of any document.
    required: u64,
    /// The bits of the items that documents answer without.
    optional: u64,
    /// The bits of the items that no document holds.
    nowhere: u64,
    /// The weight of all items.
    whole: f32,
    /// The weight of each.
    weights: Vec<f32>,
    /// For each document the weight of the items in its title, and of those that follow the item before there.
    titles: Vec<(f32, f32)>,
    /// The places in titles of the item before.
    before: Vec<u8>,
}

impl<'a> Sums<'a> {
    /// Adds the only item: there is nothing to add up.
    fn alone(&mut self, item: &'a PlanItem, scores: Scores, sum: &mut Vec<f32>) {
        self.items.push(item);
        self.nowhere = u64::from(scores.weight <= 0.0);
        self.whole = scores.weight;
        *sum = scores.of;
    }

    fn add(&mut self, item: &'a PlanItem, scores: Scores, required: bool, sum: &mut [f32]) {
        let number = self.items.len().min(MOST_ITEMS - 1);
        let bit = 1_u64 << number;
        if self.items.len() < MOST_ITEMS {
            self.items.push(item);
            self.weights.push(scores.weight);
        }
        if required {
            self.required |= bit;
        }
        if item.optional {
            self.optional |= bit;
        }
        let Scores { of, title, weight } = scores;
        if weight <= 0.0 {
            self.nowhere |= bit;
        }
        self.whole += weight;
        if self.of.is_empty() {
            self.of = vec![0; of.len()];
            self.titles = vec![(0.0, 0.0); of.len()];
        }
        for (document, score) in of.into_iter().enumerate() {
            if score <= 0.0 {
                continue;
            }
            if let (Some(sum), Some(held)) = (sum.get_mut(document), self.of.get_mut(document)) {
                *sum += score;
                *held |= bit;
            }
            let here = title.get(document).copied().unwrap_or(0);
            let Some((titled, ordered)) = self.titles.get_mut(document).filter(|_| here > 0) else {
                continue;
            };
            let other = here & OTHER_FORM != 0;
            let weight = if other { weight * weights::OTHER_IN_TITLE } else { weight };
            let here = here & !OTHER_FORM;
            *titled += weight;
            let before = self.before.get(document).copied().unwrap_or(0) & !OTHER_FORM;
            if before > 0 && here > before {
                let beside = here == before + 1 && here < LAST_PLACE;
                *ordered += if beside { weight } else { weight / 2.0 };
            }
        }
        self.before = title;
    }

    /// Weighs how much of the query documents have, and how their titles hold it.
    fn weigh(&self, sum: &mut [f32], reading: &Reading) {
        if self.items.is_empty() {
            sum.fill(MATCH);
            return;
        }
        if self.items.len() == 1 || self.whole <= 0.0 {
            return;
        }
        let count = self.items.iter().filter(|item| !item.optional).count();
        let weights = reading.weights();
        let share = weights.coverage * (2.0 / count as f32).min(1.0);
        for (document, sum) in sum.iter_mut().enumerate().filter(|(_, sum)| **sum > 0.0) {
            let held = self.of.get(document).copied().unwrap_or(0);
            if held & self.required != self.required || held & !self.optional == 0 {
                *sum = 0.0;
            } else {
                // To the fourth power: a title that holds all the words, and hardly one that holds half of them; of a
                // sentence, no title that does not hold it all.
                let (titled, ordered) = self.titles.get(document).copied().unwrap_or_default();
                let mut titled = (titled / self.whole) * (titled / self.whole);
                if count >= weights::SENTENCE && titled < 0.99 {
                    titled = 0.0;
                }
                let mut covered = 0.0;
                for (item, weight) in self.weights.iter().enumerate() {
                    covered += if held >> item & 1 == 1 { *weight } else { 0.0 };
                }
                *sum *= 1.0 - share + share * covered / self.whole;
                let order = weights.order * ordered / self.whole;
                *sum += self.whole * titled * titled * (weights.whole_title + order);
            }
        }
    }

    /// The bits of what is asked of a document: all items, or if none has all, what the best one has. Where filters leave
    /// none, it is not the words that are to be given up, but for those that are nowhere.
    fn target(&self, scores: &[f32]) -> u64 {
        let all = self.items.iter().fold(0_u64, |all, _| all << 1 | 1) & !self.optional;
        let mut best = (0.0, 0);
        for (score, held) in scores.iter().zip(&self.of) {
            if *score > 0.0 && held & all == all {
                return all;
            }
            if *score > best.0 {
                best = (*score, *held);
            }
        }
        match best {
            (score, _) if score <= 0.0 => all & !self.nowhere,
            _ if all.count_ones() as usize >= weights::SENTENCE => 0,
            (_, held) => held & all,
        }
    }
}

/// Whether some document holds all the words among `items`: found out at a fraction of what ranking costs.
pub(super) fn is_held(items: &[PlanItem], reading: &Reading) -> bool {
    let is_word = |item: &&PlanItem| {
        !item.optional && !item.excluded && matches!(item.plan, Plan::Word { .. })
    };
    let mut left = items.iter().filter(is_word).count();
    let mut held = vec![0_u8; reading.head().documents as usize];
    for (count, item) in (0..).zip(items.iter().filter(is_word)) {
        let Plan::Word { lists, title, .. } = &item.plan else { continue };
        left -= 1;
        let mut found = false;
        for list in lists {
            each(list, reading, &mut |posting| {
                let held = held.get_mut(posting.document as usize)?;
                if *held == count && (!title || posting.title > 0) {
                    *held += 1;
                    found = true;
                }
                // Of the last word one document is enough.
                (left > 0 || !found).then_some(())
            });
        }
        if !found {
            return false;
        }
    }
    true
}

/// Whether an item is a phrase, and all is there to say that no document holds it.
pub(super) fn is_phrase_nowhere(item: &PlanItem, reading: &Reading) -> bool {
    matches!(item.plan, Plan::Phrase { .. })
        && !item.excluded
        && reading.missing.borrow().is_empty()
        && is_nowhere(&score_plan(&item.plan, false, reading))
}

fn is_nowhere(scores: &Scores) -> bool {
    scores.of.iter().all(|score| *score <= 0.0)
}

/// Whether a part only lets documents through, without saying how well they answer.
pub(super) fn is_filter(plan: &Plan) -> bool {
    matches!(plan, Plan::Facet(..) | Plan::Dates(_))
}

/// The documents for a part of a query; of a `sentence`, or not.
fn score_plan(plan: &Plan, sentence: bool, reading: &Reading) -> Scores {
    let documents = reading.head().documents;
    let mut scores = Scores::none(documents);
    match plan {
        Plan::Word { lists, title, share } => {
            scores = score_word(lists, *title, sentence, reading);
            scores.weight *= share;
            scores.of.iter_mut().for_each(|score| *score *= share);
        }
        Plan::Phrase { units, title, .. } => {
            return score_phrase(units.as_deref().unwrap_or_default(), *title, sentence, reading);
        }
        Plan::Facet(facet, keys) => {
            // A facet that cannot be read is reported, and lets everything through.
            if keys.is_none() {
                scores.of.fill(MATCH);
            }
            let file = reading.facet(*facet, true);
            let keys = keys.iter().flatten();
            let values = keys.filter_map(|key| file.and_then(|file| file.value(key)));
            for document in values.flat_map(|value| &value.documents) {
                if let Some(score) = scores.of.get_mut(*document as usize) {
                    *score = MATCH;
                }
            }
        }
        Plan::Dates(dates) => {
            for (month, span) in reading.head().months.spans() {
                if dates.contain(month) {
                    let span = scores.of.get_mut(span.start as usize..span.end as usize);
                    span.into_iter().flatten().for_each(|score| *score = MATCH);
                }
            }
        }
        Plan::Any(items) => {
            for item in items {
                scores.take(if item.excluded || is_filter(&item.plan) {
                    all_of(std::slice::from_ref(item), reading)
                } else {
                    score_plan(&item.plan, sentence, reading)
                });
            }
        }
        Plan::Group(items) => return all_of(items, reading),
    }
    scores
}

/// The documents that hold all of `items`.
fn all_of(items: &[PlanItem], reading: &Reading) -> Scores {
    let Ranked { mut scores, full, given_up, weight, .. } = rank(items, reading);
    for (score, full) in scores.iter_mut().zip(full) {
        if !full || !given_up.is_empty() {
            *score = 0.0;
        }
    }
    Scores { of: scores, title: Vec::new(), weight }
}
