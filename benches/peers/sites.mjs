// Whole sites side by side: Kiosque's, and what Hugo and Pagefind make of the same files. `make bench-sites` calls it, once the
// newsrooms are written:
//   node sites.mjs --sites DIR --kiosque FILE [--report FILE] COUNT…
// Each is made from nothing, again with one release more, and again with one corrected.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, lstatSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { run } from "./processes.mjs";

/** What takes longer on a core is given up. */
const LIMIT = 60 * 60_000;
const ADDRESS = "https://example.org/";

const here = fileURLToPath(new URL(".", import.meta.url));
const { values: options, positionals: counts } = parseArgs({
  allowPositionals: true,
  options: { sites: { type: "string" }, kiosque: { type: "string" }, report: { type: "string", default: "" } },
});
const kiosque = resolve(options.kiosque);
const say = (text) => process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${text}\n`);

/** A program that makes a site of `folder/content`, as its steps; it may need files of its own there first. */
const MAKERS = [
  { name: "Kiosque", out: "kiosque", steps: (folder, out) => [publish(folder, out, [])] },
  {
    name: "Kiosque, without share pictures and vCards",
    out: "kiosque-without",
    steps: (folder, out) => [publish(folder, out, ["--without", "images,cards"])],
  },
  {
    name: "Hugo + Pagefind",
    out: "hugo-public",
    prepare(folder) {
      const site = join(folder, "hugo");
      rmSync(site, { recursive: true, force: true });
      cpSync(join(here, "hugo"), site, { recursive: true });
      const mounts = [
        [join(folder, "content"), "content/releases"],
        [join(site, "search.md"), "content/search.md"],
      ].map(([source, target]) => `[[module.mounts]]\nsource = ${JSON.stringify(source)}\ntarget = "${target}"\n`);
      writeFileSync(join(site, "hugo.toml"), `${readFileSync(join(site, "hugo.toml"), "utf8")}\n${mounts.join("\n")}`);
    },
    steps: (folder, out) => [
      { name: "Hugo", command: "hugo", args: ["--source", join(folder, "hugo"), "--destination", out, "--cleanDestinationDir"] },
      {
        name: "Pagefind",
        command: process.execPath,
        args: [join(here, "node_modules/pagefind/lib/runner/bin.cjs"), "--site", out],
      },
    ],
  },
];

function publish(folder, out, more) {
  const args = ["publish", join(folder, "content"), join(folder, "newsroom.json"), "--out", out, "--base-url", ADDRESS];
  return { command: kiosque, args: [...args, ...more] };
}

/** Runs all steps: the sum of their times, the most memory; and what each took. */
async function make(maker, folder, out) {
  // What was written before waits for the disk; whoever comes next should not wait for that.
  execFileSync("sync");
  const each = [];
  for (const { name, command, args } of maker.steps(folder, out)) each.push({ name, ...(await run(command, args, LIMIT)) });
  const sum = (what) => each.reduce((all, one) => all + one[what], 0);
  return { ms: sum("ms"), cpu: sum("cpu"), memory: Math.max(...each.map(({ memory }) => memory)), each };
}

/** The files of a site with the hashes of what is in them; how large they are, and how much room they take. */
function look(out) {
  const [hashes, size] = [new Map(), { files: 0, bytes: 0, room: 0 }];
  for (const name of readdirSync(out, { recursive: true })) {
    const stat = lstatSync(join(out, name));
    size.room += stat.blocks * 512;
    if (!stat.isFile()) continue;
    size.files += 1;
    size.bytes += stat.size;
    const hash = createHash("sha1").update(readFileSync(join(out, name))).digest("base64");
    hashes.set(name, { hash, bytes: stat.size });
  }
  return { hashes, size };
}

/** What would have to be sent to a host: files that are new or other. */
function changed(before, after) {
  const all = [...after.hashes].filter(([name, { hash }]) => before.hashes.get(name)?.hash !== hash);
  return { files: all.length, bytes: all.reduce((sum, [, { bytes }]) => sum + bytes, 0) };
}

/** One release more. Where it lies follows from its date and its slug. */
function add(folder) {
  const text = readFileSync(join(folder, "added.md"), "utf8");
  const [, year, month] = /^date: "(\d+)-(\d+)/m.exec(text);
  const file = join(folder, "content", year, month, `${/^slug: "(.*)"/m.exec(text)[1]}.md`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return () => rmSync(dirname(dirname(file)), { recursive: true });
}

/** One of the middle says a sentence more. */
function correct(folder) {
  const content = join(folder, "content");
  const files = readdirSync(content, { recursive: true }).filter((name) => name.endsWith(".md")).sort();
  const file = join(content, files[files.length >> 1]);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, `${text}\nUn chiffre était faux.\n`);
  return () => writeFileSync(file, text);
}

async function measure(maker, folder) {
  const out = join(folder, maker.out);
  const undo = [];
  rmSync(out, { recursive: true, force: true });
  maker.prepare?.(folder);
  // Whoever comes first should not pay for reading files from the disk.
  look(join(folder, "content"));
  try {
    const first = await make(maker, folder, out);
    let before = look(out);
    const result = { ...first, ...before.size, changes: [] };
    for (const change of [add, correct]) {
      undo.push(change(folder));
      const again = await make(maker, folder, out);
      const after = look(out);
      result.changes.push({ ...again, ...changed(before, after) });
      before = after;
    }
    return result;
  } finally {
    for (const back of undo.reverse()) back();
    rmSync(out, { recursive: true, force: true });
  }
}

const number = (value) => Math.round(value).toLocaleString("en-US");
const seconds = (ms) => `${(ms / 1_000).toFixed(ms < 9_950 ? 1 : 0)} s`;
const size = (bytes) => (bytes < 9_950_000 ? `${number(bytes / 1_000)} KB` : `${number(bytes / 1_000_000)} MB`);
const row = (cells) => `| ${cells.join(" | ")} |`;

function table(results) {
  const first = ["site", "from nothing", "on cores", "memory", "files", "bytes", "on disk"];
  const each = ["on cores", "memory", "files that change", "their bytes"];
  const of = (what, ms) => [what, seconds(ms)];
  const lines = [row([...first, "one more", ...each, "one corrected", ...each])];
  lines.push(row(lines[0].split("|").slice(1, -1).map(() => "---")));
  for (const { name, failed, result } of results) {
    if (failed) {
      lines.push(row([name, failed]));
      continue;
    }
    const { ms, cpu, memory, files, bytes, room, changes } = result;
    const cells = [...of(name, ms), seconds(cpu), size(memory), number(files), size(bytes), size(room)];
    for (const one of changes) {
      cells.push(seconds(one.ms), seconds(one.cpu), size(one.memory), number(one.files), size(one.bytes));
    }
    lines.push(row(cells));
    if (result.each.length < 2) continue;
    result.each.forEach(({ name, ms, cpu, memory }, step) => {
      const cells = [`· ${name}`, seconds(ms), seconds(cpu), size(memory), "", "", ""];
      for (const { each } of changes) {
        const one = each[step];
        cells.push(seconds(one.ms), seconds(one.cpu), size(one.memory), "", "");
      }
      lines.push(row(cells));
    });
  }
  return lines.join("\n");
}

const load = loadavg()[0].toFixed(1);
const said = (command, args) => execFileSync(command, args, { encoding: "utf8" }).trim();
const hugo = /v[\d.]+/.exec(said("hugo", ["version"]))[0];
const pagefind = JSON.parse(readFileSync(join(here, "node_modules/pagefind/package.json"))).version;
const day = new Date().toISOString().slice(0, 10);
let text = `# Whole sites side by side

\`make bench-sites\`, on ${day}, on ${cpus().length} cores; before it began, ${load} processes wanted a core (load average).
${said(kiosque, ["--version"])}, Hugo ${hugo}, Pagefind ${pagefind}. What is measured and how to read it: [README.md](README.md).
`;
for (const count of counts) {
  const folder = join(resolve(options.sites), count);
  writeFileSync(
    join(folder, "newsroom.json"),
    JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "Bench", language: "fr", items: [] }),
  );
  const sources = look(join(folder, "content")).size;
  const results = [];
  for (const maker of MAKERS) {
    say(`${count}: ${maker.name}`);
    try {
      results.push({ name: maker.name, result: await measure(maker, folder) });
    } catch (error) {
      say(`${count}: ${maker.name}: ${error.message}`);
      results.push({ name: maker.name, failed: error.message });
    }
  }
  text += `\n## ${number(count)} generated releases, ${size(sources.bytes)} of Markdown\n\n${table(results)}\n`;
}
if (options.report) writeFileSync(options.report, text);
process.stdout.write(text);
