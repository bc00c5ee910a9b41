// How good a list of hits is.

/** Normalised discounted cumulated gain of the first ten, as in src/search/eval.rs. */
export function ndcg(ids, grades) {
  const gain = (list) => list.slice(0, 10).reduce((sum, grade, rank) => sum + grade / Math.log2(rank + 2), 0);
  const ideal = gain(Object.values(grades).toSorted((a, b) => b - a));
  return ideal === 0 ? 0 : gain(ids.map((id) => grades[id] ?? 0)) / ideal;
}

/** One over the rank of the first right one of ten, 0 if none is. */
export function reciprocalRank(hits, isRight) {
  const rank = hits.slice(0, 10).findIndex(isRight);
  return rank < 0 ? 0 : 1 / (rank + 1);
}

/** The same three figures as in benches/relevance/measure.rs, of reciprocal ranks. */
export function score(ranks) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
  return {
    items: ranks.length,
    first: mean(ranks.map((rank) => (rank === 1 ? 1 : 0))),
    ten: mean(ranks.map((rank) => (rank > 0 ? 1 : 0))),
    mrr: mean(ranks),
  };
}
