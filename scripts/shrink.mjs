// Part of Trunk's post-build hook (scripts/workers), in a release: makes what readers download smaller, without changing
// what it does. Takes some 9 KB (brotli) off a first load of 180.
//
// - wasm-bindgen names each import twice, in the module and in its script, with a hash: `__wbg_altKey_423da1d67b588078`.
//   They become a letter or two in both. (wasm-opt can do that only for Emscripten's.)
// - Functions that are alike stand side by side (order.mjs).
// - Scripts and style sheets are minified by esbuild.
//
// Files that change are named anew by what is in them, and index.html says the new names and digests.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { ordered } from "./order.mjs";
import { CUSTOM, IMPORT, assembled, counted, encoded, imports, sections } from "./wasm.mjs";

const esbuild = createRequire(new URL("../target/tools/node/", import.meta.url))("esbuild");

/** The module without its custom sections, its imports renamed; and the names, old to new. */
const shortened = (module) => {
  const names = new Map();
  const renamed = (section) => {
    const found = imports(section);
    found.forEach(({ field }, place) => names.set(field, `$${place.toString(36)}`));
    const entry = ({ module, field, type }) => [counted(module), counted(Buffer.from(names.get(field))), Buffer.from([0]), encoded(type)];
    return Buffer.concat([encoded(found.length), ...found.flatMap(entry)]);
  };
  const kept = sections(module).filter(([kind]) => kind !== CUSTOM);
  return [assembled(module, kept.map(([kind, bytes]) => [kind, kind === IMPORT ? renamed(bytes) : bytes])), names];
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

const asIs = (module) => module;
for (const [js, wasm, format, arranged] of [
  [find(/^web-[0-9a-f]+\.js$/), find(/^web-[0-9a-f]+_bg\.wasm$/), "esm", ordered],
  ["search.js", "search_bg.wasm", undefined, ordered],
  ["marks.js", "marks_bg.wasm", "esm", ordered],
  ["desk.js", "desk_bg.wasm", undefined, ordered],
  // Nobody waits for it, and to order so much takes minutes.
  ["tools.js", "tools_bg.wasm", undefined, asIs],
]) {
  if (!js || !wasm || !existsSync(js)) throw new Error("the viewer's files are not where they should be");
  const [module, names] = shortened(readFileSync(wasm));
  const script = readFileSync(js, "utf8").replace(/\b__wbg\w*|\b__wbindgen\w*/g, (name) => names.get(name) ?? name);
  replace(wasm, arranged(module));
  replace(js, minified(script, { format }));
}
for (const name of [find(/^boot-/), find(/^early-/)]) replace(name, minified(readFileSync(name, "utf8"), {}));
writeFileSync("sheet.js", minified(readFileSync("sheet.js", "utf8"), { format: "esm" }));
// Its first line is for the tool to fill in.
const [first, ...rest] = readFileSync("sw.js", "utf8").split("\n");
writeFileSync("sw.js", `${first}\n${minified(rest.join("\n"), {})}`);
const css = find(/^kiosque-.*\.css$/);
replace(css, minified(readFileSync(css, "utf8"), { loader: "css" }));
writeFileSync("index.html", page);
