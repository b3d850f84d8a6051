// One instance of the program, and its command line.
import { Process, run, until } from "./processes.mjs";

export class Instance {
  constructor(name, program, place) {
    Object.assign(this, { name, program, ...place });
  }

  async start() {
    const [command, ...before] = [...this.inside, this.program];
    this.process = new Process(command, [
      ...before, "serve", "--demonstration", "--addr", `${this.host}:${this.port}`, "--site-url", this.site,
      "--client-address-header", "x-forwarded-for", "--second-factor-from", "admin", "--log-format", "json",
    ], this.log, { env: { ...process.env, QUELLEAIDEADOM_DATABASE_URL: this.database } });
    await until(`instance ${this.name} serves, see ${this.log}`, async () => {
      if (!this.process.runs) throw new Error(`instance ${this.name} ended by itself, see ${this.log}`);
      try {
        return (await fetch(`http://${this.host}:${this.port}/sante`)).ok;
      } catch {
        return false;
      }
    });
  }

  // At once, with whatever is under way.
  kill() {
    return this.process.end("SIGKILL");
  }

  // What is under way is answered first.
  stop() {
    return this.process.end("SIGTERM");
  }
}

export function command(program, database, ...args) {
  return run(program, args, { env: { ...process.env, QUELLEAIDEADOM_DATABASE_URL: database } });
}
