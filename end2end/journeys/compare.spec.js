// A daughter looks for washing every morning, Sundays too, for her mother in the 14e.
import { cards, expect, expectAccessible, expectAsServer, expectNoSidewaysScroll, started, test, unfold } from "./support.js";
import { paper } from "./paper.js";

const DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const ADDRESS = "/comparer?lieu=14e&acte=toilette&quand=lun-dim.0800-0900";
// What such an address asks for, wherever its parts stand.
const MORNINGS = /\/comparer\?(?=.*lieu=14e)(?=.*acte=toilette)(?=.*quand=lun-dim\.0800-0900)/;

// In three steps, on the grid of moments.
async function describeTheNeed(page, javaScriptEnabled) {
  await page.goto("/");
  if (javaScriptEnabled) await started(page);
  await page.getByLabel("Où habite la personne ?").fill("14e");
  await page.getByLabel("Se laver, s’habiller").check();
  for (const day of DAYS) await page.getByRole("checkbox", { name: `${day} matin` }).check();
}

async function compare(page) {
  await page.locator("#besoin").getByRole("button", { name: "Voir les services" }).last().click();
  await page.waitForURL(/\/comparer\?/);
}

// The form holds the place: on its tile, and with a script in the field too.
async function expectPlace(page, javaScriptEnabled) {
  await expect(page.getByRole("radio", { name: "14e" }), "nothing is lost").toBeChecked();
  if (javaScriptEnabled) await expect(page.getByLabel("Où habite la personne ?")).toHaveValue("14e");
}

test("she describes the need in three steps and reads the list, its prices and its reasons", async ({ page, javaScriptEnabled }) => {
  await describeTheNeed(page, javaScriptEnabled);
  if (javaScriptEnabled) {
    await expect(page.locator("#jusqu-ici")).toContainText("14e");
    await expect(page.locator("#jusqu-ici")).toContainText("7 h par semaine");
  }
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  await expectAccessible(page, javaScriptEnabled);
  await compare(page);
  await expect(page).toHaveURL(MORNINGS);
  expect(page.url(), "what she did not say is not in the address").not.toMatch(/=(&|$)/);
  if (javaScriptEnabled) await started(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\d+ services possibles dans le 14e$/);
  await expect(page.locator("#entete")).toContainText("toilette et habillage, tous les jours 8 h–9 h");
  await expect(page).toHaveTitle(/^14e, toilette et habillage\s:\s\d+\sservices/);
  const law = page.getByRole("complementary", { name: "Comment cette liste est faite" });
  await expect(law).toContainText("prix 40 %, horaires 30 %, tâches 30 %");
  await expect(law).toContainText("Personne ne paie pour y figurer");
  await expect(page.getByRole("complementary", { name: "Démonstration" })).toContainText("fictifs");

  const first = page.locator(".card").first();
  await expect(first.locator("h3")).toHaveText(/^\d+ /);
  await expect(first.locator(".price")).toContainText("par mois");
  await expect(first.locator(".covers")).toContainText("✓ toutes vos heures");
  await expect(first.locator(".call")).toHaveAttribute("href", /^tel:/);
  await first.getByText("Pourquoi ce rang").click();
  await expect(first.getByText("fois sur 231")).toBeVisible();
  await expect(first.getByRole("listitem").filter({ hasText: /^Horaires/ })).toContainText("100 sur 100");
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  await expectAccessible(page, javaScriptEnabled);

  await first.getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Pour votre besoin" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Tarifs" })).toBeVisible();
  await expectAccessible(page, javaScriptEnabled);
  await page.locator(".back").getByRole("link", { name: /Résultats/ }).click();
  await expect(page).toHaveURL(MORNINGS);
});

test("the groups stand in their order, and what does not suit is folded under its reasons", async ({ page }) => {
  await page.goto(`${ADDRESS}&complets=oui`);
  const ids = [];
  for (let last = false; !last;) {
    for (const id of await page.locator("#resultats section.group").evaluateAll((all) => all.map((one) => one.id))) {
      if (!ids.includes(id)) ids.push(id);
    }
    const excluded = page.locator("details.excluded");
    await expect(excluded).not.toHaveAttribute("open", "");
    await excluded.locator("summary").click();
    await expect(excluded).toContainText("n’intervient pas dans cet arrondissement : 98 sur 118");
    await expect(excluded).toContainText("Un service peut avoir plusieurs raisons");
    const next = page.locator("#page-suivante");
    last = (await next.count()) === 0;
    if (!last) {
      const page1 = await page.locator(".pagination [aria-current]").innerText();
      await next.click();
      await expect(page.locator(".pagination [aria-current]")).not.toHaveText(page1);
    }
  }
  expect(ids).toEqual(["conviennent", "a-deux", "en-partie", "a-verifier"]);
});

