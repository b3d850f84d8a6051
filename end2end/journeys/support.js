// What the journeys share: axe, and a watch on everything the page asks for or complains about.
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";

export { expect };

export const test = base.extend({
  // Every request stays on this server, and the console stays silent.
  page: async ({ page, baseURL }, use) => {
    const foreign = [];
    const complaints = [];
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(baseURL) && !url.startsWith("data:")) foreign.push(url);
    });
    // A page that is meant to be an error is no complaint; a file that it lacks is one.
    page.on("console", (message) => {
      const file = /\/(assets|mots|catalogue|adresses)[/?]/.test(message.location().url);
      const status = !file && /status of (404|422|429)/.test(message.text());
      if (["error", "warning"].includes(message.type()) && !status) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await use(page);
    expect(foreign, "requests to others").toEqual([]);
    expect(complaints, "complaints in the console").toEqual([]);
  },
});

// The listeners are there: words and catalogue have come.
export async function started(page) {
  await expect(page.locator("html")).toHaveAttribute("data-islands", "started");
}

// axe needs to run its script in the page, so only with JavaScript; the pages are the same without.
export async function expectAccessible(page, javaScriptEnabled) {
  if (!javaScriptEnabled) return;
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}

// Nothing sticks out to the right.
export async function expectNoSidewaysScroll(page, javaScriptEnabled) {
  if (!javaScriptEnabled) return;
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBeLessThanOrEqual(window);
}
