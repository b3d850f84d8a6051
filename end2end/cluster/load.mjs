// Writers and readers, while something happens. Notes in the dossiers of services are one statement each; values of the law wait for
// their turn, one writer after the other over all instances, and are published. Each has a text of its own, by which it is found.
import { setTimeout as sleep } from "node:timers/promises";

// What waits for an answer, of each person and of the pages; no more is sent meanwhile. Whoever waits holds up nobody else.
const MOST_WRITES = 8;
const MOST_PAGES = 40;
const PAGES_A_SECOND = 10;

const PAGES = ["/", "/services/990000003", "/methode", "/aides", "/en", "/comparer?lieu=14e&acte=toilette", "/services/990000078"];
export const SERVICES = ["990000001", "990000003", "990000078", "990000111"];

// `rate`: so many a second, of everyone together. `done`: where the answer leads to, once it is done.
export const KINDS = {
  note: {
    role: "editor",
    rate: 50,
    people: 6,
    of: (text) => [`/gestion/services/${serviceOf(text)}/dossier`, { action: "note", note: text }],
    done: /^\/gestion\/services\/\d+\/dossier\?etat=note$/,
  },
  value: {
    role: "publisher",
    rate: 2,
    people: 2,
    of: (article) => ["/gestion/parametres", {
      valeur: "tarif-apa-departement-heure", montant: "25,75", debut: "2026-01-01", article, adresse: "https://www.paris.fr/arretes", lu: "2026-11-20",
    }],
    done: /^\/gestion\/parametres\?etat=/,
  },
};

const serviceOf = (text) => SERVICES[Number(text.split("-").at(-1)) % SERVICES.length];

// Calls `act` so many times a second, unless `most` of them are under way.
async function atRate(rate, most, stopped, act) {
  const begun = performance.now();
  const underWay = new Set();
  for (let sent = 0; !stopped(); sent += 1) {
    const due = begun + (sent * 1000) / rate;
    const now = performance.now();
    if (due > now) await sleep(due - now);
    if (underWay.size >= most) continue;
    const one = act(sent).finally(() => underWay.delete(one));
    underWay.add(one);
  }
  await Promise.all(underWay);
}

function count(map, key) {
  map.set(key, (map.get(key) ?? 0) + 1);
}

export class Load {
  // `people`: browsers that are signed in, by kind. `readers`: browsers.
  constructor(mark, people, readers) {
    Object.assign(this, { mark, writes: new Map(), refused: new Map(), pages: 0, pageErrors: [], slowest: { write: 0, page: 0 } });
    this.isOver = false;
    const stopped = () => this.isOver;
    const writing = Object.entries(people).flatMap(([kind, browsers]) =>
      browsers.map((person) => atRate(KINDS[kind].rate / browsers.length, MOST_WRITES, stopped, () => this.write(kind, person))));
    const reading = atRate(PAGES_A_SECOND, MOST_PAGES, stopped, (at) => this.read(PAGES[at % PAGES.length], readers[at % readers.length]));
    this.ended = Promise.all([...writing, reading]);
  }

  async write(kind, person) {
    const text = `${this.mark}-${String(this.writes.size).padStart(5, "0")}`;
    const write = { kind, sentAt: Date.now() };
    this.writes.set(text, write);
    try {
      const answer = await person.post(...KINDS[kind].of(text));
      write.by = answer.by;
      const { location } = answer.headers;
      if (answer.status === 303 && KINDS[kind].done.test(location)) write.acknowledgedAt = Date.now();
      else count(this.refused, answer.status === 303 ? `303 to ${location}` : answer.status);
    } catch (error) {
      count(this.refused, error.code ?? error.message);
    }
    this.slowest.write = Math.max(this.slowest.write, Date.now() - write.sentAt);
  }

  async read(path, reader) {
    const at = Date.now();
    const wrong = (what) => this.pageErrors.push(`${new Date(at).toISOString()} ${path}: ${what} after ${Date.now() - at} ms`);
    this.pages += 1;
    try {
      const answer = await reader.get(path);
      if (answer.status !== 200) wrong(`${answer.status} of ${answer.by}`);
      else if (!answer.text.includes("</html>")) wrong("cut off");
    } catch (error) {
      wrong(error.code ?? error.message);
    }
    this.slowest.page = Math.max(this.slowest.page, Date.now() - at);
  }

  async stop() {
    this.stoppedAt = Date.now();
    this.isOver = true;
    await this.ended;
  }

  // Those of a kind, through an instance; of all, where none is named.
  acknowledged({ kind, by } = {}) {
    const meant = (write) => write.acknowledgedAt && (!kind || write.kind === kind) && (!by || write.by === by);
    return [...this.writes.values()].filter(meant);
  }

  // When they were, since a moment and until it ended.
  #times(since, which) {
    const times = this.acknowledged(which).map((write) => write.acknowledgedAt);
    return times.filter((at) => at > since && at <= this.stoppedAt).sort((a, b) => a - b);
  }

  // Milliseconds from a moment until one was acknowledged.
  back(since, which) {
    const [first = Infinity] = this.#times(since, which);
    return first - since;
  }

  // The longest time without one, since a moment: of what is back and gone again, too.
  longest(since, which) {
    const times = [since, ...this.#times(since, which), this.stoppedAt];
    return Math.max(...times.slice(1).map((at, place) => at - times[place]));
  }

  // What the database holds of it: acknowledged and not there, and there more than once.
  async compare(primary) {
    const rows = await primary.ask(`select text, count(*)
      from (select content as text from notes union all select article from parameter_values) as kept
      where text like '${this.mark}-%'
      group by text`);
    const kept = new Map(rows.split("\n").filter(Boolean).map((row) => row.split("|")));
    const lost = [...this.writes].filter(([text, write]) => write.acknowledgedAt && !kept.has(text)).map(([text]) => text);
    const doubled = [...kept].filter(([, times]) => Number(times) > 1).map(([text]) => text);
    return { lost, doubled };
  }
}
