// Two networks of their own, joined by one cable: the court's, and that of somebody who attends. What happens to a telephone on a
// train is done to the cable. Wants Linux and root; nothing outside of this machine is reached, and nothing reaches in.
import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

export const COURT = "10.99.0.1";
const THERE = ["10.99.0.2", "10.99.0.3"];
// What is asked before the table that delivers to this machine, whose own place is the first.
const LOCAL = "100";
const CUT = "10";

function ip(...order) {
  const done = spawnSync("ip", order, { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`ip ${order.join(" ")}: ${done.error?.message ?? done.stderr}`);
}

export class Networks {
  static lay() {
    const one = new Networks();
    const own = process.pid;
    Object.assign(one, { court: `court-${own}`, line: `line-${own}`, at: 0, rules: [] });
    ip("netns", "add", one.court);
    try {
      ip("netns", "add", one.line);
      ip("link", "add", "cable", "netns", one.court, "type", "veth", "peer", "name", "cable", "netns", one.line);
      ip("-n", one.court, "address", "add", `${COURT}/24`, "dev", "cable");
      ip("-n", one.line, "address", "add", `${THERE[0]}/24`, "dev", "cable");
      for (const net of one.both()) {
        ip("-n", net, "link", "set", "lo", "up");
        ip("-n", net, "link", "set", "cable", "up");
        ip("-n", net, "rule", "add", "pref", LOCAL, "lookup", "local");
        ip("-n", net, "rule", "del", "pref", "0");
        // What belongs to a connection would be handed to it past the rules.
        ip("netns", "exec", net, "sh", "-c", "echo 0 > /proc/sys/net/ipv4/ip_early_demux");
      }
      ip("-n", one.line, "route", "add", "default", "via", COURT);
    } catch (error) {
      one.takeUp();
      throw error;
    }
    return one;
  }

  // The same, by their names, for who has been started in one of them.
  static of({ court, line }) {
    return Object.assign(new Networks(), { court, line, at: 0 });
  }

  both() {
    return [this.court, this.line];
  }

  // A program that runs another in the network of who attends, with more on its order.
  async program(name, ...more) {
    this.folder ??= await mkdtemp(path.join(tmpdir(), "kaiting-line-"));
    const file = path.join(this.folder, path.basename(name));
    await writeFile(file, `#!/bin/sh\nexec ip netns exec ${this.line} ${name} ${more.join(" ")} "$@"\n`);
    await chmod(file, 0o755);
    return file;
  }

  // Nothing arrives any more, and nothing says so: a tunnel. `what`: only of this kind.
  cut(...what) {
    for (const net of this.both()) ip("-n", net, "rule", "add", "pref", CUT, "iif", "cable", ...what, "blackhole");
  }

  heal() {
    for (const net of this.both()) ip("-n", net, "rule", "del", "pref", CUT);
  }

  // The cable is out, and the device knows it.
  unplug() {
    ip("-n", this.line, "link", "set", "cable", "down");
  }

  plug() {
    ip("-n", this.line, "link", "set", "cable", "up");
    ip("-n", this.line, "route", "replace", "default", "via", COURT);
  }

  // From Wi-Fi to the telephone's network: the address of before is nobody's.
  move() {
    const [was, is] = [THERE[this.at], THERE[1 - this.at]];
    this.at = 1 - this.at;
    ip("-n", this.line, "address", "del", `${was}/24`, "dev", "cable");
    ip("-n", this.line, "address", "add", `${is}/24`, "dev", "cable");
    ip("-n", this.line, "route", "replace", "default", "via", COURT);
  }

  async tidy() {
    if (this.folder) await rm(this.folder, { recursive: true, force: true });
  }

  takeUp() {
    for (const net of this.both()) spawnSync("ip", ["netns", "del", net]);
  }
}
