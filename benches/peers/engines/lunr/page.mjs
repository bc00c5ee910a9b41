// Lunr in the page.
import { lunr, searching, words } from "./options.mjs";

export async function open() {
  const fetched = ["index.json", "shown.json"].map(async (name) => (await fetch(name)).json());
  const [saved, shown] = await Promise.all(fetched);
  const index = lunr.Index.load(saved);
  return {
    search: (query, typing) => index.query((asked) => searching(asked, words(query), typing)).slice(0, 10),
    cards: async (hits) => hits.map(({ ref }) => shown[ref]),
  };
}
