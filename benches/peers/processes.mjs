// Runs a command with a limit of time, and takes its time and memory.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { once } from "node:events";
import { freemem } from "node:os";

/** How often processes are looked at, in milliseconds. */
const WATCH = 100;

/** What has to be left of the machine's memory, in bytes: others live on it too. */
const SPARE = 1_500_000_000;

/** How many times its limit a command may take if it does not get a core. */
const PATIENCE = 3;

/** Kernel ticks a second: what Linux has told programs since ever. */
const TICKS = 100;

/**
 * What a process and those that it started have used: resident memory in bytes, time on a core in milliseconds. Nothing
 * where the system does not say.
 */
function used(pid) {
  try {
    // The name, in brackets, may hold anything; numbers follow: proc_pid_stat(5).
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ").map(Number);
    const [user, system, childrenUser, childrenSystem] = fields.slice(11, 15);
    const sum = {
      memory: fields[21] * 4_096,
      cpu: ((user + system + childrenUser + childrenSystem) * 1_000) / TICKS,
    };
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    for (const child of children.map(used)) {
      sum.memory += child.memory;
      sum.cpu += child.cpu;
    }
    return sum;
  } catch {
    return { memory: 0, cpu: 0 };
  }
}

/**
 * Runs `command` for at most `limit` milliseconds on a core, and `PATIENCE` times as long in all (others may want the
 * cores too): `{ ms, cpu, memory }`, or an error that says why not.
 */
export async function run(command, args, limit) {
  const start = performance.now();
  // A group of its own, so that at the limit what it started ends with it.
  const child = spawn(command, args, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (text) => (said = (said + text).slice(-4_000)));
  const most = { memory: 0, cpu: 0 };
  let given = null;
  const watch = setInterval(() => {
    const now = used(child.pid);
    most.memory = Math.max(most.memory, now.memory);
    most.cpu = Math.max(most.cpu, now.cpu);
    if (given) return;
    if (most.cpu > limit || performance.now() - start > PATIENCE * limit) given = `over ${limit / 60_000} minutes`;
    if (freemem() < SPARE) given = `the machine's memory is used up, ${(now.memory / 1e9).toFixed(1)} GB by this`;
    if (given) process.kill(-child.pid, "SIGKILL");
  }, WATCH);
  const [code] = await once(child, "close");
  clearInterval(watch);
  if (given) throw new Error(given);
  if (code !== 0) throw new Error(reason(said));
  return { ms: performance.now() - start, ...most };
}

/** The line of what was said that names the error. */
function reason(said) {
  if (/heap out of memory|heap limit/.test(said)) return "out of memory";
  const lines = said.split("\n").map((line) => line.trim()).filter(Boolean);
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? "ended without a word";
}
