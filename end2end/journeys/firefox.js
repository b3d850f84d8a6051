// What the journeys in Firefox share. Debian's Firefox does not speak the protocol of Playwright, whose own is a build that it
// downloads: puppeteer drives the former over WebDriver BiDi, inside Playwright's runner.
//
// Without JavaScript whatever waits inside a page waits for ever, and so do the waits, clicks and locators of puppeteer. The page
// is read by `evaluate`, used by the keyboard, and `expect.poll` waits.
import { expect, test as base } from "@playwright/test";
import puppeteer from "puppeteer-core";

export { expect };

export const test = base.extend({
  // One for a worker. Whether it runs scripts is a preference of the whole browser.
  firefox: [async ({}, use, { project }) => {
    const firefox = await puppeteer.launch({
      browser: "firefox",
      executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
      extraPrefsFirefox: { "javascript.enabled": project.use.javaScriptEnabled, "intl.accept_languages": "fr-FR, fr" },
    });
    await use(firefox);
    await firefox.close();
  }, { scope: "worker" }],

  // Every request stays on this server, and the console stays silent: what the content policy refuses is an error in it.
  page: async ({ firefox, viewport, baseURL }, use) => {
    const visitor = await firefox.createBrowserContext();
    const page = await visitor.newPage();
    const foreign = [];
    const complaints = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(baseURL) && !request.url().startsWith("data:")) foreign.push(request.url());
    });
    page.on("response", (response) => {
      const file = /\/(assets|mots|catalogue|adresses)[/?]/.test(response.url());
      if (file && response.status() >= 400) complaints.push(`${response.status()} for ${response.url()}`);
    });
    page.on("console", (message) => {
      if (["error", "warn"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    // A page that asks to be printed would stand behind the dialog of the browser.
    await page.evaluateOnNewDocument(() => { window.print = () => {}; });
    await resize(page, viewport);
    await use(page);
    await visitor.close();
    expect(foreign, "requests to others").toEqual([]);
    expect(complaints, "complaints in the console").toEqual([]);
  },

  open: async ({ page, baseURL, javaScriptEnabled }, use) => {
    await use(async (path) => {
      await page.goto(`${baseURL}${path}`);
      await ready(page, javaScriptEnabled);
    });
  },
});

// Firefox before 144 takes the size, and does not know the orientation of the screen that puppeteer sends beside it.
const sizes = new WeakMap();
export async function resize(page, viewport) {
  sizes.set(page, viewport);
  await page.setViewport(viewport).catch((error) => {
    if (!String(error).includes("setScreenOrientationOverride")) throw error;
  });
  await expect.poll(() => page.evaluate(() => innerWidth), "the window has its size").toBe(viewport.width);
}

// A page that has a script is ready once that has started.
export async function ready(page, javaScriptEnabled) {
  if (!javaScriptEnabled || !(await page.$("script"))) return;
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.islands), "its script starts").toBe("started");
}

export const address = (page) => page.evaluate(() => location.href);

// What each element says, and all of them together.
export const texts = (page, selector) => page.evaluate((selector) => (
  [...document.querySelectorAll(selector)].map((one) => one.textContent.replace(/\s+/g, " ").trim())
), selector);
export const text = async (page, selector) => (await texts(page, selector)).join(" | ");

// Everything that the page asks of the server from now on. A browser asks again for the picture of a tab as its address changes.
export function watched(page) {
  const sent = [];
  page.on("request", (request) => {
    if (!/\/assets\/(touch-)?icon\.|\/favicon\.ico$/.test(request.url())) sent.push(`${request.method()} ${request.url()}`);
  });
  return sent;
}

// Firefox before 143 keeps folded what a style sheet unfolds on a desk (`::details-content`): a person opens it, and with
// what is given back folds it again.
export async function unfold(page, selector) {
  const summary = await page.evaluateHandle((selector) => {
    const field = document.querySelector(selector);
    return field.checkVisibility() ? null : field.closest("details").querySelector("summary");
  }, selector);
  const turn = async () => { await summary.asElement()?.press("Enter"); };
  await turn();
  return turn;
}

// What a person finds by its name: a field by its label, or a button, a link, a summary by its words.
export async function named(page, name) {
  const handle = await page.evaluateHandle((name) => {
    const says = (one) => (one.ariaLabel ?? one.textContent).replace(/\s+/g, " ").trim() === name;
    const found = [...document.querySelectorAll("label, input, button, a, summary")]
      .find((one) => says(one) && !one.ariaHidden && one.checkVisibility());
    return found?.control ?? found;
  }, name);
  const element = handle.asElement();
  expect(element, `« ${name} » is on the page`).not.toBeNull();
  return element;
}

// By the keyboard: what is typed scrolls a page smoothly, and it may still move under a pointer.
export async function press(page, name) {
  const element = await named(page, name);
  await element.press((await element.evaluate((one) => one.type === "checkbox")) ? " " : "Enter");
}

// Does what leads to another page, or to the same one anew. The page that is there then is known by not being the one that was
// left: one that comes back from where Firefox keeps those for Back loads nothing.
let departures = 0;
export async function leave(page, javaScriptEnabled, deed) {
  departures += 1;
  await page.evaluate((departure) => { window.departure = departure; }, departures);
  await deed();
  const arrived = (departure) => window.departure !== departure && document.readyState === "complete";
  await expect.poll(() => page.evaluate(arrived, departures).catch(() => false), "another page comes").toBe(true);
  await ready(page, javaScriptEnabled);
}

// Nothing sticks out to the right, on a phone and on a desk.
export async function expectToFit(page) {
  const screen = sizes.get(page);
  for (const width of [360, 1280]) {
    await resize(page, { ...screen, width });
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(content, `on a screen of ${width} px`).toBeLessThanOrEqual(window);
  }
  await resize(page, screen);
}
