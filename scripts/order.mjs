// Part of scripts/shrink.mjs: a module's functions in an order in which each follows the one that it resembles most. What a
// compressor finds again is shorter, and it finds more of what is near.
//
// wasm-opt moves functions, but into two orders only, of which one is by name. So they are named by their ranks.
import { execFileSync } from "node:child_process";
import { CODE, CUSTOM, IMPORT, assembled, counted, cursor, encoded, imports, sections } from "./wasm.mjs";

const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];
// By names, and written as a release is: for size.
const PASSES = ["--shrink-level=2", "--generate-stack-ir", "--optimize-stack-ir", "--reorder-functions-by-name", "--strip-debug"];
const FUNCTION_NAMES = Buffer.from([1]);

/** Numbers of functions: from the longest on, always the one that has the largest share of its fours of bytes in common with
 *  the one before. */
const ranked = (bodies) => {
  const fours = bodies.map((body) => new Set(Array.from({ length: Math.max(body.length - 3, 0) }, (_, at) => body.readUInt32LE(at))));
  const common = (one, other) => {
    const [few, many] = one.size < other.size ? [one, other] : [other, one];
    let count = 0;
    for (const four of few) count += many.has(four);
    return count;
  };
  const left = new Set(bodies.keys());
  const best = (score) => {
    let [found, most] = [undefined, -1];
    for (const number of left) {
      const points = score(number);
      if (points > most) [found, most] = [number, points];
    }
    return found;
  };
  const order = [];
  for (let next = best((number) => bodies[number].length); next !== undefined;) {
    order.push(next);
    left.delete(next);
    const before = fours[next];
    next = best((number) => common(fours[number], before) / (fours[number].size + 1));
  }
  return order;
};

/** The module so ordered. */
export const ordered = (module) => {
  const parts = sections(module).filter(([kind]) => kind !== CUSTOM);
  const section = (wanted) => parts.find(([kind]) => kind === wanted)[1];
  const code = cursor(section(CODE));
  const bodies = Array.from({ length: code.number() }, () => code.counted());
  const first = imports(section(IMPORT)).length;
  const names = [];
  ranked(bodies).forEach((number, rank) => { names[number] = counted(Buffer.from(String(rank).padStart(6, "0"))); });
  const entries = names.flatMap((name, number) => [encoded(first + number), name]);
  const map = [FUNCTION_NAMES, counted(encoded(names.length), ...entries)];
  const named = assembled(module, [...parts, [CUSTOM, Buffer.concat([counted(Buffer.from("name")), ...map])]]);
  const features = FEATURES.map((name) => `--enable-${name}`);
  return execFileSync("wasm-opt", [...features, ...PASSES, "-", "-o", "-"], { input: named, maxBuffer: 2 ** 26 });
};
