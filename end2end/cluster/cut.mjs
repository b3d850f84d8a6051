// Where the second instance runs, and how it is cut off: in a network namespace, whose packets go nowhere; where there is none, behind
// a relay to each member of the database, that forwards nothing for a while and closes nothing.
import { createConnection, createServer } from "node:net";
import { address } from "./postgres.mjs";
import { atEnd, freePorts, run } from "./processes.mjs";

// Addresses of a link alone, that no router forwards.
const NETWORK = "169.254.213.0/29";
const [HOST, INSIDE, ...MEMBERS] = [1, 2, 3, 4].map((last) => `169.254.213.${last}`);

const ip = (...args) => run("ip", args);

async function namespace(ports) {
  const name = `quelleaideadom-${process.pid}`;
  const [outer, inner] = [`qa${process.pid}`, `qb${process.pid}`];
  await ip("netns", "add", name);
  atEnd(() => ip("netns", "del", name));
  const within = (...args) => ip("-n", name, ...args);
  await ip("link", "add", outer, "type", "veth", "peer", "name", inner);
  atEnd(() => ip("link", "del", outer).catch(() => {}));
  await ip("link", "set", inner, "netns", name);
  for (const host of [HOST, ...MEMBERS]) await ip("address", "add", `${host}/29`, "dev", outer);
  await ip("link", "set", outer, "up");
  await within("address", "add", `${INSIDE}/29`, "dev", inner);
  await within("link", "set", inner, "up");
  await within("link", "set", "lo", "up");
  return {
    how: "network namespace, of which packets go nowhere",
    host: INSIDE,
    inside: ["ip", "netns", "exec", name],
    // Each member listens at another address there.
    listen: MEMBERS,
    networks: [NETWORK],
    database: address(ports.map((port, at) => [MEMBERS[at], port])),
    cut: (at) => within("route", "add", "blackhole", `${MEMBERS[at]}/32`),
    mend: (at) => within("route", "del", "blackhole", `${MEMBERS[at]}/32`),
    cutFromAll: () => ip("link", "set", outer, "down"),
    mendToAll: () => ip("link", "set", outer, "up"),
  };
}

// Forwards bytes between its clients and a port.
class Relay {
  #pairs = new Set();
  #isCut = false;

  constructor(port, to) {
    this.server = createServer((client) => {
      const far = createConnection(to, "127.0.0.1");
      const pair = [client, far];
      for (const [here, there] of [pair, [far, client]]) {
        here.on("data", (bytes) => there.write(bytes));
        here.on("end", () => there.end());
        here.on("error", () => there.destroy());
        here.on("close", () => {
          there.destroy();
          this.#pairs.delete(pair);
        });
      }
      this.#pairs.add(pair);
      if (this.#isCut) pair.forEach((end) => end.pause());
    });
    this.server.listen(port, "127.0.0.1");
    atEnd(() => this.server.close());
  }

  cut() {
    this.#isCut = true;
    this.#pairs.forEach((pair) => pair.forEach((end) => end.pause()));
  }

  mend() {
    this.#isCut = false;
    this.#pairs.forEach((pair) => pair.forEach((end) => end.resume()));
  }
}

async function relayed(ports) {
  const relayed = await freePorts(ports.length);
  const relays = ports.map((port, at) => new Relay(relayed[at], port));
  return {
    how: "relay that forwards nothing and closes nothing, since there is no network namespace here",
    host: "127.0.0.1",
    inside: [],
    listen: ports.map(() => undefined),
    networks: [],
    database: address(relayed.map((port) => ["127.0.0.1", port])),
    cut: (at) => relays[at].cut(),
    mend: (at) => relays[at].mend(),
  };
}

// `ports`: of the members. `CUT=relay`: as where there is no namespace.
export async function distance(ports) {
  if (process.env.CUT !== "relay" && process.getuid() === 0) {
    try {
      return await namespace(ports);
    } catch (error) {
      console.log(`no network namespace: ${error.message}`);
    }
  }
  return relayed(ports);
}
