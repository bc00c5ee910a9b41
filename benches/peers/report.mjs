// What was measured, as Markdown: tables for each newsroom, what is found, and the bars of the project's own design.
import { availableParallelism } from "node:os";
import { ENGINES } from "./engines.mjs";
import { FEWEST, RUNS, percentile } from "./measure.mjs";

const KB = 1_000;
const number = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const kilobytes = (bytes) => `${number.format(bytes / KB)} KB`;
const megabytes = (bytes) => (bytes < 10_000 * KB ? kilobytes(bytes) : `${number.format(bytes / KB / KB)} MB`);
const seconds = (ms) => `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
const time = (ms) => (ms < 0.995 ? ms.toFixed(2) : ms < 99.5 ? ms.toPrecision(2) : number.format(ms));
const NONE = "–";

const row = (cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

/** Half and all but a twentieth of the times are no longer than these. */
const pair = (times) => `${time(percentile(times, 0.5))} / ${time(percentile(times, 0.95))}`;

const title = ({ name, documents }) =>
  /^\d+$/.test(name)
    ? `${number.format(documents)} generated releases`
    : `${name}: ${number.format(documents)} releases`;

/** What a first visit costs and what building takes. */
function costs({ engines }) {
  const rows = Object.values(engines).map((engine) => {
    const { name, cold, colds, size, ms, cpu, memory } = engine;
    const all = colds?.map(({ bytes }) => bytes);
    const range = all ? `${kilobytes(Math.min(...all))}–${kilobytes(Math.max(...all))}` : cold ? "the same" : NONE;
    return [
      name,
      cold ? kilobytes(cold.bytes) : NONE,
      all || cold?.requests < 4 ? range : NONE,
      cold ? (cold.all.bytes > cold.bytes ? kilobytes(cold.all.bytes) : "nothing more") : NONE,
      cold ? cold.requests : NONE,
      cold ? number.format(cold.ms) : NONE,
      size ? megabytes(size.sent) : NONE,
      size ? megabytes(size.raw) : NONE,
      size ? number.format(size.files) : NONE,
      ms ? seconds(ms) : NONE,
      cpu ? seconds(cpu) : NONE,
      memory ? `${number.format(memory / KB / KB)} MB` : NONE,
    ];
  });
  const head = [
    "engine",
    "cold, bytes",
    "all queries",
    "with what follows",
    "requests",
    "ms",
    "index, gzip",
    "as it lies",
    "files",
    "build",
    "on a core",
    "memory",
  ];
  return table(head, rows);
}

/** Milliseconds for each query. */
function keystrokes({ about, engines }) {
  const timed = Object.values(engines).filter(({ times }) => times);
  let rarely = false;
  const rows = about.keystrokes.map(({ what, query }, place) => {
    const label = what === query ? `\`${query}\`` : `${what}: \`${query}\``;
    const cells = timed.map(({ times }) => {
      const { hits, times: measured } = times[place];
      rarely ||= measured.length < RUNS;
      return `${pair(measured)}${measured.length < RUNS ? " †" : ""}${hits === 0 ? " ∅" : ""}`;
    });
    return [label, ...cells];
  });
  const all = timed.map(({ times }) => pair(times.flatMap(({ times }) => times)));
  const text = table(["query", ...timed.map(({ name }) => name)], [...rows, ["**all**", ...all]]);
  const few = `\n\n† too slow for ${RUNS} times: as often as patience allowed, at least ${FEWEST} times.`;
  return rarely ? text + few : text;
}

/** What did not work, in words. */
function failures({ engines }) {
  const failed = Object.values(engines).filter(({ failed }) => failed);
  return failed.map(({ name, failed }) => `- ${name}: **not measured further** (${failed})`).join("\n");
}

