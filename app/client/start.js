// Starts the islands of a page. CLIENT_JS and CLIENT_WASM are replaced by hashed names when the site is packed.
import init, * as client from "CLIENT_JS";

await init({ module_or_path: "CLIENT_WASM" });
// Without what they read the page stays as the server wrote it, and its forms go to the server.
if (await client.prepare()) {
  client.hydrate();
  for (const island of document.querySelectorAll("leptos-island")) {
    await client[island.dataset.component]?.(island);
  }
  document.documentElement.dataset.islands = "started";
}
