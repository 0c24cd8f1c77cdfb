// Anybody checks a hearing's file in the browser: whole, altered, of another key, rewritten since a code was given; nothing leaves
// the machine. And who has filed or signed gets that code, on the screen and on paper.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { Backend, Browsers } from "./court.mjs";
import { rewritten } from "./forger.mjs";
import { verify } from "./stranger-verify.mjs";
import { enter, openCourt, Wire } from "./wire.mjs";
import { namesOf } from "./people.mjs";

const kaiting = process.env.KAITING_BACKEND ?? path.resolve(import.meta.dirname, "../../target/debug/kaiting");
const EXHIBIT = path.resolve(import.meta.dirname, "../../server/demo/g1/p2-bank-receipt.pdf");
const WORDS = "只收到十八万八千元";

let backend;
let browsers;
let court;
const at = (name) => path.join(backend.data, name);
const ask = (wire, where) => fetch(`${backend.base}${where}`, { headers: { authorization: `Bearer ${wire.pass.session}` } });
const line = (id, text) => ({ write_line: { line: id, after: null, speaker: { seat: "defendant" }, kind: "speech", text, exhibit: null } });

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start({ firefox: true });
  court = await openCourt(backend, namesOf(backend));
  await court.clerk.must(line("one", `我${WORDS}，另外已还三万元。`));
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

const exported = async () => (await ask(court.judge, "/api/file")).text();
const choose = async (person, ...files) => {
  if (person.driver === "playwright") return person.page.locator('[data-field="verify-file"]').setInputFiles(files);
  const input = await person.page.$('[data-field="verify-file"]');
  return input.uploadFile(...files);
};

test("who has filed gets a code, on the screen and on the receipt, the same one each time", { timeout: 120_000 }, async () => {
  const person = await browsers.seat("defendant", { url: backend.link("G1", "defendant") });
  await person.press("enter");
  await person.see('[data-place="courtroom"]');
  await person.press("to-evidence");
  await person.press("receipt-code");
  await person.see("[data-receipt-code]");
  const code = await person.run(() => document.querySelector("[data-receipt-code]").value);
  assert.equal(code.split(".").length, 3);
  await person.till("the picture is drawn", () => person.run(() => (document.querySelector(".qr")?.naturalWidth ?? 0) > 100));
  const session = await person.run(() => JSON.parse(sessionStorage.getItem("kaiting.pass")).session);
  const again = await (await fetch(`${backend.base}/api/receipt-code`, { headers: { authorization: `Bearer ${session}` } })).json();
  assert.equal(again.code, code);
  // Whoever has neither filed nor signed has nothing that a code were of.
  assert.deepEqual(await (await ask(court.witness, "/api/receipt-code")).json(), { error: "nothing_filed" });
  const pdf = Buffer.from(await (await fetch(`${backend.base}/api/receipt.pdf`, { headers: { authorization: `Bearer ${session}` } })).arrayBuffer());
  await writeFile(at("receipt.pdf"), pdf);
  const { stdout } = await promisify(execFile)("pdftotext", [at("receipt.pdf"), "-"]);
  assert.ok(stdout.replaceAll(/\s/g, "").includes(code), "the receipt has the code in letters");
  await writeFile(at("code.txt"), code);
  await person.press("close-code");
  assert.deepEqual(person.troubles, []);
  await person.leave();
});

