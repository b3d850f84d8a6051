// What a social worker does between the bedside and the telephone: few gestures, nothing lost on the way, each service
// called once.
import { readFile } from "node:fs/promises";
import { expect, expectAccessible, expectNoSidewaysScroll, started, test, translate } from "./support.js";
import { gestures } from "./office.js";

const inDays = (days) => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
const title = (page) => page.getByRole("heading", { level: 1 });
const ticks = (page) => page.locator("#resultats .card input[name=service]");
const message = (page) => page.locator("#personnes-message");
const LIST = "Les services pour cette personne";
const SHEET = "Aide à domicile : services à appeler";

async function begin(page, path = "/accompagner") {
  await page.goto(path);
  await started(page);
}

async function toTheList(page, { zone = "19e arrondissement", resources = "1 143" } = {}) {
  await page.getByRole("button", { name: "les nuits" }).click();
  await page.getByLabel("GIR (degré d’autonomie)").selectOption("2");
  await page.getByRole("group", { name: "Quelle aide ?" }).getByLabel("toilette et habillage").check();
  await page.getByLabel("Où habite la personne ?").selectOption({ label: zone });
  if (resources) await page.getByLabel("Ressources du foyer, en euros par mois").fill(resources);
  await page.locator(".interview > button").last().click();
  await expect(title(page)).toHaveText(LIST);
}

const posted = (page) => {
  const bodies = [];
  page.on("request", (request) => { if (request.method() !== "GET") bodies.push(`${request.url()} ${request.postData() ?? ""}`); });
  return bodies;
};

async function save(page, name) {
  await page.getByLabel("Initiales ou numéro").fill(name);
  await page.getByRole("button", { name: "Enregistrer la personne à l’écran" }).click();
}

test("from the bedside to the sheet in fewer than sixty gestures", async ({ page, javaScriptEnabled }) => {
  const by = gestures();
  await page.goto("/accompagner");
  if (javaScriptEnabled) await started(page);
  await by.choose(page.getByLabel("Âge de la personne"), { index: 2 });
  await by.choose(page.getByLabel("GIR (degré d’autonomie)"), "2");
  const tasks = page.getByRole("group", { name: "Quelle aide ?" });
  for (const task of ["toilette et habillage", "transferts", "change", "garde de nuit", "préparer et aider à manger le repas"]) {
    const box = tasks.getByLabel(task);
    if (await box.count()) await by.check(box.first());
  }
  await by.press(page.getByRole("button", { name: "les nuits" }));
  await by.choose(page.getByLabel("Où habite la personne ?"), { label: "19e arrondissement" });
  await by.check(page.getByLabel("La personne y a droit, ou la demande"));
  await by.choose(page.locator("#foyer"), { index: 1 });
  await by.fill(page.getByLabel("Ressources du foyer, en euros par mois"), "1 143");
  await by.check(page.getByLabel("La personne sort de l’hôpital"));
  await by.fill(page.getByLabel("À partir de quand ?"), inDays(3));
  await by.fill(page.getByLabel("Heure de la sortie"), "14:30");
  await by.press(page.locator(".interview > button").last());
  await expect(title(page)).toHaveText(LIST);
  await expect(page.getByRole("region", { name: /^Sortie de l’hôpital le .* à 14 h 30$/ })).toContainText("Premier passage demandé");
  for (const at of [0, 1, 2]) await by.check(ticks(page).nth(at));
  await by.press(page.getByRole("button", { name: "Préparer la fiche" }));
  await expect(title(page)).toHaveText(SHEET);
  await by.fill(page.getByLabel("Note", { exact: true }), "Sa fille a la clé.");
  const [file] = await Promise.all([page.waitForEvent("download"), by.press(page.getByRole("button", { name: "Télécharger le PDF" }))]);
  expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe("%PDF-");
  expect(by.count()).toBeLessThanOrEqual(60);
});

