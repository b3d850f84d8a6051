// What is printed, and which bounds are broken.
import { loadavg } from "node:os";

// More processes than this want the processors: what is timed is the machine too.
const BUSY = 4;

export const broken = [];

// Gives what the line says of it.
export function bound(holds, what) {
  if (holds) return "";
  broken.push(what);
  return " [BROKEN]";
}

// The same of a time: a figure only where the machine does other things beside (`TIMED=no`).
export function timeBound(holds, what) {
  if (holds || process.env.TIMED !== "no") return bound(holds, what);
  return " [LATE]";
}

export const isBusy = () => loadavg()[0] > BUSY;

export function seconds(ms) {
  return ms === Infinity ? "never" : `${(ms / 1000).toFixed(2)} s`;
}

export function say(line) {
  console.log(`${line} (load average ${loadavg()[0].toFixed(1)})`);
}

export function percentile(values, share) {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
}

// "3 × 200, 1 × 503"
export function counted(values) {
  return [...new Set(values)].map((value) => `${values.filter((other) => other === value).length} × ${value}`).join(", ");
}
