// What a family does around the list: another language, an address, the map, a link sent to a brother, paper, a mistake.
import { cards, expect, expectAccessible, expectAsServer, expectNoSidewaysScroll, started, test, unfold } from "./support.js";

const MORNINGS = "lieu=14e&acte=toilette&quand=lun-dim.0800-0900";

test("she reads the same list in English and in plain French", async ({ page, javaScriptEnabled }) => {
  const order = () => page.locator(".card").evaluateAll((all) => all.map((card) => card.dataset.finess));
  // On a phone the languages are folded in the menu.
  const language = async (name) => {
    const link = page.getByRole("navigation", { name: /^(Langue|Language)/ }).getByRole("link", { name });
    if (!(await link.isVisible())) await page.locator(".menu > summary").click();
    await link.click();
  };
  await page.goto(`/comparer?${MORNINGS}`);
  const french = await order();
  await language("English");
  await expect(page).toHaveURL(/\/en\/comparer\?.*lieu=14e/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\d+ possible services in the 14e$/);
  expect(await order(), "the order is no matter of language").toEqual(french);
  await expect(page.locator(".card").first().locator(".price")).toContainText(/€[0-9,]+ a month/);
  if (javaScriptEnabled) {
    await started(page);
    await unfold(page, "#importance");
    await page.getByRole("slider", { name: "price" }).press("ArrowRight");
    await expect(page).toHaveURL(/\/en\/comparer.*poids-prix=5/);
    await expectAsServer(page);
  }
  await expectAccessible(page, javaScriptEnabled);
  await language("Facile à lire");
  await expect(page).toHaveURL(/\/falc\/comparer\?.*lieu=14e/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\d+ services peuvent vous aider dans le 14e$/);
  if (javaScriptEnabled) await expect(page, "what she set goes along").toHaveURL(/poids-prix=5/);
  await expect(page.locator(".card .covers").first()).toContainText("aider à se laver et à s’habiller");
  await expectAccessible(page, javaScriptEnabled);
});

test("she types an address, and only its arrondissement goes on", async ({ page, javaScriptEnabled }) => {
  await page.goto("/");
  const place = page.getByLabel("Où habite la personne ?");
  if (javaScriptEnabled) {
    await started(page);
    await place.pressSequentially("12 daguer");
    const options = page.getByRole("option", { name: /Daguerre/ });
    await expect(options.first()).toContainText("12 Rue Daguerre, 75014 Paris");
    await expectAccessible(page, javaScriptEnabled);
    await place.press("ArrowDown");
    await expect(options.first()).toHaveAttribute("aria-selected", "true");
    await place.press("Enter");
    await expect(place).toHaveValue("14e");
    await expect(options).toHaveCount(0);
  } else {
    await place.fill("12 rue daguerre");
  }
  await page.locator("#besoin").getByRole("button", { name: "Voir les services" }).last().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/dans le 14e$/);
  const links = await page.locator("a, input[type=hidden]").evaluateAll((all) => all.map((one) => one.href ?? one.value));
  expect([...links, page.url()].join(" ").toLowerCase(), "the address is in no link").not.toContain("daguerre");
});

test("a street of several arrondissements asks which one", async ({ page, javaScriptEnabled }) => {
  await page.goto("/comparer?lieu=rue+de+vaugirard&acte=menage");
  await expect(page.getByRole("alert")).toContainText("existe dans plusieurs arrondissements : 6e, 15e");
  await expectAccessible(page, javaScriptEnabled);
  await page.getByLabel("Où habite la personne ?").fill("150 rue de vaugirard");
  await page.locator("#besoin").getByRole("button", { name: "Voir les services" }).last().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/dans le 15e$/);
});

test("she touches an arrondissement instead of writing it", async ({ page, javaScriptEnabled }) => {
  await page.goto("/");
  if (javaScriptEnabled) await started(page);
  const tile = page.getByRole("radio", { name: "14e" });
  await tile.check();
  if (javaScriptEnabled) {
    await expect(page.getByLabel("Où habite la personne ?")).toHaveValue("14e");
    await expect(page.locator("#jusqu-ici")).toContainText("14e");
  }
  await page.locator("#besoin").getByRole("button", { name: "Voir les services" }).last().click();
  await expect(page).toHaveURL(/\/comparer\?lieu=14e$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/dans le 14e$/);
});

test("she finds the services of an arrondissement by name or on the map", async ({ page, javaScriptEnabled }) => {
  await page.goto("/services");
  const map = page.getByRole("group", { name: /^Carte de Paris/ });
  const zone = map.getByRole("link", { name: /^14e : \d+ services/ });
  const count = (await zone.getAttribute("aria-label")).match(/(\d+) services/)[1];
  await page.getByText("La même carte en liste").click();
  await expect(page.getByRole("listitem").filter({ hasText: `14e : ${count} services` })).toHaveCount(1);
  await zone.click();
  await expect(page).toHaveURL(/zone=14e/);
  await expect(page.getByRole("status")).toHaveText(`${count} services trouvés`);
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  await expectAccessible(page, javaScriptEnabled);
});

