//! Measures of a ranking against judgments.
//!
//! Definitions as in trec_eval: gain is the grade, discount `log2(rank + 1)` (Järvelin, Kekäläinen,
//! *Cumulated gain-based evaluation*, 2002), averages over the judged queries.

use std::collections::HashMap;

/// How relevant documents are to one query, by id; those not named are not relevant.
pub type Judgments = HashMap<String, u32>;

/// Averages over queries.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Report {
    /// How many queries were measured.
    pub queries: usize,
    /// Normalised discounted cumulated gain of the first ten.
    pub ndcg_10: f64,
    /// One over the rank of the first relevant document among ten.
    pub mrr_10: f64,
    /// The share of the relevant documents that is among the first hundred.
    pub recall_100: f64,
    /// The share of queries that found nothing.
    pub zero_results: f64,
}

/// Averages over pairs of a ranking, best first, and its judgments.
pub fn report<'a>(runs: impl IntoIterator<Item = (&'a [String], &'a Judgments)>) -> Report {
    let mut sum = Report::default();
    for (ranking, judgments) in runs {
        sum.queries += 1;
        sum.ndcg_10 += ndcg(ranking, judgments, 10);
        sum.mrr_10 += reciprocal_rank(ranking, judgments, 10);
        sum.recall_100 += recall(ranking, judgments, 100);
        sum.zero_results += f64::from(u8::from(ranking.is_empty()));
    }
    let mean = |total: f64| total / sum.queries.max(1) as f64;
    Report {
        queries: sum.queries,
        ndcg_10: mean(sum.ndcg_10),
        mrr_10: mean(sum.mrr_10),
        recall_100: mean(sum.recall_100),
        zero_results: mean(sum.zero_results),
    }
}

fn grade(judgments: &Judgments, id: &str) -> u32 {
    judgments.get(id).copied().unwrap_or(0)
}

/// Normalised discounted cumulated gain of the first `depth` documents.
#[must_use]
pub fn ndcg(ranking: &[String], judgments: &Judgments, depth: usize) -> f64 {
    let gain = |grades: &mut dyn Iterator<Item = u32>| -> f64 {
        let discounted =
            |(rank, grade): (usize, u32)| f64::from(grade) / (rank as f64 + 2.0).log2();
        grades.take(depth).enumerate().map(discounted).sum()
    };
    let mut best: Vec<u32> = judgments.values().copied().collect();
    best.sort_unstable_by_key(|grade| std::cmp::Reverse(*grade));
    let ideal = gain(&mut best.into_iter());
    if ideal == 0.0 {
        return 0.0;
    }
    gain(&mut ranking.iter().map(|id| grade(judgments, id))) / ideal
}

/// One over the rank of the first relevant document, 0 if none is among the first `depth`.
#[must_use]
pub(crate) fn reciprocal_rank(ranking: &[String], judgments: &Judgments, depth: usize) -> f64 {
    let found = ranking.iter().take(depth).position(|id| grade(judgments, id) > 0);
    found.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0))
}

/// The share of the relevant documents that is among the first `depth`.
#[must_use]
pub fn recall(ranking: &[String], judgments: &Judgments, depth: usize) -> f64 {
    let relevant = judgments.values().filter(|grade| **grade > 0).count();
    let found = ranking.iter().take(depth).filter(|id| grade(judgments, id) > 0).count();
    if relevant == 0 { 0.0 } else { found as f64 / relevant as f64 }
}
