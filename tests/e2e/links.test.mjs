// From a line of the record to the page it was said before, and back; for whom; and in the file that the court keeps (R50).
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test as nodeTest } from "node:test";
import { promisify } from "node:util";
import { Backend, Browsers, sleep } from "./court.mjs";
import { namesOf, type } from "./people.mjs";
import { Wire, openCourt } from "./wire.mjs";

let failed = false;
function test(name, options, work) {
  nodeTest(name, options, async (t) => {
    if (failed) return t.skip("an earlier step failed");
    failed = true;
    await work(t);
    failed = false;
  });
}

const LONG = { timeout: 120_000 };
const view = (page) => ({ page, zoom: 100, rotation: 0, left: 0, top: 0 });
const line = (seat, text, more = {}) => ({ write_line: { line: randomUUID(), after: null, speaker: { seat }, kind: "speech", text, exhibit: null, ...more } });
let backend;
let browsers;
let court;
const people = {};
const shows = (exhibit, page) => `[data-shown="${exhibit}"][data-page="${page}"]`;
// The key at the end of the line that has these words.
const key = (person, words) =>
  person.page.locator("[data-line]", { hasText: words }).locator('[data-act="line-to-page"]').first();

async function sit(seat, how = {}) {
  const person = await browsers.seat(seat, { url: backend.link("G1", seat), ...how });
  await person.press("enter");
  await person.see('[data-place="courtroom"]');
  people[seat] = person;
  return person;
}

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  court = await openCourt(backend, namesOf(backend));
  await court.judge.must({ give_floor: { seat: "plaintiff-rep" } });
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

test("what the clerk types leads to the page that lay there when he began", LONG, async () => {
  const clerk = await sit("clerk");
  if (await clerk.count('[data-act="to-courtroom"]')) await clerk.press("to-courtroom");
  const defendant = await sit("defendant");
  await court["plaintiff-rep"].must({ present_exhibit: { exhibit: "P3", view: view(1) } });
  for (const person of [clerk, defendant]) await person.see(shows("P3", 1));
  await type(clerk, "plaintiff-rep", "请看第一页的转账约定。");
  // Begun before the page is turned, finished after it.
  await clerk.page.locator("[data-editor]").fill("这一句说的还是第一页");
  await sleep(300);
  await court["plaintiff-rep"].must({ turn_page: { view: view(2) } });
  await clerk.see(shows("P3", 2));
  await clerk.key("Enter");
  await type(clerk, "plaintiff-rep", "再看第二页的还款。");
  await defendant.see("[data-line]");
  for (const [words, page] of [["请看第一页", "1"], ["这一句说的还是第一页", "1"], ["再看第二页", "2"]]) {
    const found = key(defendant, words);
    await found.waitFor({ state: "attached" });
    assert.equal(await found.getAttribute("data-page"), page, words);
    assert.equal(await found.getAttribute("data-of"), "P3");
    assert.match(await found.getAttribute("aria-label"), /P3 第 \d 页，庭审 00:\d\d:\d\d/);
  }
});

test("it is quiet until one points at the line or tabs to it, and is pressed by keyboard", LONG, async () => {
  const { defendant } = people;
  const found = key(defendant, "请看第一页");
  const seen = () => found.evaluate((one) => getComputedStyle(one).opacity);
  await defendant.page.mouse.move(2, 2);
  assert.equal(await seen(), "0");
  await defendant.page.locator("[data-line]", { hasText: "请看第一页" }).hover();
  assert.equal(await seen(), "1");
  await defendant.page.mouse.move(2, 2);
  await found.focus();
  assert.equal(await seen(), "1");
  await defendant.key("Enter");
  await defendant.see(shows("P3", 1));
  await defendant.see('.well[data-hand="free"]');
});

test("nobody else's page is moved: the presenter is where he was", LONG, async () => {
  const { clerk, defendant } = people;
  await sleep(400);
  assert.equal(await clerk.count(shows("P3", 2)), 1);
  await defendant.press("back-to-presenter");
  await defendant.see(shows("P3", 2));
  // The clerk moves the page for all with his tools; with this key he only looks.
  await key(clerk, "请看第一页").focus();
  await clerk.key("Enter");
  await clerk.see(shows("P3", 1));
  await sleep(400);
  assert.equal(await defendant.count(shows("P3", 2)), 1);
  await clerk.press("back-to-presenter");
  await clerk.see(shows("P3", 2));
  // From here on he writes by wire.
  assert.deepEqual(clerk.troubles, []);
  await clerk.leave();
  court.clerk = await Wire.sit(backend, "G1", "clerk");
});

