// What kind of record a sitting has, as the bench orders it and everybody reads it; a deliberation that is the panel's alone; and
// a recording that takes the record's place: agreed to, real, and signed for by its value.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test as nodeTest } from "node:test";
import { Backend, Browsers, sleep, until } from "./court.mjs";
import { namesOf, sign } from "./people.mjs";
import { checkInByWire, openCourt, Wire } from "./wire.mjs";

let failed = false;
function test(name, work) {
  nodeTest(name, { timeout: 120_000 }, async (t) => {
    if (failed) return t.skip("an earlier step failed");
    failed = true;
    await work(t);
    failed = false;
  });
}

let backend;
let browsers;
let court;
const panel = {};

async function sit(seat, kase) {
  const person = await browsers.seat(seat, { url: backend.link(kase, seat) });
  await person.press("enter");
  if (await person.count('[data-act="to-courtroom"]')) await person.press("to-courtroom");
  await person.see('[data-place="courtroom"]');
  return person;
}

const text = async (session) => (await fetch(`${backend.base}/api/record.txt`, { headers: { authorization: `Bearer ${session}` } })).text();
const session = (person) => person.run(() => JSON.parse(sessionStorage.getItem("kaiting.pass")).session);

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

test("the presiding judge says before the opening what kind of record it is, and all of it says so", async () => {
  const judge = await sit("judge", "G4");
  const clerk = await browsers.seat("clerk", { url: backend.link("G4", "clerk") });
  await clerk.press("enter");
  await clerk.press("to-courtroom");
  await clerk.see('[data-place="courtroom"]');
  assert.equal(await judge.text("[data-record-kind]"), "庭审笔录");
  await judge.press("orders");
  assert.equal(await judge.count('[data-act="record-trial"]'), 0, "what it is already is not ordered");
  assert.equal(await clerk.count('[data-act="record-exchange"]'), 0);
  for (const [act, name] of [["record-exchange", "证据交换笔录"], ["record-trial", "庭审笔录"]]) {
    await judge.press(act);
    for (const person of [judge, clerk]) await person.till(`it is the ${name}`, async () => (await person.text("[data-record-kind]")) === name);
    assert.ok((await text(await session(clerk))).includes(name), "and so is the file");
  }
  await clerk.leave();
  for (const seat of ["clerk", "plaintiff-rep"]) panel[seat] = await Wire.sit(backend, "G4", seat);
  await judge.press("record-mediation");
  await judge.till("it is", async () => (await judge.text("[data-record-kind]")) === "调解笔录");
  await judge.press("record-deliberation");
  await judge.till("it is", async () => (await judge.text("[data-record-kind]")) === "合议笔录");
  await judge.press("close-panel");
  // Nobody else comes in any more, and nobody else reads a word.
  await checkInByWire(panel["plaintiff-rep"], namesOf(backend, "G4")["plaintiff-rep"]);
  await panel.clerk.must({ verify_identity: { seat: "plaintiff-rep", how: "by_eye" } });
  assert.deepEqual(await panel.clerk.ask({ admit: { seat: "plaintiff-rep" } }), { refused: "panel_alone" });
  await panel.clerk.must({ write_line: { line: "l1", after: null, speaker: "nobody", kind: "act", text: "合议庭评议：支持原告的诉讼请求。", exhibit: null, begun: null } });
  await judge.see('[data-line="l1"]');
  assert.ok(!JSON.stringify(panel["plaintiff-rep"].frames).includes("合议庭评议"));
  const given = await text(await session(judge));
  assert.match(given, /合议笔录/);
  assert.match(given, /支持原告的诉讼请求/);
  assert.ok(!/庭审笔录/.test(given.split("\n").slice(0, 5).join("\n")));
  await judge.leave();
});

test("with the consent of both sides the recording takes the place of the record, and its value is signed", async () => {
  court = await openCourt(backend, namesOf(backend));
  const judge = await sit("judge", "G1");
  const plaintiff = await sit("plaintiff", "G1");
  await plaintiff.press("microphone");
  await judge.press("orders");
  await judge.press("ask-replacement");
  await judge.see('[data-act="withdraw-replacement"]');
  await judge.press("close-panel");
  await plaintiff.press("replacement-asked");
  await plaintiff.press("agree-replacement");
  await plaintiff.till("it is answered", async () => (await plaintiff.count('[data-act="replacement-asked"]')) === 0);
  await court.defendant.must({ answer_replacement: { agreed: true } });
  await sleep(2_500);
  await judge.press("orders");
  await judge.press("close-hearing");
  await judge.type("reason", "试录到此为止");
  await judge.press("ask-yes");
  await judge.see('[data-place="record"]');
  // Refused as long as the files are not finished.
  const opened = await until("the files are finished", async () => (await court.clerk.ask("open_sign_off")).acknowledged === true);
  assert.ok(opened);
  await plaintiff.see('[data-place="record"]');
  await plaintiff.see("[data-integrity]");
  const value = (await plaintiff.text("[data-integrity]")).trim();
  // A stranger computes it from the files themselves.
  const event = await until("it is told", () => court.clerk.frames.map((frame) => frame.event?.recorded.event.sign_off_opened).find(Boolean));
  const hash = createHash("sha256");
  const put = (words) => {
    const bytes = Buffer.from(words);
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(bytes.length));
    hash.update(length).update(bytes);
  };
  assert.ok(event.recording.length > 0);
  for (const { file, sha256 } of event.recording) {
    const bytes = await readFile(path.join(backend.data, "recordings", "g1", file));
    assert.equal(createHash("sha256").update(bytes).digest("hex"), sha256);
    for (const words of [file, String(bytes.length), sha256]) put(words);
  }
  assert.equal(hash.digest("hex"), value);
  await sign(plaintiff, namesOf(backend).plaintiff);
  const given = await text(await session(judge));
  assert.ok(given.replaceAll(/\s/g, "").includes(value), "the file says what was signed for");
  assert.match(given, /以庭审录音录像替代庭审笔录/);
});
