// The side-by-side run. `make bench` calls it, once the newsrooms are written:
//   node bench.mjs --newsrooms DIR --dist DIR --kiosque FILE [--engines "a b"] [--report FILE] NAME…
// Everything it makes goes below the first folder; what it starts it ends.
import { build as bundle } from "esbuild";
import { cpSync, createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { ENGINES } from "./engines.mjs";
import { cold, coldViewer, found, further, ndcg, warm } from "./measure.mjs";
import { run } from "./processes.mjs";
import { report } from "./report.mjs";
import { packed, serve } from "./server.mjs";

/** A build that takes longer, or more memory, is given up: no newsroom's publisher would wait. */
const BUILD_LIMIT = 10 * 60_000;
const HEAP = 8192;

const here = fileURLToPath(new URL(".", import.meta.url));
const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    newsrooms: { type: "string" },
    dist: { type: "string" },
    kiosque: { type: "string" },
    engines: { type: "string", default: "" },
    report: { type: "string", default: "" },
  },
});
const newsrooms = resolve(options.newsrooms);
const [dist, kiosque] = [resolve(options.dist), resolve(options.kiosque)];
const chosen = options.engines.split(" ").filter(Boolean);
const keys = chosen.length > 0 ? chosen : Object.keys(ENGINES);
for (const key of keys) if (!ENGINES[key]) throw new Error(`no engine is called ${key}`);

const say = (text) => process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${text}\n`);

/** Builds what an engine reads, and bundles the script that opens it. */
async function build(key, newsroom, site) {
  rmSync(site, { recursive: true, force: true });
  mkdirSync(site, { recursive: true });
  const args = [`--max-old-space-size=${HEAP}`, join(here, "build.mjs"), key, newsroom, site, kiosque];
  const built = await run(process.execPath, args, BUILD_LIMIT);
  if (key === "kiosque") {
    const engine = readdirSync(dist).filter((name) => /^search-/.test(name));
    for (const name of engine) cpSync(join(dist, name), join(site, name));
  }
  await bundle({
    entryPoints: [join(here, "engines", key, "page.mjs")],
    outfile: join(site, "page.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "chrome120",
    logLevel: "error",
  });
  return built;
}

/** How many releases the site has whose front page the viewer is met on: that page lists twenty, however many there are. */
const FRONT = 300;

/** A site of the newest releases of a newsroom: its front page, beside the set of them all, is what the whole has. */
async function front({ source, language }, site) {
  rmSync(site, { recursive: true, force: true });
  let from = source;
  const [first = source] = /^\d+[.]json$/.test(readdirSync(source)[0]) ? [join(source, "0.json")] : [];
  if (first !== source) {
    // A release a line (newsrooms.rs), newest first.
    const lines = createInterface({ input: createReadStream(first) });
    const kept = [];
    for await (const line of lines) if (kept.push(line) > FRONT) break;
    from = `${site}.json`;
    writeFileSync(from, `${kept.join("\n").replace(/,$/, "")}\n]}\n`);
  }
  const args = ["publish", from, "--out", site, "--language", language, "--without", "images,cards"];
  await run(kiosque, args, BUILD_LIMIT);
}

/** How large what was built is: as it lies, and as it is sent. */
async function sizes(key, site) {
  const files = readdirSync(site, { recursive: true }).map((name) => join(site, name));
  const index = files.filter((file) => statSync(file).isFile() && ENGINES[key].index(relative(site, file)));
  const size = { files: index.length, raw: 0, sent: 0 };
  for (const file of index) {
    const bytes = await readFile(file);
    size.raw += bytes.length;
    size.sent += (await packed(bytes)).body.length;
  }
  return size;
}

/** Everything that is measured in a browser. Each thing that fails is reported as such, and the rest goes on. */
async function browse(key, about, site, result) {
  const engine = ENGINES[key];
  const wants = engine.wants({ folder: site, language: about.language });
  const whole = key === "viewer";
  const home = `${site}-front`;
  if (whole) await front(about, home);
  const server = await serve(whole ? [site, home] : [site]);
  const browser = await launch();
  const attempt = async (what, work) => {
    try {
      result[what] = await work();
    } catch (error) {
      result.failed = `${what}: ${error.message.split("\n")[0]}`;
      say(`${about.name}: ${engine.name}: ${result.failed}`);
    }
  };
  const queries = about.keystrokes.map(({ query }) => query);
  const visit = (query, later = engine.later) => (whole ? coldViewer : cold)(browser, server, { later, wants, query });
  try {
    const { questions, known_items: classes } = about;
    if (questions) {
      // A test collection is no newsroom: what is found is measured in it, and nothing else.
      await attempt("ndcg", async () => {
        const ids = await found(browser, server, wants, questions);
        return ids.reduce((sum, ids, place) => sum + ndcg(ids, questions[place].grades), 0) / ids.length;
      });
      for (const { class: name, items } of classes) {
        await attempt(`found: ${name}`, async () => {
          const ids = await found(browser, server, wants, items);
          return { of: items.length, found: items.filter(({ id }, place) => ids[place].includes(id)).length };
        });
      }
      return;
    }
    await attempt("cold", async () => {
      const counted = await visit(about.word);
      // By now the server has everything compressed, and nothing is held back.
      const { ms } = await visit(about.word, null);
      return { ...counted, ms };
    });
    if (result.failed) return;
    if (whole) await attempt("further", () => further(browser, server, about.word));
    if (engine.fetches) {
      await attempt("colds", async () => {
        const all = [];
        for (const query of queries) all.push({ query, ...(await visit(query)) });
        return all;
      });
    }
    await attempt("times", () => warm(browser, server, wants, queries));
  } finally {
    await browser.close();
    await server.close();
  }
}

/** One engine in one newsroom. */
async function measure(key, about, folder, others) {
  const engine = ENGINES[key];
  const site = join(folder, "sites", engine.site ?? key);
  const result = { name: engine.name };
  say(`${about.name}: ${engine.name}`);
  try {
    if (engine.site) {
      if (!others[engine.site]?.size) throw new Error(`${engine.site} is not there`);
    } else {
      Object.assign(result, await build(key, folder, site));
      result.size = await sizes(key, site);
    }
    await browse(key, about, site, result);
  } catch (error) {
    result.failed = `build: ${error.message}`;
    say(`${about.name}: ${engine.name}: ${result.failed}`);
  }
  return result;
}

const results = [];
// How busy the machine is with other things.
const load = loadavg()[0];
const browser = await launch();
const browserVersion = browser.version();
await browser.close();
for (const name of names) {
  const folder = join(newsrooms, name);
  if (!existsSync(join(folder, "about.json"))) continue;
  const about = JSON.parse(readFileSync(join(folder, "about.json")));
  const engines = {};
  results.push({ about: { ...about, questions: about.questions?.length ?? 0, known_items: undefined }, engines });
  for (const key of keys) {
    if (about.questions && ENGINES[key].site) continue;
    engines[key] = await measure(key, about, folder, engines);
    // After each engine, so that a run that is interrupted has something to show.
    writeFileSync(join(newsrooms, "results.json"), JSON.stringify({ browserVersion, load, results }, null, 1));
  }
  rmSync(join(folder, "sites"), { recursive: true, force: true });
}
const text = report({ browserVersion, load, results });
if (options.report) writeFileSync(options.report, text);
process.stdout.write(text);