for (const kind of ["chromium", "firefox"]) {
  test(`anybody checks a file in ${kind}, and nothing is sent`, { timeout: 180_000 }, async () => {
    const code = await readFile(at("code.txt"), "utf8");
    await court.clerk.must(line(`two-${kind}`, "没有其他意见。"));
    const text = await exported();
    await writeFile(at("g1.kaiting.json"), text);
    const person = await browsers.seat("stranger", { kind, phone: kind === "firefox" });
    const asked = [];
    person.page.on("request", (request) => asked.push(`${request.method()} ${request.url().replace(backend.base, "")}`));
    await person.open(`${backend.base}/`);
    await person.press("verify-file");
    await person.see('[data-place="verify"]');
    const before = asked.length;
    await choose(person, at("g1.kaiting.json"));
    await person.see('[data-verdict="whole"]');
    assert.equal(Number(await person.text("[data-records]")), JSON.parse(text).entries.length);
    const { key } = verify(Buffer.from(text));
    assert.equal(await person.text("[data-key]"), key);
    await person.see('[data-site-key="same"]');
    await person.type("published-key", key);
    await person.see('[data-published="same"]');
    await person.type("published-key", `${key.slice(0, -1)}_`);
    await person.see('[data-published="other"]');

    // Documents beside it, and one that is not of the case.
    await writeFile(at("foreign.pdf"), "%PDF-1.4 something else");
    await choose(person, EXHIBIT, at("foreign.pdf"));
    await person.see('[data-document="listed"]');
    await person.see('[data-document="foreign"]');
    assert.match(await person.text('[data-document="listed"]'), /P2/);

    // A code given earlier fits; the file of a court that has since rewritten itself does not.
    await person.type("receipt-codes", code);
    await person.see('[data-receipt="fits"]');
    const forged = await rewritten(text, at("court.key"), WORDS, "只收到十八万九千元");
    assert.equal(verify(Buffer.from(forged)).whole, true, "by itself, nothing shows it");
    assert.equal(verify(Buffer.from(forged)).key, key);
    await writeFile(at("forged.kaiting.json"), forged);
    await choose(person, at("forged.kaiting.json"));
    await person.see('[data-verdict="whole"]');
    await person.see('[data-receipt="exposes"]');
    assert.match(await person.text('[data-receipt="exposes"]'), /重写/);

    // Altered: the record by number, time and words.
    const altered = text.replace(WORDS, "只收到十八万九千元");
    await writeFile(at("altered.kaiting.json"), altered);
    await choose(person, at("altered.kaiting.json"));
    await person.see('[data-verdict="bad"]');
    const seq = JSON.parse(text).entries.find((one) => one.body.includes(WORDS)).seq;
    assert.equal(await person.run(() => document.querySelector("[data-record]").dataset.record), String(seq));
    assert.match(await person.text('[data-told="stands"]'), /十八万九千元/);
    assert.match(await person.text('[data-told="stands"] time'), /\d{4}-\d{2}-\d{2}|\d{4}年/);

    // Nothing but the public key was asked for, and what the page itself is made of: a request without a body or a word in it.
    const own = /^GET \/(api\/key|app-[0-9a-f]+\/[a-z_0-9]+\.wasm)$/;
    assert.deepEqual(asked.slice(before).filter((one) => !own.test(one)), []);
    assert.ok(asked.includes("GET /api/key"), asked.join("\n"));
    await person.press("leave-verify");
    await person.see('[data-place="door"]');
    assert.deepEqual(person.troubles, []);
    await person.leave();
  });
}

test("a whole file of another key is not the court's", { timeout: 60_000 }, async () => {
  const text = await exported();
  const { privateKey } = generateKeyPairSync("ed25519");
  const seed = Buffer.from(privateKey.export({ format: "jwk" }).d, "base64url");
  await writeFile(at("forger.key"), seed);
  await writeFile(at("foreign.kaiting.json"), await rewritten(text, at("forger.key"), WORDS, "一分钱也没有收到"));
  const person = await browsers.seat("stranger", { url: `${backend.base}/#verify` });
  await choose(person, at("foreign.kaiting.json"));
  await person.see('[data-verdict="whole"]');
  await person.see('[data-site-key="other"]');
  await person.type("receipt-codes", await readFile(at("code.txt"), "utf8"));
  await person.see('[data-receipt="exposes"]');
  await person.leave();
});

test("the command line takes the code as well", async () => {
  const code = await readFile(at("code.txt"), "utf8");
  const run = (...order) => promisify(execFile)(kaiting, ["verify", ...order]).then(() => 0, (error) => error.code);
  assert.equal(await run(at("g1.kaiting.json"), "--checkpoint", code), 0);
  assert.equal(await run(at("g1.kaiting.json"), "--checkpoint", at("code.txt")), 0);
  assert.equal(await run(at("forged.kaiting.json")), 0);
  assert.equal(await run(at("forged.kaiting.json"), "--checkpoint", code), 1);
});

test("the codes given away stand in the file", async () => {
  const code = await readFile(at("code.txt"), "utf8");
  assert.ok(JSON.parse(await exported()).checkpoints.includes(code));
});
