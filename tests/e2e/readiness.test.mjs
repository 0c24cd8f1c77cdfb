// The readiness board: each lack in sight with its act, the gallery checked by a person, and the bench sees it in short.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { checkInByWire, Wire } from "./wire.mjs";

let backend;
let browsers;
let clerk;
let judge;
let names;
const wires = {};

before(async () => {
  backend = await Backend.start();
  names = namesOf(backend);
  browsers = await Browsers.start();
  clerk = await browsers.seat("clerk", { url: backend.link("G1", "clerk") });
  await clerk.press("enter");
  await clerk.see('[data-place="readiness"]');
  judge = await browsers.seat("judge", { url: backend.link("G1", "judge") });
  await judge.press("enter");
  await judge.see('[data-place="courtroom"]');
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

const open = async () => Number(await clerk.run(() => document.querySelector("[data-open-things]").dataset.openThings));

async function sit(seat, roles = {}, others) {
  wires[seat] = await Wire.sit(backend, "G1", seat);
  await checkInByWire(wires[seat], names[seat], roles);
  if (others) await wires[seat].must({ state_place: { region: "北京市海淀区", kind: "home", quiet: true, others } });
}

test("every lack is counted, marked and named to the bench", { timeout: 60_000 }, async () => {
  await judge.see("[data-strip]");
  assert.match(await judge.text("[data-strip]"), /0\/4/);
  assert.ok((await clerk.text(".bar-facts")).includes("0/4"));
  const before = await open();
  await sit("plaintiff");
  await sit("plaintiff-rep");
  await sit("defendant", {}, [["父亲", "帮我操作手机"]]);
  await sit("witness", { witness: true });
  await clerk.see('[data-seat="defendant"][data-needs]');
  // Whoever has checked in counts as such, before anybody has verified him.
  await clerk.till("four have checked in", async () => (await clerk.text(".bar-facts")).includes("4/4"));
  // Not here was one thing each; now each is to be verified, and one is not alone.
  await clerk.till("one more is open", async () => (await open()) === before + 1);
  await wires.defendant.must("call_for_help");
  await clerk.see('[data-act="take-call"][data-of="defendant"]');
  await clerk.press("take-call", "defendant");
  await clerk.see('[data-person="defendant"]');
  await clerk.press("answer-help", "defendant");
  await judge.till("the bench is told who lacks what", async () => (await judge.text("[data-strip]")).includes(names.plaintiff));
});

test("the judge says yes or no to who else is there, at the row", { timeout: 60_000 }, async () => {
  assert.equal(await clerk.count('[data-act="permit-other"]'), 0, "not the clerk's to say");
  await judge.press("open-board");
  await judge.see('[data-place="readiness"]');
  await judge.press("permit-other", "defendant/0");
  await clerk.till("it is decided", async () => (await clerk.text('[data-seat="defendant"]')).includes("已准许"));
  await judge.press("to-courtroom");
  await judge.see("[data-strip]");
});

test("the judge considers what speaks against online, with a reason, and the board says so", { timeout: 60_000 }, async () => {
  const before = await open();
  await wires.defendant.must({ state_suitability: { bars: ["cannot_use_it"], help: [] } });
  await clerk.till("it is open", async () => (await open()) === before + 1);
  assert.equal(await clerk.count('[data-act="consider-suitability"]'), 0, "not the clerk's to say");
  // Before the hearing opens it is named, with the person, and no mark puts it on record.
  await judge.press("next-stage");
  await judge.till("the person is named", async () => (await judge.text('[data-guard="SuitabilityConsidered"]')).includes(names.defendant));
  assert.equal(await judge.count('[data-act="record-item"][data-of="SuitabilityConsidered"]'), 0);
  await judge.page.locator('[data-guard="SuitabilityConsidered"] [data-act="open-board"]').click();
  await judge.press("consider-suitability", "defendant");
  await judge.press("ask-yes");
  await clerk.till("it is decided", async () => (await clerk.text('[data-seat="defendant"]')).includes("在线进行："));
  await clerk.till("nothing of it is open", async () => (await open()) === before);
  await judge.press("to-courtroom");
  await judge.see("[data-strip]");
});

test("in English, too, what may be sent stands within its dialog", { timeout: 30_000 }, async () => {
  const word = (text) => clerk.page.getByText(text, { exact: true }).first().click();
  await word("English");
  await clerk.press("message");
  await clerk.see('[data-act="phrase"]');
  const [wide, room] = await clerk.run(() => [document.querySelector(".message").scrollWidth, document.querySelector(".message").clientWidth]);
  assert.ok(wide <= room, `${wide} in ${room}`);
  const names = await clerk.run(() => [...document.querySelectorAll(".message-to .whole")].map((name) => name.getClientRects().length));
  assert.ok(names.length > 1 && names.every((lines) => lines === 1), "a name stands on one line");
  await clerk.key("Escape");
  await word("中文");
});

test("the gallery is checked by a person, and anew when somebody comes", { timeout: 60_000 }, async () => {
  await clerk.see('[data-gallery="Unchecked"]');
  await clerk.press("confirm-gallery");
  await clerk.see('[data-gallery="Checked"]');
  await sit("observer", { watches: true });
  await clerk.see('[data-gallery="Unchecked"]');
  await clerk.press("confirm-gallery");
  await clerk.see('[data-gallery="Checked"]');
});

test("verified, admitted at once, reported, and the bench hears of it", { timeout: 60_000 }, async () => {
  // Reported now, it would be over things that are open: they are named first, and nothing is reported by the press alone.
  await clerk.press("report-ready");
  await clerk.see("[data-open-list]");
  assert.equal(await clerk.count("[data-open-list] li"), await open());
  assert.match(await clerk.text("[data-open-list]"), /待核对/u);
  await clerk.press("ask-no");
  assert.doesNotMatch(await judge.text("[data-strip]"), /已报告就绪/u);
  for (const seat of ["plaintiff", "plaintiff-rep", "defendant", "witness", "observer"]) {
    await clerk.press("verify", seat);
    // A wire shows no picture: by eye is not open, in person is.
    await clerk.see(`[data-person="${seat}"] [data-act="verify-identity"]:disabled`);
    await clerk.press("verify-offline", seat);
  }
  await clerk.till("nothing is open", async () => (await open()) === 0);
  await clerk.see('[data-act="report-ready"].press--now');
  await clerk.press("close-entry").catch(() => {});
  await clerk.till("the sentence names the gallery", async () => (await clerk.text("[data-report]"))?.includes("旁听人员中无证人、鉴定人"));
  await clerk.press("report-ready");
  await judge.till("the bench hears of it", async () => (await judge.text("[data-strip]")).includes("已报告就绪"));
  // Too early: taken back, and reported anew.
  await clerk.press("withdraw-ready");
  await judge.till("the bench hears of that too", async () => !(await judge.text("[data-strip]")).includes("已报告就绪"));
  await clerk.press("report-ready");
  await judge.till("and of the new report", async () => (await judge.text("[data-strip]")).includes("已报告就绪"));
  // The log has who reported and when, and not this sentence.
  await clerk.till("the paper says what it is", async () => (await clerk.text(".verify-note"))?.includes("没有记入"));
  wires.plaintiff.leave();
  await clerk.till("what opens after the report is said", async () => (await open()) === 1 && /已报告就绪 · 1 项/.test(await clerk.text("[data-open-things]")));
  await judge.till("and to the bench", async () => /已报告就绪 · 3\/4/.test(await judge.text("[data-strip]")));
  wires.plaintiff = await Wire.sit(backend, "G1", "plaintiff");
  await clerk.till("he is back", async () => (await open()) === 0);
  await clerk.press("admit-all");
  for (const seat of ["plaintiff", "plaintiff-rep", "defendant", "observer"]) await clerk.till(`${seat} is in`, async () => (await clerk.count(`[data-act="admit"][data-of="${seat}"]`)) === 0);
  assert.deepEqual([...clerk.troubles, ...judge.troubles], []);
});
