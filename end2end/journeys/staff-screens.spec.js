// Every screen of the back office: valid HTML, one heading, nothing that axe finds, nothing beside a narrow screen.
import { readFileSync } from "node:fs";
import { expect, expectNoSidewaysScroll, expectAccessible } from "./support.js";
import { changed, countRefusals, sayWho, test } from "./office.js";
import { wrongHtml } from "./validity.js";

const NARROW = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
const FINESS = "990000004";

// The addresses of the back office, as the router writes them.
const TABLE = readFileSync(new URL("../../app/src/routes.rs", import.meta.url), "utf8");
const ROUTES = [...TABLE.matchAll(/= "(\/gestion[^"]*)",/g)].map(([, route]) => route)
  // A file is no screen; signing out leads back; without a provider of identities one screen says so for all.
  .filter((route) => !/csv|tableurs|deconnexion|openid\/(retour|code)/.test(route));

// A draft that another publication has overtaken, an import and one that waits, a report, refusals, a campaign.
async function fillOffice(page) {
  const edit = async (field, value, action) => {
    await page.goto(`/gestion/services/${FINESS}/modifier`);
    await page.getByLabel(field).fill(value);
    await sayWho(page, "la Ville");
    await page.getByRole("button", { name: action }).click();
    await page.getByRole("status").first().waitFor();
  };
  await edit("Téléphone", "01 99 00 00 44", "Enregistrer le brouillon");
  const draft = page.url().match(/brouillons\/(\d+)/)[1];
  await edit("Téléphone", "01 99 00 00 45", "Publier");
  await edit("Courriel", "bureau@service-4.example", "Soumettre");
  const template = await page.evaluate(async () => (await fetch("/gestion/tableurs/tarifs.csv")).text());
  const said = { Source: "service", "Observé le": "23/11/2026" };
  const csv = (finess, hour) => changed(changed(template, finess, { ...said, "Heure d'aide": hour }).text, "990000001", { ...said, "Heure d'aide": "vingt" }).text;
  const send = async (text) => {
    await page.goto("/gestion/imports");
    await page.getByLabel("Fichier", { exact: true }).setInputFiles({ name: "tarifs.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByRole("button", { name: "Lire le fichier" }).click();
  };
  await send(csv("990000002", "26,10"));
  await page.getByRole("button", { name: "Accepter tout le fichier" }).click();
  const imported = (await page.getByRole("heading", { level: 1 }).innerText()).match(/\d+/)[0];
  await send(csv("990000005", "29,20"));
  const waiting = page.url().match(/lus\/(\d+)/)[1];
  await page.goto(`/services/${FINESS}`);
  const report = page.getByRole("region", { name: "Signaler une erreur" });
  await report.getByLabel("Ce qui est faux").selectOption("horaires");
  await report.getByLabel("Ce qu’il faut corriger").fill("Ils ne viennent plus le samedi.");
  await report.getByRole("button", { name: "Envoyer à la Ville" }).click();
  await countRefusals(page, [
    [11, { service: FINESS, zone: "75114", motif: "complet", creneau: "soir", acte: "toilette" }],
    [6, { service: FINESS, zone: "75120", motif: "horaires", creneau: "week-end", acte: "accompagnement" }],
    [8, { service: FINESS, zone: "75101", motif: "public", creneau: "", acte: "" }],
    [2, { service: FINESS, zone: "75101", motif: "delai", creneau: "matin", acte: "repas" }],
  ]);
  await page.goto("/gestion/campagnes");
  await page.getByRole("button", { name: "Voir les services concernés" }).click();
  await page.getByRole("button", { name: /^Préparer \d+ liens$/ }).click();
  await page.getByRole("button", { name: "Afficher le lien" }).first().click();
  const link = new URL(await page.locator("code.link").first().innerText());
  return { draft, imported, waiting, own: link.pathname + link.search };
}

test("every screen is valid, accessible and fits a phone", async ({ publisher: page, context, office }) => {
  const { draft, imported, waiting, own } = await fillOffice(page);
  await context.addCookies([await office.signIn("anne.durand", "admin")]);
  const number = { brouillons: draft, lus: waiting, imports: imported, signalements: "1", campagnes: "1", pieces: "999" };
  const invitation = office.addAccount("nouvelle.venue", "reader");
  const address = (route) => ({
    "/gestion/a-voir": "/gestion/a-voir?motif=disponibilite",
    "/gestion/mot-de-passe": invitation,
    "/gestion/fiche": own,
  })[route] ?? route.replace("{finess}", FINESS).replace(/(\w+)\/\{number\}/, (_, what) => `${what}/${number[what]}`);
  const all = ROUTES.map(address).concat(`${own}&etape=prix`, `${own}&etape=horaires`, `${own}&etape=envoyer`, "/gestion/services?q=zzzz", "/gestion/services?page=2", "/gestion/brouillons/999", "/gestion/services/999999999");
  expect(ROUTES.length).toBeGreaterThan(20);
  for (const screen of all) {
    await test.step(screen.replace(/lien=.*/, "lien"), async () => {
      await page.setViewportSize(DESK);
      const answer = await page.goto(screen);
      expect.soft(await wrongHtml(await answer.text()), screen).toEqual([]);
      expect.soft(await page.getByRole("heading", { level: 1 }).count(), screen).toBe(1);
      await expectNoSidewaysScroll(page, true);
      await page.setViewportSize(NARROW);
      await expectNoSidewaysScroll(page, true);
      await expectAccessible(page, true);
    });
  }
});
