// What is in a file of the recording: its clusters as FORMAT has them, and its tones as a browser decodes them.
import { readFile } from "node:fs/promises";

export const HEADER = 1024;

// The clusters of a file of ours: [{ at, time, bytes }].
export function clusters(file) {
  const found = [];
  let at = HEADER;
  while (at + 12 <= file.length && file.readUInt32BE(at) === 0x1f43b675) {
    const size = Number(file.readBigUInt64BE(at + 4) & 0x00ffffffffffffffn) + 12;
    if (at + size > file.length) break;
    found.push({ at, time: Number(file.readBigUInt64BE(at + 14)), bytes: file.subarray(at, at + size) });
    at += size;
  }
  return found;
}

// A voice of so many seconds out of real clusters of another one: `tail` ends it, `body` fills it. The head is that of a
// file that is being written, with another beginning and name.
export function madeOf(head, from, name, body, tail, seconds) {
  const out = Buffer.from(head);
  const date = out.indexOf(Buffer.from([0x44, 0x61, 0x01, 0, 0, 0, 0, 0, 0, 0x08]));
  out.writeBigUInt64BE((BigInt(from) - 978307200000n) * 1000000n, date + 10);
  const named = out.indexOf(Buffer.from([0x53, 0x6e]));
  const length = Number(out.readBigUInt64BE(named + 2) & 0xffn);
  if (name.length !== length) throw new Error(`${name} is not as long as the name that it takes the place of`);
  out.write(name, named + 10);
  // As while it is written: no length.
  const segment = out.indexOf(Buffer.from([0x18, 0x53, 0x80, 0x67]));
  out.set([0x01, 255, 255, 255, 255, 255, 255, 255], segment + 4);
  const parts = [out];
  for (let second = 0; second < seconds; second += 1) {
    const from = second < seconds - tail.length ? body[second % body.length] : tail[second - (seconds - tail.length)];
    const cluster = Buffer.from(from.bytes);
    cluster.writeBigUInt64BE(BigInt(second * 1000), 14);
    parts.push(cluster);
  }
  return Buffer.concat(parts);
}

// The tones of `wanted` (Hz) anywhere in these bytes, and how long they are (s), as this page's browser decodes them.
export async function tones(page, bytes, wanted) {
  return page.evaluate(
    async ([base64, wanted]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const sound = new OfflineAudioContext(1, 48_000, 48_000);
      const decoded = await sound.decodeAudioData(bytes.buffer);
      const samples = decoded.getChannelData(0);
      const block = 4_800;
      const found = {};
      for (const tone of wanted) {
        // Goertzel, a tenth of a second at a time: where is this tone?
        const turn = 2 * Math.cos((2 * Math.PI * tone) / 48_000);
        let loud = 0;
        for (let at = 0; at + block <= samples.length; at += block) {
          let [a, b] = [0, 0];
          for (let n = 0; n < block; n += 1) [a, b] = [samples[at + n] + turn * a - b, a];
          const power = (a * a + b * b - turn * a * b) / (block * block);
          if (power > 1e-5) loud += 1;
        }
        if (loud > 2) found[tone] = loud / 10;
      }
      return { found, seconds: decoded.duration };
    },
    [Buffer.from(bytes).toString("base64"), wanted],
  );
}

// Does a film play, how large, and of what colour in the middle?
export async function picture(page, bytes) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const film = document.createElement("video");
    film.muted = true;
    film.src = URL.createObjectURL(new Blob([bytes], { type: "video/webm" }));
    await new Promise((done, failed) => {
      film.onloadeddata = done;
      film.onerror = () => failed(new Error(film.error?.message));
    });
    // Played, not only looked at: a frame is there when it has been painted.
    document.body.append(film);
    const shown = () => new Promise((done) => film.requestVideoFrameCallback(done));
    film.currentTime = Math.min(1, film.duration / 2);
    await film.play();
    await shown();
    await shown();
    film.pause();
    const canvas = new OffscreenCanvas(8, 8);
    const pen = canvas.getContext("2d");
    pen.drawImage(film, 0, 0, 8, 8);
    const [r, g, b] = pen.getImageData(4, 6, 1, 1).data;
    film.remove();
    return { width: film.videoWidth, height: film.videoHeight, seconds: film.duration, colour: [r, g, b] };
  }, Buffer.from(bytes).toString("base64"));
}

// When (s into the file) the tone falls silent for at least half a second.
export async function silence(page, bytes, tone) {
  return page.evaluate(
    async ([base64, tone]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const sound = new OfflineAudioContext(1, 48_000, 48_000);
      const samples = (await sound.decodeAudioData(bytes.buffer)).getChannelData(0);
      const block = 960;
      const turn = 2 * Math.cos((2 * Math.PI * tone) / 48_000);
      let heard = false;
      let since = null;
      for (let at = 0; at + block <= samples.length; at += block) {
        let [a, b] = [0, 0];
        for (let n = 0; n < block; n += 1) [a, b] = [samples[at + n] + turn * a - b, a];
        const loud = (a * a + b * b - turn * a * b) / (block * block) > 1e-5;
        if (loud) [heard, since] = [true, null];
        else if (heard && since === null) since = at;
        else if (heard && at - since > 24_000) return since / 48_000;
      }
      return null;
    },
    [Buffer.from(bytes).toString("base64"), tone],
  );
}

// When (s into the film) it turns white first.
export async function white(page, bytes) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const film = document.createElement("video");
    film.muted = true;
    film.src = URL.createObjectURL(new Blob([bytes], { type: "video/webm" }));
    document.body.append(film);
    const canvas = new OffscreenCanvas(8, 8);
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    const found = await new Promise((done) => {
      film.onended = () => done(null);
      const look = (_, { mediaTime }) => {
        pen.drawImage(film, 0, 0, 8, 8);
        const [r, g, b] = pen.getImageData(4, 6, 1, 1).data;
        if (Math.min(r, g, b) > 200) return done(mediaTime);
        film.requestVideoFrameCallback(look);
      };
      film.requestVideoFrameCallback(look);
      film.play();
    });
    film.remove();
    return found;
  }, Buffer.from(bytes).toString("base64"));
}

export const read = (...parts) => readFile(parts.join("/"));
