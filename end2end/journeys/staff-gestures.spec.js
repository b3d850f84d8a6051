// A new listing typed from a letter, counted in gestures, in an office whose register has this one service.
import { expect, expectWell, gestures, officeOf, openMenu, sayWho, test as base } from "./office.js";

const SERVICE = "750000011";
// In the layout of the national file: its name, its address and nothing else.
const register = [
  "finess;etalab;94;2026-11-10",
  `structureet;${SERVICE};750000001;AIDE DU CANAL;;;;17;R;PELLEPORT;;;110;75;PARIS;75010 PARIS;;;460;Service;4605;Multi;;8810A;;;;;2003-04-25;;2019-03-25;`,
  `geolocalisation;${SERVICE};657000.0;6863000.0;1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,LAMBERT_93;2021-01-08`,
  "",
].join("\n");

const test = base.extend({
  office: [async ({}, use) => {
    const { office, stop } = await officeOf({});
    await use(office);
    await stop();
  }, { scope: "worker" }],
});

test("one listing with two modes is written and published in forty-five gestures at most", async ({ publisher: page, javaScriptEnabled }) => {
  await page.goto("/gestion/imports");
  await page.getByLabel("Fichier", { exact: true }).setInputFiles({ name: "finess.csv", mimeType: "text/csv", buffer: Buffer.from(register) });
  await page.getByRole("button", { name: "Lire le fichier" }).click();
  await page.getByRole("button", { name: "Accepter tout le fichier" }).click();
  await openMenu(page);
  await page.getByRole("link", { name: "Fiches", exact: true }).click();
  await page.getByRole("link", { name: "Aide du Canal" }).click();

  const hand = gestures();
  const button = (name) => page.getByRole("button", { name, exact: true });
  const part = (name) => page.getByRole("group", { name, exact: true });
  await hand.press(page.getByRole("link", { name: "Modifier la fiche" }));
  await hand.choose(part("D’où viennent ces informations").getByLabel("Source"), "le service");
  await hand.check(page.getByLabel("Tout ce que je laisse tel quel dans la fiche a été vérifié ce jour-là"));
  await hand.choose(page.getByLabel("Statut"), "association");
  await hand.choose(page.getByLabel("Habilitation à l’aide sociale"), "non habilité à l’aide sociale");
  await hand.fill(page.getByLabel("Téléphone", { exact: true }), "01 99 00 00 12");
  await hand.fill(page.getByLabel("Courriel"), "contact@service.example");
  await hand.fill(page.getByLabel("Site internet"), "https://service.example");
  for (const act of ["toilette et habillage", "repas (préparer, aider à manger)", "courses", "ménage"]) await hand.check(page.locator("#acte").getByLabel(act, { exact: true }));
  await hand.check(page.getByLabel("personnes âgées"));
  await hand.press(button("Tous les arrondissements"));
  await hand.fill(page.getByLabel("lundi, plage 1, de"), "08:00");
  await hand.fill(page.getByLabel("lundi, plage 1, à"), "20:00");
  await hand.press(button("Copier lundi jusqu’à vendredi"));
  await expect(page.getByLabel("vendredi, plage 1, à")).toHaveValue("20:00");
  const first = part("Nouveau tarif : prestataire");
  const rest = [
    ["Premier jour", "01/01/2026"], ["Heure d’aide (€ TTC)", "28,50"], ["Heure de ménage (€ TTC)", "27,00"], ["Dimanche", "25"], ["Jours fériés", "25"],
  ];
  for (const [label, value] of [...rest, ["Facturé au moins (minutes)", "1 h"]]) await hand.fill(first.getByLabel(label, { exact: true }), value);
  await hand.choose(first.getByLabel("TVA de l’aide"), "5.5");
  await hand.choose(first.getByLabel("TVA du ménage"), "10");
  await hand.press(page.getByText("Nouveau tarif : mandataire").first());
  const second = part("Nouveau tarif : mandataire");
  for (const [label, value] of [...rest, ["Frais par mois (€)", "12"]]) await hand.fill(second.getByLabel(label, { exact: true }), value);
  await hand.choose(page.getByLabel("Prend de nouvelles personnes"), "prend de nouvelles personnes");
  await hand.fill(page.getByLabel("Début possible sous (jours)"), "5");
  await hand.press(button("Publier"));
  await expect(page.getByRole("status").first()).toContainText("La fiche est publiée");
  await expectWell(page, javaScriptEnabled);
  expect(hand.count()).toBeLessThanOrEqual(45);
  await page.getByRole("link", { name: "Voir la page publique" }).click();
  await expect(page.locator("main")).toContainText("28,50 €");
});
