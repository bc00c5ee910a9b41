// FlexSearch in the page.
import { create, searching } from "./options.mjs";

export async function open({ language }) {
  const parts = await (await fetch("index.json")).json();
  const index = create(language);
  for (const [key, part] of Object.entries(parts)) index.import(key, part);
  return {
    // The limit holds for each field.
    search: (query) => index.search(query, searching).slice(0, 10),
    cards: async (hits) => hits.map(({ id }) => ({ id, ...index.get(id) })),
  };
}
