// How many lists a second: node bench-load.mjs FOLDER_OF_PROGRAMS, after `cargo build --release -p server --bins --examples`.
// One after the other, on this machine, with wrk: the kept page, the same bytes as a file of nginx and of axum's ServeDir,
// the page made anew for each request, and that one under more than can be answered. Then how long the program takes from
// its start to its first answer, with 12 000 listings. Prints figures and ratios.
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const programs = resolve(process.argv[2] ?? "../target/release");
const seconds = Number(process.env.SECONDS ?? 8);
const list = "/comparer?acte=toilette&acte=repas&lieu=14e&quand=lun-dim.0800-0930";
const folder = mkdtempSync(join(tmpdir(), "bench-load-"));
const [made, kept, dir, nginx, many] = [3941, 3942, 3943, 3944, 3945].map((port) => `127.0.0.1:${port}`);
const run = promisify(execFile);
const started = [];

function start(program, parameters, environment = {}) {
  const child = spawn(program, parameters, { stdio: "ignore", env: { ...process.env, ...environment } });
  child.on("error", (error) => console.error(`${program}: ${error.message}`));
  started.push(child);
}

function serve(address, bytes) {
  const database = `sqlite:${join(folder, `${bytes}.sqlite`)}`;
  const told = ["serve", "--demonstration", "--addr", address, "--page-cache-bytes", bytes, "--max-connections-per-address", "4096"];
  start(join(programs, "quelleaideadom"), told, { QUELLEAIDEADOM_DATABASE_URL: database });
}

async function isThere(url, pause = 50) {
  const end = performance.now() + 30_000;
  while (performance.now() < end) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((later) => setTimeout(later, pause));
  }
  throw new Error(`${url} does not answer`);
}

async function firstAnswers(times) {
  const database = `sqlite:${join(folder, "many.sqlite")}`;
  await run(join(programs, "examples/many_listings"), [database, "12000"]);
  const took = [];
  for (let time = 0; time < times; time += 1) {
    const begun = performance.now();
    const told = ["serve", "--addr", many];
    const program = spawn(join(programs, "quelleaideadom"), told, {
      stdio: "ignore", env: { ...process.env, QUELLEAIDEADOM_DATABASE_URL: database },
    });
    started.push(program);
    await isThere(`http://${many}/sante`, 2);
    took.push(Math.round(performance.now() - begun));
    const ended = new Promise((end) => program.on("exit", end));
    program.kill();
    await ended;
  }
  return took.join(", ");
}

const number = (text, pattern) => Number(pattern.exec(text)?.[1] ?? 0);

async function measure(what, url, { connections = 64, coding = "br" } = {}) {
  const told = ["-t2", `-c${connections}`, `-d${seconds}s`, "--latency", "--timeout", "30s", "-H", `Accept-Encoding: ${coding}`, url];
  const { stdout } = await run("wrk", told);
  const [, amount, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? [];
  return {
    what,
    "requests/s": Math.round(number(stdout, /Requests\/sec:\s+([\d.]+)/)),
    "p99, ms": Number((Number(amount) * { us: 0.001, ms: 1, s: 1000 }[unit]).toFixed(1)),
    refused: number(stdout, /Non-2xx or 3xx responses: (\d+)/),
  };
}

try {
  serve(made, "0");
  serve(kept, "67108864");
  await isThere(`http://${made}/sante`);
  await isThere(`http://${kept}/sante`);
  const bytes = (coding) => fetch(`http://${kept}${list}`, { headers: { "accept-encoding": coding } });
  // Node unpacks what it fetches: curl does not.
  const { stdout: packed } = await run("curl", ["-sf", "-H", "Accept-Encoding: br", `http://${kept}${list}`], { encoding: "buffer" });
  writeFileSync(join(folder, "page.html"), await (await bytes("identity")).text());
  writeFileSync(join(folder, "page.html.br"), packed);
  // Else its workers may not read the folder.
  const user = process.getuid() === 0 ? "user root;" : "";
  writeFileSync(join(folder, "nginx.conf"), `
${user} daemon off; worker_processes auto; pid ${folder}/nginx.pid; error_log /dev/null;
events { worker_connections 4096; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; client_body_temp_path ${folder}; proxy_temp_path ${folder};
  fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  server {
    listen ${nginx}; root ${folder};
    location / { default_type text/html; types { } add_header Content-Encoding br; add_header Vary Accept-Encoding; }
  }
}`);
  start("nginx", ["-c", join(folder, "nginx.conf"), "-p", folder]);
  start(join(programs, "examples/serve_dir"), [folder, dir]);
  await isThere(`http://${dir}/page.html`);
  const rows = [
    await measure("nginx, file", `http://${nginx}/page.html.br`),
    await measure("ServeDir, file", `http://${dir}/page.html`),
    await measure("kept, br", `http://${kept}${list}`),
    await measure("kept, zstd", `http://${kept}${list}`, { coding: "zstd" }),
    await measure("made, br", `http://${made}${list}`),
    await measure("made, zstd", `http://${made}${list}`, { coding: "zstd" }),
    await measure("made, br, 1 000 at once", `http://${made}${list}`, { connections: 1000 }),
    await measure("kept, br, 1 000 at once", `http://${kept}${list}`, { connections: 1000 }),
  ];
  const file = rows[0]["requests/s"];
  console.table(rows.map((row) => ({ ...row, "of nginx": Number((row["requests/s"] / file).toFixed(3)) })));
  console.log(`${packed.length} bytes of brotli`);
  for (const child of started) child.kill();
  console.log(`with 12 000 listings, the first answer after ${await firstAnswers(5)} ms`);
} finally {
  for (const child of started) child.kill();
  rmSync(folder, { recursive: true, force: true });
}
