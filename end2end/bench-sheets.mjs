// How much a page waits while sheets are made: node bench-sheets.mjs BASE. Times the list of a need when nothing else is asked,
// and while twenty PDFs are, each of which is asked for again as soon as it comes. Fails where an answer does, and not on a time.
const ROUNDS = 5;
const PAGES = 200;
const SHEETS_AT_ONCE = 20;

const [base] = process.argv.slice(2);
const list = `${base}/comparer?lieu=14e&quand=lun-dim.0800-0900&acte=toilette`;
const sheet = new URLSearchParams({ lieu: "19e", debut: "2027-03-01", ressources: "1200", gir: "2", note: "Sortie demain" });
for (const act of ["garde-de-nuit", "toilette"]) sheet.append("acte", act);
for (const day of ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"]) sheet.append("jour-1", day);
for (const [name, time] of [["de-1", "21:00"], ["a-1", "07:00"]]) sheet.append(name, time);
for (const finess of ["990000001", "990000003", "990000078", "990000111"]) sheet.append("service", finess);

async function timed(address, type, options) {
  const start = performance.now();
  const answer = await fetch(address, options);
  const body = await answer.arrayBuffer();
  const got = answer.headers.get("content-type");
  if (!answer.ok || !got.startsWith(type)) throw new Error(`${answer.status} of ${answer.url}, ${got}, ${body.byteLength} bytes`);
  return performance.now() - start;
}

// Not compressed: what is timed is the server, and not how Node unpacks.
const page = () => timed(list, "text/html", { headers: { "accept-encoding": "identity" } });
const pdf = () => timed(`${base}/accompagner/fiche.pdf`, "application/pdf", { method: "POST", body: sheet, headers: { "sec-fetch-site": "same-origin" } });

async function pages() {
  const times = [];
  for (let number = 0; number < PAGES; number += 1) times.push(await page());
  return times;
}

async function pagesWhileSheetsAreMade() {
  const sheets = [];
  let over = false;
  const ask = async () => {
    while (!over) sheets.push(await pdf());
  };
  const start = performance.now();
  const asking = Promise.all(Array.from({ length: SHEETS_AT_ONCE }, ask));
  // The first sheet shows that the others wait.
  while (sheets.length === 0) await page();
  const times = await pages();
  over = true;
  await asking;
  return { times, sheets, seconds: (performance.now() - start) / 1000 };
}

const rank = (values, hundredth) => [...values].sort((one, other) => one - other)[Math.ceil(values.length * hundredth / 100) - 1];
const rounded = (value) => Math.round(value * 10) / 10;

// The first of each also read fonts and templates.
await pages();
for (let number = 0; number < 5; number += 1) await pdf();
const alone = [];
for (let number = 0; number < PAGES; number += 1) alone.push(await pdf());
const idle = [];
const busy = [];
let made = 0;
let seconds = 0;
// In turn, so that what else this machine does weighs on both.
for (let round = 0; round < ROUNDS; round += 1) {
  idle.push(...await pages());
  const during = await pagesWhileSheetsAreMade();
  busy.push(...during.times);
  made += during.sheets.length;
  seconds += during.seconds;
}
console.log("milliseconds");
console.table([
  { what: "/comparer, nothing else asked", median: rounded(rank(idle, 50)), "95 %": rounded(rank(idle, 95)) },
  { what: `/comparer, ${SHEETS_AT_ONCE} sheets asked`, median: rounded(rank(busy, 50)), "95 %": rounded(rank(busy, 95)) },
  { what: "a sheet, nothing else asked", median: rounded(rank(alone, 50)), "95 %": rounded(rank(alone, 95)) },
]);
console.log(`ratio of the medians of the page: ${rounded(rank(busy, 50) / rank(idle, 50))}; sheets a second meanwhile: ${rounded(made / seconds)}`);
