// A record of ten thousand lines: what is in the page stays little, what is read stays where it is, what is looked for is found.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { Thick } from "./thick.mjs";
import { openCourt } from "./wire.mjs";

const LONG = { timeout: 120_000 };
const LINES = 10_000;
let backend;
let browsers;
let thick;
let clerk;
let judge;

const write = (line, text, behind = null) => clerk.must({ write_line: { line, after: behind, speaker: { seat: "judge" }, kind: "speech", text, exhibit: null } });

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  thick = await Thick.before(backend, LINES);
  const court = await openCourt(backend, namesOf(backend));
  court.judge.leave();
  clerk = court.clerk;
  for (const n of [1, 2, 3]) await write(`early-${n}`, `开头第${n}行。`);
  judge = await browsers.seat("judge", { url: thick.link(backend, "G1", "judge") });
  await judge.press("enter");
  await judge.see('[data-place="courtroom"] .lines [data-line]');
}, LONG);

after(async () => {
  await browsers?.stop();
  await thick?.stop();
  await backend?.stop();
});

const drawn = (person) => person.count(".lines [data-line]");
const shows = (person, line) =>
  person.run((id) => {
    const page = document.querySelector(".lines").getBoundingClientRect();
    const row = document.querySelector(`[data-line="${id}"]`)?.getBoundingClientRect();
    return row !== undefined && row.bottom > page.top && row.top < page.bottom;
  }, line);
// The line in the middle of what is in view, and where in it it stands.
const read = (person) =>
  person.run(() => {
    const { left, top, width, height } = document.querySelector(".lines").getBoundingClientRect();
    const row = document.elementFromPoint(left + width / 2, top + height / 2)?.closest("[data-line]");
    return row ? { line: row.dataset.line, top: Math.round(row.getBoundingClientRect().top - top) } : null;
  });
const topOf = (person, line) =>
  person.run((id) => {
    const { top } = document.querySelector(".lines").getBoundingClientRect();
    return Math.round((document.querySelector(`[data-line="${id}"]`)?.getBoundingClientRect().top ?? NaN) - top);
  }, line);
const stays = async (person, { line, top }, what) => {
  const now = await topOf(person, line);
  assert.ok(Math.abs(now - top) <= 1, `${what}: ${line} stood at ${top} and stands at ${now}`);
};
const still = async (person) => {
  let was = null;
  await person.till("the page has come to rest", async () => {
    const now = await read(person);
    const same = now !== null && JSON.stringify(now) === JSON.stringify(was);
    was = now;
    return same;
  });
  return was;
};

test("the end is in view, and little more is in the page", LONG, async () => {
  await judge.till("the last line is in view", () => shows(judge, `thick-${LINES}`));
  assert.ok((await drawn(judge)) < 60, `${await drawn(judge)} rows in the page`);
  const height = await judge.run(() => document.querySelector(".lines").scrollHeight);
  assert.ok(height > LINES * 20, `the page is ${height} px long`);
});

test("whoever reads in the middle is not moved by what is written, mended or put in", LONG, async () => {
  const box = await judge.run(() => {
    const { left, top, width, height } = document.querySelector(".lines").getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  });
  await judge.page.mouse.move(...box);
  await judge.page.mouse.wheel(0, -250_000);
  let here = await still(judge);
  assert.ok((await drawn(judge)) < 60);

  await write("late-1", "新的一行。");
  await judge.see('[data-act="to-newest"]');
  await stays(judge, here, "a line at the end");

  await clerk.must({ edit_line: { line: "early-2", base_rev: 0, speaker: { seat: "judge" }, kind: "speech", text: "改得很长。".repeat(60), why: "mended" } });
  await write("early-1b", "后来补记的一行。", "early-1");
  // What comes after them is here, so that they are.
  await write("late-2", "又一行。");
  await judge.till("all of it has come", () => judge.run(() => /2|3|4/.test(document.querySelector('[data-act="to-newest"]').textContent)));
  await judge.run(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await stays(judge, here, "lines before it");

  // Upwards through rows that nobody has measured: each turn of the wheel moves the page as far as it says.
  for (let turn = 0; turn < 5; turn += 1) {
    here = await still(judge);
    await judge.page.mouse.wheel(0, -120);
    await judge.till("the page has followed the wheel", async () => Math.abs((await topOf(judge, here.line)) - here.top - 120) <= 2);
  }

  await judge.press("to-newest");
  await judge.till("the last line is in view", () => shows(judge, "late-2"));
});

test("line 7,000 is found by its words, and the others are there again afterwards", LONG, async () => {
  await judge.type("find", "第7000句");
  await judge.till("it alone is there", async () => (await drawn(judge)) === 1 && (await shows(judge, "thick-7000")));
  await judge.type("find", "");
  await judge.till("the page is long again", async () => (await drawn(judge)) > 5);
  assert.deepEqual(judge.troubles, []);
  await judge.leave();
});

test("the clerk jumps to line 7,000, which alone names an exhibit, and finds it among its neighbours", LONG, async () => {
  clerk.leave();
  const typist = await browsers.seat("clerk", { url: thick.link(backend, "G1", "clerk") });
  await typist.press("enter");
  await typist.see(".lines [data-line]");
  await typist.page.locator("[data-editor]").focus();
  await typist.key("Control+g");
  await typist.type("jump", "P1");
  await typist.key("Enter");
  await typist.till("the line is in view, and its neighbours", async () => (await shows(typist, "thick-7000")) && (await typist.count('[data-line="thick-6999"]')) === 1);
  assert.ok((await drawn(typist)) < 60);
  assert.equal(await typist.text('[data-line="thick-7000"] .line-no'), "7000");
  assert.deepEqual(typist.troubles, []);
});