test("a usual week fills the moments, and Enter still compares", async ({ page, javaScriptEnabled }) => {
  await page.goto("/");
  if (javaScriptEnabled) await started(page);
  await page.getByLabel("Où habite la personne ?").fill("14e");
  await page.getByLabel("Se laver, s’habiller").check();
  await page.getByRole("button", { name: "Midi et soir" }).click();
  await expectPlace(page, javaScriptEnabled);
  await expect(page.getByLabel("Se laver, s’habiller")).toBeChecked();
  for (const moment of ["midi", "soir"]) await expect(page.getByRole("checkbox", { name: `dimanche ${moment}` })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "dimanche matin" })).not.toBeChecked();
  await expectAccessible(page, javaScriptEnabled);
  await page.getByLabel("Où habite la personne ?").press("Enter");
  await page.waitForURL(/\/comparer/);
  await expect(page).toHaveURL(/quand=lun-dim\.1200-1300/);
  await expect(page).toHaveURL(/quand=lun-dim\.1900-2000/);
  await page.locator("#modifier").click();
  await expectPlace(page, javaScriptEnabled);
  await expect(page.getByLabel("Se laver, s’habiller")).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "lundi soir" })).toBeChecked();
  if (javaScriptEnabled) await started(page);
  await page.getByRole("button", { name: "Les nuits" }).click();
  await expect(page.getByRole("checkbox", { name: "lundi nuit" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "lundi soir" })).not.toBeChecked();
  await compare(page);
  await expect(page).toHaveURL(/quand=lun-dim\.2100-0700/);
});

test("hours to the minute are written in fields, past midnight too", async ({ page, javaScriptEnabled }) => {
  await page.goto("/");
  if (javaScriptEnabled) await started(page);
  await page.getByLabel("Où habite la personne ?").fill("75014");
  await page.getByText("Préciser l’heure").click();
  const slot = page.getByRole("group", { name: "Créneau 1" });
  await slot.getByRole("checkbox", { name: "vendredi" }).check();
  await slot.getByLabel("de", { exact: true }).fill("22:30");
  await slot.getByLabel("à", { exact: true }).fill("06:15");
  await compare(page);
  await expect(page).toHaveURL(/quand=ven\.2230-0615/);
  await expect(page.locator("#entete .need-line")).toContainText("vendredi 22 h 30–6 h 15");
});

test("she says what matters most and the list follows", async ({ page, javaScriptEnabled }) => {
  await page.goto(ADDRESS);
  if (javaScriptEnabled) await started(page);
  await unfold(page, "#importance");
  const price = page.getByRole("slider", { name: "prix" });
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
    await page.locator("#importance").getByRole("button", { name: "Mettre à jour la liste" }).click();
    await expect(page).toHaveURL(/poids-prix=0/);
  }
  await expect(page.locator("#parts")).toHaveText("horaires 50 %, tâches 50 %");
  const first = page.locator(".card").first();
  await first.getByText("Pourquoi ce rang").click();
  await expect(first.getByRole("listitem").filter({ hasText: /^Prix/ })).toHaveCount(0);
  await expect(first.getByRole("listitem").filter({ hasText: /^Horaires/ })).toBeVisible();
});

test("the list ranked in the browser is the one the server sends", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "nothing is ranked in the browser without JavaScript");
  await page.goto(`${ADDRESS}&complets=oui`);
  await started(page);
  await unfold(page, "#importance");
  const price = page.getByRole("slider", { name: "prix" });
  await price.focus();
  for (let step = 0; step < 3; step += 1) await price.press("ArrowRight");
  await expect(page).toHaveURL(/poids-prix=7/);
  await expectAsServer(page);
  const ranked = await cards(page);
  const status = await page.locator("#etat").textContent();
  expect(ranked).toHaveLength(20);
  await expect(page.locator("#titre-conviennent"), "the server's list is gone").toHaveCount(1);
  await expectAccessible(page, javaScriptEnabled);
  await page.reload();
  await started(page);
  expect(await cards(page)).toEqual(ranked);
  await expect(page.locator("#etat")).toHaveText(status);
  await expect(page.locator("#poids-prix")).toHaveValue("7");
});

test("weights that leave nothing to measure are said so, and the list stays", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript the server answers with the form");
  await page.goto("/comparer?lieu=14e&acte=menage&poids-prix=1&poids-horaires=0&poids-prestations=0");
  await started(page);
  const listed = await cards(page);
  await unfold(page, "#importance");
  await page.getByRole("slider", { name: "prix" }).press("ArrowLeft");
  await expect(page.locator("#etat")).toContainText("donnez une importance au-dessus de 0");
  expect(await cards(page)).toEqual(listed);
});

