// A forger with a key: the whole file told anew, every hash and every signature right. With the court's own key nothing in the
// file shows it.
import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { readFile } from "node:fs/promises";

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const u64 = (number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(number));
  return bytes;
};

export async function rewritten(text, keyFile, words, others) {
  const file = JSON.parse(text);
  const seed = await readFile(keyFile);
  const key = createPrivateKey({ key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]), format: "der", type: "pkcs8" });
  const { x } = createPublicKey(key).export({ format: "jwk" });
  const jwk = { crv: "Ed25519", kty: "OKP", x };
  let prev = Buffer.alloc(32);
  const entries = file.entries.map(({ seq, at_ms, body }) => {
    const told = body.replaceAll(words, others);
    prev = sha256(prev, u64(seq), u64(at_ms), u64(Buffer.byteLength(file.hearing)), file.hearing, told);
    return { seq, at_ms, body: told, hash: prev.toString("hex") };
  });
  const documents = Object.entries(file.documents).flatMap(([name, digest]) => [u64(Buffer.byteLength(name)), name, Buffer.from(digest, "hex")]);
  const seal = { checkpoints: 0, documents: sha256(...documents).toString("hex") };
  const last = entries.at(-1);
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const kid = sha256(JSON.stringify(jwk)).toString("base64url");
  const claims = { hearing: file.hearing, seq: last.seq, hash: last.hash, at: Date.now(), seal };
  const signed = `${part({ alg: "EdDSA", kid, typ: "kaiting-checkpoint" })}.${part(claims)}`;
  const jws = `${signed}.${sign(null, Buffer.from(signed), key).toString("base64url")}`;
  const json = JSON.stringify;
  const head = `{"format":${json(file.format)},\n"hearing":${json(file.hearing)},\n"public_key":${json(jwk)},\n"documents":${json(file.documents)},\n`;
  return `${head}"checkpoints":[\n${json(jws)}\n],\n"entries":[\n${entries.map((one) => json(one)).join(",\n")}\n]}\n`;
}
