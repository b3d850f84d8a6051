// What a family does around the list: another language, an address, the map, a link sent to a brother, paper, a mistake.
import { expect, expectAccessible, expectNoSidewaysScroll, started, test } from "./support.js";

const MORNINGS = "lieu=14e&acte=toilette&debut=2026-12-01&semaine=matins";

test("she reads the same list in English and in plain French", async ({ page, javaScriptEnabled }) => {
  await page.goto(`/comparer?${MORNINGS}`);
  const french = await page.locator(".result h3").allTextContents();
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(/\/en\/comparer\?lieu=14e/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Services compared for this need");
  await expect(page.locator("#resume").getByText("every day: from 08:00 to 09:00, personal care")).toBeVisible();
  expect(await page.locator(".result h3").allTextContents(), "the order is no matter of language").toEqual(french);
  await expect(page.locator(".result").first().locator(".price")).toContainText(/€[0-9,]+\.[0-9]{2} a month for this need/);
  if (javaScriptEnabled) {
    await started(page);
    await page.getByRole("slider", { name: "Price" }).press("ArrowRight");
    await expect(page).toHaveURL(/\/en\/comparer.*poids-prix=5/);
    await expect(page.locator(".result").first().locator(".rank")).toContainText("1st of");
  }
  await expectAccessible(page, javaScriptEnabled);
  await page.getByRole("link", { name: "Facile à lire" }).click();
  await expect(page).toHaveURL(/\/falc\/comparer\?lieu=14e/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Les services qui peuvent vous aider");
  await expect(page.getByText("aider à se laver et à s’habiller").first()).toBeVisible();
  await page.getByRole("link", { name: "Les aides", exact: true }).click();
  await expect(page).toHaveURL(/\/falc\/aides$/);
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
  await page.getByRole("button", { name: "Comparer" }).click();
  await expect(page.getByText("Paris, 14e arrondissement")).toBeVisible();
  const links = await page.locator("a, input[type=hidden]").evaluateAll((all) => all.map((one) => one.href ?? one.value));
  expect([...links, page.url()].join(" ").toLowerCase(), "the address is in no link").not.toContain("daguerre");
});

test("a street of several arrondissements asks which one", async ({ page, javaScriptEnabled }) => {
  await page.goto("/comparer?lieu=rue+de+vaugirard&acte=menage");
  await expect(page.getByRole("alert")).toContainText("existe dans plusieurs arrondissements : 6e, 15e");
  await expectAccessible(page, javaScriptEnabled);
  await page.getByLabel("Où habite la personne ?").fill("150 rue de vaugirard");
  await page.getByRole("button", { name: "Comparer" }).click();
  await expect(page.getByText("Paris, 15e arrondissement")).toBeVisible();
});

test("she finds the services of an arrondissement on the map", async ({ page, javaScriptEnabled }) => {
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

test("whatever she changes in the need ranks again at once", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript the button sends the form");
  await page.goto(`/comparer?${MORNINGS}`);
  await started(page);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  const summary = page.locator("#resume");
  await page.getByRole("navigation", { name: "Changer la demande" }).getByRole("link", { name: /^changer Quoi/ }).click();
  const laundry = page.locator("#acte").getByLabel("linge");
  await laundry.check();
  await expect(summary).toContainText("toilette et habillage, linge");
  await expect(page).toHaveURL(/acte=toilette&acte=linge/);
  await expect(laundry, "the focus stays").toBeFocused();
  const evening = page.getByRole("button", { name: /^lundi de 19 h à 20 h/ });
  await evening.click();
  await expect(summary).toContainText("lundi : de 19 h à 20 h, aide à la personne");
  await expect(evening).toBeFocused();
  await page.getByText("Conditions particulières (facultatif)").click();
  await page.locator("#mode").getByLabel(/^mise à disposition/).check();
  await page.locator("#indispensable").getByLabel("garde de nuit").check();
  await page.locator("#indispensable").getByLabel("conduite du véhicule").check();
  await page.locator("#habilitation").getByRole("checkbox").check();
  await expect(page.getByRole("status")).toContainText("0 service convient");
  const empty = page.getByRole("region", { name: "Aucun service ne répond à toutes ces conditions" });
  await expect(empty).toBeVisible();
  await page.locator("#habilitation").getByRole("checkbox").uncheck();
  await page.locator("#indispensable").getByLabel("conduite du véhicule").uncheck();
  await page.locator("#indispensable").getByLabel("garde de nuit").uncheck();
  await page.locator("#mode").getByLabel(/^mise à disposition/).uncheck();
  // The first services are written at once, the rest of the page after the frame that shows them.
  await expect(page.locator(".result")).toHaveCount(20);
  // A language is shown, and changes no rank.
  const order = await page.locator(".result h3").allTextContents();
  await page.getByLabel("Langue parlée par l’intervenant").selectOption("arabe");
  await expect(page.locator(".result").first().getByText("Langues parlées")).toBeVisible();
  await expect(page.locator(".result h3")).toHaveText(order);
  expect(asked, "nothing was asked of the server").toEqual([]);
});

test("her need stays on the screen, and each part of it leads to its fields", async ({ page, javaScriptEnabled }) => {
  await page.goto(`/comparer?${MORNINGS}`);
  if (javaScriptEnabled) await started(page);
  const bar = page.getByRole("navigation", { name: "Changer la demande" });
  const last = page.locator(".result h3 a").last();
  await last.scrollIntoViewIfNeeded();
  await expect(bar).toBeInViewport({ ratio: 1 });
  const { height } = await bar.boundingBox();
  expect(height / page.viewportSize().height, "it leaves the screen to the list").toBeLessThan(0.15);
  for (const [part, words, field] of [
    ["Où", "14e", "#lieu"], ["Quoi", "toilette et habillage", "#acte"], ["Quand", "tous les jours", "#quand"],
    ["À partir du", "1er décembre 2026", "#debut"], ["Conditions", "aucune", "#conditions"],
  ]) {
    await last.scrollIntoViewIfNeeded();
    const link = bar.getByRole("link", { name: new RegExp(`^changer ${part}`) });
    await expect(link).toContainText(words);
    await link.click();
    await expect(page.locator(field), `the fields of ${part}`).toBeInViewport();
  }
});

test("what she changes before the page is ready counts once it is", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript a page is ready at once");
  let start;
  const held = new Promise((resolve) => { start = resolve; });
  await page.route("**/catalogue/*", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/comparer?${MORNINGS}`);
  await page.getByText("Changer la demande").click();
  await page.locator("#acte").getByLabel("linge").check();
  start();
  await started(page);
  await expect(page.locator("#resume")).toContainText("toilette et habillage, linge");
  await expect(page).toHaveURL(/acte=linge/);
});

test("what is below the screen follows at once, whole and unfolded where it is asked", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript the server answers");
  await page.goto(`/comparer?${MORNINGS}`);
  await started(page);
  await page.getByRole("checkbox", { name: /^Comparer côte à côte/ }).nth(12).check();
  const chosen = await page.locator(".result h3").nth(12).innerText();
  // In one turn: a weight is moved, and the reasons of the first service are opened before the rest is there.
  const [written, opened] = await page.evaluate(() => {
    const slider = document.querySelector("input[type=range]");
    slider.value = "5";
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    const services = document.querySelectorAll("#resultats .result");
    services[0].querySelector("article > details:last-of-type > summary").click();
    return [services.length, document.querySelectorAll("#resultats .result").length];
  });
  expect(written).toBeLessThan(20);
  expect(opened, "opening writes the rest first").toBe(20);
  await expect(page.locator(".result").first().getByText("231 réglages essayés")).toBeVisible();
  await page.getByRole("slider", { name: "Prix" }).press("ArrowRight");
  await expect(page.locator(".result")).toHaveCount(20);
  await expect(page).toHaveURL(/poids-prix=6/);
  const box = page.locator(".result").filter({ has: page.getByRole("heading", { name: chosen, exact: true }) }).getByRole("checkbox");
  await expect(box, "it stays chosen").toBeChecked();
  const shown = () => page.locator(".result h3, .result .rank, .result .price, .result .sources").allTextContents();
  const ranked = await shown();
  await page.reload();
  expect(await shown()).toEqual(ranked);
});

test("services she ticked on one page of the list stay chosen on the next", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript a page is a page of its own");
  await page.goto(`/comparer?${MORNINGS}`);
  await started(page);
  const boxes = page.getByRole("checkbox", { name: /^Comparer côte à côte/ });
  await boxes.nth(1).check();
  const first = await page.locator(".result h3").nth(1).innerText();
  await page.getByText("Page suivante").click();
  await expect(page.getByText(/^Page 2 sur/)).toBeVisible();
  await boxes.nth(0).check();
  const second = await page.locator(".result h3").nth(0).innerText();
  await page.getByText("Page précédente").click();
  await expect(boxes.nth(1)).toBeChecked();
  await page.getByRole("button", { name: "Comparer les services cochés" }).click();
  for (const name of [first, second]) await expect(page.getByRole("columnheader", { name })).toHaveCount(1);
});

test("a situation she erases is gone, even while the need is wrong", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript nothing of it is on a page that she has left");
  await page.goto(`/comparer?${MORNINGS}`);
  await started(page);
  await page.getByText("Calculer ce qui resterait à payer, aides déduites").click();
  await page.getByLabel("Ressources du foyer, en euros par mois").fill("1500");
  await page.getByRole("button", { name: "Calculer le reste à payer" }).click();
  await expect(page.locator(".to-pay").first()).toBeVisible();
  // What is changed in it counts at once.
  const before = await page.locator(".to-pay").first().innerText();
  await page.getByLabel("GIR (degré d’autonomie)").selectOption("2");
  await expect(page.locator(".to-pay").first()).not.toHaveText(before);
  await page.getByText("Changer la demande").click();
  await page.getByLabel("Où habite la personne ?").fill("Lyon");
  await page.getByLabel("Où habite la personne ?").blur();
  await expect(page.locator("#lieu-erreur")).toContainText("« Lyon » n’est pas un arrondissement");
  await page.getByRole("button", { name: "Effacer ma situation" }).click();
  await expect(page.locator(".to-pay")).toHaveCount(0);
  await expect(page.getByLabel("Âge de la personne")).toBeFocused();
});

test("she sends the link, and her brother sees the same list", async ({ page, browser, javaScriptEnabled, baseURL }) => {
  await page.goto(`/comparer?${MORNINGS}`);
  if (javaScriptEnabled) {
    await started(page);
    await page.getByRole("slider", { name: "Prix" }).press("ArrowRight");
    await expect(page).toHaveURL(/poids-prix=5/);
  }
  const hers = await page.locator(".result h3, .result .rank").allTextContents();
  const elsewhere = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport: { width: 800, height: 600 } });
  const brothers = await elsewhere.newPage();
  await brothers.goto(page.url());
  expect(await brothers.locator(".result h3, .result .rank").allTextContents()).toEqual(hers);
  await elsewhere.close();
});

test("on paper the list has its services and none of its controls", async ({ page, javaScriptEnabled }) => {
  await page.goto(`/comparer?${MORNINGS}`);
  if (javaScriptEnabled) await started(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".result").first()).toBeVisible();
  await expect(page.locator("#resume")).toBeVisible();
  for (const control of [page.getByRole("slider"), page.getByRole("button"), page.getByRole("navigation")]) {
    await expect(control.filter({ visible: true })).toHaveCount(0);
  }
});

test("a service says its price among the others, what to ask, and takes a report", async ({ page, javaScriptEnabled }) => {
  await page.goto("/services/990000001");
  await expect(page.getByRole("img", { name: /^Nombre de services par prix de l’heure/ })).toBeVisible();
  await expect(page.getByText(/^Une heure d’aide en semaine/)).toContainText("Plus chers : 35 services");
  await page.getByText("Les mêmes chiffres en tableau").click();
  await expect(page.getByRole("rowheader", { name: /ce service/ })).toHaveCount(1);
  await expect(page.getByText("Qui vient si l’intervenant habituel est absent ?")).toBeVisible();
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  const report = page.getByRole("region", { name: "Signaler une erreur" });
  await report.getByLabel("Ce qui est faux").selectOption("horaires");
  await report.getByLabel("Ce qu’il faut corriger").fill("faux !");
  await report.getByRole("button", { name: "Envoyer à la Ville" }).click();
  await expect(page.getByRole("alert")).toContainText("Expliquez en 10 caractères au moins");
  await expect(report.getByLabel("Ce qu’il faut corriger"), "nothing is lost").toHaveValue("faux !");
  await expect(report.getByLabel("Ce qui est faux")).toHaveValue("horaires");
  await expectAccessible(page, javaScriptEnabled);
  await report.getByLabel("Ce qu’il faut corriger").fill("Ils ne viennent plus le samedi.");
  await report.getByRole("button", { name: "Envoyer à la Ville" }).click();
  await expect(page).toHaveURL(/\/services\/990000001\?signale=oui/);
  await expect(report.getByRole("status")).toContainText("votre signalement est enregistré");
  await expectAccessible(page, javaScriptEnabled);
});
