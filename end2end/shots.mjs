// Screenshots of the README, of a server already running: node shots.mjs http://127.0.0.1:3000 ../docs
import { chromium } from "@playwright/test";

const [base, folder] = process.argv.slice(2);
const need = "lieu=14e&debut=2026-12-01&acte=toilette&acte=repas&indispensable=toilette&de-1=08:00&a-1=09:30&"
  + ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"].map((day) => `jour-1=${day}`).join("&");
const pages = { accueil: "/", comparer: `/comparer?${need}`, services: "/services", service: "/services/990000001", methode: "/methode", erreur: "/comparer?lieu=Lyon" };
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });
for (const [size, width, height] of [["360", 360, 740], ["1280", 1280, 900]]) {
  const page = await browser.newPage({ viewport: { width, height } });
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(base + path);
    await page.screenshot({ path: `${folder}/${name}-${size}.png`, fullPage: process.env.FULL === "1" });
  }
}
await browser.close();
