// What happens, one after the other.
import { setTimeout as sleep } from "node:timers/promises";
import { Browser } from "./browser.mjs";
import { KINDS, SERVICES } from "./load.mjs";
import { until } from "./processes.mjs";
import { bound, broken, counted, isBusy, percentile, say, timeBound } from "./report.mjs";

// Milliseconds.
const BACK = 5000;
const PUBLIC = 300;
const PUBLIC_WHEN_BUSY = 2000;
const CUT = 10_000;
// HAProxy sends an instance something again.
const TAKEN_UP = 6000;

// Of each kind of write, the longest time without an acknowledged one since a moment.
function longest(load, since, by) {
  return Object.keys(KINDS).map((kind) => ({ label: `longest without a ${kind}`, ms: load.longest(since, { kind, by }), most: BACK }));
}

// Of each kind, how long until one was acknowledged, and that it stayed so.
function backs(load, label, since, by) {
  const first = Object.keys(KINDS).map((kind) => ({ label: `${kind}s ${label}`, ms: load.back(since, { kind, by }), most: BACK }));
  return [...first, ...longest(load, since, by)];
}

async function alternately(browsers, times, act) {
  const statuses = [];
  for (let at = 0; at < times; at += 1) statuses.push((await act(browsers[at % browsers.length])).status);
  return statuses;
}

