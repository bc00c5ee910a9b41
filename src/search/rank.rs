//! Scoring: every document against a resolved query, one word after another.
//!
//! Scores are dense, a number for each document, 0 where it does not match: at 100,000 documents
//! that is 400 KB, filled in tens of microseconds, and every combination is a loop.

use super::format::{Posting, each_posting, each_posting_of_beginning, frequency};
use super::index::Reading;
use super::phrase::score_phrase;
use super::query::{Alternative, FormKind, Plan, PlanItem};
use super::weights;

/// What a filter adds to the score of a document it lets through: enough to be a match.
const MATCH: f32 = 1e-9;

/// The score of every document for a part of a query.
pub(super) struct Scores {
    /// 0 for a document that does not match.
    pub(super) of: Vec<f32>,
    /// How much finding it says: the share it has in covering the query.
    pub(super) weight: f32,
}

/// Scores documents for `items` together, as they stand in a query or in brackets.
pub(super) fn score(items: &[PlanItem], reading: &Reading) -> Scores {
    if let [PlanItem { plan: plan @ (Plan::Word(_) | Plan::Phrase { .. }), excluded: false, .. }] =
        items
    {
        return score_plan(plan, reading);
    }
    let documents = reading.head().documents as usize;
    let mut sum = vec![0.0_f32; documents];
    let mut covered = vec![0.0_f32; documents];
    let mut whole = 0.0;
    let (mut words, mut phrases) = (0_u16, false);
    for item in items.iter().filter(|item| !item.excluded && !is_filter(&item.plan)) {
        phrases |= matches!(item.plan, Plan::Phrase { .. });
        words = words.saturating_add(1);
        let scores = score_plan(&item.plan, reading);
        // A word that is nowhere is covered by no document, so it says nothing about any.
        if scores.weight > 0.0 {
            whole += scores.weight;
            for ((sum, covered), score) in sum.iter_mut().zip(&mut covered).zip(&scores.of) {
                if *score > 0.0 {
                    *sum += score;
                    *covered += scores.weight;
                }
            }
        }
        if matches!(item.plan, Plan::Phrase { .. }) {
            // What is quoted is required; `covered` below zero marks what lacks it.
            for (covered, score) in covered.iter_mut().zip(&scores.of) {
                if *score <= 0.0 {
                    *covered = f32::NEG_INFINITY;
                }
            }
        }
    }
    let share = weights::COVERAGE * (2.0 / words.max(1) as f32).min(1.0);
    for (sum, covered) in sum.iter_mut().zip(&covered) {
        if phrases && *covered < 0.0 {
            *sum = 0.0;
        } else if *sum > 0.0 && whole > 0.0 {
            *sum *= 1.0 - share + share * covered / whole;
        } else if words == 0 {
            *sum = MATCH;
        }
    }
    for item in items.iter().filter(|item| item.excluded || is_filter(&item.plan)) {
        let scores = score_plan(&item.plan, reading);
        for (sum, score) in sum.iter_mut().zip(&scores.of) {
            if (*score > 0.0) == item.excluded {
                *sum = 0.0;
            }
        }
    }
    Scores { of: sum, weight: whole }
}

/// Whether a part only lets documents through, without saying how well they answer.
pub(super) fn is_filter(plan: &Plan) -> bool {
    matches!(plan, Plan::Facet(..) | Plan::Dates(_))
}

fn score_plan(plan: &Plan, reading: &Reading) -> Scores {
    let documents = reading.head().documents;
    match plan {
        Plan::Word(alternatives) => score_word(alternatives, reading),
        Plan::Phrase { units, title } => {
            let units = units.as_deref().unwrap_or_default();
            score_phrase(units, title, reading)
        }
        Plan::Facet(facet, keys) => {
            // A facet that cannot be read is reported, and lets everything through.
            let unknown = if keys.is_none() { MATCH } else { 0.0 };
            let mut of = vec![unknown; documents as usize];
            let file = reading.facet(*facet, true);
            let keys = keys.iter().flatten();
            let values = keys.filter_map(|key| file.and_then(|file| file.value(key)));
            for document in values.flat_map(|value| &value.documents) {
                if let Some(score) = of.get_mut(*document as usize) {
                    *score = MATCH;
                }
            }
            Scores { of, weight: 0.0 }
        }
        Plan::Dates(dates) => {
            let mut of = vec![0.0; documents as usize];
            for (month, span) in reading.head().months.spans() {
                if dates.contain(month) {
                    let span = of.get_mut(span.start as usize..span.end as usize);
                    span.into_iter().flatten().for_each(|score| *score = MATCH);
                }
            }
            Scores { of, weight: 0.0 }
        }
        Plan::Any(items) => {
            let mut best = Scores { of: vec![0.0; documents as usize], weight: 0.0 };
            for item in items {
                let scores = score(std::slice::from_ref(item), reading);
                best.weight = best.weight.max(scores.weight);
                for (best, score) in best.of.iter_mut().zip(scores.of) {
                    *best = best.max(score);
                }
            }
            best
        }
        Plan::Group(items) => score(items, reading),
    }
}

/// A word by all that stands for it. Forms of the word count as one word; words that merely begin
/// with it are another, rarer or more frequent by itself, and the better of the two counts.
fn score_word(alternatives: &[Alternative], reading: &Reading) -> Scores {
    let documents = reading.head().documents;
    let mut best = Scores { of: Vec::new(), weight: 0.0 };
    for prefix in [false, true] {
        let group = alternatives.iter().filter(|a| (a.kind == FormKind::Prefix) == prefix);
        let mut x = Vec::new();
        let (mut found, mut longest) = (0_u32, 0);
        for alternative in group {
            x.resize(documents as usize, 0.0_f32);
            let strengths = weights::strengths(alternative.weight);
            longest = longest.max(length(alternative, reading));
            each(alternative, reading, &mut |posting| {
                if let Some(x) = x.get_mut(posting.document as usize) {
                    found += u32::from(*x == 0.0);
                    *x += strengths.get(usize::from(posting.level)).copied().unwrap_or(0.0);
                }
            });
        }
        if found == 0 {
            continue;
        }
        // While the rest of a list is on its way, its length is known all the same.
        let rarity = weights::rarity(documents, found.max(longest));
        best.weight = best.weight.max(rarity);
        x.iter_mut().for_each(|x| *x = rarity * *x / (1.0 + *x));
        if best.of.is_empty() {
            best.of = x;
        } else {
            best.of.iter_mut().zip(x).for_each(|(best, x)| *best = best.max(x));
        }
    }
    best.of.resize(documents as usize, 0.0);
    best
}

/// In how many documents the word of a list stands.
pub(super) fn length(word: &Alternative, reading: &Reading) -> u32 {
    let shard = reading.shard(word.file, "");
    shard.and_then(|shard| frequency(shard.list(word.index))).unwrap_or(0)
}

/// Hands over the postings of a list that are there.
fn each(word: &Alternative, reading: &Reading, take: &mut dyn FnMut(Posting)) {
    let documents = reading.head().documents;
    let Some(shard) = reading.shard(word.file, "") else { return };
    let list = shard.list(word.index);
    let _ = match word.rest {
        None => each_posting(documents, list, take),
        Some(number) => each_posting_of_beginning(documents, list, take)
            .and_then(|()| each_posting(documents, reading.rest(number, "", false)?, take)),
    };
}

pub(super) fn postings(word: &Alternative, reading: &Reading) -> Vec<Posting> {
    let mut postings = Vec::new();
    each(word, reading, &mut |posting| postings.push(posting));
    postings
}
