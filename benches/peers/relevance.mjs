// Other engines, asked what `cargo bench --bench relevance -- --queries QUERIES` asked of Kiosque:
//   node relevance.mjs QUERIES REPORT
// prints Kiosque's figures and theirs as Markdown, and writes them to REPORT. `make relevance` calls this.
import { readFileSync, writeFileSync } from "node:fs";
import MiniSearch from "minisearch";
import { searching as lunrSearching, words } from "./engines/lunr/options.mjs";
import { indexed as lunrIndexed } from "./engines/lunr/build.mjs";
import { options as miniOptions } from "./engines/minisearch/options.mjs";
import { ndcg, reciprocalRank, score } from "./score.mjs";

const [queries, report] = process.argv.slice(2);
if (!report) {
  console.error("usage: node relevance.mjs QUERIES REPORT");
  process.exit(2);
}
const version = (name) =>
  JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;

/** Each makes a search of documents: from a query, and whether it is still typed, to places, best first. */
const ENGINES = {
  [`MiniSearch ${version("minisearch")}`]: async (documents) => {
    const index = new MiniSearch({ ...miniOptions, storeFields: [] });
    index.addAll(documents);
    const searching = { boost: { title: 3, summary: 2 }, prefix: true, fuzzy: 0.2 };
    return (query) => index.search(query, searching).map(({ id }) => id);
  },
  [`Lunr ${version("lunr")}`]: async (documents, language) => {
    const index = await lunrIndexed(documents, language);
    return (query, typing) =>
      index.query((asked) => lunrSearching(asked, words(query), typing)).map(({ ref }) => Number(ref));
  },
};
const NAMES = ["Kiosque", ...Object.keys(ENGINES)];

/** Places stand for identifiers, since questions name them. */
const placed = (documents) => documents.map((document, id) => ({ ...document, id }));

const share = (value) => value.toFixed(3);
const row = (cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
const of = ({ first, ten, mrr }) => [first, ten, mrr].map(share).join(" / ");

function mean(scores) {
  const over = (key) => scores.reduce((sum, score) => sum + score[key], 0) / Math.max(scores.length, 1);
  return { first: over("first"), ten: over("ten"), mrr: over("mrr") };
}

/** A newsroom's tables: queries that fit one title, and those that are counted apart. */
async function newsroom({ name, language, documents, classes }) {
  const figures = classes.map(({ kiosque }) => ({ Kiosque: kiosque }));
  for (const [engine, build] of Object.entries(ENGINES)) {
    const search = await build(placed(documents), language);
    for (const [place, { items }] of classes.entries()) {
      const ranks = items.map(({ query, typing, right }) =>
        reciprocalRank(search(query, typing), (hit) => right.includes(hit)),
      );
      const part = (apart) => score(ranks.filter((_, item) => items[item].apart === apart));
      figures[place][engine] = { score: part(false), apart: part(true) };
    }
  }
  const rows = (part, kept) =>
    classes.flatMap(({ class: label }, place) => {
      const { items } = figures[place].Kiosque[part];
      return kept(items) ? [[label, items, ...NAMES.map((engine) => of(figures[place][engine][part]))]] : [];
    });
  const all = (engine) => of(mean(figures.map((each) => each[engine].score)));
  const head = (first) => [first, "items", ...NAMES];
  return `## ${name}: ${documents.length} releases

${table(head("asked by"), [...rows("score", () => true), ["**mean**", "", ...NAMES.map(all)]])}

${apart(table, head("counted apart"), rows("apart", (items) => items > 0))}`;
}

const apart = (table, head, rows) => (rows.length > 0 ? `${table(head, rows)}\n` : "");

/** nDCG@10 over the questions of a judged collection. */
async function judged({ name, language, documents, questions, kiosque }) {
  const found = { all: [], long: [] };
  for (const build of Object.values(ENGINES)) {
    const search = await build(placed(documents), language);
    const gains = questions.map(({ query, grades, long }) => ({ long, gain: ndcg(search(query, false), grades) }));
    const mean = (list) => list.reduce((sum, { gain }) => sum + gain, 0) / Math.max(list.length, 1);
    found.all.push(mean(gains));
    found.long.push(mean(gains.filter(({ long }) => long)));
  }
  const own = (long) => kiosque.find((figures) => figures.long === long && figures.wide).ndcg;
  const count = (long) => questions.filter((question) => question.long || !long).length;
  const rows = [false, true].map((long) => [
    long ? "long questions" : "all questions",
    count(long),
    ...[own(long), ...found[long ? "long" : "all"]].map(share),
  ]);
  return `## ${name}: ${documents.length} judged documents, nDCG@10\n\n${table(["asked", "questions", ...NAMES], rows)}\n`;
}

const asked = JSON.parse(readFileSync(queries));
const parts = [];
for (const each of asked.newsrooms) parts.push(await newsroom(each));
for (const each of asked.judged) parts.push(await judged(each));
const text = `# How well the right release is found

The ${asked.half} half of each collection. In each cell: the share of queries of which the first hit is right / of which one of
the first ten is / the mean of one over the rank of the first right one of ten.

${parts.join("\n")}`;
console.log(`\n${text}`);
writeFileSync(report, text);
