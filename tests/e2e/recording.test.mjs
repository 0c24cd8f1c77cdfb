// The recording: real sound and pictures of real browsers, on disk; who may hear what of it; what is missing is said.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test as nodeTest } from "node:test";
import { promisify } from "node:util";
import { Backend, Browsers, SEATS, sleep, until } from "./court.mjs";
import { namesOf, type } from "./people.mjs";
import { clusters, HEADER, madeOf, picture, read, silence, tones, white } from "./tape.mjs";
import { Wire, openCourt } from "./wire.mjs";

const run = promisify(execFile);
let failed = false;
function test(name, options, work) {
  nodeTest(name, options, async (t) => {
    if (failed) return t.skip("an earlier step failed");
    failed = true;
    await work(t);
    failed = false;
  });
}

const LONG = { timeout: 240_000 };
const CANARY = 2_600;
const EVERYBODY = [...Object.values(SEATS).map((one) => one.tone), CANARY];
let backend;
let browsers;
let court;
const people = {};
const folder = (kase) => path.join(backend.data, "recordings", kase.toLowerCase());
const post = (session, where, body) =>
  fetch(`${backend.base}${where}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${session}` },
    body: JSON.stringify(body),
  });
const session = (person) => person.run(() => JSON.parse(sessionStorage.getItem("kaiting.pass")).session);
const listen = async (person, line) => post(await session(person), "/api/recording/moment", { line });
const lineOf = (person, words) => person.page.locator("[data-line]", { hasText: words }).first().getAttribute("data-line");
const state = (person, wanted, within) => person.see(`.rec[data-recording="${wanted}"]`, within);

async function sit(seat, how = {}, kase = "G1") {
  const person = await browsers.seat(seat, { url: backend.link(kase, seat), ...how });
  await person.press("enter");
  people[seat] = person;
  return person;
}

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  court = await openCourt(backend, namesOf(backend));
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

test("with the opening the room is recorded, and the court sees that it is", LONG, async () => {
  const judge = await sit("judge");
  await sit("clerk");
  await sit("plaintiff");
  for (const person of Object.values(people)) {
    if (await person.count('[data-act="to-courtroom"]')) await person.press("to-courtroom");
    await person.see('[data-place="courtroom"]');
  }
  await state(judge, "on");
  await people.plaintiff.press("microphone");
  await sleep(4_000);
  // Sound and picture change at one moment: where do they in their files?
  await judge.run(() => window.court.flash(1_500));
  await type(people.clerk, "plaintiff", "借款二十万元，至今未还。");
  await sleep(2_000);
  const files = await readdir(folder("G1"));
  for (const source of ["microphone", "camera"]) assert.ok(files.filter((name) => name.includes(source)).length >= 2, `${source}: ${files}`);
});

test("a line plays its moment within a second, while it is recorded, for the court", LONG, async () => {
  const { judge } = people;
  const key = judge.page.locator("[data-line]", { hasText: "借款二十万元" }).locator('[data-act="play-line"]');
  await key.hover();
  const pressed = Date.now();
  await key.click();
  await judge.see('[data-listening="Playing"]');
  const took = Date.now() - pressed;
  console.log(`press → playing: ${took} ms`);
  // The goal is a second (BENCHMARKS); here only that nobody waits for the whole of it to be read.
  assert.ok(took < 5_000, `${took} ms`);
  await judge.press("listen-close");
  const moment = await (await listen(judge, await lineOf(judge, "借款二十万元"))).json();
  assert.equal(moment.voices[0].seat, "plaintiff", "who speaks in the line comes first");
  const [voice] = moment.voices;
  const whole = await fetch(backend.base + voice.url);
  assert.equal(whole.status, 200);
  const bytes = Buffer.from(await whole.arrayBuffer());
  const part = await fetch(backend.base + voice.url, { headers: { range: "bytes=1000-4999" } });
  assert.equal(part.status, 206);
  assert.equal(part.headers.get("content-range"), `bytes 1000-4999/${bytes.length}`);
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(1_000, 5_000));
  const heard = await tones(judge.page, bytes, EVERYBODY);
  assert.deepEqual(Object.keys(heard.found), [String(SEATS.plaintiff.tone)], JSON.stringify(heard));
});

