// Starts the page of social workers. CLIENT_JS and CLIENT_WASM are replaced by hashed names when the site is packed.
// The page is painted first, on a slow network too; one in another tab is painted later.
if (!document.hidden) await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));

// Both are fetched at the same time.
const wasm = fetch("CLIENT_WASM");
const client = await import("CLIENT_JS");

await client.default({ module_or_path: wasm });
client.start();
