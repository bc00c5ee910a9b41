// How Orama is set up: the same when the index is built and when it is searched.
import { create } from "@orama/orama";
import { documentsStore } from "@orama/orama/components";
import { stopwords as english } from "@orama/stopwords/english";
import { stopwords as french } from "@orama/stopwords/french";

const languages = { en: ["english", english], fr: ["french", french] };

/**
 * An empty index in a language. Without stop words an `l’` would stand for every word that begins with l. Without a
 * stemmer, which is how Orama comes: with one it finds fewer of the known items.
 */
export function empty(language) {
  const [name, stopWords] = languages[language];
  const store = documentsStore.createDocumentsStore();
  return create({
    schema: { title: "string", summary: "string", text: "string" },
    components: {
      tokenizer: { language: name, stemming: false, stopWords },
      // Orama would keep every document whole; what a list shows is enough, and half the size.
      documentsStore: {
        ...store,
        store: (kept, id, internal, { title, shown, date }) =>
          store.store(kept, id, internal, { id, title, shown, date }),
      },
    },
  });
}

/** Orama finds beginnings of words by itself; with tolerance it also forgives a slip. */
export const searching = { limit: 10, tolerance: 1 };
