// Accounts, reports, dossiers and values of the law, as the people of the back office go through them.
import { createServer } from "node:net";
import { PASSWORD, expect, expectWell, gestures, officeOf, openMenu, test } from "./office.js";
import { startProvider } from "./provider.js";

// A name that no other journey of the worker has.
const fresh = (name) => `${name}.${Date.now()}`;

async function asAdmin(context, office) {
  await context.addCookies([await office.signIn(fresh("anne"), "admin")]);
}

test("an account is created in three gestures, and its owner chooses a password by the link", async ({ page, context, office, javaScriptEnabled }) => {
  await asAdmin(context, office);
  await page.goto("/gestion/comptes");
  await expectWell(page, javaScriptEnabled);
  const name = fresh("paul");
  const hand = gestures();
  await hand.fill(page.getByLabel("Nom de compte"), name);
  await hand.choose(page.getByLabel("Rôle").first(), "lire et rédiger");
  await hand.press(page.getByRole("button", { name: "Créer le compte" }));
  expect(hand.count()).toBe(3);
  await expect(page.getByRole("status")).toHaveText(`Le compte ${name} est créé.`);
  const link = new URL(await page.locator("code.link").innerText());
  await expectWell(page, javaScriptEnabled);
  await expect(page.getByRole("table", { name: /^Journal des comptes/ })).toContainText("compte créé");

  await context.clearCookies();
  await page.goto(link.pathname + link.search);
  await page.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Le même, une seconde fois").fill(PASSWORD);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByLabel("Nom de compte").fill(name);
  await page.getByLabel("Mot de passe").fill("autre chose, tout autre");
  await page.getByRole("button", { name: "Se connecter" }).click();
  const alert = page.getByRole("alert");
  await expect(alert.getByRole("heading")).toHaveText("Connexion refusée");
  await expect(alert, "one goes on from what is wrong").toBeFocused();
  await expect(page).toHaveTitle(/^Erreur/);
  await expect(page.getByLabel("Nom de compte"), "the name is kept").toHaveValue(name);
  await expectWell(page, javaScriptEnabled);
  await page.getByLabel("Mot de passe").fill(PASSWORD);
  await page.getByRole("button", { name: "Se connecter" }).click();

  await openMenu(page);
  await page.getByRole("link", { name: "Mon compte" }).click();
  await page.locator("summary", { hasText: "Nommer" }).click();
  await page.getByLabel("Nom de l’appareil").fill("Poste du bureau");
  await page.getByRole("row", { name: /celle-ci/ }).getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("row", { name: /Poste du bureau/ })).toBeVisible();
  await expectWell(page, javaScriptEnabled);
  const other = "trois mots sans rapport";
  await page.getByLabel("Mot de passe d’aujourd’hui").fill(PASSWORD);
  await page.getByLabel("Nouveau mot de passe").fill(other);
  await page.getByLabel("Le même, une seconde fois").fill(other);
  await page.getByRole("button", { name: "Changer de mot de passe" }).click();
  await expect(page.getByRole("status")).toContainText("Votre mot de passe est changé");
});

test("a report is taken, its text is erased, it is answered and opened again", async ({ publisher: page, javaScriptEnabled }) => {
  await page.goto("/services/990000006");
  const form = page.getByRole("region", { name: "Signaler une erreur" });
  await form.getByLabel("Ce qui est faux").selectOption("tarif");
  await form.getByLabel("Ce qu’il faut corriger").fill("Madame Untel a payé 31 euros.");
  await form.getByRole("button", { name: "Envoyer à la Ville" }).click();
  await page.goto("/gestion/signalements");
  const line = page.getByRole("row", { name: /Madame Untel/ }).first();
  await expect(line.getByRole("link", { name: /^Modifier la fiche/ })).toHaveAttribute("href", "/gestion/services/990000006/modifier");
  await expectWell(page, javaScriptEnabled);
  await line.getByRole("button", { name: /^Je m’en occupe/ }).click();
  await expect(line).toContainText(/en cours, par jeanne.martin/);
  await line.getByRole("link", { name: /^Signalement/ }).click();
  await page.locator("summary", { hasText: "Effacer le texte" }).click();
  await page.getByLabel("Oui, effacer ce texte pour toujours").check();
  await page.getByRole("button", { name: "Effacer", exact: true }).click();
  await expect(page.locator("main")).not.toContainText("Madame Untel");
  await page.getByLabel("Ce qui a été fait").selectOption("Sans suite");
  await page.getByLabel("Pourquoi").fill("Le prix de la fiche est le bon.");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByRole("table", { name: "Fermés" }).getByRole("link", { name: /^Signalement/ }).first().click();
  await page.getByRole("button", { name: /^Rouvrir ce signalement/ }).click();
  await expect(page.locator("main")).toContainText("Rouvert par jeanne.martin");
  await expectWell(page, javaScriptEnabled);
});

