// Files of many listings, lists verified at once, and the providers who answer by their link, without an account.
import { readFile } from "node:fs/promises";
import { changed, expect, expectWell, gestures, openMenu, test } from "./office.js";

async function sendFile(page, text) {
  await openMenu(page);
  await page.getByRole("link", { name: "Imports", exact: true }).click();
  await page.getByLabel("Fichier", { exact: true }).setInputFiles({ name: "tarifs.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Lire le fichier" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce que changerait tarifs.csv");
}

test("a spreadsheet is downloaded, corrected, sent back, accepted and undone", async ({ publisher: page, javaScriptEnabled }) => {
  await page.goto("/gestion/imports");
  await expectWell(page, javaScriptEnabled);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Tarifs (CSV)" }).click();
  const csv = (await readFile(await (await download).path())).toString();
  const said = { Source: "service", "Observé le": "23/11/2026" };

  const wrong = changed(csv, "990000002", { ...said, "Heure d'aide": "vingt" });
  await sendFile(page, wrong.text);
  const reason = page.getByRole("row").filter({ hasText: "vingt" });
  await expect(reason).toContainText(`Feuille « Tarifs », ligne ${wrong.line}, colonne G « Heure d'aide »`);
  await expectWell(page, javaScriptEnabled);
  await page.getByRole("button", { name: "Ne rien accepter" }).click();
  await expect(page.getByRole("status")).toContainText("rien n’a été écrit");

  await sendFile(page, changed(csv, "990000002", { ...said, "Heure d'aide": "26,10" }).text);
  await expect(page.getByText("Changées : 1.")).toBeVisible();
  const line = page.getByRole("row").filter({ hasText: "Aide de l’Horizon (fictif)" }).getByRole("cell");
  await expect(line.nth(-2)).toContainText("25,50 €");
  await expect(line.last()).toContainText("26,10 €");
  await expectWell(page, javaScriptEnabled);
  await page.getByRole("button", { name: "Accepter tout le fichier" }).click();
  await expect(page.getByRole("status")).toContainText("est accepté. Fiches écrites : 1.");
  await expectWell(page, javaScriptEnabled);
  const price = page.locator("table.tariffs").getByRole("row", { name: /^Une heure d’aide/ });
  await page.goto("/services/990000002");
  await expect(price).toContainText("26,10 €");
  await page.goto("/gestion/imports");
  await page.getByRole("link", { name: /^Import \d/ }).first().click();
  await expectWell(page, javaScriptEnabled);
  await page.getByRole("button", { name: "Annuler cet import" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Annuler l’import");
  await expectWell(page, javaScriptEnabled);
  await page.getByRole("button", { name: "Oui, annuler l’import" }).click();
  await expect(page.getByRole("status").first()).toContainText("L’import est annulé");
  await page.goto("/services/990000002");
  await expect(price).toContainText("25,50 €");
});

test("a part of listings is verified together after a screen that names it", async ({ publisher: page, javaScriptEnabled }) => {
  await page.goto("/gestion");
  await page.getByRole("link", { name: /^Disponibilité, périmée/ }).click();
  await expectWell(page, javaScriptEnabled);
  await page.getByLabel("Faire").selectOption({ label: "Disponibilité vérifiée aujourd’hui" });
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("alert")).toHaveText("Aucune fiche n’est cochée.");
  const boxes = page.getByRole("checkbox", { name: /^Cocher / });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Disponibilité vérifiée aujourd’hui");
  await expectWell(page, javaScriptEnabled);
  await page.getByRole("button", { name: "Confirmer pour 2 fiches" }).click();
  await expect(page.getByRole("status").first()).toHaveText("Disponibilité vérifiée aujourd’hui. Fiches écrites : 2.");
  await expect(page).toHaveURL(/partie=disponibilite&etat=perimee/);
});

test("an availability is changed in its row in two gestures", async ({ publisher: page, javaScriptEnabled }) => {
  await page.goto("/gestion/services?q=990000004");
  const service = await page.getByRole("row").nth(1).getByRole("link").innerText();
  const select = page.getByLabel(`Disponibilité de ${service}`, { exact: true });
  const other = (await select.inputValue()) === "complet" ? "ouvert" : "complet";
  if (javaScriptEnabled) await page.waitForFunction(() => document.documentElement.dataset.islands === "started");
  const hand = gestures();
  // What is chosen is saved.
  await hand.choose(select, other);
  if (javaScriptEnabled) {
    await expect(page.locator("#liste-etat")).toContainText("est enregistré à la date d’aujourd’hui");
  } else {
    await hand.press(page.getByRole("button", { name: `Enregistrer la disponibilité de ${service}` }));
    await expect(page.getByRole("status").first()).toContainText("Fiches écrites : 1.");
  }
  expect(hand.count()).toBeLessThanOrEqual(2);
  await page.reload();
  await expect(page.getByLabel(`Disponibilité de ${service}`, { exact: true })).toHaveValue(other);
});

// Of one arrondissement: another journey changes a service elsewhere.
test("tariffs of a new year rise together in ten gestures at most", async ({ publisher: page, javaScriptEnabled }) => {
  await page.goto("/gestion/services?zone=75115");
  const hand = gestures();
  await hand.check(page.getByLabel(/^Toutes les fiches trouvées/));
  await hand.choose(page.getByLabel("Faire"), { label: "Nouveau tarif : + x % à partir d’un jour" });
  await hand.press(page.getByRole("button", { name: "Continuer" }));
  await hand.fill(page.getByLabel("Hausse en %"), "2");
  await hand.choose(page.getByLabel("Qui l’a dit"), { label: "les services" });
  await hand.press(page.getByRole("button", { name: "Voir les nouveaux prix" }));
  await expect(page.getByRole("heading", { name: "Nouveaux prix" })).toBeVisible();
  await expectWell(page, javaScriptEnabled);
  await hand.press(page.getByRole("button", { name: /^Confirmer pour \d+ fiches$/ }));
  expect(hand.count()).toBeLessThanOrEqual(10);
  await expect(page.getByRole("status").first()).toContainText("Fiches écrites");
});

// What a clerk of one day a week has to look at: eleven changes among all that the file only dates anew.
test("the real changes of a file stand on one screen", async ({ publisher: page, javaScriptEnabled, viewport }) => {
  await page.goto("/gestion/imports");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Disponibilité (CSV)" }).click();
  const csv = (await readFile(await (await download).path())).toString();
  const [head, ...lines] = csv.split("\r\n").filter(Boolean).map((line) => line.split(";"));
  const at = (header) => head.findIndex((cell) => cell.endsWith(header));
  let changes = 0;
  for (const cells of lines.filter((cells) => cells[at("Accueil")])) {
    cells[at("Source")] = "service";
    cells[at("Observé le")] = new Date().toLocaleDateString("fr-FR", { timeZone: "Europe/Paris" });
    if (cells[at("Accueil")] === "ouvert" && changes < 11) {
      cells[at("Accueil")] = "complet";
      changes += 1;
    }
  }
  expect(changes).toBe(11);
  await sendFile(page, [head, ...lines].map((cells) => cells.join(";")).join("\r\n"));
  await expect(page.getByRole("columnheader", { name: "Autres changements : 11" }).or(page.getByRole("rowheader", { name: "Autres changements : 11" }))).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /^Disponibilité/ })).toHaveCount(11);
  await expect(page.getByText(/^Mêmes valeurs, vues plus récemment : /)).toBeVisible();
  await expectWell(page, javaScriptEnabled);
  if (viewport.width > 1000) {
    const table = await page.locator("table.differences").boundingBox();
    expect(table.height).toBeLessThan(viewport.height);
  }
  await page.getByRole("button", { name: "Ne rien accepter" }).click();
});

