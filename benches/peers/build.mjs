// Builds one engine's index of one newsroom, in a process of its own so that its time and memory can be taken:
//   node build.mjs ENGINE NEWSROOM OUT KIOSQUE
import { createReadStream, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";

const [engine, newsroom, out, kiosque] = process.argv.slice(2);
const { language, source } = JSON.parse(readFileSync(`${newsroom}/about.json`));

/** The releases one after the other, so that no engine has to hold more of them than it wants. */
async function* documents() {
  const lines = createInterface({ input: createReadStream(`${newsroom}/documents.jsonl`), crlfDelay: Infinity });
  for await (const line of lines) yield JSON.parse(line);
}

const { build } = await import(`./engines/${engine}/build.mjs`);
await build({ documents, language, source, out, kiosque, write: (name, text) => writeFile(`${out}/${name}`, text) });
