// A hearing whose media go over a real LiveKit server: the same app, the same backend, another engine.
// cargo xtask test --livekit builds the server; without KAITING_LIVEKIT_SERVER there is nothing to test here.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test as nodeTest } from "node:test";
import WebSocket from "ws";
import { LiveKit, freePort } from "../../crates/media/tests/browser/livekit.mjs";
import { Backend, Browsers, SEATS, sleep, until } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { HEADER, picture, read, tones } from "./tape.mjs";
import { openCourt } from "./wire.mjs";

const skip = LiveKit.program ? false : "no livekit-server: cargo xtask test --livekit";
const tone = (seat) => [SEATS[seat].tone];
// Sent where it must not be recorded.
const CANARY = 2_600;
const EVERYBODY = [...Object.values(SEATS).map((one) => one.tone), CANARY];

// One hearing, told in steps: after the first that fails there is nothing to see.
let failed = false;
function test(name, options, work) {
  nodeTest(name, { skip, ...options }, async (t) => {
    if (failed) return t.skip("an earlier step failed");
    failed = true;
    await work(t);
    failed = false;
  });
}

let livekit;
let backend;
let browsers;
let judge;
let wires;
const people = {};

before(async () => {
  if (skip) return;
  const port = await freePort();
  livekit = await LiveKit.start({ webhook: `http://127.0.0.1:${port}/rtc/webhook` });
  backend = await Backend.start({ port, env: { ...livekit.env, KAITING_MEDIA_ENGINE: "livekit" } });
  browsers = await Browsers.start({ firefox: true });
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
  await livekit?.stop();
});