test("leaving hospital says who can be there by then, the first night first, and what may pay", async ({ page, javaScriptEnabled }) => {
  await page.goto("/accompagner");
  if (javaScriptEnabled) await started(page);
  await page.getByRole("button", { name: "les nuits" }).click();
  await page.getByLabel("Où habite la personne ?").selectOption({ label: "14e arrondissement" });
  await expect(page.getByLabel("Heure de la sortie")).toBeHidden();
  await page.getByLabel("La personne sort de l’hôpital").check();
  await page.getByLabel("À partir de quand ?").fill(inDays(20));
  await page.getByLabel("Heure de la sortie").fill("11:00");
  await page.locator(".interview > button").last().click();
  const leaving = page.getByRole("region", { name: /^Sortie de l’hôpital/ });
  const nights = await leaving.locator(".ready li > span").allTextContents();
  expect(nights.length).toBeGreaterThan(1);
  const order = ["✓", "?", "✗"];
  const signs = nights.map((words) => order.indexOf(words.trim()[0]));
  expect(signs, "the first night first").toEqual([...signs].sort());
  expect(signs[0]).toBe(0);
  await leaving.getByText("Ce qui peut payer les premières semaines").click();
  for (const words of ["ARDH", "1 800", "APA d’urgence", "PRADO", "CASF"]) {
    expect((await leaving.textContent()).replace(/[\u202f\u00a0]/g, " ")).toContain(words);
  }
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  await expectAccessible(page, javaScriptEnabled);
  // Ticked there, it is ticked in the list too, and stands on the sheet.
  const name = await leaving.locator(".ready li a").first().textContent();
  const finess = (await leaving.locator(".ready li a").first().getAttribute("href")).split("/").pop();
  await page.locator(`input[name=service][value="${finess}"]`).first().check();
  await page.getByRole("button", { name: "Préparer la fiche" }).click();
  await expect(page.locator(".sheet-part h2").nth(1)).toHaveText(`1. ${name}`);
});

test("back and forward go through the screens, and what is said stays", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "the pages of a browser without a script are its own");
  await begin(page);
  const sent = posted(page);
  await toTheList(page);
  await ticks(page).nth(0).check();
  await ticks(page).nth(2).check();
  const chosen = await page.locator("#resultats .card input:checked").evaluateAll((all) => all.map((input) => input.value));
  await page.getByRole("button", { name: "Préparer la fiche" }).click();
  await expect(title(page)).toHaveText(SHEET);
  await page.getByLabel("Note", { exact: true }).fill("Sa fille a la clé.");
  await page.goBack();
  await expect(title(page)).toHaveText(LIST);
  for (const value of chosen) await expect(page.locator(`#resultats input[value="${value}"]`)).toBeChecked();
  await page.goBack();
  await expect(title(page)).toHaveText("Accompagner une personne");
  await expect(page.getByLabel("Ressources du foyer, en euros par mois")).toHaveValue("1 143");
  await expect(page.getByLabel("lundi nuit", { exact: true })).toBeChecked();
  await page.goForward();
  await expect(title(page)).toHaveText(LIST);
  await page.goForward();
  await expect(title(page)).toHaveText(SHEET);
  await expect(page.getByLabel("Note", { exact: true })).toHaveValue("Sa fille a la clé.");
  expect(page.url(), "nothing of it is in the address").toMatch(/\/accompagner$/);
  expect(sent).toEqual([]);
});

test("another language keeps what was said, and so does a step back", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without a script each page is answered and forgotten");
  await begin(page);
  const sent = posted(page);
  await toTheList(page);
  await ticks(page).nth(1).check();
  const chosen = await ticks(page).nth(1).getAttribute("value");
  const english = page.locator("nav.languages a[lang=en]");
  if (!(await english.isVisible())) await page.locator("header summary").first().press("Enter");
  await english.click();
  await expect(title(page)).toHaveText("Services for this person");
  await expect(page).toHaveURL(/\/en\/accompagner$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator(`#resultats input[value="${chosen}"]`)).toBeChecked();
  await expect(page.locator(".card").first()).toContainText("to pay", { ignoreCase: true });
  await page.getByText("Change the answers", { exact: true }).click();
  await expect(page.locator("#ressources")).toHaveValue("1 143");
  await expect(page.locator("#lieu")).toHaveValue("19e");
  await page.locator("#ressources").fill("900");
  await page.locator(".interview > button").last().click();
  await page.getByRole("button", { name: "Prepare the sheet" }).click();
  await expect(title(page)).toHaveText("Home care: services to call");
  await expectAccessible(page, javaScriptEnabled);
  await page.goBack();
  await expect(title(page)).toHaveText("Services for this person");
  await page.goBack();
  await expect(title(page)).toHaveText(LIST);
  await expect(page).toHaveURL(/[^n]\/accompagner$/);
  await expect(page.locator("#ressources")).toHaveValue("900");
  await expect(page.locator(`#resultats input[value="${chosen}"]`)).toBeChecked();
  expect(sent).toEqual([]);
});

