// A verifier of hearing files by a stranger: written from crates/journal/FORMAT.md alone, with what node brings along and none
// of Kaiting's code. `node stranger-verify.mjs FILE [CHECKPOINT …]`; the test beside it holds it against the court's own.
import { createHash, createPublicKey, verify as signed } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const FORMAT = "kaiting-file/1";
const MEMBERS = ["format", "hearing", "public_key", "documents", "checkpoints", "entries"];
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const utf8 = (text) => Buffer.from(text, "utf8");
const u64 = (number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(number));
  return bytes;
};
const isHex = (text) => typeof text === "string" && /^[0-9a-f]{64}$/.test(text);
const isCount = (number) => Number.isSafeInteger(number) && number >= 0 && !Object.is(number, -0);

class Bad extends Error {
  constructor(record, why) {
    super(why);
    this.record = record;
  }
}

// Base64url in its one right spelling, or nothing.
function base64url(text) {
  if (typeof text !== "string" || !/^[A-Za-z0-9_-]*$/.test(text)) return null;
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : null;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const has = (value, members) => isObject(value) && Object.keys(value).length === members.length && members.every((name) => Object.hasOwn(value, name));

const isRecord = (one) => has(one, ["seq", "at_ms", "body", "hash"]) && isCount(one.seq) && isCount(one.at_ms) && typeof one.body === "string" && typeof one.hash === "string";

const areTexts = (all) => all.every((one) => typeof one === "string");
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function isFile(file) {
  if (!has(file, MEMBERS) || !areTexts([file.format, file.hearing])) return false;
  if (!has(file.public_key, ["crv", "kty", "x"]) || !areTexts(Object.values(file.public_key))) return false;
  if (!isObject(file.documents) || !areTexts(Object.values(file.documents))) return false;
  return Array.isArray(file.checkpoints) && areTexts(file.checkpoints) && Array.isArray(file.entries) && file.entries.every(isRecord);
}

const byBytes = (documents) => Object.entries(documents).sort(([a], [b]) => Buffer.compare(utf8(a), utf8(b)));
const recordText = ({ seq, at_ms, body, hash }) => JSON.stringify({ seq, at_ms, body, hash });

// The file as the page says that an export is laid out.
function layout({ format, hearing, public_key, documents, checkpoints, entries }) {
  const { crv, kty, x } = public_key;
  const listed = byBytes(documents).map(([name, digest]) => `${JSON.stringify(name)}:${JSON.stringify(digest)}`);
  const head = `{"format":${JSON.stringify(format)},\n"hearing":${JSON.stringify(hearing)},\n"public_key":${JSON.stringify({ crv, kty, x })},\n`;
  const signed = checkpoints.map((one) => JSON.stringify(one)).join(",\n");
  return `${head}"documents":{${listed.join(",")}},\n"checkpoints":[\n${signed}\n],\n"entries":[\n${entries.map(recordText).join(",\n")}\n]}\n`;
}

const thumbprint = ({ crv, kty, x }) => sha256(JSON.stringify({ crv, kty, x })).toString("base64url");

function checkpoint(jws, jwk, key) {
  const parts = jws.split(".");
  const [head, claims, signature] = parts.map(base64url);
  if (parts.length !== 3 || !head || !claims || !signature) return null;
  const header = parse(head.toString("utf8"));
  if (header?.alg !== "EdDSA" || header.typ !== "kaiting-checkpoint" || header.kid !== thumbprint(jwk)) return null;
  if (!signed(null, utf8(`${parts[0]}.${parts[1]}`), key, signature)) return null;
  return parse(claims.toString("utf8")) ?? null;
}

const hashOf = (prev, hearing, { seq, at_ms, body }) => sha256(prev, u64(seq), u64(at_ms), u64(utf8(hearing).length), utf8(hearing), utf8(body));

// Step 2 and 3: the first bad record. `whole` says that nothing is to follow what is given.
function records({ hearing, entries }, good, whole) {
  let prev = Buffer.alloc(32);
  let vouched = 0;
  entries.forEach((entry, k) => {
    if (entry.seq !== k) throw new Bad(k, "missing or moved");
    prev = hashOf(prev, hearing, entry);
    if (entry.hash !== prev.toString("hex")) throw new Bad(k, "altered");
    const here = good.filter((one) => one.seq === k);
    if (here.some((one) => one.hash !== entry.hash)) throw new Bad(vouched, `one of ${vouched} to ${k} was rewritten`);
    if (here.length) vouched = k + 1;
  });
  if (whole && good.some((one) => one.seq >= entries.length)) throw new Bad(entries.length, "missing");
}

// What the page says of a text that is no JSON: the first line that is no record.
function unreadable(text) {
  const lines = text.split("\n");
  const start = lines.indexOf(`"entries":[`) + 1;
  if (start === 0) throw new Bad(null, "no JSON");
  const read = [];
  let bad = null;
  for (let n = 0; bad === null; n += 1) {
    const line = lines[start + n] ?? "";
    const comma = line.endsWith(",");
    const record = parse(comma ? line.slice(0, -1) : line);
    const next = lines[start + n + 1];
    if (!isRecord(record) || recordText(record) !== (comma ? line.slice(0, -1) : line)) bad = n;
    else if (!comma && next !== undefined && next !== "]}") bad = n;
    else read.push(record);
    if (bad === null && !comma && next === "]}") break;
    if (bad === null && (next === undefined || next === "]}")) bad = n + 1;
  }
  const head = parse(`${lines.slice(0, start).join("\n")}\n]}`);
  if (isFile(head)) {
    const file = { ...head, entries: read };
    const key = keyOf(file.public_key);
    const good = key ? file.checkpoints.map((one) => checkpoint(one, file.public_key, key)).filter(Boolean) : [];
    records(file, good, false);
  }
  throw new Bad(bad, "cannot be read");
}

function keyOf(jwk) {
  if (jwk.crv !== "Ed25519" || jwk.kty !== "OKP" || base64url(jwk.x)?.length !== 32) return null;
  return createPublicKey({ key: jwk, format: "jwk" });
}

function contents(file) {
  if (file.format !== FORMAT) throw new Bad(null, "another format");
  const key = keyOf(file.public_key);
  if (!key) throw new Bad(null, "no key");
  const all = file.checkpoints.map((one) => checkpoint(one, file.public_key, key));
  const good = all.filter(Boolean);
  if (good.some((one) => one.hearing !== file.hearing)) throw new Bad(null, "a checkpoint of another hearing");
  records(file, good, true);
  if (good.length !== all.length) throw new Bad(null, "a bad checkpoint");
  const last = good.at(-1);
  if (!last?.seal) throw new Bad(null, "not sealed");
  if (last.seq + 1 < file.entries.length) throw new Bad(last.seq + 1, "added");
  if (last.seal.checkpoints !== good.length - 1) throw new Bad(null, "another number of checkpoints");
  const documents = byBytes(file.documents);
  if (!documents.every(([, digest]) => isHex(digest))) throw new Bad(null, "no digest");
  const digest = sha256(...documents.flatMap(([name, one]) => [u64(utf8(name).length), utf8(name), Buffer.from(one, "hex")]));
  if (digest.toString("hex") !== last.seal.documents) throw new Bad(null, "other documents");
  return key;
}

// Where the layout is another: the record on that line, if it is one.
function misspelt(text, file) {
  const [is, should] = [text.split("\n"), layout(file).split("\n")];
  const at = should.findIndex((line, n) => line !== is[n]);
  if (at < 0 && is.length === should.length) return undefined;
  const n = at - should.indexOf(`"entries":[`) - 1;
  return new Bad(at >= 0 && n >= 0 && n < file.entries.length ? n : null, "spelt otherwise");
}

// `{ whole: true, key }`, or `{ whole: false, record, why }`; `record` is null where the fault lies elsewhere.
export function verify(bytes, receipts = []) {
  const lines = Buffer.from(bytes).toString("latin1").split("\n");
  const text = lines.map((line) => legible(Buffer.from(line, "latin1"))).join("\n");
  let seen;
  try {
    const file = parse(text);
    if (!isFile(file)) unreadable(text);
    const spelt = misspelt(text, file);
    try {
      seen = { file, key: contents(file) };
    } catch (bad) {
      if (!(bad instanceof Bad)) throw bad;
      const earlier = spelt && spelt.record !== null && (bad.record === null || spelt.record < bad.record);
      throw earlier ? spelt : bad;
    }
    if (spelt) throw spelt;
    for (const jws of receipts) receipt(jws, seen);
    return { whole: true, key: thumbprint(file.public_key) };
  } catch (bad) {
    if (!(bad instanceof Bad)) throw bad;
    return { whole: false, record: bad.record, why: bad.message };
  }
}

// A line with bytes that are no UTF-8 is made one that is no record either.
const legible = (line) => {
  const text = line.toString("utf8");
  return Buffer.compare(utf8(text), line) === 0 ? text : `${text}\u0001`;
};

function receipt(jws, { file, key }) {
  const given = checkpoint(jws.trim(), file.public_key, key);
  if (given?.hearing !== file.hearing) throw new Bad(null, "the receipt is not of this file's key and hearing");
  if (file.entries[given.seq]?.hash !== given.hash) throw new Bad(null, `up to record ${given.seq}, it is not what it was`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [file, ...receipts] = process.argv.slice(2);
  const found = verify(readFileSync(file), receipts);
  console.log(JSON.stringify(found));
  process.exitCode = found.whole ? 0 : 1;
}
