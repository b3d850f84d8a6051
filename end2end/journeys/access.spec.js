// What axe finds in every page, and what it cannot see: small screens, large text, the keyboard alone, targets, motion and
// forced colours.
import { KNOWN, LANGUAGES, NEED, OPENED, PAGES, inLanguage } from "./pages.js";
import { expect, expectAccessible, started, test } from "./support.js";

const LIST = `/comparer?${NEED}`;
const NARROW = { width: 320, height: 640 };
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };

async function openEveryDetail(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
}

// The islands of the page, if it has any, run and have their words; on a list, its catalogue too.
async function openStarted(page, address) {
  await page.goto(address);
  if (await page.locator("script[type=module]").count() > 0) await started(page);
  await painted(page);
}

function painted(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

// Elements that stick out to the right, in words; a box that scrolls by itself may hold what is wider.
function sticksOut() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = (element) => element.parentElement !== null
    && (["auto", "scroll", "hidden"].includes(getComputedStyle(element.parentElement).overflowX) || scrolls(element.parentElement));
  const wide = [...document.body.querySelectorAll("*")].filter((element) =>
    element.getBoundingClientRect().right > width + 0.5 && !scrolls(element));
  return [`the page is ${document.documentElement.scrollWidth} px wide`, ...wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120))];
}

// Every Tab stop gets the focus in turn; those without an outline, in words.
function withoutOutline() {
  const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']")];
  return stops.filter((stop) => {
    if (stop.tabIndex < 0 || !stop.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
    stop.focus();
    if (document.activeElement !== stop) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(stop);
    return outlineStyle === "none" || parseFloat(outlineWidth) < 2;
  }).map((stop) => stop.outerHTML.slice(0, 120));
}

// Targets under 24 px without an exception of WCAG 2.5.8: inline in a sentence; spaced, so that a circle of 24 px on it
// meets no other target; equivalent, as the list beside the map.
function smallTargets() {
  const size = 24;
  const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")].filter((target) =>
    target.tabIndex >= 0 && target.checkVisibility({ visibilityProperty: true }) && !target.closest("svg") && !target.matches(".skip"));
  // A box is pressed by its label; a field that is typed in is its own target.
  const boxed = (target) => target.matches("input[type=checkbox], input[type=radio]") && target.labels.length > 0;
  const box = (target) => (boxed(target) ? target.labels[0] : target).getBoundingClientRect();
  const inSentence = (target) => getComputedStyle(target).display === "inline"
    && target.parentElement.textContent.trim().length > target.textContent.trim().length;
  const boxes = targets.map(box);
  const small = (rect) => rect.width < size || rect.height < size;
  const middle = (rect) => [rect.x + rect.width / 2, rect.y + rect.height / 2];
  const meets = (rect, other) => {
    const [x, y] = middle(rect);
    if (small(other)) {
      const [u, v] = middle(other);
      return Math.hypot(u - x, v - y) < size;
    }
    const across = Math.max(other.left - x, 0, x - other.right);
    const down = Math.max(other.top - y, 0, y - other.bottom);
    return Math.hypot(across, down) < size / 2;
  };
  return targets.filter((target, at) => small(boxes[at]) && !inSentence(target)
    && boxes.some((other, number) => number !== at && meets(boxes[at], other)))
    .map((target, at) => `${Math.round(box(target).width)}×${Math.round(box(target).height)} ${target.outerHTML.slice(0, 120)}`);
}

// Controls whose words do not fit into them.
function clipped() {
  return [...document.querySelectorAll("button, summary, select, label, a[href], th")].filter((control) =>
    control.checkVisibility() && !control.closest(".visually-hidden, .first-button, svg")
      && (control.scrollWidth > control.clientWidth + 1 || control.scrollHeight > control.clientHeight + 1)
      && control.clientWidth > 0 && getComputedStyle(control).overflow !== "visible")
    .map((control) => control.outerHTML.slice(0, 120));
}

