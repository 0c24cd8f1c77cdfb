// Who reads the draft: later than the court, where the court has set that; in a size and a choice of his own, on a phone too.
import assert from "node:assert/strict";
import { after, before, test as nodeTest } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { namesOf, turnTo } from "./people.mjs";
import { openCourt, Wire } from "./wire.mjs";

let failed = false;
function test(name, work) {
  nodeTest(name, { timeout: 120_000 }, async (t) => {
    if (failed) return t.skip("an earlier step failed");
    failed = true;
    await work(t);
    failed = false;
  });
}

const DELAY = 5;
let backend;
let browsers;
let court;
let judge;
let plaintiff;

const typed = (line, speaker, text, kind = "speech") => ({
  write_line: { line, after: null, speaker: speaker === "nobody" ? speaker : { seat: speaker }, kind, text, exhibit: null, begun: null },
});
const has = (person, line) => person.count(`[data-line="${line}"]`);
const shown = (person) => person.run(() => [...document.querySelectorAll("[data-line]")].map((line) => line.dataset.line));

async function sit(seat, options) {
  const person = await browsers.seat(seat, { url: backend.link("G1", seat), ...options });
  await person.press("enter");
  if (await person.count('[data-act="to-courtroom"]')) await person.press("to-courtroom");
  await person.see('[data-place="courtroom"]');
  return person;
}

before(async () => {
  backend = await Backend.start({ flags: ["--draft-delay-seconds", String(DELAY)] });
  browsers = await Browsers.start();
  court = await openCourt(backend, namesOf(backend));
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

test("a party reads the draft later, and is told so; the bench at once", async () => {
  judge = await sit("judge");
  plaintiff = await sit("plaintiff", { phone: true });
  await plaintiff.see("[data-draft-later]");
  const said = await plaintiff.text("[data-draft-later]");
  assert.match(said, /5 秒/);
  assert.match(said, /本院设置，非法律规定/);
  const begun = Date.now();
  await court.clerk.must(typed("l1", "defendant", "我只收到十八万八千元。"));
  await judge.see('[data-line="l1"]');
  const early = await has(plaintiff, "l1");
  assert.ok(early === 0 || Date.now() - begun >= DELAY * 1000);
  await plaintiff.till("it has come", async () => (await has(plaintiff, "l1")) === 1);
  assert.ok(Date.now() - begun >= DELAY * 1000, "not before its time");
});

test("a reader on a phone chooses whom he reads, what kind, and how large", async () => {
  await court.clerk.must(typed("l2", "plaintiff", "其余是现金。"));
  await court.clerk.must(typed("l3", "nobody", "合议庭决定采信。", "ruling"));
  await plaintiff.press("unfold-record");
  await plaintiff.till("all have come", async () => (await has(plaintiff, "l3")) === 1);
  await plaintiff.press("read-tools");
  await plaintiff.page.locator('[data-field="read-speaker"]').selectOption("plaintiff");
  await plaintiff.till("only his words", async () => (await shown(plaintiff)).join() === "l2");
  assert.equal(await plaintiff.count("[data-sifted]"), 1);
  // What comes meanwhile of others does not count as new, nor what was left out before.
  await plaintiff.press("read-all");
  await plaintiff.till("all are back", async () => (await shown(plaintiff)).includes("l1"));
  assert.equal(await plaintiff.count('[data-act="to-newest"]'), 0);
  await plaintiff.page.locator('[data-field="read-kind"]').selectOption("ruling");
  await plaintiff.till("only rulings", async () => (await shown(plaintiff)).join() === "l3");
  await plaintiff.press("read-all");
  const height = () => plaintiff.run(() => parseFloat(getComputedStyle(document.querySelector('[data-line="l2"] p')).fontSize));
  await plaintiff.see('[data-line="l2"]');
  const normal = await height();
  await plaintiff.press("read-size", "2");
  await plaintiff.till("it is larger", async () => (await height()) > normal * 1.4);
  // Nothing hangs out of a phone's window.
  const wide = await plaintiff.run(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0);
});

test("the size is kept by the device", async () => {
  const before = await plaintiff.run(() => localStorage.getItem("kaiting.read-size"));
  assert.equal(before, '"2"');
  await plaintiff.page.reload();
  if (await plaintiff.count('[data-act="enter"]')) await plaintiff.press("enter");
  await plaintiff.see('.record[data-read-size="2"]');
});

test("where he signs, every line of the record stands there, on a phone too", async () => {
  for (let n = 4; n < 44; n += 1) await court.clerk.must(n % 3 ? typed(`l${n}`, "plaintiff", `第${n}句。`) : typed(`l${n}`, "nobody", `第${n}件事。`, "incident"));
  const bench = await Wire.sit(backend, "G1", "judge");
  await bench.must({ close_hearing: { override_reason: "到此为止" } });
  await court.clerk.must("open_sign_off");
  await plaintiff.see('[data-place="record"]');
  for (const words of ["我只收到十八万八千元", "第27件事", "宣布闭庭"]) {
    const line = await turnTo(plaintiff, words);
    const height = await plaintiff.run((id) => document.querySelector(`[data-line="${id}"]`).offsetHeight, line);
    assert.ok(height > 0, `“${words}” is not left out`);
  }
});

test("nobody's page had an error", () => {
  for (const person of [judge, plaintiff]) assert.deepEqual(person.troubles, []);
});
