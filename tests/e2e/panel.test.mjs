// G4, three judges in open session: the dais, the members' own rights, whom everybody sees large, captions, devices, and
// that the panel deliberates alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers, until } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { checkInByWire, Wire } from "./wire.mjs";

const PARTIES = ["plaintiff-rep", "defendant", "third-rep"];
const BENCH = ["judge", "panel-judge", "assessor"];

let backend;
let browsers;
const wires = {};
const people = {};

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  const names = namesOf(backend, "G4");
  for (const seat of [...BENCH, "assistant", "clerk", ...PARTIES, "observer"]) wires[seat] = await Wire.sit(backend, "G4", seat);
  for (const seat of BENCH.slice(0, 1)) await wires[seat].must({ report_devices: { camera: "works", microphone: "works", speaker: "works", latency_ms: 20 } });
  for (const seat of [...PARTIES, "observer"]) {
    await checkInByWire(wires[seat], names[seat], { watches: seat === "observer" });
    await wires.clerk.must({ verify_identity: { seat, how: "by_eye" } });
    await wires.clerk.must({ admit: { seat } });
  }
  await wires.clerk.must("report_ready");
  await wires.judge.must({ open_hearing: { override_reason: null } });
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

const sit = async (seat) => {
  const person = await browsers.seat(seat, { url: backend.link("G4", seat) });
  await person.press("enter");
  await person.see('[data-place="courtroom"]');
  people[seat] = person;
  return person;
};

const box = (person, selector) =>
  person.run((at) => {
    const { x, y, width, height } = document.querySelector(at).getBoundingClientRect();
    return { x, y, width, height };
  }, selector);

test("three judges, the clerk and the parties come in; the dais is as it is drawn", { timeout: 180_000 }, async () => {
  for (const seat of [...BENCH, "clerk", ...PARTIES]) await sit(seat);
  const { judge, defendant } = people;
  await judge.see('[data-seat-id="panel-judge"][data-state]');
  const seats = await Promise.all(BENCH.map((seat) => box(judge, `[data-seat-id="${seat}"] .seat-video`)));
  assert.equal(Math.round(seats[0].width), 192, "who presides");
  for (const member of seats.slice(1)) assert.equal(Math.round(member.width), 144, "a member");
  const plates = await Promise.all(BENCH.map((seat) => box(judge, `[data-seat-id="${seat}"] .seat-plate`)));
  const feet = plates.map((plate) => Math.round(plate.y + plate.height));
  assert.equal(new Set(feet).size, 1, `on one base line: ${feet}`);
  const left = await box(judge, '[data-seat-id="panel-judge"]');
  const right = await box(judge, '[data-seat-id="assessor"]');
  assert.ok(Math.min(left.x, right.x) < seats[0].x && Math.max(left.x, right.x) > seats[0].x, "he sits between them");
  for (const person of [judge, people.clerk, defendant]) {
    const over = await person.run(() => document.scrollingElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `${person.name} has a page ${over} px too wide`);
  }
  // The third party sits opposite, under his own name.
  await judge.see('.side--defendant [data-seat-id="third-rep"]');
});

test("members look and lead nothing", { timeout: 60_000 }, async () => {
  const member = people["panel-judge"];
  assert.equal(await member.count('[data-act="give-floor"]'), 0);
  await member.press("more", "defendant");
  await member.see("[data-absences]");
  for (const act of ["mute-lock", "remove", "admonish", "classify-absence", "prompt-absent", "leave-camera"]) assert.equal(await member.count(`[data-panel] [data-act="${act}"]`), 0, act);
  await member.see('[data-act="absences-data"]');
  await member.press("close-panel");
  const wire = await Wire.sit(backend, "G4", "assessor");
  assert.deepEqual(await wire.ask({ spotlight: { seat: "defendant" } }), { refused: "not_permitted" });
  wire.leave();
  await people.assessor.leave();
  await sit("assessor");
});

test("whom the judge wants everybody to see, everybody sees large; no seat moves", { timeout: 60_000 }, async () => {
  const { judge, defendant } = people;
  const before = await box(defendant, '[data-seat-id="third-rep"]');
  await judge.press("more", "third-rep");
  await judge.press("spotlight");
  await judge.press("close-panel");
  await defendant.see('.well--speaker .speaker [data-seat-video="third-rep"]');
  const observer = await sit("observer");
  await observer.see('.well--speaker .speaker [data-seat-video="third-rep"]');
  assert.deepEqual(await box(defendant, '[data-seat-id="third-rep"]'), before);
  await judge.press("end-spotlight");
  await defendant.till("the well is the well again", async () => (await defendant.count(".well--speaker")) === 0);
});

