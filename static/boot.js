// Starts the viewer. A file of its own, so that pages need no inline script and a strict content security policy holds.
// The page states the hashed names (see pattern_script in Trunk.toml).
const { js, wasm, search } = document.querySelector("meta[name=kiosque-app]").dataset;
const url = (name) => new URL(name, document.baseURI);

// The address of a worker is one of the places that Trusted Types guard: this policy lets the one address through.
const policy = globalThis.trustedTypes?.createPolicy("kiosque", { createScriptURL: () => url(search).href });
globalThis.startSearch = () => new Worker(policy?.createScriptURL("") ?? url(search));

const { default: init } = await import(url(js));
await init({ module_or_path: url(wasm) });
