// The back office as its clerks use it, each worker on an office of its own.
import { PASSWORD, codeOf, expect, test } from "./office.js";
import { expectAccessible, expectNoSidewaysScroll } from "./support.js";

async function expectWell(page, javaScriptEnabled) {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  await expectAccessible(page, javaScriptEnabled);
}

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
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Seconde vérification");
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
