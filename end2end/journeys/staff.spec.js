// A member of the staff: chooses a password by the link of the command line, adds a second factor whose codes are computed
// here, closes a report, adds a value of the law, and leaves.
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";

import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./support.js";

const PASSWORD = "une phrase assez longue";

function account(name, role) {
  const program = "../target/debug/quelleaideadom";
  const env = { ...process.env, DATABASE_URL: "sqlite:results.sqlite" };
  return execFileSync(program, ["user", "add", name, "--role", role], { env, encoding: "utf8" }).trim();
}

// RFC 6238: six digits of the HMAC of the half minute.
function codeOf(secret, later = 0) {
  const bits = [...secret].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac("sha1", key).update(counter).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("a publisher signs in with a password and a code, closes a report and adds a value", async ({ page, javaScriptEnabled }, info) => {
  const look = async () => {
    await expectAccessible(page, javaScriptEnabled);
    await expectNoSidewaysScroll(page, javaScriptEnabled);
  };
  const name = `jeanne-${info.project.name.toLowerCase().replaceAll(/[^a-z]+/g, "-")}-${info.repeatEachIndex}`;

  await page.goto("/services/990000001");
  await page.getByLabel("Ce qui est faux").or(page.locator("#sujet")).first().selectOption("tarif");
  await page.locator("#message").fill(`le prix a changé (${name})`);
  await page.locator("#signaler button[type=submit]").click();

  await page.goto(account(name, "publisher"));
  await look();
  await page.locator("#mot-de-passe").fill(PASSWORD);
  await page.locator("#encore").fill(PASSWORD);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status")).toContainText("mot de passe est enregistré");

  await page.goto("/gestion/parametres");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Connexion à la gestion");
  await look();
  const signIn = async (code) => {
    await page.getByLabel("Nom de compte").fill(name);
    await page.getByLabel("Mot de passe").fill(PASSWORD);
    await page.getByLabel("Code", { exact: true }).fill(code);
    await page.getByRole("button", { name: "Se connecter" }).click();
  };
  await signIn("");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Seconde vérification");
  await look();
  const secret = await page.locator("code.secret").innerText();
  await page.locator("#code").fill(codeOf(secret));
  await page.getByRole("button", { name: "Activer" }).click();
  await expect(page.locator("ol.codes code")).toHaveCount(10);
  await look();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page.getByRole("status")).toContainText("déconnecté");
  // The code of the next half minute: that of this one was taken.
  await signIn(codeOf(secret, 1));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce qui demande attention");
  await look();
  await page.getByRole("link", { name: "Fiches jamais vérifiées" }).click();
  await look();

  await page.getByRole("link", { name: "Signalements", exact: true }).click();
  await look();
  const reports = page.locator("table").first().getByRole("rowheader").getByRole("link");
  for (let found = false; !found; ) {
    const hrefs = await reports.evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    for (const href of hrefs) {
      await page.goto(href);
      found = (await page.locator("dd.typed").innerText()).includes(name);
      if (found) break;
    }
  }
  await look();
  await page.getByLabel("Ce qui a été fait").selectOption("corrige");
  await page.getByLabel("Pourquoi").fill("le service a été appelé");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Signalements");

  await page.getByRole("link", { name: "Valeurs de la loi" }).click();
  await look();
  await page.locator("#valeur").selectOption("mtp-mois");
  await page.locator("#montant").fill("1 300,12");
  await page.locator("#debut").fill("2027-01-01");
  await page.locator("#fin").fill("2028-01-01");
  await page.locator("#article").fill("CSS R355-1, arrêté de janvier");
  await page.locator("#adresse").fill("https://www.legifrance.gouv.fr/");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status")).toContainText("ajoutée");
  await expect(page.getByText(name).first()).toBeVisible();
  await look();

  await page.getByRole("link", { name: "Mon compte" }).click();
  await expect(page.getByRole("table")).toContainText("celle-ci");
  await look();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await page.goto("/gestion");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Connexion à la gestion");
});
