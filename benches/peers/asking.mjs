// A worker that asks one engine what one collection is asked, and posts its figures:
// `workerData` is { queries, engine, part, place }: of the file `queries`, collection `place` of "newsrooms" or "judged".
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { ndcg, reciprocalRank, score } from "./score.mjs";

/** Each makes a search of documents: from a query, and whether it is still typed, to places, best first. */
const ENGINES = {
  minisearch: async (documents) => {
    const { default: MiniSearch } = await import("minisearch");
    const { options } = await import("./engines/minisearch/options.mjs");
    const index = new MiniSearch({ ...options, storeFields: [] });
    index.addAll(documents);
    const searching = { boost: { title: 3, summary: 2 }, prefix: true, fuzzy: 0.2 };
    return (query) => index.search(query, searching).map(({ id }) => id);
  },
  lunr: async (documents, language) => {
    const { indexed } = await import("./engines/lunr/build.mjs");
    const { searching, words } = await import("./engines/lunr/options.mjs");
    const index = indexed(documents, language);
    return (query, typing) =>
      index.query((asked) => searching(asked, words(query), typing)).map(({ ref }) => Number(ref));
  },
};

/** For each class, the figures of queries that fit one title, and of those that are counted apart. */
function newsroom({ classes }, search) {
  return classes.map(({ items }) => {
    const ranks = items.map(({ query, typing, right }) =>
      reciprocalRank(search(query, typing), (hit) => right.includes(hit)),
    );
    const part = (apart) => score(ranks.filter((_, item) => items[item].apart === apart));
    return { score: part(false), apart: part(true) };
  });
}

/** nDCG@10 over all questions, and over the long ones. */
function judged({ questions }, search) {
  const gains = questions.map(({ query, grades, long }) => ({ long, gain: ndcg(search(query, false), grades) }));
  const mean = (list) => list.reduce((sum, { gain }) => sum + gain, 0) / Math.max(list.length, 1);
  return { all: mean(gains), long: mean(gains.filter(({ long }) => long)) };
}

const { queries, engine, part, place } = workerData;
const collection = JSON.parse(readFileSync(queries))[part][place];
// Places stand for identifiers, since the right answers are named by them.
const documents = collection.documents.map((document, id) => ({ ...document, id }));
const search = await ENGINES[engine](documents, collection.language);
parentPort.postMessage(part === "judged" ? judged(collection, search) : newsroom(collection, search));
