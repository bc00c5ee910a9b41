// Pagefind's index, of a page for each release, by its Node interface.
import { close, createIndex } from "pagefind";

const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);

/** A page as a newsroom would have it: the headline as a heading, which Pagefind weighs more. */
const page = ({ title, summary, text, date }, language) =>
  `<!doctype html><html lang="${language}"><head><title>${escaped(title)}</title></head><body><main data-pagefind-body>` +
  `<h1>${escaped(title)}</h1><p data-pagefind-meta="date" data-pagefind-ignore>${date ?? ""}</p>` +
  `<p>${escaped(summary)}</p><p>${escaped(text)}</p></main></body></html>`;

export async function build({ documents, language, out }) {
  // Pagefind makes an index for each language and a page searches one: told to take all for one, it finds them all.
  const { index, errors } = await createIndex({ forceLanguage: language });
  if (errors.length > 0) throw new Error(errors.join("; "));
  let waiting = [];
  const settled = async () => {
    for (const { errors } of await Promise.all(waiting)) if (errors.length > 0) throw new Error(errors.join("; "));
    waiting = [];
  };
  for await (const document of documents()) {
    waiting.push(index.addHTMLFile({ url: `/r/${document.id}/`, content: page(document, language) }));
    // Pagefind works in a process of its own: some pages on their way keep it busy, all of them would fill memory.
    if (waiting.length === 64) await settled();
  }
  await settled();
  const written = await index.writeFiles({ outputPath: `${out}/pagefind` });
  if (written.errors.length > 0) throw new Error(written.errors.join("; "));
  await close();
}
