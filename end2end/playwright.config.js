// Journeys against the built program on its own database, in Debian's Chromium, with JavaScript and without, on a phone
// and on a desk; those of the public pages in Debian's Firefox too.
import { defineConfig } from "@playwright/test";

const port = Number(process.env.JOURNEYS_PORT ?? 3917);
// The sites that show the widget: one for each worker.
const others = [0, 1].map((worker) => `http://localhost:${port + 2000 + worker}`).join(" ");
const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 900 };
// What one project is enough for stays out of the others.
const once = ["html.spec.js", "access.spec.js", "staff-screens.spec.js", "firefox.spec.js"];
// Staff and social workers are at a desk, with a script. That their pages fit a phone, and do without one, is tried together.
const atDesk = ["staff*.spec.js", "assist*.spec.js"];

export default defineConfig({
  testDir: "journeys",
  outputDir: "results",
  retries: 0,
  // For a slow machine; no journey asserts how long anything takes.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  workers: 2,
  forbidOnly: true,
  reporter: [["list"], ["./summary.js"]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: "fr-FR",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-quic",
      ],
    },
  },
  projects: [
    { name: "phone with JavaScript", testIgnore: [...once, ...atDesk], use: { viewport: phone, javaScriptEnabled: true } },
    { name: "phone without JavaScript", testIgnore: once, use: { viewport: phone, javaScriptEnabled: false } },
    { name: "desk with JavaScript", testIgnore: once, use: { viewport: desk, javaScriptEnabled: true } },
    { name: "desk without JavaScript", testIgnore: [...once, ...atDesk], use: { viewport: desk, javaScriptEnabled: false } },
    { name: "HTML", testMatch: "html.spec.js" },
    { name: "screens of the back office", testMatch: "staff-screens.spec.js", use: { viewport: desk, javaScriptEnabled: true } },
    { name: "Firefox with JavaScript", testMatch: "firefox.spec.js", use: { viewport: desk, javaScriptEnabled: true } },
    { name: "Firefox without JavaScript", testMatch: "firefox.spec.js", use: { viewport: desk, javaScriptEnabled: false } },
    { name: "access", testMatch: "access.spec.js", use: { viewport: desk, javaScriptEnabled: true } },
  ],
  // The second has more services than a browser is given, the third one that is not fictitious.
  webServer: [
    server("results.sqlite", port, "../target/debug/quelleaideadom import addresses fixtures/addresses.csv"),
    server("many.sqlite", port + 1000, "../target/debug/examples/many_listings sqlite:many.sqlite 4000"),
    server("register.sqlite", port + 3000, "../target/debug/quelleaideadom import finess fixtures/register.csv"),
  ],
});

function server(database, port, filled) {
  return {
    command: `rm -f ${database}* && ${filled} && ../target/debug/quelleaideadom serve --demonstration`,
    env: {
      QUELLEAIDEADOM_DATABASE_URL: `sqlite:${database}`, QUELLEAIDEADOM_ADDR: `127.0.0.1:${port}`, QUELLEAIDEADOM_LOG: "warn",
      QUELLEAIDEADOM_WIDGET_ORIGINS: others,
    },
    url: `http://127.0.0.1:${port}/sante`,
    // A debug program writes and reads thousands of services first.
    timeout: 180_000,
    reuseExistingServer: false,
  };
}