test("two tabs do not overwrite each other", async ({ page, context, baseURL, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "a browser keeps a list by its script");
  await begin(page);
  await page.getByText("Liste de travail, dans ce navigateur").click();
  await toTheList(page, { resources: "" });
  await ticks(page).nth(0).check();
  await ticks(page).nth(1).check();
  await save(page, "AB 12");
  await expect(message(page)).toContainText("AB 12 : enregistré");
  const other = await context.newPage();
  await other.goto(`${baseURL}/accompagner`);
  await started(other);
  await other.getByText("Liste de travail, dans ce navigateur").click();
  await other.getByRole("button", { name: "Ouvrir AB 12" }).click();
  await expect(title(other)).toHaveText(LIST);
  // What came of a service is noted in one, another in the other: both stay.
  const calls = (tab) => tab.locator("#appels");
  for (const tab of [page, other]) await calls(tab).locator("summary").first().click();
  await calls(page).getByRole("combobox").nth(0).selectOption({ label: "appelé" });
  await expect(calls(other).getByRole("combobox").nth(0), "the other tab has it at once").toHaveValue("appele");
  await calls(other).getByRole("combobox").nth(1).selectOption({ label: "accepté" });
  await expect(calls(page).getByRole("combobox").nth(0)).toHaveValue("appele");
  await expect(calls(page).getByRole("combobox").nth(1)).toHaveValue("accepte");
  // The answers of one person, changed in both: the second is asked.
  for (const [tab, zone] of [[page, "12e"], [other, "11e"]]) {
    await tab.getByText("Changer les réponses", { exact: true }).click();
    await tab.getByLabel("Où habite la personne ?").selectOption(zone);
  }
  await save(page, "AB 12");
  await expect(message(page)).toContainText("AB 12 : enregistré");
  await save(other, "AB 12");
  await expect(message(other)).toContainText("dans un autre onglet");
  const kept = () => page.evaluate(() => JSON.parse(localStorage.getItem("quelleaideadom-liste")).persons[0]);
  expect((await kept()).text).toContain("lieu=12e");
  await save(other, "AB 12");
  await expect(message(other)).toContainText("AB 12 : enregistré");
  expect((await kept()).text).toContain("lieu=11e");
  expect((await kept()).follow.map(({ step }) => step)).toEqual(["appele", "accepte"]);
  await other.close();
});

