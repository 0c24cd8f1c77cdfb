// 第二屏: the exhibits in a window of their own, of the same seat and the same line; how it comes, follows, and goes.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test as nodeTest } from "node:test";
import { Backend, Browsers, sleep, until } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { closed, cover, goes, openSecond } from "./windows.mjs";
import { Wire, openCourt } from "./wire.mjs";
import { show } from "./views.mjs";

let failed = false;
function test(name, options, work) {
  nodeTest(name, options, async (t) => {
    if (failed) return t.skip("an earlier step failed");
    failed = true;
    await work(t);
    failed = false;
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// Where pictures of each state are put, for who wants to look at them.
const PICTURES = process.env.KAITING_PICTURES;
const LONG = { timeout: 120_000 };
const view = (page) => ({ page, zoom: 100, rotation: 0, left: 0, top: 0 });
const painted = (exhibit, page) => `[data-shown="${exhibit}"][data-page="${page}"][data-painted]`;
let backend;
let browsers;
let court;
const people = {};

async function sit(seat) {
  const person = await browsers.seat(seat, { url: backend.link("G1", seat) });
  await person.press("enter");
  await person.see('[data-place="courtroom"]');
  people[seat] = person;
  return person;
}

// Nothing that axe finds, and pictures of it in both languages and lights.
async function look(name, person) {
  await person.run(axe);
  const violations = await person.run(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")} ${n.failureSummary?.split("\n")[1]?.trim()}`));
  });
  assert.deepEqual(violations, [], name);
  if (PICTURES) await person.picture(path.join(PICTURES, `${name}.png`));
}

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  court = await openCourt(backend, namesOf(backend));
  await court.judge.must({ give_floor: { seat: "plaintiff-rep" } });
  await court["plaintiff-rep"].must({ present_exhibit: { exhibit: "P3", view: view(1) } });
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

test("a browser that holds the window back is named, with what to do", LONG, async () => {
  const judge = await sit("judge");
  await judge.see(painted("P3", 1));
  await judge.run(() => {
    window.openAsEver = window.open;
    window.open = () => null;
  });
  await judge.press("second-screen");
  await judge.see('[data-second="blocked"]');
  assert.match(await judge.text('[data-second="blocked"]'), /允许本网站弹出窗口/);
  await judge.see(painted("P3", 1));
  await look("second-blocked", judge);
  await judge.run(() => (window.open = window.openAsEver));
});

test("it shows the page on show, of the same seat and without a line of its own; the room is left to the people", LONG, async (t) => {
  const { judge } = people;
  const defendant = await sit("defendant");
  await defendant.see(painted("P3", 1));
  const width = () => document.querySelector('[data-seat-id="defendant"] .seat-video').getBoundingClientRect().width;
  const before = await judge.run(width);
  const window2 = await openSecond(judge);
  people.second = window2;
  await window2.see(painted("P3", 1));
  await judge.see('[data-second="strip"]');
  await goes(judge, "[data-shown]");
  assert.equal(await judge.count('[data-second="blocked"]'), 0);
  const now = await judge.run(width);
  t.diagnostic(`the defendant's picture: ${before} px wide, then ${now}`);
  assert.ok(now > 1.3 * before);
  // Turned by somebody else: at the same time on both, as each has painted it.
  const at = (person, page) => person.run((selector) => performance.timeOrigin + Number(document.querySelector(selector).dataset.painted), painted("P3", page));
  const apart = [];
  for (const page of [2, 3, 4, 5, 6]) {
    await court["plaintiff-rep"].must({ turn_page: { view: view(page) } });
    await window2.see(painted("P3", page));
    await defendant.see(painted("P3", page));
    apart.push(Math.abs((await at(window2, page)) - (await at(defendant, page))));
  }
  t.diagnostic(`painted ${apart.map((ms) => ms.toFixed(0)).join(", ")} ms apart`);
  assert.ok(apart.sort((a, b) => a - b)[2] < 250, `${apart}`);
  assert.equal(window2.sockets, 0);
  assert.equal(await judge.count('[data-place="courtroom"]'), 1);
  // What it has painted counts for the seat.
  await judge.see("[data-ticks]");
  await judge.press("screens");
  await judge.see('[data-screen="judge"][data-seen]');
  await look("second-apart", judge);
  await look("second-window", window2);
  await judge.press("screens");
});

test("pages are turned, and opinions asked for, in either window", LONG, async () => {
  const { judge, defendant, second: window2 } = people;
  await window2.press("previous-page");
  await window2.see(painted("P3", 5));
  await defendant.see(painted("P3", 5));
  await judge.press("previous-page");
  for (const person of [window2, defendant]) await person.see(painted("P3", 4));
  assert.equal(await window2.count('[data-act="exhibit-list"], [data-act="second-screen"]'), 0);
  await judge.press("show-here-too");
  await judge.see(painted("P3", 4));
  await judge.press("only-there");
  await judge.see('[data-second="strip"]');
});

test("language and light are followed", LONG, async () => {
  const { judge, second: window2 } = people;
  for (const language of ["en", "zh"]) {
    for (const theme of ["dark", "light"]) {
      await show(judge, { language, theme, size: "desktop" });
      await window2.till("it follows", () => window2.run(([lang, light]) => document.documentElement.lang.startsWith(lang) && document.documentElement.dataset.theme === light, [language, theme]));
      if (PICTURES) {
        await judge.picture(path.join(PICTURES, `apart.${language}.${theme}.png`));
        await window2.picture(path.join(PICTURES, `window.${language}.${theme}.png`));
      }
    }
  }
});

test("who looks at it has not turned away from the hearing", LONG, async () => {
  const { defendant } = people;
  const window2 = await openSecond(defendant);
  await window2.see(painted("P3", 4));
  const reported = () => court.clerk.frames.filter((f) => f.event && JSON.stringify(f.event).includes("page_hidden")).length;
  const before = reported();
  await cover(defendant, true);
  await sleep(800);
  assert.equal(reported(), before);
  await cover(window2, true);
  await until("both are covered", () => reported() > before);
  await cover(window2, false);
  await cover(defendant, false);
  await window2.page.close();
  await defendant.see(painted("P3", 4));
});

test("each of the two may be loaded anew", LONG, async (t) => {
  const { judge, second: window2 } = people;
  await window2.page.reload();
  await window2.see("[data-follows]");
  await window2.see(painted("P3", 4));
  await judge.page.reload();
  await judge.see('[data-place="courtroom"]');
  const from = Date.now();
  await window2.see("[data-follows]");
  await judge.see('[data-second="strip"]');
  t.diagnostic(`followed again ${Date.now() - from} ms after the courtroom was there`);
  await court["plaintiff-rep"].must({ turn_page: { view: view(2) } });
  await window2.see(painted("P3", 2));
  assert.equal(window2.sockets, 0);
});

test("a line that is lost is said in both, and made good in both", LONG, async () => {
  const { judge, second: window2 } = people;
  await judge.context.setOffline(true);
  await judge.run(() => window.dispatchEvent(new Event("offline")));
  await window2.see('[data-second="waits"]', 30_000);
  await court["plaintiff-rep"].must({ turn_page: { view: view(3) } });
  await judge.context.setOffline(false);
  await window2.see("[data-follows]", 30_000);
  await window2.see(painted("P3", 3));
});

test("taken back by its key, it closes; closed by hand, the exhibit is back", LONG, async () => {
  const { judge, second: window2 } = people;
  await judge.press("second-screen");
  await closed(window2);
  await judge.see(painted("P3", 3));
  const again = await openSecond(judge);
  await judge.see('[data-second="strip"]');
  await again.page.close();
  await judge.see(painted("P3", 3));
});

test("it says that the first window has gone", LONG, async () => {
  const { defendant } = people;
  const window2 = await openSecond(defendant);
  await window2.see(painted("P3", 3));
  await defendant.page.close();
  await window2.see('[data-second="gone"]');
  await look("second-gone", window2);
  assert.equal(await window2.count("[data-follows]"), 0);
  await window2.press("close-window").catch(() => {});
  await closed(window2);
});

test("it goes with the hearing", LONG, async () => {
  const { judge } = people;
  const rep = await sit("plaintiff-rep");
  const window2 = await openSecond(rep);
  await window2.see(painted("P3", 3));
  const bench = await Wire.sit(backend, "G1", "judge");
  await bench.must({ close_hearing: { override_reason: "定期宣判" } });
  await closed(window2);
  await rep.see('[data-place="record"]');
  assert.deepEqual([...judge.troubles, ...rep.troubles, ...window2.troubles].filter((one) => !/Failed to load resource|WebSocket|ERR_INTERNET/.test(one)), []);
});
