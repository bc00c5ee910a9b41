// Starts the viewer, and lets it take over a page that is there already. A file of its own, so that pages need no inline
// script and a strict content security policy holds. The page states the hashed names (see pattern_script in Trunk.toml).
const { js, wasm, search, marks, desk, tools, fr, en } = document.querySelector("meta[name=kiosque-app]").dataset;
// As it is when the page comes: the base is relative, and Firefox takes it anew from every address that the viewer shows.
const base = document.baseURI;
const url = (name) => new URL(name, base).href;

// Addresses of workers are among the places that Trusted Types guard: this policy lets four through.
const allowed = (name) => {
  if (![search, desk, tools, "sw.js"].includes(name)) throw new TypeError(`not ours: ${name}`);
  return url(name);
};
const policy = globalThis.trustedTypes?.createPolicy("kiosque", { createScriptURL: allowed });
const script = (name) => policy?.createScriptURL(name) ?? allowed(name);
const kiosque = {};
globalThis.kiosque = kiosque;
// What is not seen is not painted.
kiosque.afterPaint = () => {
  const done = () => setTimeout(say, 0, "painted");
  if (document.hidden) done();
  else requestAnimationFrame(done);
};
kiosque.startSearch = () => new Worker(script(search));

// ── What knows words: marks those found in texts, explains a query (src/bin/marks.rs); a module that comes when somebody looks
// for some. Where it cannot be had, nothing is marked.

let finder;
kiosque.bringMarks = async () => {
  try {
    const module = await import(url(marks));
    await module.default({ module_or_path: url(marks.replace(/js$/, "wasm")) });
    finder = module;
    say("marks");
  } catch {
    // Pages are read without it.
  }
};
kiosque.mark = (...of) => finder.mark(...of);
kiosque.holds = (...of) => finder.holds(...of);
kiosque.excerpt = (...of) => finder.excerpt(...of);
kiosque.explain = (...of) => finder.explain(...of);

// ── The words of the interface: a file for each language, of which the reader's comes at once, beside the viewer. Which that is
// is decided as the viewer does (app/model.rs); where it would have another after all, it asks for that one.

const files = { fr, en };
const languages = () => {
  const tags = [new URLSearchParams(location.search).get("ui")];
  try {
    tags.push(new URLSearchParams(localStorage.getItem("kiosque.settings") ?? "").get("interface"));
  } catch {
    // A browser that keeps nothing has nothing to say.
  }
  tags.push(...navigator.languages, document.documentElement.lang);
  const known = tags.map((tag) => tag?.toLowerCase().split("-")[0]).filter((tag) => Object.hasOwn(files, tag));
  return new Set([...known, ...Object.keys(files)]);
};
const bring = async (name, cache) => {
  const response = await fetch(url(name), { cache });
  const page = response.headers.get("content-type")?.startsWith("text/html");
  if (!response.ok || page) throw new Error(`${response.status} ${name}`);
  return response.text();
};
// Starts the viewer with them: past all caches if they are damaged, in another language if they are not to be had.
const speak = async (start, first) => {
  for (const language of languages()) {
    const name = files[language];
    for (const words of [() => first ?? bring(name), () => bring(name, "reload")]) {
      if (start(await words().catch(() => ""))) return;
      first = undefined;
    }
  }
  throw new Error("no words");
};

// ── Waking: the viewer draws beside the page, and takes its place in one frame with all that the reader has done to it.

const page = document.getElementById("app");
const app = page.cloneNode();
app.removeAttribute("data-page");
// Where no page was rendered, the viewer says that it is on its way.
if (!page.firstElementChild) page.replaceWith(app);
let busy = Boolean(page.querySelector(":active"));
kiosque.root = () => app;

// While a button is down or a letter is being composed, what it will do belongs to the page it began on.
const free = () => setTimeout(() => { busy = false; waiting?.(); });
let waiting;
for (const type of ["pointerdown", "compositionstart"]) page.addEventListener(type, () => { busy = true; });
// A button that was pressed too early is pressed on waking. Links lead on by themselves.
const pressed = [];
page.addEventListener("click", ({ target }) => {
  const button = target.closest("button:not([popovertarget])");
  if (button) pressed.push(button);
});
// What was scrolled inside the page: to ask every element would take longer than all the rest.
const scrolled = new Set();
page.addEventListener("scroll", ({ target }) => scrolled.add(target), { capture: true });
for (const type of ["pointerup", "pointercancel", "compositionend"]) addEventListener(type, free);

