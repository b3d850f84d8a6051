// Pictures of a running server, for the README and to look at: node screenshots.mjs BASE FOLDER.
import { chromium } from "@playwright/test";

const [base, folder] = process.argv.slice(2);
const mornings = "lieu=14e&acte=toilette&acte=repas&quand=lun-dim.0800-0900&debut=2027-03-01";
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

const ready = (page) => page.locator("html[data-islands=started]").waitFor();

async function home(page) {
  await page.goto(`${base}/`);
  await ready(page);
  await page.getByRole("button", { name: "Tous les matins" }).click();
  await page.evaluate(() => scrollTo(0, 0));
}

async function list(page) {
  await page.goto(`${base}/comparer?${mornings}`);
  await ready(page);
}

async function sideBySide(page) {
  await list(page);
  const boxes = page.locator(".card input[name=service]");
  for (const at of [0, 1, 2]) await boxes.nth(at).check();
  await page.locator("#comparer-choisis").click();
  await page.locator(".side-by-side").evaluate((part) => part.scrollIntoView());
}

async function map(page) {
  await page.goto(`${base}/services`);
  await page.locator("#carte").evaluate((part) => part.scrollIntoView());
}

async function service(page) {
  await page.goto(`${base}/services/990000030?${mornings}`);
  await ready(page);
}

const shots = [
  ["accueil-360", 360, "light", home],
  ["comparer-360", 360, "light", list],
  ["comparer-1280", 1280, "light", list],
  ["cote-a-cote-1280", 1280, "light", sideBySide],
  ["carte-1280", 1280, "light", map],
  ["service-1280", 1280, "dark", service],
];
for (const [name, width, colorScheme, show] of shots) {
  const viewport = { width, height: width < 500 ? 740 : 800 };
  const page = await browser.newPage({ viewport, colorScheme, reducedMotion: "reduce", locale: "fr-FR" });
  await show(page);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.close();
}
await browser.close();
