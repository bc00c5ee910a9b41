// Kiosque in the page, as its viewer does it (src/app/browser): the worker of a release build answers with the numbers of
// documents, and the list entries stand in pages of cards.

import { questionBytes, readReply, requestBytes } from "./messages.mjs";

/** The place of a document's card: pages are counted from the oldest (src/bundle/layout.rs). */
function place(set, document) {
  const age = set.documents - document - 1;
  return [Math.floor(age / set.cards_in_page), age % set.cards_in_page];
}

export async function open({ worker: script, counts = false, limit = 10 }) {
  const worker = new Worker(script);
  const message = () =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
    });
  // The first message says that it listens.
  const [set] = await Promise.all([fetch("set/set.json").then((response) => response.json()), message()]);
  const index = `set/index/${set.index}`;
  const pages = new Map();
  const { per_folder: perFolder, folders } = set.cards;
  const page = (number) => {
    const path = `set/cards/${folders[Math.floor(number / perFolder)]}/${number}.json`;
    if (!pages.has(number)) pages.set(number, fetch(path).then((response) => response.json()));
    return pages.get(number);
  };

  /** Asks the worker, whose first reply has the best hits, and the last, often the same, has all there is to know. */
  async function ask(query, typing, partly) {
    const request = { query, typing, limit, counts };
    const asked = requestBytes(request);
    worker.postMessage(questionBytes(index, asked));
    for (;;) {
      // One that is late answers the question before.
      const answer = readReply(await message(), asked);
      if (answer && (partly || !answer.partial)) return answer.hits;
    }
  }

  return {
    first: (query, typing) => ask(query, typing, true),
    search: (query, typing) => ask(query, typing, false),
    cards: (hits) =>
      Promise.all(
        hits.map(async (document) => {
          const [number, at] = place(set, document);
          const { slug, title, summary, published } = (await page(number)).cards[at];
          return { id: slug, title, shown: summary, date: published };
        }),
      ),
  };
}