test("she changes her need and comes back to the list, with what she had set", async ({ page, javaScriptEnabled }) => {
  await page.goto(`/comparer?${MORNINGS}&debut=2027-02-01`);
  await page.locator("#modifier").click();
  if (javaScriptEnabled) await started(page);
  await expect(page.getByLabel("À une date")).toBeChecked();
  await expect(page.getByLabel("Date de début")).toHaveValue("2027-02-01");
  await page.getByText("Préciser les tâches").click();
  await page.getByRole("checkbox", { name: "linge" }).first().check();
  await page.getByRole("checkbox", { name: "lundi soir" }).check();
  await page.getByText("Conditions particulières (facultatif)").click();
  await page.locator("#mode").getByLabel(/^prestataire/).check();
  await page.getByLabel("Langue parlée par l’intervenant").selectOption("arabe");
  await page.locator("#besoin").getByRole("button", { name: "Voir les services" }).last().click();
  await expect(page.locator("#entete .need-line")).toContainText("toilette et habillage, linge");
  for (const part of [/acte=linge/, /mode=prestataire/, /langue=arabe/, /debut=2027-02-01/, /quand=lun\.1900-2000/]) {
    await expect(page).toHaveURL(part);
  }
  await expect(page.locator(".card .state").first(), "a language is said, and leaves nobody out").toContainText("· ");
  await expect(page.locator("#filtre-non-complets"), "the start is far").toHaveAttribute("aria-pressed", "false");
});

test("the chosen services stay at hand at the bottom of the screen", async ({ page, javaScriptEnabled }) => {
  await page.goto(`/comparer?${MORNINGS}`);
  if (javaScriptEnabled) await started(page);
  await page.locator(".card").first().getByRole("checkbox", { name: /^Comparer / }).check();
  const tray = page.getByRole("region", { name: "Services choisis" });
  const last = page.locator(".card h3 a").last();
  await last.scrollIntoViewIfNeeded();
  await expect(tray).toBeInViewport({ ratio: 1 });
  const { height } = await tray.boundingBox();
  expect(height / page.viewportSize().height, "it leaves the screen to the list").toBeLessThan(0.2);
});

test("she sends the link, and her brother sees the same list", async ({ page, browser, javaScriptEnabled, baseURL }) => {
  await page.goto(`/comparer?${MORNINGS}`);
  if (javaScriptEnabled) {
    await started(page);
    await unfold(page, "#importance");
    await page.getByRole("slider", { name: "prix" }).press("ArrowRight");
    await expect(page).toHaveURL(/poids-prix=5/);
  }
  await page.locator("#filtre-taches").click();
  await expect(page).toHaveURL(/filtre=taches/);
  const hers = await cards(page);
  const elsewhere = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport: { width: 800, height: 600 } });
  const brothers = await elsewhere.newPage();
  await brothers.goto(page.url());
  expect(await cards(brothers)).toEqual(hers);
  await elsewhere.close();
});

test("on paper the list has its services and none of its controls", async ({ page, javaScriptEnabled }) => {
  await page.goto(`/comparer?${MORNINGS}`);
  if (javaScriptEnabled) await started(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".card").first()).toBeVisible();
  await expect(page.locator("#entete .need-line")).toBeVisible();
  for (const control of ["slider", "button", "navigation", "combobox", "checkbox"]) {
    await expect(page.getByRole(control).filter({ visible: true }), control).toHaveCount(0);
  }
});

test("a service says its price among the others, what to ask, and takes a report", async ({ page, javaScriptEnabled }) => {
  await page.goto("/services/990000001");
  if (javaScriptEnabled) await started(page);
  await expect(page.getByRole("button", { name: "Imprimer" }), "only a script can print").toHaveCount(javaScriptEnabled ? 1 : 0);
  await expect(page.locator("figure.chart").first()).toContainText("Plus chers : 35 services");
  await page.getByText("Les mêmes chiffres en tableau").click();
  await expect(page.getByRole("rowheader", { name: /ce service/ })).toHaveCount(1);
  await expect(page.locator("ul.questions")).toContainText("Qui vient si l’intervenant habituel est absent ?");
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  const report = page.getByRole("region", { name: "Signaler une erreur" });
  await report.getByLabel("Ce qui est faux").selectOption("horaires");
  await report.getByLabel("Ce qu’il faut corriger").fill("faux !");
  await report.getByRole("button", { name: "Envoyer à la Ville" }).click();
  await expect(page.locator("#message-erreur")).toContainText("Expliquez en 10 caractères au moins");
  await expect(report.getByLabel("Ce qu’il faut corriger"), "nothing is lost").toHaveValue("faux !");
  await expect(report.getByLabel("Ce qui est faux")).toHaveValue("horaires");
  await expectAccessible(page, javaScriptEnabled);
  await report.getByLabel("Ce qu’il faut corriger").fill("Ils ne viennent plus le samedi.");
  await report.getByRole("button", { name: "Envoyer à la Ville" }).click();
  if (!javaScriptEnabled) await expect(page).toHaveURL(/\/services\/990000001\?signale=oui/);
  await expect(report.getByRole("status")).toContainText("votre signalement est enregistré");
  await expectAccessible(page, javaScriptEnabled);
});
