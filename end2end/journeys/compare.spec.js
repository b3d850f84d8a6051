// A daughter looks for washing every morning, Sundays too, for her mother in the 14e.
import { expect, expectAccessible, expectNoSidewaysScroll, started, test } from "./support.js";

const DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

// With JavaScript on the grid of the week, without it in plain fields.
async function describeTheNeed(page, javaScriptEnabled) {
  await page.goto("/");
  await page.getByLabel("Où habite la personne ?").fill("14e");
  await page.getByRole("group", { name: "Pour faire quoi ?" }).getByLabel("toilette et habillage").check();
  if (javaScriptEnabled) {
    await started(page);
    for (const day of DAYS) {
      const hour = page.getByRole("button", { name: `${day} de 8 h à 9 h` });
      await hour.click();
      await expect(hour).toHaveAttribute("aria-pressed", "true");
      await expect(hour, "not told by its colour alone").toHaveText("A");
    }
  } else {
    const slot = page.getByRole("group", { name: "Créneau 1" });
    for (const day of DAYS) await slot.getByRole("checkbox", { name: day }).check();
    await slot.getByLabel("de", { exact: true }).fill("08:00");
    await slot.getByLabel("à", { exact: true }).fill("09:00");
  }
  await page.getByRole("button", { name: "Comparer" }).click();
  await page.waitForURL(/\/comparer/);
}

test("she describes the need and reads the list, its prices and its reasons", async ({ page, javaScriptEnabled }) => {
  await describeTheNeed(page, javaScriptEnabled);
  await expect(page).toHaveURL(/\/comparer\?lieu=14e/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Services comparés pour ce besoin");
  await expect(page.locator("#resume").getByText("tous les jours : de 8 h à 9 h")).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Comment cette liste est faite" })).toContainText("Aucun service ne paie pour figurer ici");
  await expect(page.getByRole("complementary", { name: "Démonstration" })).toContainText("fictifs");

  const first = page.locator(".result").first();
  await expect(first.locator(".rank")).toContainText(/^1er/);
  await expect(first.locator(".price")).toContainText("par mois pour ce besoin, avant les aides");
  await first.getByText("D’où vient ce prix").first().click();
  await expect(first.getByRole("rowheader", { name: "aide à la personne le dimanche" }).first()).toBeVisible();
  await first.getByText("Pourquoi ce classement").click();
  await expect(first.getByText("231 réglages essayés")).toBeVisible();
  await expect(page.getByRole("heading", { name: /^À confirmer|^Écartés/ }).last()).toBeVisible();
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  await expectAccessible(page, javaScriptEnabled);

  await first.getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Horaires d’intervention" })).toBeVisible();
  await expectAccessible(page, javaScriptEnabled);
});

test("a usual week fills the slots, and Enter still compares", async ({ page, javaScriptEnabled }) => {
  await page.goto("/");
  if (javaScriptEnabled) await started(page);
  await page.getByLabel("Où habite la personne ?").fill("14e");
  await page.getByRole("group", { name: "Pour faire quoi ?" }).getByLabel("toilette et habillage").check();
  await page.getByRole("button", { name: "Midi et soir" }).click();
  if (javaScriptEnabled) await page.getByText("Écrire les heures à la minute").click();
  await expect(page.getByLabel("Où habite la personne ?"), "nothing is lost").toHaveValue("14e");
  await expect(page.getByRole("group", { name: "Pour faire quoi ?" }).getByLabel("toilette et habillage")).toBeChecked();
  await expect(page.getByRole("group", { name: "Créneau 2" }).getByLabel("de", { exact: true })).toHaveValue("19:00");
  await expectAccessible(page, javaScriptEnabled);
  await page.getByLabel("Où habite la personne ?").press("Enter");
  await page.waitForURL(/\/comparer/);
  await expect(page.locator("#resume").getByText("tous les jours : de 12 h à 13 h")).toBeVisible();
  await expect(page.locator("#resume").getByText("tous les jours : de 19 h à 20 h")).toBeVisible();
  if (javaScriptEnabled) await started(page);
  await page.getByText("Changer la demande").click();
  await page.getByRole("button", { name: "Les nuits" }).click();
  await expect(page.locator("#resume").getByText("tous les jours : de 21 h à 24 h")).toBeVisible();
  await expect(page).toHaveURL(/de-2=00%3A00&a-2=07%3A00|semaine=nuits/);
});

test("she says what matters most and the list follows", async ({ page, javaScriptEnabled }) => {
  await describeTheNeed(page, javaScriptEnabled);
  if (javaScriptEnabled) {
    await started(page);
  }
  const status = page.getByRole("status");
  await expect(status).toContainText(/services conviennent/);
  const price = page.getByRole("slider", { name: "Prix" });
  const navigations = [];
  page.on("request", (request) => request.isNavigationRequest() && navigations.push(request.url()));
  await price.focus();
  for (let step = 0; step < 4; step += 1) await price.press("ArrowLeft");
  if (javaScriptEnabled) {
    // In the browser: at once, without the server, with the focus where it was and the address in step.
    await expect(page).toHaveURL(/poids-prix=0/);
    await expect(price).toBeFocused();
    expect(navigations).toEqual([]);
  } else {
    await page.getByRole("button", { name: "Reclasser" }).click();
    await expect(page).toHaveURL(/poids-prix=0/);
  }
  const first = page.locator(".result:visible").first();
  await first.getByText("Pourquoi ce classement").click();
  await expect(first.getByRole("rowheader", { name: "Prix" })).toHaveCount(0);
  await expect(first.getByRole("rowheader", { name: "Horaires couverts" })).toBeVisible();
});

test("the list ranked in the browser is the one the server sends", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "nothing is ranked in the browser without JavaScript");
  await describeTheNeed(page, javaScriptEnabled);
  await started(page);
  const price = page.getByRole("slider", { name: "Prix" });
  await price.focus();
  for (let step = 0; step < 3; step += 1) await price.press("ArrowRight");
  await expect(page).toHaveURL(/poids-prix=7/);
  const shown = () => page.locator(".result:visible").allInnerTexts();
  const ranked = await shown();
  const status = await page.getByRole("status").innerText();
  expect(ranked).toHaveLength(20);
  await expect(page.locator("#titre-conviennent"), "the server's list is gone").toHaveCount(1);
  await expectAccessible(page, javaScriptEnabled);
  await page.reload();
  await started(page);
  expect(await shown()).toEqual(ranked);
  await expect(page.getByRole("status")).toHaveText(status);
  await expect(price).toHaveValue("7");
});

