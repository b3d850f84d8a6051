// What it would really cost her: the situation is typed, counted, and kept nowhere.
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./support.js";

const EVERY_DAY = ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"].map((day) => `jour-1=${day}`).join("&");
const NEED = `lieu=14e&debut=2026-12-01&acte=toilette&${EVERY_DAY}&de-1=08:00&a-1=09:00`;
const BY_HERSELF = "Le calcul se fait dans votre navigateur";
const BY_SERVER = "vous les confiez à notre serveur le temps d’un calcul";

// The island runs, and its catalogue has come: from then on nothing is sent.
async function ready(page, javaScriptEnabled) {
  if (javaScriptEnabled) await expect(page.getByRole("note")).toContainText(BY_HERSELF);
}

async function openTheSituation(page, javaScriptEnabled) {
  await page.goto(`/comparer?${NEED}`);
  await page.getByText("Calculer ce qui resterait à payer, aides déduites").click();
  await ready(page, javaScriptEnabled);
  await expect(page.getByRole("note")).toContainText(javaScriptEnabled ? BY_HERSELF : BY_SERVER);
}

async function fill(page, { gir = "3", resources = "1 873,91" } = {}) {
  await page.getByLabel("GIR (degré d’autonomie)").selectOption(gir);
  await page.getByLabel("Ressources du foyer, en euros par mois").fill(resources);
}

test("each service shows what would be left to pay, and the tax credit apart", async ({ page, javaScriptEnabled }) => {
  await openTheSituation(page, javaScriptEnabled);
  await fill(page);
  await page.getByRole("button", { name: "Calculer le reste à payer" }).click();
  await expect(page.getByRole("status")).toContainText("Le prix compté est ce qui reste à payer chaque mois");
  const first = page.locator(".result:visible").first();
  await expect(first.locator(".to-pay")).toContainText("À payer chaque mois");
  await expect(first.locator(".after-credit")).toContainText("Après crédit d’impôt");
  const size = (locator) => locator.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  if (javaScriptEnabled) {
    expect(await size(first.locator(".after-credit"))).toBeLessThan(await size(first.locator(".to-pay strong")));
  }
  await first.getByText("D’où vient ce reste à payer").first().click();
  await expect(first.locator(".breakdown").first()).toContainText("Majoration pour tierce personne (MTP) 2026");
  await expect(first.locator(".breakdown").first()).toContainText("CASF R232-11");
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  await expectAccessible(page, javaScriptEnabled);
});

test("with JavaScript the situation leaves the browser by no way", async ({ page, context, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript it is sent by POST: see the next journey");
  await openTheSituation(page, javaScriptEnabled);
  const sent = [];
  page.on("request", (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
  await fill(page);
  await page.getByRole("button", { name: "Calculer le reste à payer" }).click();
  await expect(page.locator(".to-pay:visible").first()).toBeVisible();
  await page.getByRole("slider", { name: "Prix" }).press("ArrowRight");
  await expect(page).toHaveURL(/poids-prix=5/);
  await expect(page.locator(".to-pay:visible").first(), "it counts with other weights too").toBeVisible();
  await page.getByRole("button", { name: "Page suivante" }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.getByText(/^Page 2 sur/)).toBeVisible();

  expect(sent, "nothing was asked of the server").toEqual([]);
  expect(page.url()).not.toMatch(/1.?873|gir|ressources/i);
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie, state: history.state,
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length, name: window.name,
  }));
  expect(kept).toEqual({ local: {}, session: {}, cookie: "", state: null, databases: 0, caches: 0, name: "" });
  expect(await context.cookies()).toEqual([]);
  const attributes = await page.locator("leptos-island, #pour-le-navigateur").evaluateAll((elements) =>
    elements.flatMap((element) => [...element.attributes].map((attribute) => attribute.value)));
  expect(attributes.join(" "), "what the page hands to the browser").not.toMatch(/1.?873|gir=/);

  // She erases it, and the list is again that of before.
  await page.getByRole("button", { name: "Effacer ma situation" }).click();
  await expect(page.getByLabel("Ressources du foyer, en euros par mois")).toHaveValue("");
  await expect(page.locator(".to-pay:visible")).toHaveCount(0);
  await expect(page.getByRole("status")).not.toContainText("reste à payer");
});

test("without JavaScript the server answers a page that nobody stores", async ({ page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled, "with JavaScript nothing is sent: see the journey before");
  await openTheSituation(page, javaScriptEnabled);
  await fill(page);
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Calculer le reste à payer" }).click();
  const response = await answered;
  expect(response.headers()["cache-control"]).toBe("no-store");
  expect(new URL(page.url()).search, "nothing in the address").toBe("");
  await page.getByText("Changer la demande ou la situation").click();
  await expect(page.getByLabel("Ressources du foyer, en euros par mois"), "kept for the next step").toHaveValue("1 873,91");
  await page.getByRole("button", { name: "Page suivante" }).click();
  await expect(page.getByText(/^Page 2 sur/)).toBeVisible();
  await expect(page.getByText("À payer chaque mois").first()).toBeVisible();
  await page.getByRole("link", { name: "Revenir à la comparaison sans la situation" }).click();
  await expect(page).toHaveURL(/\/comparer\?lieu=14e/);
  await expect(page.locator(".to-pay")).toHaveCount(0);
});