test("providers answer a campaign by their link, and a publisher takes it up", async ({ publisher, browser, baseURL, javaScriptEnabled, viewport }) => {
  await publisher.goto("/gestion/campagnes");
  await expectWell(publisher, javaScriptEnabled);
  // Without mail: see who is concerned, make the links, take the file.
  const hand = gestures();
  await hand.press(publisher.getByRole("button", { name: "Voir les services concernés" }));
  await expect(publisher.getByText("Rien n’est encore envoyé.")).toBeVisible();
  await expectWell(publisher, javaScriptEnabled);
  await hand.press(publisher.getByRole("button", { name: /^Préparer \d+ liens$/ }));
  await expect(publisher.getByRole("status")).toContainText("La campagne est prête");
  await expectWell(publisher, javaScriptEnabled);
  const campaign = publisher.url();
  const download = publisher.waitForEvent("download");
  await hand.press(publisher.getByRole("button", { name: "Télécharger les liens (CSV)" }));
  expect(hand.count()).toBe(3);
  const csv = (await readFile(await (await download).path())).toString();
  const links = csv.match(/http:[^;\r\n]+/g);
  expect(links.length).toBeGreaterThan(2);
  await publisher.getByRole("button", { name: "Afficher le lien" }).first().click();
  await expect(publisher.locator("code.link")).toHaveCount(1);
  await expectWell(publisher, javaScriptEnabled);
  await publisher.getByRole("button", { name: "Relancer qui n’a pas répondu" }).click();
  await expect(publisher.getByRole("heading", { level: 2, name: "À appeler" })).toBeVisible();
  await expectWell(publisher, javaScriptEnabled);

  const elsewhere = await browser.newContext({ baseURL, javaScriptEnabled, viewport, locale: "fr-FR" });
  const provider = await elsewhere.newPage();
  await provider.goto(links[0]);
  await expectWell(provider, javaScriptEnabled);
  await provider.getByRole("button", { name: "Rien n’a changé" }).click();
  await expect(provider.getByRole("status")).toContainText("votre réponse est enregistrée");
  await expectWell(provider, javaScriptEnabled);

  await provider.goto(links[1]);
  const service = (await provider.getByRole("heading", { level: 1 }).innerText()).replace("Votre fiche : ", "");
  await provider.getByRole("button", { name: "Répondre, une question à la fois" }).click();
  await expect(provider.getByText(/^Question 1 sur /)).toBeVisible();
  await expectWell(provider, javaScriptEnabled);
  await provider.goto(`${links[1]}&etape=joindre`);
  await provider.getByLabel("Téléphone").fill("01 99");
  await provider.getByLabel("Langues parlées").fill("arabe, wolof");
  await provider.getByRole("button", { name: "Enregistrer et continuer" }).click();
  await provider.getByRole("alert").getByRole("link", { name: /^Un numéro de téléphone a 10 chiffres/ }).click();
  await expect(provider.getByLabel("Téléphone")).toBeFocused();
  await expect(provider.getByLabel("Langues parlées"), "nothing is lost").toHaveValue("arabe, wolof");
  await expectWell(provider, javaScriptEnabled);
  await provider.getByLabel("Téléphone").fill("01 99 00 77 77");
  await provider.getByRole("button", { name: "Enregistrer et continuer" }).click();
  await expect(provider.getByLabel("Langues parlées")).toHaveCount(0);
  await provider.goto(links[1]);
  await provider.getByRole("link", { name: "Relire et envoyer" }).click();
  await expect(provider.getByRole("row").filter({ hasText: "Langues" })).toContainText("wolof");
  await expectWell(provider, javaScriptEnabled);
  await provider.getByRole("button", { name: "Envoyer à la Ville" }).click();
  await expect(provider.getByRole("status")).toContainText("vos changements sont enregistrés");
  await elsewhere.close();

  await publisher.goto(campaign);
  await expect(publisher.getByRole("cell", { name: /^rien n’a changé, le/ })).toHaveCount(1);
  await expect(publisher.getByRole("cell", { name: /^changements proposés le/ })).toHaveCount(1);
  await expectWell(publisher, javaScriptEnabled);
  await openMenu(publisher);
  await publisher.getByRole("link", { name: "Brouillons" }).click();
  const line = publisher.getByRole("row").filter({ hasText: service }).filter({ hasNotText: "Le service dit" });
  await expect(line).toContainText("le service lui-même");
  await line.getByRole("link", { name: /^Brouillon/ }).click();
  await expect(publisher.getByLabel("Téléphone")).toHaveValue(/^01.99.00.77.77$/);
  await publisher.getByRole("button", { name: "Publier" }).click();
  await expect(publisher.getByRole("status").first()).toContainText("La fiche est publiée");
  await publisher.getByRole("link", { name: "Voir la page publique" }).click();
  await expect(publisher.getByRole("link", { name: /01.99.00.77.77/ })).toBeVisible();
  await expect(publisher.locator("main")).toContainText("arabe, wolof");
});
