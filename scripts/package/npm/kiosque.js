#!/usr/bin/env node
// Starts the program of this system, which npm has installed beside this package.
const { spawnSync } = require("node:child_process");

const name = `kiosque-${process.platform}-${process.arch}`;
const program = `${name}/bin/kiosque${process.platform === "win32" ? ".exe" : ""}`;
let path;
try {
  path = require.resolve(program);
} catch {
  console.error(`kiosque: the package ${name} is not installed: there is none for this system, or optional packages were left out.`);
  console.error("kiosque: other ways to install it are in the README; with Rust: cargo install kiosque");
  process.exit(2);
}
const { status, signal, error } = spawnSync(path, process.argv.slice(2), { stdio: "inherit" });
if (error) console.error(`kiosque: ${path}: ${error.message}`);
if (signal) process.kill(process.pid, signal);
process.exit(status ?? 2);
