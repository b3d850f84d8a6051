// The list as one uses it: sorted, filtered, ticked, translated by the browser, with a keyboard, on a small screen.
import { cards, expect, expectAsServer, giveSituation, hold, started, test, translate, unfold } from "./support.js";

const ADDRESS = "/comparer?lieu=14e&acte=toilette&quand=lun-dim.0800-0900";

// Ticks the box of a service, by its place on the page, and gives its number: two services may have one name.
async function tick(page, at) {
  const card = page.locator(".card").nth(at);
  // By the keyboard: cards that are laid out as they come into view may move under a pointer.
  await card.getByRole("checkbox", { name: /^Comparer / }).press("Space");
  return card.getAttribute("data-finess");
}

const box = (page, finess) => page.locator(`.card[data-finess="${finess}"]`).getByRole("checkbox", { name: /^Comparer / });

for (const [moment, before] of [["before its script starts", true], ["once its script has started", false]]) {
  test(`a page that the browser translates ${moment} still answers`, async ({ page, javaScriptEnabled }) => {
    test.skip(!javaScriptEnabled, "nothing of the page changes without JavaScript");
    if (before) {
      const start = await hold(page, "**/*.wasm");
      await page.goto(ADDRESS);
      await translate(page);
      start();
    } else {
      await page.goto(ADDRESS);
    }
    await started(page);
    if (!before) await translate(page);
    const navigations = [];
    page.on("request", (request) => request.isNavigationRequest() && navigations.push(request.url()));

    await unfold(page, "#importance");
    await page.locator("#poids-prix").press("ArrowRight");
    await expect(page).toHaveURL(/poids-prix=5/);
    await expectAsServer(page);
    // A translator goes on with what is new.
    await translate(page);
    await page.locator("#filtre-emploie").click();
    await expect(page).toHaveURL(/filtre=emploie/);
    await expect(page.locator("#filtre-emploie")).toHaveAttribute("aria-pressed", "true");
    await expectAsServer(page);
    await translate(page);
    await page.locator("#filtre-non-complets").click();
    await expect(page).toHaveURL(/complets=oui/);
    await expectAsServer(page);
    await translate(page);
    await page.locator("#page-suivante").click();
    await expect(page.locator(".pagination [aria-current]")).toHaveText(/^Page 2 sur/);
    await tick(page, 0);
    await expect(page.locator(".tray-count")).toHaveText("1 choisi");
    expect(navigations, "the server was not asked").toEqual([]);
  });
}

test("a first page that the browser translates still fills the week and says what was chosen", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "nothing of the page changes without JavaScript");
  const start = await hold(page, "**/*.wasm");
  await page.goto("/");
  await translate(page);
  start();
  await started(page);
  await page.getByLabel("Se laver, s’habiller").check();
  await page.getByRole("button", { name: "Tous les matins" }).click();
  await expect(page.getByRole("checkbox", { name: "dimanche matin" })).toBeChecked();
  await expect(page.locator("#jusqu-ici")).toContainText("tous les jours 8 h–9 h");
  await translate(page);
  await page.getByRole("button", { name: "Tout effacer" }).click();
  await expect(page.getByRole("checkbox", { name: "dimanche matin" })).not.toBeChecked();
  await expect(page.locator("#jusqu-ici")).not.toContainText("tous les jours");
});

test("filters and order change the address, survive a reload, and give the list of the server", async ({ page, javaScriptEnabled }) => {
  await page.goto(ADDRESS);
  if (javaScriptEnabled) await started(page);
  const update = page.locator("#choix").getByRole("button", { name: "Mettre à jour la liste" });
  const sort = async (code) => {
    await page.locator("#tri").selectOption(code);
    if (!javaScriptEnabled) await update.click();
  };
  const filter = (code) => page.locator(`#filtre-${code}`).click();
  const steps = [
    [() => sort("prix"), /tri=prix/, null],
    [() => filter("emploie"), /filtre=emploie/, ["emploie", "true"]],
    [() => filter("non-complets"), /complets=oui/, ["non-complets", "false"]],
    [() => sort("distance"), /tri=distance/, null],
    [() => filter("taches"), /filtre=taches/, ["taches", "true"]],
    [() => filter("emploie"), /^(?!.*filtre=emploie)/, ["emploie", "false"]],
    [() => filter("horaires"), /filtre=horaires/, ["horaires", "true"]],
    [() => sort("debut"), /tri=debut/, null],
    [() => filter("non-complets"), /^(?!.*complets)/, ["non-complets", "true"]],
  ];
  for (const [change, address, pressed] of steps) {
    await change();
    await expect(page).toHaveURL(address);
    if (pressed) await expect(page.locator(`#filtre-${pressed[0]}`)).toHaveAttribute("aria-pressed", pressed[1]);
    await expectAsServer(page);
  }
  const listed = await cards(page);
  await page.reload();
  if (javaScriptEnabled) await started(page);
  expect(await cards(page)).toEqual(listed);
  await expect(page.locator("#tri")).toHaveValue("debut");
  await expect(page.locator("#filtre-horaires")).toHaveAttribute("aria-pressed", "true");
  expect(page.url(), "what goes without saying is not in the address").not.toMatch(/=(&|$)|criteres|page=1|bascule/);
});