test("what she typed before the page was ready counts", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript a page is ready at once");
  let start;
  const started = new Promise((resolve) => { start = resolve; });
  await page.route("**/assets/*.wasm", async (route) => {
    await started;
    await route.continue();
  });
  await page.goto("/aides");
  await expect(page.getByRole("note")).toContainText(BY_SERVER);
  await fill(page, { resources: "1500" });
  await page.getByLabel("Plan d’aide APA déjà notifié, en euros par mois").fill("800");
  start();
  await ready(page, javaScriptEnabled);
  await page.getByRole("button", { name: "Calculer les aides" }).click();
  await expect(page.getByRole("region", { name: /^Vos aides au/ })).toContainText("679,29");
  // An error leaves no figure of before.
  await page.getByLabel("Ressources du foyer, en euros par mois").fill("1.500");
  await page.getByRole("button", { name: "Calculer les aides" }).click();
  await expect(page.locator("#ressources-erreur")).toContainText("deux chiffres après la virgule");
  await expect(page.locator(".simulation")).toHaveCount(0);
});

test("a start before the first values of the law is said, and the list goes on without the situation", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript the server answers at the field");
  await page.goto(`/comparer?${NEED.replace("2026-12-01", "2023-12-01")}`);
  await page.getByText("Calculer ce qui resterait à payer, aides déduites").click();
  await ready(page, javaScriptEnabled);
  await fill(page);
  for (const attempt of [1, 2]) {
    await page.getByRole("button", { name: "Calculer le reste à payer" }).click();
    await expect(page.locator("#debut-erreur"), `attempt ${attempt}`).toContainText("1er janvier 2024");
    await expect(page.getByLabel("À partir de quand ?"), "the way to mend it").toBeFocused();
  }
  await expect(page.locator(".to-pay:visible")).toHaveCount(0);
  await page.getByRole("slider", { name: "Prix" }).press("ArrowRight");
  await expect(page).toHaveURL(/poids-prix=5/);
});

test("what the browser counts is what the server counts", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "nothing is counted in the browser without JavaScript");
  await openTheSituation(page, javaScriptEnabled);
  await fill(page, { gir: "2", resources: "2140,37" });
  await page.getByRole("button", { name: "Calculer le reste à payer" }).click();
  await expect(page.locator(".to-pay:visible").first()).toBeVisible();
  // Spaces apart: the two write empty texts differently.
  // What is folded is written when it is opened.
  await page.locator(".result details:not(details details) > summary").evaluateAll((summaries) => summaries.forEach((summary) => summary.click()));
  const own = await page.locator(".result:visible").evaluateAll((results) => results.map((result) => result.textContent.replace(/\s/g, "")));
  const body = `${NEED}&ressources=2140,37&gir=2`;
  const answer = await page.request.post("/comparer", {
    data: body, headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
  });
  const theirs = await page.evaluate((html) => {
    const document = new DOMParser().parseFromString(html, "text/html");
    return [...document.querySelectorAll(".result")].map((result) => result.textContent.replace(/\s/g, ""));
  }, await answer.text());
  expect(own).toHaveLength(20);
  expect(own).toEqual(theirs);
});

test("a GIR she does not know gives a range, and a slip is named at its field", async ({ page, javaScriptEnabled }) => {
  await openTheSituation(page, javaScriptEnabled);
  await fill(page, { gir: "inconnu", resources: "-5" });
  await page.getByRole("button", { name: "Calculer le reste à payer" }).click();
  const resources = page.getByLabel("Ressources du foyer, en euros par mois");
  await expect(resources).toHaveAttribute("aria-invalid", "true");
  await expect(resources).toHaveValue("-5");
  await expect(page.locator("#ressources-erreur")).toContainText("entre 0 et 100 000 euros");
  await expect(page.locator(".to-pay:visible"), "nothing is counted").toHaveCount(0);
  if (javaScriptEnabled) await expect(resources).toBeFocused();
  await expectAccessible(page, javaScriptEnabled);
  await resources.fill("1200");
  await page.getByRole("button", { name: /^Calculer le reste à payer$|^Comparer$/ }).last().click();
  const first = page.locator(".result:visible").first();
  await expect(first.locator(".to-pay")).toContainText("selon le GIR, qui n’est pas connu");
  await first.getByText("Voir chaque cas").click();
  await expect(first.getByRole("rowheader", { name: "GIR 4" }).first()).toBeVisible();
  await expectAccessible(page, javaScriptEnabled);
});

test("the simulator gives the aids alone, printed without its form", async ({ page, javaScriptEnabled }) => {
  await page.goto("/aides");
  await ready(page, javaScriptEnabled);
  const sent = [];
  page.on("request", (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await expectAccessible(page, javaScriptEnabled);
  await page.getByText("Qu’est-ce que le GIR, et comment l’obtenir ?").click();
  await expect(page.getByText("une équipe médico-sociale vient à domicile")).toBeVisible();
  await fill(page, { resources: "1500" });
  await page.getByLabel("Plan d’aide APA déjà notifié, en euros par mois").fill("800");
  await page.getByRole("button", { name: "Calculer les aides" }).click();
  const result = page.getByRole("region", { name: /^Vos aides au/ });
  await expect(result).toContainText("679,29");
  await expect(result.locator(".to-pay")).toContainText("120,71");
  await expect(result.getByText("Aide de la caisse de retraite")).toBeVisible();
  expect(page.url()).toMatch(/\/aides$/);
  if (javaScriptEnabled) expect(sent).toEqual([]);
  else expect(sent).toContain("POST /aides");
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  await expectAccessible(page, javaScriptEnabled);
  await page.emulateMedia({ media: "print" });
  await expect(result).toBeVisible();
  await expect(page.getByRole("button", { name: "Calculer les aides" })).toBeHidden();
});
