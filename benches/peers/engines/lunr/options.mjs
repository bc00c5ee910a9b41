// How Lunr is set up, for building and for searching: with the French pipeline (trimmer, stop words, stemmer) that
// lunr-languages has for it.
import lunr from "lunr";
import stemmerSupport from "lunr-languages/lunr.stemmer.support.js";
import french from "lunr-languages/lunr.fr.js";

stemmerSupport(lunr);
french(lunr);

/** Lunr cuts at spaces and hyphens; French is cut at apostrophes too. */
lunr.tokenizer.separator = /[\s\-'’]+/;

export { lunr };

/** Each word as it is; the last as a beginning while it is typed; one slip in words of four letters or more. */
export function searching(query, words, typing) {
  words.forEach((word, place) => {
    query.term(word, { boost: 100 });
    if (typing && place === words.length - 1) {
      query.term(word, { boost: 10, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
    }
    if (word.length >= 4) query.term(word, { boost: 1, editDistance: 1 });
  });
}

/** The words of a query, cut as the texts are. */
export const words = (query) => lunr.tokenizer(query.replaceAll('"', " ")).map(String);