test("when it is off the table it is opened among the exhibits, and its lines lead back", LONG, async () => {
  const { defendant } = people;
  await sleep(1_100);
  await court["plaintiff-rep"].must("stop_presenting");
  await defendant.till("nothing is on show", async () => (await defendant.count("[data-shown]")) === 0);
  // More than the page of the record holds lies behind it.
  for (let n = 1; n <= 120; n += 1) {
    await court.clerk.must(line("judge", `第${n}句，与证据无关。`));
    await sleep(55);
  }
  await defendant.type("find", "再看第二页");
  await key(defendant, "再看第二页").focus();
  await defendant.key("Enter");
  await defendant.see('[data-place="evidence"]');
  await defendant.see(shows("P3", 2));
  await defendant.see('[data-said-page="2"][open] [data-act="to-line"]');
  assert.equal(await defendant.count('[data-said-page="1"][open]'), 0);
  await defendant.press("previous-page");
  await defendant.see('[data-said-page="1"][open] [data-act="to-line"]');
  assert.match(await defendant.text('[data-said-page="1"]'), /请看第一页的转账约定/);
  const of = await defendant.run(() => document.querySelector('[data-said-page="1"] [data-act="to-line"]').dataset.of);
  await defendant.press("to-line", of);
  await defendant.see('[data-place="courtroom"]');
  await defendant.till("the line is in view and has the focus", () =>
    defendant.run((id) => {
      const row = document.activeElement;
      if (row?.dataset.line !== id) return false;
      const [mine, page] = [row.getBoundingClientRect(), document.querySelector(".lines").getBoundingClientRect()];
      return mine.top >= page.top - 1 && mine.bottom <= page.bottom + 1;
    }, of),
  );
  // New lines do not carry the reader off.
  await court.clerk.must(line("judge", "又一句。"));
  await sleep(400);
  assert.equal(await defendant.run(() => document.activeElement?.dataset.line), of);
});

test("on glass it is there without pointing, a finger wide, and the record makes way for the page", LONG, async () => {
  const phone = await sit("plaintiff", { phone: true, touch: true });
  await court["plaintiff-rep"].must({ present_exhibit: { exhibit: "P3", view: view(2) } });
  await court.clerk.must(line("plaintiff-rep", "手机上也看得到。"));
  await phone.press("unfold-record");
  const found = key(phone, "手机上也看得到");
  await found.waitFor();
  const { opacity, high } = await found.evaluate((one) => {
    const { top, bottom } = getComputedStyle(one, "::before");
    return { opacity: getComputedStyle(one).opacity, high: one.getBoundingClientRect().height - Number.parseFloat(top) - Number.parseFloat(bottom) };
  });
  assert.equal(opacity, "1");
  assert.ok(high >= 44, `${high} px`);
  await found.tap();
  await phone.see(shows("P3", 2));
  await phone.see(".well--large");
  assert.equal(await phone.count(".record--open"), 0);
  assert.deepEqual(phone.troubles, []);
});

test("who may not see an exhibit learns of it by no line", LONG, async () => {
  const { defendant } = people;
  const bytes = await readFile(path.resolve(import.meta.dirname, "../../server/demo/g1/p3-chat.pdf"));
  const rep = court["plaintiff-rep"];
  const stored = await fetch(`${backend.base}/api/exhibits`, {
    method: "PUT",
    headers: { authorization: `Bearer ${rep.pass.session}`, "x-sha256": createHash("sha256").update(bytes).digest("hex") },
    body: bytes,
  });
  const particulars = { copies: 1, text_alternative: "", late_reason: "对方当庭提出新主张" };
  await rep.must({ file_exhibit: { exhibit: "SEALED9", title: "秘密材料", category: "documentary", source: "", purpose: "", secrecy: "counsel_and_experts", file: await stored.json(), particulars } });
  await court.judge.must({ present_exhibit: { exhibit: "SEALED9", view: view(1) } });
  await court.clerk.must(line("plaintiff-rep", "这一页请只给代理人看。", { exhibit: ["SEALED9", 1] }));
  await defendant.type("find", "只给代理人看");
  await defendant.till("the words are there", () => defendant.run(() => document.body.textContent.includes("只给代理人看")));
  assert.equal(await key(defendant, "只给代理人看").count(), 0);
  assert.ok(!(await defendant.run(() => document.body.innerHTML.includes("SEALED9"))));
  // The party was told by wire as little; his own counsel, and the court, have it.
  const told = (wire) => JSON.stringify(wire.frames).includes("SEALED9");
  assert.ok(told(rep));
  assert.ok(!told(court.observer) && !told(court.witness));
});

test("the file has it, and still verifies", LONG, async () => {
  const answer = await fetch(`${backend.base}/api/file`, { headers: { authorization: `Bearer ${court.judge.pass.session}` } });
  assert.equal(answer.status, 200);
  const text = await answer.text();
  const file = path.join(backend.data, "links.kaiting.json");
  await writeFile(file, text);
  const { stdout } = await promisify(execFile)(process.env.KAITING_BACKEND ?? path.resolve(import.meta.dirname, "../../target/debug/kaiting"), ["verify", file]);
  assert.match(stdout, /g1/i);
  const written = JSON.parse(text).entries.map((entry) => JSON.parse(entry.body).event.line_written?.line).filter(Boolean);
  const begun = written.find((one) => one.text.includes("这一句说的还是第一页"));
  assert.deepEqual(begun.said.before, [["P3", 1]]);
  assert.ok(begun.said.at < begun.at && begun.said.offset > 0);
  const pdf = await fetch(`${backend.base}/api/record.pdf`, { headers: { authorization: `Bearer ${court.judge.pass.session}` } });
  assert.equal(pdf.status, 200);
  assert.deepEqual(people.defendant.troubles, []);
});
