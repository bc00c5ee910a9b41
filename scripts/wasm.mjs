// WebAssembly modules as bytes, as far as scripts/shrink.mjs and scripts/order.mjs look into them: sections, numbers, imports.

/** The kinds of sections that they know. */
export const [CUSTOM, IMPORT, CODE] = [0, 2, 10];

/** A number as the format writes it: seven bits a byte, the lowest first. */
export const encoded = (value) => {
  const out = [];
  for (; value > 127; value = Math.floor(value / 128)) out.push((value & 127) | 128);
  return Buffer.from([...out, value]);
};

/** Bytes with their number before them. */
export const counted = (...parts) => {
  const bytes = Buffer.concat(parts);
  return Buffer.concat([encoded(bytes.length), bytes]);
};

/** Reads such numbers and bytes, one after the other. */
export const cursor = (bytes, at = 0) => ({
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  },
  take(length) {
    at += length;
    return bytes.subarray(at - length, at);
  },
  counted() { return this.take(this.number()); },
  get ended() { return at >= bytes.length; },
});

/** The sections of a module, each with its kind. */
export const sections = (module) => {
  const read = cursor(module, 8);
  const found = [];
  while (!read.ended) found.push([read.take(1)[0], read.counted()]);
  return found;
};

/** A module of such sections. */
export const assembled = (module, parts) =>
  Buffer.concat([module.subarray(0, 8), ...parts.flatMap(([kind, bytes]) => [Buffer.from([kind]), counted(bytes)])]);

/** What an import section names: wasm-bindgen has functions imported and nothing else. */
export const imports = (section) => {
  const read = cursor(section);
  return Array.from({ length: read.number() }, () => {
    const [module, field] = [read.counted(), read.counted()];
    const kind = read.take(1)[0];
    if (kind !== 0) throw new Error(`${field}: an import of kind ${kind}, where functions alone are expected`);
    return { module, field: field.toString(), type: read.number() };
  });
};