test("nobody else hears it, and with the court’s leave those who take part do", LONG, async () => {
  const { judge, plaintiff } = people;
  const line = await lineOf(judge, "借款二十万元");
  assert.equal(await plaintiff.count('[data-act="play-line"]'), 0);
  const ask = async (who) => (await post(who, "/api/recording/moment", { line })).status;
  const own = await session(plaintiff);
  assert.equal(await ask(own), 403, "a party, before leave");
  assert.equal(await ask(court.observer.pass.session), 403, "an observer");
  assert.equal(await ask(court.witness.pass.session), 403, "a witness");
  assert.equal(await ask("nobody"), 401);
  await judge.press("orders");
  await judge.press("allow-listening");
  await judge.see('[data-act="allow-listening"]:has-text("停止")');
  await judge.press("close-panel");
  await plaintiff.see('[data-act="play-line"]');
  assert.equal(await ask(own), 200, "a party, with leave");
  assert.equal(await ask(court.observer.pass.session), 403, "an observer, still");
  assert.equal(await ask(court.witness.pass.session), 403, "a witness, still");
  // A ticket is worth nothing once the leave is gone, nor is one that was made up.
  const { voices } = await (await post(own, "/api/recording/moment", { line })).json();
  assert.equal((await fetch(backend.base + voices[0].url)).status, 200);
  await judge.press("orders");
  await judge.press("allow-listening");
  await judge.press("close-panel");
  await until("the ticket is dead", async () => (await fetch(backend.base + voices[0].url)).status === 403);
  assert.equal((await fetch(`${backend.base}/api/recording/play/${"A".repeat(43)}`)).status, 403);
  assert.equal((await post(own, "/api/recording/file", { file: "x.webm" })).status, 403, "whole files are the court’s");
});

test("three hours back to the moment, within a second", LONG, async () => {
  const { judge } = people;
  const moment = await (await listen(judge, await lineOf(judge, "借款二十万元"))).json();
  // Real sound of this room, made long: three hours of the judge, and at their end some seconds of the plaintiff.
  const own = async (seat) => {
    const voice = moment.voices.find((one) => one.seat === seat);
    return Buffer.from(await (await fetch(backend.base + voice.url)).arrayBuffer());
  };
  const [body, tail] = [clusters(await own("judge")), clusters(await own("plaintiff")).slice(0, 4)];
  const seconds = 3 * 60 * 60;
  const begins = moment.said - (seconds - 4) * 1_000;
  const names = await readdir(folder("G1"));
  const heads = await Promise.all(names.map((name) => read(folder("G1"), name)));
  const head = heads.find((one) => one.includes("microphone plaintiff")).subarray(0, HEADER);
  const made = madeOf(head, begins, "microphone defendant", body, tail, seconds);
  assert.ok(made.length > 10_000_000, `${made.length} bytes`);
  const name = `${String(begins).padStart(13, "0")}-7-microphone.webm`;
  await writeFile(path.join(folder("G1"), name), made);
  const asked = Date.now();
  const found = await (await listen(judge, await lineOf(judge, "借款二十万元"))).json();
  const long = found.voices.find((one) => one.seat === "defendant");
  assert.ok(long, JSON.stringify(found));
  const bytes = Buffer.from(await (await fetch(backend.base + long.url)).arrayBuffer());
  console.log(`three hours: ${made.length} bytes, the moment ${bytes.length} bytes in ${Date.now() - asked} ms`);
  assert.ok(bytes.length < 500_000, "only what was asked for is given out");
  const heard = await tones(judge.page, bytes, EVERYBODY);
  // Where one block of the tape ends and the next begins is the encoder’s choice: four blocks are two to four seconds.
  assert.ok(heard.found[SEATS.plaintiff.tone] > 1, JSON.stringify(heard));
  const key = judge.page.locator("[data-line]", { hasText: "借款二十万元" }).locator('[data-act="play-line"]');
  await key.hover();
  const pressed = Date.now();
  await key.click();
  await judge.see('[data-listening="Playing"]');
  const took = Date.now() - pressed;
  console.log(`with three hours before it: press → playing ${took} ms`);
  // The goal is a second (BENCHMARKS); here only that nobody waits for the whole of it to be read.
  assert.ok(took < 5_000, `${took} ms`);
  await judge.press("listen-close");
  await rm(path.join(folder("G1"), name));
});

