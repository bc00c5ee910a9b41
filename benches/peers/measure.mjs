// What is measured of an engine in a page. An engine's page module (engines/*/page.mjs) opens the index and offers
// `search(query, typing)`, which finds up to ten, and `cards(hits)`, which brings what a list shows of them.
import { inPage } from "./browser.mjs";

export { ndcg } from "./score.mjs";

/** For one engine in one newsroom: from nothing to ten results, and the engine ready. */
const OPEN_LIMIT = 3 * 60_000;
/** For all timed queries, or all judged ones. */
const WORK_LIMIT = 10 * 60_000;

/** How often each query is timed, unless that takes longer than its share of patience: then less often, but FEWEST. */
export const RUNS = 40;
const PATIENCE = 12_000;
export const FEWEST = 5;

/** How long a page that waits for what it was to do without is left waiting, in milliseconds. */
const HOLD = 3_000;

/** How long nothing is to come before it is taken that nothing will, in milliseconds. */
const SETTLE = 1_500;

/**
 * A first visit that searches: what was sent until ten results were there, and what came after them, as `{ bytes,
 * requests, files }` each; how many were shown. What the engine may fetch `later` is held back until then, so that it
 * does not depend on luck what has come before the results.
 */
async function visit(browser, server, later, first, rest) {
  return inPage(browser, server, OPEN_LIMIT, async (page) => {
    server.take();
    if (later) server.hold(later);
    // A query may well need such a file: then the page waits for it.
    const needed = setTimeout(() => server.release(), HOLD);
    const { ms, shown } = await first(page);
    clearTimeout(needed);
    const before = server.take();
    server.release();
    await rest(page);
    return { ...sum(before), all: sum([...before, ...server.take()]), ms, shown };
  });
}

/** The same in a page of an engine of its own. The time is of a second visit (a network's comes on top). */
export async function cold(browser, server, { later, wants, query }) {
  const first = (page) =>
    page.evaluate(
      async ({ wants, query }) => {
        const start = performance.now();
        const { open } = await import(new URL("/page.js", location.href).href);
        globalThis.engine = await open(wants);
        const cards = await engine.cards(await (engine.first ?? engine.search)(query, true));
        return { ms: performance.now() - start, shown: cards.length };
      },
      { wants, query },
    );
  const rest = (page) => page.evaluate(async (query) => void (await engine.search(query, true)), query);
  return visit(browser, server, later, first, later ? rest : () => {});
}

/** The same for the viewer as a reader meets it, at the address of a search. */
export async function coldViewer(browser, server, { later, query }) {
  const first = async (page) => {
    const start = performance.now();
    await page.goto(`${server.origin}/?q=${encodeURIComponent(query)}`);
    // Drawn together; before it is awake, there are those of the front page.
    await page.locator("html[data-awake] .k-entries__item").first().waitFor();
    const ms = performance.now() - start;
    return { ms, shown: await page.locator(".k-entries__item").count() };
  };
  const rest = async (page) => {
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(SETTLE);
  };
  return visit(browser, server, later, first, rest);
}

/** The same once the reader has come below them, and then to what narrows the list: what comes for it, in this order. */
export async function further(browser, server, query) {
  return inPage(browser, server, OPEN_LIMIT, async (page) => {
    const steps = [
      () => page.goto(`${server.origin}/?q=${encodeURIComponent(query)}`),
      () => page.mouse.wheel(0, 100),
      () => page.locator("#filters input").first().hover(),
    ];
    const sent = [];
    for (const step of steps) {
      server.take();
      await step();
      await page.locator("html[data-awake] .k-entries__item").first().waitFor();
      await page.waitForLoadState("networkidle");
      // Excerpts come after a pause, and networkidle once it was idle is so for ever.
      await page.waitForTimeout(SETTLE);
      sent.push(sum(server.take()));
    }
    return sent;
  });
}

const sum = (sent) => ({
  bytes: sent.reduce((sum, file) => sum + file.bytes, 0),
  requests: sent.length,
  files: sent,
});

/** Time per keystroke, in milliseconds for each query: all queries in turn, so that none is answered from the one before. */
export async function warm(browser, server, wants, queries) {
  return inPage(browser, server, WORK_LIMIT, async (page) => {
    await opened(page, wants);
    return page.evaluate(
      async ({ queries, runs, patience, fewest }) => {
        const times = queries.map(() => []);
        const hits = queries.map(() => 0);
        const spent = queries.map(() => 0);
        // The first rounds fetch what is lacking and let the browser compile: they are not counted.
        for (let run = -3; run < runs; run++) {
          for (const [place, query] of queries.entries()) {
            const enough = run < 0 ? run > -3 : times[place].length >= fewest;
            if (enough && spent[place] > patience) continue;
            await new Promise((resolve) => setTimeout(resolve));
            const start = performance.now();
            hits[place] = (await engine.search(query, true)).length;
            const time = performance.now() - start;
            spent[place] += time;
            if (run >= 0) times[place].push(time);
          }
        }
        return queries.map((query, place) => ({ query, hits: hits[place], times: times[place] }));
      },
      { queries, runs: RUNS, patience: PATIENCE, fewest: FEWEST },
    );
  });
}

/** The identifiers that each of `asked` finds, best first. */
export async function found(browser, server, wants, asked) {
  return inPage(browser, server, WORK_LIMIT, async (page) => {
    await opened(page, wants);
    return page.evaluate(async (asked) => {
      const all = [];
      for (const { query, typing } of asked) {
        const cards = await engine.cards(await engine.search(query, typing ?? false));
        all.push(cards.map(({ id }) => id));
      }
      return all;
    }, asked);
  });
}

const opened = (page, wants) =>
  page.evaluate(async (wants) => {
    const { open } = await import(new URL("/page.js", location.href).href);
    globalThis.engine = await open(wants);
  }, wants);

/** The time below which `share` of `times` are. */
export function percentile(times, share) {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
