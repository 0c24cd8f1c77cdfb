// The call of the court (R16): heard, felt, seen in the title, and answered, by somebody who has put the phone down.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { misplaced } from "./layout.mjs";
import { namesOf } from "./people.mjs";
import { checkInByWire, Wire } from "./wire.mjs";

const LONG = { timeout: 120_000 };
let backend;
let browsers;
let clerk;
let names;

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  names = namesOf(backend);
  clerk = await Wire.sit(backend, "G1", "clerk");
});

after(async () => {
  clerk?.leave();
  await browsers?.stop();
  await backend?.stop();
});

// What the device is made to do is noted; its lock of the screen is held until the system takes it.
function noted() {
  Object.assign(window, { tones: [], shakes: [], titles: [], locks: [] });
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...at) {
    window.tones.push({ hertz: this.frequency.value, plays: this.context.state });
    return start.apply(this, at);
  };
  navigator.vibrate = (pattern) => window.shakes.push([pattern].flat()) > 0;
  const lock = { request: async () => {
    const taken = Object.assign(new EventTarget(), { release: () => taken.dispatchEvent(new Event("release")) });
    window.locks.push(taken);
    return taken;
  } };
  Object.defineProperty(navigator, "wakeLock", { value: lock, configurable: true });
  new MutationObserver(() => window.titles.at(-1) !== document.title && window.titles.push(document.title)).observe(document, { subtree: true, childList: true, characterData: true });
}

// Somebody who has checked in, before his waiting room.
async function waits(seat, how = {}) {
  const own = await Wire.sit(backend, "G1", seat);
  await checkInByWire(own, names[seat], how);
  own.leave();
  const person = await browsers.seat(seat, { phone: true, first: noted, url: backend.link("G1", seat) });
  await person.press("enter");
  await person.see('[data-place="waiting"]');
  return person;
}

// Nobody looks at the page: it is in a pocket.
const away = (person) =>
  person.run(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.hasFocus = () => false;
  });

const back = (person) =>
  person.run(() => {
    delete document.visibilityState;
    delete document.hasFocus;
    dispatchEvent(new Event("focus"));
  });

const tones = (person) => person.run(() => window.tones.map((one) => one.hertz));
const forget = (person) => person.run(() => [window.tones, window.shakes, window.titles].forEach((list) => (list.length = 0)));

test("a ring sounds, shakes and turns the title until it is answered", LONG, async () => {
  const person = await waits("defendant");
  await clerk.must({ ring_seat: { seat: "defendant", why: "identity" } });
  await person.see("[data-ring]");
  assert.deepEqual((await tones(person)).slice(0, 4), [660, 880, 660, 880]);
  assert.ok(await person.run(() => window.tones.every((one) => one.plays === "running")), "it is let sound");
  assert.deepEqual(await person.run(() => window.shakes[0]), [300, 150, 300, 150, 600]);
  const called = (await person.run(() => document.querySelector("[data-ring] b").innerText)).trim();
  await person.till("the title turns to it and back", () =>
    person.run((words) => {
      const first = window.titles.indexOf(words);
      return first >= 0 && window.titles.slice(first + 1).some((title) => title !== words);
    }, called),
  );
  // Nobody hears one ring: it comes again.
  await person.till("it rings again", async () => (await tones(person)).length >= 8);
  await person.press("answer-ring");
  await person.till("it is put away", async () => (await person.count("[data-ring]")) === 0);
  await person.till("it shakes no more", () => person.run(() => window.shakes.at(-1)[0] === 0));
  await forget(person);
  await new Promise((done) => setTimeout(done, 5_000));
  assert.deepEqual(await tones(person), [], "and rings no more");
  assert.ok(await person.run((words) => document.title !== words, called));
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

test("whoever is let in while nobody looks is called until he comes", LONG, async () => {
  const person = await waits("plaintiff");
  await clerk.must({ verify_identity: { seat: "plaintiff", how: "by_eye" } });
  await away(person);
  await forget(person);
  await clerk.must({ admit: { seat: "plaintiff" } });
  await person.see("[data-called]");
  assert.deepEqual((await tones(person)).slice(0, 4), [660, 880, 660, 880]);
  assert.deepEqual(await person.run(() => window.shakes[0]), [300, 150, 300, 150, 600]);
  await person.till("it calls again", async () => (await tones(person)).length >= 8);
  const turned = () => person.run(() => new Set(window.titles).size >= 2);
  await person.till("the title turns", turned);
  // It stands at the foot of the room, and covers neither a face nor a key: upright, lying down, on a desktop.
  await person.see(".room > .foot > [data-called]");
  for (const [width, height] of [[390, 844], [844, 390], [1366, 768]]) {
    await person.page.setViewportSize({ width, height });
    assert.deepEqual(await person.run(misplaced), [], `${width}x${height}`);
  }
  await back(person);
  await person.press("go-in");
  assert.equal(await person.count("[data-called]"), 0);
  await forget(person);
  await new Promise((done) => setTimeout(done, 6_000));
  assert.deepEqual(await tones(person), [], "who has come is called no more");
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

test("who waits is told that the screen stays on only while it does", LONG, async () => {
  const person = await waits("plaintiff-rep");
  const words = () => person.run(() => document.querySelector(".status").innerText);
  await person.till("the screen stays on", async () => (await words()).includes("屏幕不会熄"));
  assert.equal(await person.run(() => window.locks.length), 1);
  // The system takes the lock back: the page says what to do instead.
  await person.run(() => window.locks[0].release());
  await person.till("it may go dark", async () => (await words()).includes("不要让屏幕熄灭"));
  // Whoever comes back to the page has the screen kept on again.
  await person.run(() => document.dispatchEvent(new Event("visibilitychange")));
  await person.till("it stays on again", async () => (await words()).includes("屏幕不会熄"));
  assert.equal(await person.run(() => window.locks.length), 2);
  assert.deepEqual(person.troubles, []);
  await person.leave();
});