test("a filter says how many it leaves, and those who take nobody come back at a touch", async ({ page, javaScriptEnabled }) => {
  await page.goto(ADDRESS);
  if (javaScriptEnabled) await started(page);
  // The start is near: the filter is on by itself, and the page says so.
  const full = page.locator("#filtre-non-complets");
  await expect(full).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".note")).toContainText("sans les services complets");
  await expect(page.locator(".card .state .full")).toHaveCount(0);
  await full.click();
  await expect(page).toHaveURL(/complets=oui/);
  await expect(full).toHaveAttribute("aria-pressed", "false");
  await expect(page.locator(".card .state .full").first()).toContainText("Ne prend personne");
  const employs = page.locator("#filtre-emploie");
  const [, count] = (await employs.innerText()).match(/\((\d+)\)/);
  await employs.click();
  await expect(page).toHaveURL(/filtre=emploie/);
  await expect(page.locator("#etat")).toContainText(`${count} sur `);
});

test("ticks survive the pages of the list, a service and back", async ({ page, javaScriptEnabled }) => {
  await page.goto(ADDRESS);
  if (javaScriptEnabled) await started(page);
  const first = await tick(page, 1);
  await page.locator("#page-suivante").click();
  await expect(page.locator(".pagination [aria-current]")).toHaveText(/^Page 2 sur/);
  const second = await tick(page, 0);
  await page.locator("#page-precedente").click();
  await expect(page.locator(".pagination [aria-current]")).toHaveText(/^Page 1 sur/);
  await expect(page.locator(".tray-count")).toHaveText("2 choisis");
  await expect(box(page, first)).toBeChecked();
  const third = await tick(page, 3);
  if (javaScriptEnabled) await expect(page).toHaveURL(/(service=\d+.*){3}/);
  else await page.getByRole("button", { name: "Garder mes choix" }).click();
  await expect(page.locator(".tray-count")).toHaveText("3 choisis");
  await page.locator(".card h3 a").first().click();
  await expect(page).toHaveURL(/\/services\/\d+/);
  await page.goBack();
  if (javaScriptEnabled) await started(page);
  await expect(page.locator(".tray-count")).toHaveText("3 choisis");
  for (const finess of [first, third]) await expect(box(page, finess)).toBeChecked();
  await page.locator("#comparer-choisis").click();
  await expect(page).toHaveURL(/\/cote-a-cote\?/);
  for (const finess of [first, second, third]) await expect(page.locator(`thead a[href*="/services/${finess}"]`)).toHaveCount(1);
  await page.goBack();
  if (javaScriptEnabled) await started(page);
  await expect(page.locator(".tray-count")).toHaveText("3 choisis");
  await page.locator("#effacer-choisis").click();
  await expect(page.locator(".card input:checked")).toHaveCount(0);
  await expect(page).not.toHaveURL(/service=/);
});

test("ticks go on to the next page though the script never comes", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "the other journeys have no script at all");
  await hold(page, "**/*.wasm");
  await page.goto(ADDRESS);
  const first = await tick(page, 1);
  await page.locator("#page-suivante").click();
  await expect(page).toHaveURL(/service=\d+.*page=2|page=2.*service=\d+/);
  await expect(page.locator(".tray-count")).toHaveText("1 choisi");
  await page.locator("#page-precedente").click();
  await expect(box(page, first)).toBeChecked();
});

test("what follows the list does not move away from a pointer that jumps to it", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "a script measures it");
  await page.goto(ADDRESS);
  await started(page);
  const moved = await page.locator("#page-suivante").evaluate(async (button) => {
    const top = () => button.getBoundingClientRect().top;
    button.scrollIntoView({ block: "center", behavior: "instant" });
    const there = top();
    // What comes near the screen is laid out in the frame after the one that shows it.
    for (let frames = 0; frames < 4; frames += 1) await new Promise((done) => requestAnimationFrame(done));
    return { of: there, to: top() };
  });
  // Scrolling is by whole pixels.
  expect(Math.abs(moved.to - moved.of), JSON.stringify(moved)).toBeLessThan(1);
});

