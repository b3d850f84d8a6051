// Failover for real: PostgreSQL with a synchronous standby, two instances of the program and HAProxy before them, while fifty writes
// a second are acknowledged and pages are read. `make test-cluster` runs it. Ends with 1 where a bound is broken.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Cluster } from "./cluster.mjs";
import { binaries } from "./postgres.mjs";
import { atEnd, end } from "./processes.mjs";
import { installed } from "./proxy.mjs";
import { bound, broken, say } from "./report.mjs";
import { scenarios } from "./scenarios.mjs";

const ROOT = new URL("../../", import.meta.url).pathname;
const LOGS = join(ROOT, "target/cluster");
const program = resolve(process.env.PROGRAM || join(ROOT, "target/debug/quelleaideadom"));
const oldProgram = resolve(process.env.OLD_PROGRAM || program);
// Only the scenarios whose names hold it.
const only = process.env.ONLY ?? "";

async function main() {
  const missing = [[binaries(), "PostgreSQL"], [installed(), "HAProxy"]].filter(([found]) => !found).map(([, name]) => name);
  if (missing.length > 0) {
    console.log(`skipped: ${missing.join(" and ")} cannot be installed here`);
    return;
  }
  for (const file of [program, oldProgram]) if (!existsSync(file)) throw new Error(`there is no ${file}`);
  const folder = mkdtempSync(join(process.getuid() === 0 ? "/tmp" : tmpdir(), "quelleaideadom-cluster-"));
  // PostgreSQL runs as someone else than root.
  chmodSync(folder, 0o755);
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  rmSync(LOGS, { recursive: true, force: true });
  mkdirSync(LOGS, { recursive: true });
  const cluster = await Cluster.of(oldProgram, folder, LOGS);
  await cluster.start();
  say(`PostgreSQL with a synchronous standby (fsync off: processes are killed here, not machines), two instances, HAProxy; logs in ${LOGS}`);
  for (const [name, play] of Object.entries(scenarios)) if (name.includes(only)) await play(cluster, { program, oldProgram });
  // What was cut off may have come later.
  const [lost, doubled] = [[], []];
  for (const load of cluster.loads) {
    const found = await load.compare(cluster.primary);
    lost.push(...found.lost);
    doubled.push(...found.doubled);
  }
  const acknowledged = cluster.loads.reduce((sum, load) => sum + load.acknowledged().length, 0);
  const wrong = bound(lost.length + doubled.length === 0, `at the end: lost ${lost}, doubled ${doubled}`);
  say(`in all: ${acknowledged} writes acknowledged, ${lost.length} lost, ${doubled.length} doubled${wrong}`);
}

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => end().finally(() => process.exit(1)));
try {
  await main();
} catch (error) {
  broken.push(error.stack);
}
await end();
for (const what of broken) console.error(`broken: ${what}`);
process.exit(broken.length > 0 ? 1 : 0);
