// HAProxy as it is deployed, deploy/haproxy.cfg, on ports of this machine and without TLS.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Process, until } from "./processes.mjs";

const DEPLOYED = new URL("../../deploy/haproxy.cfg", import.meta.url);
export const HAPROXY = "/usr/sbin/haproxy";

export function installed() {
  return existsSync(HAPROXY);
}

function configuration(port, instances) {
  let text = readFileSync(DEPLOYED, "utf8");
  const change = (what, into) => {
    const changed = text.replaceAll(what, into);
    if (changed === text) throw new Error(`deploy/haproxy.cfg has no ${what} any more: end2end/cluster/proxy.mjs is to follow it`);
    text = changed;
  };
  change(/^ +(user|group) .*\n/gm, "");
  change(/^ +ssl-default.*\n/gm, "");
  change(/^resolvers names\n( .*\n)+/gm, "");
  change(/ resolvers names init-addr \S+/g, "");
  change(/^ +bind .* ssl .*\n/gm, "");
  change(/^ +http-request redirect scheme https.*\n/gm, "");
  change(/bind :::80 v4v6/g, `bind 127.0.0.1:${port}`);
  change(/abns@quelleaideadom-changes/g, `abns@quelleaideadom-changes-${port}`);
  for (const { name, host, port } of instances) change(new RegExp(`server ${name} ${name}:3000`, "g"), `server ${name} ${host}:${port}`);
  // Who answered, for what is counted.
  change(/^(backend instances(_of_changes)?)\n/gm, "$1\n    http-response set-header x-served-by %s\n");
  return text;
}

export async function startProxy(port, instances, folder) {
  const [file, log] = [`${folder}/haproxy.cfg`, `${folder}/haproxy.log`];
  writeFileSync(file, configuration(port, instances));
  const proxy = new Process(HAPROXY, ["-db", "-f", file], log);
  await until(`HAProxy answers, see ${log}`, async () => {
    if (!proxy.runs) throw new Error(`HAProxy ended by itself, see ${log}`);
    try {
      return (await fetch(`http://127.0.0.1:${port}/sante`)).ok;
    } catch {
      return false;
    }
  });
  return proxy;
}
