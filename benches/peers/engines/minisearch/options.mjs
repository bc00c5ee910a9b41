// How MiniSearch is set up: the same when the index is built and when it is searched.

// Articles and pronouns that lose their vowel before another: what stands before ’ is no word of its own.
const ELIDED = new Set(["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]);

/** MiniSearch's own hook for terms. Its tokeniser already splits at apostrophes. */
function processTerm(term) {
  const folded = term.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("œ", "oe").replaceAll("æ", "ae");
  return ELIDED.has(folded) ? null : folded;
}

export const options = {
  fields: ["title", "summary", "text"],
  storeFields: ["title", "shown", "date"],
  processTerm,
};

/** Slips are forgiven, but not in short words; the last word is a beginning while it is typed. */
export const searching = (typing) => ({
  fuzzy: (term) => (term.length > 3 ? 0.2 : false),
  prefix: (_term, place, terms) => typing && place === terms.length - 1,
});
