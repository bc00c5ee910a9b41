// The headless browser, one for each engine and newsroom, so that none inherits another's memory.
import { chromium } from "playwright-core";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function executable() {
  if (process.env.KIOSQUE_CHROMIUM) return process.env.KIOSQUE_CHROMIUM;
  for (const folder of process.env.PATH.split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here: the next.
      }
    }
  }
  throw new Error("no Chromium on PATH; set KIOSQUE_CHROMIUM");
}

/** Starts a browser, with a profile of its own that goes when it is closed. */
export const launch = () =>
  chromium.launch({
    executablePath: executable(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--no-first-run",
    ],
  });

/** Gives `work` an empty page of `server`, in a context without a cache; it ends after `limit` milliseconds. */
export async function inPage(browser, server, limit, work) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  let clock;
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(limit);
    const late = new Promise((_, reject) => {
      clock = setTimeout(() => reject(new Error(`over ${limit / 60_000} minutes in the page`)), limit);
      page.on("crash", () => reject(new Error("the page ran out of memory")));
    });
    const done = page.goto(`${server.origin}/blank`).then(() => work(page));
    // Whichever loses must not bring the process down.
    done.catch(() => {});
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(clock);
    await context.close();
  }
}
