// What is taken away after a hearing, and how everybody comes to sign: each kind opened by another program than ours.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { Backend, Browsers, until } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { openCourt } from "./wire.mjs";

const kaiting = process.env.KAITING_BACKEND ?? path.resolve(import.meta.dirname, "../../target/debug/kaiting");
const SECRETS = ["13800138000", "中关村大街27号", "11010519491231002X"];
const ADDRESS = `我住址：北京市海淀区${SECRETS[1]}1101室，电话${SECRETS[0]}，身份证${SECRETS[2]}。`;

let backend;
let browsers;
let court;
let names;
const people = {};
const at = (name) => path.join(backend.data, name);
const ask = (seat, where) => fetch(`${backend.base}${where}`, { headers: { authorization: `Bearer ${court[seat].pass.session}` } });
const line = (id, speaker, text) => ({ write_line: { line: id, after: null, speaker: { seat: speaker }, kind: "speech", text, exhibit: null } });

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  names = namesOf(backend);
  court = await openCourt(backend, names);
  await court.clerk.must({ call_witness: { seat: "witness" } });
  await court.clerk.must(line("l1", "plaintiff-rep", ADDRESS));
  await court.clerk.must(line("l2", "defendant", "我只收到<十八万>八千元 & 没有别的。"));
  await court.clerk.must(line("l3", "witness", "那天我在旁边。"));
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

async function sit(seat, more = {}) {
  people[seat] = await browsers.seat(seat, { url: backend.link("G1", seat), ...more });
  await people[seat].press("enter");
  await people[seat].see('[data-place="record"]');
  return people[seat];
}

// As the browser saves it.
async function save(person, act, name) {
  const [download] = await Promise.all([person.page.waitForEvent("download", { timeout: 60_000 }), person.press(act)]);
  await download.saveAs(at(name));
  return readFile(at(name));
}

test("a draft says so, and captions are read by the browser's own parser", { timeout: 120_000 }, async () => {
  const text = await (await ask("clerk", "/api/record.txt")).text();
  assert.match(text, /实时草稿 非正式笔录/);
  const vtt = await (await ask("defendant", "/api/record.vtt")).text();
  const person = await browsers.seat("stranger", { url: `${backend.base}/` });
  const cues = await person.run(async (words) => {
    const video = document.createElement("video");
    const track = document.createElement("track");
    track.src = URL.createObjectURL(new Blob([words], { type: "text/vtt" }));
    track.default = true;
    video.append(track);
    document.body.append(video);
    track.track.mode = "hidden";
    await new Promise((done, failed) => {
      track.onload = done;
      track.onerror = () => failed(new Error("no track"));
      setTimeout(() => failed(new Error("no track in time")), 10_000);
    });
    return [...track.track.cues].map((cue) => ({ from: cue.startTime, to: cue.endTime, text: cue.getCueAsHTML().textContent }));
  }, vtt);
  assert.ok(cues.length >= 3, JSON.stringify(cues));
  for (const [n, cue] of cues.entries()) {
    assert.ok(cue.to > cue.from);
    if (n) assert.ok(cue.from >= cues[n - 1].from);
  }
  assert.ok(cues.some((cue) => cue.text === "我只收到<十八万>八千元 & 没有别的。"), "what looks like markup is words");
  await person.leave();
});

test("the clerk opens signing, reminds, and notes a refusal", { timeout: 180_000 }, async () => {
  await court.judge.must({ dismiss_witness: { seat: "witness" } });
  await court.judge.must({ close_hearing: { override_reason: "测试到此为止" } });
  const clerk = await sit("clerk");
  await clerk.press("open-sign-off");
  const defendant = await sit("defendant");
  await defendant.see("[data-read-by]");
  await clerk.press("remind-to-sign", "defendant");
  await defendant.see("[data-reminded]");
  await clerk.till("the board says so", async () => (await clerk.text('[data-signer="defendant"]')).includes("已提醒 1 次"));
  await defendant.press("to-phone");
  await defendant.see(".qr");
  await defendant.press("close-qr");
  await defendant.press("refuse-to-sign");
  await defendant.type("reason", "第二行不全");
  await defendant.press("ask-yes");
  await clerk.press("note-refusal", "defendant");
  await clerk.till("it is noted", async () => (await clerk.text('[data-signer="defendant"]')).includes("已记明附卷"));
});

test("who has no device signs by his own hand on the clerk's", { timeout: 120_000 }, async () => {
  const { clerk } = people;
  await clerk.press("assist-sign", "witness");
  await clerk.tick('[data-field="assist-read-aloud"]');
  assert.equal(await clerk.run(() => document.querySelector('[data-act="send-assisted"]').disabled), true, "not without his hand");
  const pad = await clerk.page.locator("dialog[open] .drawing svg").boundingBox();
  await clerk.page.mouse.move(pad.x + 30, pad.y + 60);
  await clerk.page.mouse.down();
  for (const [x, y] of [[80, 20], [120, 70], [200, 30]]) await clerk.page.mouse.move(pad.x + x, pad.y + y, { steps: 4 });
  await clerk.page.mouse.up();
  await clerk.press("send-assisted");
  await clerk.see('[data-signer="witness"][data-sign="signed"]');
  assert.match(await clerk.text('[data-signer="witness"]'), /协助签名/);
  // The other parties are noted.
  for (const seat of ["plaintiff", "plaintiff-rep"]) {
    await clerk.press("note-unsigned", seat);
    await clerk.type("reason", "经通知未到");
    await clerk.press("ask-yes");
    await clerk.see(`[data-signer="${seat}"][data-sign="unsigned"]`);
  }
});

