// Whoever wants to watch: from the announcements to a seat or a place in the queue, and out of it again; and the calendar and
// the sheet of risks of those who are summoned.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { Backend, Browsers, sleep, until } from "./court.mjs";
import { day, namesOf } from "./people.mjs";
import { Wire } from "./wire.mjs";

let backend;
let browsers;

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start({ firefox: true });
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

const register = (hearing, name, lastFour) =>
  fetch(`${backend.base}/api/announcements/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ hearing, name, document: "id_card", last_four: lastFour, adult: true }),
  });

async function fill(person, { name, number, adult = "adult" }) {
  await person.type("name", name);
  await person.type("number", number);
  await person.tick(`[data-field="${adult}"]`);
  // The rules stand there to be known; they are acknowledged once, at check-in.
  assert.equal(await person.count('[data-field="agrees"]'), 0);
  await person.press("send-registration");
}

async function toForm(person) {
  await person.open(`${backend.base}/`);
  await person.press("announcements");
  await person.see('[data-place="announcements"]');
  await person.press("register", "g1");
  await person.see('[data-page="register"]');
}

// The lines of a calendar as a calendar reads them, each with its parameters.
function parse(text) {
  assert.ok(text.endsWith("\r\n"), "ends with CRLF");
  assert.ok(!/[^\r]\n/.test(text), "no bare line feed");
  for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, `too long: ${line}`);
  const lines = text.replaceAll("\r\n ", "").trimEnd().split("\r\n");
  const open = [];
  const event = {};
  for (const line of lines) {
    const [, name, parameters, value] = /^([A-Z-]+)((?:;[^:]*)?):(.*)$/s.exec(line) ?? assert.fail(`no content line: ${line}`);
    if (name === "BEGIN") open.push(value);
    else if (name === "END") assert.equal(open.pop(), value);
    else if (open.at(-1) === "VEVENT") event[name + parameters] = value.replaceAll(/\\([,;\\])/g, "$1");
  }
  assert.deepEqual(open, []);
  return { event, text };
}

async function calendar(person) {
  const [download] = await Promise.all([person.page.waitForEvent("download"), person.press("calendar")]);
  assert.equal(download.suggestedFilename(), "hearing.ics");
  return parse(await readFile(await download.path(), "utf8"));
}

test("a closed hearing is announced to nobody, and what is announced can be found", { timeout: 60_000 }, async () => {
  const person = await browsers.seat("observer", { url: `${backend.base}/#announcements` });
  await person.see('[data-place="announcements"]');
  await person.see('[data-hearing="g1"]');
  assert.deepEqual(await person.run(() => [...document.querySelectorAll("[data-hearing]")].map((one) => one.dataset.hearing)), ["g1", "g4"], "g2 was to be last week");
  const answer = await (await fetch(`${backend.base}/api/announcements`)).text();
  assert.ok(!answer.includes("g3") && !answer.includes("何秀兰") && !answer.includes("顾澄"), answer);
  for (const wanted of ["12345", "知远", "借贷", "(2026)京0108民初1"]) {
    await person.type("find", wanted);
    await person.till(`${wanted} is found`, async () => (await person.count("[data-hearing]")) === 1 && (await person.count('[data-hearing="g1"]')) === 1);
  }
  await person.type("find", "没有这个人");
  await person.till("nothing is found", async () => (await person.count("[data-hearing]")) === 0);
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

test("who may not watch is told so in a clear word", { timeout: 60_000 }, async () => {
  const names = namesOf(backend);
  const person = await browsers.seat("observer");
  await toForm(person);
  await person.press("send-registration");
  await person.see('.trouble[role="alert"]');
  await fill(person, { name: names.witness, number: "110101196001010011" });
  await person.till("it is refused", async () => (await person.words()).includes("旁听") && (await person.text('.trouble[role="alert"]'))?.includes("您不能旁听这场庭审"));
  // Who reads English from here on is told so in English.
  await person.press("language");
  await person.till("it is refused in English", async () => /^[ -~“”’]+$/.test(await person.text('.trouble[role="alert"]')));
  await person.press("language");
  await fill(person, { name: "小明", number: "110101201501010011", adult: "minor" });
  await person.till("a minor is told what to do", async () => (await person.text('.trouble[role="alert"]'))?.includes("监护人"));
  assert.equal(await person.count('[data-page="registered"]'), 0);
  await person.leave();
});

test("a reload in the middle of a registration loses no word, and Back leads step by step to the door", { timeout: 60_000 }, async () => {
  const person = await browsers.seat("observer", { phone: true });
  await toForm(person);
  await person.type("name", "路明");
  await person.type("number", "110101199001010015");
  await person.page.reload();
  await person.see('[data-page="register"]');
  assert.deepEqual(await person.run(() => ["name", "number"].map((field) => document.querySelector(`[data-field="${field}"]`).value)), ["路明", "0015"]);
  await person.page.goBack();
  await person.see('[data-act="register"]');
  await person.page.goBack();
  await person.see('[data-place="door"]');
  await person.leave();
});

for (const kind of ["chromium", "firefox"]) {
  test(`registers in ${kind}, comes back by the code, withdraws`, { timeout: 90_000 }, async () => {
    const person = await browsers.seat("observer", { kind, phone: true });
    await toForm(person);
    await fill(person, { name: `路明${kind}`, number: "110101199001010015" });
    await person.see('[data-page="registered"][data-waiting="0"]');
    const code = await person.text("[data-code]");
    assert.match(code, /^\d{3} \d{3} \d{3}$/);
    const sent = await (await register("g1", `路明${kind}`, "0015")).json();
    assert.deepEqual(sent, { error: "already_registered" });
    // A reload by mistake leads to the seat's own door.
    await person.page.reload();
    await person.see('[data-act="use-code"]');
    await person.press("use-code");
    await person.type("code", code);
    await person.press("enter");
    await person.see('[data-act="withdraw-registration"]');
    const clerk = await Wire.sit(backend, "G1", "clerk");
    const seat = clerk.hearing.seats.find((one) => one.name === `路明${kind}`);
    assert.equal(seat.check_in.identity.last_four, "0015");
    clerk.leave();
    await person.press("withdraw-registration");
    await person.press("ask-yes");
    await person.till("the seat is given up", async () => (await person.words()).includes("取消旁听登记"));
    await person.press("leave");
    await person.see('[data-place="door"]');
    await person.type("code", code);
    await person.press("enter");
    await person.see('.trouble[role="alert"]');
    await person.leave();
  });
}

test("a full gallery has a queue, and who is next moves up by himself", { timeout: 120_000 }, async () => {
  // The announcements are a second old at most.
  await sleep(1_100);
  const [{ seats_free: free }] = (await (await fetch(`${backend.base}/api/announcements`)).json()).filter((one) => one.hearing === "g1");
  const keys = [];
  for (let n = 0; n < free; n += 1) {
    const answer = await register("g1", `旁听${n}`, String(n).padStart(4, "0"));
    assert.equal(answer.status, 200);
    keys.push(await answer.json());
  }
  const person = await browsers.seat("observer");
  await until("the announcement says that it is full", async () => (await (await fetch(`${backend.base}/api/announcements`)).json()).some((one) => one.hearing === "g1" && one.seats_free === 0));
  await toForm(person);
  await fill(person, { name: "候补人", number: "110101199001010023" });
  await person.see('[data-page="registered"][data-waiting="1"]');
  await person.press("enter-gallery");
  await person.see('.watching[data-waiting="1"]');
  // The same in the waiting room, where he is once he has checked in.
  await person.press("start-check-in");
  await person.tick('[data-field="no-help"]');
  await person.press("state-suitability");
  for (let rule = 1; rule <= 6; rule += 1) await person.press("acknowledge-rule", String(rule));
  await person.press("declare-no-recording");
  await person.see('[data-place="waiting"] .watching[data-waiting="1"]');
  // A close relative of a party goes before him, and the clerk sees why.
  const relative = await browsers.seat("observer");
  await toForm(relative);
  await relative.tick('[data-field="relative"]');
  await fill(relative, { name: "林亲", number: "110101199001010031" });
  await relative.see('[data-page="registered"][data-waiting="1"]');
  await person.see('.watching[data-waiting="2"]');
  const clerk = await Wire.sit(backend, "G1", "clerk");
  assert.equal(clerk.hearing.seats.find((one) => one.name === "林亲").registration.relative, true);
  clerk.leave();
  await relative.press("enter-gallery");
  await relative.press("withdraw-registration");
  await relative.press("ask-yes");
  await person.see('.watching[data-waiting="1"]');
  await relative.leave();
  const entered = await fetch(`${backend.base}/api/enter`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: keys[0].token }),
  });
  const leaving = new Wire(backend, await entered.json());
  await leaving.connect();
  await leaving.must("withdraw_registration");
  await person.see('.watching[data-waiting="0"]');
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

