// MiniSearch's index as one JSON file.
import MiniSearch from "minisearch";
import { options } from "./options.mjs";

export async function build({ documents, write }) {
  const index = new MiniSearch(options);
  for await (const document of documents()) index.add(document);
  await write("index.json", JSON.stringify(index));
}