test("she puts three services side by side, and the choice survives a reload", async ({ page, javaScriptEnabled }) => {
  await page.goto(ADDRESS);
  if (javaScriptEnabled) {
    // The boxes are there in a list that the browser ranked too.
    await started(page);
    await unfold(page, "#importance");
    await page.getByRole("slider", { name: "prix" }).press("ArrowRight");
    await expect(page).toHaveURL(/poids-prix=5/);
  }
  const numbers = [];
  for (const at of [0, 2, 4]) {
    const card = page.locator(".card").nth(at);
    await card.getByRole("checkbox", { name: /^Comparer / }).check();
    numbers.push(await card.getAttribute("data-finess"));
  }
  await page.locator("#comparer-choisis").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Services côte à côte");
  const heads = page.locator("thead th a[href*='/services/']");
  for (const number of numbers) await expect(page.locator(`thead a[href*="/services/${number}"]`)).toHaveCount(1);
  await expect(page.getByRole("rowheader", { name: /^Prix pour ce besoin ≠ \(diffère\)/ })).toBeVisible();
  await expect(page.locator("thead a[href^='tel:']")).toHaveCount(3);
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  await expectAccessible(page, javaScriptEnabled);
  await page.reload();
  await expect(heads).toHaveCount(3);
  await page.locator("thead .drop").first().click();
  await expect(heads).toHaveCount(2);
  await page.getByRole("link", { name: "Résultats" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/services possibles dans le 14e/);
  await expect(page.locator(".tray-count"), "the others stay chosen").toHaveText("2 choisis");
});

test("a shortlist of four is printed on one sheet of A4, with the day and what to ask", async ({ page, javaScriptEnabled }) => {
  // The page asks the browser to print; what it would print is read below.
  await page.addInitScript(() => { window.print = () => {}; });
  await page.goto(ADDRESS);
  if (javaScriptEnabled) await started(page);
  const names = [];
  for (const at of [0, 1, 2, 3]) {
    const card = page.locator(".card").nth(at);
    await card.getByRole("checkbox", { name: /^Comparer / }).check();
    names.push(await card.locator("h3 a").textContent());
  }
  await page.locator("#imprimer-choisis").click();
  await expect(page).toHaveURL(/\/cote-a-cote\?.*imprimer=oui/);
  await expect(page.getByRole("heading", { name: "Questions à poser" })).toBeVisible();
  const sheet = await paper(await page.pdf({ preferCSSPageSize: true }));
  expect(sheet.pages, "one page").toHaveLength(1);
  expect([...sheet.pages[0]].sort((one, other) => one - other), "of A4").toEqual([210, 297]);
  for (const words of [...names, "Prix pour ce besoin", "Questions à poser", "devis écrit", "Fait le", "Quelleaideadom"]) {
    expect(sheet.text).toContain(words);
  }
  for (const control of ["Imprimer", "Résultats", "retirer", "Menu", "Effacer"]) expect(sheet.text).not.toContain(control);
});

test("when nobody fits, the page says which one change would list somebody", async ({ page, javaScriptEnabled }) => {
  await page.goto("/comparer?lieu=14e&mode=mise-a-disposition&indispensable=garde-de-nuit&indispensable=conduite&habilitation=oui");
  const empty = page.getByRole("region", { name: "Aucun service ne répond à toutes ces conditions" });
  await expect(empty).toContainText("ne propose pas le mode d’intervention demandé");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Aucun service possible dans le 14e");
  await expect(page.locator(".card")).toHaveCount(0);
  await expectAccessible(page, javaScriptEnabled);
  const ways = page.getByRole("region", { name: "Ce qui changerait la liste" });
  await ways.getByRole("link", { name: /^en acceptant aussi/ }).first().click();
  await expect(page.locator(".card").first()).toBeVisible();
  await expect(page, "the other conditions stay").toHaveURL(/habilitation=oui/);
});

test("a mistake is named at its field and the rest is kept", async ({ page, javaScriptEnabled }) => {
  await page.goto("/comparer?lieu=Lyon&acte=menage&quand=lun.0800-0900");
  await expect(page.getByRole("alert")).toContainText("« Lyon » n’est pas un arrondissement ni une adresse connue de Paris");
  await expectAccessible(page, javaScriptEnabled);
  await page.getByRole("link", { name: /« Lyon »/ }).click();
  await expect(page.getByLabel("Où habite la personne ?")).toBeFocused();
  await page.getByLabel("Où habite la personne ?").fill("75014");
  await compare(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/services possibles dans le 14e/);
  await expect(page.locator("#entete .need-line")).toContainText("ménage, lundi 8 h–9 h");
});

test("the other pages are complete and accessible", async ({ page, javaScriptEnabled }) => {
  for (const address of ["/", "/comparer", "/services", "/services?nom=canal", "/services/990000200", "/aides", "/methode", "/nulle-part"]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectNoSidewaysScroll(page, javaScriptEnabled);
    await expectAccessible(page, javaScriptEnabled);
  }
});
