// Runs a command with a limit of time, and takes its time and memory.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { once } from "node:events";

/** How often memory is looked at, in milliseconds. */
const WATCH = 100;

/** The resident memory of a process and those that it started, in bytes; 0 where the system does not say. */
function memory(pid) {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return children.reduce((sum, child) => sum + memory(child), pages * 4096);
  } catch {
    return 0;
  }
}

/** Runs `command` for at most `limit` milliseconds: `{ ms, memory }`, or an error that says why not. */
export async function run(command, args, limit) {
  const start = performance.now();
  // A group of its own, so that at the limit what it started ends with it.
  const child = spawn(command, args, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (text) => (said = (said + text).slice(-4_000)));
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, memory(child.pid))), WATCH);
  let late = false;
  const end = setTimeout(() => {
    late = true;
    process.kill(-child.pid, "SIGKILL");
  }, limit);
  const [code] = await once(child, "close");
  clearTimeout(end);
  clearInterval(watch);
  if (late) throw new Error(`over ${limit / 60_000} minutes`);
  if (code !== 0) throw new Error(reason(said));
  return { ms: performance.now() - start, memory: most };
}

/** The line of what was said that names the error. */
function reason(said) {
  if (/heap out of memory|heap limit/.test(said)) return "out of memory";
  const lines = said.split("\n").map((line) => line.trim()).filter(Boolean);
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? "ended without a word";
}
