// The engines: what they are called, which of their files are the index, how a page opens them.
import { readFileSync, readdirSync } from "node:fs";

const version = (name) =>
  JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;

const single = {
  index: (file) => file.endsWith(".json"),
  wants: ({ language }) => ({ language }),
};

/** The name of the search worker's script, which in the viewer stands in the page. */
const worker = (folder) => readdirSync(folder).find((name) => /^search-.*\.js$/.test(name));

/**
 * - `site`: whose files it reads, if not its own;
 * - `index`: whether a file belongs to what is built, rather than to the engine;
 * - `later`: files that may come after the first results; one that a query needs before them does not count as such;
 * - `fetches`: whether a query decides what is fetched (else all of it comes as one file);
 * - `wants`: what a page that uses it would state.
 */
export const ENGINES = {
  kiosque: {
    name: "Kiosque",
    // Articles are not fetched for a list: the others keep no text either, but for Pagefind, which cannot do without.
    index: (file) => file.startsWith("set/") && !file.startsWith("set/articles/"),
    // The rest of long posting lists, and what facets are counted with (src/search/index/mod.rs).
    later: /^\/set\/index\/[^/]+\/(rest-|facet)/,
    fetches: true,
    wants: ({ folder }) => ({ worker: worker(folder) }),
  },
  viewer: {
    name: "Kiosque, the whole viewer",
    site: "kiosque",
    // What marks words comes when the results are seen.
    later: /^\/set\/index\/[^/]+\/(rest-|facet)|^\/marks-/,
    fetches: true,
    // What the viewer asks for each keystroke (src/app/selectors.rs): the counts of all facets too.
    wants: ({ folder }) => ({ worker: worker(folder), counts: true }),
  },
  pagefind: {
    name: `Pagefind ${version("pagefind")}`,
    index: (file) => /pagefind-entry\.json$|\.pf_\w+$/.test(file),
    fetches: true,
    wants: () => ({}),
  },
  minisearch: { name: `MiniSearch ${version("minisearch")}`, ...single },
  flexsearch: { name: `FlexSearch ${version("flexsearch")}`, ...single },
  orama: { name: `Orama ${version("@orama/orama")}`, ...single },
  lunr: { name: `Lunr ${version("lunr")}`, ...single },
};
