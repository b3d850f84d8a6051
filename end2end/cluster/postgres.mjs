// The members of a replicated set: initdb, pg_basebackup, pg_ctl, and a kill of every process of one.
import { execFileSync } from "node:child_process";
import { appendFileSync, chownSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { atEnd, childrenOf, run, until } from "./processes.mjs";

const DEBIAN = "/usr/lib/postgresql";

// Programs of the latest version that is installed; none: none is.
export function binaries() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number).filter(Boolean).sort((a, b) => b - a) : [];
  const folders = versions.map((version) => join(DEBIAN, String(version), "bin"));
  return folders.find((folder) => ["initdb", "pg_basebackup", "psql"].every((name) => existsSync(join(folder, name))));
}

// It refuses to run as root: then as the user of Debian's package.
function owner() {
  if (process.getuid() !== 0) return {};
  const id = (what) => Number(execFileSync("id", [what, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

const DATABASE = "quelleaideadom";
const ROLE = "test";

export class Member {
  // `listen`: an address beside that of this machine. `networks`: from which it is reached.
  constructor(name, port, folder, listen, networks) {
    Object.assign(this, { name, port, folder, data: join(folder, name), log: join(folder, `${name}.log`), networks });
    this.listen = ["127.0.0.1", listen].filter(Boolean).join(",");
    this.as = { ...owner(), cwd: folder };
  }

  program(name, args) {
    return run(join(binaries(), name), args, this.as);
  }

  // A new, empty set, whose first member this is.
  async create() {
    mkdirSync(this.folder, { recursive: true });
    if (this.as.uid !== undefined) chownSync(this.folder, this.as.uid, this.as.gid);
    const encoding = ["--encoding", "UTF8", "--locale", "C.UTF-8"];
    await this.program("initdb", ["-D", this.data, "-U", ROLE, "--auth", "trust", "--no-sync", ...encoding]);
    appendFileSync(join(this.data, "pg_hba.conf"), this.networks.map((network) =>
      `host all all ${network} trust\nhost replication all ${network} trust\n`).join(""));
    appendFileSync(join(this.data, "postgresql.conf"), `
unix_socket_directories = '${this.folder}'
shared_buffers = 64MB
wal_keep_size = 1GB
synchronous_commit = on
# What is killed here are processes, and what they wrote stays in the memory of the system.
fsync = off
log_line_prefix = '%m [%p] '
`);
    await this.start();
    await this.program("createdb", ["-h", "127.0.0.1", "-p", String(this.port), "-U", ROLE, DATABASE]);
  }

  // Made anew from another, which it follows.
  async follow(primary) {
    rmSync(this.data, { recursive: true, force: true });
    const source = `host=127.0.0.1 port=${primary.port} user=${ROLE} application_name=${this.name}`;
    await this.program("pg_basebackup", ["-d", source, "-D", this.data, "-R", "--checkpoint=fast", "--no-sync"]);
    await this.start();
    const follows = "select count(*) from pg_stat_replication where state = 'streaming'";
    await until(`${this.name} follows ${primary.name}`, async () => (await primary.ask(follows)) === "1");
    // Asked for on the one alone: the other has nobody to wait for once it is promoted.
    await primary.ask("alter system set synchronous_standby_names = '*'", "select pg_reload_conf()");
    const together = "select count(*) from pg_stat_replication where sync_state = 'sync'";
    await until(`${this.name} is a synchronous standby`, async () => (await primary.ask(together)) === "1");
  }

  async start() {
    const options = `-p ${this.port} -c listen_addresses=${this.listen}`;
    await this.program("pg_ctl", ["start", "-D", this.data, "-l", this.log, "-w", "-t", "60", "-o", options]);
    const pid = this.pid;
    atEnd(() => this.pid === pid && this.kill());
  }

  async stop() {
    await this.program("pg_ctl", ["stop", "-D", this.data, "-m", "fast", "-w", "-t", "60"]);
  }

  async promote() {
    await this.program("pg_ctl", ["promote", "-D", this.data, "-w", "-t", "60"]);
  }

  get pid() {
    try {
      return Number(readFileSync(join(this.data, "postmaster.pid"), "utf8").split("\n")[0]);
    } catch {
      return undefined;
    }
  }

  // Every process of it, with SIGKILL.
  kill() {
    const { pid } = this;
    if (pid === undefined) return;
    for (const one of [pid, ...childrenOf(pid)]) {
      try {
        process.kill(one, "SIGKILL");
      } catch {
        // It has gone by itself.
      }
    }
    rmSync(join(this.data, "postmaster.pid"), { force: true });
  }

  // What statements print, without headings.
  async ask(...statements) {
    const there = ["-h", "127.0.0.1", "-p", String(this.port), "-U", ROLE, "-d", DATABASE];
    const asked = statements.flatMap((statement) => ["-c", statement]);
    return (await this.program("psql", ["-XAtq", "-v", "ON_ERROR_STOP=1", ...there, ...asked])).trim();
  }
}

// The setting of the program, for members that are reached at these hosts and ports.
export function address(places) {
  return places.map(([host, port]) => `postgres://${ROLE}@${host}:${port}/${DATABASE}`).join(",");
}
