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
      // Where the widget stands in a frame, no script may run: axe tries to. That nothing else does, its journey proves.
      const axe = /^Blocked script execution in '[^']*\/widget\?/.test(message.text());
      if (["error", "warning"].includes(message.type()) && !status && !axe) complaints.push(message.text());
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
  // The widget is looked at as a page: axe would wait in vain for an answer from its frame.
  const { violations } = await new AxeBuilder({ page }).options({ iframes: false }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}

// Nothing sticks out to the right.
export async function expectNoSidewaysScroll(page, javaScriptEnabled) {
  if (!javaScriptEnabled) return;
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBeLessThanOrEqual(window);
}

// What the cards of a list say, in their order: rank and name, price, hours and tasks.
export const cards = (page) => page.locator(".card").evaluateAll((all) => all.map((card) => {
  const words = (part) => (card.querySelector(part)?.textContent ?? "").replace(/\s+/g, " ").trim();
  return [words("h3"), words(".price"), words(".covers"), words(".state")].join(" | ");
}));

// The list that the server writes for the address where a page stands: read without a script, on a page of its own.
export async function cardsOfServer(page) {
  const context = await page.context().browser().newContext({ javaScriptEnabled: false, locale: "fr-FR" });
  try {
    const other = await context.newPage();
    await other.goto(page.url());
    return await cards(other);
  } finally {
    await context.close();
  }
}

// The screen and the server say the same of the same address.
export async function expectAsServer(page) {
  const server = await cardsOfServer(page);
  expect(server.length, "the server lists services").toBeGreaterThan(0);
  await expect.poll(() => cards(page), "the list on the screen is the server's").toEqual(server);
}

// Every text of the page in an element of its own, its node a new one, as the translator of a browser does.
export async function translate(page) {
  const wrapped = await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      if (!texts.currentNode.parentElement.closest("script, style, textarea, svg")) found.push(texts.currentNode);
    }
    for (const text of found) {
      const font = document.createElement("font");
      font.textContent = text.data;
      text.replaceWith(font);
    }
    return found.length;
  });
  expect(wrapped, "texts that were wrapped").toBeGreaterThan(50);
}

// Holds a file back until the function that this gives is called.
export async function hold(page, files) {
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  await page.route(files, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

// Opens what is folded on a phone: beside the list of a desk it is open.
export async function unfold(page, part) {
  const summary = page.locator(`${part} > summary`);
  const content = page.locator(`${part} > summary + *`);
  // By the keyboard: cards that are laid out as they come into view may move under a pointer.
  if (!(await content.isVisible())) await summary.press("Enter");
  await expect(content).toBeVisible();
}

// Says what someone has to live on, and how much help they need, above the list.
export async function giveSituation(page) {
  await unfold(page, "#aides");
  await page.getByLabel("Ressources du foyer, en euros par mois").fill("1850");
  await page.getByLabel("GIR (degré d’autonomie)").selectOption("3");
  await page.getByRole("button", { name: "Calculer le reste à payer" }).click();
}
