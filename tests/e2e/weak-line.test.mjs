// A weak line: what it still carries, what is given up first and comes back by itself, and sound alone by choice; and a way that
// is dead, as when a telephone changes its address.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers, SEATS, sleep } from "./court.mjs";
import { Bridge } from "./lossy.mjs";
import { namesOf } from "./people.mjs";
import { checkInByWire, Wire } from "./wire.mjs";

const PARTIES = ["plaintiff", "defendant"];

let backend;
let bridge;
let browsers;
const people = {};

before(async () => {
  bridge = await Bridge.over();
  backend = await Backend.start({ flags: bridge.flags });
  browsers = await Browsers.start();
  const names = namesOf(backend);
  const wires = {};
  for (const seat of ["judge", "clerk", ...PARTIES]) wires[seat] = await Wire.sit(backend, "G1", seat);
  await wires.judge.must({ report_devices: { camera: "works", microphone: "works", speaker: "works", latency_ms: 20 } });
  for (const seat of PARTIES) {
    await checkInByWire(wires[seat], names[seat]);
    await wires.clerk.must({ verify_identity: { seat, how: "by_eye" } });
    await wires.clerk.must({ admit: { seat } });
  }
  await wires.clerk.must("report_ready");
  await wires.judge.must({ open_hearing: { override_reason: "原告代理人另行到庭" } });
  for (const seat of ["judge", ...PARTIES]) {
    const person = await browsers.seat(seat, { url: backend.link("G1", seat), phone: seat === "defendant" });
    await person.press("enter");
    await person.see('[data-place="courtroom"]');
    people[seat] = person;
  }
  await people.defendant.till("the judge is seen", () => people.defendant.run(() => window.court.seen("judge")));
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
  await bridge?.stop();
});

const leftOut = (person) => person.count("[data-left-out]");

const hears = async (person, tone) => (await person.run((one) => window.court.heard([one]), tone)).length > 0;
const says = async (person, words) => (await person.text("[data-toasts]"))?.includes(words);

test("on a weak line the others are heard and not seen, one is seen oneself, and it comes back", { timeout: 180_000 }, async () => {
  const { defendant, judge } = people;
  assert.equal(await leftOut(defendant), 0);
  await bridge.loses(defendant, 25);
  await defendant.till("it is said", () => says(defendant, "暂不接收他人画面"), { within: 40_000 });
  assert.ok((await leftOut(defendant)) > 0, "and stands in the place of the picture");
  assert.ok(!(await says(defendant, "画面已调小")), "one word at a time");
  await defendant.till("the judge is heard", () => hears(defendant, SEATS.judge.tone));
  await judge.till("his picture is small now, and there", () => judge.run(() => document.querySelector('[data-seat-video="defendant"]').videoWidth === 320 && window.court.seen("defendant")));
  await bridge.loses(defendant, 0);
  await defendant.till("all is back", async () => (await leftOut(defendant)) === 0 && says(defendant, "网络已恢复"), { within: 90_000 });
  await defendant.till("the judge is seen again", () => defendant.run(() => window.court.seen("judge")));
});

test("sound alone, by choice: no picture of the others comes, the court still sees one, and it stays so after a reload", { timeout: 120_000 }, async () => {
  const { plaintiff, judge } = people;
  const pictures = async () => (await plaintiff.run(() => window.court.received())).videoPackets;
  await plaintiff.press("devices");
  await plaintiff.tick('[data-field="sound-only"]');
  await plaintiff.press("devices-done");
  await plaintiff.till("nothing comes any more", async () => {
    const before = await pictures();
    await sleep(1_000);
    return (await pictures()) === before;
  });
  assert.ok(await leftOut(plaintiff));
  assert.ok(await hears(plaintiff, SEATS.judge.tone));
  await judge.till("he is seen", () => judge.run(() => window.court.seen("plaintiff")));
  await plaintiff.page.reload();
  await plaintiff.see('[data-place="courtroom"]');
  await plaintiff.till("still so", () => leftOut(plaintiff));
  await plaintiff.press("devices");
  await plaintiff.tick('[data-field="sound-only"]');
  await plaintiff.press("devices-done");
  await plaintiff.till("the judge is seen again", () => plaintiff.run(() => window.court.seen("judge")));
  assert.equal(await leftOut(plaintiff), 0);
});

test("a way that is dead is given up by ourselves and another taken; nobody comes back less muted", { timeout: 120_000 }, async () => {
  const { plaintiff, judge } = people;
  const connections = await plaintiff.run(() => window.court.connections());
  const frames = async () => (await plaintiff.run(() => window.court.received())).frames;
  // The ports of before lead nowhere from now on, for ever.
  await bridge.loses(plaintiff, 100);
  const gone = Date.now();
  await plaintiff.till("a new way is asked for", async () => (await plaintiff.run(() => window.court.connections())) > connections, { within: 60_000 });
  console.log(`dead way → another: ${Date.now() - gone} ms`);
  const before = await frames();
  await plaintiff.till("pictures come", async () => (await frames()) > before + 5);
  await plaintiff.till("the judge is seen", () => plaintiff.run(() => window.court.seen("judge")));
  await judge.till("he is seen", () => judge.run(() => window.court.seen("plaintiff")));
  assert.equal(await plaintiff.run(() => document.querySelector('[data-act="microphone"]').getAttribute("aria-pressed")), "false");
});
