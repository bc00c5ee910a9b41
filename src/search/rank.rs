//! Scoring: every document against a resolved query, one word after another.
//!
//! Scores are dense, a number for each document, 0 where it does not match: at 100,000 documents
//! that is 400 KB, filled in tens of microseconds, and every combination is a loop.

use super::format::{Posting, read_postings};
use super::index::{File, Reading};
use super::order::sort;
use super::query::{Alternative, FormKind, Plan, PlanItem};
use super::weights;

/// What a filter adds to the score of a document it lets through: enough to be a match.
const MATCH: f32 = 1e-9;

/// The score of every document for a part of a query.
pub(super) struct Scores {
    /// 0 for a document that does not match.
    pub(super) of: Vec<f32>,
    /// How much finding it says: the share it has in covering the query.
    weight: f32,
}

/// Scores documents for `items` together, as they stand in a query or in brackets.
pub(super) fn score(items: &[PlanItem], reading: &Reading) -> Scores {
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
        Plan::Phrase { words, title } => {
            let words = words.as_deref().unwrap_or_default();
            score_phrase(words, title, reading)
        }
        Plan::Facet(facet, keys) => {
            // A facet that cannot be read is reported, and lets everything through.
            let unknown = if keys.is_none() { MATCH } else { 0.0 };
            let mut of = vec![unknown; documents as usize];
            let file = reading.facet(*facet);
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
    let mut best = Scores { of: vec![0.0; documents as usize], weight: 0.0 };
    for prefix in [false, true] {
        let mut x = vec![0.0_f32; documents as usize];
        let mut frequency = 0;
        let group = alternatives.iter().filter(|a| (a.kind == FormKind::Prefix) == prefix);
        for (alternative, posting) in
            group.flat_map(|a| postings(a, reading).into_iter().map(move |p| (a, p)))
        {
            if let Some(x) = x.get_mut(posting.document as usize) {
                frequency += u32::from(*x == 0.0);
                *x += alternative.weight * weights::strength(posting.level);
            }
        }
        if frequency == 0 {
            continue;
        }
        let rarity = weights::rarity(documents, frequency);
        best.weight = best.weight.max(rarity);
        for (best, x) in best.of.iter_mut().zip(x) {
            if x > 0.0 {
                *best = best.max(rarity * x / (1.0 + x));
            }
        }
    }
    best
}

fn postings(alternative: &Alternative, reading: &Reading) -> Vec<Posting> {
    let shard = reading.shard(alternative.file, "");
    let list = shard.map(|shard| shard.list(alternative.index)).unwrap_or_default();
    read_postings(reading.head().documents, list).unwrap_or_default()
}

/// A phrase: the documents in which the words follow one another. Its score is that of its words.
fn score_phrase(words: &[(u32, usize)], title: &[Alternative], reading: &Reading) -> Scores {
    let documents = reading.head().documents;
    let mut all = Scores { of: vec![0.0; documents as usize], weight: 0.0 };
    // How many of the words each document has: places are read only where that is all of them.
    let mut has = vec![0_u16; documents as usize];
    let mut lists = Vec::with_capacity(words.len());
    for (number, index) in words {
        let (kind, weight) = (FormKind::Exact, 1.0);
        let word = Alternative { file: File::Terms(*number), index: *index, kind, weight };
        let postings = postings(&word, reading);
        let rarity = weights::rarity(documents, postings.len() as u32);
        all.weight += rarity;
        for posting in &postings {
            let x = weights::strength(posting.level);
            let document = posting.document as usize;
            if let (Some(score), Some(has)) = (all.of.get_mut(document), has.get_mut(document)) {
                *score += rarity * x / (1.0 + x);
                *has = has.saturating_add(1);
            }
        }
        lists.push(postings);
    }
    let full = |document: u32| {
        has.get(document as usize).is_some_and(|has| usize::from(*has) == words.len())
    };
    // For each document, the places at which the phrase may begin.
    let mut starts: Vec<(u32, Vec<u32>)> = Vec::new();
    for (offset, ((number, index), list)) in words.iter().zip(&lists).enumerate() {
        let wanted =
            |posting: usize| list.get(posting).is_some_and(|posting| full(posting.document));
        let places = if words.len() > 1 {
            let file = reading.places(*number, "");
            file.and_then(|file| file.of(*index, list.len(), wanted)).unwrap_or_default()
        } else {
            (0..list.len()).map(|posting| (posting, vec![0])).collect()
        };
        let offset = offset as u32;
        let mut found: Vec<(u32, Vec<u32>)> = Vec::with_capacity(places.len());
        for (posting, mut places) in places {
            places.retain(|place| *place >= offset);
            places.iter_mut().for_each(|place| *place -= offset);
            found.extend(list.get(posting).map(|posting| (posting.document, places)));
        }
        sort(&mut found, |(a, _), (b, _)| a.cmp(b));
        if offset == 0 {
            starts = found;
        } else {
            intersect(&mut starts, &found);
        }
    }
    for alternative in title {
        let found: Vec<u32> = postings(alternative, reading).iter().map(|p| p.document).collect();
        starts.retain(|(document, _)| found.contains(document));
    }
    let mut starts = starts.into_iter().map(|(document, _)| document).peekable();
    for (document, score) in all.of.iter_mut().enumerate() {
        if starts.next_if_eq(&(document as u32)).is_none() {
            *score = 0.0;
        }
    }
    all
}

/// Keeps of `starts` what is also in `found`. Both are in order.
fn intersect(starts: &mut Vec<(u32, Vec<u32>)>, found: &[(u32, Vec<u32>)]) {
    starts.retain_mut(|(document, places)| {
        let Ok(index) = found.binary_search_by_key(document, |(document, _)| *document) else {
            return false;
        };
        let also = found.get(index).map(|(_, also)| also.as_slice()).unwrap_or_default();
        places.retain(|place| also.binary_search(place).is_ok());
        !places.is_empty()
    });
}
