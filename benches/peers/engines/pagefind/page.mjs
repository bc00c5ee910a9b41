// Pagefind in the page, by the script that stands beside its index.

export async function open() {
  const pagefind = await import(new URL("pagefind/pagefind.js", location.href).href);
  await pagefind.init();
  return {
    search: async (query) => (await pagefind.search(query)).results.slice(0, 10),
    cards: (hits) =>
      Promise.all(
        hits.map(async (hit) => {
          const { url, meta, excerpt } = await hit.data();
          return { id: url.split("/").at(-2), title: meta.title, shown: excerpt, date: meta.date };
        }),
      ),
  };
}
