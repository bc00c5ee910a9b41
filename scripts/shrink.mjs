// Part of Trunk's post-build hook (scripts/search), in a release: makes what readers download smaller, without changing
// what it does. Takes some 6 KB (brotli) off a first load of 150.
//
// - wasm-bindgen names each import twice, in the module and in its script, with a hash: `__wbg_altKey_423da1d67b588078`.
//   They become a letter or two in both. (wasm-opt can do that only for Emscripten's.)
// - Scripts and style sheets are minified by esbuild.
//
// Files that change are named anew by what is in them, and index.html says the new names and digests.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const esbuild = createRequire(new URL("../target/tools/node/", import.meta.url))("esbuild");

/** The module without its custom sections, its imports renamed; and the names, old to new. */
const shortened = (bytes) => {
  let at = 8;
  const names = new Map();
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const encoded = (value) => {
    const out = [];
    for (; value > 127; value = Math.floor(value / 128)) out.push((value & 127) | 128);
    return Buffer.from([...out, value]);
  };
  const text = () => {
    const length = number();
    at += length;
    return bytes.toString("utf8", at - length, at);
  };
  const encodedText = (value) => Buffer.concat([encoded(value.length), Buffer.from(value)]);
  const limits = () => {
    const flags = number();
    number();
    if (flags & 1) number();
  };
  // What follows the name of an import, by its kind: function, table, memory, global, tag.
  const kinds = [() => number(), () => { at += 1; limits(); }, limits, () => { at += 2; }, () => { at += 1; number(); }];
  const imports = () => {
    const count = number();
    const out = [encoded(count)];
    for (let place = 0; place < count; place += 1) {
      const [module, field] = [text(), text()];
      const start = at;
      kinds[bytes[at++]]();
      names.set(field, `$${place.toString(36)}`);
      out.push(encodedText(module), encodedText(names.get(field)), bytes.subarray(start, at));
    }
    return Buffer.concat(out);
  };
  const parts = [bytes.subarray(0, 8)];
  while (at < bytes.length) {
    const start = at;
    const kind = bytes[at++];
    const end = number() + at;
    if (kind === 2) {
      const body = imports();
      parts.push(Buffer.from([kind]), encoded(body.length), body);
    } else if (kind !== 0) {
      parts.push(bytes.subarray(start, end));
    }
    at = end;
  }
  return [Buffer.concat(parts), names];
};

const minified = (text, options) => esbuild.transformSync(text, { minify: true, ...options }).code;
const find = (pattern) => readdirSync(".").find((name) => pattern.test(name));
const digest = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

process.chdir(process.argv[2]);
// Comments and empty lines are for those who build it; every page would repeat them.
let page = readFileSync("index.html", "utf8").replace(/<!--.*?-->/gs, "").replace(/\n\s*\n/g, "\n");

/** Writes new contents; where the name holds a hash, under a name that holds theirs. */
const replace = (name, contents) => {
  const before = digest(readFileSync(name));
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 16);
  const renamed = name.replace(/-[0-9a-f]{12,}/, `-${hash}`);
  writeFileSync(name, contents);
  renameSync(name, renamed);
  page = page.replaceAll(name, renamed).replaceAll(before, digest(contents));
};

for (const [js, wasm, format] of [
  [find(/^web-[0-9a-f]+\.js$/), find(/^web-[0-9a-f]+_bg\.wasm$/), "esm"],
  ["search.js", "search_bg.wasm", undefined],
  ["tools.js", "tools_bg.wasm", undefined],
]) {
  if (!js || !wasm || !existsSync(js)) throw new Error("the viewer's files are not where they should be");
  const [module, names] = shortened(readFileSync(wasm));
  const script = readFileSync(js, "utf8").replace(/\b__wbg\w*|\b__wbindgen\w*/g, (name) => names.get(name) ?? name);
  replace(wasm, module);
  replace(js, minified(script, { format }));
}
for (const name of [find(/^boot-/), find(/^early-/)]) replace(name, minified(readFileSync(name, "utf8"), {}));
// Its first line is for the tool to fill in.
const [first, ...rest] = readFileSync("sw.js", "utf8").split("\n");
writeFileSync("sw.js", `${first}\n${minified(rest.join("\n"), {})}`);
const css = find(/^kiosque-.*\.css$/);
replace(css, minified(readFileSync(css, "utf8"), { loader: "css" }));
writeFileSync("index.html", page);
