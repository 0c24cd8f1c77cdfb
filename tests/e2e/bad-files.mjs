// Files that no honest person files, made here and now: nothing of them is kept in the repository.
import { createHash, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { crc32, deflate, deflateSync } from "node:zlib";

const pack = promisify(deflate);

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

// A PDF of the given objects (1, 2, …), each text or [dictionary, stream]. `xref`: where it claims its table to be.
export function pdf(objects, { xref, root = 1 } = {}) {
  const parts = [Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const offsets = [];
  let at = parts[0].length;
  const push = (part) => {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(part, "latin1");
    parts.push(bytes);
    at += bytes.length;
  };
  objects.forEach((object, index) => {
    offsets.push(at);
    push(`${index + 1} 0 obj\n`);
    if (Array.isArray(object)) {
      const [dictionary, stream] = object;
      push(`<<${dictionary} /Length ${stream.length}>>\nstream\n`);
      push(stream);
      push("\nendstream");
    } else push(object);
    push("\nendobj\n");
  });
  const table = at;
  push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  push(offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join(""));
  push(`trailer\n<</Size ${objects.length + 1} /Root ${root} 0 R>>\nstartxref\n${xref ?? table}\n%%EOF\n`);
  return Buffer.concat(parts);
}

const page = (extra = "", content = 4) => `<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>> ${extra}>>>>`;
const words = (text) => ["", Buffer.from(`BT /F 24 Tf 72 720 Td (${text}) Tj ET`)];
const tree = "<</Type /Pages /Kids [3 0 R] /Count 1>>";

// Wants to run when it is opened, to call home, and to start a program.
export function scripted() {
  const run = "app.alert('run'); this.submitForm('http://127.0.0.1:9/'); window.top.hacked = 1; globalThis.hacked = 1;";
  return pdf([
    `<</Type /Catalog /Pages 2 0 R /OpenAction <</S /JavaScript /JS (${run})>> /Names <</JavaScript <</Names [(a) <</S /JavaScript /JS (${run})>>]>>>> /AA <</WC <</S /Launch /F (/bin/sh)>>>>>>`,
    tree,
    `<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /AA <</O <</S /JavaScript /JS (${run})>>>> /Annots [<</Type /Annot /Subtype /Link /Rect [0 0 595 842] /A <</S /URI /URI (javascript:window.hacked=1)>>>>] /Resources <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>>`,
    words("script"),
  ]);
}

export const brokenTable = () => pdf([`<</Type /Catalog /Pages 2 0 R>>`, tree, page(), words("broken table")], { xref: 999_999 });

export const garbage = () => Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(200_000)]);

// Fifty thousand pages, all of them the same.
export function endless(pages = 50_000) {
  const leaf = (n) => `<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>>`;
  const kids = Array.from({ length: pages }, (_, n) => `${n + 4} 0 R`).join(" ");
  return pdf(["<</Type /Catalog /Pages 2 0 R>>", `<</Type /Pages /Kids [${kids}] /Count ${pages}>>`, words("one of many"), ...Array.from({ length: pages }, (_, n) => leaf(n))]);
}

// A tree that is its own child.
export const loop = () => pdf(["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000>>"]);

// A picture of 900 million points in a few kilobytes, on an honest page.
export function hugePicture() {
  const side = 30_000;
  const row = deflateSync(Buffer.alloc((side / 8) * side));
  return pdf([
    "<</Type /Catalog /Pages 2 0 R>>",
    tree,
    page("/XObject <</I 5 0 R>>"),
    ["", Buffer.from("q 500 0 0 700 40 40 cm /I Do Q BT /F 24 Tf 72 800 Td (huge) Tj ET")],
    [`/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /FlateDecode`, row],
  ]);
}

// A page whose drawing unpacks to hundreds of megabytes. Packed beside, so that the lines of the test stay alive.
export async function bomb(megabytes = 200) {
  const once = await pack(Buffer.alloc(megabytes * 1024 * 1024, "q Q "));
  const twice = await pack(once);
  return pdf(["<</Type /Catalog /Pages 2 0 R>>", tree, page(), ["/Filter [/FlateDecode /FlateDecode]", twice]]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

// A grey picture: `says` is the size in its head, `side` that of what follows.
export function png(side, says = side) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(says, 0);
  head.writeUInt32BE(says, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc((side / 8 + 1) * side));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

// A bundle as a scanner makes it: each page one photograph, the page beside its picture. `jpeg` is filled up with a remark
// of its own to `size` bytes, so that no two are alike.
export function bundle(jpeg, { pages, size }) {
  const remark = Buffer.alloc(Math.min(65_533, Math.max(0, size - jpeg.length - 4)));
  const pictures = (n) => {
    randomBytes(remark.length).copy(remark);
    remark.write(`page ${n}`);
    const segment = Buffer.concat([Buffer.from([0xff, 0xfe, (remark.length + 2) >> 8, (remark.length + 2) & 255]), remark]);
    return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
  };
  const [width, height] = jpegSize(jpeg);
  const objects = ["<</Type /Catalog /Pages 2 0 R>>", ""];
  const kids = [];
  for (let n = 0; n < pages; n += 1) {
    const at = objects.length + 1;
    kids.push(`${at} 0 R`);
    objects.push(
      `<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${at + 1} 0 R /Resources <</XObject <</I ${at + 2} 0 R>>>>>>`,
      ["", Buffer.from("q 595 0 0 842 0 0 cm /I Do Q")],
      [`/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode`, pictures(n)],
    );
  }
  objects[1] = `<</Type /Pages /Kids [${kids.join(" ")}] /Count ${pages}>>`;
  return pdf(objects);
}

function jpegSize(jpeg) {
  let at = 2;
  for (;;) {
    const marker = jpeg[at + 1];
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)];
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
}
