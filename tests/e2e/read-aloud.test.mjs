// 读给我听 (R14): with large text, the screen in the browser's own voice, from the door to the call; and silence where it has none.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers, sleep } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { checkInByWire, Wire } from "./wire.mjs";

const LONG = { timeout: 120_000 };
let backend;
let browsers;
let names;

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  names = namesOf(backend);
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

// A voice that says each breath in no time, and notes what it said.
function voice() {
  window.said = [];
  let queue = [];
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  const speech = {
    cancel: () => (queue = []),
    speak: (one) => {
      queue.push(one);
      setTimeout(() => {
        if (!queue.includes(one)) return;
        window.said.push({ text: one.text, lang: one.lang });
        one.onend?.();
      });
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech, configurable: true });
  localStorage.setItem("kaiting.elder", '"1"');
}

function mute() {
  delete window.SpeechSynthesisUtterance;
  delete window.speechSynthesis;
  Object.defineProperty(window, "speechSynthesis", { value: undefined, configurable: true });
  localStorage.setItem("kaiting.elder", '"1"');
}

const spoken = (person) => person.run(() => window.said.map((one) => one.text).join(" "));
const hears = (person, words) => person.till(`hears ${words}`, async () => (await spoken(person)).includes(words));
const forget = (person) => person.run(() => (window.said.length = 0));

test("from the door to the call, each screen is read, and what changes on it", LONG, async () => {
  const person = await browsers.seat("witness", { phone: true, first: voice, url: backend.link("G1", "witness") });
  await sleep(400);
  assert.equal(await spoken(person), "", "nothing speaks unasked");
  await person.press("read-aloud");
  await hears(person, "法院给您发来的入庭链接");
  await person.press("enter");
  await hears(person, "我的庭审");
  await person.press("start-check-in");
  await person.see('[data-field="name"]');
  await hears(person, "姓名");
  await person.type("name", names.witness);
  await person.type("number", "110108198601010027");
  await forget(person);
  await person.press("state-identity");
  await person.tick('[data-field="no-help"]');
  await person.press("state-suitability");
  // The rules are one screen: each is read when it is the one that is shown, and none before.
  const rule = (nth) => person.run((n) => document.querySelector(`.rulebook li:nth-child(${n}) .rulebook-text`)?.innerText, nth);
  for (let nth = 1; nth <= 6; nth += 1) {
    await person.see(`[data-act="acknowledge-rule"][data-of="${nth}"]`);
    const words = (await rule(nth)).split(/[。；]/)[0];
    await hears(person, words);
    await forget(person);
    await person.press("acknowledge-rule", String(nth));
    if (nth < 6) assert.ok(!(await spoken(person)).includes(words), "what is gone is not read again");
  }
  for (let right = 1; right <= 7; right += 1) await person.press("acknowledge-right", String(right));
  await person.press("declare-no-recording");
  await person.type("signed-name", names.witness);
  await person.press("give-undertaking");
  await person.see('[data-act="state-place"]');
  await forget(person);
  await person.type("region", "北京市海淀区");
  await person.choose("place-kind", "home");
  await person.tick('[data-field="quiet"]');
  // One question a screen: who else is there is the next, and is read when it comes.
  assert.ok(!(await spoken(person)).includes("镜头外"));
  await person.press("state-place", "0");
  await hears(person, "镜头外");
  await person.tick('[data-field="alone"]');
  await person.press("state-place", "1");
  await person.see('[data-act="devices-start"]');
  await hears(person, "看一看，说一句，听一听");
  await forget(person);
  await person.press("devices-start");
  // What is asked is read, and no voice is in the room while the microphone listens or something plays.
  await hears(person, "听到自己刚才说的话了吗");
  assert.ok(!(await spoken(person)).includes("我能听清法庭的声音"), "not over his own words");
  await person.press("devices-heard-self");
  await hears(person, "听到三声了吗");
  await person.press("devices-heard");
  await person.see('[data-check="network"][data-result="good"]', 40_000);
  await forget(person);
  await person.press("report-devices");
  await person.see('[data-place="waiting"]');
  await hears(person, "请在这里等候");
  // A ring of the court is read at once, and the answer that becomes of a call for help.
  const court = await Wire.sit(backend, "G1", "clerk");
  await court.must({ ring_seat: { seat: "witness", why: "identity" } });
  await person.see("[data-ring]");
  await hears(person, (await person.run(() => document.querySelector("[data-ring] b").innerText)).trim());
  await person.press("answer-ring");
  // Up again, and it is silent.
  await person.press("read-aloud");
  await forget(person);
  await court.must({ send_notice: { to: ["witness"], text: "请再等一会儿。" } });
  await person.see("[data-notice]");
  await sleep(500);
  assert.equal(await spoken(person), "");
  assert.deepEqual(person.troubles, []);
  court.leave();
  await person.leave();
});

test("the call into the room is read where there is no key any more", LONG, async () => {
  const own = await Wire.sit(backend, "G1", "plaintiff");
  await checkInByWire(own, names.plaintiff);
  own.leave();
  const person = await browsers.seat("plaintiff", { first: voice, url: backend.link("G1", "plaintiff") });
  await person.press("enter");
  await person.see('[data-place="waiting"]');
  await person.press("read-aloud");
  await hears(person, "您已签到");
  // The sheet of risks, from there.
  await forget(person);
  await person.press("more");
  await person.press("read-risks");
  await hears(person, "诉讼风险");
  await person.press("close-risks");
  await person.see('[data-place="waiting"] .status');
  const court = await Wire.sit(backend, "G1", "clerk");
  await court.must({ verify_identity: { seat: "plaintiff", how: "by_eye" } });
  await court.must({ admit: { seat: "plaintiff" } });
  await person.see("[data-called]");
  await hears(person, (await person.run(() => document.querySelector("[data-called] b").innerText)).trim());
  await forget(person);
  await sleep(500);
  assert.equal(await spoken(person), "", "of the room nothing is read");
  court.leave();
  await person.leave();
});

test("who registers to watch is read to, in his language; a browser without a voice has no such key", LONG, async () => {
  const person = await browsers.seat("observer", { first: voice, language: "en-GB", url: `${backend.base}/#announcements` });
  await person.see('[data-act="register"]');
  await person.press("read-aloud");
  await person.press("register", "g1");
  await person.see('[data-page="register"]');
  await hears(person, await person.run(() => document.querySelector("h1").innerText.trim()));
  assert.ok(await person.run(() => window.said.some((one) => one.lang === "en")));
  // A question that the form asks back is read, too.
  await forget(person);
  await person.press("send-registration");
  await hears(person, (await person.run(() => document.querySelector(".trouble").innerText)).trim().split(/[.;]/)[0]);
  await person.leave();

  const dumb = await browsers.seat("observer", { first: mute, url: backend.link("G1", "observer") });
  await dumb.press("enter");
  await dumb.see('[data-act="start-check-in"]');
  assert.equal(await dumb.count('[data-act="read-aloud"]'), 0);
  assert.deepEqual(dumb.troubles, []);
  await dumb.leave();
});
