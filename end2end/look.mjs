import { chromium } from "@playwright/test";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const base = "http://127.0.0.1:3100";
const shots = process.argv.slice(2);
for (const shot of shots) {
  const [name, path, width, js, full] = shot.split("|");
  const page = await browser.newPage({ viewport: { width: +width, height: 900 }, javaScriptEnabled: js !== "no" });
  page.on("pageerror", (e) => console.log(name, "pageerror", e.message));
  page.on("console", (m) => m.type() === "error" && console.log(name, "console", m.text()));
  await page.goto(base + path);
  if (js !== "no") await page.waitForTimeout(1200);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  console.log(name, "overflow", over);
  await page.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: full !== "fold" });
  await page.close();
}
await browser.close();