test("each service is called in its order, called back, written to, and its refusal counted once", async ({ context, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "a browser keeps a list by its script");
  // The browser complains of the answer that is lost on purpose.
  const page = await context.newPage();
  await begin(page);
  const sent = posted(page);
  await toTheList(page, { resources: "" });
  await ticks(page).nth(0).check();
  await ticks(page).nth(1).check();
  const calls = page.locator("#appels");
  await calls.locator("summary").first().click();
  await expect(calls.getByRole("heading", { level: 3 })).toHaveText([/^1\. /, /^2\. /]);
  await expect(calls.getByRole("link", { name: /^Appeler/ }).first()).toHaveAttribute("href", /^tel:/);
  await calls.getByText("Que dire au téléphone").first().click();
  await expect(calls.locator(".script").first()).toContainText("une aide à domicile dans le 19e arrondissement : toilette et habillage, tous les jours");
  // A message without a name: initials and a number, if they are given.
  await calls.getByLabel("Votre numéro, pour être rappelé").fill("01 40 00 00 00");
  await calls.getByText("Écrire au service").first().click();
  const text = calls.locator(".message").first();
  await expect(text).toContainText("pour une personne, 19e arrondissement");
  await expect(text).toContainText("me rappeler au 01 40 00 00 00");
  const mail = calls.locator("a[href^='mailto:']").first();
  if (await mail.count()) {
    const href = decodeURIComponent(await mail.getAttribute("href"));
    expect(href).toContain("subject=Demande d’aide à domicile, 19e arrondissement");
    expect(href).toContain("body=Bonjour,\r\n");
  }
  await page.getByText("Liste de travail, dans ce navigateur").click();
  await save(page, "CD");
  await expect(message(page)).toContainText("CD : enregistré");
  // What is open stays open while answers are noted.
  await calls.getByText("Écrire au service").first().click();
  await expect(text).toBeVisible();
  await calls.getByRole("combobox").first().selectOption({ label: "à rappeler" });
  await calls.getByLabel("Rappeler le").fill("2030-01-02T14:30");
  await expect(text).toBeVisible();
  await expect(page.locator(".persons-list")).toContainText("rappeler le 2 janvier 2030 à 14 h 30");
  const second = calls.getByRole("combobox").nth(1);
  await second.selectOption({ label: "refusé : plus aucune place" });
  await expectAccessible(page, javaScriptEnabled);
  await calls.getByText("Compter ce refus").click();
  // The answer is lost: nobody knows whether it was counted, and it is not sent again.
  await page.route("**/accompagner/refus", (route) => route.abort());
  await calls.getByRole("button", { name: "Compter", exact: true }).click();
  await expect(message(page)).toContainText("ne sera pas envoyé une seconde fois");
  await expect(calls.getByRole("button", { name: "Compter", exact: true })).toHaveCount(0);
  await page.unroute("**/accompagner/refus");
  await page.reload();
  await started(page);
  await page.getByText("Liste de travail, dans ce navigateur").click();
  await page.getByRole("button", { name: "Ouvrir CD" }).click();
  await calls.locator("summary").first().click();
  await expect(calls.getByText("Refus compté")).toBeVisible();
  await second.selectOption({ label: "accepté" });
  await second.selectOption({ label: "refusé : plus aucune place" });
  await expect(calls.getByRole("button", { name: "Compter", exact: true })).toHaveCount(0);
  expect(sent).toHaveLength(1);
});

test("a page that the browser translates goes on working", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "nothing changes without a script");
  await begin(page);
  await translate(page);
  await toTheList(page);
  await translate(page);
  const before = await page.locator(".card h3").allTextContents();
  await page.locator("#tri").selectOption("prix");
  await expect(page.locator(".card h3")).not.toHaveText(before);
  await ticks(page).nth(0).check();
  const name = await page.locator(".card h3 a").first().textContent();
  await page.getByRole("button", { name: "Préparer la fiche" }).click();
  await expect(page.locator(".sheet-part h2").nth(1)).toHaveText(`1. ${name}`);
  await translate(page);
  await page.getByRole("button", { name: "Revenir à la liste" }).click();
  await expect(page.locator("#resultats .card input:checked")).toHaveCount(1);
});

test("a screen reader meets the sheet in the order of the paper", async ({ page, javaScriptEnabled }) => {
  await page.goto("/accompagner");
  if (javaScriptEnabled) await started(page);
  await toTheList(page);
  const list = await page.locator("main").ariaSnapshot();
  const inOrder = (text, words) => words.reduce((from, word) => {
    const at = text.indexOf(word, from);
    expect(at, word).toBeGreaterThanOrEqual(from);
    return at + 1;
  }, 0);
  inOrder(list, [LIST, "Changer les réponses", "Places libres", "Classement", "services possibles", "Peut commencer le", "Préparer la fiche"]);
  await ticks(page).nth(0).check();
  await page.getByRole("button", { name: "Préparer la fiche" }).click();
  await expect(title(page)).toHaveText(SHEET);
  const sheet = await page.locator("main").ariaSnapshot();
  inOrder(sheet, ["Télécharger le PDF", SHEET, "Votre besoin", "Note", "1. ", "À payer chaque mois", "Téléphone", "Peut commencer le", "Note sur ce service", "Pour la suite", "Rouvrir cette comparaison"]);
});
