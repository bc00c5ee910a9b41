// Orama in the page.
import { load, search } from "@orama/orama";
import { empty, searching } from "./options.mjs";

export async function open({ language }) {
  const saved = await (await fetch("index.json")).json();
  const index = empty(language);
  load(index, saved);
  return {
    search: async (term) => (await search(index, { ...searching, term })).hits,
    cards: async (hits) => hits.map(({ document }) => document),
  };
}