const note = document.getElementById("asleep");
let wake;
const woken = new Promise((done) => { wake = done; });
const awake = () => {
  wake();
  delete document.documentElement.dataset.waiting;
  document.documentElement.dataset.awake = "";
  note?.remove();
};
kiosque.wake = () => {
  waiting = undefined;
  if (busy) waiting = kiosque.wake;
  else {
    if (page.isConnected) takeOver();
    else awake();
  }
};
// What the viewer has to say is that it could not have all that this page shows: a page that can be read is better than
// that. A release reads the same from whatever list it was opened; a list is the one on the page unless another is asked for.
kiosque.stay = () => {
  const own = page.dataset.page ?? "404.html";
  const asked = own.startsWith("r/") ? [] : [...new URLSearchParams(location.search).keys()];
  const stays = page.isConnected && url(own) === location.href.split(/[?#]/)[0] && asked.every((name) => name === "ui");
  if (stays) {
    sayAsleep();
    wake();
  } else kiosque.wake();
  return stays;
};
// That the page can be read and no more, and the way to try again.
const sayAsleep = () => {
  if (!note || !page.isConnected) return;
  note.hidden = false;
  note.querySelector("button").onclick = () => location.reload();
};
// A viewer that ends in an error before it wakes never will.
for (const type of ["error", "unhandledrejection"]) addEventListener(type, sayAsleep);

// What only pages without scripts have (`noscript`) does not count: the rest is the same on both sides.
const children = (element) => Array.from(element.children).filter((child) => child.localName !== "noscript");
const twin = (element) => {
  if (element === page) return app;
  if (element.id) return app.querySelector(`#${CSS.escape(element.id)}`);
  const parent = element.parentElement && twin(element.parentElement);
  const found = parent && children(parent)[children(element.parentElement).indexOf(element)];
  return found?.localName === element.localName ? found : undefined;
};

// A place in the text of an element: how many characters into it. Text nodes are cut differently on the two sides.
const place = (node, offset) => {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const range = document.createRange();
  range.selectNodeContents(element);
  range.setEnd(node, offset);
  return { element, length: range.toString().length };
};
const point = ({ element, length }) => {
  const there = twin(element);
  const texts = there && document.createTreeWalker(there, NodeFilter.SHOW_TEXT);
  while (texts?.nextNode()) {
    const text = texts.currentNode;
    if (length <= text.length) return [text, length];
    length -= text.length;
  }
  return there && [there, there.childNodes.length];
};

const takeOver = () => {
  const after = [];
  const keep = (element, action) => {
    const there = twin(element);
    if (there) after.push(() => action(there));
  };
  const [x, y] = [scrollX, scrollY];
  for (const element of scrolled) {
    const { scrollTop, scrollLeft } = element;
    keep(element, (there) => there.scrollTo(scrollLeft, scrollTop));
  }
  for (const one of page.querySelectorAll("details[open]")) keep(one, (there) => there.querySelector("summary").click());
  for (const one of page.querySelectorAll("[popover]")) {
    if (one.matches(":popover-open")) keep(one, (there) => there.showPopover());
  }
  for (const image of page.querySelectorAll("img")) {
    const there = image.complete && twin(image);
    // It is in memory: shown with the rest, not a frame later.
    if (there) Object.assign(there, { loading: "eager", decoding: "sync" });
  }
  const tell = (there, type) => there.dispatchEvent(new Event(type, { bubbles: true }));
  for (const field of page.querySelectorAll("input, select")) {
    if (field.type === "checkbox") {
      if (field.checked !== field.defaultChecked) keep(field, (there) => there.click());
    } else if (field.localName === "select") {
      const chosen = field.options[field.selectedIndex];
      if (chosen && !chosen.defaultSelected) {
        keep(field, (there) => { there.value = field.value; tell(there, "change"); });
      }
    } else if (field.value !== field.defaultValue) {
      const { value, selectionStart, selectionEnd } = field;
      keep(field, (there) => {
        there.value = value;
        there.setSelectionRange(selectionStart, selectionEnd);
        there.dispatchEvent(new InputEvent("input", { bubbles: true }));
      });
    }
  }
  for (const button of pressed) keep(button, (there) => there.click());
  const focused = page.contains(document.activeElement) && document.activeElement;
  if (focused) keep(focused, (there) => there.focus({ preventScroll: true }));
  const selection = getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = selection;
  if (!isCollapsed && page.contains(anchorNode) && page.contains(focusNode)) {
    const [from, to] = [place(anchorNode, anchorOffset), place(focusNode, focusOffset)];
    after.push(() => {
      const [start, end] = [point(from), point(to)];
      if (start && end) selection.setBaseAndExtent(...start, ...end);
    });
  }
  // At the top, what is below the fold keeps its size and is laid out in a task of its own; unless the viewer scrolls there.
  const late = [];
  for (const month of y || history.state?.[1] > 0 ? [] : page.querySelectorAll(".k-month")) {
    const { top, height } = month.getBoundingClientRect();
    const there = top >= innerHeight && twin(month);
    if (!there) continue;
    Object.assign(there.style, { contentVisibility: "hidden", containIntrinsicBlockSize: `${height}px` });
    late.push(there);
  }
  requestAnimationFrame(() => setTimeout(() => late.forEach((month) => month.removeAttribute("style"))));
  // What was asked above is known without a layout, and what follows needs one only once.
  awake();
  page.replaceWith(app);
  for (const action of after) action();
  // To ask where it is has it laid out at once: at the top there is no need.
  if ((x || y) && (scrollX !== x || scrollY !== y)) scrollTo({ left: x, top: y, behavior: "instant" });
};

// How far the reader comes (app/requests.rs).
addEventListener("scroll", () => say("below"));
addEventListener("pointerover", ({ target }) => { if (target.closest("#filters")) say("filters"); });

// The sheet of filters (app/components/facets.rs) gives way to what has the focus behind it.
addEventListener("focusin", ({ target }) => {
  if (target.closest("#filters")) say("filters");
  const sheet = document.querySelector("[popover]:popover-open");
  if (sheet && !sheet.contains(target) && target.popoverTargetElement !== sheet) sheet.hidePopover();
});

// After a reload, where the reader was, if the page is all there; the viewer scrolls the others (app/browser/history.rs).
const y = history.state?.[1];
if (y > 0 && scrollY === 0 && y <= document.documentElement.scrollHeight - innerHeight) scrollTo({ top: y, behavior: "instant" });

// ── Off line: the service worker (sw.js) keeps the site; the viewer is told by events what it says.

const say = (text) => dispatchEvent(new CustomEvent("kiosque", { detail: text }));
const workers = navigator.serviceWorker;
let registration;
const post = (worker, message) => worker?.postMessage(message);
kiosque.keepAll = () => { navigator.storage?.persist?.(); post(registration?.active, "keep"); };
kiosque.showUpdate = () => {
  workers.addEventListener("controllerchange", () => location.reload(), { once: true });
  post(registration?.waiting, "show");
};
const askState = () => post(registration?.active, "state");

const register = async () => {
  workers.addEventListener("message", (event) => say(event.data));
  registration = await workers.register(script("sw.js"), { updateViaCache: "none" });
  const build = document.querySelector("meta[name=kiosque-build]")?.content;
  // One that waits says whether it is another build than this page: then the reader is asked.
  const installed = () => { if (workers.controller) post(registration.waiting, `page ${build}`); };
  const watch = (worker) => worker?.addEventListener("statechange", installed);
  registration.addEventListener("updatefound", () => watch(registration.installing));
  watch(registration.installing);
  installed();
  await workers.ready;
  askState();
  // In a quiet moment, and not for who saves data: the search is there then without a network.
  const idle = globalThis.requestIdleCallback ?? setTimeout;
  if (!navigator.connection?.saveData) setTimeout(() => idle(() => post(registration.active, "search")), 2e4);
};

// ── Files of the reader's own, and lists to take away: by a worker that is started when somebody first wants either.

const tell = (...detail) => dispatchEvent(new CustomEvent("kiosque-tools", { detail }));
let toolbox;
const startTools = () => {
  const worker = new Worker(script(tools));
  // What it is asked before it listens, which its first message says.
  let queue = [];
  worker.onmessage = ({ data }) => {
    if (!data) {
      for (const message of queue) worker.postMessage(message);
      queue = undefined;
    } else if (data[0] === "save") save(...data.slice(1));
    else tell(...data);
  };
  worker.onerror = () => { toolbox = undefined; tell("died"); };
  return { ask: (message) => (queue ? queue.push(message) : worker.postMessage(message)), end: () => worker.terminate() };
};
kiosque.askTools = (kind, content) => {
  if (kind === "stop") {
    toolbox?.end();
    toolbox = undefined;
    return;
  }
  toolbox ??= startTools();
  toolbox.ask([kind, document.documentElement.lang, content]);
};
const save = (name, type, bytes) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  // Some browsers read it only after a while.
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

// ── What few readers ask for (src/desk): by a script and a worker that come when somebody does. It says for itself how it went.

const sheet = () => import(url(desk.replace("desk", "sheet")));
kiosque.askDesk = async (order) => {
  const [place, waiting, failed, ...rest] = order.split("\0");
  const put = (text) => { const there = document.getElementById(place); if (there) there.textContent = text; };
  put(waiting);
  try {
    const { ask } = await sheet();
    put(await ask({ start: () => new Worker(script(desk)), save, url }, place, rest));
  } catch {
    put(failed);
  }
};

// A picture on the whole screen; a link to its file, where the script does not come.
addEventListener("click", (event) => {
  const link = event.target.closest(".k-exhibit__picture");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  sheet().then(({ look }) => look(link), () => { location.href = link.href; });
});

const open = (files) => {
  tell("open");
  kiosque.askTools("open", [...files]);
};
addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); });
addEventListener("drop", (event) => {
  const files = event.dataTransfer?.files;
  if (!files?.length) return;
  event.preventDefault();
  open(files);
});
addEventListener("change", ({ target }) => {
  if (target.id !== "open-files" || !target.files.length) return;
  open(target.files);
  // The same file can be chosen again.
  target.value = "";
});

try {
  // Once the page has been seen: where the viewer is in the cache it would else be started before the first paint.
  const seen = document.hidden || new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const first = bring(files[languages().values().next().value]);
  first.catch(() => {});
  const [{ default: init, start }] = await Promise.all([import(url(js)), seen]);
  await init({ module_or_path: url(wasm) });
  await speak(start, first);
} catch (error) {
  sayAsleep();
  throw error;
}
// Last, once the reader has what they came for: a first visit is not slower for those to come. Only secure contexts have
// service workers.
if (workers) woken.then(register).catch(() => {});