test("a party reads the risks, knows who will be there, and takes the day along", { timeout: 60_000 }, async () => {
  const party = await browsers.seat("defendant", { url: backend.link("G1", "defendant"), phone: true });
  await party.press("enter");
  await party.see("[data-cast]");
  const cast = await party.text("[data-cast]");
  for (const name of ["顾澄", "苏禾", "林知远", "贺明川", "周以宁"]) assert.ok(cast.includes(name), cast);
  for (const name of ["何秀兰", "方亦晴"]) assert.ok(!cast.includes(name), cast);
  // Nothing waits for the sheet, and nothing counts it: what is counted is what check-in asks.
  const steps = await party.count('[data-todo]:not([data-todo="risks"])');
  assert.ok((await party.text(".h2-n")).includes(`${steps}件`), await party.text(".h2-n"));
  await party.press("to-do", "risks");
  await party.see('[data-sheet="risks"]');
  await party.page.goBack();
  await party.press("to-do", "risks");
  await party.see('[data-sheet="risks"]');
  await party.press("acknowledge-risks");
  await party.see('[data-done="risks"]');
  const { event, text } = await calendar(party);
  assert.equal(event["DTSTART;TZID=Asia/Shanghai"], `${day().replaceAll("-", "")}T093000`);
  assert.equal(event.SUMMARY, "开庭：原告林知远诉被告周以宁民间借贷纠纷一案");
  assert.match(event.UID, /^g1@/);
  assert.ok(!text.replaceAll("\r\n ", "").includes("seat="), "no link is in it");
  assert.equal((await calendar(party)).event.UID, event.UID);
  assert.deepEqual(party.troubles, []);
  await party.leave();
});

