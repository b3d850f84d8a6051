// The back office as its clerks use it, each worker on an office of its own.
import { PASSWORD, codeOf, expect, expectWell, openMenu, sayWho, test } from "./office.js";
import { expectNoSidewaysScroll } from "./support.js";

test("a clerk chooses a password, signs in and enrols a second factor", async ({ page, office, javaScriptEnabled }) => {
  const name = `paul.${Date.now()}`;
  const link = office.addAccount(name, "publisher");
  await page.goto(link);
  await page.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Le même, une seconde fois").fill("autre chose, tout autre");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("alert")).toContainText("Les deux mots de passe ne sont pas les mêmes");
  await expectWell(page, javaScriptEnabled);
  await page.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Le même, une seconde fois").fill(PASSWORD);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status")).toContainText("Votre mot de passe est enregistré");
  await page.getByLabel("Nom de compte").fill(name);
  await page.getByLabel("Mot de passe").fill(PASSWORD);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Double authentification");
  await expectWell(page, javaScriptEnabled);
  const secret = await page.locator("code.secret").innerText();
  const code = page.getByLabel("Les 6 chiffres affichés par l’application");
  await code.fill("12");
  await page.getByRole("button", { name: "Activer" }).click();
  await expect(page.getByRole("alert")).toContainText("Ce code n’est pas le bon");
  await code.fill(codeOf(secret));
  await page.getByRole("button", { name: "Activer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Notez vos codes de secours");
  const spare = await page.locator(".codes code").first().innerText();
  await expectWell(page, javaScriptEnabled);
  await page.getByRole("link", { name: "C’est noté, continuer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce qui demande attention");
  await expectWell(page, javaScriptEnabled);
  await openMenu(page);
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page.getByRole("status")).toContainText("Vous êtes déconnecté");
  // A code serves once: the next sign-in takes one of those that were noted.
  await page.goto("/gestion/services?q=canal");
  await page.getByLabel("Nom de compte").fill(name);
  await page.getByLabel("Mot de passe").fill(PASSWORD);
  await page.getByLabel("Code", { exact: true }).fill(spare);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page).toHaveURL(/\/gestion\/services\?q=canal$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fiches");
});

test("a publisher changes a listing, sees it before anyone and then with everyone, and takes it back", async ({ publisher: page, javaScriptEnabled }) => {
  const mornings = "lieu=20e&debut=2027-01-05&acte=toilette&quand=lun.0800-0900";
  await page.goto(`/comparer?${mornings}`);
  const ranked = async () => Number((await page.locator("#etat").textContent()).match(/\d+/)[0]);
  const before = await ranked();
  await page.goto("/gestion/services");
  await page.getByLabel("Nom, numéro FINESS ou SIRET, téléphone, rue ou entité juridique").fill("soutien du passage");
  await page.getByRole("button", { name: "Chercher" }).click();
  await page.getByRole("row", { name: /990000003/ }).getByRole("link").click();
  await page.getByRole("link", { name: "Modifier la fiche" }).click();

  const preview = page.getByRole("region", { name: "Aperçu de la page publique" });
  const tariff = page.getByRole("group", { name: /^prestataire, à partir du/ }).first();
  await tariff.getByLabel("Nouveau tarif : celui-ci reste jusqu’à la veille").check();
  await tariff.getByLabel("Nouveau tarif à partir du").fill("01/01/2027");
  await tariff.getByLabel("Heure d’aide (€ TTC)").fill("36,20");
  await tariff.getByLabel("Frais par mois (€)").fill("12");
  await page.getByLabel("lundi, plage 1, de").fill("07:00");
  await page.locator("#zone").getByLabel("20e", { exact: true }).uncheck();
  await page.locator("#acte").getByLabel("petit bricolage").uncheck();
  await page.getByLabel("Prend de nouvelles personnes").selectOption("liste d’attente");
  await page.getByLabel("Début possible sous (jours)").fill("10");
  await sayWho(page, "la Ville");
  if (javaScriptEnabled) await expect(preview).toContainText("À corriger avant de publier");
  await page.getByRole("button", { name: "Enregistrer le brouillon" }).click();
  await page.getByRole("alert").getByRole("link", { name: /^Tarifs : En mode prestataire, aucun frais/ }).click();
  await expect(tariff.getByLabel("Frais par mois (€)")).toBeFocused();
  await expectWell(page, javaScriptEnabled);
  await expect(tariff.getByLabel("Frais par mois (€)"), "nothing is lost").toHaveValue("12");
  await expect(tariff.getByLabel("Nouveau tarif à partir du")).toHaveValue("01/01/2027");
  await expect(page.getByLabel("lundi, plage 1, de")).toHaveValue("07:00");
  await expect(page.locator("#zone").getByLabel("20e", { exact: true })).not.toBeChecked();
  await expect(page.locator("#acte").getByLabel("petit bricolage")).not.toBeChecked();
  await expect(page.getByLabel("Début possible sous (jours)")).toHaveValue("10");

  // What changes follows what is typed; the page that families would see, and all of it without JavaScript, the button.
  await tariff.getByLabel("Frais par mois (€)").fill("");
  if (!javaScriptEnabled) await page.getByRole("button", { name: "Voir l’aperçu" }).last().click();
  await expect(preview.getByRole("row", { name: /^Tarifs / })).toContainText("36,20 €");
  await expect(preview.getByRole("row", { name: /^Arrondissements desservis / })).toContainText("19e, 20e");
  await expect(preview.getByRole("heading", { name: "Ce que disent les règles de prix" })).toBeVisible();
  await page.getByRole("button", { name: "Voir l’aperçu" }).last().click();
  await expect(preview.getByRole("heading", { name: "Horaires d’intervention" })).toBeVisible();
  await expect(preview.getByRole("row", { name: /^lundi/ })).toContainText("7 h");
  await expectNoSidewaysScroll(page, javaScriptEnabled);

  await page.getByRole("button", { name: "Enregistrer le brouillon" }).click();
  await expect(page.getByRole("status").first()).toHaveText("Le brouillon est enregistré.");
  await page.getByRole("button", { name: "Soumettre" }).click();
  await expect(page.getByRole("status").first()).toContainText("Le brouillon est soumis");
  await page.getByRole("button", { name: "Publier" }).click();
  await expect(page.getByRole("status").first()).toContainText("La fiche est publiée");
  await expectWell(page, javaScriptEnabled);

  await page.getByRole("link", { name: "Voir la page publique" }).click();
  await expect(page.locator("main")).toContainText("à partir du 1er janvier 2027");
  await expect(page.locator("main")).toContainText("36,20 €");
  await expect(page.getByRole("row", { name: /^lundi/ })).toContainText("7 h");
  await page.goto(`/comparer?${mornings}`);
  expect(await ranked(), "it comes to the 20th no more").toBe(before - 1);

  await page.goto("/gestion/services/990000003/historique");
  // The newest is first; other journeys of this worker may have written before it.
  const written = page.getByRole("region", { name: /^Version \d+$/ }).first();
  const number = Number((await written.getByRole("heading", { level: 2 }).textContent()).match(/\d+/)[0]);
  await expect(written).toContainText(/Par jeanne\.martin, le .* d’après la Ville/);
  const hours = written.getByRole("row", { name: /^Horaires d’intervention/ }).getByRole("cell");
  await expect(hours.first()).toContainText("lundi 6 h 30");
  await expect(hours.last()).toContainText("lundi 7 h");
  await expectWell(page, javaScriptEnabled);
  await page.getByRole("button", { name: `Rétablir la version ${number - 1}`, exact: true }).click();
  await expect(page.getByRole("status").first()).toHaveText("La version choisie est rétablie, comme une nouvelle version.");
  await page.goto(`/comparer?${mornings}`);
  expect(await ranked()).toBe(before);
});