test("in a break nothing is recorded, and after it in another file", LONG, async () => {
  const { judge, plaintiff } = people;
  court.judge.leave();
  // Muted and locked, with a client that sends all the same: not in the file either.
  await judge.press("more", "plaintiff");
  await judge.press("mute-lock", "plaintiff");
  await plaintiff.see('[data-act="microphone"]:disabled');
  await plaintiff.run((tone) => (window.court.retune(tone), window.court.force()), CANARY);
  await sleep(2_000);
  await plaintiff.run((tone) => window.court.retune(tone), SEATS.plaintiff.tone);
  await sleep(500);
  await judge.press("release", "plaintiff");
  await judge.press("close-panel");
  await judge.press("adjourn");
  await judge.type("reason", "休息");
  await judge.press("ask-yes");
  await state(judge, "paused");
  for (const person of [judge, plaintiff]) await person.run((tone) => window.court.retune(tone), CANARY);
  await sleep(3_000);
  for (const [seat, person] of [["judge", judge], ["plaintiff", plaintiff]]) await person.run((tone) => window.court.retune(tone), SEATS[seat].tone);
  await sleep(500);
  await judge.press("resume");
  await state(judge, "on");
  await sleep(2_500);
});

test("killed in the middle of a hearing, it keeps what was said, says what is missing, and goes on", LONG, async () => {
  const { judge } = people;
  await backend.kill();
  const killed = Date.now();
  await sleep(1_500);
  await backend.up();
  await state(judge, "on", 60_000);
  // The voices come back a moment after the recorder.
  const voice = async (name) => Number(name.slice(0, 13)) > killed && (await read(folder("G1"), name)).includes("microphone judge");
  const voices = async () => (await Promise.all((await readdir(folder("G1"))).map(voice))).some(Boolean);
  await until("the judge is on tape again", voices);
  await sleep(4_000);
  const journal = await read(backend.data, "journal.db").catch(() => Buffer.alloc(0));
  assert.ok(journal.length > 0);
  await judge.press("orders");
  await judge.press("close-hearing");
  await judge.type("reason", "试录到此为止");
  await judge.press("ask-yes");
  await judge.see('[data-place="record"]');
  await judge.see('[data-tracks]:not([data-tracks="0"]) .track');
  await judge.see('[data-gap]');
});

test("every file is what its hash says, and has its own voice and nobody else’s", LONG, async () => {
  const { judge, clerk } = people;
  await clerk.see('[data-place="record"]');
  const names = (await readdir(folder("G1"))).filter((name) => name.endsWith(".webm"));
  await judge.till("all files are listed", async () => (await judge.count(".track")) === names.length, { within: 30_000 });
  const given = await fetch(`${backend.base}/api/file`, { headers: { authorization: `Bearer ${await session(judge)}` } });
  const text = await given.text();
  const file = JSON.parse(text);
  const kept = file.entries.map((one) => JSON.parse(one.body).event.track_kept?.track).filter(Boolean);
  assert.equal(kept.length, names.length);
  assert.ok(kept.some((one) => one.cut), "what the kill has cut says so");
  let voices = 0;
  let films = 0;
  const all = kept.map((one) => `${one.seat} ${one.source} ${one.until - one.from} ms`).join(", ");
  for (const one of kept) {
    const bytes = await read(folder("G1"), one.file);
    const hash = createHash("sha256").update(bytes).digest("hex");
    assert.equal(hash, one.sha256);
    assert.equal(file.documents[`recording/${one.file}`], hash, "in the hearing’s file");
    if (one.source === "microphone") {
      const heard = await tones(judge.page, bytes, EVERYBODY);
      const own = String(SEATS[one.seat].tone);
      assert.ok(Object.keys(heard.found).every((tone) => tone === own), `${one.seat}: ${JSON.stringify(heard)}`);
      voices += Object.keys(heard.found).length;
      const long = (one.until - one.from) / 1_000;
      assert.ok(Math.abs(heard.seconds - long) < 0.3, `${heard.seconds} s of ${long}`);
    } else if (one.until - one.from > 3_000) {
      const seen = await picture(judge.page, bytes);
      const wanted = [1, 3, 5].map((at) => parseInt(SEATS[one.seat].colour.slice(at, at + 2), 16));
      assert.ok(wanted.every((value, at) => Math.abs(value - seen.colour[at]) < 70), `${one.seat}: ${JSON.stringify(seen)}`);
      films += 1;
    }
  }
  const first = async (source) => {
    const one = kept.find((track) => track.seat === "judge" && track.source === source);
    return [one.from, await read(folder("G1"), one.file)];
  };
  const [[soundFrom, sound], [filmFrom, film]] = [await first("microphone"), await first("camera")];
  const fell = soundFrom + 1_000 * (await silence(judge.page, sound, SEATS.judge.tone));
  const turned = filmFrom + 1_000 * (await white(judge.page, film));
  console.log(`sound and picture are ${Math.round(turned - fell)} ms apart`);
  // The camera draws every 66 ms.
  assert.ok(Math.abs(turned - fell) < 200, `${turned - fell} ms`);
  assert.ok(voices >= 4 && films >= 3, `${voices} voices, ${films} films of ${all}`);
  console.log(`${voices} voices, ${films} films of ${all}`);
  const place = path.join(backend.data, "file.json");
  await writeFile(place, text);
  await run(process.env.KAITING_BACKEND ?? "target/debug/kaiting", ["verify", place]);
  // Whoever listened stands in it: before a byte was given out.
  const heard = file.entries.map((one) => JSON.parse(one.body).event.recording_heard).filter(Boolean);
  const by = (seat) => heard.filter((one) => one.seat === seat).map((one) => JSON.stringify(one.what));
  assert.ok(by("judge").length && by("plaintiff").length, JSON.stringify(heard));
  assert.equal(by("judge").length, new Set(by("judge")).size, "the same again within a quarter of an hour is no new listening");
  assert.ok(heard.every((one) => one.seat !== "observer" && one.seat !== "witness"));
});

