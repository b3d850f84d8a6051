// What it would really cost her: the situation is typed, counted, and kept nowhere unless she asks for it.
import { NEED } from "./pages.js";
import { expect, expectAccessible, expectNoSidewaysScroll, started, test } from "./support.js";

const BY_HERSELF = "Le calcul se fait dans votre navigateur";
const BY_SERVER = "vous les confiez à notre serveur le temps d’un calcul";

// The island runs: from then on nothing is sent.
async function ready(page, javaScriptEnabled) {
  if (javaScriptEnabled) await started(page);
  await expect(page.locator("#qui-calcule")).toContainText(javaScriptEnabled ? BY_HERSELF : BY_SERVER);
}

async function openTheSituation(page, javaScriptEnabled, need = NEED) {
  await page.goto(`/comparer?${need}`);
  await page.locator("#aides > summary").click();
  await ready(page, javaScriptEnabled);
}

async function fill(page, { gir = "3", resources = "1 873,91" } = {}) {
  await page.getByLabel("GIR (degré d’autonomie)").selectOption(gir);
  await page.getByLabel("Ressources du foyer, en euros par mois").fill(resources);
}

const compute = (page) => page.getByRole("button", { name: "Calculer le reste à payer" }).click();
const paid = (page) => page.locator(".card .price.paid");

// What a page may keep, all of it.
const keptBy = (page) => page.evaluate(async () => ({
  local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie, state: history.state,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length, name: window.name,
}));
const NOTHING = { local: {}, session: {}, cookie: "", state: null, databases: 0, caches: 0, name: "" };

// Whatever the page asks of anyone from now on.
function watched(page) {
  const sent = [];
  // A browser asks again for the picture of its tab when the address changes.
  const all = (request) => `${request.method()} ${request.url()} ${request.postData() ?? ""}`;
  page.on("request", (request) => { if (!/\/assets\/icon\./.test(request.url())) sent.push(all(request)); });
  return sent;
}

test("each service shows what would be left to pay, and the tax credit apart", async ({ page, javaScriptEnabled }) => {
  await openTheSituation(page, javaScriptEnabled);
  await fill(page);
  await compute(page);
  const first = page.locator(".card").first();
  await expect(first.locator(".price.paid")).toContainText(/À payer \d+.€ par mois/);
  await expect(first.locator(".price.paid")).toContainText("après crédit d’impôt");
  await expect(first.locator("svg.money")).toBeVisible();
  if (javaScriptEnabled) {
    const size = (locator) => locator.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    expect(await size(first.locator(".price > small"))).toBeLessThan(await size(first.locator(".price strong")));
    await expect(page.locator("#resultats"), "the answer is where she is led").toBeFocused();
  }
  await page.locator("#tri").selectOption({ label: "par somme à payer" });
  if (!javaScriptEnabled) await page.locator("#choix").getByRole("button", { name: "Mettre à jour la liste" }).click();
  // A price from which the service starts says so before it.
  const euros = (words) => Number(words.replace(/\s/g, "").match(/Àpayer\D*(\d+)€/)[1]);
  await expect(page.locator("#tri")).toHaveValue("a-payer");
  await expect.poll(async () => {
    const amounts = (await page.locator("#conviennent .price.paid").allTextContents()).map(euros);
    return amounts.length > 1 && amounts.every((amount, at) => at === 0 || amounts[at - 1] <= amount);
  }, "the least first").toBe(true);
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  await expectAccessible(page, javaScriptEnabled);
});

test("with JavaScript the situation leaves the browser by no way", async ({ page, context, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript it is sent by POST: see the next journey");
  await openTheSituation(page, javaScriptEnabled);
  const sent = watched(page);
  await fill(page);
  await compute(page);
  await expect(paid(page).first()).toBeVisible();
  await page.evaluate(() => { document.querySelector("#importance").open = true; });
  await page.getByRole("slider", { name: "Prix" }).press("ArrowRight");
  await expect(page).toHaveURL(/poids-prix=5/);
  await expect(paid(page).first(), "it counts with other weights too").toBeVisible();
  await page.locator("#page-suivante").click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.getByText(/^Page 2 sur/)).toBeVisible();

  expect(sent, "nothing was asked of the server").toEqual([]);
  expect(page.url()).not.toMatch(/1.?873|gir|ressources/i);
  expect(await keptBy(page)).toEqual(NOTHING);
  expect(await context.cookies()).toEqual([]);
  const attributes = await page.locator("leptos-island, #client").evaluateAll((elements) =>
    elements.flatMap((element) => [...element.attributes].map((attribute) => attribute.value)));
  expect(attributes.join(" "), "what the page hands to the browser").not.toMatch(/1.?873|gir=/);

  // She erases it, and the list is again that of before.
  await page.getByRole("button", { name: "Effacer ma situation" }).click();
  await expect(page.getByLabel("Ressources du foyer, en euros par mois")).toHaveValue("");
  await expect(paid(page)).toHaveCount(0);
});

test("kept for the visit, it counts on every page of the tab, and is forgotten when she says so", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript nothing is kept");
  await openTheSituation(page, javaScriptEnabled);
  await fill(page);
  const sent = watched(page);
  await page.getByLabel("Garder pendant cette visite").check();
  await compute(page);
  await expect(paid(page).first()).toBeVisible();
  expect(Object.keys((await keptBy(page)).session)).toHaveLength(1);
  await page.locator(".card h3 a").first().click();
  await started(page);
  await expect(page.locator("#situation-gardee")).toBeVisible();
  await expect(page.locator("#a-payer")).toContainText(/\d.€/);
  await page.goto("/aides");
  await ready(page, javaScriptEnabled);
  await expect(page.getByLabel("Ressources du foyer, en euros par mois")).toHaveValue("1 873,91");
  expect(sent.join(" "), "it is in no request").not.toMatch(/1.?873|gir=|ressources/);
  await page.getByRole("button", { name: "Effacer ma situation" }).click();
  expect(await keptBy(page)).toEqual(NOTHING);
});

