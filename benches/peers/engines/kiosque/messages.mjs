// What a page and the worker that searches say to each other, as far as the benches need it: the fields of a structure one
// after another as nanoserde writes them (src/bundle/searcher.rs, src/search/request.rs). Lengths take eight bytes.

const number = (value, bytes) => Array.from({ length: bytes }, (_, place) => Math.floor(value / 256 ** place) % 256);
const text = (value) => {
  const bytes = new TextEncoder().encode(value);
  return [...number(bytes.length, 8), ...bytes];
};

/** A `Request` by relevance, from the first hit on, without anything chosen, counting a sample. */
export function requestBytes({ query, typing, limit, counts }) {
  const nothing = number(0, 8);
  const selection = [...nothing, ...nothing, 0];
  const sort = number(0, 2);
  const exact = 0;
  const wide = 0;
  const language = 0;
  return [...text(query), Number(typing), ...selection, ...sort, ...number(0, 4), ...number(limit, 4), Number(counts), exact, wide, language];
}

/** A `Question`. */
export const questionBytes = (index, request) => new Uint8Array([...text(index), ...request]);

/** The hits of a `Reply`, and whether more are to come; nothing if it answers another request. */
export function readReply(bytes, request) {
  if (request.some((byte, place) => bytes[place] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + request.length);
  const length = (at) => Number(view.getBigUint64(at, true));
  if (length(0) > 0) throw new Error(`${length(0)} files could not be had`);
  const [partial, hits] = [view.getUint8(8) === 1, 8 + 1 + 4 + 4];
  const document = (_, place) => view.getUint32(hits + 8 + 8 * place, true);
  return { partial, hits: Array.from({ length: length(hits) }, document) };
}
