// Starts the page of social workers. CLIENT_JS and CLIENT_WASM are replaced by hashed names when the site is packed.
import init, { start } from "CLIENT_JS";

await init({ module_or_path: "CLIENT_WASM" });
start();