/** What Kiosque's bytes are spent on. */
function parts(results) {
  const kinds = [
    ["page, style, scripts", /^\/(index\.html|early-|boot-|kiosque-.*\.css$|icon|manifest)/],
    ["viewer and its words", /^\/(web|words)-/],
    ["engine (wasm and scripts)", /^\/(page|search-)/],
    ["marks", /^\/marks-/],
    ["set.json", /^\/set\/set\.json$/],
    ["head", /^\/set\/index\/[^/]+\/head$/],
    ["counts", /^\/set\/index\/[^/]+\/facet/],
    ["words and postings", /^\/set\/index\//],
    ["pages of cards", /^\/set\/cards\//],
    ["texts for excerpts", /^\/set\/articles\//],
  ];
  const rows = results.flatMap(({ about, engines: { kiosque, viewer } }) => [
    [title(about), kiosque?.cold],
    [`${title(about)}, the whole viewer`, viewer?.cold],
    [`${title(about)}, the whole viewer, with what follows`, viewer?.cold?.all],
    ...["scrolling", "going to the filters"].map((what, place) => [
      `${title(about)}, ${what} brings`,
      viewer?.further?.[place + 1],
    ]),
  ]).flatMap(([title, sent]) => {
    if (!sent) return [];
    let { files } = sent;
    const cells = kinds.map(([, pattern]) => {
      const mine = files.filter(({ path }) => pattern.test(path));
      files = files.filter(({ path }) => !pattern.test(path));
      return `${kilobytes(mine.reduce((sum, { bytes }) => sum + bytes, 0))} (${mine.length})`;
    });
    return [[title, ...cells, `${kilobytes(sent.bytes)} (${sent.requests})`]];
  });
  return table(["", ...kinds.map(([name]) => name), "all"], rows);
}

/** Known items and judged questions. */
function relevance(results) {
  const classes = [];
  for (const { engines } of results) {
    for (const engine of Object.values(engines)) {
      for (const key of Object.keys(engine)) {
        if (key.startsWith("found: ") && !classes.includes(key)) classes.push(key);
      }
    }
  }
  const judged = results.filter(({ about }) => about.questions > 0);
  if (judged.length === 0) return "";
  const keys = Object.keys(ENGINES).filter((key) => judged.some(({ engines }) => engines[key] && key !== "viewer"));
  const rows = keys.map((key) => {
    const known = classes.map((name) => {
      const result = judged.map(({ engines }) => engines[key]?.[name]).find(Boolean);
      return result ? number.format((100 * result.found) / result.of) : NONE;
    });
    const scores = judged.map(({ engines }) => engines[key]?.ndcg?.toFixed(3) ?? NONE);
    return [ENGINES[key].name, ...known, ...scores];
  });
  const names = classes.map((name) => name.slice("found: ".length));
  const head = ["engine", ...names, ...judged.map(({ about }) => `nDCG@10, ${about.name}`)];
  return [table(head, rows), ...judged.map(failures)].filter(Boolean).join("\n\n");
}

/** The bars that the design sets, and what was measured. */
function bars(results) {
  const rows = [];
  const bar = (what, limit, measured, met) => rows.push([what, limit, measured, met ? "met" : "**missed**"]);
  const generated = (size) => results.find(({ about }) => about.name === String(size))?.engines;
  for (const [size, bytes, ms] of [[10_000, 110, 5], [100_000, 150, 16]]) {
    const engines = generated(size);
    const { kiosque } = engines ?? {};
    const at = `at ${number.format(size)}`;
    if (kiosque?.colds) {
      const worst = kiosque.colds.reduce((a, b) => (a.bytes > b.bytes ? a : b));
      const measured = `${kilobytes(kiosque.cold.bytes)}; dearest ${kilobytes(worst.bytes)} (${worst.query})`;
      bar(`cold query ${at}`, `≤ ${bytes} KB`, measured, worst.bytes <= bytes * KB);
    }
    if (kiosque?.times) {
      const slow = kiosque.times
        .map(({ query, times }) => ({ query, p95: percentile(times, 0.95) }))
        .reduce((a, b) => (a.p95 > b.p95 ? a : b));
      const all = percentile(kiosque.times.flatMap(({ times }) => times), 0.95);
      const measured = `${time(all)} ms; slowest ${time(slow.p95)} ms (${slow.query})`;
      bar(`p95 per keystroke ${at}`, `≤ ${ms} ms`, measured, slow.p95 <= ms);
      for (const key of ["pagefind", "minisearch"]) {
        if (!engines[key]?.times) continue;
        const times = ["la", "de la", "gouv"].map((query) => {
          const half = ({ times }) => percentile(times.find((timed) => timed.query === query).times, 0.5);
          return { query, times: half(engines[key]) / half(kiosque) };
        });
        const measured = times.map(({ query, times }) => `${query} ${time(times)}`).join(", ");
        const met = times.every(({ times }) => times >= 5);
        bar(`times faster than ${ENGINES[key].name} ${at} (medians)`, "≥ 5", measured, met);
      }
    }
  }
  for (const { about, engines } of results.filter(({ about }) => Number(about.name) >= 10_000)) {
    if (!engines.kiosque?.ms) continue;
    const index = about.documents / about.index_seconds;
    const whole = (about.documents / engines.kiosque.ms) * 1_000;
    const measured = `${number.format(index)}; \`kiosque build\` as a whole ${number.format(whole)}`;
    bar(`releases indexed a second, of ${number.format(about.documents)}`, "≥ 3,000", measured, index >= 3_000);
  }
  for (const [name, least] of [["piaf-fr", 0.81], ["cranfield", 0.54]]) {
    const kiosque = results.find(({ about }) => about.name === name)?.engines.kiosque;
    if (kiosque?.ndcg === undefined) continue;
    bar(`nDCG@10, ${name}`, `≥ ${least}`, kiosque.ndcg.toFixed(3), kiosque.ndcg >= least);
    const classes = Object.entries(kiosque).filter(([key]) => key.startsWith("found: "));
    if (classes.length === 0) continue;
    const [worst, { found, of }] = classes.reduce((a, b) => (a[1].found / a[1].of <= b[1].found / b[1].of ? a : b));
    const measured = `${number.format((100 * found) / of)} % (${worst.slice("found: ".length)})`;
    bar("every class of known items", "≥ 97 %", measured, found / of >= 0.97);
  }
  return rows.length > 0 ? table(["what", "bar", "measured", ""], rows) : "";
}

/** The whole report. */
export function report({ browserVersion, load, results }) {
  const sections = [
    "# Side by side",
    `\`make bench\`, on ${availableParallelism()} cores with Chromium ${browserVersion}; before it began, ${load.toFixed(1)} ` +
      "processes wanted a core (load average). What is measured, how the engines are set up, and how to read it: [README.md](README.md).",
  ];
  for (const result of results) {
    const { about, engines } = result;
    if (about.questions > 0) continue;
    const titled = [`## ${title(about)}`, costs(result), failures(result)];
    if (Object.values(engines).some(({ times }) => times)) {
      titled.push("Milliseconds per keystroke, p50 / p95; ∅ finds nothing:", keystrokes(result));
    }
    sections.push(...titled);
  }
  const more = [
    ["## What is found", relevance(results)],
    ["## What Kiosque’s cold bytes are", parts(results)],
    ["## The design’s bars", bars(results)],
  ];
  for (const [heading, text] of more) if (text) sections.push(heading, text);
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}
