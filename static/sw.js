const [BUILD, VIEWER, SET_BUILD, BYTES, SHELL] = ["", "", "", 0, []];
// Keeps the site for when there is no network. `kiosque build` fills in the line above.
//
// A version of the site is a cache of its own. It is filled before it is used, and only what belongs to it goes in: a
// broken or half update leaves the version before as it was. Cache names hold the scope, since an origin may have
// several newsrooms.
const PREFIX = `kiosque ${registration.scope} `;
const NAME = PREFIX + BUILD;
const SET = "set/set.json";
const KEPT = "kept";
const PATIENCE_MS = 4000;

const url = (path) => new URL(path, registration.scope).href;
const LIST = "offline.json";
const fresh = (path) => [LIST, SET, "./"].includes(path);
// What is named after its contents need not be asked for twice, whatever the host says of caching.
const get = async (path) => {
  const response = await fetch(url(path), { cache: fresh(path) ? "no-cache" : "force-cache" });
  if (!response.ok) throw new Error(`${response.status} ${path}`);
  return response;
};
// Pages and set.json have names that outlive their contents: they must say that they are of this build. Pages state that
// of the viewer alone, since they read the same whatever else was published.
const ours = (text) => text.includes(`name="kiosque-build" content="${VIEWER}"`);

const fill = async (cache, path) => {
  if (await cache.match(url(path))) return;
  // A version before may have it: then it is the same file.
  const known = fresh(path) ? undefined : await caches.match(url(path));
  const response = known ?? (await get(path));
  if (path === "./" && !ours(await response.clone().text())) throw new Error("another build");
  await cache.put(url(path), response);
};

const keepAll = async (progress) => {
  const cache = await caches.open(NAME);
  const { build, bytes, files } = await (await get(LIST)).json();
  if (build !== BUILD) throw new Error("another build");
  let done = 0;
  const queue = [...files];
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [path, size] = next;
      await fill(cache, path);
      done += size;
      progress(`keeping ${done} ${bytes}`);
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  await cache.put(url(KEPT), new Response(String(bytes)));
  progress(`kept ${bytes}`);
};

const install = async () => {
  const cache = await caches.open(NAME);
  for (const path of SHELL) await fill(cache, path);
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
  const network = fetch(request).then(async (response) => {
    const mine = key === url(SET) ? false : response.ok && ours(await response.clone().text());
    if (mine && !response.redirected) await cache.put(key, response.clone());
    return response;
  });
  network.catch(() => {});
  const kept = await fallback(cache);
  if (!kept) return network;
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
  const kept = await cache.match(key);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.status === 200 && response.type === "basic") await cache.put(key, response.clone());
  return response;
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const { href, pathname, origin } = new URL(request.url);
  const key = origin + pathname;
  if (request.method !== "GET" || !href.startsWith(registration.scope)) return;
  if (request.mode === "navigate" || pathname.endsWith("/") || pathname.endsWith(".html")) {
    event.respondWith(networkFirst(request, key, (cache) => page(cache, key)));
  } else if (key === url(SET)) {
    event.respondWith(networkFirst(request, key, (cache) => cache.match(key)));
  } else if (/\/set\/|-[0-9a-z]{8,}(_bg)?\.[a-z]+$/.test(pathname)) {
    event.respondWith(cacheFirst(request, key));
  }
});
