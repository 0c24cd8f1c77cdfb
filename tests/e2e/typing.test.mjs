// What the clerk types is on the record exactly once: over a closed tab, a lost line and a backend that dies.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers, until } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { openCourt, Wire } from "./wire.mjs";

// Two deaths at every run, fifty in the slow suite.
const DEATHS = process.env.KAITING_SLOW ? 50 : 2;

let backend;
let browsers;
let court;

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  court = await openCourt(backend, namesOf(backend));
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

const shown = (person, state) =>
  person.run((wanted) => [...document.querySelectorAll(`[data-line-state="${wanted}"]`)].map((line) => line.querySelector("p").textContent), state);

async function type(clerk, words) {
  await clerk.page.locator("[data-editor]").fill(words);
  await clerk.key("Enter");
}

// The lines on record, as the journal has them now.
async function onRecord(seat = "plaintiff") {
  const wire = await Wire.sit(backend, "G1", seat);
  wire.leave();
  return wire.hearing.transcript.lines.map((line) => line.text);
}

const onceInOrder = (record, typed) => assert.deepEqual(record.filter((text) => typed.includes(text)), typed);

async function sit(name) {
  const person = await browsers.seat(name, { url: backend.link("G1", name) });
  await person.press("enter");
  await person.see('[data-place="courtroom"]');
  return person;
}

test("a tab closed in mid-word and a lost line lose nothing", { timeout: 120_000 }, async () => {
  const clerk = await sit("clerk");
  await type(clerk, "断网前的一行。");
  const typedSaved = async () => (await shown(clerk, "saved")).filter((text) => text.includes("断网")).length;
  await until("it is saved", async () => (await typedSaved()) === 1);
  await clerk.context.setOffline(true);
  const typed = [1, 2, 3, 4, 5].map((n) => `断网时打下的第${n}行。`);
  for (const words of typed) await type(clerk, words);
  assert.equal((await shown(clerk, "unsaved")).length, typed.length, "what has no answer is shown as unsaved");
  assert.equal(await clerk.text("[data-unsaved]").then(Boolean), true, "the head of the record counts them");
  // Half a sentence that was never sent survives as well.
  await clerk.page.locator("[data-editor]").fill("还没打完的半句");
  await until("the browser has kept it all", () =>
    clerk.run(
      (wanted) =>
        new Promise((done) => {
          const open = indexedDB.open("kaiting");
          open.onsuccess = () => {
            const count = open.result.transaction("kept").objectStore("kept").count();
            count.onsuccess = () => done(count.result >= wanted);
          };
        }),
      typed.length + 1,
    ),
  );
  await clerk.page.close();
  onceInOrder(await onRecord(), ["断网前的一行。"]);

  await clerk.context.setOffline(false);
  clerk.take(await clerk.context.newPage(), "playwright", clerk.context);
  await clerk.open(backend.link("G1", "clerk"));
  await clerk.press("enter");
  await clerk.see("[data-editor]");
  await until("all of it is saved", async () => (await shown(clerk, "unsaved")).length === 0 && (await typedSaved()) === 6);
  onceInOrder(await onRecord(), ["断网前的一行。", ...typed]);
  await until("the half sentence is there again", async () => (await clerk.page.locator("[data-editor]").inputValue()) === "还没打完的半句");
  await clerk.page.locator("[data-editor]").fill("");
  await clerk.leave();
});

test(`the backend dies ${DEATHS} times while the clerk types`, { timeout: 60_000 + DEATHS * 60_000 }, async () => {
  const people = { clerk: await sit("clerk"), judge: await sit("judge"), defendant: await sit("defendant") };
  const { clerk } = people;
  const all = [];
  for (let death = 0; death < DEATHS; death += 1) {
    const typed = Array.from({ length: 12 }, (_, n) => `第${death + 1}次之第${n + 1}行，一字不失。`);
    const typing = (async () => {
      for (const words of typed) await type(clerk, words);
    })();
    // Only the rows in sight are in the page: those of this death, not all that was ever typed.
    const underWay = async () => [...(await shown(clerk, "saved")), ...(await shown(clerk, "unsaved"))].filter((text) => text.startsWith(`第${death + 1}次`));
    await until("some of it is on its way", async () => (await underWay()).length > death % 8);
    await backend.kill("SIGKILL");
    const saved = (await shown(clerk, "saved")).filter((text) => text.includes("一字不失"));
    await typing;
    await backend.up();
    all.push(...typed);
    for (const person of Object.values(people)) {
      await until(`${person.name} is back by himself`, async () => (await person.count("[data-lost]")) === 0, { within: 30_000 });
      await person.see('[data-place="courtroom"]');
    }
    await until("all of it is saved", async () => (await clerk.count("[data-unsaved]")) === 0 && (await shown(clerk, "unsaved")).length === 0, { within: 30_000 });
    const record = await onRecord();
    onceInOrder(record, all);
    for (const text of saved) assert.ok(record.some((line) => text.includes(line)), `shown as saved and lost: ${text}`);
  }
  for (const person of Object.values(people)) await person.leave();
});
