// Two members of PostgreSQL, two instances of the program, HAProxy, and people who are signed in.
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Browser } from "./browser.mjs";
import { distance } from "./cut.mjs";
import { KINDS, Load } from "./load.mjs";
import { Member, address } from "./postgres.mjs";
import { atEnd, freePorts } from "./processes.mjs";
import { Instance, command } from "./program.mjs";
import { startProxy } from "./proxy.mjs";
import { bound, say, seconds, timeBound } from "./report.mjs";

const PASSWORD = "une phrase pour entrer";
const READERS = 6;
// Tries to cut a transaction in two.
const CUTS = 12;

export class Cluster {
  // `folder`: of databases. `logs`: of everything.
  static async of(program, folder, logs) {
    const [one, two, ofOne, ofTwo, ofProxy] = await freePorts(5);
    const ports = [one, two];
    const far = await distance(ports);
    const members = ["one", "two"].map((name, at) =>
      new Member(name, ports[at], join(folder, "postgres"), far.listen[at], far.networks));
    for (const { name, log } of members) atEnd(() => copyFileSync(log, join(logs, `postgres-${name}.log`)));
    const near = { host: "127.0.0.1", inside: [], database: address(ports.map((port) => ["127.0.0.1", port])) };
    const instance = (name, port, { host, inside, database }) =>
      new Instance(name, program, { port, host, inside, database, site: `http://127.0.0.1:${ofProxy}`, log: join(logs, `${name}.log`) });
    const instances = [instance("one", ofOne, near), instance("two", ofTwo, far)];
    return new Cluster({ far, members, instances, database: near.database, proxy: { host: "127.0.0.1", port: ofProxy }, logs });
  }

  constructor(parts) {
    Object.assign(this, parts, { loads: [], people: {}, direct: {} });
    [this.primary, this.standby] = this.members;
  }

  async start() {
    await this.primary.create();
    await this.standby.follow(this.primary);
    for (const instance of this.instances) await instance.start();
    await startProxy(this.proxy.port, this.instances, this.logs);
    const places = this.addresses();
    this.readers = [];
    for (let at = 0; at < READERS; at += 1) this.readers.push(new Browser(this.proxy, { from: (await places.next()).value }));
    for (const [kind, { role, people }] of Object.entries(KINDS)) {
      this.people[kind] = [];
      for (let at = 1; at <= people; at += 1) {
        const from = (await places.next()).value;
        this.people[kind].push(await this.signedIn(`${role}.${at}`, role, this.proxy, { from }));
      }
    }
    // The same people, who go around HAProxy.
    for (const kind of Object.keys(KINDS)) this.direct[kind] = this.people[kind].map((person) => person.at(this.instances[1]));
  }

  // Addresses of this machine, whose requests HAProxy sends to the one and the other instance in turn.
  async *addresses() {
    let wanted = 0;
    for (let last = 1; ; last += 1) {
      const from = `127.0.1.${last}`;
      const { by } = await new Browser(this.proxy, { from }).get("/sante");
      if (by !== this.instances[wanted].name) continue;
      wanted = 1 - wanted;
      yield from;
    }
  }

  async account(name, role) {
    const printed = await command(this.instances[0].program, this.database, "user", "add", name, "--role", role);
    const [, lien] = printed.match(/lien=([^\s&]+)/);
    const fields = { lien, "mot-de-passe": PASSWORD, encore: PASSWORD };
    const answer = await new Browser(this.proxy).post("/gestion/mot-de-passe", fields);
    if (answer.status !== 303) throw new Error(`the password of ${name} is not taken: ${answer.status}`);
  }

  // With a right password, or another.
  signIn(person, name, password = PASSWORD) {
    return person.post("/gestion/connexion", { nom: name, "mot-de-passe": password });
  }

  async signedIn(name, role, there, options) {
    await this.account(name, role);
    const person = new Browser(there, options);
    const answer = await this.signIn(person, name);
    if (answer.status !== 303) throw new Error(`${name} does not get in: ${answer.status}`);
    return person;
  }

  // What happens while there is load. `act` gives what is timed, to be looked at when everything is answered.
  async during(what, act) {
    const load = new Load(`scenario-${this.loads.length + 1}`, this.people, this.readers);
    this.loads.push(load);
    await sleep(3000);
    const timed = await act(load).finally(() => load.stop());
    const { lost, doubled } = await load.compare(this.primary);
    const acknowledged = load.acknowledged().length;
    const failed = load.pageErrors.length;
    const of = (holds, wrong) => bound(holds, `${what}: ${wrong}`);
    const parts = [
      `${acknowledged} writes acknowledged`,
      `${lost.length} lost${of(lost.length === 0, `lost ${lost}`)}`,
      `${doubled.length} doubled${of(doubled.length === 0, `doubled ${doubled}`)}`,
      `${load.writes.size - acknowledged} not acknowledged`,
      ...timed().map(({ label, ms, most = Infinity }) =>
        `${label} ${seconds(ms)}${timeBound(ms <= most, `${what}: ${label} ${seconds(ms)}, more than ${seconds(most)}`)}`),
      `a write answered within ${seconds(load.slowest.write)}`,
      `${load.pages} pages within ${seconds(load.slowest.page)} each`,
      `${failed} errors${of(failed === 0, `${failed} pages failed`)}`,
    ];
    say(`${what}: ${parts.join("; ")}`);
    if (load.refused.size > 0) console.log(`  not acknowledged: ${[...load.refused].map(([why, times]) => `${times} × ${why}`).join(", ")}`);
    for (const error of load.pageErrors.slice(0, 8)) console.log(`  page: ${error}`);
    for (const text of [...lost, ...doubled].slice(0, 8)) console.log(`  ${text}: ${JSON.stringify(load.writes.get(text))}`);
    return load;
  }

  // So many writes through instance two that it is in the middle of some, until it is told to stop; what it gives then ends
  // once they are answered.
  press(load) {
    let isOver = false;
    const one = async (kind, person) => {
      while (!isOver) await load.write(kind, person);
    };
    const all = Object.entries(this.direct).flatMap(([kind, people]) => people.map((person) => one(kind, person)));
    const answered = Promise.all(all);
    return () => {
      isOver = true;
      return answered;
    };
  }

  // Cuts instance two off from members, at a moment when it is in the middle of a transaction: for the lock that it holds. Gives
  // when, and what ends once everything that was under way is answered.
  async cutInTheMiddle(load, members) {
    const stuck = "select count(*) from pg_stat_activity where state = 'idle in transaction' and state_change < now() - interval '0.4 s'";
    for (let tries = 1; ; tries += 1) {
      const ease = this.press(load);
      await sleep(300);
      const cut = Date.now();
      await Promise.all(members.map(this.far.cut));
      const answered = ease();
      await sleep(600);
      const transactions = Number(await this.primary.ask(stuck));
      if (transactions > 0 || tries === CUTS) {
        console.log(`  cut in the middle of ${transactions} transactions, try ${tries}`);
        return { cut, answered };
      }
      await Promise.all(members.map(this.far.mend));
      await answered;
    }
  }

  // The standby becomes the primary. Gives when it was told to.
  async promote() {
    const told = Date.now();
    await this.standby.promote();
    [this.primary, this.standby] = [this.standby, this.primary];
    return told;
  }

  // The member that is not the primary is made anew as its standby.
  async heal() {
    await this.standby.follow(this.primary);
  }
}