test("each kind is saved by the browser, and is what it says", { timeout: 180_000 }, async () => {
  const { clerk } = people;
  assert.equal((await save(clerk, "download-pdf", "t.pdf")).subarray(0, 5).toString(), "%PDF-");
  const docx = await save(clerk, "download-docx", "t.docx");
  const tools = await promisify(execFile)("unzip", ["-p", at("t.docx"), "word/document.xml"]);
  assert.ok(tools.stdout.includes("那天我在旁边"));
  assert.equal(docx.subarray(0, 2).toString(), "PK");
  const text = (await save(clerk, "download-text", "t.txt")).toString();
  for (const secret of SECRETS) assert.ok(text.includes(secret), `the court's copy has ${secret}`);
  assert.match(text, /witness|证人何秀兰/);
  assert.match(text, /书记员.*协助，向本人宣读后在法庭设备上签名/);
  assert.match(text, /拒绝签名，理由：第二行不全。记明附卷（书记员/);
  assert.match((await save(clerk, "download-captions", "t.vtt")).toString(), /^WEBVTT\n/);
});

test("what a party takes away has nobody's numbers but his own", { timeout: 60_000 }, async () => {
  const { defendant } = people;
  const session = await defendant.run(() => JSON.parse(sessionStorage.getItem("kaiting.pass")).session);
  const get = async (where) => (await fetch(`${backend.base}${where}`, { headers: { authorization: `Bearer ${session}` } })).text();
  for (const where of ["/api/record.txt", "/api/record.vtt", "/api/record.docx"]) {
    const copy = await get(where);
    for (const secret of SECRETS) assert.ok(!copy.includes(secret), `${where} has ${secret}`);
    assert.ok(copy.includes("138****8000"), where);
  }
  const refused = await fetch(`${backend.base}/api/file.zip`, { headers: { authorization: `Bearer ${session}` } });
  assert.equal(refused.status, 403);
});

test("everything in one archive: whole by the command line and by the page, and altered where it was", { timeout: 180_000 }, async () => {
  const { clerk } = people;
  const bundle = await save(clerk, "download-bundle", "g1.zip");
  const run = (file) => promisify(execFile)(kaiting, ["verify", file]).then(({ stdout }) => ({ code: 0, said: stdout }), ({ code, stderr }) => ({ code, said: stderr }));
  const whole = await run(at("g1.zip"));
  assert.equal(whole.code, 0, whole.said);
  assert.match(whole.said, /exhibits\/001-/);
  const others = await promisify(execFile)("unzip", ["-tqq", at("g1.zip")]).then(() => true, () => false);
  assert.ok(others, "unzip finds it sound");

  const person = await browsers.seat("stranger", { url: `${backend.base}/#verify` });
  await person.see('[data-place="verify"]');
  const choose = (name) => person.page.locator('[data-field="verify-file"]').setInputFiles([at(name)]);
  await choose("g1.zip");
  await person.see('[data-verdict="whole"]');
  const listed = JSON.parse((await promisify(execFile)("unzip", ["-p", at("g1.zip"), "manifest.json"])).stdout).files.length + 1;
  await person.till("every document is found on the list", async () => (await person.count('[data-document="listed"]')) === listed);
  assert.equal(await person.count('[data-document="foreign"], [data-document="lacking"]'), 0);

  // One exhibit altered; the archive cut short; a record rewritten.
  const exhibit = Buffer.from(await (await ask("judge", "/api/exhibits/P2")).arrayBuffer());
  const changed = Buffer.from(bundle);
  changed[bundle.indexOf(exhibit.subarray(200, 240))] ^= 1;
  await writeFile(at("changed.zip"), changed);
  await choose("changed.zip");
  await person.see('[data-document="foreign"]');
  assert.equal((await run(at("changed.zip"))).code, 1);
  await writeFile(at("cut.zip"), bundle.subarray(0, bundle.length - 5));
  await choose("cut.zip");
  await person.see('[data-verdict="damaged"]');
  assert.equal((await run(at("cut.zip"))).code, 1);
  const rewritten = Buffer.from(bundle);
  rewritten.write("书", bundle.indexOf("那天我在旁边"));
  await writeFile(at("rewritten.zip"), rewritten);
  await choose("rewritten.zip");
  await person.see('[data-verdict="bad"]');
  const found = await run(at("rewritten.zip"));
  assert.equal(found.code, 1);
  assert.match(found.said, /record \d+/);
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

test("the court sees who has opened what, and the party does not", { timeout: 60_000 }, async () => {
  const { clerk, defendant } = people;
  await clerk.page.locator("[data-accesses] > summary").click();
  await clerk.see('[data-access="defendant"]');
  await clerk.till("the archive is in it", async () => (await clerk.text(".access-list")).includes("电子卷宗（全部）"));
  await clerk.choose("accesses-kind", "transcripts");
  await until("only transcripts are left", async () => !(await clerk.text(".access-list")).includes("电子卷宗（全部）"));
  assert.equal(await defendant.count("[data-accesses]"), 0);
  for (const name of ["clerk", "defendant"]) assert.deepEqual(people[name].troubles, [], name);
});
