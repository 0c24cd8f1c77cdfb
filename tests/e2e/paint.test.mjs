// The door is painted before the app runs, and alone; what comes later comes, or is said not to have come.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";

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

// Holds back, or loses, what is asked for; gives back what lets it through.
async function without(person, name, how) {
  let through = false;
  const waiting = [];
  await person.page.route(name, (route) => {
    if (through) return route.continue();
    if (how === "lost") return route.abort();
    waiting.push(route);
  });
  return async () => {
    through = true;
    await Promise.all(waiting.map((route) => route.continue()));
  };
}

// Where and what is seen of the front of the house.
const seen = (person) =>
  person.page.evaluate(() => {
    const all = document.querySelectorAll(".facade-door, .facade-name, .rail, main h1, .ask label, .ask input, main .lead");
    return [...all]
      .filter((one) => one.checkVisibility())
      .map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return [one.innerText || one.placeholder || one.className, x, y, width, height].join(" ");
      });
  });

for (const front of ["/", "/#seat=abc"]) {
  for (const language of ["zh", "en"]) {
    for (const phone of [true, false]) {
      for (const elder of [true, false]) {
        test(`the frame is the door: ${front} ${language} ${phone ? "phone" : "desk"} ${elder ? "large" : ""}`, async () => {
          const person = await browsers.seat("observer", { phone });
          await person.page.addInitScript((large) => {
            localStorage.setItem("kaiting.elder", large ? '"1"' : '"0"');
            globalThis.shifts = [];
            new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().map((one) => one.value))).observe({ type: "layout-shift", buffered: true });
          }, elder);
          const letThrough = await without(person, "**/app_bg.wasm", "held");
          await person.page.goto(`${backend.base}${front.replace("/", `/?lang=${language}`)}`, { waitUntil: "commit" });
          await person.see("#frame .facade-name");
          const frame = await seen(person);
          await letThrough();
          await person.see("[data-ready]");
          assert.equal(await person.count("#frame"), 0, "the frame is gone");
          assert.deepEqual(await seen(person), frame);
          // Also when the sheets of the room have come.
          await person.till("all is there", () => person.page.evaluate(() => [...document.querySelectorAll("[data-sheet]")].every((link) => link.sheet)));
          assert.deepEqual(await seen(person), frame);
          assert.deepEqual(await person.page.evaluate(() => globalThis.shifts), [], "nothing moves");
          await person.context.close();
        });
      }
    }
  }
}

test("what is typed before the app runs is not lost", async () => {
  const person = await browsers.seat("observer");
  const letThrough = await without(person, "**/app_bg.wasm", "held");
  await person.page.goto(`${backend.base}/`, { waitUntil: "commit" });
  await person.page.locator("#early-code").pressSequentially("38014");
  await letThrough();
  await person.see("[data-ready]");
  await person.page.keyboard.type("2718");
  assert.equal(await person.page.locator("#code").inputValue(), "380 142 718");
});

test("no sign is fetched: each is on the page before the line can be lost", async () => {
  const person = await browsers.seat("observer");
  const asked = [];
  person.page.on("request", (request) => asked.push(request.url()));
  await person.open(`${backend.base}/`);
  await person.see(".ready .icon");
  const missing = () => person.page.evaluate(() => [...document.querySelectorAll("use")].map((use) => use.getAttribute("href")).filter((href) => !document.querySelector(href)));
  assert.deepEqual(await missing(), []);
  assert.deepEqual(asked.filter((url) => url.includes(".svg") && !url.includes("favicon")), []);
});

test("the door needs neither the room nor what is on its tables", async () => {
  const person = await browsers.seat("observer");
  const asked = [];
  person.page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").pop()));
  // As far as it comes without what comes while one reads.
  for (const late of ["**/split_*.wasm", "**/chunk_*.wasm", "**/inside.js", "**/*.css"]) await without(person, late, "held");
  await person.page.goto(`${backend.base}/`, { waitUntil: "commit" });
  await person.see("[data-ready]");
  assert.deepEqual(asked.filter((name) => /wasm|js|css/.test(name)).slice(0, 2).sort(), ["app.js", "app_bg.wasm"]);
});

for (const part of ["app.js", "app_bg.wasm"]) {
  test(`the app does not arrive (${part}): said, and asked for again`, async () => {
    const person = await browsers.seat("observer");
    const letThrough = await without(person, `**/${part}`, "lost");
    await person.page.goto(`${backend.base}/`, { waitUntil: "commit" });
    await person.see('[data-act="reload"]');
    assert.equal(await person.page.locator("#frame h1:visible").count(), 0, "no door that does not open");
    await letThrough();
    await person.page.locator('[data-act="reload"]').click();
    await person.see('[data-place="door"] [data-ready]');
  });
}

for (const part of ["split_inside.wasm", "chunk_*.wasm", "inside.js", "2-room.css", "split_room.wasm"]) {
  test(`a part does not arrive (${part}): said, and asked for again`, async () => {
    const person = await browsers.seat("judge");
    const letThrough = await without(person, `**/${part}*`, "lost");
    await person.page.goto(backend.link("G1", "judge"), { waitUntil: "commit" });
    await person.see("[data-ready]");
    await person.press("enter");
    await person.see('[data-place="part-missing"] [role="alert"]');
    await letThrough();
    await person.press("part-again");
    await person.see('[data-place="courtroom"]');
    // The pass is kept: a reload needs neither link nor door.
    await person.page.reload();
    await person.see('[data-place="courtroom"]');
    await person.context.close();
  });
}

test("a page of yesterday's build, whose parts are gone, becomes one of today's", async () => {
  const person = await browsers.seat("judge");
  let documents = 0;
  person.page.on("request", (request) => (documents += request.isNavigationRequest() ? 1 : 0));
  // Gone for the page that was there first.
  await person.page.route("**/split_inside.wasm", (route) => (documents > 1 ? route.continue() : route.fulfill({ status: 404 })));
  await person.page.goto(backend.link("G1", "judge"), { waitUntil: "commit" });
  await person.see("[data-ready]");
  await person.press("enter");
  await person.press("part-again");
  await person.see('[data-act="part-again"]');
  await person.press("part-again");
  await person.see('[data-place="courtroom"]');
  await person.context.close();
});

test("in Firefox too", async () => {
  const person = await browsers.seat("judge", { url: backend.link("G1", "judge"), kind: "firefox" });
  await person.press("enter");
  await person.see('[data-place="courtroom"]');
  assert.deepEqual(person.troubles, []);
});