test("what was ticked and set before the script starts counts once it has", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without JavaScript a page is ready at once");
  const start = await hold(page, "**/*.wasm");
  await page.goto(ADDRESS);
  const first = await tick(page, 1);
  await unfold(page, "#importance");
  await page.locator("#poids-prix").press("ArrowRight");
  start();
  await started(page);
  await expect(page).toHaveURL(/poids-prix=5.*service=\d+|service=\d+.*poids-prix=5/);
  await expect(box(page, first)).toBeChecked();
  await expect(page.locator(".tray-count")).toHaveText("1 choisi");
  await expectAsServer(page);
});

test("a fifth service is refused with words", async ({ page, javaScriptEnabled }) => {
  await page.goto(ADDRESS);
  if (javaScriptEnabled) await started(page);
  for (const at of [0, 1, 2, 3]) await tick(page, at);
  const fifth = await tick(page, 4);
  if (!javaScriptEnabled) await page.getByRole("button", { name: "Garder mes choix" }).click();
  await expect(page.locator(".tray")).toContainText("Quatre services au plus");
  await expect(page.locator(".tray-full")).toBeVisible();
  await expect(page.locator(".tray-count")).toHaveText("4 choisis");
  await expect(box(page, fifth)).not.toBeChecked();
  await page.locator("#comparer-choisis").click();
  await expect(page.locator("thead th"), "two at a time on a phone").toHaveCount(4);
});

test("by the keyboard the first result is at most eight tabs away", async ({ page, javaScriptEnabled }) => {
  await page.goto(ADDRESS);
  if (javaScriptEnabled) await started(page);
  const focused = () => page.evaluate(() => {
    const { activeElement } = document;
    return { result: activeElement.closest(".card h3") !== null, skips: activeElement.matches("a.skip") };
  });
  let tabs = 0;
  for (let at = await focused(); !at.result && tabs <= 8; at = await focused()) {
    if (at.skips) await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    tabs += 1;
  }
  expect(tabs).toBeLessThanOrEqual(8);
});

test("on a phone the first card is high on the screen, and a card leaves room for the next", async ({ page, javaScriptEnabled }) => {
  test.skip(page.viewportSize().width > 360, "a desk has room");
  await page.goto(ADDRESS);
  if (javaScriptEnabled) await started(page);
  const first = page.locator(".card").first();
  await first.scrollIntoViewIfNeeded();
  const measures = await first.evaluate((card) => {
    const { top, height } = card.getBoundingClientRect();
    const name = card.querySelector("h3");
    const lines = Math.round(name.getBoundingClientRect().height / parseFloat(getComputedStyle(name).lineHeight));
    return { top: top + scrollY, height, lines };
  });
  expect(measures.lines, "its name fits one line").toBe(1);
  expect(measures.top).toBeLessThanOrEqual(350);
  expect(measures.height).toBeLessThanOrEqual(240);
});

test("under the list stands what would change it, as the server says, and each change applies", async ({ page, javaScriptEnabled }) => {
  const address = `${ADDRESS}&acte=conduite&acte=courses`;
  await page.goto(address);
  if (javaScriptEnabled) await started(page);
  const changes = page.getByRole("region", { name: "Ce qui changerait la liste" });
  const lines = async () => (await changes.getByRole("listitem").allTextContents()).map((line) => line.replace(/\s+/g, " ").trim());
  const written = await lines();
  expect(written.length).toBeGreaterThan(0);
  expect(written.length).toBeLessThanOrEqual(3);
  if (javaScriptEnabled) {
    await page.locator("#filtre-emploie").click();
    await expect(page).toHaveURL(/filtre=emploie/);
    await page.locator("#filtre-emploie").click();
    await expect.poll(lines, "found here, the same as by the server").toEqual(written);
    // A situation that was typed stays in the page.
    await giveSituation(page);
    await expect(page.locator(".card .paid").first()).toBeVisible();
    await expect(changes.getByRole("listitem").first()).toBeVisible();
    // The browser may ask for the icon of the new address.
    const sent = [];
    page.on("request", (request) => sent.push(...[request.url()].filter((url) => !url.includes("/assets/"))));
    await changes.getByRole("link").first().click();
    await expect(page).not.toHaveURL(address);
    await expect(page.locator(".card .paid").first()).toBeVisible();
    expect(sent, "nothing was asked").toEqual([]);
  } else {
    await changes.getByRole("link").first().click();
    await expect(page).not.toHaveURL(address);
    await expect(page.locator(".card").first()).toBeVisible();
  }
});
