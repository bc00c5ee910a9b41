// FlexSearch's index: the parts that it exports, as one JSON file.
import { create } from "./options.mjs";

export async function build({ documents, language, write }) {
  const index = create(language);
  for await (const document of documents()) index.add(document);
  const parts = [];
  // The parts are JSON already.
  await index.export((key, part) => {
    if (part) parts.push(`${JSON.stringify(key)}:${part}`);
  });
  await write("index.json", `{${parts.join(",\n")}}`);
}