async function focusByTab(page, target, name) {
  for (let stops = 0; stops < 400; stops += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never comes to ${name}`);
}

// Each page with its script, on a phone and on a desk, with light colours and with dark ones.
for (const { title, path } of OPENED) {
  test(`axe finds nothing in ${title}`, async ({ page }) => {
    for (const size of [PHONE, DESK]) {
      await page.setViewportSize(size);
      for (const colorScheme of ["light", "dark"]) await test.step(`${size.width} px, ${colorScheme}`, async () => {
        await page.emulateMedia({ colorScheme });
        await openStarted(page, path);
        await expectAccessible(page, true);
      });
    }
  });
}

// What the server answers to a form has no address, and is sent as a form that the page lends.
test("axe finds nothing in what a form is answered", async ({ page }) => {
  await page.setViewportSize(PHONE);
  for (const { title, path, body } of PAGES.filter((each) => each.body !== undefined)) await test.step(title, async () => {
    await page.goto("/methode");
    await page.evaluate(([action, fields]) => {
      const form = document.createElement("form");
      Object.assign(form, { method: "post", action });
      for (const [name, value] of new URLSearchParams(fields)) {
        form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      }
      document.body.append(form);
      form.submit();
    }, [path, body]);
    await page.waitForURL(`**${path}`);
    if (await page.locator("script[type=module]").count() > 0) await started(page);
    await expectAccessible(page, true);
  });
});

for (const { title, path } of OPENED) {
  test(`at 320 px ${title} never scrolls sideways, with everything unfolded`, async ({ page }) => {
    await page.setViewportSize(NARROW);
    for (const [language, prefix] of Object.entries(LANGUAGES)) {
      await page.goto(inLanguage(prefix, path));
      expect.soft(await page.evaluate(sticksOut), language).toEqual([]);
      await openEveryDetail(page);
      expect.soft(await page.evaluate(sticksOut), `${language}, unfolded`).toEqual([]);
    }
  });

  test(`with text at 200 % ${title} loses no word`, async ({ page }) => {
    await page.setViewportSize(DESK);
    for (const [language, prefix] of Object.entries(LANGUAGES)) {
      await page.goto(inLanguage(prefix, path));
      await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
      await openEveryDetail(page);
      expect.soft(await page.evaluate(sticksOut), language).toEqual([]);
      expect.soft(await page.evaluate(clipped), language).toEqual([]);
    }
  });
}

test("each page has one title, and its first stop jumps over the menu", async ({ page }) => {
  for (const { title, path } of OPENED.filter((each) => !each.framed)) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }), title).toHaveCount(1);
    await page.keyboard.press("Tab");
    // A list has another, to its results.
    const skip = page.locator("a.skip").first();
    await expect(skip, title).toBeFocused();
    await expect(skip, title).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.locator("#contenu"), title).toBeFocused();
  }
});

test("every control is 24 px or more, or stands apart", async ({ page }) => {
  for (const size of [NARROW, DESK]) {
    await page.setViewportSize(size);
    for (const { title, path } of OPENED) {
      await page.goto(path);
      await openEveryDetail(page);
      expect.soft(await page.evaluate(smallTargets), `${title} at ${size.width} px`).toEqual([]);
    }
  }
});

test("whatever has the focus shows it", async ({ page }) => {
  for (const { title, path } of OPENED) {
    await page.goto(path);
    await openEveryDetail(page);
    // From here on the browser knows that she uses the keyboard.
    await page.keyboard.press("Tab");
    expect.soft(await page.evaluate(withoutOutline), title).toEqual([]);
  }
});

test("what stays at the bottom of the screen hides nothing that has the focus", async ({ page }) => {
  // No smooth scrolling: where the focus comes to is where it is looked at.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    for (const [address, stays] of [["/", ".so-far"], [`${LIST}&service=990000001&service=990000003`, ".tray"]]) {
      await openStarted(page, address);
      const hidden = await page.evaluate((stays) => {
        const bar = document.querySelector(stays);
        const stops = [...document.querySelectorAll("main :is(a[href], button, input:not([type=hidden]), select, summary)")];
        return stops.filter((stop) => {
          if (stop.tabIndex < 0 || bar.contains(stop) || !stop.checkVisibility({ contentVisibilityAuto: true })) return false;
          stop.focus();
          if (document.activeElement !== stop) return false;
          // A box that is drawn by its label stands where that stands.
          const drawn = stop.type === "radio" && stop.closest("label") || stop;
          const [box, cover] = [drawn.getBoundingClientRect(), bar.getBoundingClientRect()];
          return box.top < cover.bottom && box.bottom > cover.top && box.left < cover.right && box.right > cover.left;
        }).map((stop) => stop.outerHTML.slice(0, 120));
      }, stays);
      expect.soft(hidden, `${stays} at ${size.width} px`).toEqual([]);
    }
  }
});

test("the keyboard alone leads from the first page to a service's telephone number", async ({ page }) => {
  await openStarted(page, "/");
  await focusByTab(page, page.locator("#lieu"), "the place");
  await page.keyboard.type("14e");
  await focusByTab(page, page.getByRole("checkbox", { name: "Se laver, s’habiller" }), "washing");
  await page.keyboard.press("Space");
  const cell = (words) => page.locator("#grille").getByRole("checkbox", { name: words });
  await focusByTab(page, cell("lundi matin"), "the week");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  for (const words of ["lundi matin", "mardi matin"]) await expect(cell(words)).toBeChecked();
  await expect(page.locator("#jusqu-ici")).toContainText("2 h par semaine");
  await focusByTab(page, page.locator(".so-far button"), "the button that compares");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/comparer\?.*lieu=14e/);
  await expect(page.locator("#entete")).toContainText("toilette et habillage, lundi, mardi 8 h–9 h");
  await focusByTab(page, page.locator(".card h3 a").first(), "the first service");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/services\/\d{9}/);
  await focusByTab(page, page.locator("main a[href^='tel:']").first(), "its telephone number");
});

test("nothing moves for those who asked for less motion", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const path of ["/", LIST, KNOWN, "/aides"]) {
    await page.goto(path);
    const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((element) => {
      const { scrollBehavior, transitionDuration, animationName } = getComputedStyle(element);
      return scrollBehavior === "smooth" || animationName !== "none" || transitionDuration.split(", ").some((time) => parseFloat(time) > 0);
    }).map((element) => element.outerHTML.slice(0, 80)));
    expect(moving, path).toEqual([]);
  }
});

test("nothing moves on the page when the script starts", async ({ page }) => {
  await page.addInitScript(() => {
    window.shifts = [];
    const note = (entries) => window.shifts.push(...entries.map(({ value, sources }) => ({ value, of: sources.map(({ node }) => node?.outerHTML?.slice(0, 80)) })));
    window.noteShifts = new PerformanceObserver((list) => note(list.getEntries()));
    window.noteShifts.observe({ type: "layout-shift", buffered: true });
    window.takeShifts = () => { note(window.noteShifts.takeRecords()); return window.shifts; };
  });
  for (const size of [NARROW, DESK]) {
    await page.setViewportSize(size);
    for (const address of ["/", LIST]) {
      await openStarted(page, address);
      expect(await page.evaluate(() => window.takeShifts()), `${address} at ${size.width} px`).toEqual([]);
    }
  }
});

test("in forced colours a sign tells the hours of the week apart", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openStarted(page, "/");
  const cell = (words) => page.locator("#grille").getByRole("checkbox", { name: words });
  const sign = (words) => cell(words).evaluate((box) => getComputedStyle(box, "::before").content);
  await cell("lundi matin").check();
  await page.locator(".hour-kind").getByRole("radio", { name: "ménage et courses" }).check();
  await cell("mardi matin").check();
  const [help, cleaning, nothing] = [await sign("lundi matin"), await sign("mardi matin"), await sign("mercredi matin")];
  expect(help).toMatch(/^".+"$/u);
  expect(cleaning).toMatch(/^".+"$/u);
  expect(help).not.toBe(cleaning);
  expect(nothing).not.toMatch(/[✓⌂]/u);
  for (const words of ["lundi matin", "mardi matin"]) {
    const [ink, paper] = await cell(words).evaluate((box) => [getComputedStyle(box, "::before").color, getComputedStyle(box).backgroundColor]);
    expect(ink, `the sign of ${words} is seen`).not.toBe(paper);
  }
});
