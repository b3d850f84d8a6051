// Lighthouse on a running server, as a phone on a slow network sees it: node bench-pages.mjs BASE. Fails below the floors.
import * as launcher from "chrome-launcher";
import lighthouse from "lighthouse";

const FLOORS = { performance: 95, accessibility: 100, "best-practices": 95 };
// Printed without a floor: a page that answers one person's question is kept from search engines.
const CATEGORIES = [...Object.keys(FLOORS), "seo"];

const [base] = process.argv.slice(2);
const need = "lieu=14e&acte=toilette&acte=repas&quand=lun-dim.0800-0930";
const four = ["990000001", "990000003", "990000078", "990000111"].map((finess) => `service=${finess}`).join("&");
const paths = [
  "/", `/comparer?${need}`, `/services/990000003?${need}`, `/cote-a-cote?${need}&${four}`, "/aides", "/services", "/accompagner",
];

// A browser of its own for each page: nothing is in its cache.
async function audit(address) {
  const chrome = await launcher.launch({
    chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromeFlags: [
      "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
  try {
    const { lhr } = await lighthouse(address, {
      port: chrome.port, output: "json", logLevel: "error", onlyCategories: CATEGORIES,
    });
    if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
    return lhr;
  } finally {
    chrome.kill();
  }
}

const rows = [];
const wrong = [];
for (const path of paths) {
  const lhr = await audit(base + path);
  const page = path.split("?")[0];
  const score = (category) => Math.round(lhr.categories[category].score * 100);
  const value = (id) => lhr.audits[id].numericValue;
  const shift = value("cumulative-layout-shift");
  for (const [category, floor] of Object.entries(FLOORS)) {
    if (score(category) >= floor) continue;
    wrong.push(`${page}: ${category} is ${score(category)}, less than ${floor}`);
    for (const { id, weight } of lhr.categories[category].auditRefs) {
      const { score, displayValue, title } = lhr.audits[id];
      if (weight > 0 && score !== null && score < 0.9) wrong.push(`  ${id}: ${displayValue ?? title}`);
    }
  }
  if (shift > 0) wrong.push(`${page}: the layout shifts by ${shift}`);
  rows.push({
    page, performance: score("performance"), accessibility: score("accessibility"), "best practices": score("best-practices"), seo: score("seo"),
    "layout shift": shift, "largest paint, ms": Math.round(value("largest-contentful-paint")),
    "blocked, ms": Math.round(value("total-blocking-time")), "bytes in all": value("total-byte-weight"),
  });
}
console.table(rows);
for (const line of wrong) console.error(line);
process.exitCode = wrong.length > 0 ? 1 : 0;
