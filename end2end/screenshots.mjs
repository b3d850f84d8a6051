// Pictures of a running server: node screenshots.mjs BASE FOLDER. ALL=1 takes every page whole, to look at.
import { chromium } from "@playwright/test";

const [base, folder] = process.argv.slice(2);
const every = ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"].map((day) => `jour-1=${day}`).join("&");
const need = `lieu=14e&acte=toilette&acte=repas&indispensable=toilette&de-1=08:00&a-1=09:30&${every}`;
const readme = { comparer: `/comparer?${need}` };
const others = {
  accueil: "/", services: "/services", service: "/services/990000001", methode: "/methode", erreur: "/comparer?lieu=Lyon",
};
const all = process.env.ALL === "1";
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
for (const [width, height] of [[360, 740], [1280, 900]]) {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: "reduce" });
  for (const [name, path] of Object.entries(all ? { ...readme, ...others } : readme)) {
    await page.goto(base + path);
    if (!all) await page.evaluate(() => document.querySelector("#titre-classes").scrollIntoView());
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: all });
  }
}
await browser.close();
