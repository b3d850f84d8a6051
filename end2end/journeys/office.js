// A back office of its own for each worker: the built program on a new database and a free port, accounts made as an
// administrator makes them, and the codes of an application of codes.
import { execFileSync, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect, expectAccessible, expectNoSidewaysScroll } from "./support.js";

export { expect };

const PROGRAM = new URL("../../target/debug/quelleaideadom", import.meta.url).pathname;
export const PASSWORD = "une phrase pour entrer";

// RFC 6238: six digits of a step of thirty seconds.
export function codeOf(secret, step = Math.floor(Date.now() / 30_000)) {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", key).update(counter).digest();
  const number = hash.readUInt32BE(hash.at(-1) & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, "0");
}

// Sends a form as a browser of the site would, and gives the answer.
async function send(url, fields, cookie = "") {
  const headers = { cookie, "sec-fetch-site": "same-origin" };
  return fetch(url, { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual" });
}

// One heading of the first level, nothing to the right of the screen, nothing that axe finds.
export async function expectWell(page, javaScriptEnabled) {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expectNoSidewaysScroll(page, javaScriptEnabled);
  await expectAccessible(page, javaScriptEnabled);
}

// Unfolds the links of the header, where the screen is narrow.
export async function openMenu(page) {
  const summary = page.locator("header.site .menu > summary");
  if (await summary.isVisible()) await summary.click();
}

// What a person does on a page, counted: a value given, a button or a link pressed, a file chosen.
export function gestures() {
  let count = 0;
  const counted = (act) => async (locator, ...values) => {
    count += 1;
    await locator[act](...values);
  };
  return {
    press: counted("click"), fill: counted("fill"), choose: counted("selectOption"), check: counted("check"), give: counted("setInputFiles"),
    count: () => count,
  };
}

// Who said what changes in the editor.
export async function sayWho(page, who) {
  await page.getByRole("group", { name: "D’où viennent ces informations" }).getByLabel("Source").selectOption({ label: who });
}

// A spreadsheet with some cells of the first line of a listing changed, and the number of that line.
export function changed(csv, finess, cells) {
  const lines = csv.split("\r\n").map((line) => line.split(";"));
  const at = lines.findIndex(([own]) => own === finess);
  for (const [header, value] of Object.entries(cells)) lines[at][lines[0].findIndex((own) => own.endsWith(header))] = value;
  return { text: lines.map((line) => line.join(";")).join("\r\n"), line: at + 1 };
}

// Counts refusals as the page of social workers does: how often each.
export async function countRefusals(page, refusals) {
  const sent = refusals.flatMap(([times, fields]) => Array(times).fill(fields));
  const answers = await page.evaluate((all) => Promise.all(all.map(async (fields) =>
    (await fetch("/accompagner/refus", { method: "POST", body: new URLSearchParams(fields) })).status)), sent);
  expect(new Set(answers)).toEqual(new Set([204]));
}

class Office {
  constructor(url, database) {
    this.url = url;
    this.database = database;
  }

  run(...words) {
    return execFileSync(PROGRAM, words, { env: { ...process.env, QUELLEAIDEADOM_DATABASE_URL: this.database }, stdio: "pipe" }).toString().trim();
  }

  // The link by which its owner chooses a password.
  addAccount(name, role) {
    return this.run("user", "add", name, "--role", role);
  }

  // The cookie of someone who is signed in, with a second factor where the role needs one.
  async signIn(name, role) {
    const link = new URL(this.url + this.addAccount(name, role)).searchParams.get("lien");
    await send(`${this.url}/gestion/mot-de-passe`, { lien: link, "mot-de-passe": PASSWORD, encore: PASSWORD });
    const answer = await send(`${this.url}/gestion/connexion`, { nom: name, "mot-de-passe": PASSWORD, code: "", suite: "/gestion" });
    const cookie = answer.headers.get("set-cookie").split(";")[0];
    if (["publisher", "admin"].includes(role)) {
      const page = await (await fetch(`${this.url}/gestion/code`, { headers: { cookie } })).text();
      await send(`${this.url}/gestion/code`, { code: codeOf(page.match(/class="secret">([A-Z2-7]+)</)[1]) }, cookie);
    }
    return { name: "__Host-session", value: cookie.split("=")[1], url: this.url.replace("http:", "https:"), secure: true, httpOnly: true, sameSite: "Strict" };
  }
}

async function serve(folder, settings = {}) {
  const database = `sqlite:${join(folder, "office.sqlite")}`;
  const env = { ...process.env, QUELLEAIDEADOM_ADDR: "127.0.0.1:0", ...settings, QUELLEAIDEADOM_DATABASE_URL: database };
  const server = spawn(PROGRAM, ["serve", "--demonstration"], { env });
  const url = await new Promise((started, failed) => {
    let said = "";
    server.stderr.on("data", (words) => {
      said += words;
      const address = said.match(/on (http:\S+)\n/);
      if (address) started(address[1]);
    });
    server.on("exit", () => failed(new Error(said)));
  });
  return { server, office: new Office(url, database) };
}

// An office with settings of its own, for one journey.
export async function officeOf(settings) {
  const folder = mkdtempSync(join(tmpdir(), "office-"));
  const { server, office } = await serve(folder, settings);
  const stop = async () => {
    const ended = new Promise((done) => server.on("exit", done));
    server.kill();
    await ended;
    rmSync(folder, { recursive: true });
  };
  return { office, stop };
}

export const test = base.extend({
  office: [async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "office-"));
    const { server, office } = await serve(folder);
    await use(office);
    server.kill();
    rmSync(folder, { recursive: true });
  }, { scope: "worker" }],

  // One cookie each of an editor and a publisher, for every journey of the worker.
  signedIn: [async ({ office }, use) => {
    const [editor, publisher] = await Promise.all([office.signIn("claire.petit", "editor"), office.signIn("jeanne.martin", "publisher")]);
    await use({ editor, publisher });
  }, { scope: "worker" }],

  baseURL: async ({ office }, use) => use(office.url),

  // The page of a publisher.
  publisher: async ({ page, context, signedIn }, use) => {
    await context.addCookies([signedIn.publisher]);
    await use(page);
  },

  // The page of an editor, beside it.
  editor: async ({ browser, signedIn, baseURL, javaScriptEnabled, viewport }, use) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled, viewport, locale: "fr-FR" });
    await context.addCookies([signedIn.editor]);
    await use(await context.newPage());
    await context.close();
  },
});
