// Starts the app. Bundled by the build with what wasm-bindgen wrote, into the one script of the page.
import init from "./app.js";

try {
  await init({ module_or_path: new URL("./app_bg.wasm", import.meta.url) });
} catch (error) {
  console.error(error);
  document.documentElement.dataset.front = "failed";
}
