// Kiosque's set, by its command line.
import { spawn } from "node:child_process";
import { once } from "node:events";

export async function build({ source, language, out, kiosque }) {
  const child = spawn(kiosque, ["publish", "--bare", source, "--out", out, "--language", language], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  // Real releases have problems, a line each; the last of them says why if the command fails.
  let said = "";
  child.stderr.on("data", (text) => (said = (said + text).slice(-2_000)));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`kiosque publish --bare: ${said.trim().split("\n").at(-1)}`);
}
