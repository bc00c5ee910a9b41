// How FlexSearch is set up: the same when the index is built and when it is searched.
import { Charset, Document, Encoder } from "flexsearch";
import english from "flexsearch/lang/en";
import french from "flexsearch/lang/fr";

const languages = { en: english, fr: french };

/** An empty index in a language. */
export const create = (language) =>
  new Document({
    // Beginnings of words are found.
    tokenize: "forward",
    // Case and accents are folded; the language's stop words and endings go.
    encoder: new Encoder(Charset.Normalize, languages[language]),
    document: {
      id: "id",
      index: ["title", "summary", "text"],
      store: ["title", "shown", "date"],
    },
  });

/** `suggest` also finds what has only some of the words. */
export const searching = { limit: 10, suggest: true, merge: true };
