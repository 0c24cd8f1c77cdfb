// Sixteen who take part, and fifty who watch: a room and no grid of faces, at every size.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { crowd } from "./crowd.mjs";
import { namesOf } from "./people.mjs";
import { show } from "./views.mjs";
import { checkInByWire, Wire } from "./wire.mjs";

const PARTIES = ["plaintiff-rep", "defendant", "third-rep"];
// Where the pictures go, when one wants to look at them.
const shots = process.env.KAITING_SHOTS;
let backend;
let browsers;
const wires = {};

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  const names = namesOf(backend, "G4");
  for (const seat of ["judge", "panel-judge", "assessor", "assistant", "clerk", ...PARTIES, "observer"]) wires[seat] = await Wire.sit(backend, "G4", seat);
  for (const seat of [...PARTIES, "observer"]) {
    await checkInByWire(wires[seat], names[seat], { watches: seat === "observer" });
    await wires.clerk.must({ verify_identity: { seat, how: "by_eye" } });
    await wires.clerk.must({ admit: { seat } });
  }
  await wires.clerk.must("report_ready");
  await wires.judge.must({ open_hearing: { override_reason: null } });
  await wires.judge.must({ give_floor: { seat: "plaintiff-rep" } });
  await wires["plaintiff-rep"].must({ present_exhibit: { exhibit: "P1", view: { page: 1, zoom: 100, rotation: 0, left: 0, top: 0 } } });
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

// What is wrong with the room, in words; nothing when it is as it should be.
function wrongs() {
  const found = [];
  const box = (one) => one.getBoundingClientRect();
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && box(one).width > 0;
  const over = document.scrollingElement.scrollWidth - innerWidth;
  if (over > 0) found.push(`the page is ${over} px too wide`);
  const bench = box(document.querySelector(".bench"));
  const all = [...document.querySelectorAll(".side [data-seat-id]")].filter(seen);
  // What is not within a side that scrolls is a turn of the wheel away.
  const scrolls = (side) => side.scrollHeight > side.clientHeight + 1 && getComputedStyle(side).overflowY === "auto";
  const within = (seat) => {
    const side = seat.closest(".side");
    return !scrolls(side) || (box(seat).top >= box(side).top - 1 && box(seat).bottom <= box(side).bottom + 1);
  };
  const seats = all.filter(within);
  for (const side of document.querySelectorAll(".side")) {
    if (scrolls(side) && side.tabIndex < 0) found.push("a side is scrolled, and not by keys");
    if (scrolls(side) && side.clientHeight < 90) found.push(`a side shows ${side.clientHeight} px of itself`);
  }
  for (const seat of seats) {
    const id = seat.dataset.seatId;
    const who = seat.querySelector(".seat-who");
    if (box(seat).top < bench.bottom - 1) found.push(`${id} is above the bench`);
    if (!who || !seen(who)) found.push(`${id} has no name`);
    else {
      const [name, side] = [box(who), box(seat.closest(".side"))];
      if (who.scrollWidth > who.clientWidth + 1) found.push(`${id}'s name is cut: ${who.textContent}`);
      if (name.width < 36) found.push(`${id}'s name has ${Math.round(name.width)} px: ${who.textContent}`);
      if (name.bottom > side.bottom + 1) found.push(`${id}'s name is out of its side`);
      // Role and name have two lines each at most.
      const lines = name.height / Number.parseFloat(getComputedStyle(who).lineHeight);
      if (lines > 4.2) found.push(`${id}'s name stands on ${lines.toFixed(1)} lines: ${who.textContent}`);
    }
  }
  const boxes = seats.map((seat) => [seat.dataset.seatId, box(seat)]);
  for (const [a, one] of boxes) {
    for (const [b, other] of boxes) {
      if (a < b && one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1) found.push(`${a} lies on ${b}`);
    }
  }
  const well = box(document.querySelector("#well"));
  const bar = box(document.querySelector(".bar"));
  if (bar.bottom > innerHeight + 1) found.push("the bar is below the screen");
  if (innerWidth > 600 && well.height < 240) found.push(`the well has ${Math.round(well.height)} px`);
  const keys = [...document.querySelectorAll(".keys .key")];
  for (const key of keys) if (key.scrollWidth > key.clientWidth + 1) found.push(`a speaker's key is cut: ${key.textContent}`);
  if (keys.length) {
    const [rows, record] = [box(document.querySelector(".keys")), box(document.querySelector(".lines"))];
    if (record.height < 120) found.push(`the keys leave ${Math.round(record.height)} px for the record`);
    const labels = keys.map((key) => [...key.querySelectorAll("span")].map((one) => one.textContent).join(" "));
    if (new Set(labels).size < labels.length) found.push("two keys say the same");
    if (rows.height > 200) found.push(`the keys take ${Math.round(rows.height)} px`);
  }
  return { found, shown: all.length };
}

for (const taking_part of [12, 16]) {
  for (const seat of ["judge", "defendant", "clerk"]) {
    test(`${taking_part} beside the court, as ${seat} sees it`, { timeout: 120_000 }, async () => {
      const person = await browsers.seat(seat);
      await crowd(person, { taking_part, watching: 50 });
      await person.open(backend.link("G4", seat));
      await person.press("enter");
      await person.see('[data-place="courtroom"], [data-place="readiness"]');
      if (await person.count('[data-act="to-courtroom"]')) await person.press("to-courtroom");
      await person.see('[data-shown="P1"]');
      const trouble = [];
      // The clerk has no work on a phone.
      for (const size of seat === "clerk" ? ["desktop"] : ["desktop", "phone"]) {
        for (const language of ["zh", "en"]) {
          await show(person, { language, theme: language === "zh" ? "light" : "dark", size });
          const { found, shown } = await person.run(wrongs);
          trouble.push(...found.map((one) => `${size}, ${language}: ${one}`));
          if (size === "desktop") assert.equal(shown, taking_part, "everybody has a seat");
          if (shots) {
            await mkdir(shots, { recursive: true });
            await person.picture(path.join(shots, `house-${taking_part}-${seat}-${size}-${language}.png`));
          }
        }
      }
      assert.deepEqual(trouble, []);
      if (seat !== "defendant") {
        await show(person, { language: "zh", theme: "light", size: "desktop" });
        assert.match(await person.text(".bar-facts"), / (50|51)$|5[01]/, "who watches is a count");
      }
      assert.equal(await person.count('[data-seat-id^="watcher"]'), 0);
      if (seat === "judge") {
        // A full side has no room for the acts beside the seat: all of them are behind "more".
        const panel = '[data-panel="discipline"]';
        await person.press("more", "third-rep");
        await person.page.locator(`${panel} [data-act="give-floor"]`).click();
        await person.see('[data-seat-id="third-rep"][data-state="floor"]');
        await person.page.locator(`${panel} [data-act="mute"]`).click();
        await person.page.locator(`${panel} [data-act="release"]`).click();
        await person.page.locator(`${panel} [data-act="take-floor"]`).click();
        await person.see('[data-seat-id="third-rep"]:not([data-state="floor"])');
      }
      await person.leave();
    });
  }
}
