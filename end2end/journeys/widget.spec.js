// The widget on the site of someone else: what `/integrer` gives to copy, on another origin.
import http from "node:http";
import { test as base, expect } from "@playwright/test";
import { wrongHtml } from "./validity.js";

const test = base.extend({
  // Their site: one page, whose lines each test sets. The program is told of its port on `localhost`, not on 127.0.0.1.
  theirs: [async ({}, use, { parallelIndex, project }) => {
    const port = Number(new URL(project.use.baseURL).port) + 2000 + parallelIndex;
    const theirs = { lines: "", allowed: `http://localhost:${port}/`, other: `http://127.0.0.1:${port}/` };
    const server = http.createServer((_, answer) => {
      answer.setHeader("content-type", "text/html; charset=utf-8");
      answer.end(`<!DOCTYPE html><html lang="fr"><title>Mairie</title><link rel="icon" href="data:,"><h1>Mairie</h1>${theirs.lines}</html>`);
    });
    await new Promise((listening) => server.listen(port, listening));
    await use(theirs);
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }, { scope: "worker" }],

  // Everything that is asked for, and what the browser complains of.
  seen: async ({ page }, use) => {
    const seen = { asked: [], complaints: [] };
    page.on("request", (request) => seen.asked.push(request.url()));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) seen.complaints.push(message.text());
    });
    page.on("pageerror", (error) => seen.complaints.push(String(error)));
    await use(seen);
  },
});

// The lines that `/integrer` gives to copy: with a script, or with a frame.
async function lines(page, which) {
  await page.goto("/integrer");
  return page.locator("pre").nth(which).textContent();
}

const frame = (page) => page.frameLocator("iframe");

test("another site shows five services and a search, with no cookie and no third party", async ({ page, context, theirs, seen, baseURL, javaScriptEnabled }) => {
  theirs.lines = await lines(page, 0);
  seen.asked.length = 0;
  await page.goto(theirs.allowed);
  const link = page.getByRole("link", { name: "Trouver un service d’aide à domicile à Paris" });
  await expect(link, "the link stays").toBeVisible();
  if (javaScriptEnabled) {
    await expect(page.locator("iframe")).toHaveAttribute("title", "Trouver un service d’aide à domicile");
    await page.locator("iframe").scrollIntoViewIfNeeded();
    await expect(frame(page).locator(".services li")).toHaveCount(5);
    await frame(page).getByLabel("Où habite la personne ?").fill("15e");
    await frame(page).getByRole("button", { name: "Voir les services" }).click();
    await expect(frame(page).locator("h1")).toContainText("dans le 15e");
    await expect(frame(page).locator(".services li")).toHaveCount(5);
    const [opened] = await Promise.all([context.waitForEvent("page"), frame(page).locator(".services a").first().click()]);
    await expect(opened.locator("h1"), "the page of the service is one like any other").toBeVisible();
    expect(opened.url()).toMatch(/\/services\/\d{9}\?lieu=15e$/);
    await opened.close();
  } else {
    await expect(page.locator("iframe")).toHaveCount(0);
    await link.click();
    await expect(page.locator("h1")).toContainText("services possibles dans le");
  }
  const foreign = seen.asked.filter((url) => !url.startsWith(baseURL) && !url.startsWith(theirs.allowed) && !url.startsWith("data:"));
  expect(foreign, "requests to others").toEqual([]);
  expect(await context.cookies(), "cookies").toEqual([]);
  expect(seen.complaints, "complaints in the console").toEqual([]);
});

test("the frame alone does the same, without a script of anyone", async ({ page, context, theirs, seen }) => {
  theirs.lines = await lines(page, 1);
  await page.goto(theirs.allowed);
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await expect(frame(page).locator(".services li")).toHaveCount(5);
  expect(await context.cookies()).toEqual([]);
  expect(seen.complaints, "complaints in the console").toEqual([]);
});

test("the script takes a place, a language and a height, and no others", async ({ page, theirs, seen, baseURL, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "no script runs");
  const script = (attributes) => `<div><script src="${baseURL}/widget.js" ${attributes}></script></div>`;
  theirs.lines = script("data-lieu=\"12e\" data-langue=\"en\" data-hauteur=\"500\"")
    + script("data-langue=\"constructor\" data-hauteur=\"9\"") + script("data-lieu=\"a&gir=1\" data-langue=\"falc\" data-hauteur=\"x\"");
  await page.goto(theirs.allowed);
  const frames = await page.locator("div > script + iframe").evaluateAll((all) => all.map(({ src, height, title }) => ({ src, height, title })));
  expect(frames).toEqual([
    { src: `${baseURL}/en/widget?lieu=12e`, height: "500", title: "Find a home-care service" },
    { src: `${baseURL}/widget`, height: "760", title: "Trouver un service d’aide à domicile" },
    { src: `${baseURL}/falc/widget?lieu=a%26gir%3D1`, height: "760", title: "Trouver une aide à la maison" },
  ]);
  expect(seen.complaints.filter((words) => !words.includes("status of 422")), "complaints in the console").toEqual([]);
});

test("a site that the setting does not name shows no frame, but has the link", async ({ page, theirs, seen }) => {
  theirs.lines = await lines(page, 1);
  await page.goto(theirs.other);
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await expect.poll(() => seen.complaints.join(), "the browser says why").toContain("frame-ancestors");
  // The browser writes a page of its own there.
  await expect(frame(page).locator("#lieu, #besoin, a[href*=services]")).toHaveCount(0);
  await page.getByRole("link", { name: "Trouver un service d’aide à domicile à Paris" }).click();
  await expect(page.locator("h1")).toContainText("services possibles dans le");
});

test("no other page of the site is shown in a frame, not even where the widget is", async ({ page, theirs, seen, baseURL }) => {
  theirs.lines = `<iframe src="${baseURL}/comparer?lieu=14e" title="liste"></iframe>`;
  await page.goto(theirs.allowed);
  await expect.poll(() => seen.complaints.join(), "the browser says why").toContain("frame-ancestors");
  // The browser writes a page of its own there.
  await expect(frame(page).locator("#lieu, #besoin, a[href*=services]")).toHaveCount(0);
});

test("the page that documents the widget shows it", async ({ page, seen, javaScriptEnabled }) => {
  for (const language of ["", "/en", "/falc"]) {
    await page.goto(`${language}/integrer`);
    await page.locator("iframe").scrollIntoViewIfNeeded();
    await expect(frame(page).locator(".services li"), language).toHaveCount(5);
    if (!javaScriptEnabled) continue;
    const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(content).toBeLessThanOrEqual(width);
  }
  expect(seen.complaints, "complaints in the console").toEqual([]);
});

test.describe("a service that is not fictitious", () => {
  test.use({ baseURL: `http://127.0.0.1:${Number(process.env.JOURNEYS_PORT ?? 3917) + 3000}` });

  test("what search engines read of it is no script to the browser", async ({ page, seen }) => {
    await page.goto("/services/750000011");
    const data = await page.locator("script[type='application/ld+json']").textContent();
    expect(JSON.parse(data)).toMatchObject({ "@type": "LocalBusiness", name: "Aide du Canal" });
    expect(await wrongHtml(await (await page.request.get("/services/750000011")).text())).toEqual([]);
    expect(seen.complaints, "complaints in the console").toEqual([]);
  });
});