test("two people change one listing, and nothing of either is lost", async ({ publisher, editor, javaScriptEnabled }) => {
  const edit = "/gestion/services/990000005/modifier";
  await editor.goto(edit);
  await publisher.goto(edit);
  await editor.getByLabel("Téléphone").fill("01 99 00 00 55");
  await editor.getByLabel("Site internet").fill("https://nouveau.example/");
  await sayWho(editor, "le service");
  await editor.getByLabel("Mot pour la personne qui publie").fill("Appelés ce matin.");
  await editor.getByRole("button", { name: "Enregistrer le brouillon" }).click();
  await expect(editor.getByRole("status").first()).toHaveText("Le brouillon est enregistré.");
  await expect(editor.getByRole("button", { name: "Publier" }), "an editor does not publish").toHaveCount(0);

  await publisher.getByLabel("Téléphone").fill("01 99 00 00 66");
  await publisher.getByLabel("Horaires du bureau").fill("le matin");
  await sayWho(publisher, "la Ville");
  await publisher.getByRole("button", { name: "Publier" }).click();
  await expect(publisher.getByRole("status").first()).toContainText("La fiche est publiée");

  await editor.reload();
  await expect(editor.getByText("La fiche a été publiée par quelqu’un d’autre")).toBeVisible();
  await editor.getByRole("link", { name: "Voir les deux versions et les réunir" }).click();
  const phone = editor.getByRole("group", { name: "Téléphone" });
  await expect(phone).toContainText(/Avant : 01.99.00.00.05/);
  await expect(phone.getByLabel(/^La fiche publiée : 01.99.00.00.66/)).not.toBeChecked();
  await expectWell(editor, javaScriptEnabled);
  await phone.getByLabel(/^Le brouillon : 01.99.00.00.55/).check();
  await editor.getByRole("button", { name: "Réunir, puis relire" }).click();
  await expect(editor.getByLabel("Téléphone")).toHaveValue(/^01.99.00.00.55$/);
  await expect(editor.getByLabel("Site internet")).toHaveValue("https://nouveau.example/");
  await expect(editor.getByLabel("Horaires du bureau"), "what the other changed alone is there").toHaveValue("le matin");
  await editor.getByRole("button", { name: "Soumettre" }).click();
  await expect(editor.getByRole("status").first()).toContainText("Le brouillon est soumis");

  await openMenu(publisher);
  await publisher.getByRole("link", { name: "Brouillons" }).click();
  const line = publisher.getByRole("row", { name: /Aide de la Verrière/ });
  await expect(line).toContainText("claire.petit");
  await expect(line).toContainText("Appelés ce matin.");
  await expectWell(publisher, javaScriptEnabled);
  await line.getByRole("link", { name: /^Brouillon/ }).click();
  await publisher.getByRole("button", { name: "Publier" }).click();
  await expect(publisher.getByRole("status").first()).toContainText("La fiche est publiée");
  await publisher.goto("/services/990000005");
  for (const kept of [/01.99.00.00.55/, "https://nouveau.example/", "le matin"]) await expect(publisher.locator("main")).toContainText(kept);
});
