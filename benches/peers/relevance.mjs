// Other engines, asked what `cargo bench --bench relevance -- --queries QUERIES` asked of Kiosque:
//   node relevance.mjs QUERIES REPORT
// prints Kiosque's figures and theirs as Markdown, and writes them to REPORT. `make relevance` calls this.
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

const [queries, report] = process.argv.slice(2);
if (!report) {
  console.error("usage: node relevance.mjs QUERIES REPORT");
  process.exit(2);
}
const version = (name) =>
  JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;

/** By their names in the report. */
const ENGINES = { [`MiniSearch ${version("minisearch")}`]: "minisearch", [`Lunr ${version("lunr")}`]: "lunr" };
const NAMES = ["Kiosque", ...Object.keys(ENGINES)];

/** What one engine makes of one collection (asking.mjs). */
const ask = (workerData) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("asking.mjs", import.meta.url), { workerData });
    worker.once("message", resolve);
    worker.once("error", reject);
  });

const asked = JSON.parse(readFileSync(queries));
const waiting = ["newsrooms", "judged"].flatMap((part) =>
  asked[part].flatMap((collection, place) =>
    Object.entries(ENGINES).map(([name, engine]) => ({ collection, name, ask: { queries, engine, part, place } })),
  ),
);

/** Takes one thing to ask after the other, until none is left. */
async function run() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    (next.collection.found ??= {})[next.name] = await ask(next.ask);
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, run));

const share = (value) => value.toFixed(3);
const row = (cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row), ""].join("\n");
const of = ({ first, ten, mrr }) => [first, ten, mrr].map(share).join(" / ");

function mean(scores) {
  const over = (key) => scores.reduce((sum, score) => sum + score[key], 0) / Math.max(scores.length, 1);
  return { first: over("first"), ten: over("ten"), mrr: over("mrr") };
}

/** A newsroom's tables: queries that fit one title, and those that are counted apart. */
function newsroom({ name, documents, classes, found }) {
  const figures = { Kiosque: classes.map(({ kiosque }) => kiosque), ...found };
  const rows = (part) =>
    classes.map(({ class: label, kiosque }, place) => [
      label,
      kiosque[part].items,
      ...NAMES.map((engine) => of(figures[engine][place][part])),
    ]);
  const all = NAMES.map((engine) => of(mean(figures[engine].map(({ score }) => score))));
  const apart = rows("apart").filter(([, items]) => items > 0);
  return [
    `## ${name}: ${documents.length} releases\n`,
    table(["asked by", "items", ...NAMES], [...rows("score"), ["**mean**", "", ...all]]),
    ...(apart.length > 0 ? [table(["counted apart", "items", ...NAMES], apart)] : []),
  ].join("\n");
}

/** nDCG@10 over the questions of a judged collection. */
function judged({ name, documents, questions, kiosque, found }) {
  const own = (long) => kiosque.find((figures) => figures.long === long && figures.wide).ndcg;
  const count = (long) => questions.filter((question) => question.long || !long).length;
  const others = (which) => Object.keys(ENGINES).map((engine) => share(found[engine][which]));
  const rows = [
    ["all", count(false), share(own(false)), ...others("all")],
    ["long ones", count(true), share(own(true)), ...others("long")],
  ];
  return `## ${name}: ${documents.length} judged documents, nDCG@10\n\n${table(["questions", "count", ...NAMES], rows)}`;
}

const text = `# How well the right release is found

Measured: the questions of the ${asked.half}. In each cell: the share of which the first hit is right / of which one
of the first ten is / the mean of one over the rank of the first right one of ten.

${[...asked.newsrooms.map(newsroom), ...asked.judged.map(judged)].join("\n")}`;
console.log(`\n${text}`);
writeFileSync(report, text);