test("weights that leave nothing to measure are said so, and the list stays", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript the server answers: see the next journey");
  await page.goto("/comparer?lieu=14e&acte=menage&poids-prix=1&poids-horaires=0&poids-prestations=0");
  await started(page);
  const shown = await page.locator(".result:visible").count();
  await page.getByRole("slider", { name: "Prix" }).press("ArrowLeft");
  await expect(page.getByRole("status")).toContainText("Donnez un poids au-dessus de 0");
  await expect(page.locator(".result:visible")).toHaveCount(shown);
});

test("she puts three services side by side, and the choice survives a reload", async ({ page, javaScriptEnabled }) => {
  await describeTheNeed(page, javaScriptEnabled);
  if (javaScriptEnabled) {
    // The boxes are there in a list that the browser ranked too.
    await started(page);
    await page.getByRole("slider", { name: "Prix" }).press("ArrowRight");
    await expect(page).toHaveURL(/poids-prix=5/);
  }
  const boxes = page.getByRole("checkbox", { name: /^Comparer côte à côte/ });
  const names = [];
  for (const at of [0, 2, 4]) {
    await boxes.nth(at).check();
    names.push(await page.locator(".result:visible h3").nth(at).innerText());
  }
  await page.getByRole("button", { name: "Comparer les services cochés" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Services côte à côte");
  const columns = page.getByRole("columnheader");
  for (const name of names) await expect(columns.filter({ hasText: name })).toHaveCount(1);
  await expect(page.getByRole("rowheader", { name: /^Prix pour ce besoin ≠ \(diffère\)/ })).toBeVisible();
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  await expectAccessible(page, javaScriptEnabled);
  const sheet = await page.pdf({ preferCSSPageSize: true });
  expect(sheet.toString("latin1").match(/\/Type \/Page[^s]/g), "on paper it is one sheet").toHaveLength(1);
  await page.reload();
  await expect(columns).toHaveCount(3);
  await page.getByRole("link", { name: `retirer ${names[1]}` }).click();
  await expect(columns).toHaveCount(2);
  await page.getByRole("link", { name: "Revenir à la liste" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Services comparés pour ce besoin");
});

test("when nobody fits, the condition that empties the list can be dropped", async ({ page, javaScriptEnabled }) => {
  await page.goto("/comparer?lieu=14e&mode=mise-a-disposition&indispensable=garde-de-nuit&indispensable=conduite&habilitation=oui");
  const empty = page.getByRole("region", { name: "Aucun service ne répond à toutes ces conditions" });
  await expect(empty).toContainText("ne propose pas le mode d’intervention demandé");
  await expect(page.locator(".result")).toHaveCount(0);
  await expectAccessible(page, javaScriptEnabled);
  await empty.getByRole("link", { name: "accepter tous les modes d’intervention" }).click();
  await expect(page.locator(".result").first()).toBeVisible();
  await expect(page.getByText("habilité à l’aide sociale").first(), "the other conditions stay").toBeVisible();
});

test("a mistake is named at its field and the rest is kept", async ({ page, javaScriptEnabled }) => {
  await page.goto("/comparer?lieu=Lyon&acte=menage&jour-1=lun&de-1=08:00&a-1=09:00");
  await expect(page.getByRole("alert")).toContainText("« Lyon » n’est pas un arrondissement ni une adresse connue de Paris");
  await expectAccessible(page, javaScriptEnabled);
  await page.getByRole("link", { name: /« Lyon »/ }).click();
  await page.getByLabel("Où habite la personne ?").fill("75014");
  await page.getByRole("button", { name: "Comparer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Services comparés pour ce besoin");
  await expect(page.locator("#resume").getByText("lundi : de 8 h à 9 h")).toBeVisible();
});

test("the other pages are complete and accessible", async ({ page, javaScriptEnabled }) => {
  for (const address of ["/", "/comparer", "/services", "/services?nom=canal", "/services/990000200", "/aides", "/methode", "/nulle-part"]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectNoSidewaysScroll(page, javaScriptEnabled);
    await expectAccessible(page, javaScriptEnabled);
  }
});
