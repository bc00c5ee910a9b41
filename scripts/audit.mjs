// Lighthouse, as on a telephone, on every kind of page of dist/: the four scores and what they rest on.
// The reports stay in target/audit.
//   node scripts/audit.mjs [ADDRESS…]
import { brotliCompressSync, constants } from "node:zlib";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";

const modules = new URL("../target/tools/node/node_modules/", import.meta.url);
const lighthouse = (await import(new URL("lighthouse/core/index.js", modules))).default;
const { launch } = await import(new URL("chrome-launcher/dist/index.js", modules));

const types = {
  html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", svg: "image/svg+xml",
  json: "application/json", wasm: "application/wasm", png: "image/png", webmanifest: "application/manifest+json", xml: "application/xml",
  txt: "text/plain; charset=utf-8", webp: "image/webp", jpg: "image/jpeg", webm: "video/webm", wav: "audio/wav", vtt: "text/vtt",
};
// As the README asks of a host: compressed, and what is named by its contents cached for ever. All that is compressed is made
// before: a server that compresses the viewer while the page waits for a picture measures itself.
const files = new Map();
for (const entry of readdirSync("dist", { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = join(entry.parentPath, entry.name);
  const kind = types[extname(file).slice(1)] ?? "application/octet-stream";
  // As src/bundle/paths.rs says it.
  const named = /\/set\/(articles|cards|files|index|lists|media|pictures)\/|-[0-9a-f]{12,}(_bg)?[.](js|wasm|css|svg|txt)$/.test(file);
  const headers = { "content-type": kind, "cache-control": named ? "max-age=31536000, immutable" : "no-cache" };
  let body = readFileSync(file);
  if (!/^(image\/(png|webp|jpeg)|video|audio)/.test(kind)) {
    body = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
    headers["content-encoding"] = "br";
  }
  files.set(file, { headers, body });
}
// Lighthouse works out from the order in which things come what a telephone would wait for. A host on this machine answers at once,
// and all of it seems to be waited for: this one is as far away as hosts are, at the end of one line of 10 Mbit/s.
const AWAY_MS = 40;
const BYTES_IN_A_MS = 1250;
let free = 0;
const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://host").pathname));
  const file = files.get(join("dist", path, path.endsWith("/") ? "index.html" : ""));
  const { headers, body } = file ?? files.get(join("dist", "404.html"));
  free = Math.max(free, Date.now() + AWAY_MS) + body.length / BYTES_IN_A_MS;
  setTimeout(() => {
    response.writeHead(file ? 200 : 404, headers);
    response.end(body);
  }, free - Date.now());
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${server.address().port}/`;

const chromium = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path));
const chrome = await launch({
  chromePath: process.env.CHROME_PATH ?? chromium,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=fr-FR", "--accept-lang=fr-FR,fr"],
});
mkdirSync("target/audit", { recursive: true });
const every = [
  "", "topic/transport/", "issuer/chemins-de-fer-de-lorvaine/", "year/2024/", "r/2025-02-nouveaux-tarifs-fr/", "media/",
  "r/2024-03-kit-port-sans-fumee-fr/", "people/", "follow/", "saved/", "about/",
];
const addresses = process.argv.length > 2 ? process.argv.slice(2) : every;
let good = true;
console.log("performance accessibility best-practices seo   FCP    LCP    TBT    CLS   address");
for (const address of addresses) {
  const { lhr } = await lighthouse(base + address, { port: chrome.port, output: "json", logLevel: "error" });
  const scores = ["performance", "accessibility", "best-practices", "seo"];
  const marks = scores.map((name) => Math.round((lhr.categories[name].score ?? 0) * 100));
  const figure = (name) => lhr.audits[name].displayValue.replace(/\s+/g, " ");
  const figures = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"].map(figure);
  const widths = [11, 13, 14, 3];
  console.log(`${marks.map((mark, place) => String(mark).padStart(widths[place])).join(" ")}  ${figures.join("  ")}  /${address}`);
  const failed = scores.flatMap((name) => lhr.categories[name].auditRefs).filter(({ weight }) => weight > 0)
    .map(({ id }) => lhr.audits[id]).filter((audit) => audit.score !== null && audit.score < 0.9);
  for (const audit of failed) console.log(`    ${audit.id}: ${audit.title} ${audit.displayValue ?? ""}`);
  good &&= marks.every((mark) => mark === 100);
  const file = `target/audit/${address.replace(/\W+/g, "_") || "home"}.json`;
  writeFileSync(file, JSON.stringify(lhr, null, 1));
  console.log(`    ${pathToFileURL(file).href}`);
}
await chrome.kill();
server.close();
process.exitCode = good ? 0 : 1;
