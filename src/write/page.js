// The page of a release: what Kiosque makes of the text while it is written, marks, files, and nothing lost.
"use strict";

const form = document.getElementById("release");
if (form) start(form);

// Whatever leaves on purpose.
let leaves = false;
document.addEventListener("submit", (event) => {
  if (event.submitter?.matches("[data-goes]")) leaves = true;
});

function start(form) {
  const words = form.dataset;
  const text = document.getElementById("body");
  const status = document.getElementById("status");
  let unsaved = words.unsaved === "yes";
  let waiting = 0;
  let asked = 0;

  for (const one of form.querySelectorAll("[hidden]:not(template, input)")) one.hidden = false;

  addEventListener("beforeunload", (event) => {
    if (unsaved && !leaves) event.preventDefault();
  });
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    unsaved = true;
    clearTimeout(waiting);
    waiting = setTimeout(look, 400);
  });

  const say = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };

  // Sends what is written, has it kept, and shows what is said of it.
  async function look() {
    const turn = ++asked;
    let answer;
    try {
      const sent = await fetch("/live", { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (!sent.ok) throw new Error(sent.statusText);
      answer = await sent.json();
    } catch {
      return say(words.gone);
    }
    // A later answer is on its way.
    if (turn !== asked) return;
    if (unsaved) say(answer.kept ? words.kept : words.keptNot);
    const fate = document.getElementById("fate");
    fate.textContent = answer.fate;
    fate.className = `w-fate w-fate--${answer.is}`;
    document.getElementById("complete").textContent = answer.complete;
    document.getElementById("missing").textContent = answer.missing;
    for (const list of document.querySelectorAll(".w-told")) tell(list, answer.problems);
    show(answer.preview);
  }

  function tell(list, problems) {
    const own = problems.filter((problem) => list.id === `told-${problem.field}`);
    const said = JSON.stringify(own);
    // What is as it was is not read out again, and an open detail stays open.
    if (list.dataset.said === said) return;
    list.dataset.said = said;
    list.replaceChildren(...own.map((problem) => {
      const item = element("li", problem.error ? "w-told__error" : "w-told__warning");
      item.append(element("strong", "", problem.error ? words.error : words.warning), ` ${problem.text}`);
      if (problem.detail) {
        const detail = element("details");
        const message = element("p", "", problem.detail);
        message.lang = "en";
        detail.append(element("summary", "", words.detail), message);
        item.append(detail);
      }
      return item;
    }));
    const field = document.getElementById(list.id.slice("told-".length));
    if (own.some((problem) => problem.error)) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }

  function element(name, kind = "", text = "") {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.textContent = text;
    return made;
  }

  // The frame stays where it was scrolled to.
  function show(address) {
    const frame = document.getElementById("preview");
    document.getElementById("no-preview").hidden = Boolean(address);
    frame.hidden = !address;
    if (!address) return;
    const place = frame.contentWindow?.scrollY ?? 0;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, place), { once: true });
    // In the place of the page before: going back leaves the form, not the preview.
    if (frame.contentWindow) frame.contentWindow.location.replace(address);
    else frame.src = address;
  }

  // ── Marks ──

  const around = { bold: "**", italic: "*" };
  const before = { heading: "## ", bullet: "- ", numbered: "1. ", quote: "> " };

  function mark(kind) {
    const { selectionStart: start, selectionEnd: end, value } = text;
    const chosen = value.slice(start, end);
    if (kind === "link") {
      const is = /^https?:\/\//.test(chosen);
      put(start, end, is ? `[](${chosen})` : `[${chosen}](https://)`);
      // Where what is missing goes.
      const place = is ? start + 1 : start + chosen.length + 3 + "https://".length;
      text.setSelectionRange(place, place);
    } else if (around[kind]) {
      const sign = around[kind];
      const own = value.slice(start - sign.length, start) === sign && value.slice(end, end + sign.length) === sign;
      // A single star within two is half of those.
      const half = kind === "italic" && value.slice(start - 2, start) === "**";
      if (own && !half) {
        put(start - sign.length, end + sign.length, chosen);
        text.setSelectionRange(start - sign.length, end - sign.length);
      } else {
        put(start, end, sign + chosen + sign);
        text.setSelectionRange(start + sign.length, end + sign.length);
      }
    } else {
      const sign = before[kind];
      const first = value.lastIndexOf("\n", start - 1) + 1;
      const after = value.indexOf("\n", end);
      const last = after < 0 ? value.length : after;
      const lines = value.slice(first, last).split("\n");
      const all = lines.every((line) => line.startsWith(sign));
      const number = (place) => (kind === "numbered" ? `${place + 1}. ` : sign);
      const marked = lines.map((line, place) => (all ? line.slice(sign.length) : number(place) + line)).join("\n");
      put(first, last, marked);
      text.setSelectionRange(first + marked.length, first + marked.length);
    }
  }

  // As if it were typed, so that it can be undone.
  function put(start, end, what) {
    text.focus();
    text.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, what)) {
      text.setRangeText(what, start, end, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  text.addEventListener("keydown", (event) => {
    const kind = { b: "bold", i: "italic", k: "link" }[event.key.toLowerCase()];
    if (!kind || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    mark(kind);
  });

  // One stop for the Tab key; arrows go on from there.
  const buttons = [...form.querySelectorAll("[data-mark]")];
  buttons.forEach((button, place) => {
    button.tabIndex = place ? -1 : 0;
    button.addEventListener("click", () => mark(button.dataset.mark));
    button.addEventListener("keydown", (event) => {
      const to = {
        ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: buttons.length - 1,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = buttons[(to + buttons.length) % buttons.length];
      buttons.forEach((other) => { other.tabIndex = other === next ? 0 : -1; });
      next.focus();
    });
  });

  // ── Rows ──

  function add(id, place) {
    const row = document.getElementById(id).content.firstElementChild.cloneNode(true);
    const number = place.children.length;
    for (const one of [row, ...row.querySelectorAll("*")]) {
      for (const { name, value } of [...one.attributes]) {
        if (value.includes("NUMBER")) one.setAttribute(name, value.replace("NUMBER", number));
      }
    }
    const legend = row.querySelector("legend");
    legend.textContent = legend.textContent.replace("NUMBER", number + 1);
    place.append(row);
    return row;
  }

  form.querySelector("[data-add]").addEventListener("click", () => {
    add("contact", document.getElementById("contacts")).querySelector("input:not([type=hidden])").focus();
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    const row = button.closest("[data-file]");
    const alt = row.querySelector("[data-alt]");
    if (!alt.value.trim()) {
      document.getElementById("uploaded").textContent = words.uploadAlt;
      return alt.focus();
    }
    const name = alt.value.trim().replace(/[[\]\\]/g, "\\$&");
    const at = text.selectionEnd;
    const gap = at && !text.value.slice(0, at).endsWith("\n\n") ? "\n\n" : "";
    put(at, at, `${gap}![${name}](${row.dataset.file.replace(/[ ()<>]/g, encodeURIComponent)})\n\n`);
  });

  // ── Files ──

  const upload = document.getElementById("upload");
  upload.addEventListener("change", async () => {
    const [file] = upload.files;
    const said = document.getElementById("uploaded");
    if (!file) return;
    said.textContent = words.uploading;
    try {
      const query = new URLSearchParams({ name: file.name, of: form.elements.file.value });
      const sent = await fetch(`/upload?${query}`, { method: "POST", body: file });
      const answer = sent.headers.get("content-type") === "application/json" ? await sent.json() : { message: sent.statusText };
      said.textContent = answer.message;
      if (answer.file) take(answer);
    } catch {
      said.textContent = words.gone;
    }
    upload.value = "";
  });

  function take(answer) {
    const row = answer.paper
      ? add("paper", document.getElementById("paper-rows"))
      : add("medium", document.getElementById("media-rows"));
    row.dataset.file = answer.file;
    row.querySelector(".w-medium__file").textContent = answer.file;
    row.querySelector("input[type=hidden]").value = answer.file;
    const picture = row.querySelector("img");
    const first = document.getElementById("image");
    if (answer.picture) {
      picture.src = `/file?${new URLSearchParams({ name: answer.file })}`;
      if (![...first.options].some((option) => option.value === answer.file)) first.append(new Option(answer.file, answer.file));
      if (!first.value) first.value = answer.file;
    } else {
      picture?.remove();
    }
    row.querySelector("input:not([type=hidden])").focus();
    unsaved = true;
    look();
  }

  // What the page says at first is of the file; of what was kept, too.
  if (unsaved) say(words.kept);
}
