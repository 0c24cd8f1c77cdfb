// Waiting: the court rings, writes, and looks; the person sees each of it and answers; a witness hears of nothing else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers, SEATS, sleep } from "./court.mjs";
import { checkIn, delayed, namesOf } from "./people.mjs";
import { checkInByWire, Wire } from "./wire.mjs";

let backend;
let browsers;
let clerk;
let names;

before(async () => {
  backend = await Backend.start();
  names = namesOf(backend);
  browsers = await Browsers.start({ firefox: true });
  clerk = await browsers.seat("clerk", { url: backend.link("G1", "clerk") });
  await clerk.press("enter");
  await clerk.see('[data-place="readiness"]');
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

const sit = async (seat, how) => {
  const person = await browsers.seat(seat, { url: backend.link("G1", seat), ...how });
  await person.press("enter");
  return person;
};

// The colour in the middle of what the clerk is shown.
const shown = (person) =>
  person.run(() => {
    const image = document.querySelector("[data-picture-of]");
    if (!image?.naturalWidth) return null;
    const canvas = Object.assign(document.createElement("canvas"), { width: 8, height: 8 });
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0, 8, 8);
    return [...pen.getImageData(4, 6, 1, 1).data].slice(0, 3);
  });

const near = (seen, colour) => seen && [1, 3, 5].every((at, nth) => Math.abs(Number.parseInt(colour.slice(at, at + 2), 16) - seen[nth]) < 40);

test("the court looks at who waits, and he knows", { timeout: 120_000 }, async () => {
  const person = await sit("plaintiff", { phone: true });
  await checkIn(person, names.plaintiff);
  await person.see('[data-own-picture="on"]');
  assert.equal(await person.count("[data-looked-at]"), 0);

  await clerk.press("verify", "plaintiff");
  await clerk.see('[data-person="plaintiff"] .verify-seat[data-seen="Picture"]');
  await clerk.till("the clerk sees his camera", async () => near(await shown(clerk), SEATS.plaintiff.colour));
  await person.see("[data-looked-at]");

  // The look is ended and begun anew at the picture itself.
  await clerk.press("end-look");
  await clerk.see('.verify-seat[data-seen="Nothing"]');
  await clerk.press("begin-look", "plaintiff");
  await clerk.see('.verify-seat[data-seen="Picture"]');

  await person.press("own-picture");
  await clerk.see('.verify-seat[data-seen="Off"]');
  assert.ok(await clerk.run(() => document.querySelector('[data-act="verify-identity"]').disabled), "nobody is verified by eye unseen");
  await person.press("own-picture");
  await clerk.see('.verify-seat[data-seen="Picture"]');

  // One picture that does not come is not a picture that has gone.
  let lost = 0;
  await clerk.page.route("**/api/pictures/*", (route) => ((lost += 1) <= 2 ? route.abort() : route.continue()));
  await clerk.run(() => {
    window.blanks = 0;
    new MutationObserver(() => (window.blanks += document.querySelector(".verify-seat")?.dataset.seen === "Picture" ? 0 : 1)).observe(document.querySelector(".verify-seat"), { attributes: true });
  });
  await clerk.till("two were lost, and others came", () => lost > 3);
  assert.equal(await clerk.run(() => window.blanks), 0);
  await clerk.page.unroute("**/api/pictures/*");
  clerk.troubles.length = 0;

  // He looks at his answers meanwhile: the court sees him there, and he knows.
  await person.press("my-answers");
  // All that he has said, and no form; each answer leads to its own, and from there back to all of them.
  await person.see("[data-summary]");
  assert.match(await person.text("[data-summary]"), /北京市海淀区/u);
  assert.match(await person.text("[data-summary]"), /…0027/u);
  await person.press("my-answer", "Place");
  await person.see('[data-act="state-place"]');
  await person.press("back");
  await person.see("[data-summary]");
  await person.see(".own-strip [data-looked-at]");
  await person.see('.own-strip [data-own-picture="on"]');
  let stills = 0;
  person.page.on("request", (request) => (stills += request.method() === "PUT" && request.url().endsWith("/api/picture") ? 1 : 0));
  await person.till("his pictures go on", () => stills > 2);
  await clerk.see('.verify-seat[data-seen="Picture"]');
  await person.press("own-picture");
  await clerk.see('.verify-seat[data-seen="Off"]');
  // What he has switched off stays off where he goes.
  await person.press("back");
  await person.see('.step [data-own-picture="off"]');
  await person.press("own-picture");
  await clerk.see('.verify-seat[data-seen="Picture"]');

  // A camera that breaks is not one that was switched off; a second try is one press.
  await person.run(() => {
    window.takes = navigator.mediaDevices.getUserMedia;
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException("", "NotReadableError");
    };
  });
  await person.press("own-picture");
  await person.press("own-picture");
  await person.see('[data-own-picture="fails"]');
  await clerk.see('.verify-seat[data-seen="Fails"]');
  await person.run(() => (navigator.mediaDevices.getUserMedia = window.takes));
  await person.press("own-picture");
  await clerk.see('.verify-seat[data-seen="Picture"]');

  await clerk.press("not-the-same");
  await clerk.press("doubt-identity", "Unclear");
  await person.see("[data-doubt]");
  await person.till("the look is over", async () => (await person.count("[data-looked-at]")) === 0);

  await clerk.press("verify", "plaintiff");
  await clerk.see('.verify-seat[data-seen="Picture"]');
  await clerk.press("verify-identity", "plaintiff");
  await person.till("the doubt is gone", async () => (await person.count("[data-doubt], [data-looked-at]")) === 0);
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

test("a ring reaches whoever types, and takes nothing from him", { timeout: 60_000 }, async () => {
  const person = await sit("defendant", { kind: "firefox", phone: true });
  await person.press("start-check-in");
  await person.type("name", "周以");
  await clerk.press("ring-seat", "defendant");
  await person.see("[data-ring]");
  assert.equal(await person.run(() => document.querySelector('[data-field="name"]').value), "周以");
  await clerk.see('[data-seat="defendant"] [data-rung="open"]');
  assert.ok(await clerk.run(() => document.querySelector('[data-act="ring-seat"][data-of="defendant"]').disabled), "once in a while is enough");
  await person.press("answer-ring");
  await clerk.see('[data-seat="defendant"] [data-rung="answered"]');
  await person.till("it rings no more", async () => (await person.count("[data-ring]")) === 0);

  const wire = await Wire.sit(backend, "G1", "judge");
  assert.deepEqual(await wire.ask({ ring_seat: { seat: "defendant", why: "check_in" } }), { refused: "rung_just_now" });
  assert.deepEqual(await wire.ask({ ring_seat: { seat: "observer", why: "check_in" } }), { refused: "not_online" });
  wire.leave();
  // A notice in the middle of check-in stands above the page, too.
  await clerk.press("message");
  await clerk.tick('[data-field="notice-to"][data-of="defendant"]');
  await clerk.type("notice-text", "请备好手机原件。");
  await clerk.press("send-notice");
  await person.see("[data-new-notice]");
  await person.press("read-notice", "0");
  await person.till("it is put away", async () => (await person.count("[data-new-notice]")) === 0);
  assert.equal(await person.run(() => document.querySelector('[data-field="name"]').value), "周以");
  await clerk.press("look-at", "defendant");
  await clerk.see(".sent li[data-read]");
  await clerk.press("close-entry");
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

test("a witness hears what is said to him, and nothing else", { timeout: 90_000 }, async () => {
  const person = await browsers.seat("witness", {});
  const frames = [];
  person.page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(String(payload))));
  await person.open(backend.link("G1", "witness"));
  await person.press("enter");
  await checkIn(person, names.witness, { witness: true });
  const party = await Wire.sit(backend, "G1", "plaintiff-rep");
  await checkInByWire(party, names["plaintiff-rep"]);
  await sleep(500);
  const before = frames.length;

  const court = await Wire.sit(backend, "G1", "judge");
  await court.must({ ring_seat: { seat: "plaintiff-rep", why: "identity" } });
  await court.must({ send_notice: { to: ["plaintiff-rep", "defendant"], text: "请备好借条原件。" } });
  await court.must({ begin_look: { seat: "plaintiff-rep" } });
  await court.must({ doubt_identity: { seat: "plaintiff-rep", why: "unclear" } });
  await court.must({ confirm_gallery: { observers: [] } });
  await party.must("answer_ring");
  await sleep(1_000);
  const heard = frames.slice(before).filter((frame) => !frame.startsWith('{"beat"'));
  assert.deepEqual(heard, []);

  await clerk.press("message");
  // One key for all of a side, and none of it.
  const ticked = () => clerk.run(() => [...document.querySelectorAll('[data-field="notice-to"]:checked')].map((one) => one.dataset.of).sort().join());
  await clerk.tick('[data-field="notice-to-side"][data-of="plaintiff"]');
  await clerk.till("all of a side are ticked", async () => (await ticked()) === "plaintiff,plaintiff-rep");
  await clerk.tick('[data-field="notice-to-side"][data-of="plaintiff"]');
  await clerk.till("and none", async () => (await ticked()) === "");
  await clerk.tick('[data-field="notice-to"][data-of="witness"]');
  await clerk.see(".message-caution");
  await clerk.type("notice-text", "请再等一会儿。");
  await clerk.press("send-notice");
  await person.see('[data-notice="0"][data-unread]');
  await person.press("read-notice", "0");
  await person.see('[data-notice="0"]:not([data-unread])');

  // What he knew of the hearing before he checked in, and the way back.
  await person.press("my-hearing");
  await person.see('[data-sheet="my-hearing"] .ticket');
  await person.page.goBack();
  await person.see('[data-notice="0"]');

  // His page asks nothing of the media, and no door opens to him.
  const pass = await person.run(() => JSON.parse(sessionStorage.getItem("kaiting.pass")).session);
  const ask = (path, method = "GET") => fetch(`${backend.base}${path}`, { method, headers: { authorization: `Bearer ${pass}` } });
  assert.equal((await ask("/api/media", "POST")).status, 409);
  assert.equal((await ask("/api/pictures/plaintiff-rep")).status, 403);
  const known = frames.join("");
  for (const name of [names.plaintiff, names.defendant, names["plaintiff-rep"], names.clerk, "借条"]) assert.ok(!known.includes(name), name);
  assert.deepEqual(person.troubles, []);
  court.leave();
  party.leave();
  await person.leave();
});

test("help is called, answered, and said so; the ring is tried; the call stands over the room", { timeout: 90_000 }, async () => {
  const person = await sit("plaintiff");
  await person.see('[data-place="waiting"]');
  // Who came past the sheet of risks finds it here, and is back when he has read it.
  await person.press("read-risks");
  await person.see('[data-sheet="risks"]');
  await person.press("acknowledge-risks");
  await person.see('[data-act="trial-ring"]');
  assert.equal(await person.count("[data-risks-unread]"), 0);
  await person.press("call-for-help");
  await person.see(".help-state--open");
  assert.equal(await person.count(".toast"), 0, "said once, where it stays");
  await clerk.press("answer-help", "plaintiff");
  await person.see(".help-state:not(.help-state--open)");
  // The hearing's facts and the other hearings are one press away, and so is the way back; a reload is neither.
  await person.press("my-hearing");
  await person.see('[data-sheet="my-hearing"] .ticket');
  await person.page.reload();
  await person.see('[data-sheet="my-hearing"] .ticket');
  await person.press("back-to-waiting");
  await person.press("trial-ring");
  await person.till("it says what became of the ring", () => person.text(".trial-ring [role=status]"));
  const wire = await Wire.sit(backend, "G1", "judge");
  await wire.must({ announce_delay: { until: delayed(), reason: "前案尚未结束" } });
  await person.till("the title tells the state", async () => (await person.page.title()).includes("推迟到"));

  // Where another entry has taken the seat over, the court looks again.
  await wire.must({ verify_identity: { seat: "plaintiff", how: "by_eye" } });
  // Nobody looks at this page: the call stays until it is answered.
  await person.run(() => Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true }));
  await clerk.press("admit", "plaintiff");
  await person.see('[data-place="courtroom"]');
  await person.see("[data-called]");
  await sleep(7_000);
  assert.equal(await person.count("[data-called]"), 1);
  await person.press("go-in");
  assert.equal(await person.count("[data-called]"), 0);
  await person.till("his camera is in the room", () => person.run(() => window.court.seen("plaintiff")));

  // Where it is seen it goes by itself.
  await wire.must({ send_to_wait: { seat: "plaintiff", reason: "稍候" } });
  await person.see('[data-place="waiting"]');
  await person.run(() => delete document.visibilityState);
  await wire.must({ admit: { seat: "plaintiff" } });
  await person.see("[data-called]");
  await person.till("the call has gone", async () => (await person.count("[data-called]")) === 0);
  assert.deepEqual(person.troubles, []);
  wire.leave();
  await person.leave();
});
