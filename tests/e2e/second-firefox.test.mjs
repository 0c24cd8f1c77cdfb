// 第二屏 in Firefox: what `second` asks of Chromium, but for a line that is cut, which this driver cannot do.
import assert from "node:assert/strict";
import { after, before, test as nodeTest } from "node:test";
import { Backend, Browsers, sleep, until } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { closed, cover, goes, openSecond } from "./windows.mjs";
import { Wire, openCourt } from "./wire.mjs";

let failed = false;
function test(name, work) {
  nodeTest(name, { timeout: 300_000 }, async (t) => {
    if (failed) return t.skip("an earlier step failed");
    failed = true;
    await work(t);
    failed = false;
  });
}

const view = (page) => ({ page, zoom: 100, rotation: 0, left: 0, top: 0 });
const painted = (exhibit, page) => `[data-shown="${exhibit}"][data-page="${page}"][data-painted]`;
const turn = (page) => court["plaintiff-rep"].must({ turn_page: { view: view(page) } });
let backend;
let browsers;
let court;
let judge;
let window2;

// A second kind of browser beside everything else is slow to paint its first page.
const shows = (person, page) => person.see(painted("P3", page), 60_000);

async function sit(seat) {
  const person = await browsers.seat(seat, { url: backend.link("G1", seat), kind: "firefox" });
  await person.press("enter");
  await person.see('[data-place="courtroom"]');
  return person;
}

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start({ firefox: true });
  court = await openCourt(backend, namesOf(backend));
  await court.judge.must({ give_floor: { seat: "plaintiff-rep" } });
  await court["plaintiff-rep"].must({ present_exhibit: { exhibit: "P3", view: view(1) } });
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

test("a browser that holds the window back is named, with what to do", async () => {
  judge = await sit("judge");
  await shows(judge, 1);
  await judge.run(() => {
    window.openAsEver = window.open;
    window.open = () => null;
  });
  await judge.press("second-screen");
  await judge.see('[data-second="blocked"]');
  assert.match(await judge.text('[data-second="blocked"]'), /允许本网站弹出窗口/);
  await judge.run(() => {
    window.open = window.openAsEver;
  });
});

test("it shows the page on show, of the same seat; the room is left to the people", async () => {
  window2 = await openSecond(judge);
  await shows(window2, 1);
  await judge.see('[data-second="strip"]');
  await goes(judge, "[data-shown]");
  for (const page of [2, 3, 4]) {
    await turn(page);
    await shows(window2, page);
  }
  // The seat is still the first window's, and what the second has painted counts for it.
  assert.equal(await judge.count('[data-place="courtroom"]'), 1);
  await judge.see("[data-ticks]");
  await judge.press("screens");
  await judge.see('[data-screen="judge"][data-seen]');
  await judge.press("screens");
});

test("pages are turned in either window, for all", async () => {
  const onRecord = (page) => until(`page ${page} is turned to`, () => court.clerk.frames.some((f) => f.event?.recorded.event.page_turned?.view.page === page));
  await window2.press("next-page");
  await shows(window2, 5);
  await onRecord(5);
  await judge.press("next-page");
  await shows(window2, 6);
  await onRecord(6);
  await judge.press("show-here-too");
  await shows(judge, 6);
  await judge.press("only-there");
  await judge.see('[data-second="strip"]');
});

test("language and light are followed", async () => {
  for (const [act, said] of [["language", "lang"], ["theme", "theme"]]) {
    const of = (person) => person.run((what) => (what === "lang" ? document.documentElement.lang : document.documentElement.dataset.theme), said);
    const before = await of(window2);
    await judge.run((name) => document.querySelector(`[data-act="${name}"]`).click(), act);
    await window2.till(`the ${said} is followed`, async () => (await of(window2)) !== before && (await of(window2)) === (await of(judge)));
    await judge.run((name) => document.querySelector(`[data-act="${name}"]`).click(), act);
  }
});

test("each of the two may be loaded anew", async () => {
  await window2.page.reload();
  await window2.see("[data-follows]");
  await shows(window2, 6);
  await judge.page.reload();
  await judge.see('[data-place="courtroom"]');
  await window2.see("[data-follows]");
  await judge.see('[data-second="strip"]');
  await turn(2);
  await shows(window2, 2);
});

test("taken back by its key, it closes; closed by hand, the exhibit is back", async () => {
  await judge.press("second-screen");
  await closed(window2);
  await shows(judge, 2);
  const again = await openSecond(judge);
  await judge.see('[data-second="strip"]');
  await again.page.close();
  await shows(judge, 2);
});

test("who looks at it has not turned away; that the first window has gone is said", async () => {
  const defendant = await sit("defendant");
  const other = await openSecond(defendant);
  await shows(other, 2);
  const reported = () => court.clerk.frames.filter((f) => f.event && JSON.stringify(f.event).includes("page_hidden")).length;
  const before = reported();
  await cover(defendant, true);
  await sleep(800);
  assert.equal(reported(), before);
  await cover(other, true);
  await until("both are covered", () => reported() > before);
  await cover(other, false);
  await cover(defendant, false);
  await defendant.page.close();
  await other.see('[data-second="gone"]');
  assert.equal(await other.count("[data-follows]"), 0);
  await other.press("close-window").catch(() => {});
  await closed(other);
});

test("it goes with the hearing", async () => {
  const rep = await sit("plaintiff-rep");
  const other = await openSecond(rep);
  await shows(other, 2);
  const bench = await Wire.sit(backend, "G1", "judge");
  await bench.must({ close_hearing: { override_reason: "定期宣判" } });
  await closed(other);
  await rep.see('[data-place="record"]');
  assert.deepEqual([...judge.troubles, ...rep.troubles, ...other.troubles].filter((one) => !/Failed to load resource|WebSocket|connection to ws/.test(one)), []);
});