const folder = () => path.join(backend.data, "recordings", "g1");
const received = (seat) => people[seat].run(() => window.court.received());
const hears = async (listener, speaker) => (await people[listener].run((tones) => window.court.heard(tones), tone(speaker))).length > 0;
const grant = (session) => fetch(`${backend.base}/api/media`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${session}` }, body: "null" });
const sessionOf = (seat) => people[seat].run(() => JSON.parse(sessionStorage.getItem("kaiting.pass")).session);

// Pictures are decoded and sound is heard, now. A connection that was made anew counts from nothing.
async function seesAndHears(listener, within = 30_000) {
  await people[listener].till(
    "pictures and sound come in",
    async () => {
      const first = await received(listener);
      await sleep(700);
      const now = await received(listener);
      return now.frames > first.frames + 2 && now.energy > first.energy + 0.0001;
    },
    { within },
  );
}

// How wide the pictures of a film are, in their order: what stands in its key frames.
function widths(film) {
  const found = [];
  const start = Buffer.from([0x9d, 0x01, 0x2a]);
  for (let at = film.indexOf(start); at >= 0; at = film.indexOf(start, at + 1)) {
    const wide = film.readUInt16LE(at + 3) & 0x3fff;
    if (wide !== found.at(-1)) found.push(wide);
  }
  return found;
}

// How signalling answers this token: open, or shut.
function rings(base, token) {
  const socket = new WebSocket(`${base.replace("http", "ws")}/rtc?access_token=${token}&auto_subscribe=1&protocol=15&sdk=js`);
  return new Promise((done) => {
    socket.once("message", () => done("open"));
    socket.once("error", () => done("shut"));
    socket.once("close", () => done("shut"));
  }).finally(() => socket.terminate());
}

// In a page: a client that can be made deaf to the media server’s word that it is muted, that its track is off the list,
// and what it may send. It goes on sending.
function deafness() {
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", (event) => {
        if (!window.deaf || !(event.data instanceof ArrayBuffer)) return;
        const [first, second] = new Uint8Array(event.data);
        const number = (first < 128 ? first : (first & 127) | (second << 7)) >> 3;
        if ([5, 9, 17].includes(number)) event.stopImmediatePropagation();
      });
    }
  };
}

test("four people, in two kinds of browser, see and hear each other", { timeout: 180_000 }, async () => {
  ({ judge, ...wires } = await openCourt(backend, namesOf(backend)));
  for (const seat of ["witness", "plaintiff", "defendant", "clerk"]) {
    // A seat that another device has taken is looked at again.
    if (seat === "clerk") await wires.clerk.must({ verify_identity: { seat: "witness", how: "by_eye" } });
    people[seat] = await browsers.seat(seat, { kind: seat === "defendant" ? "firefox" : "chromium", rate: 15 });
    if (seat === "plaintiff") await people[seat].page.addInitScript(deafness);
    await people[seat].open(backend.link("G1", seat));
    await people[seat].comeIn();
  }
  for (const seat of ["clerk", "plaintiff", "defendant"]) await people[seat].see('[data-place="courtroom"]');
  await people.plaintiff.press("microphone");
  await until("the clerk hears the plaintiff", () => hears("clerk", "plaintiff"));
  await seesAndHears("clerk");
  await seesAndHears("defendant");
  await people.defendant.press("microphone");
  await seesAndHears("plaintiff");
  await until("the clerk sees both", async () => {
    const seen = await Promise.all(["plaintiff", "defendant"].map((seat) => people.clerk.run((id) => window.court.seen(id), seat)));
    return seen.every(Boolean);
  });
});

test("what is said is recorded, and the court sees that it is", { timeout: 60_000 }, async () => {
  await people.clerk.see('.rec[data-recording="on"]');
  assert.equal(await people.clerk.count('[data-recorder="dead"]'), 0);
  const begun = async (source) => (await readdir(folder())).filter((name) => name.includes(source)).length;
  await until("voices and pictures lie on the disk", async () => (await begun("microphone")) >= 2 && (await begun("camera")) >= 2);
});

test("the witness gets nothing before being called, and no key", { timeout: 90_000 }, async () => {
  const { witness } = people;
  await witness.see('[data-place="waiting"]');
  assert.deepEqual(await received("witness"), { frames: 0, energy: 0, audioPackets: 0, videoPackets: 0 });
  assert.equal((await grant(await sessionOf("witness"))).ok, false);
  await judge.must({ call_witness: { seat: "witness" } });
  await witness.see('[data-place="courtroom"]');
  await seesAndHears("witness");
  await judge.must({ dismiss_witness: { seat: "witness" } });
  await witness.see('[data-place="waiting"]');
  const left = await received("witness");
  await sleep(1_500);
  const later = await received("witness");
  assert.deepEqual([later.audioPackets, later.videoPackets], [left.audioPackets, left.videoPackets], "sound or picture follows the witness out");
});

test("who is muted opens again by himself, and is heard", { timeout: 90_000 }, async () => {
  await judge.must({ mute: { seat: "plaintiff", lock: false } });
  await until("silence", async () => !(await hears("clerk", "plaintiff")), { within: 5_000 });
  await people.plaintiff.press("microphone");
  await until("the clerk hears the plaintiff again", () => hears("clerk", "plaintiff"));
});

test("muted and locked, with a client that keeps sending, is heard by nobody", { timeout: 90_000 }, async () => {
  const { plaintiff } = people;
  // What the app switches off is switched on again, and sent.
  await plaintiff.run(() => {
    window.deaf = true;
    window.forcing = setInterval(() => window.court.force(), 100);
  });
  await judge.must({ mute: { seat: "plaintiff", lock: true } });
  await sleep(700);
  await plaintiff.run((to) => window.court.retune(to), CANARY);
  const sent = await plaintiff.run(() => window.court.sent());
  // Firefox has no loudspeaker here to analyse what it plays; what it decodes it counts. Nobody else speaks.
  const before = await received("defendant");
  for (let nth = 0; nth < 3; nth += 1) assert.deepEqual(await people.clerk.run((tones) => window.court.heard(tones), [CANARY, ...tone("plaintiff")]), [], "the clerk hears a locked microphone");
  const heard = (await received("defendant")).energy - before.energy;
  assert.ok(heard < 0.001, `the defendant hears a locked microphone: ${heard}`);
  assert.ok((await plaintiff.run(() => window.court.sent())) > sent + 20, "the cheat really sends");
  await plaintiff.run(() => clearInterval(window.forcing));
  await plaintiff.run((to) => window.court.retune(to), SEATS.plaintiff.tone);
  await sleep(500);
  await judge.must({ release: { seat: "plaintiff" } });
});

test("a removed person’s key, good by its time, turns no more", { timeout: 60_000 }, async () => {
  const granted = await (await grant(await sessionOf("plaintiff"))).json();
  assert.equal(new URL(granted.url).host, new URL(backend.base).host, "the way to LiveKit leads through us");
  assert.equal(await rings(backend.base, granted.token), "open", "before, the key turns");
  assert.equal(await rings(livekit.url, granted.token), "shut", "and never past us");
  await judge.must({ remove: { seat: "plaintiff", reason: "严重扰乱法庭秩序" } });
  assert.equal(await rings(backend.base, granted.token), "shut");
  await people.plaintiff.see('.over [role="alert"]');
  const left = await received("plaintiff");
  await sleep(1_000);
  assert.deepEqual(await received("plaintiff"), left, "sound or picture goes on");
  await until("nobody has his picture", async () => (await people.clerk.run(() => window.court.seen("plaintiff"))) === null);
});

test("the media server fails and comes back, and so does everybody, and the recording", { timeout: 180_000 }, async (t) => {
  const { clerk } = people;
  const stopped = () => judge.frames.map((frame) => JSON.stringify(frame)).filter((frame) => frame.includes("recorder_changed") && frame.includes('"running":false'));
  // As long as it takes to call anything missing: all that is sent comes.
  await sleep(6_000);
  await clerk.see('.rec[data-recording="on"]');
  assert.deepEqual(stopped(), [], "red while it recorded");
  const died = Date.now();
  await livekit.stop();
  await clerk.see('[data-recorder="dead"]', 10_000);
  const red = Date.now() - died;
  t.diagnostic(`dead → red: ${red} ms`);
  assert.ok(red < 5_000, `${red} ms`);
  assert.equal(await clerk.count('.rec[data-recording="on"]'), 0, "it says that it records");
  await livekit.up();
  const back = Date.now();
  await clerk.see('.rec[data-recording="on"]', 30_000);
  t.diagnostic(`recorded again ${Date.now() - back} ms after it was up`);
  await seesAndHears("clerk", 90_000);
  t.diagnostic(`seen and heard again ${Date.now() - back} ms after it was up`);
  assert.equal(await clerk.count('[data-recorder="dead"]'), 0);
  assert.equal(stopped().length, 1, "the gap is on record");
  await sleep(3_000);
});

test("each voice and picture is in a file of its own, and what must not be is in none", { timeout: 150_000 }, async (t) => {
  const { page } = people.clerk;
  // On a busy machine a browser sends the large picture late: it is waited for.
  await until("there is film of the best of what somebody sends", async () => {
    for (const name of await readdir(folder())) {
      const bytes = await read(folder(), name);
      const [, source, seat] = /(microphone|camera|screen) ([a-z-]+)/.exec(bytes.subarray(0, HEADER).toString("latin1")) ?? [];
      if (source === "camera" && bytes.length > 50_000 && widths(bytes).includes(640)) return seat;
    }
    return null;
  }, { within: 60_000, every: 500 });
  const open = (await readdir(folder())).length;
  await judge.must({ adjourn: { reason: "休息" } });
  await people.clerk.see('.rec[data-recording="paused"]');
  await until("the files are ended", async () => judge.frames.filter((frame) => JSON.stringify(frame).includes('"track_kept"')).length >= open);
  const voices = {};
  const films = {};
  for (const name of await readdir(folder())) {
    const bytes = await read(folder(), name);
    const [, source, seat] = /(microphone|camera|screen) ([a-z-]+)/.exec(bytes.subarray(0, HEADER).toString("latin1"));
    if (source === "microphone") {
      const { found } = await tones(page, bytes, EVERYBODY);
      assert.deepEqual(Object.keys(found).filter((one) => one !== String(SEATS[seat].tone)), [], `${seat}: ${JSON.stringify(found)}`);
      voices[seat] = (voices[seat] ?? 0) + (found[SEATS[seat].tone] ?? 0);
    } else if (bytes.length > 50_000) {
      const seen = await picture(page, bytes);
      const wanted = [1, 3, 5].map((at) => parseInt(SEATS[seat].colour.slice(at, at + 2), 16));
      const like = wanted.every((value, at) => Math.abs(value - seen.colour[at]) < 70);
      // Firefox has a picture of its own making.
      if (seat !== "defendant") assert.ok(like, `${seat}: ${JSON.stringify(seen)}`);
      films[seat] = [...(films[seat] ?? []), ...widths(bytes)];
    }
  }
  t.diagnostic(JSON.stringify({ voices, films }));
  assert.ok(voices.plaintiff > 1 && voices.defendant > 1, JSON.stringify(voices));
  assert.ok(films.plaintiff && films.clerk, JSON.stringify(films));
  assert.ok(Object.values(films).flat().includes(640), JSON.stringify(films));
  await judge.must("resume");
  await people.clerk.see('.rec[data-recording="on"]');
});

test("nobody’s page had an error of its own making", {}, () => {
  const own = (trouble) => !/WebSocket connection|401|403|409|ERR_CONNECTION|503/.test(trouble);
  for (const person of Object.values(people)) assert.deepEqual(person.troubles.filter(own), [], person.name);
});
