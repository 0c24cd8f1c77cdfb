// Away and back in real browsers: a line that is cut, a page that is covered, a page that is closed, a camera that breaks
// off. What was seen, sent and said stands before the judge; he finds what it was, and has it as a file.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { Backend, Browsers, sleep, until } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { Wire, openCourt } from "./wire.mjs";

let backend;
let browsers;
let court;
let judge;

before(async () => {
  backend = await Backend.start({ flags: ["--absence-prompts", "2,2", "--devices-seconds", "4"] });
  browsers = await Browsers.start();
  court = await openCourt(backend, namesOf(backend));
  judge = await browsers.seat("judge", { url: backend.link("G1", "judge") });
  await judge.press("enter");
  await judge.see('[data-place="courtroom"]');
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

const sit = async (seat, how = {}) => {
  const person = await browsers.seat(seat, { url: backend.link("G1", seat), ...how });
  await person.press("enter");
  await person.see('[data-place="courtroom"]');
  return person;
};

const state = (seat) => `[data-seat-id="${seat}"]`;
const stands = (person, seat, wanted, within = 20_000) =>
  person.till(`${seat} is ${wanted}`, async () => (await person.run((at) => document.querySelector(at)?.dataset.state, state(seat))) === wanted, { within });

// As the court has it: of a seat, everything.
const absences = async (seat) => {
  const answer = await fetch(`${backend.base}/api/absences/${seat}`, { headers: { authorization: `Bearer ${court.clerk.pass.session}` } });
  return (await answer.json()).absences;
};
const last = async (seat) => (await absences(seat)).at(-1);

const cover = (person, hidden) =>
  person.run((covered) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => covered });
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (covered ? "hidden" : "visible") });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

const openPanel = async (seat) => {
  if (await judge.count(`[data-panel="discipline"]`)) await judge.press("close-panel");
  await judge.press("more", seat);
  await judge.see("[data-absences]");
};

test("a page that is covered: prompted, rung, back, and said in one press what it was", { timeout: 120_000 }, async () => {
  const plaintiff = await sit("plaintiff");
  await stands(judge, "plaintiff", "normal");
  await cover(plaintiff, true);
  await stands(judge, "plaintiff", "away");
  await plaintiff.see("[data-prompted]");
  const sent = await until("both prompts were sent and have come", async () => {
    const one = await last("plaintiff");
    return one?.prompts.length === 2 && one.prompts.every((p) => p.reached) && one;
  });
  assert.deepEqual(sent.prompts.map((p) => p.kind), ["reminder", "warning"]);
  assert.equal(sent.cause, "page_hidden");
  const gap = sent.prompts[0].at - sent.from;
  assert.ok(gap >= 2_000 && gap < 4_000, `the first prompt came after ${gap} ms`);
  await cover(plaintiff, false);
  await stands(judge, "plaintiff", "normal");
  await plaintiff.press("account", "Device");
  await plaintiff.till("the question is gone", async () => (await plaintiff.count("[data-account]")) === 0);
  await openPanel("plaintiff");
  await judge.see('[data-absence] [data-told="2"]');
  await judge.press("classify-absence", "DeviceFailure");
  await judge.see('[data-absence][data-finding="found"]');
  const one = await last("plaintiff");
  assert.equal(one.account.what, "device");
  assert.equal(one.finding, "device_failure");
  assert.deepEqual(one.found.by, { seat: "judge" });
  assert.deepEqual(plaintiff.troubles, []);
  await plaintiff.leave();
});

test("a line that is cut: reconnecting, then open, then back with what the browser knows", { timeout: 120_000 }, async () => {
  const defendant = await sit("defendant");
  await stands(judge, "defendant", "normal");
  await defendant.page.context().setOffline(true);
  await stands(judge, "defendant", "lost", 40_000);
  // After two prompts that came to nobody, the seat says that the cause is open.
  await stands(judge, "defendant", "left");
  const gone = await last("defendant");
  assert.equal(gone.cause, "network_lost");
  assert.ok(gone.prompts.length >= 2 && gone.prompts.every((p) => p.reached === null));
  assert.ok(gone.signals[0].line.silent_ms >= 0, "what the line did before");
  await defendant.page.context().setOffline(false);
  await stands(judge, "defendant", "normal", 40_000);
  // He had his camera on when the line broke: it is on again by itself, and nobody reproaches him.
  await judge.till("he is seen again", () => judge.run(() => Boolean(window.court.seen("defendant"))), { within: 40_000 });
  const back = await until("the way back is on record", async () => {
    const one = await last("defendant");
    return one.returns.length === 1 && one.prompts.every((p) => p.reached) && one;
  });
  assert.ok(back.returns[0].tries >= 1);
  assert.equal(back.returns[0].offline, true);
  assert.equal(await defendant.count("[data-duty]"), 0, "one question at a time");
  await defendant.press("account", "Other");
  await defendant.type("reason", "小区<b>停网</b>");
  await defendant.press("ask-yes");
  await defendant.till("the question is gone", async () => (await defendant.count("[data-account]")) === 0);
  await openPanel("defendant");
  await judge.press("classify-absence", "NetworkFailure");
  await judge.see('[data-absence][data-finding="found"]');
  await defendant.leave();
});

