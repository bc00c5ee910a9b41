// Before the first paint: what the reader has chosen (see app/settings.rs) and the newsroom's colour, so that nothing
// changes its look when the viewer wakes. The one script that a page waits for, so it does nothing else.
(() => {
  const root = document.documentElement;
  const accent = document.querySelector("meta[name=theme-color]")?.content;
  if (accent) root.style.setProperty("--k-accent", accent);
  try {
    const kept = new URLSearchParams(localStorage.getItem("kiosque.settings") ?? "");
    const theme = kept.get("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    const size = Number(kept.get("size"));
    if (size >= -1 && size <= 4 && size !== 0) root.dataset.textSize = size;
    if (kept.get("pictures") === "off") root.dataset.textOnly = "";
    if (kept.get("lines") === "wide") root.dataset.wideLines = "";
  } catch {
    // A browser that keeps nothing has nothing to say.
  }
  // A list that is asked for by a query is not the one on the page: its place is kept, and filled on waking.
  const asked = [...new URLSearchParams(location.search).keys()];
  if (asked.some((name) => name !== "ui")) {
    root.dataset.waiting = "";
    // Whatever becomes of the viewer: what is on the page can be read.
    setTimeout(() => { delete root.dataset.waiting; }, 12000);
  }
})();