test("without JavaScript the server answers a page that nobody stores", async ({ page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled, "with JavaScript nothing is sent: see the journey before");
  await openTheSituation(page, javaScriptEnabled);
  await fill(page);
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await compute(page);
  const response = await answered;
  expect(response.headers()["cache-control"]).toBe("no-store");
  expect(new URL(page.url()).search, "nothing in the address").toBe("");
  await expect(page.getByLabel("Ressources du foyer, en euros par mois"), "kept for the next step").toHaveValue("1 873,91");
  await page.locator("#page-suivante").click();
  await expect(page.getByText(/^Page 2 sur/)).toBeVisible();
  await expect(paid(page).first()).toBeVisible();
  await page.getByRole("link", { name: "Revenir à la comparaison sans la situation" }).click();
  await expect(page).toHaveURL(/\/comparer\?lieu=14e/);
  await expect(paid(page)).toHaveCount(0);
});

test("what she typed before the page was ready counts", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript a page is ready at once");
  let start;
  const held = new Promise((resolve) => { start = resolve; });
  await page.route("**/assets/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/aides");
  await expect(page.locator("#qui-calcule")).toContainText(BY_SERVER);
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

test("a start before the first values of the law is said, and nothing is counted", async ({ page, javaScriptEnabled }) => {
  await openTheSituation(page, javaScriptEnabled, NEED.replace("2026-12-28", "2023-12-01"));
  await fill(page);
  await compute(page);
  await expect(page.getByText(/1er janvier 2024/).first(), "she sees why").toBeInViewport();
  await expect(paid(page)).toHaveCount(0);
});

test("what the browser counts is what the server counts", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "nothing is counted in the browser without JavaScript");
  await openTheSituation(page, javaScriptEnabled);
  await fill(page, { gir: "2", resources: "2140,37" });
  await compute(page);
  await expect(paid(page).first()).toBeVisible();
  await expect(page.locator(".card")).toHaveCount(20);
  const body = `${NEED}&ressources=2140,37&gir=2`;
  const answer = await page.request.post("/comparer", {
    data: body, headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
  });
  // Spaces apart: the two write empty texts differently.
  const [here, there] = await page.evaluate((html) => {
    const cards = (page) => [...page.querySelectorAll(".card")].map((card) => card.textContent.replace(/\s/g, ""));
    return [cards(document), cards(new DOMParser().parseFromString(html, "text/html"))];
  }, await answer.text());
  expect(here).toHaveLength(20);
  expect(here).toEqual(there);
});

test("a GIR she does not know gives a table in which she chooses one, and a slip is named at its field", async ({ page, javaScriptEnabled }) => {
  await openTheSituation(page, javaScriptEnabled);
  await fill(page, { gir: "inconnu", resources: "-5" });
  await compute(page);
  const resources = page.getByLabel("Ressources du foyer, en euros par mois");
  await expect(resources).toHaveAttribute("aria-invalid", "true");
  await expect(resources).toHaveValue("-5");
  await expect(page.locator("#ressources-erreur")).toContainText("entre 0 et 100 000 euros");
  await expect(paid(page), "nothing is counted").toHaveCount(0);
  if (javaScriptEnabled) await expect(resources).toBeFocused();
  await expectAccessible(page, javaScriptEnabled);
  await resources.fill("1200");
  await page.getByRole("button", { name: /^Calculer le reste à payer$|^Voir les services$/ }).last().click();
  const table = page.locator("table.by-gir");
  await expect(table.getByRole("row")).toHaveCount(5);
  await expect(table).toContainText("GIR 5 ou 6");
  await expectAccessible(page, javaScriptEnabled);
  await table.getByRole("button", { name: "GIR 2" }).click();
  await expect(paid(page).first()).toBeVisible();
  await expect(table, "one GIR needs no table").toHaveCount(0);
  await expect(page.getByLabel("GIR (degré d’autonomie)")).toHaveValue("2");
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
  await expect(result, "without hours there is no cost").toContainText("Vous n’avez pas indiqué d’heures");
  await expect(result.getByText("Aide de la caisse de retraite")).toBeVisible();
  await expect(result).toContainText("Majoration pour tierce personne (MTP) 2026");
  await expect(result).toContainText("CASF R232-11");
  expect(page.url()).toMatch(/\/aides$/);
  if (javaScriptEnabled) expect(sent).toEqual([]);
  else expect(sent).toContain("POST /aides");
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  await expectAccessible(page, javaScriptEnabled);
  await page.emulateMedia({ media: "print" });
  await expect(result).toBeVisible();
  await expect(page.getByRole("button", { name: "Calculer les aides" })).toBeHidden();
});

test("five questions give an idea of the GIR, and hours give a cost", async ({ page, javaScriptEnabled }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Le GIR en cinq questions" }).click();
  await expect(page).toHaveURL(/\/aides#questions-gir$/);
  // An address that leads into what is folded opens it.
  await expect(page.locator("#questions-gir")).toBeVisible();
  await expect(page.locator("#questions-gir li")).toHaveCount(5);
  await ready(page, javaScriptEnabled);
  await fill(page, { resources: "1500" });
  await page.getByLabel("Heures d’aide envisagées par mois").fill("20");
  await page.getByRole("button", { name: "Calculer les aides" }).click();
  const result = page.getByRole("region", { name: /^Vos aides au/ });
  await expect(result).toContainText("Coût de l’aide à domicile");
  await expect(result).toContainText("À payer chaque mois");
});