test("a page that is closed: withdrawal is found after two prompts, or for a reason, by the judge alone", { timeout: 120_000 }, async () => {
  const plaintiff = await sit("plaintiff-rep");
  await stands(judge, "plaintiff-rep", "normal");
  await plaintiff.press("leave");
  await plaintiff.press("ask-yes");
  await stands(judge, "plaintiff-rep", "left");
  const early = await last("plaintiff-rep");
  assert.deepEqual(early.signals.map((s) => s.what), ["left_by_key", "page_closed"]);
  const finding = { classify_absence: { seat: "plaintiff-rep", from: early.from, finding: "unauthorised_exit", reason: "" } };
  assert.deepEqual(await court.clerk.ask(finding), { refused: "not_permitted" });
  await judge.press("prompt-absent", "plaintiff-rep");
  const told = await until("the court has prompted too", async () => {
    const one = await last("plaintiff-rep");
    return one.prompts.some((p) => p.by?.seat === "judge") && one.prompts.length >= 2 && one;
  });
  assert.equal(told.finding, null);
  await judge.press("to-finding", "plaintiff-rep");
  await judge.see("[data-absences]");
  await judge.press("classify-absence", "UnauthorisedExit");
  await stands(judge, "plaintiff-rep", "found");
  assert.equal((await last("plaintiff-rep")).finding, "unauthorised_exit");
});

test("a camera that breaks off shows on the seat; off without leave it is an event, with leave it is not", { timeout: 120_000 }, async () => {
  const defendant = await sit("defendant");
  await stands(judge, "defendant", "normal");
  await defendant.till("the camera is on", () => defendant.run(() => document.querySelector('[data-act="camera"]').getAttribute("aria-pressed") === "true"));
  // Unplugged: the track ends, and no other camera is there.
  await defendant.run(() => {
    const fail = async () => {
      throw new DOMException("unplugged", "NotFoundError");
    };
    navigator.mediaDevices.getUserMedia = fail;
    const video = document.querySelector('[data-seat-video="defendant"]');
    for (const track of video.srcObject.getVideoTracks()) {
      track.stop();
      track.dispatchEvent(new Event("ended"));
    }
  });
  await stands(judge, "defendant", "trouble");
  assert.ok((await absences("defendant")).some((one) => one.signals.some((s) => s.what === "camera_lost")));
  await defendant.see('[data-duty="Camera"]');
  await openPanel("defendant");
  await judge.see("[data-devices-off]");
  await judge.press("leave-camera");
  await judge.type("reason", "摄像头损坏，准许只开麦克风");
  await judge.press("ask-yes");
  await judge.see('[data-act="end-camera-leave"]');
  await defendant.till("he is not asked for it any more", async () => (await defendant.count("[data-duty]")) === 0);
  await defendant.leave();
});

test("the pack holds all of it and no judgment of the machine; a party does not get it", { timeout: 120_000 }, async () => {
  await openPanel("defendant");
  const fetched = async (act) => {
    const [file] = await Promise.all([judge.page.waitForEvent("download"), judge.press(act)]);
    return readFileSync(await file.path(), "utf8");
  };
  const pack = JSON.parse(await fetched("absences-data"));
  assert.equal(pack.format, "kaiting-absences/1");
  assert.equal(pack.name, "周以宁");
  assert.equal(pack.settings_note, "本院设置，非法律规定");
  assert.deepEqual(pack.settings.prompts_ms, [2_000, 2_000]);
  const cut = pack.absences.find((one) => one.account);
  assert.equal(cut.finding, "network_failure");
  assert.equal(cut.account.words, "小区<b>停网</b>");
  assert.ok(cut.told >= 2 && cut.returns.length === 1 && cut.signals[0].line);
  assert.ok(pack.devices_off.length >= 1);
  for (const kind of ["seat_disconnected", "absence_prompted", "prompt_reached", "return_reported", "absence_accounted", "absence_classified", "device_missed"]) {
    const record = pack.records.find((one) => one.record.event[kind]);
    assert.ok(record && /^[0-9a-f]{64}$/.test(record.sha256), `${kind} is among the records`);
  }
  const page = await fetched("absences-page");
  for (const said of ["周以宁", "网络故障，不属擅自退庭", "本院设置，非法律规定", "小区&lt;b&gt;停网&lt;/b&gt;", "不含系统对原因的判断"]) assert.ok(page.includes(said), `${said} is on the page`);
  const ask = async (seat) => {
    // Only who holds the seat is answered.
    if (!court[seat].open) court[seat] = await Wire.sit(backend, "G1", seat);
    const { session } = court[seat].pass;
    return (await fetch(`${backend.base}/api/absences/defendant`, { headers: { authorization: `Bearer ${session}` } })).status;
  };
  assert.equal(await ask("clerk"), 200);
  for (const seat of ["witness", "observer", "defendant", "plaintiff"]) assert.equal(await ask(seat), 403, seat);
  assert.equal((await fetch(`${backend.base}/api/absences/defendant`)).status, 401);
  await sleep(100);
  assert.deepEqual(judge.troubles, []);
});
