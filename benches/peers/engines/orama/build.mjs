// Orama's index as one JSON file.
import { insert, save } from "@orama/orama";
import { empty } from "./options.mjs";

export async function build({ documents, language, write }) {
  const index = empty(language);
  for await (const document of documents()) await insert(index, document);
  await write("index.json", JSON.stringify(save(index)));
}
