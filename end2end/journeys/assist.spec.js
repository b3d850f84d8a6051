// A social worker at a bedside: the interview, the list, the sheet, several people at once, and nothing left on a server.
import { readFile, writeFile } from "node:fs/promises";
import { expect, expectAccessible, expectNoSidewaysScroll, started, test, unfold } from "./support.js";
import { inOrder, paper } from "./paper.js";

const tomorrow = () => new Date(Date.now() + 24 * 3600 * 1000).toISOString().slice(0, 10);

async function expectWell(page, javaScriptEnabled) {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  await expectAccessible(page, javaScriptEnabled);
}

async function begin(page, javaScriptEnabled) {
  await page.goto("/accompagner");
  if (javaScriptEnabled) await started(page);
}

// The answers of someone who leaves hospital tomorrow and must not be alone at night.
async function answer(page, { zone = "19e arrondissement", approved = true, resources = "1 143" } = {}) {
  await page.getByRole("button", { name: "les nuits" }).click();
  await page.getByLabel("GIR (degré d’autonomie)").selectOption("2");
  await page.getByRole("group", { name: "Quelle aide ?" }).getByLabel("toilette et habillage").check();
  await page.getByLabel("Où habite la personne ?").selectOption({ label: zone });
  if (approved) await page.getByLabel("La personne y a droit, ou la demande").check();
  if (resources) await page.getByLabel("Ressources du foyer, en euros par mois").fill(resources);
  await page.getByLabel("À partir de quand ?").fill(tomorrow());
}

const seeServices = (page) => page.locator(".interview > button").last().click();
const ticks = (page) => page.locator("#resultats .card input[name=service]");
const choose = async (page, ...numbers) => {
  for (const number of numbers) await ticks(page).nth(number).check();
};
const status = (page) => page.locator("#etat");
const message = (page) => page.locator("#personnes-message");

