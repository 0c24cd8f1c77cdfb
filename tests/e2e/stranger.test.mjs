// A file that a hearing left, verified by a stranger's program: on the file as it is and on altered ones, it and the court's own
// say the same, and name the same record.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { Backend } from "./court.mjs";
import { verify } from "./stranger-verify.mjs";
import { Wire } from "./wire.mjs";

const slow = Boolean(process.env.KAITING_SLOW);
const kaiting = process.env.KAITING_BACKEND ?? path.resolve(import.meta.dirname, "../../target/debug/kaiting");
const STRANGER = path.join(import.meta.dirname, "stranger-verify.mjs");

let backend;
let file;

const ask = async (wire, where) => fetch(`${backend.base}${where}`, { headers: { authorization: `Bearer ${wire.pass.session}` } });

before(async () => {
  backend = await Backend.start();
  const clerk = await Wire.sit(backend, "G1", "clerk");
  const judge = await Wire.sit(backend, "G1", "judge");
  for (let n = 0; n < 40; n += 1) {
    const text = `第${n}句：被告“只收到十八万元”，见\\证据${n}。\t😀`;
    await clerk.must({ write_line: { line: `line-${n}`, after: null, speaker: "nobody", kind: "act", text, exhibit: null } });
  }
  const answer = await ask(judge, "/api/file");
  assert.equal(answer.status, 200);
  file = Buffer.from(await answer.arrayBuffer());
});

after(async () => {
  await backend?.stop();
});

// What `kaiting verify` says, as the stranger says it.
async function ours(bytes, ...more) {
  const at = path.join(backend.data, "altered.json");
  await writeFile(at, bytes);
  return new Promise((done) => {
    execFile(kaiting, ["verify", at, ...more], (error, stdout, stderr) => {
      assert.ok(!error || error.code === 1, String(error));
      const named = /record (\d+):/.exec(stderr);
      done({ whole: !error, record: named ? Number(named[1]) : null });
    });
  });
}

const strangers = (bytes) => {
  const found = verify(bytes);
  return { whole: found.whole, record: found.record ?? null };
};

// SplitMix32: the same numbers at every run.
function dice(seed) {
  let state = seed;
  return (end) => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) % end;
  };
}

const LETTERS = ["0", "7", '"', "\\", "{", "}", ",", "\n", " ", "a", "万", "\0", ":", "="];

function altered(roll) {
  const bytes = Buffer.from(file);
  const at = roll(bytes.length);
  const text = file.toString("utf8");
  const value = () => JSON.parse(text);
  const put = (letter, taken) => Buffer.concat([bytes.subarray(0, at), Buffer.from(letter), bytes.subarray(at + taken)]);
  const laid = (one) => {
    const items = (all) => all.map((item) => JSON.stringify(item)).join(",\n");
    const head = `{"format":${JSON.stringify(one.format)},\n"hearing":${JSON.stringify(one.hearing)},\n"public_key":${JSON.stringify(one.public_key)},\n"documents":${JSON.stringify(one.documents)},\n`;
    return Buffer.from(`${head}"checkpoints":[\n${items(one.checkpoints)}\n],\n"entries":[\n${items(one.entries)}\n]}\n`);
  };
  switch (roll(9)) {
    case 0:
      bytes[at] ^= 1 + roll(255);
      return bytes;
    case 1:
      return put(LETTERS[roll(LETTERS.length)], 1);
    case 2:
      return put(LETTERS[roll(LETTERS.length)], 0);
    case 3:
      return put("", 1 + roll(roll(3) ? 3 : 900));
    case 4:
      return bytes.subarray(0, at);
    case 5: {
      const one = value();
      one.entries.splice(roll(one.entries.length), 1 + roll(3));
      return laid(one);
    }
    case 6: {
      const one = value();
      const [a, b] = [roll(one.entries.length), roll(one.entries.length)];
      [one.entries[a], one.entries[b]] = [one.entries[b], one.entries[a]];
      return laid(one);
    }
    case 7: {
      const one = value();
      one.checkpoints.splice(roll(one.checkpoints.length), 1 + roll(2));
      return laid(one);
    }
    default: {
      const one = value();
      const names = Object.keys(one.documents);
      const name = names[roll(names.length)];
      if (roll(2)) delete one.documents[name];
      else one.documents[name] = one.documents[name].replace(/^./, (digit) => (digit === "0" ? "1" : "0"));
      return laid(one);
    }
  }
}

test("the stranger's verifier is short, and takes nothing of ours", async () => {
  const text = await readFile(STRANGER, "utf8");
  assert.ok(text.trimEnd().split("\n").length <= 200, "more than 200 lines");
  const taken = [...text.matchAll(/from "([^"]+)"/g)].map(([, name]) => name);
  assert.deepEqual(taken.filter((name) => !name.startsWith("node:")), []);
});

test("both find the file whole", async () => {
  const found = verify(file);
  assert.equal(found.whole, true, found.why);
  assert.deepEqual(await ours(file), { whole: true, record: null });
  const { stdout } = await new Promise((done, failed) => {
    execFile(process.execPath, [STRANGER, path.join(backend.data, "altered.json")], (error, out) => (error ? failed(error) : done({ stdout: out })));
  });
  assert.deepEqual(JSON.parse(stdout), found);
});

test("both find the same in altered files", { timeout: 900_000 }, async () => {
  const roll = dice(20261126);
  let named = 0;
  for (let n = 0; n < (slow ? 2_000 : 200); n += 1) {
    const bytes = altered(roll);
    if (Buffer.compare(bytes, file) === 0) continue;
    const [a, b] = [strangers(bytes), await ours(bytes)];
    assert.equal(b.whole, false, `alteration ${n} was not found`);
    assert.deepEqual(a, b, `alteration ${n}: the stranger says ${JSON.stringify(a)}, ours ${JSON.stringify(b)}`);
    if (a.record !== null) named += 1;
  }
  assert.ok(named > 80, `${named} named a record`);
});