test("a file is taken away by the court, whole", LONG, async () => {
  const { judge } = people;
  // A picture has two keys, a voice has one.
  const name = await judge.page.locator('[data-track*="camera"]').first().getAttribute("data-track");
  const coming = judge.page.waitForEvent("download");
  await judge.press("download-track", name);
  const taken = await read(await (await coming).path());
  assert.deepEqual(taken, await read(folder("G1"), name));
  await judge.see("[data-listened]");
});

test("over a picture, any player can lay the clock and the case number", LONG, async () => {
  const { judge } = people;
  const film = await judge.page.locator('[data-act="download-clock"]').first().getAttribute("data-of");
  const coming = judge.page.waitForEvent("download");
  await judge.press("download-clock", film);
  const taken = await coming;
  assert.equal(taken.suggestedFilename(), film.replace(".webm", ".vtt"));
  const text = String(await read(await taken.path()));
  assert.match(text, /^WEBVTT\n\n00:00:00\.000 --> 00:00:0[01]\.\d{3} line:0 align:start\n（\d{4}）.+号　\d{4}年\d+月\d+日\d\d:\d\d:\d\d\n/);
});

test("why a time is missing is written down by the presiding judge, over his name", LONG, async () => {
  const { judge, clerk } = people;
  await clerk.see("[data-gap]");
  assert.equal(await clerk.count('[data-act="explain-gap"]'), 0, "it is the presiding judge's");
  const gap = await judge.page.locator("[data-gap]").first().getAttribute("data-gap");
  await judge.press("explain-gap", gap);
  await judge.type("reason", "服务器断电，备用电源已更换");
  await judge.press("ask-yes");
  for (const person of [judge, clerk]) await person.see(`[data-gap="${gap}"] [data-gap-note]`);
  assert.match(await clerk.text(`[data-gap="${gap}"] [data-gap-note]`), /服务器断电，备用电源已更换/);
});

test("who checks his own words hears himself", LONG, async () => {
  const { clerk, plaintiff, judge } = people;
  await clerk.press("open-sign-off");
  await plaintiff.see('[data-act="play-line"]');
  const line = await lineOf(judge, "借款二十万元");
  const { voices } = await (await listen(plaintiff, line)).json();
  assert.deepEqual([...new Set(voices.map((one) => one.seat))], ["plaintiff"]);
  // And with the judge's leave, given now, all of it.
  await judge.press("allow-listening");
  await judge.see('[data-listening-allowed="true"]');
  const all = await (await listen(plaintiff, line)).json();
  assert.ok(all.voices.some((one) => one.seat === "judge"), JSON.stringify(all));
});

