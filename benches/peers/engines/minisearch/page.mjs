// MiniSearch in the page.
import MiniSearch from "minisearch";
import { options, searching } from "./options.mjs";

export async function open() {
  const text = await (await fetch("index.json")).text();
  const index = MiniSearch.loadJSON(text, options);
  return {
    search: (query, typing) => index.search(query, searching(typing)).slice(0, 10),
    cards: async (hits) => hits,
  };
}