test("a witness's calendar and screen name no party", { timeout: 60_000 }, async () => {
  const names = namesOf(backend);
  const witness = await browsers.seat("witness", { url: backend.link("G1", "witness") });
  await witness.press("enter");
  await witness.see('[data-act="start-check-in"]');
  assert.equal(await witness.count("[data-cast]"), 0);
  assert.equal(await witness.count('[data-todo="risks"]'), 0);
  const { text } = await calendar(witness);
  const page = await witness.run(() => document.body.innerText);
  for (const seat of ["plaintiff", "defendant", "plaintiff-rep", "observer"]) {
    assert.ok(!text.replaceAll("\r\n ", "").includes(names[seat]), text);
    assert.ok(!page.includes(names[seat]), page);
  }
  await witness.leave();
});

test("a lawyer of several hearings has them in one list, and on his own device in every tab", { timeout: 60_000 }, async () => {
  const lawyer = await browsers.seat("plaintiff-rep", { url: backend.link("G1", "plaintiff-rep") });
  await lawyer.press("enter");
  await lawyer.see('[data-act="start-check-in"]');
  await lawyer.page.goto("about:blank");
  await lawyer.open(backend.link("G3", "plaintiff-rep"));
  await lawyer.press("enter");
  await lawyer.see('[data-other="g1"]');
  await lawyer.tick('[data-field="own-device"]');
  await lawyer.press("go-over", "g1");
  await lawyer.see('[data-other="g3"]');
  // Another tab of the same browser, by another link.
  const tab = await lawyer.context.newPage();
  await tab.goto(backend.link("G2", "defender"));
  await tab.locator('[data-act="enter"]').click();
  await tab.locator('[data-other="g1"]').waitFor();
  await tab.locator('[data-other="g3"]').waitFor();
  await tab.locator('[data-field="own-device"]').uncheck();
  await tab.close();
  const another = await lawyer.context.newPage();
  await another.goto(backend.link("G2", "defender"));
  await another.locator('[data-act="enter"]').click();
  await another.locator('[data-act="start-check-in"]').waitFor();
  assert.equal(await another.locator("[data-other]").count(), 0, "nothing is kept that was not asked for");
  await lawyer.leave();
});
