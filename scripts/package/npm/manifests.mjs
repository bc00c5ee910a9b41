// Part of scripts/package/make: writes package.json of npm's two packages, the one that chooses and that of a system.
//   node manifests.mjs VERSION DESCRIPTION SYSTEM CPU FOLDER-OF-THE-SYSTEM'S FOLDER-OF-THE-OTHER
import { readdirSync, writeFileSync } from "node:fs";

/** Every system there is a package for, as npm calls them. The release workflow builds them all. */
const SYSTEMS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];

const [version, description, system, cpu, own, main] = process.argv.slice(2);
const both = { version, description, license: "MIT OR Apache-2.0" };
const write = (folder, manifest) => writeFileSync(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);

write(own, {
  name: `kiosque-${system}-${cpu}`,
  ...both,
  description: `${description} The program for ${system} ${cpu}; install kiosque.`,
  os: [system],
  cpu: [cpu],
  files: ["bin", "licences.txt", "LICENSE-MIT", "LICENSE-APACHE"],
});
write(main, {
  name: "kiosque",
  ...both,
  keywords: ["press-release", "newsroom", "static-site", "search"],
  bin: { kiosque: "kiosque.js" },
  man: readdirSync(`${main}/man`).map((page) => `./man/${page}`),
  engines: { node: ">=18" },
  optionalDependencies: Object.fromEntries(SYSTEMS.map((name) => [`kiosque-${name}`, version])),
});
