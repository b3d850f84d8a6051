// Processes of the machine, each with a log of its own, and what ends with the run.
import { execFile, spawn } from "node:child_process";
import { readdirSync, openSync, closeSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const endings = [];

// What is to be undone, last first, however the run ends.
export function atEnd(undo) {
  endings.push(undo);
}

export async function end() {
  for (const undo of endings.splice(0).reverse()) {
    try {
      await undo();
    } catch (error) {
      console.error(`not tidied up: ${error.message}`);
    }
  }
}

// Runs a command to its end; gives what it printed.
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    execFile(command, args, { maxBuffer: 1 << 28, ...options }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      reject(Object.assign(new Error(`${command} ${args.join(" ")}: ${stderr.trim() || error.message}`), { stdout }));
    });
  });
}

// A process whose output is added to a file.
export class Process {
  constructor(command, args, log, options = {}) {
    const file = openSync(log, "a");
    this.child = spawn(command, args, { ...options, stdio: ["ignore", file, file] });
    closeSync(file);
    this.ended = new Promise((resolve) => {
      this.child.on("error", (error) => resolve(error.message));
      this.child.on("exit", (code, signal) => resolve(signal ?? code));
    });
    atEnd(() => this.end("SIGKILL"));
  }

  get pid() {
    return this.child.pid;
  }

  get runs() {
    return this.child.exitCode === null && this.child.signalCode === null && this.pid !== undefined;
  }

  async end(signal) {
    if (this.runs) this.child.kill(signal);
    return this.ended;
  }
}

// The processes that a process started.
export function childrenOf(pid) {
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return processes.filter((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === pid;
    } catch {
      return false;
    }
  }).map(Number);
}

// Looks again until something holds.
export async function until(what, holds, seconds = 60, pause = 50) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await holds();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await sleep(pause);
  }
}

// Ports that nobody listens on now, each another.
export async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise((resolve, reject) => {
    const server = createServer().on("error", reject).listen(0, "127.0.0.1", () => resolve(server));
  })));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
