const [BUILD, VIEWER, SET_BUILD, BYTES, SHELL] = ["", "", "", 0, []];
// Keeps the site for when there is no network. The line above is filled in where the site is made (src/prerender/offline.rs).
//
// A version of the site is a cache of its own. It is filled before it is used, and only what belongs to it goes in: a
// broken or half update leaves the version before as it was. Cache names hold the scope, since an origin may have
// several newsrooms.
const PREFIX = `kiosque ${registration.scope} `;
const NAME = PREFIX + BUILD;
// What the set's files are called, here and below, is said in src/bundle/paths.rs; a test compares.
const SET = "set/set.json";
const KEPT = "kept";
const PATIENCE_MS = 4000;
const SEARCH = "search";
// What is brought without being asked for is at most this much: of a large newsroom the search as far as it goes.
const QUIET_BYTES = 8e6;

const url = (path) => new URL(path, registration.scope).href;
const LIST = "offline.json";
const fresh = (path) => [LIST, SET, "./"].includes(path);
// What is named after its contents need not be asked for twice, whatever the host says of caching.
const get = async (path, cache = fresh(path) ? "no-cache" : "force-cache") => {
  const response = await fetch(url(path), { cache });
  if (!response.ok) throw new Error(`${response.status} ${path}`);
  return response;
};
// Only what is whole is kept, or damage would stay. The JSON of the set is sealed (src/bundle/layout.rs): its first member is
// FNV-1a of all that follows. Of what the lists name, the beginning of its SHA-256 is known. A host that answers every
// address with a page has no such file.
const isSealed = (path, bytes) => {
  const name = /set\/(?:set|(?:cards|articles|media)\/[^/]+\/(\d+))\.json$/.exec(path);
  if (!name) return true;
  const start = bytes.indexOf(44) + 1;
  let sum = 0x811c9dc5 ^ Number(name[1] ?? 0);
  for (const byte of bytes.subarray(start)) sum = Math.imul(sum ^ byte, 0x01000193);
  return new TextDecoder().decode(bytes.subarray(0, start)) === `{"seal":${sum >>> 0},`;
};
const isWhole = async (path, response, hash) => {
  const page = response.headers.get("content-type")?.startsWith("text/html");
  if (page && !/(\/|\.html?)$/.test(path)) return false;
  const bytes = new Uint8Array(await response.clone().arrayBuffer());
  if (!isSealed(path, bytes)) return false;
  if (!hash) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return hash === Array.from(digest.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
};
// Pages and set.json have names that outlive their contents: they must say that they are of this build. Pages state that
// of the viewer alone, since they read the same whatever else was published.
const ours = (text) => text.includes(`name="kiosque-build" content="${VIEWER}"`);

const fill = async (cache, path, hash) => {
  const whole = async (response) => (response && (await isWhole(path, response, hash)) ? response : undefined);
  if (await whole(await cache.match(url(path)))) return;
  // A version before may have it: then it is the same file.
  const known = fresh(path) ? undefined : await whole(await caches.match(url(path)));
  const response = known ?? (await whole(await get(path))) ?? (await whole(await get(path, "reload")));
  if (!response) throw new Error(`damaged: ${path}`);
  if (path === "./" && !ours(await response.clone().text())) throw new Error("another build");
  await cache.put(url(path), response);
};

// What a release is held against (src/desk/proof.rs): the list of all files, and where there is a key, that and the signature.
const [PROOF, KEY] = ["manifest.sha256", "minisign.pub"];
const isProof = (key) => [PROOF, `${PROOF}.minisig`, KEY].map(url).includes(key);
const keepProof = async (cache) => {
  const list = await get(PROOF, "no-cache");
  await cache.put(url(PROOF), list.clone());
  const text = await list.text();
  for (const [, hash, part] of text.matchAll(/^(.{8}).*  (set\/lists\/.+[.]sha256)$/gm)) await fill(cache, part, hash);
  if (!text.includes(`  ${KEY}\n`)) return;
  for (const path of [KEY, `${PROOF}.minisig`]) await cache.put(url(path), await get(path, "no-cache"));
};

// What the list names: the viewer's files, then those of the set, list by list, with those of the search first.
const listed = async function* (cache, { files, parts }) {
  yield* files;
  for (const [path, hash] of parts) {
    await fill(cache, path, hash);
    yield* await (await cache.match(url(path))).json();
  }
};

const keepAll = async (progress) => {
  const cache = await caches.open(NAME);
  const list = await (await get(LIST)).json();
  if (list.build !== BUILD) throw new Error("another build");
  const { bytes } = list;
  let done = 0;
  const files = listed(cache, list);
  const lane = async () => {
    for (let { value } = await files.next(); value; ({ value } = await files.next())) {
      const [path, size, hash] = value;
      await fill(cache, path, hash);
      done += size;
      progress(`keeping ${done} ${bytes}`);
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  await keepProof(cache).catch(() => {});
  await cache.put(url(KEPT), new Response(String(bytes)));
  progress(`kept ${bytes}`);
};

// What the search takes: it works without a network then, though it was never used. One file after the other.
const keepSearch = async () => {
  const cache = await caches.open(NAME);
  if (await cache.match(url(SEARCH))) return;
  const { build, files, parts } = await (await get(LIST)).json();
  if (build !== BUILD) return;
  let left = QUIET_BYTES;
  const wanted = parts.filter(([, , searched]) => searched);
  for await (const [path, size, hash] of listed(cache, { files, parts: wanted })) {
    if (!/^(search|marks)-|^set\//.test(path)) continue;
    left -= size;
    if (left < 0) break;
    await fill(cache, path, hash);
  }
  await cache.put(url(SEARCH), new Response(""));
};

const install = async () => {
  const cache = await caches.open(NAME);
  for (const [path, hash] of SHELL) await fill(cache, path, hash);
  const set = await (await cache.match(url(SET))).json();
  if (set.build !== SET_BUILD) throw new Error("another build");
  // Who had everything has everything.
  if (await caches.match(url(KEPT))) await keepAll(() => {});
};

addEventListener("install", (event) => {
  event.waitUntil(install().catch(async (error) => {
    await caches.delete(NAME);
    throw error;
  }));
});

addEventListener("activate", (event) => {
  const others = (names) => names.filter((name) => name.startsWith(PREFIX) && name !== NAME);
  const clean = async () => {
    await Promise.all(others(await caches.keys()).map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(clean());
});

const state = async () => {
  const cache = await caches.open(NAME);
  const kept = await cache.match(url(KEPT));
  if (kept) return `kept ${await kept.text()}`;
  return `ready ${BYTES}`;
};

addEventListener("message", (event) => {
  const { data, source } = event;
  const answer = (text) => source.postMessage(text);
  if (data === "show") return skipWaiting();
  if (data === "state") return event.waitUntil(state().then(answer, () => {}));
  if (data === "keep") return event.waitUntil(keepAll(answer).catch(() => answer("failed")));
  if (data === SEARCH) return event.waitUntil(keepSearch().catch(() => {}));
  if (!String(data).startsWith("page ")) return;
  const decide = async () => {
    const all = await clients.matchAll({ includeUncontrolled: true, type: "window" });
    const here = all.filter((client) => client.url.startsWith(registration.scope));
    // A page for this viewer shows what is new by itself, since it asks the network first: the reader is asked only
    // before another viewer takes over. No other page may be open that still needs the old one.
    if (data !== `page ${VIEWER}`) answer("update");
    else if (here.length <= 1) return skipWaiting();
  };
  event.waitUntil(decide());
});

const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// The network first; what is kept if there is none, or none in time.
const networkFirst = async (request, key, fallback) => {
  const cache = await caches.open(NAME);
  const asked = fetch(request);
  const network = asked.then(async (response) => {
    // A host in trouble, or with a damaged set, is as good as none: what is kept can be read.
    const set = key === url(SET);
    const usable = set ? response.ok && (await isWhole(SET, response)) : response.status < 500;
    if (!usable) throw new Error(`${response.status} ${key}`);
    const mine = !set && response.ok && (isProof(key) || ours(await response.clone().text()));
    if (mine && !response.redirected) await cache.put(key, response.clone());
    return response;
  });
  network.catch(() => {});
  const kept = await fallback(cache);
  if (!kept) return network.catch(() => asked);
  const slow = later(PATIENCE_MS).then(() => kept);
  return Promise.race([network.catch(() => kept), slow]);
};

// Any page of the site can be drawn by the viewer: from the front page, its base made absolute.
const page = async (cache, key) => {
  const exact = await cache.match(key);
  if (exact) return exact;
  const home = await cache.match(url("./"));
  if (!home) return undefined;
  const text = (await home.text())
    .replace(/<base href="[^"]*">/, `<base href="${registration.scope}">`)
    .replace(/<body>.*<\/body>/s, '<body><div id="app"></div></body>');
  return new Response(text, { headers: home.headers });
};

const cacheFirst = async (request, key) => {
  const cache = await caches.open(NAME);
  // What turned out to be damaged is asked for anew (app/update/load.rs).
  const kept = request.cache === "reload" ? undefined : await cache.match(key);
  if (kept) return kept;
  const response = await fetch(request);
  const good = response.status === 200 && response.type === "basic" && (await isWhole(key, response));
  if (good) await cache.put(key, response.clone());
  return response;
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const { href, pathname, origin } = new URL(request.url);
  const key = origin + pathname;
  if (request.method !== "GET" || !href.startsWith(registration.scope)) return;
  if (request.mode === "navigate" || pathname.endsWith("/") || pathname.endsWith(".html")) {
    event.respondWith(networkFirst(request, key, (cache) => page(cache, key)));
  } else if (key === url(SET) || isProof(key)) {
    event.respondWith(networkFirst(request, key, (cache) => cache.match(key)));
  } else if (/\/set\/(articles|cards|files|index|lists|media|pictures)\/|-[0-9a-f]{12,}(_bg)?[.](js|wasm|css|svg|txt)$/.test(pathname)) {
    event.respondWith(cacheFirst(request, key));
  }
});
