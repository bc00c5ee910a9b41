// Starts the viewer. A file of its own, so that pages need no inline script and a strict content security policy holds.
// Trunk writes the hashed names into the page (see pattern_script in Trunk.toml).
const { js, wasm } = document.querySelector("meta[name=kiosque-app]").dataset;
const { default: init } = await import(new URL(js, document.baseURI));
await init({ module_or_path: new URL(wasm, document.baseURI) });
