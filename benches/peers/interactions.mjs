// How long a reader waits for what they do: from the event to the next paint, as browsers measure it (Event Timing), on a processor
// four times slower. For a site that was published:
//   node benches/peers/interactions.mjs SITE [ROUNDS]
// Twenty rounds, five minutes: of fewer, the 95th percentile is the worst.
import { resolve } from "node:path";
import { launch } from "./browser.mjs";
import { percentile } from "./measure.mjs";
import { serve } from "./server.mjs";

const SLOWER = 4;
const [site, rounds = "20"] = process.argv.slice(2);
const server = await serve([resolve(site)]);
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
const page = await context.newPage();
/** Opens the front page, and listens from the moment it is awake. */
const start = async () => {
  await page.goto(`${server.origin}/`);
  await page.locator("html[data-awake]").waitFor();
  await page.evaluate(() => {
    globalThis.seen = [];
    const note = (list) => list.getEntries().forEach(({ interactionId, duration }) => interactionId && seen.push(duration));
    // What is over sooner than this is not told: it counts as that long.
    new PerformanceObserver(note).observe({ type: "event", durationThreshold: 16 });
  });
};
await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: SLOWER });

const durations = new Map();
/** Does something, and notes under a name how long the longest of its events took. */
const time = async (name, act) => {
  await page.evaluate(() => { seen.length = 0; });
  await act();
  await page.waitForTimeout(700);
  const longest = await page.evaluate(() => Math.max(16, ...seen));
  durations.set(name, [...(durations.get(name) ?? []), longest]);
};
const first = (selector) => page.locator(`${selector}:visible`).first();

for (let round = 0; round < Number(rounds); round++) {
  await start();
  const box = page.locator("#search");
  await box.click();
  for (const letter of "security") await time("typing a letter", () => page.keyboard.type(letter));
  await time("clearing", () => box.fill(""));
  await page.locator("#more").waitFor();
  for (const [name, what] of [["a topic", ".k-chip"], ["a facet", "input[type=checkbox]"]]) {
    await time("opening the filters", () => first(".k-facets-open").click());
    await time(name, () => first(`#filters ${what}`).click());
    await page.keyboard.press("Escape");
    await page.goBack();
    await page.locator("#more").waitFor();
  }
  await page.locator("#sort").focus();
  await time("sorting", () => page.keyboard.press("ArrowDown"));
  await time("show more", () => first("#more").click());
  for (const [name, act] of [["going back, by the link", () => first(".k-breadcrumb a").click()], ["going back, by the key", () => page.keyboard.press("u")]]) {
    await time("opening a release", () => first(".k-entry__link").click());
    await first(".k-release__main .k-prose").waitFor();
    await time(name, act);
    await page.locator(".k-entry__link").first().waitFor();
  }
}
await browser.close();
await server.close();

console.log(`Milliseconds to the next paint, ${SLOWER} times slower, median and 95th percentile:`);
for (const [name, times] of durations) console.log(name.padEnd(24), percentile(times, 0.5), percentile(times, 0.95));
console.log("all".padEnd(24), percentile([...durations.values()].flat(), 0.5), percentile([...durations.values()].flat(), 0.95));