// Everything that the page asks of the server from now on.
function watched(page) {
  const sent = [];
  page.on("request", (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
  return sent;
}

test("a discharge tomorrow in the 19e, with nights and social assistance, ends on a sheet", async ({ page, javaScriptEnabled }, testInfo) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Travailleurs sociaux : accompagner une personne" }).click();
  if (javaScriptEnabled) await started(page);
  await expect(page.locator("main").getByRole("heading", { level: 2 })).toHaveText([/Autonomie/, /Horaires/, /Logement/, /aide sociale/, /Budget/, /Urgence/, /Langue/]);
  await expectWell(page, javaScriptEnabled);
  await answer(page);
  const sent = watched(page);
  await seeServices(page);

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Les services pour cette personne");
  await expect(status(page)).toContainText("services possibles dans le 19e");
  await expect(page.getByText("voici d’abord les services habilités à l’aide sociale")).toBeVisible();
  const first = page.locator(".card").first();
  await expect(first).toContainText(/à payer/i);
  await expect(first).toContainText("Peut commencer le");
  // Who takes people, and who can begin soonest first, until something else is asked for.
  await expect(page.getByRole("button", { name: /^Sauf complets/ })).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("#tri")).toHaveValue("debut");
  const others = page.getByRole("region", { name: "Services non habilités" });
  await expect(others.getByRole("listitem").first()).toContainText(/sur \d+ · /);
  await expectWell(page, javaScriptEnabled);
  // Who can begin counts for more.
  await unfold(page, "#importance");
  await page.getByRole("slider", { name: /disponibilité/i }).fill("10");
  if (!javaScriptEnabled) await page.locator("#importance").getByRole("button", { name: "Mettre à jour la liste" }).click();
  await expect(page.locator(".card").first()).toContainText("Peut commencer le");

  await choose(page, 0, 1);
  const names = (await page.locator(".card h3 a").allTextContents()).slice(0, 2);
  await page.getByRole("button", { name: "Préparer la fiche" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Aide à domicile : services à appeler");
  await page.getByLabel("Note", { exact: true }).fill("Sortie demain matin.\nSa fille a la clé.");
  await page.getByLabel("Note sur ce service").first().fill("Appeler avant 18 h");
  await page.getByRole("button", { name: "Mettre la fiche à jour" }).click();
  await expect(page.getByLabel("Note sur ce service").first()).toHaveValue("Appeler avant 18 h");
  await expectWell(page, javaScriptEnabled);
  if (javaScriptEnabled) expect(sent, "until a file is asked for, nothing is").toEqual([]);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Télécharger le PDF" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^fiche-\d{4}-\d\d-\d\d\.pdf$/);
  const file = testInfo.outputPath("fiche.pdf");
  await download.saveAs(file);
  const { text, title, language, pages } = await paper(file);
  expect([title, language]).toEqual(["Aide à domicile : services à appeler", "fr"]);
  expect(inOrder(text, [
    "Aide à domicile : services à appeler", "Paris, 19e arrondissement", "toilette et habillage", "21 h–7 h", "Sa fille a la clé.",
    "Téléphone", "Peut commencer le", "Appeler avant 18 h", "Pour la suite", "Méthode 2",
  ]), text).toBe(true);
  for (const name of names) expect(text).toContain(name);
  expect(pages, "one page").toHaveLength(1);
  expect(text, "of the situation only what follows from it").not.toMatch(/1\s?143|GIR 2/);
  if (javaScriptEnabled) {
    expect(sent.length, "the file that was asked for").toBe(1);
    expect(sent[0]).toContain("POST");
  }

  // The arithmetic is an annex, for who asks for it.
  await page.getByLabel(/^Ajouter l’annexe/).check();
  if (!javaScriptEnabled) await page.getByRole("button", { name: "Mettre la fiche à jour" }).click();
  await expect(page.locator(".sheet-annex")).toContainText("Valeurs de la loi");
  await expectWell(page, javaScriptEnabled);
  const [whole] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Télécharger le PDF" }).click()]);
  await whole.saveAs(file);
  const annexed = await paper(file);
  expect(annexed.pages.length).toBeGreaterThan(1);
  expect(inOrder(annexed.text, ["Méthode 2", "Annexe : calculs et détails", "Par mois", "Valeurs de la loi"]), annexed.text).toBe(true);
});

test("the sheet prints alone, with its notes, and in plain French with drawings", async ({ page, javaScriptEnabled }) => {
  await begin(page, javaScriptEnabled);
  await answer(page);
  await seeServices(page);
  await choose(page, 0, 1);
  await page.getByRole("button", { name: "Préparer la fiche" }).click();
  await page.getByLabel("Note", { exact: true }).fill("Sa fille a la clé.");
  const { text, pages } = await paper(await page.pdf({ format: "A4", preferCSSPageSize: true }));
  expect(pages, "one page").toHaveLength(1);
  expect(inOrder(text, ["Aide à domicile : services à appeler", "19e arrondissement", "Sa fille a la clé.", "Téléphone", "Pour la suite", "Méthode 2"]), text).toBe(true);
  expect(text).not.toMatch(/Télécharger|Mettre la fiche|Garder sur la fiche|Note sur ce service|Liste de travail|Comment nous classons/);

  await page.getByRole("button", { name: "Version facile à lire" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Les services à appeler");
  await expect(page.locator(".sheet-acts li")).toHaveText("aider à se laver et à s’habiller");
  await expect(page.locator(".sheet-acts svg")).toBeVisible();
  await expect(page.getByLabel("Note", { exact: true })).toHaveValue("Sa fille a la clé.");
  await expect(page.locator(".sheet table")).toHaveCount(0);
  await expectWell(page, javaScriptEnabled);
  await page.getByRole("button", { name: "Version habituelle" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Aide à domicile : services à appeler");
  await page.getByLabel("Garder sur la fiche").first().uncheck();
  const { text: less } = await paper(await page.pdf({ format: "A4" }));
  expect(less.split("Téléphone").length, "what is unticked is not printed").toBe(2);
  await page.getByRole("button", { name: "Mettre la fiche à jour" }).click();
  await expect(page.getByLabel("Garder sur la fiche")).toHaveCount(1);
  await page.getByRole("button", { name: "Revenir à la liste" }).click();
  await expect(page.locator("input[name=service]:checked")).toHaveCount(1);
});

test("of five services ticked the same four are on the sheet, again and again", async ({ page, javaScriptEnabled }) => {
  await begin(page, javaScriptEnabled);
  await answer(page);
  await seeServices(page);
  await choose(page, 0, 1, 2, 3);
  await ticks(page).nth(4).click();
  if (javaScriptEnabled) {
    await expect(page.getByText("décochez-en un d’abord")).toBeVisible();
    await expect(ticks(page).nth(4)).not.toBeChecked();
  }
  await page.getByRole("button", { name: "Préparer la fiche" }).click();
  const names = await page.locator(".sheet-part h2").allTextContents();
  expect(names).toHaveLength(6);
  for (const press of ["Mettre la fiche à jour", "Version facile à lire", "Version habituelle"]) {
    await page.getByRole("button", { name: press }).click();
    await expect(page.locator(".sheet-part h2").nth(1)).toHaveText(names[1]);
    expect((await page.locator(".sheet-part h2").allTextContents()).slice(1, 5)).toEqual(names.slice(1, 5));
  }
});

test("what is missing is said where it is, and no answer is lost", async ({ page, javaScriptEnabled }) => {
  await begin(page, javaScriptEnabled);
  await page.getByLabel("GIR (degré d’autonomie)").selectOption("3");
  await page.getByLabel("Ressources du foyer, en euros par mois").fill("beaucoup");
  await seeServices(page);
  const summary = page.getByRole("alert");
  await expect(summary.getByRole("link")).toHaveCount(2);
  await expect(page.getByLabel("Ressources du foyer, en euros par mois")).toHaveValue("beaucoup");
  await expect(page.getByLabel("GIR (degré d’autonomie)")).toHaveValue("3");
  await expectWell(page, javaScriptEnabled);
  await summary.getByRole("link").first().click();
  await page.getByLabel("Où habite la personne ?").selectOption({ label: "14e arrondissement" });
  await page.getByLabel("Ressources du foyer, en euros par mois").fill("1500");
  await seeServices(page);
  await expect(status(page)).toContainText("possibles dans le 14e");
  await page.getByRole("button", { name: "Préparer la fiche" }).click();
  await expect(page.getByRole("alert")).toContainText("Cochez au moins un service");
});

test("the interview is shown one question at a time, and everything is done by keyboard", async ({ page, javaScriptEnabled }) => {
  await begin(page, javaScriptEnabled);
  await page.getByLabel("une question à la fois").check();
  const shown = page.locator(".question:visible h2");
  await expect(shown).toHaveText("1. Autonomie");
  if (!javaScriptEnabled) {
    await page.getByRole("link", { name: "Question suivante" }).click();
    await expect(shown).toHaveText("2. Horaires");
    await page.getByRole("link", { name: "Budget" }).click();
    await expect(shown).toHaveText("5. Budget");
    await page.getByRole("link", { name: "Question précédente" }).click();
    await expect(shown).toHaveText("4. Habilitation et aide sociale");
    await page.getByLabel("La personne y a droit, ou la demande").check();
    await page.getByRole("link", { name: "Logement" }).click();
    await page.getByLabel("Où habite la personne ?").selectOption({ label: "19e arrondissement" });
    await seeServices(page);
    await page.getByText("Changer les réponses").click();
    await expect(page.getByLabel("une question à la fois"), "the switch lasts").toBeChecked();
    return;
  }
  // Enter goes on, and puts the focus in the first field; letters and arrows choose.
  await page.getByLabel("une question à la fois").press("Enter");
  await expect(page.getByLabel("Âge de la personne")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByLabel("GIR (degré d’autonomie)")).toHaveValue("2");
  await page.keyboard.press("Enter");
  await expect(shown).toHaveText("2. Horaires");
  await expectAccessible(page, javaScriptEnabled);
  await page.getByRole("button", { name: "les nuits" }).press("Enter");
  await page.getByRole("link", { name: "Question suivante" }).press("Enter");
  await expect(shown).toHaveText("3. Logement");
  await expect(page.getByLabel("Où habite la personne ?")).toBeFocused();
  await page.keyboard.type("19e");
  await expect(page.getByLabel("Où habite la personne ?")).toHaveValue("19e");
  await page.keyboard.press("Enter");
  await expect(shown).toHaveText("4. Habilitation et aide sociale");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(shown).toHaveText("5. Budget");
  await page.keyboard.press("Enter");
  await expect(shown).toHaveText("6. Urgence");
  await page.keyboard.press("Enter");
  await expect(shown).toHaveText("7. Langue");
  await page.keyboard.press("Tab");
  await page.locator(".interview > button").last().press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(status(page)).toContainText("possibles dans le 19e");
  await ticks(page).first().press("Space");
  await page.getByRole("button", { name: "Préparer la fiche" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Aide à domicile : services à appeler");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  // A step back goes to the list, then through the questions that were shown, and takes nothing away.
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Les services pour cette personne");
  await expect(ticks(page).first()).toBeChecked();
  await page.goBack();
  await expect(shown).toHaveText("7. Langue");
  await page.goBack();
  await expect(shown).toHaveText("6. Urgence");
});

test("a link opened elsewhere gives the comparison again, and no request carries any of it", async ({ page, browser, baseURL, javaScriptEnabled }) => {
  await begin(page, javaScriptEnabled);
  if (!javaScriptEnabled) {
    await page.getByText("Liste de travail, dans ce navigateur").click();
    await expect(page.getByText("demandent JavaScript")).toBeVisible();
    return;
  }
  await answer(page);
  await seeServices(page);
  await choose(page, 0);
  await page.getByRole("button", { name: "Préparer la fiche" }).click();
  await page.getByLabel("Note", { exact: true }).fill("Secret de chambre 12");
  const sent = watched(page);
  await page.getByRole("button", { name: "Faire un lien" }).click();
  const link = page.getByLabel("Lien", { exact: true });
  await expect(link).toBeFocused();
  await expect(page.getByText("les services choisis et les notes, pas la situation")).toBeVisible();
  const without = await link.inputValue();
  await page.getByLabel("Le lien de la fiche contient aussi la situation").check();
  await page.getByRole("button", { name: "Faire un lien" }).click();
  await expect(page.getByText("les notes et la situation")).toBeVisible();
  const withIt = await link.inputValue();
  expect(sent).toEqual([]);
  await expectWell(page, javaScriptEnabled);

  for (const [address, resources] of [[without, ""], [withIt, "1 143"]]) {
    const elsewhere = await browser.newContext({ baseURL });
    const other = await elsewhere.newPage();
    const asked = watched(other);
    await other.goto(address);
    await started(other);
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("Les services pour cette personne");
    await expect(other).toHaveURL(`${baseURL}/accompagner`);
    await expect(other.locator("input[name=service]:checked")).toHaveCount(1);
    await expect(other.getByText("Rien, pour les services choisis.")).toBeVisible();
    await other.getByText("Changer les réponses", { exact: true }).click();
    await expect(other.getByLabel("Ressources du foyer, en euros par mois")).toHaveValue(resources);
    await other.getByRole("button", { name: "Préparer la fiche" }).click();
    await expect(other.getByLabel("Note", { exact: true })).toHaveValue("Secret de chambre 12");
    const carried = address.split("#")[1];
    for (const request of asked) {
      expect(request).not.toContain(carried.slice(2, 40));
      expect(request).toMatch(/^GET .*\/(accompagner|assets\/[^?]*|mots\/fr\/[^?]*|catalogue\/[^?]*) $/);
    }
    expect(await other.evaluate(() => Object.keys(localStorage).length + Object.keys(sessionStorage).length + document.cookie.length)).toBe(0);
    await elsewhere.close();
  }
});

test("a link that is broken, cut, or of another site says so and opens an empty form", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "a fragment is read by the browser");
  await begin(page, javaScriptEnabled);
  await answer(page);
  await seeServices(page);
  await page.getByRole("button", { name: "Faire un lien" }).click();
  const address = await page.getByLabel("Lien", { exact: true }).inputValue();
  const wrong = [
    [address.slice(0, -7), "coupé ou abîmé"],
    [address.replace(/.{9}$/, "AAAAAAAAA"), "coupé ou abîmé"],
    [address.replace(/#.*/, "#access_token=abc"), "n’est pas une comparaison de ce site"],
    [address.replace("#1.", "#99."), "version plus récente"],
    [`${address}${"A".repeat(20_000)}`, "trop long"],
  ];
  for (const [link, words] of wrong) {
    await page.goto("about:blank");
    await page.goto(link);
    await started(page);
    await expect(message(page)).toContainText(words);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accompagner une personne");
    await expect(page.getByLabel("Où habite la personne ?")).toHaveValue("");
    expect(page.url(), "it is no longer in the bar").not.toContain("#");
  }
  // One that comes while the page is open, and a part of the page, which is no link.
  await page.evaluate((hash) => { location.hash = hash; }, address.split("#")[1]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Les services pour cette personne");
  await page.evaluate(() => { location.hash = "contenu"; });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Les services pour cette personne");
});

test("two people side by side, with what came of each service, kept in this browser alone", async ({ page, browser, baseURL, javaScriptEnabled }, testInfo) => {
  test.skip(!javaScriptEnabled, "a browser keeps a list by its script");
  await begin(page, javaScriptEnabled);
  const sent = watched(page);
  const save = async (name) => {
    await page.getByLabel("Initiales ou numéro").fill(name);
    await page.getByRole("button", { name: "Enregistrer la personne à l’écran" }).click();
    await expect(message(page)).toContainText(`${name} : enregistré`);
  };
  await page.getByText("Liste de travail, dans ce navigateur").click();
  await expect(page.getByText("s’efface 30 jours après")).toBeVisible();
  await answer(page);
  await seeServices(page);
  await choose(page, 0, 1);
  await save("AB 12");
  await page.getByRole("button", { name: "Nouvelle personne" }).click();
  await answer(page, { zone: "14e arrondissement", approved: false, resources: "" });
  await seeServices(page);
  await choose(page, 2);

  // Nothing that is not saved goes without being asked for twice.
  await page.getByRole("button", { name: "Ouvrir AB 12" }).click();
  await expect(message(page)).toContainText("n’est pas enregistrée");
  await save("CD");
  await page.getByRole("button", { name: "Ouvrir AB 12" }).click();
  await expect(page.locator("#demande")).toContainText("19e arrondissement");
  await expect(page.getByText("Rien, pour les services choisis.")).toBeVisible();
  await expect(page.locator("input[name=service]:checked")).toHaveCount(2);
  await expect(page.locator(".card").first(), "the page remembers the situation as long as it is there").toContainText(/à payer/i);
  await expectWell(page, javaScriptEnabled);

  // What came of each service; a refusal may be counted, and says nothing of the person.
  const follow = page.locator("#appels");
  await follow.getByText("Services à appeler, et ce qu’ils ont répondu").click();
  await follow.getByRole("combobox").first().selectOption({ label: "appelé" });
  const refused = await follow.getByRole("combobox").nth(1).getAttribute("id");
  await follow.getByRole("combobox").nth(1).selectOption({ label: "refusé : pas à ces horaires" });
  expect(sent, "until then nothing was sent").toEqual([]);
  await follow.getByText("Compter ce refus").click();
  await follow.getByLabel("Moment refusé").selectOption({ label: "nuit" });
  await expectAccessible(page, javaScriptEnabled);
  await follow.getByRole("button", { name: "Compter", exact: true }).click();
  await expect(message(page)).toContainText("Refus compté");
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatch(/^POST .*\/accompagner\/refus service=\d{9}&zone=75119&motif=horaires&creneau=nuit&acte=$/);

  // What the browser keeps has no situation, and outlives the page.
  const kept = await page.evaluate(() => localStorage.getItem("quelleaideadom-liste"));
  expect(kept).not.toMatch(/gir=|ressources|age=|1\+?143/);
  await page.reload();
  await started(page);
  await page.getByText("Liste de travail, dans ce navigateur").click();
  await page.getByRole("button", { name: "Ouvrir AB 12" }).click();
  await follow.getByText("Services à appeler, et ce qu’ils ont répondu").click();
  await expect(page.locator(`#${refused}`)).toHaveValue("horaires");
  await expect(follow.getByText("Refus compté"), "it is not counted a second time").toBeVisible();
  await expect(follow.getByText("Compter ce refus")).toHaveCount(0);
  await expect(page.locator(".card").first(), "and no longer").not.toContainText(/à payer/i);
  await page.getByRole("button", { name: "Ouvrir CD" }).click();
  await expect(page.locator("#demande")).toContainText("14e arrondissement");

  // To a file, and into another browser, where nobody is lost.
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Exporter dans un fichier" }).click()]);
  const file = testInfo.outputPath("liste.json");
  await download.saveAs(file);
  const elsewhere = await browser.newContext({ baseURL });
  const other = await elsewhere.newPage();
  await other.goto("/accompagner");
  await started(other);
  await other.getByText("Liste de travail, dans ce navigateur").click();
  const imported = async (path, words) => {
    await other.getByLabel("Importer un fichier").setInputFiles(path);
    await expect(message(other)).toContainText(words);
  };
  await imported(file, "ajoutées : 2 ; déjà là : 0");
  await imported(file, "ajoutées : 0 ; déjà là : 2");
  const theirs = JSON.parse(await readFile(file, "utf8"));
  theirs.persons[0].name = "AB 13";
  await writeFile(testInfo.outputPath("autre.json"), JSON.stringify(theirs));
  await imported(testInfo.outputPath("autre.json"), "ajoutées : 0 ; déjà là : 1 ; ajoutées à côté d’une autre version : 1");
  await expect(other.locator(".persons-list li")).toHaveCount(3);
  for (const [content, words] of [
    ["<script>alert(1)</script>", "ce n’est pas une liste exportée d’ici"],
    ["{\"nom\": \"x\"}", "il vient d’ailleurs"],
    [JSON.stringify({ ...theirs, version: 9 }), "version plus récente"],
    [JSON.stringify({ ...theirs, persons: [{ ...theirs.persons[0], text: "gir=2&lieu=19e" }] }), "la personne numéro 1 n’est pas lisible : elle contient une situation"],
    [JSON.stringify({ ...theirs, persons: [{ ...theirs.persons[0], name: "<img src=x onerror=alert(1)>" }] }), "ses initiales"],
  ]) {
    await writeFile(testInfo.outputPath("faux.json"), content);
    await imported(testInfo.outputPath("faux.json"), words);
    await expect(other.locator(".persons-list li"), "what is there stays").toHaveCount(3);
  }
  await elsewhere.close();

  // Erased only when it is asked for twice.
  await page.getByRole("button", { name: "Effacer CD" }).click();
  await expect(message(page)).toContainText("Appuyez encore une fois");
  await page.getByRole("button", { name: "Effacer CD" }).click();
  await expect(page.locator(".persons-list li")).toHaveCount(1);
  await page.getByRole("button", { name: "Tout effacer" }).click();
  await expect(message(page)).toContainText("Appuyez encore une fois");
  await page.getByRole("button", { name: "Tout effacer" }).click();
  await expect(message(page)).toContainText("Tout est effacé");
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test("a person saved before says which services changed since, and leaves the list after thirty days", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "a browser keeps a list by its script");
  await begin(page, javaScriptEnabled);
  await answer(page, { zone: "14e arrondissement", approved: false, resources: "" });
  await seeServices(page);
  const number = await ticks(page).first().getAttribute("value");
  await choose(page, 0);
  await page.getByText("Liste de travail, dans ce navigateur").click();
  await page.getByLabel("Initiales ou numéro").fill("EF");
  await page.getByRole("button", { name: "Enregistrer la personne à l’écran" }).click();
  await expect(message(page)).toContainText("EF : enregistré");
  // The same as if it was saved twelve days ago, when things were otherwise; and someone of last month.
  const day = (ago) => new Date(Date.now() - ago * 24 * 3600 * 1000).toISOString().slice(0, 10);
  await page.evaluate(([number, recent, old]) => {
    const list = JSON.parse(localStorage.getItem("quelleaideadom-liste"));
    const [person] = list.persons;
    person.saved = recent;
    for (const [name, value] of [["jour", recent], ["methode", "0"], ["loi", "avant"], [`vu-${number}`, "100..complet"]]) {
      person.text = person.text.replace(new RegExp(`(^|&)${name}=[^&]*`), `$1${name}=${value}`);
    }
    list.persons.push({ ...person, id: "00000000000000a2", name: "GH", saved: old });
    localStorage.setItem("quelleaideadom-liste", JSON.stringify(list));
  }, [number, day(12), day(31)]);
  await page.reload();
  await started(page);
  await expect(message(page)).toContainText("1 personne enregistrée depuis plus de 30 jours a été effacée");
  await page.getByText("Liste de travail, dans ce navigateur").click();
  await expect(page.locator(".persons-list li")).toHaveCount(1);
  await page.getByRole("button", { name: "Ouvrir EF" }).click();
  const changes = page.getByRole("region", { name: /Ce qui a changé depuis le/ });
  await expect(changes).toContainText("La méthode a changé, version 1");
  await expect(changes).toContainText("Les valeurs de la loi ont changé");
  await expect(changes).toContainText(/prix\s:\s1,00\s€\s→/);
  await expect(changes).toContainText("disponibilité");
  const marked = page.locator("#resultats li.card", { has: page.locator(`input[value="${number}"]`) });
  await expect(marked.locator(".changed")).toContainText("A changé depuis le");
  await expectWell(page, javaScriptEnabled);
});
