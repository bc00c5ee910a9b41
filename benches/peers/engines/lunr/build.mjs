// Lunr's index as one JSON file. It stores nothing to show, so that stands in a second one.
import { lunr } from "./options.mjs";

export async function build({ documents, language, write }) {
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
  const shown = {};
  for await (const document of documents()) {
    builder.add(document);
    const { id, title, shown: beginning, date } = document;
    shown[id] = { id, title, shown: beginning, date };
  }
  await write("index.json", JSON.stringify(builder.build()));
  await write("shown.json", JSON.stringify(shown));
}