test("captions say who spoke, below the matter; devices are changed in the room", { timeout: 60_000 }, async () => {
  const { defendant, clerk } = people;
  assert.equal(await people.observer.count('[data-act="captions"]'), 0, "the gallery has no words");
  await defendant.press("captions");
  await clerk.press("speaker", "plaintiff-rep");
  await clerk.page.locator("[data-editor]").fill("被告离职后三个月即入职第三人处。");
  await clerk.key("Enter");
  await defendant.till("the words are there", async () => (await defendant.text("[data-captions]"))?.includes("被告离职后三个月"));
  assert.ok((await defendant.text("[data-captions]")).includes("贺明川"));
  const well = await box(defendant, "#well");
  const caption = await box(defendant, "[data-captions]");
  assert.ok(caption.y >= well.y + well.height - 1, "nothing of the matter is covered");
  await defendant.press("captions");
  await defendant.page.context().grantPermissions(["camera", "microphone"]);
  await defendant.press("devices");
  await defendant.see(".self-view video");
  const cameras = await until("the browser's camera is in the list", async () => {
    const listed = await defendant.run(() => [...document.querySelector('[data-field="room-camera"]').options].map((one) => one.value).filter(Boolean));
    return listed.length && listed;
  });
  await defendant.choose("room-camera", cameras[0]);
  await defendant.press("devices-done");
  await people.judge.till("still seen", () => people.judge.run(() => window.court.seen("defendant") !== null));
});

test("captions on a phone cover no face and no key, and bench and clerk may have them too; the browser keeps it", { timeout: 90_000 }, async () => {
  const { judge, clerk, "third-rep": phone } = people;
  await phone.page.setViewportSize({ width: 390, height: 844 });
  await phone.press("captions-phone");
  await clerk.press("speaker", "defendant");
  const long = "我入职的岗位与原单位业务没有竞争关系。".repeat(6);
  await clerk.page.locator("[data-editor]").fill(`${long}最后这一句要看得到。`);
  await clerk.key("Enter");
  await phone.till("the newest words are there", async () => (await phone.text("[data-captions]"))?.endsWith("最后这一句要看得到。"));
  const covered = await phone.run(() => {
    const caption = document.querySelector("[data-captions]").getBoundingClientRect();
    // What its own place does not show is covered by nothing; a key's edge of 4 px is for the finger and is not drawn.
    const over = (one) => {
      const box = one.getBoundingClientRect();
      const place = one.closest(".well, .record, .bar, .court, .side, .now").getBoundingClientRect();
      const [top, bottom] = [Math.max(box.top, place.top), Math.min(box.bottom, place.bottom)];
      return box.width > 0 && bottom > top && top < caption.bottom - 5 && bottom > caption.top + 5;
    };
    const things = [...document.querySelectorAll(".seat-video, .seat-plate, .emblem, button, .exhibit-mat")];
    return { inside: caption.top >= 0 && caption.bottom <= innerHeight, over: things.filter(over).map((one) => one.className) };
  });
  assert.deepEqual(covered, { inside: true, over: [] });
  assert.ok(await phone.run(() => document.querySelector("[data-captions] p").scrollHeight <= document.querySelector("[data-captions]").clientHeight), "no word is cut off");
  for (const person of [judge, clerk]) {
    await person.press("captions-switch");
    await person.see("[data-captions]");
  }
  await judge.page.reload();
  await judge.see("[data-captions]");
  await phone.press("captions-phone");
  for (const person of [judge, clerk]) await person.press("captions-switch");
  await phone.till("they are gone", async () => (await phone.count("[data-captions]")) === 0);
  await phone.page.setViewportSize({ width: 1366, height: 768 });
});

test("the panel deliberates, and nobody else learns of it", { timeout: 90_000 }, async () => {
  const { judge } = people;
  await judge.press("adjourn");
  await judge.type("reason", "合议庭评议");
  await judge.press("ask-yes");
  await judge.see('[data-act="resume"]');
  await judge.press("orders");
  await judge.press("deliberate");
  await people["panel-judge"].till("the member is with them", () => people["panel-judge"].run(() => document.body.innerText.includes("合议中")));
  for (const seat of ["clerk", "defendant"]) {
    const words = await people[seat].run(() => document.body.innerText);
    assert.ok(!words.includes("合议中"), `${seat} reads of it`);
  }
  await judge.press("end-deliberation");
  await judge.press("close-panel");
  await judge.press("resume");
  // Who is called back while he is still on his way into the other room comes there with a ticket that opens nothing any more, or
  // asks for one while he is between the two.
  const late = (trouble) => (trouble.includes("/rtc") && (trouble.includes("401") || trouble.includes("Authentication failed"))) || (trouble.includes("/api/media") && trouble.includes("409"));
  for (const person of Object.values(people)) assert.deepEqual(person.troubles.filter((trouble) => !late(trouble)), [], person.name);
});