export const scenarios = {
  async "no failure"(cluster) {
    const load = await cluster.during("10 s without a failure", async () => {
      await sleep(10_000);
      return () => [];
    });
    const writes = load.acknowledged();
    const rate = writes.length / ((load.stoppedAt - writes[0].sentAt) / 1000);
    const by = cluster.instances.map(({ name }) => `${load.acknowledged({ by: name }).length} by ${name}`);
    const times = writes.map((write) => write.acknowledgedAt - write.sentAt);
    say(`  ${rate.toFixed(1)} writes a second, ${by.join(", ")}: ${percentile(times, 0.5)} ms at the median, ${percentile(times, 0.99)} ms for 99 %`);
  },

  // First, since no earlier program opens what a later one wrote.
  async "rolling upgrade"(cluster, { program, oldProgram }) {
    const from = oldProgram === program ? "the same program, since no OLD_PROGRAM is given" : `${oldProgram} to ${program}`;
    await cluster.during(`rolling upgrade, ${from}`, async (load) => {
      const begun = Date.now();
      for (const instance of cluster.instances) {
        await instance.stop();
        instance.program = program;
        await instance.start();
        await sleep(TAKEN_UP);
      }
      return () => longest(load, begun);
    });
  },

  async "kill of an instance"(cluster) {
    for (const instance of cluster.instances) {
      await cluster.during(`kill -9 of instance ${instance.name}`, async (load) => {
        const killed = Date.now();
        await instance.kill();
        await sleep(TAKEN_UP);
        await instance.start();
        await sleep(TAKEN_UP);
        return () => backs(load, "back after the kill", killed);
      });
    }
  },

  async "kill of the primary"(cluster) {
    const old = cluster.primary;
    await cluster.during("kill -9 of the primary, and promotion of the standby", async (load) => {
      const killed = Date.now();
      cluster.primary.kill();
      await sleep(1000);
      const promoted = await cluster.promote();
      await sleep(12_000);
      return () => [
        ...backs(load, "back after the promotion was asked for", promoted),
        ...cluster.instances.map(({ name }) => ({ label: `through ${name}`, ms: load.back(promoted, { by: name }), most: BACK })),
        { label: "longest without any since the kill", ms: load.longest(killed) },
      ];
    });
    // Nobody told it that it was replaced.
    await cluster.during("the replaced primary comes back as one, and an instance starts anew", async (load) => {
      const begun = Date.now();
      await old.start();
      await sleep(2000);
      await cluster.instances[0].stop();
      await cluster.instances[0].start();
      await sleep(TAKEN_UP);
      const there = Number(await old.ask(`select count(*) from notes where content like '${load.mark}-%'`));
      if (there > 0) broken.push(`the replaced primary took ${there} notes`);
      await old.stop();
      await sleep(4000);
      return () => longest(load, begun);
    });
    await cluster.heal();
  },

  async "network cut from the database"(cluster) {
    const both = cluster.members.map((_, at) => at);
    await cluster.during(`cut of ${CUT / 1000} s between instance two and the database: ${cluster.far.how}`, async (load) => {
      const { cut, answered } = await cluster.cutInTheMiddle(load, both);
      await sleep(cut + CUT - Date.now());
      const mended = Date.now();
      await Promise.all(both.map(cluster.far.mend));
      await answered;
      await sleep(8000);
      return () => [
        ...backs(load, "back after the cut through one", cut, "one"),
        ...backs(load, "back after it was mended through two", mended, "two"),
      ];
    });
  },

  // As where its machine burns: one is told by the system that its connections are over, two hears nothing.
  async "network cut from a primary that is gone"(cluster) {
    const gone = cluster.members.indexOf(cluster.primary);
    await cluster.during(`the primary is gone, and instance two hears nothing of it: ${cluster.far.how}`, async (load) => {
      const { answered } = await cluster.cutInTheMiddle(load, [gone]);
      const killed = Date.now();
      cluster.primary.kill();
      await sleep(1000);
      const promoted = await cluster.promote();
      await sleep(20_000);
      await cluster.far.mend(gone);
      await answered;
      return () => [
        ...backs(load, "back after the promotion was asked for through one", promoted, "one"),
        ...backs(load, "through two", promoted, "two"),
        { label: "longest without any since the kill", ms: load.longest(killed) },
      ];
    });
    await cluster.heal();
  },

  async "network cut from everything"(cluster) {
    if (!cluster.far.cutFromAll) {
      console.log("cut of an instance from everything: not tried, since there is no network namespace here");
      return;
    }
    await cluster.during(`cut of ${CUT / 1000} s between instance two and everything: ${cluster.far.how}`, async (load) => {
      const cut = Date.now();
      await cluster.far.cutFromAll();
      await sleep(CUT);
      await cluster.far.mendToAll();
      await sleep(10_000);
      return () => backs(load, "back after the cut", cut);
    });
  },

  async "no database"(cluster) {
    await cluster.during("both members stopped for 10 s", async (load) => {
      await cluster.standby.stop();
      await cluster.primary.stop();
      await sleep(4000);
      for (const instance of cluster.instances) {
        const screen = await cluster.people.note[0].at(instance).get("/gestion");
        const ready = await new Browser(instance).get("/sante/pret");
        const staff = `/gestion ${screen.status}, Retry-After ${screen.headers["retry-after"]}`;
        const away = bound(screen.status === 503 && screen.headers["retry-after"], `${instance.name} without a database: ${staff}`);
        const degraded = bound(ready.status === 503, `${instance.name} without a database: /sante/pret ${ready.status}`);
        console.log(`  ${instance.name}: ${staff}${away}; /sante/pret ${ready.status} ${ready.text}${degraded}`);
      }
      await sleep(5000);
      await cluster.primary.start();
      const started = Date.now();
      await cluster.standby.start();
      await sleep(10_000);
      return () => backs(load, "back after the start of the primary", started);
    });
  },

  async "publication"(cluster) {
    const [one, two] = cluster.instances;
    const [publisher, visitor] = [cluster.people.value[0].at(one), new Browser(two)];
    const times = [];
    for (let at = 0; at < 20; at += 1) {
      const article = `public-${at}`;
      const answer = await publisher.post(...KINDS.value.of(article));
      const acknowledged = performance.now();
      if (answer.status !== 303) throw new Error(`a value of the law is not taken: ${answer.status}`);
      await until(`${article} on instance two`, async () => (await visitor.get("/methode")).text.includes(article), 10, 10);
      times.push(performance.now() - acknowledged);
    }
    const [median, most] = [percentile(times, 0.5), Math.max(...times)].map(Math.round);
    const allowed = isBusy() ? `${PUBLIC_WHEN_BUSY} ms allowed, not ${PUBLIC}, since the machine is busy` : `${PUBLIC} ms allowed`;
    const late = timeBound(most <= (isBusy() ? PUBLIC_WHEN_BUSY : PUBLIC), `a change was public on the other instance after ${most} ms`);
    say(`publication: acknowledged by one, twenty times, and public on two ${median} ms later at the median, ${most} ms at most${late}; ${allowed}`);
  },

  async "sessions"(cluster) {
    const [one, two] = cluster.instances;
    const person = await cluster.signedIn("sessions", "editor", one, { headers: { "x-forwarded-for": "198.51.100.2" } });
    const elsewhere = person.at(two);
    const answers = [await person.get("/gestion"), await elsewhere.get("/gestion")];
    await elsewhere.post("/gestion/deconnexion", {});
    answers.push(await person.get("/gestion"));
    const [here, there, after] = answers.map((answer) => answer.status);
    const over = bound(`${here} ${there} ${after}` === "200 200 303", "a session does not hold over both");
    say(`sessions: signed in on one, the first screen answers ${here} on one, ${there} on two; signed out on two, ${after} on one${over}`);
  },

  async "limits"(cluster) {
    const headers = { "x-forwarded-for": "203.0.113.7" };
    const both = cluster.instances.map((instance) => new Browser(instance, { headers }));
    await cluster.account("throttled", "editor");
    const tries = await alternately(both, 10, (browser) => cluster.signIn(browser, "throttled", "pas celle de ce compte"));
    const right = await alternately(both, 2, (browser) => cluster.signIn(browser, "throttled"));
    const limited = tries.every((status) => status !== 429) && right.every((status) => status === 429);
    const signIns = bound(limited, `sign-ins are not limited over both: ${tries}, then ${right}`);
    say(`sign-ins: ten wrong ones over both answer ${counted(tries)}, two right ones then ${counted(right)}${signIns}`);
    const report = (browser) => browser.post(`/services/${SERVICES[0]}/signaler`, { sujet: "tarif", message: "le prix a changé en janvier", site: "" });
    const [five, more] = [await alternately(both, 5, report), await alternately(both, 2, report)];
    const kept = five.every((status) => status === 303) && more.every((status) => status === 429);
    const reports = bound(kept, `reports are not limited over both: ${five}, then ${more}`);
    say(`reports: five of a household over both answer ${counted(five)}, two more ${counted(more)}${reports}`);
  },
};