test("a service has a dossier: a file, a contact, a reminder", async ({ publisher: page, javaScriptEnabled }) => {
  await page.goto("/gestion/services/990000007");
  await page.getByRole("link", { name: "Dossier" }).click();
  await page.getByLabel("Ce qu’il justifie").selectOption("prix");
  await page.getByLabel("Fichier", { exact: true }).setInputFiles({ name: "prix.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n") });
  await page.getByRole("button", { name: "Joindre le fichier" }).click();
  await expect(page.getByRole("status")).toHaveText("Le fichier est joint.");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "prix.pdf" }).first().click();
  expect((await download).suggestedFilename()).toBe("prix.pdf");
  await page.getByLabel("Comment").selectOption("par téléphone");
  await page.getByLabel("Avec qui").fill("accueil");
  await page.getByLabel("Ce qui a été dit").fill("Les prix changent en janvier.");
  await page.getByRole("button", { name: "Ajouter le contact" }).click();
  await expect(page.locator("main")).toContainText("par téléphone, avec accueil");
  const today = new Date().toLocaleDateString("sv", { timeZone: "Europe/Paris" });
  await page.getByLabel("Rappeler le").fill(today);
  await page.getByLabel("Pourquoi").fill("Demander les prix de janvier");
  await page.getByRole("button", { name: "Ajouter le rappel" }).click();
  await expectWell(page, javaScriptEnabled);
  await page.goto("/gestion/rappels");
  await expectWell(page, javaScriptEnabled);
  await page.getByRole("row", { name: /Demander les prix de janvier/ }).first().getByRole("button").click();
  await expect(page.getByRole("status")).toHaveText("Le rappel est fait.");
});

test("a value of the law far from the one before it is asked about, and a slip of today is corrected in three gestures", async ({ publisher: page, javaScriptEnabled }) => {
  await page.goto("/gestion/parametres");
  const hand = gestures();
  await hand.choose(page.getByLabel("Valeur", { exact: true }), "tarif-plancher-heure");
  await hand.fill(page.getByLabel("Montant, taux ou coefficient"), "252");
  await hand.fill(page.getByLabel("Premier jour", { exact: true }), "2027-01-01");
  await hand.fill(page.getByLabel("Article ou arrêté"), "Arrêté d’essai");
  await hand.fill(page.getByLabel("Adresse du texte"), "https://www.legifrance.gouv.fr/essai");
  await hand.press(page.getByRole("button", { name: "Enregistrer" }).first());
  expect(hand.count()).toBeLessThanOrEqual(7);
  await expect(page.getByRole("alert")).toContainText("plus d’un quart");
  await expectWell(page, javaScriptEnabled);
  await page.getByLabel("La valeur est juste").check();
  await page.getByRole("button", { name: "Enregistrer" }).first().click();
  await expect(page.getByRole("status")).toContainText("La valeur est ajoutée");
  // The value before it is that of the year before, not the slip.
  const journal = page.getByRole("table", { name: /^Valeurs ajoutées/ });
  const correction = gestures();
  await correction.press(journal.locator("summary").first());
  await correction.fill(journal.getByLabel("Montant juste").first(), "25,20");
  await correction.press(journal.getByRole("button", { name: "Enregistrer" }).first());
  expect(correction.count()).toBe(3);
  await expect(page.getByRole("status")).toContainText("La valeur est corrigée");
  await journal.getByRole("button", { name: "Retirer cette valeur" }).first().click();
  await expect(page.getByRole("status")).toContainText("La valeur est retirée");
});

test("someone signs in by the provider of identities, and out of it", async ({ browser, javaScriptEnabled, viewport }) => {
  const provider = await startProvider("jeanne.martin@paris.fr");
  const port = await freePort();
  const site = `http://127.0.0.1:${port}`;
  const { office, stop } = await officeOf({
    QUELLEAIDEADOM_ADDR: `127.0.0.1:${port}`, QUELLEAIDEADOM_SITE_URL: site, QUELLEAIDEADOM_OIDC_ISSUER: provider.issuer,
    QUELLEAIDEADOM_OIDC_CLIENT_ID: "site", QUELLEAIDEADOM_OIDC_CLIENT_SECRET: "secret",
  });
  office.run("user", "add", "jeanne", "--role", "reader", "--openid", "jeanne.martin@paris.fr");
  const context = await browser.newContext({ baseURL: site, javaScriptEnabled, viewport, locale: "fr-FR" });
  const page = await context.newPage();
  await page.goto("/gestion/connexion");
  await expectWell(page, javaScriptEnabled);
  await page.getByRole("link", { name: "Se connecter avec l’identité de la Ville" }).click();
  await expect(page).toHaveURL(`${site}/gestion`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce qui demande attention");
  await openMenu(page);
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(`${site}/gestion/connexion`);
  expect(provider.left(), "signed out there too").toBe(1);
  await context.close();
  await stop();
  provider.stop();
});

async function freePort() {
  const server = createServer();
  await new Promise((started) => server.listen(0, "127.0.0.1", started));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
