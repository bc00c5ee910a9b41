// A static host on the loopback: serves the files of some folders with gzip, and counts what it sends.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { once } from "node:events";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** The level that Apache and many others use unless they are told otherwise. */
const LEVEL = 6;
const compress = promisify(gzip);

/** What is sent for a file: gzip, unless it is compressed already or gains nothing. */
export async function packed(bytes) {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { body: bytes, encoded: false };
  const body = await compress(bytes, { level: LEVEL });
  return body.length < bytes.length ? { body, encoded: true } : { body: bytes, encoded: false };
}

/** What a page is that only runs a script: it is no engine's, and not counted. */
const BLANK = "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\"><title>bench</title>";

/** Serves `roots`, the first that has a file; `/blank` is an empty page. Close it when done. */
export async function serve(roots) {
  const known = new Map();
  let sent = [];
  let held = { files: null, waiting: [] };

  async function load(path) {
    for (const root of roots) {
      const bytes = await readFile(join(root, path)).catch(() => null);
      if (bytes) return { raw: bytes.length, ...(await packed(bytes)) };
    }
    return null;
  }

  async function answer(request, response) {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = normalize(decodeURIComponent(pathname)).replace(/\/$/, "/index.html");
    // Isolated, so that the page's clock counts in steps of 5 µs rather than 100.
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
    response.setHeader("Content-Type", TYPES[extname(path)] ?? "application/octet-stream");
    if (path === "/blank") {
      return response.setHeader("Content-Type", TYPES[".html"]).end(BLANK);
    }
    if (!known.has(path)) known.set(path, load(path));
    const file = await known.get(path);
    if (!file) return response.writeHead(404).end();
    if (held.files?.test(path)) await new Promise((resolve) => held.waiting.push(resolve));
    if (file.encoded) response.setHeader("Content-Encoding", "gzip");
    response.setHeader("Content-Length", file.body.length);
    // What the service worker asks for, and itself, is for when there is no network: nobody waits for it.
    const { referer = "", "service-worker": worker } = request.headers;
    if (!worker && !referer.endsWith("/sw.js")) sent.push({ path, raw: file.raw, bytes: file.body.length });
    response.end(file.body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** What was sent since this was last asked. */
    take() {
      const taken = sent;
      sent = [];
      return taken;
    },
    /** From now on, files of that name wait for `release`: what can be shown without them? */
    hold(files) {
      held = { files, waiting: [] };
    },
    /** How many requests wait. */
    waiting: () => held.waiting.length,
    release() {
      const { waiting } = held;
      held = { files: null, waiting: [] };
      for (const go of waiting) go();
    },
    async close() {
      this.release();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