test("what the panel says among itself is in no file", LONG, async () => {
  const judge = await Wire.sit(backend, "G3", "judge");
  await judge.must({ open_hearing: { override_reason: "试" } });
  judge.leave();
  const two = [await sit("judge", {}, "G3"), await sit("panel-judge", {}, "G3")];
  for (const person of two) {
    if (await person.count('[data-act="to-courtroom"]')) await person.press("to-courtroom");
    await person.see('[data-place="courtroom"]');
  }
  await state(two[0], "on");
  if (await two[1].count('[data-act="microphone"][aria-pressed="false"]')) await two[1].press("microphone");
  await sleep(4_000);
  await two[0].press("adjourn");
  await two[0].type("reason", "合议");
  await two[0].press("ask-yes");
  await state(two[0], "paused");
  await two[0].press("orders");
  await two[0].press("deliberate");
  await sleep(1_500);
  for (const person of two) await person.run((tone) => window.court.retune(tone), CANARY);
  await until("they hear each other", async () => (await two[1].run((tones) => window.court.heard(tones), [CANARY])).length > 0, { within: 30_000 });
  await sleep(2_000);
  for (const person of two) await person.run((tone) => window.court.retune(tone), 500);
  await sleep(500);
  await two[0].press("end-deliberation");
  await sleep(1_000);
  await two[0].press("close-panel");
  await two[0].press("resume");
  await state(two[0], "on");
  await sleep(3_000);
  const names = await readdir(folder("G3"));
  let heard = 0;
  for (const name of names.filter((one) => one.includes("microphone"))) {
    const { found } = await tones(two[0].page, await read(folder("G3"), name), [...EVERYBODY]);
    assert.equal(found[CANARY], undefined, `${name}: ${JSON.stringify(found)}`);
    heard += Object.keys(found).length;
  }
  assert.ok(heard > 0, "what was said in the courtroom is there");
});

test("nobody’s page had an error", {}, () => {
  // While the backend was killed, its pages could not reach it, and its media rooms were gone.
  const ours = (trouble) => !/ERR_CONNECTION_REFUSED|WebSocket|ERR_EMPTY|ERR_CONNECTION_RESET|ERR_INCOMPLETE|\/rtc\/validate/.test(trouble);
  for (const [name, person] of Object.entries(people)) assert.deepEqual(person.troubles.filter(ours), [], name);
});

test("a full disk is said within five seconds, the hearing goes on, and the gap stands in the record", LONG, async (t) => {
  const disk = await mkdtemp(path.join(tmpdir(), "kaiting-disk-"));
  try {
    await run("mount", ["-t", "tmpfs", "-o", "size=13m", "none", disk]);
  } catch {
    await rm(disk, { recursive: true });
    return t.skip("no small disk can be made here");
  }
  const small = await Backend.start({ flags: ["--recordings", disk, "--recording-reserve-mb", "8"] });
  try {
    const wires = await openCourt(small, namesOf(small));
    wires.judge.leave();
    wires.clerk.leave();
    const judge = await browsers.seat("judge", { url: small.link("G1", "judge") });
    const clerk = await browsers.seat("clerk", { url: small.link("G1", "clerk") });
    for (const person of [judge, clerk]) {
      await person.press("enter");
      if (await person.count('[data-act="to-courtroom"]')) await person.press("to-courtroom");
      await person.see('[data-place="courtroom"]');
    }
    await state(judge, "on");
    // Five megabytes do not last half an hour, not even for one voice alone: said long before they are gone.
    await judge.see('[data-recorder="low"]', 30_000);
    await mkdir(path.join(process.cwd(), "target/e2e"), { recursive: true });
    await judge.picture("target/e2e/recorder-low.png");
    const filled = Date.now();
    await writeFile(path.join(disk, "fat"), Buffer.alloc(16 * 1024 * 1024)).catch(() => {});
    await judge.see('[data-recorder="dead"]', 8_000);
    const took = Date.now() - filled;
    console.log(`disk full → red: ${took} ms`);
    assert.ok(took < 5_000, `${took} ms`);
    await state(judge, "missing");
    assert.equal(await judge.count('.rec[data-recording="on"]'), 0);
    await judge.picture("target/e2e/recorder-dead.png");
    await type(clerk, "judge", "存储空间已满，庭审继续。");
    await rm(path.join(disk, "fat"));
    await state(judge, "on");
    await judge.till("the red is gone", async () => (await judge.count('[data-recorder="dead"]')) === 0);
    const line = await lineOf(judge, "存储空间已满");
    const answer = await fetch(`${small.base}/api/recording/moment`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await session(judge)}` },
      body: JSON.stringify({ line }),
    });
    assert.deepEqual([answer.status, (await answer.json()).error], [404, "not_on_tape"]);
    // The disk is gone altogether.
    await sleep(1_500);
    await rename(path.join(disk, "g1"), path.join(disk, "elsewhere"));
    const gone = Date.now();
    await judge.see('[data-recorder="dead"]', 8_000);
    console.log(`disk gone → red: ${Date.now() - gone} ms`);
    assert.ok(Date.now() - gone < 5_000);
    assert.match(await judge.text(".rec-words"), /故障/);
    await rename(path.join(disk, "elsewhere"), path.join(disk, "g1"));
    await state(judge, "on");
  } finally {
    await small.stop();
    await run("umount", [disk]);
    await rm(disk, { recursive: true });
  }
});
