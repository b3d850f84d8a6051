// The public pages in Firefox, as a family and a social worker use them, with JavaScript and without. Firefox keeps whole pages
// for Back, and fills the fields of a page again that is reloaded.
import { address, expect, expectToFit, leave, named, press, test, text, texts, unfold, watched } from "./firefox.js";
import { OPENED } from "./pages.js";

const reload = (page) => page.evaluate(() => location.reload());
const count = (page, selector) => page.evaluate((selector) => document.querySelectorAll(selector).length, selector);
const value = (page, selector) => page.evaluate((selector) => document.querySelector(selector).value, selector);

test("a family says what it needs, reads the list, sorts it, and finds it again", async ({ page, open, javaScriptEnabled }) => {
  const go = (deed) => leave(page, javaScriptEnabled, deed);
  // Where a script runs, the page itself answers.
  const answer = (deed) => (javaScriptEnabled ? deed() : go(deed));

  await open("/");
  await expectToFit(page);
  await (await named(page, "Où habite la personne ?")).type("14e");
  await press(page, "Se laver, s’habiller");
  await answer(() => press(page, "Tous les matins"));
  const expectTheNeed = async () => {
    await expect.poll(() => count(page, "[name=case]:checked"), "a moment of each day").toBe(7);
    await expect.poll(() => text(page, "#jusqu-ici")).toMatch(/14e.* · toilette et habillage, tous les jours 8 h–9 h/);
  };
  await expectTheNeed();
  await go(() => reload(page));
  await expectTheNeed();
  await go(() => press(page, "Voir les services"));
  expect(await text(page, "h1")).toMatch(/^\d+ services possibles dans le 14e$/);
  expect(await text(page, ".need-line")).toContain("toilette et habillage, tous les jours 8 h–9 h");
  await expectToFit(page);

  const sent = watched(page);
  const cards = () => texts(page, ".card h3, .card .price");
  const written = await cards();
  const fold = await unfold(page, "#poids-prix");
  await (await named(page, "prix")).press("End");
  if (javaScriptEnabled) await fold();
  else await go(() => press(page, "Mettre à jour la liste"));
  await expect.poll(cards, "the list follows the weight").not.toEqual(written);
  const weighed = await cards();
  const [filter] = await texts(page, "#filtre-habilite");
  await answer(() => press(page, filter));
  await expect.poll(cards, "the list follows the filter").not.toEqual(weighed);
  const [name] = await texts(page, ".card h3 a");
  await press(page, `Comparer ${name}`);
  if (!javaScriptEnabled) await go(() => press(page, "Garder mes choix"));
  await expect.poll(() => address(page)).toMatch(/(?=.*poids-prix=10)(?=.*filtre=habilite)(?=.*service=\d{9})/);
  if (javaScriptEnabled) expect(sent, "the server is not asked").toEqual([]);
  await expectToFit(page);

  const state = async () => ({
    address: await address(page),
    cards: await cards(),
    weights: await texts(page, ".weight output"),
    price: await value(page, "#poids-prix"),
    ticked: await count(page, ".card input:checked"),
    unfolded: await count(page, "details[open]"),
  });
  const left = await state();
  expect(left).toMatchObject({ price: "10", ticked: 1 });
  await go(() => press(page, name));
  expect(await text(page, "h1")).toContain(name);
  await expectToFit(page);
  await go(() => page.evaluate(() => history.back()));
  expect(await state(), "Back leads to the list as it was left").toEqual(left);
  await go(() => reload(page));
  expect(await state(), "loaded again it is the same").toEqual(left);
});

test("a situation gives the aids, and with JavaScript goes nowhere", async ({ page, open, javaScriptEnabled }) => {
  const go = (deed) => leave(page, javaScriptEnabled, deed);
  await open("/aides");
  const sent = watched(page);
  await (await named(page, "GIR (degré d’autonomie)")).select("3");
  await (await named(page, "Ressources du foyer, en euros par mois")).type("1500");
  await (await named(page, "Plan d’aide APA déjà notifié, en euros par mois")).type("800");
  const compute = () => press(page, "Calculer les aides");
  await (javaScriptEnabled ? compute() : go(compute));
  await expect.poll(() => text(page, ".simulation")).toContain("679,29");
  expect(await text(page, ".simulation .to-pay")).toContain("120,71");
  await expectToFit(page);
  expect(await address(page), "it is not in the address").toMatch(/\/aides$/);
  if (!javaScriptEnabled) {
    expect(sent.filter((request) => request.startsWith("POST"))).toHaveLength(1);
    return;
  }
  expect(sent, "nothing is asked of the server").toEqual([]);
  const kept = await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }, document.cookie]);
  expect(kept).toEqual([{}, {}, ""]);
  await go(() => reload(page));
  expect(await value(page, "#ressources"), "it is gone with the page").toBe("");
  expect(await count(page, ".simulation")).toBe(0);
});

test("a social worker sees who comes at night, and with JavaScript sends nothing", async ({ page, open, javaScriptEnabled }) => {
  const answer = (deed) => (javaScriptEnabled ? deed() : leave(page, javaScriptEnabled, deed));
  await open("/accompagner");
  const sent = watched(page);
  await (await named(page, "Où habite la personne ?")).select("19e");
  await answer(() => press(page, "Les nuits"));
  await answer(() => press(page, "Voir les services classés"));
  await expect.poll(() => text(page, "h1")).toBe("Les services pour cette personne");
  expect(sent.filter((request) => request.startsWith("POST"))).toHaveLength(javaScriptEnabled ? 0 : 2);
  await expectToFit(page);
});

test("every page fits on a phone and on a desk, and complains of nothing", async ({ page, open }) => {
  for (const { title, path } of OPENED) {
    await test.step(title, async () => {
      await open(path);
      await expectToFit(page);
    });
  }
});

test.describe("a service that is not fictitious", () => {
  test.use({ baseURL: `http://127.0.0.1:${Number(process.env.JOURNEYS_PORT ?? 3917) + 3000}` });

  test("what search engines read of it is no script to the browser", async ({ page, open }) => {
    await open("/services/750000011");
    expect(JSON.parse(await text(page, "[type='application/ld+json']"))).toMatchObject({ "@type": "LocalBusiness", name: "Aide du Canal" });
  });
});
