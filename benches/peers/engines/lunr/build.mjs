// Lunr's index as one JSON file. It stores nothing to show, so that stands in a second one.
import { lunr } from "./options.mjs";

/** The builder of an index of documents that have `id`, `title`, `summary` and `text`. */
function builder(language) {
  const builder = new lunr.Builder();
  if (language === "fr") {
    builder.use(lunr.fr);
  } else {
    builder.pipeline.add(lunr.trimmer, lunr.stopWordFilter, lunr.stemmer);
    builder.searchPipeline.add(lunr.stemmer);
  }
  builder.ref("id");
  builder.field("title");
  builder.field("summary");
  builder.field("text");
  return builder;
}

/** An index in memory. */
export function indexed(documents, language) {
  const index = builder(language);
  for (const document of documents) index.add(document);
  return index.build();
}

export async function build({ documents, language, write }) {
  const index = builder(language);
  const shown = {};
  for await (const document of documents()) {
    index.add(document);
    const { id, title, shown: beginning, date } = document;
    shown[id] = { id, title, shown: beginning, date };
  }
  await write("index.json", JSON.stringify(index.build()));
  await write("shown.json", JSON.stringify(shown));
}
