// One exhibit before everybody: who moves it, who follows, on whose screen it stands, what plays, what is drawn; by role, and
// what is refused over the raw wire.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test as nodeTest } from "node:test";
import { Backend, Browsers, sleep, until } from "./court.mjs";
import { namesOf } from "./people.mjs";
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
let backend;
let browsers;
let court;
const people = {};
const shows = (exhibit, page) => `[data-shown="${exhibit}"][data-page="${page}"]`;
const refusedTo = async (wire, body, why) => assert.deepEqual(await wire.ask(body), { refused: why }, JSON.stringify(body));
const goes = (person, selector) => person.till(`${selector} goes`, async () => (await person.count(selector)) === 0);

async function sit(seat, how = {}) {
  const person = await browsers.seat(seat, { url: backend.link("G1", seat), ...how });
  await person.press("enter");
  await person.see('[data-place="courtroom"]');
  people[seat] = person;
  return person;
}

// Draws over the page with the mouse, from one corner to the other, in shares of the page.
async function drag(person, from, to) {
  await person.see("[data-draw]");
  const box = await person.page.locator("[data-draw]").boundingBox();
  const point = ([x, y]) => [box.x + box.width * x, box.y + box.height * y];
  await person.page.mouse.move(...point(from));
  await person.page.mouse.down();
  await person.page.mouse.move(...point(to), { steps: 4 });
  await person.page.mouse.up();
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

test("the presenter turns, enlarges, rotates and points for all", LONG, async () => {
  const rep = await sit("plaintiff-rep");
  const judge = await sit("judge");
  const defendant = await sit("defendant", { phone: true });
  await rep.press("present", "P3");
  for (const person of [rep, judge, defendant]) await person.see(shows("P3", 1));
  await rep.press("next-page");
  for (const person of [judge, defendant]) await person.see(shows("P3", 2));
  await rep.press("zoom-in");
  await rep.press("rotate");
  const size = () => document.querySelector(".sheet.page").getBoundingClientRect();
  const lies = async (person) => person.run(() => { const { width, height } = document.querySelector(".sheet.page").getBoundingClientRect(); return width > height; });
  for (const person of [rep, judge]) await person.till("the page lies on its side", () => lies(person));
  assert.ok((await judge.run(size)).width > 0);
  const box = await rep.page.locator(".sheet.page").boundingBox();
  await rep.page.mouse.move(box.x + box.width / 2, box.y + 40);
  await judge.see("[data-pointer]");
  await rep.page.mouse.move(2, 2);
  await judge.till("the pointer has left", () => judge.run(() => document.querySelector("[data-pointer]").hidden));
  await rep.press("rotate");
  await rep.press("rotate");
  await rep.press("rotate");
  await rep.press("zoom-out");
});

test("a frame around what is spoken of is seen by all, and goes with the page", LONG, async () => {
  const { "plaintiff-rep": rep, judge, defendant } = people;
  await rep.press("highlight");
  await drag(rep, [0.1, 0.1], [0.6, 0.2]);
  for (const person of [rep, judge, defendant]) await person.see("[data-highlight]");
  const shown = await judge.run(() => document.querySelector("[data-highlight]").getAttribute("d"));
  assert.match(shown, /^M[\d.]+ [\d.]+H[\d.]+V/);
  await rep.press("previous-page");
  for (const person of [judge, defendant]) {
    await person.see(shows("P3", 1));
    await goes(person, "[data-highlight]");
  }
  // By keys as well: chosen, begun, moved, confirmed, taken away.
  await rep.press("highlight");
  await rep.see("[data-draw]");
  for (const key of ["Enter", "ArrowRight", "Shift+ArrowDown", "Enter"]) await rep.key(key);
  await judge.see("[data-highlight]");
  await rep.press("highlight");
  await goes(judge, "[data-highlight]");
  assert.equal(await defendant.count('[data-act="highlight"]'), 0);
  await refusedTo(court.plaintiff, { turn_page: { view: view(2) } }, "not_permitted");
});

test("who browses is seen by nobody, sees where the presenter is, and comes back", LONG, async () => {
  const { "plaintiff-rep": rep, judge, defendant } = people;
  await defendant.press("browse-freely");
  await defendant.press("next-page");
  await defendant.see(shows("P3", 2));
  await sleep(500);
  for (const person of [rep, judge]) assert.equal(await person.count(shows("P3", 1)), 1);
  await rep.press("next-page");
  await rep.see(shows("P3", 2));
  await defendant.press("previous-page");
  await defendant.see(shows("P3", 1));
  await defendant.till("the way back names the page", async () => (await defendant.text('[data-act="back-to-presenter"]')).includes("2"));
  await defendant.press("back-to-presenter");
  await defendant.see(shows("P3", 2));
});

test("each screen tells what it has painted, and no other page or file counts", LONG, async () => {
  const { "plaintiff-rep": rep, judge, defendant } = people;
  // Clerk and plaintiff are wires here: nothing is painted there until they say so.
  const sha256 = await judge.run(() => document.querySelector("[data-shown]").dataset.sha256);
  const report = (wire, said) => wire.send({ displayed: { exhibit: "P3", page: 2, sha256, checked: true, ...said } });
  const ticks = (person, words) => person.see(`[data-ticks^="${words}"]`);
  await ticks(judge, "3/5");
  await ticks(rep, "3/5");
  assert.match(await judge.text(".ticks-lacking"), /苏禾|林知远/);
  report(court.plaintiff, { page: 1 });
  report(court.plaintiff, { sha256: "0".repeat(64) });
  report(court.plaintiff, { exhibit: "P1" });
  report(court.observer, {});
  await sleep(400);
  await ticks(judge, "3/5");
  report(court.plaintiff, {});
  await ticks(judge, "4/5");
  assert.equal(await defendant.count("[data-ticks]"), 0);
  report(court.clerk, { checked: false });
  await ticks(judge, "5/5");
  await judge.see("[data-ticks][data-all]");
  await judge.press("screens");
  await judge.see('[data-screen="defendant"][data-seen]');
  await until("all have it on record", () => court.clerk.frames.some((f) => f.event?.recorded.event.page_shown?.showing.missing.length === 0));
  await judge.press("screens");
  // Away from the page, it is not before him: the window is hidden while the page is turned.
  await defendant.run(() => Object.defineProperty(document, "hidden", { value: true, configurable: true }));
  await rep.press("previous-page");
  await ticks(judge, "2/5");
  await defendant.run(() => {
    Object.defineProperty(document, "hidden", { value: false, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await ticks(judge, "3/5");
  await sleep(1_000);
  await rep.press("next-page");
  await until("who lacked it is on record", () => court.clerk.frames.some((f) => f.event?.recorded.event.page_shown?.showing.missing.length === 2));
});

test("the pages go into another hand, and back", LONG, async () => {
  const { "plaintiff-rep": rep, judge, defendant } = people;
  assert.equal(await defendant.count('[data-field="hand-to"]'), 0);
  assert.equal(await rep.count('[data-act="take-presenting"]'), 0);
  await refusedTo(court.plaintiff, { hand_presenting: { seat: "plaintiff" } }, "not_permitted");
  await refusedTo(court.clerk, { hand_presenting: { seat: "observer" } }, "cannot_present");
  await rep.choose("hand-to", "defendant");
  await defendant.see('[data-act="stop-presenting"]');
  await defendant.press("previous-page");
  for (const person of [rep, judge]) await person.see(shows("P3", 1));
  await goes(rep, '[data-act="stop-presenting"]');
  await judge.press("take-presenting");
  await goes(defendant, '[data-act="stop-presenting"]');
  await judge.press("next-page");
  await defendant.see(shows("P3", 2));
  await judge.choose("hand-to", "plaintiff-rep");
  await rep.see('[data-act="stop-presenting"]');
});

test("presenting outlives the presenter’s page", LONG, async () => {
  const { "plaintiff-rep": rep, judge } = people;
  await rep.page.reload();
  await rep.see(shows("P3", 2));
  assert.equal(await judge.count(shows("P3", 2)), 1);
  await rep.press("previous-page");
  await judge.see(shows("P3", 1));
});

test("two lie side by side", LONG, async () => {
  const { "plaintiff-rep": rep, judge, defendant } = people;
  assert.equal(await defendant.count('[data-field="compare-with"]'), 0);
  await refusedTo(court.plaintiff, { show_beside: { beside: { exhibit: "P2", view: view(1) } } }, "not_permitted");
  await refusedTo(court.clerk, { show_beside: { beside: { exhibit: "P3", view: view(1) } } }, "cannot_compare");
  await rep.choose("compare-with", "P2");
  for (const person of [judge, defendant]) {
    await person.see(shows("P2", 1));
    await person.see(shows("P3", 1));
  }
  const beside = await judge.run(() => {
    const [first, second] = [...document.querySelectorAll("[data-viewer]")].map((one) => one.getBoundingClientRect());
    return second.left >= first.right - 1;
  });
  assert.ok(beside, "side by side on a desktop");
  const below = await defendant.run(() => {
    const [first, second] = [...document.querySelectorAll("[data-viewer]")].map((one) => one.getBoundingClientRect());
    return second.top >= first.bottom - 1;
  });
  assert.ok(below, "one above the other on a phone");
  // Its screens are counted by themselves; clerk and plaintiff are wires here.
  // On the phone it lies further down, and is before nobody until it is scrolled to.
  await judge.see('[data-beside-table] [data-ticks^="2/5"]');
  await defendant.run(() => document.querySelector("[data-beside-table] [data-viewer]").scrollIntoView());
  await judge.see('[data-beside-table] [data-ticks^="3/5"]');
  await judge.press("screens", "beside");
  await judge.see('[data-beside-table] [data-screen="defendant"][data-seen]');
  assert.equal(await judge.count('[data-beside-table] [data-screen="plaintiff"][data-seen]'), 0);
  const sha256 = await judge.run(() => document.querySelector("[data-beside-table] [data-shown]").dataset.sha256);
  court.plaintiff.send({ displayed: { exhibit: "P2", page: 1, sha256, checked: true } });
  await judge.see('[data-beside-table] [data-ticks^="4/5"]');
  await judge.press("screens", "beside");
  assert.equal(await defendant.count("[data-ticks]"), 0);
  await judge.press("compare-end");
  for (const person of [rep, defendant]) await goes(person, "[data-beside-table]");
});

test("each of the two is browsed by itself, seen by nobody else, and leads back to the presenter", LONG, async () => {
  const { "plaintiff-rep": rep, judge, defendant } = people;
  await rep.choose("compare-with", "D2");
  for (const person of [judge, defendant]) await person.see(shows("D2", 1));
  const lies = (person) => person.run(() => [...document.querySelectorAll("[data-shown]")].map((one) => `${one.dataset.shown} ${one.dataset.page}`).sort().join(", "));
  const turns = async (person, act) => person.page.locator(`[data-beside-table] [data-act="${act}"]`).click();
  assert.equal(await defendant.count('[data-beside-table] [data-act="next-page"]'), 0, "while he follows, its pages are not his");
  await defendant.press("browse-freely", "beside");
  await turns(defendant, "next-page");
  await defendant.see(shows("D2", 2));
  await defendant.till("the first still follows", async () => (await lies(defendant)) === "D2 2, P3 1");
  assert.equal(await lies(judge), "D2 1, P3 1");
  await defendant.press("browse-freely");
  await defendant.page.locator('.exhibit-head [data-act="next-page"]').click();
  await defendant.till("both by himself", async () => (await lies(defendant)) === "D2 2, P3 2");
  await defendant.press("back-to-presenter");
  await defendant.till("the one goes back alone", async () => (await lies(defendant)) === "D2 2, P3 1");
  await turns(rep, "next-page");
  await rep.see(shows("D2", 2));
  await judge.see(shows("D2", 2));
  await turns(defendant, "previous-page");
  await defendant.see(shows("D2", 1));
  assert.match(await defendant.text('[data-act="back-to-presenter"][data-of="beside"]'), /2/);
  await defendant.press("back-to-presenter", "beside");
  await defendant.see(shows("D2", 2));
  assert.equal(await rep.count('[data-act="browse-freely"]'), 0, "who presents has nobody to leave");
  await judge.press("compare-end");
  for (const person of [rep, defendant]) await goes(person, "[data-beside-table]");
});

test("who has the floor floats in the browser’s own small window, where it has one", LONG, async () => {
  const { "plaintiff-rep": rep, judge } = people;
  const floats = () => judge.run(() => {
    const element = document.pictureInPictureElement;
    return element && element.readyState > 1 ? element.dataset.smallPicture : null;
  });
  assert.ok(await judge.run(() => document.pictureInPictureEnabled), "this browser has one");
  await judge.press("small-window");
  await judge.till("the one who has the floor is in it", async () => (await floats()) === "plaintiff-rep");
  await court.clerk.must({ give_floor: { seat: "defendant" } });
  await judge.till("it follows the floor", async () => (await floats()) === "defendant");
  await court.clerk.must({ give_floor: { seat: "plaintiff-rep" } });
  await judge.till("and back", async () => (await floats()) === "plaintiff-rep");
  await judge.press("small-window");
  await judge.till("it is closed", () => judge.run(() => document.pictureInPictureElement === null));
  assert.equal(await judge.count('[data-act="small-window"][aria-pressed="true"]'), 0);
  // Closed by the browser’s own key, the page knows.
  await judge.press("small-window");
  await judge.till("it is open again", async () => (await floats()) !== null);
  await judge.run(() => document.exitPictureInPicture());
  await judge.see('[data-act="small-window"][aria-pressed="false"]');
  // Where a browser has none, there is nothing to press and nothing is said.
  await rep.before(() => Object.defineProperty(document, "pictureInPictureEnabled", { value: undefined }));
  await rep.page.reload();
  await rep.see(shows("P3", 1));
  assert.equal(await rep.count('[data-act="small-window"]'), 0);
});

test("marks lie on a layer of their own", LONG, async () => {
  const { "plaintiff-rep": rep, judge, defendant } = people;
  assert.equal(await defendant.count('[data-act="marks"]'), 0);
  const mark = { mark: randomUUID(), exhibit: "P3", page: 1, shape: "rectangle", from: [1, 1], to: [900, 900], label: "" };
  await refusedTo(court.plaintiff, { draw_mark: mark }, "not_permitted");
  await rep.press("marks");
  await rep.type("mark-label", "转账金额");
  await rep.press("pen", "rectangle");
  await drag(rep, [0.2, 0.1], [0.5, 0.2]);
  for (const person of [judge, defendant]) {
    await person.see('[data-mark][data-by="plaintiff-rep"]');
    assert.match(await person.text("[data-label]"), /转账金额/);
  }
  await judge.press("marks");
  await judge.press("pen", "arrow");
  await drag(judge, [0.8, 0.04], [0.5, 0.1]);
  await defendant.see('[data-mark][data-by="judge"]');
  // Put away on one screen, it stays on the others. On a phone one works with the page over the whole screen.
  await defendant.press("enlarge");
  await defendant.press("marks");
  assert.equal(await defendant.count('[data-act="pen"]'), 0);
  await defendant.tick('[data-field="layer"][data-of="judge"]');
  await goes(defendant, '[data-mark][data-by="judge"]');
  assert.equal(await rep.count('[data-mark][data-by="judge"]'), 1);
  await defendant.press("marks");
  await defendant.press("enlarge");
  await judge.press("pen", "arrow");
  await judge.press("marks");
  const own = await rep.run(() => document.querySelector('[data-mark][data-by="plaintiff-rep"]').dataset.mark);
  await refusedTo(court.plaintiff, { erase_mark: { mark: own } }, "not_permitted");
  await rep.press("erase-mark", own);
  await goes(judge, '[data-mark][data-by="plaintiff-rep"]');
  await rep.press("pen", "rectangle");
  await rep.press("marks");
});

test("sound is played in step, its stretches are on record, and a late comer hears the same", LONG, async (t) => {
  const { "plaintiff-rep": rep, judge, defendant } = people;
  await rep.press("stop-presenting");
  await rep.press("present", "P4");
  for (const person of [rep, judge, defendant]) await person.see('[data-shown="P4"]');
  assert.equal(await defendant.count('[data-act="play"]'), 0);
  await refusedTo(court.plaintiff, { set_playback: { playing: true, position: 0, length: 1_000 } }, "not_permitted");
  await judge.see('[data-ticks^="3/5 已就位"]');
  await rep.press("play");
  // Who plays it, and where: as each screen says.
  await judge.see('[data-ticks^="3/5 正在播放"]');
  await judge.press("screens");
  await judge.see('[data-screen="defendant"][data-position]');
  assert.match(await judge.text('[data-screen="defendant"]'), /位置 00:0\d/);
  assert.match(await judge.text('[data-screen="clerk"]'), /未播放/);
  await judge.press("screens");
  // Where it stands, less the time of asking: the same everywhere when all are in step.
  const standing = (person) => person.run(() => {
    const media = document.querySelector(".sheet-face audio");
    return media && !media.paused ? media.currentTime * 1_000 - Date.now() : null;
  });
  const apart = async (...all) => {
    const places = [];
    for (const person of all) places.push(await standing(person));
    return places.includes(null) ? null : Math.max(...places) - Math.min(...places);
  };
  // Five looks in a row.
  const inStep = async (...all) => {
    const looks = [];
    await until(`in step (${all.map((one) => one.name)})`, async () => {
      const found = await apart(...all);
      if (found === null || found > 100) looks.length = 0;
      else looks.push(found);
      return looks.length === 5;
    }, { within: 25_000, every: 150 });
    return `at most ${Math.max(...looks).toFixed(0)} ms apart`;
  };
  t.diagnostic(`three browsers ${await inStep(rep, judge, defendant)}`);
  const plaintiff = await sit("plaintiff");
  t.diagnostic(`late comer ${await inStep(judge, plaintiff)}`);
  await rep.press("play");
  await judge.see('[data-ticks^="4/5 已就位"]');
  await judge.till("it rests everywhere", () => judge.run(() => document.querySelector(".sheet-face audio").paused));
  await judge.see("[data-played]");
  assert.match(await judge.text("[data-played]"), /00:00–00:\d\d/);
  await rep.page.locator('[data-field="seek"]').fill("1000");
  const at = (person) => person.run(() => document.querySelector(".sheet-face audio").currentTime);
  for (const person of [judge, defendant]) await person.till("it stands where it was put", async () => Math.abs((await at(person)) - 1) < 0.05);
  await refusedTo(court.clerk, { set_playback: { playing: false, position: 2_000, length: 1_000 } }, "nothing_plays");
});

test("who is sent out takes what he shows with him, and all of it is listed with the exhibit", LONG, async () => {
  const { "plaintiff-rep": rep, judge, defendant } = people;
  const wire = await Wire.sit(backend, "G1", "clerk");
  await wire.must({ give_floor: { seat: "plaintiff-rep" } });
  await defendant.press("to-evidence");
  await defendant.press("open-exhibit", "P3").catch(() => defendant.run(() => document.querySelector('[data-exhibit="P3"] .x-open').click()));
  await defendant.see('[data-showing="2"]');
  await defendant.see("[data-mark-entry]");
  await judge.see('[data-shown="P4"]');
  const bench = await Wire.sit(backend, "G1", "judge");
  await bench.must({ remove: { seat: "plaintiff-rep", reason: "扰乱法庭秩序" } });
  const { hearing } = await Wire.sit(backend, "G1", "clerk");
  assert.equal(hearing.presentation, null);
  await people.plaintiff.till("nothing is on show", async () => (await people.plaintiff.count("[data-shown]")) === 0);
  const known = [...rep.troubles, ...judge.troubles, ...defendant.troubles, ...people.plaintiff.troubles];
  assert.deepEqual(known.filter((one) => !/Failed to load resource|WebSocket/.test(one)), []);
});
