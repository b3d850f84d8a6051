// More services than a browser is given: the server ranks each page of the list, and the browser counts what is left to pay.
import { cards, cardsOfServer, expect, expectAccessible, giveSituation, started, test, unfold } from "./support.js";

const ADDRESS = "/comparer?lieu=14e&acte=toilette&quand=lun-dim.0800-0900";
const SITUATION = /ressources|1850|gir|age=|foyer|handicap|plan=/;
const FUNCTION = "/fonctions/liste";

test.use({ baseURL: `http://127.0.0.1:${Number(process.env.JOURNEYS_PORT ?? 3917) + 1000}` });
test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, "without JavaScript nothing differs from a small catalogue");

// Goes to the list, and waits for the first page that is asked for.
async function open(page, address) {
  const [answer] = await Promise.all([page.waitForResponse((one) => one.url().endsWith(FUNCTION)), page.goto(address)]);
  await started(page);
  await answer.finished();
}

test("the list follows what is changed as the server ranks it", async ({ page, javaScriptEnabled }) => {
  const files = [];
  page.on("request", (request) => files.push(request.url()));
  await open(page, ADDRESS);
  expect(files.filter((url) => /catalogue\/.*\.bin/.test(url) && !url.endsWith("-territoire.bin"))).toEqual([]);
  const first = await cards(page);
  expect(first).toEqual(await cardsOfServer(page));
  await page.locator("#page-suivante").click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.locator("#resultats")).toBeFocused();
  const second = await cards(page);
  expect(second).toEqual(await cardsOfServer(page));
  expect(second).not.toEqual(first);
  await page.locator("#filtre-horaires").click();
  await expect(page).toHaveURL(/filtre=horaires/);
  await expect(page.locator("#filtre-horaires")).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("#filtre-horaires")).toBeFocused();
  expect(await cards(page)).toEqual(await cardsOfServer(page));
  await unfold(page, "#importance");
  await page.locator("#poids-prix").fill("0");
  await expect(page).toHaveURL(/poids-prix=0/);
  expect(await cards(page)).toEqual(await cardsOfServer(page));
  await expect(page.locator("#resultats")).not.toHaveAttribute("aria-busy", "true");
  await expectAccessible(page, javaScriptEnabled);
});

test("what is left to pay is counted here, and nothing is asked for it", async ({ page }) => {
  await open(page, `${ADDRESS}&page=2`);
  const names = (all) => all.map((card) => card.split(" | ")[0]);
  const before = names(await cards(page));
  const asked = [];
  page.on("request", (request) => asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
  await giveSituation(page);
  await expect(page.locator(".card .price.paid").first()).toContainText("À payer");
  await expect(page.locator(".aids-note")).toContainText("ce qui reste à payer est calculé dans votre navigateur, pour les services de cette page");
  await expect(page.locator("#tri option[value=a-payer]")).toHaveCount(0);
  expect(names(await cards(page)), "no service moves").toEqual(before);
  expect(asked.filter((request) => !request.includes("/assets/icon.")), "nothing was asked of the server").toEqual([]);
  // The next page is asked for without it, and has it.
  await page.locator("#page-suivante").click();
  await expect(page).toHaveURL(/page=3/);
  await expect(page.locator(".card .price.paid").first()).toContainText("À payer");
  expect(asked.filter((request) => request.includes(FUNCTION))).toHaveLength(1);
  expect(asked.filter((request) => SITUATION.test(request)), "in no request").toEqual([]);
});

test("where the server does not answer, the list stays and says so, and the same gesture asks again", async ({ page }) => {
  await open(page, ADDRESS);
  const before = await cards(page);
  // As a queue that is full answers.
  await page.route(`**${FUNCTION}`, (route) => route.fulfill({ status: 429, contentType: "text/html", body: "<p>429</p>" }));
  await page.locator("#page-suivante").click();
  await expect(page.locator("#etat")).toHaveText("Le site n’a pas répondu. Rien n’est perdu : réessayez dans un moment.");
  expect(await cards(page)).toEqual(before);
  await expect(page).not.toHaveURL(/page=2/);
  await page.unroute(`**${FUNCTION}`);
  await page.locator("#page-suivante").click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.locator("#etat")).not.toHaveClass("warning");
  expect(await cards(page)).toEqual(await cardsOfServer(page));
});

test("only what was asked last counts", async ({ page }) => {
  await open(page, ADDRESS);
  let hold;
  const held = new Promise((release) => { hold = release; });
  let count = 0;
  await page.route(`**${FUNCTION}`, async (route) => {
    count += 1;
    if (count === 1) await held;
    await route.continue();
  });
  const late = page.waitForRequest(`**${FUNCTION}`);
  await page.locator("#page-suivante").click();
  await late;
  await page.locator("#filtre-horaires").click();
  await expect(page).toHaveURL(/filtre=horaires/);
  await expect(page.locator("#filtre-horaires")).toHaveAttribute("aria-pressed", "true");
  const shown = await cards(page);
  const [answer] = await Promise.all([page.waitForResponse((one) => one.url().endsWith(FUNCTION)), hold()]);
  await answer.finished();
  expect(await cards(page)).toEqual(shown);
  expect(shown).toEqual(await cardsOfServer(page));
});

test("the interview goes on by its forms, as without a script", async ({ page }) => {
  await page.goto("/accompagner");
  await expect(page.locator("script")).toHaveCount(0);
  await expect(page.locator("leptos-island")).toHaveCount(0);
});
