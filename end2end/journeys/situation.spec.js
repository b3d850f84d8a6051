// What the person says of dependence and income: counted in the page, in no address and in no request, gone when erased.
import { cards, expect, started, test, unfold } from "./support.js";

const ADDRESS = "/comparer?lieu=14e&acte=toilette&quand=lun-dim.0800-0900";
const SITUATION = /ressources|1850|gir=|age=|foyer|handicap|plan=/;

async function say(page) {
  await unfold(page, "#aides");
  await page.getByLabel("Ressources du foyer, en euros par mois").fill("1850");
  await page.getByLabel("GIR (degré d’autonomie)").selectOption("3");
}

const compute = (page) => page.getByRole("button", { name: "Calculer le reste à payer" }).click();
const kept = (page) => page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));

test("what is left to pay is computed in the page, and the situation goes nowhere", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript it is sent: see the journey below");
  await page.goto(ADDRESS);
  await started(page);
  const before = await cards(page);
  const asked = [];
  page.on("request", (request) => asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
  await say(page);
  await compute(page);
  await expect(page.locator(".card .price.paid").first()).toContainText("À payer");
  await expect(page.locator("#tri option[value=a-payer]")).toHaveCount(1);
  // What is changed in it counts at once.
  const third = await page.locator(".card .price.paid").first().textContent();
  await unfold(page, "#aides");
  await page.getByLabel("GIR (degré d’autonomie)").selectOption("5");
  await expect(page.locator(".card .price.paid").first()).not.toHaveText(third);
  expect(page.url()).not.toMatch(SITUATION);
  expect(await kept(page), "nothing is kept unasked").toBe("{}");
  await page.getByRole("button", { name: "Effacer ma situation" }).click();
  await expect(page.locator(".card .price.paid")).toHaveCount(0);
  await expect(page.getByLabel("Ressources du foyer, en euros par mois")).toHaveValue("");
  await expect(page.getByLabel("Âge de la personne")).toBeFocused();
  await expect.poll(() => cards(page)).toEqual(before);
  // The browser fetches the icon of the site again for a new address.
  expect(asked.filter((request) => !request.includes("/assets/icon.")), "nothing was asked of the server").toEqual([]);
});

test("it is gone with the page, unless the person keeps it for the visit", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript nothing is kept");
  await page.goto(ADDRESS);
  await started(page);
  await say(page);
  await compute(page);
  await expect(page.locator(".card .price.paid").first()).toBeVisible();
  await page.reload();
  await started(page);
  await expect(page.locator(".card .price.paid")).toHaveCount(0);
  await expect(page.getByLabel("Ressources du foyer, en euros par mois")).toHaveValue("");

  const asked = [];
  page.on("request", (request) => asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
  await say(page);
  await page.getByLabel("Garder pendant cette visite").check();
  await compute(page);
  await expect(page.locator(".card .price.paid").first()).toBeVisible();
  expect(await kept(page)).toContain("1850");
  const listed = await page.locator(".card .price.paid strong").first().textContent();

  // The page of a service and the table say the same amount.
  await page.locator(".card:has(.paid) h3 a").first().click();
  await expect(page).toHaveURL(/\/services\/\d+/);
  await started(page);
  await expect(page.locator("#a-payer")).toContainText(listed);
  await page.goBack();
  await started(page);
  await expect(page.locator(".card .price.paid strong").first()).toHaveText(listed);
  await page.locator(".card:has(.paid)").first().getByRole("checkbox", { name: /^Comparer / }).check();
  await page.locator("#comparer-choisis").click();
  await expect(page).toHaveURL(/\/cote-a-cote\?/);
  await started(page);
  await expect(page.getByRole("row").filter({ hasText: "Ce que vous payez, aides déduites" })).toContainText(listed);
  expect(asked.filter((request) => SITUATION.test(request)), "in no request, in no address").toEqual([]);

  // Erased here, it is erased everywhere.
  await page.getByRole("button", { name: "Effacer" }).click();
  expect(await kept(page)).toBe("{}");
  await page.goBack();
  await started(page);
  await expect(page.locator(".card .price.paid")).toHaveCount(0);
});

test("erased on the list, a situation that was kept is kept no more", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript nothing is kept");
  await page.goto(ADDRESS);
  await started(page);
  await say(page);
  await page.getByLabel("Garder pendant cette visite").check();
  await compute(page);
  await expect(page.locator(".card .price.paid").first()).toBeVisible();
  expect(await kept(page)).toContain("1850");
  await unfold(page, "#aides");
  await page.getByRole("button", { name: "Effacer ma situation" }).click();
  await expect(page.locator(".card .price.paid")).toHaveCount(0);
  expect(await kept(page)).toBe("{}");
  await page.reload();
  await started(page);
  await expect(page.locator(".card .price.paid")).toHaveCount(0);
});

test("without a GIR one table above the list says what each would leave to pay", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "the journey without JavaScript gives a GIR");
  await page.goto(ADDRESS);
  await started(page);
  await unfold(page, "#aides");
  await page.getByLabel("Ressources du foyer, en euros par mois").fill("1850");
  await compute(page);
  const grade = page.locator("#resultats").getByRole("button", { name: /GIR 3/ });
  await grade.click();
  await expect(page.locator(".card .price.paid").first()).toContainText("À payer");
  await expect(page.getByLabel("GIR (degré d’autonomie)")).toHaveValue("3");
  expect(page.url()).not.toMatch(SITUATION);
});

test("a situation without its resources is refused at its field", async ({ page }) => {
  await page.goto(ADDRESS);
  await unfold(page, "#aides");
  if (await page.locator("html[data-islands]").count()) await started(page);
  await page.getByLabel("Ressources du foyer, en euros par mois").fill("beaucoup");
  await compute(page);
  await expect(page.locator("#ressources-erreur")).toContainText("Ce n’est pas un montant en euros");
  await expect(page.locator("#ressources")).toHaveValue("beaucoup");
});

test("without a script the situation is posted, computed with, and stays out of the address", async ({ page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled, "with JavaScript nothing is sent");
  await page.goto(ADDRESS);
  await say(page);
  await expect(page.locator("#qui-calcule")).toContainText("notre serveur");
  const [request] = await Promise.all([page.waitForRequest((one) => one.method() === "POST"), compute(page)]);
  expect(request.url()).not.toMatch(SITUATION);
  await expect(page.locator(".card .price.paid").first()).toContainText("À payer");
  expect(page.url()).not.toMatch(SITUATION);
  const links = await page.locator("a").evaluateAll((all) => all.map((one) => one.href).join(" "));
  expect(links, "it is in no link").not.toMatch(SITUATION);
  // The buttons of the list go on with it.
  await page.locator("#filtre-emploie").click();
  await expect(page.locator("#filtre-emploie")).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".card .price.paid").first()).toContainText("À payer");
  await page.locator(".card").first().getByRole("checkbox", { name: /^Comparer / }).check();
  await page.locator("#comparer-choisis").click();
  await expect(page.getByRole("row").filter({ hasText: "Ce que vous payez, aides déduites" })).toContainText("€");
  expect(page.url()).not.toMatch(SITUATION);
  await page.getByRole("button", { name: "Résultats" }).click();
  await expect(page.locator(".card .price.paid").first()).toContainText("À payer");
  await unfold(page, "#aides");
  await page.locator("#aides .privacy").getByRole("link").click();
  await expect(page).toHaveURL(/\/comparer\?lieu=14e/);
  await expect(page.locator(".card .price.paid")).toHaveCount(0);
});
