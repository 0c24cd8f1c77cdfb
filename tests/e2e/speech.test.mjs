// Speech-to-text: a real browser speaks, a provider of the tests' own hears, the clerk takes what it proposes by a key; and nobody
// is disturbed by one that is gone, or lies.
import assert from "node:assert/strict";
import { after, before, test as nodeTest } from "node:test";
import { Backend, Browsers, SEATS, sleep, until } from "./court.mjs";
import { Hearer } from "./hearer.mjs";
import { namesOf, type } from "./people.mjs";
import { openCourt } from "./wire.mjs";

let failed = false;
function test(name, work) {
  nodeTest(name, { timeout: 90_000 }, async (t) => {
    if (failed) return t.skip("an earlier step failed");
    failed = true;
    await work(t);
    failed = false;
  });
}

const TONE = SEATS.plaintiff.tone;
let hearer;
let backend;
let browsers;
let court;
let clerk;
let plaintiff;
const state = (wanted, within) => clerk.see(`[data-speech="${wanted}"]`, within);
const next = () => clerk.page.locator("[data-proposal]:is(li)").first().getAttribute("data-proposal");
const lines = () => clerk.page.locator("[data-line]").allInnerTexts();
const told = (wire) => wire.frames.filter((frame) => frame.speech || frame.proposals);

before(async () => {
  hearer = await Hearer.start();
  backend = await Backend.start({ flags: ["--speech-url", hearer.url] });
  browsers = await Browsers.start();
  court = await openCourt(backend, namesOf(backend));
  const sit = async (seat) => {
    const person = await browsers.seat(seat, { url: backend.link("G1", seat) });
    await person.press("enter");
    if (await person.count('[data-act="to-courtroom"]')) await person.press("to-courtroom");
    await person.see('[data-place="courtroom"]');
    return person;
  };
  [clerk, plaintiff] = await Promise.all([sit("clerk"), sit("plaintiff")]);
  await clerk.see("[data-editor]");
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
  await hearer?.kill();
});

test("the provider is given the right voice and the words of the case, and the clerk alone sees what it makes of them", async () => {
  await state("working");
  await plaintiff.press("microphone");
  await clerk.see(`[data-partial="plaintiff"]`);
  await clerk.see("[data-proposal]");
  assert.match(await clerk.text("li[data-proposal] p"), new RegExp(`音高${TONE}赫兹`), "his tone, as PCM of 16 kHz");
  const [begin] = hearer.begins;
  for (const word of [namesOf(backend).plaintiff, namesOf(backend).witness, "质证"]) assert.ok(begin.words.includes(word), `${word}: ${begin.words}`);
  assert.deepEqual(hearer.faults, []);
  const near = [...hearer.tones].filter(([tone]) => Math.abs(tone - TONE) <= 40).reduce((sum, [, count]) => sum + count, 0);
  assert.ok(near / hearer.loud > 0.6, JSON.stringify([...hearer.tones]));
  for (const seat of ["judge", "plaintiff-rep", "defendant", "witness", "observer"]) assert.deepEqual(told(court[seat]), [], seat);
  assert.ok(!(await lines()).some((line) => line.includes("音高")), "nothing is on record by itself");
});

test("by one key it becomes a line that everybody reads, as it is or changed; by another it is gone", async () => {
  await clerk.page.locator("[data-editor]").focus();
  await clerk.key("Alt+j");
  const written = (text) => court["plaintiff-rep"].frames.map((frame) => frame.event?.recorded.event.line_written?.line).find((line) => line?.text === text);
  const line = await until("it is told", () => written(`音高${TONE}赫兹。`));
  assert.deepEqual(line.speaker, { seat: "plaintiff" });
  assert.equal(line.proposed.text, "", "what was heard is the clerk's to see");
  await clerk.see(".line [data-proposed]");
  await clerk.see("li[data-proposal]");
  await clerk.key("Alt+l");
  await clerk.see("[data-mode]");
  assert.match(await clerk.run(() => document.querySelector("[data-editor]").value), /音高/);
  await clerk.page.locator("[data-editor]").fill("借款二十万元，至今未还。");
  await clerk.key("Enter");
  const changed = await until("it is told", () => written("借款二十万元，至今未还。"));
  assert.ok(changed.proposed.id !== line.proposed.id);
  assert.equal(await clerk.count("[data-mode]"), 0);
  await clerk.see("li[data-proposal]");
  const gone = await next();
  await clerk.key("Alt+k");
  await clerk.till("it is gone", async () => (await clerk.count(`li[data-proposal="${gone}"]`)) === 0);
  assert.equal((await lines()).filter((text) => text.includes("音高")).length, 1);
});

test("a provider that is killed is said to be, typing goes on, and it is found again by itself", async () => {
  await hearer.kill();
  await state("interrupted");
  await type(clerk, "defendant", "我没有收到这笔钱。");
  await until("it is saved", async () => (await clerk.count("[data-unsaved]")) === 0);
  const heard = hearer.loud;
  await hearer.up();
  await state("working");
  await until("it hears again", () => hearer.loud > heard + 20);
  assert.deepEqual(hearer.faults, []);
});

test("one that lies writes nothing, and disturbs nobody", async () => {
  let poured = 0;
  hearer.lies = {
    sentence: "判\u202e决\u0000如下".repeat(2_000),
    partial: "长".repeat(9_000),
    frames: () => ((poured += 1) < 9 ? ["{", "[1]", '{"mode":"2pass-offline","text":7}', '{"text":"ERROR. no","is_final":true}', '{"mode":"2pass-offline","text":"判决如下：原告败诉。","is_final":false}'] : []),
  };
  await sleep(3_500);
  hearer.lies = null;
  const shown = await clerk.page.locator("li[data-proposal] p:first-child").allInnerTexts();
  assert.ok(shown.length <= 4 && shown.every((text) => text.length < 600), JSON.stringify(shown.map((text) => text.length)));
  assert.ok((await clerk.count("[data-dropped]")) === 1, "what cannot have been said is left out, and that is said");
  assert.ok(!(await lines()).some((line) => line.includes("判决")));
  await type(clerk, "defendant", "请法庭核实。");
  await until("it is saved", async () => (await clerk.count("[data-unsaved]")) === 0);
});

test("who is muted is not heard, and in a break nobody is", async () => {
  const silent = async (what) => {
    await sleep(400);
    const before = hearer.loud;
    await plaintiff.run(() => window.court.force());
    await sleep(1_500);
    assert.equal(hearer.loud, before, what);
  };
  const speaks = (before) => until("he is heard", () => hearer.loud > before + 5);
  await court.judge.must({ mute: { seat: "plaintiff", lock: true } });
  await silent("muted");
  await court.judge.must({ release: { seat: "plaintiff" } });
  let before = hearer.loud;
  await plaintiff.run(() => window.court.force());
  if ((await plaintiff.run(() => document.querySelector('[data-act="microphone"]')?.getAttribute("aria-pressed"))) !== "true") await plaintiff.press("microphone");
  await speaks(before);
  await court.judge.must({ adjourn: { reason: "休息" } });
  await state("resting");
  await silent("a break");
  before = hearer.loud;
  await court.judge.must("resume");
  await speaks(before);
  await state("working");
});
