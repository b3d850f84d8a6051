// Starts the page of social workers. CLIENT_JS and CLIENT_WASM are replaced by hashed names when the site is packed.
// The page is painted first: what the islands weigh must not keep a slow network from it. A page in another tab paints later.
if (!document.hidden) await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));

// Both are fetched at the same time.
const wasm = fetch("CLIENT_WASM");
const client = await import("CLIENT_JS");

await client.default({ module_or_path: wasm });
client.start();
