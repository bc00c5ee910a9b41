// What can be taken away of a release, and its proof: this asks the worker (src/bin/desk.rs) and shows what it answers. And
// pictures on the whole screen. It is fetched when a reader first asks for one of these (see boot.js).

let desk;

// What was asked and is not answered, by number.
const open = new Map();
let last = 0;

const start = (page) => {
  const worker = page.start();
  // What it is asked before it listens, which its first message says.
  let queue = [];
  worker.onmessage = ({ data }) => {
    if (data) {
      open.get(data[0])?.done(data.slice(1));
      open.delete(data[0]);
    } else {
      for (const message of queue) worker.postMessage(message);
      queue = undefined;
    }
  };
  worker.onerror = (error) => {
    desk = undefined;
    for (const { failed } of open.values()) failed(error);
    open.clear();
  };
  return (message) => (queue ? queue.push(message) : worker.postMessage(message));
};

const put = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

const button = (label, of, onclick) => {
  const hidden = of ? [put("span", { class: "k-hidden" }, ` – ${of}`)] : [];
  const element = put("button", { class: "k-button", type: "button" }, label, ...hidden);
  element.onclick = onclick;
  return element;
};

// It belongs to the page that it was opened on.
const present = (dialog) => {
  const leave = () => dialog.close();
  addEventListener("popstate", leave);
  dialog.onclose = () => {
    removeEventListener("popstate", leave);
    dialog.remove();
  };
  document.body.append(dialog);
  dialog.showModal();
};

// Forms of a release for programs: the worker of the tools makes them (src/bin/tools/take.rs), has them saved, and says how it went.
const makeForms = (slug, [alsoAs, onItsWay, notMade]) => {
  const outcome = put("span", { role: "status" });
  const hear = ({ detail: [kind, text] }) => {
    if (kind === "busy" || kind === "done") outcome.textContent = text;
    if (kind === "died") outcome.textContent = notMade;
    if (kind === "done" || kind === "died" || !outcome.isConnected) removeEventListener("kiosque-tools", hear);
  };
  const making = ([label, file]) =>
    button(label, "", () => {
      outcome.textContent = onItsWay;
      addEventListener("kiosque-tools", hear);
      globalThis.kiosque.askTools("form", new TextEncoder().encode(`${file}\n${slug}`));
    });
  const forms = [["Markdown", "release.md"], ["ninjs", "release.json"]];
  return put("p", { class: "k-take__forms", role: "group", "aria-label": alsoAs }, alsoAs, ...forms.map(making), outcome);
};

const show = (page, slug, said, parts, [title, close, copy, copied, failed, share, ...ofForms]) => {
  const section = ([name, text, shown, files]) => {
    const outcome = put("span", { class: "k-copy__outcome", role: "status" });
    const copying = async () => {
      // Outside secure contexts there is no clipboard.
      const done = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
      outcome.textContent = await done.then(() => copied, () => failed);
    };
    const saving = ([label, file, type, content]) => button(label, name, () => page.save(file, type, content));
    return put(
      "section",
      {},
      put("h3", {}, name),
      ...(shown ? [put("pre", { tabindex: "0", role: "group", "aria-label": name }, text)] : []),
      put("div", { class: "k-tools__row" }, put("span", { class: "k-copy" }, button(copy, name, copying), outcome), ...files.map(saving)),
    );
  };
  const data = { title: document.title, url: page.url(`r/${slug}/`) };
  // A reader who thinks better of it is no error.
  const sharing = navigator.canShare?.(data) ? [button(share, "", () => navigator.share(data).catch(() => {}))] : [];
  const dialog = put(
    "dialog",
    { class: "k-dialog k-dialog--wide k-sheet", "aria-labelledby": "sheet-title" },
    put("h2", { id: "sheet-title", tabindex: "-1", autofocus: "" }, title),
    ...(said ? [put("p", { role: "alert" }, said)] : []),
    ...sharing,
    // What could not be had is not to be had in another form.
    ...(parts.length ? [makeForms(slug, ofForms)] : []),
    ...parts.map(section),
    put("form", { method: "dialog" }, put("button", { class: "k-button k-button--strong" }, close)),
  );
  present(dialog);
};

// A picture of a list on the whole screen, over what is known of it; and from there the others.
export const look = (link) => {
  const list = link.closest(".k-exhibits");
  const links = Array.from(list.querySelectorAll(".k-exhibit__picture"));
  const [title, before, after, close, placeOf] = list.dataset.words.split("\n");
  const counted = put("p", { role: "status" });
  let place = links.indexOf(link);
  let seen = put("figure", {});
  const step = (by) => {
    place = (place + by + links.length) % links.length;
    const figure = links[place].closest("figure").cloneNode(true);
    const thumbnail = figure.querySelector(".k-exhibit__picture");
    const image = thumbnail.querySelector("img");
    image.loading = "eager";
    // What runs this shows WebP, which is smaller (src/bundle/paths.rs).
    const large = thumbnail.dataset.large?.replace(/^(set\/pictures\/.*)jpg$/, "$1webp");
    image.src = large ?? thumbnail.getAttribute("href");
    thumbnail.replaceWith(image);
    seen.replaceWith(figure);
    seen = figure;
    const numbers = [place + 1, links.length];
    counted.textContent = placeOf.replace(/_/g, () => numbers.shift());
  };
  const stepping = (sign, label, by) => {
    const element = put("button", { class: "k-button", type: "button", "aria-label": label }, sign);
    element.hidden = links.length < 2;
    element.onclick = () => step(by);
    return element;
  };
  const dialog = put(
    "dialog",
    { class: "k-viewer", "aria-label": title },
    put(
      "form",
      { method: "dialog" },
      counted,
      stepping("‹", before, -1),
      stepping("›", after, 1),
      put("button", { class: "k-button k-button--strong", autofocus: "" }, close),
    ),
    seen,
  );
  dialog.onkeydown = ({ key }) => {
    if (key === "ArrowLeft") step(-1);
    if (key === "ArrowRight") step(1);
  };
  step(0);
  present(dialog);
};

// Asks, and shows what there is to take. What is to be said in that place.
export const ask = async (page, place, [file, newsroom]) => {
  const [, slug] = /\/r\/([^/]+)\/[^/]*$/.exec(location.pathname);
  const address = page.url(`r/${slug}/`);
  const topics = Array.from(document.querySelectorAll(".k-release__head .k-chip"), (link) => link.textContent);
  const words = Object.values(document.querySelector("meta[name=kiosque-app]").dataset);
  const files = words.filter((name) => name.startsWith("words-")).join(" ");
  desk ??= start(page);
  last += 1;
  const number = String(last);
  const here = location.pathname;
  const [said, parts, labels] = await new Promise((done, failed) => {
    open.set(number, { done, failed });
    desk([number, files, place, address, document.documentElement.lang, file, slug, newsroom, ...topics]);
  });
  if (place === "proof") return said;
  // Not over another page than it is of.
  if (location.pathname === here) show(page, slug, said, parts, labels);
  return "";
};
