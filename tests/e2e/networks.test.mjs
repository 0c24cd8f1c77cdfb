// Somebody attends from a train: his address changes, his way is gone for a while, his network lets no UDP through. He is back
// before anybody has asked for him, and never less muted.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Backend, Browsers, sleep } from "./court.mjs";
import { COURT, Networks } from "./networks.mjs";
import { namesOf } from "./people.mjs";
import { checkInByWire, Wire } from "./wire.mjs";

// Where this very script is run a second time, in the court's network.
const INSIDE = "KAITING_NETWORKS";
const slow = Boolean(process.env.KAITING_SLOW);

if (process.env[INSIDE]) inside(JSON.parse(process.env[INSIDE]));
else outside();

function outside() {
  let networks;
  let why;
  try {
    networks = Networks.lay();
  } catch (error) {
    why = `no networks of one's own here: ${error.message}`;
  }
  after(() => networks?.takeUp());
  test("from a network that changes", { skip: why, timeout: 600_000 }, async () => {
    const { court, line } = networks;
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const order = ["netns", "exec", court, process.execPath, "--test", "--test-reporter=spec", fileURLToPath(import.meta.url)];
    const child = spawn("ip", order, { stdio: ["ignore", "inherit", "inherit"], env: { ...env, [INSIDE]: JSON.stringify({ court, line }) } });
    assert.equal(await new Promise((done) => child.once("exit", done)), 0);
  });
}

function inside(names) {
  const networks = Networks.of(names);
  let backend;
  let folder;
  let court;
  let train;
  let judge;
  let party;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "kaiting-networks-"));
    const config = path.join(folder, "kaiting.toml");
    await writeFile(config, `[media]\nadvertised = ["${COURT}"]\n`);
    backend = await Backend.start({ flags: ["--bind", COURT, "--config", config] });
    court = await sitsAt({ program: process.env.CHROMIUM ?? "/usr/bin/chromium" });
    train = await sitsAt({ program: await networks.program(process.env.CHROMIUM ?? "/usr/bin/chromium") });
    const wires = {};
    for (const seat of ["judge", "clerk", "defendant"]) wires[seat] = await Wire.sit(backend, "G1", seat);
    await wires.judge.must({ report_devices: { camera: "works", microphone: "works", speaker: "works", latency_ms: 20 } });
    await checkInByWire(wires.defendant, namesOf(backend).defendant);
    await wires.clerk.must({ verify_identity: { seat: "defendant", how: "by_eye" } }, { admit: { seat: "defendant" } });
    await wires.clerk.must({ admit: { seat: "defendant" } });
    await wires.clerk.must("report_ready");
    await wires.judge.must({ open_hearing: { override_reason: "其他人另行到庭" } });
    judge = await court.seat("judge", { url: backend.link("G1", "judge"), rate: 10 });
    party = await train.seat("defendant", { url: backend.link("G1", "defendant"), rate: 10 });
    for (const person of [judge, party]) {
      await person.press("enter");
      await person.see('[data-place="courtroom"]');
    }
    await party.till("the judge is seen", () => party.run(() => window.court.seen("judge")));
    await judge.till("he is seen", () => judge.run(() => window.court.seen("defendant")));
  });

  after(async () => {
    await train?.stop();
    await court?.stop();
    await backend?.stop();
    await networks.tidy();
    await rm(folder, { recursive: true, force: true });
  });

  // A page that is not of this machine and has no certificate has no camera, unless the browser is told.
  async function sitsAt({ program }) {
    const file = path.join(folder, `browser-${Math.random().toString(36).slice(2)}`);
    await writeFile(file, `#!/bin/sh\nexec ${program} --unsafely-treat-insecure-origin-as-secure=${backend.base} "$@"\n`, { mode: 0o755 });
    const own = process.env.CHROMIUM;
    process.env.CHROMIUM = file;
    try {
      return await Browsers.start();
    } finally {
      if (own) process.env.CHROMIUM = own;
      else delete process.env.CHROMIUM;
    }
  }

  const frames = (person, seat) => person.run((of) => document.querySelector(`[data-seat-video="${of}"]`)?.getVideoPlaybackQuality?.().totalVideoFrames ?? 0, seat);

  // From now until both see new pictures of each other.
  async function back() {
    const begun = Date.now();
    const known = [await frames(judge, "defendant"), await frames(party, "judge")];
    const both = async () => (await frames(judge, "defendant")) !== known[0] && (await frames(party, "judge")) !== known[1];
    await judge.till("both see each other", both, { within: 60_000, every: 25 });
    return Date.now() - begun;
  }

  // What was on its way has arrived, and no more comes.
  async function silence() {
    await judge.till("nothing of him arrives any more", async () => {
      const known = await frames(judge, "defendant");
      await sleep(700);
      return (await frames(judge, "defendant")) === known;
    });
  }

  async function stillMuted() {
    assert.equal(await party.run(() => document.querySelector('[data-act="microphone"]').getAttribute("aria-pressed")), "false");
    await party.till("the judge is seen", () => party.run(() => window.court.seen("judge")));
    await judge.till("he is seen", () => judge.run(() => window.court.seen("defendant")));
  }

  test("his address changes", { timeout: 120_000 }, async (t) => {
    for (let n = 0; n < (slow ? 10 : 2); n += 1) {
      networks.move();
      t.diagnostic(`address changed, back after ${await back()} ms`);
      await stillMuted();
      await sleep(2_000);
    }
  });

  for (const [what, gone, come] of [
    ["silently", () => networks.cut(), () => networks.heal()],
    ["and his device knows", () => networks.unplug(), () => networks.plug()],
  ]) {
    for (const seconds of slow ? [3, 30] : [3]) {
      test(`his way is gone for ${seconds} s, ${what}`, { timeout: 240_000 }, async (t) => {
        for (let n = 0; n < (slow ? 5 : 1); n += 1) {
          gone();
          const since = Date.now();
          await silence();
          await sleep(Math.max(0, seconds * 1_000 - (Date.now() - since)));
          come();
          t.diagnostic(`gone ${seconds} s ${what}, back after ${await back()} ms`);
          await stillMuted();
          await sleep(2_000);
        }
      });
    }
  }

  test("in the middle of the hearing no UDP gets through any more", { timeout: 120_000 }, async (t) => {
    networks.cut("ipproto", "udp");
    const since = Date.now();
    // What was on its way has arrived. He may be back before a silence would be noticed.
    await sleep(300);
    await back();
    t.diagnostic(`no UDP, seen again after ${Date.now() - since} ms`);
    await stillMuted();
    await party.page.reload();
    await party.see('[data-place="courtroom"]');
    await party.till("by TCP alone from the beginning", () => party.run(() => window.court.seen("judge")), { within: 40_000 });
    networks.heal();
    await stillMuted();
  });
}
