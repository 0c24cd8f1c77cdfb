// A speech-to-text provider of the tests' own: the two-pass protocol of the FunASR runtime (its C++ server), frame for frame as
// that project's protocol page and sources have it. It knows no words: it says what tone it hears, so that a test can tell whether
// it was given the right voice. It is as strict as the real one where the real one breaks, and can be told to lie.
import { WebSocketServer } from "ws";

const FRAME = 1_920;
const RATE = 16_000;
// A sentence ends with so many quiet pieces, or after so many loud ones.
const HUSH = 10;
const LONGEST = 40;

const power = (pcm) => Math.sqrt(pcm.reduce((sum, one) => sum + one * one, 0) / pcm.length);

// In Hz, from how often the wave rises through nothing.
function tone(pcm) {
  let rises = 0;
  for (let at = 1; at < pcm.length; at += 1) if (pcm[at - 1] < 0 && pcm[at] >= 0) rises += 1;
  return Math.round((rises * RATE) / pcm.length / 20) * 20;
}

export class Hearer {
  static async start(port = 0) {
    const one = new Hearer();
    one.port = port;
    one.begins = [];
    one.faults = [];
    one.pieces = 0;
    one.loud = 0;
    one.tones = new Map();
    one.ends = 0;
    one.lies = null;
    await one.up();
    return one;
  }

  get url() {
    return `ws://127.0.0.1:${this.port}/`;
  }

  async up() {
    this.server = new WebSocketServer({ port: this.port, host: "127.0.0.1", handleProtocols: (asked) => (asked.has("binary") ? "binary" : false) });
    await new Promise((done, failed) => {
      this.server.once("listening", done);
      this.server.once("error", failed);
    });
    this.port = this.server.address().port;
    this.server.on("connection", (socket) => this.hear(socket));
  }

  // As a process that is killed: nobody is told.
  async kill() {
    for (const socket of this.server.clients) socket.terminate();
    await new Promise((done) => this.server.close(done));
  }

  fault(what) {
    this.faults.push(what);
  }

  begin(text) {
    const first = JSON.parse(text);
    if (!Array.isArray(first.chunk_size) || !first.chunk_size.every(Number.isInteger)) this.fault("chunk_size is no list of numbers");
    if (typeof first.hotwords !== "string") this.fault("hotwords is no string");
    const words = JSON.parse(first.hotwords);
    if (!Object.values(words).every(Number.isInteger)) this.fault("hotwords have no weights");
    if (first.mode !== "2pass" || first.wav_format !== "pcm" || first.audio_fs !== RATE || first.is_speaking !== true) this.fault(`begins with ${text}`);
    this.begins.push({ ...first, words: Object.keys(words) });
  }

  hear(socket) {
    let begun = false;
    let ms = 0;
    let sentence = [];
    let from = 0;
    let quiet = 0;
    const say = (mode, text, is_final, more = {}) => socket.send(JSON.stringify({ mode, wav_name: "voice", text, is_final, ...more }));
    const finish = (is_final) => {
      if (sentence.length) {
        // Most of it: a browser on a busy machine stutters.
        const said = `音高${sentence.map(tone).sort((a, b) => a - b)[sentence.length >> 1]}赫兹。`;
        const timestamp = JSON.stringify([[from, Math.round((from + ms) / 2)], [Math.round((from + ms) / 2), ms]]);
        say("2pass-offline", this.lies?.sentence ?? said, is_final, { timestamp, stamp_sents: [] });
      } else if (is_final) socket.send(JSON.stringify({ text: "", is_final: true }));
      sentence = [];
      quiet = 0;
    };
    socket.on("error", () => {});
    socket.on("message", (data, binary) => {
      if (!binary) {
        const text = data.toString();
        if (!begun) {
          begun = true;
          return this.begin(text);
        }
        const said = JSON.parse(text);
        if (said.is_speaking !== false) this.fault(`in the middle: ${text}`);
        this.ends += 1;
        return finish(true);
      }
      if (!begun) this.fault("sound before the beginning");
      if (data.length !== FRAME) this.fault(`a piece of ${data.length} bytes`);
      const pcm = new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));
      this.pieces += 1;
      ms += 60;
      if (power(pcm) < 300) {
        if (sentence.length && (quiet += 1) >= HUSH) finish(false);
        return;
      }
      this.loud += 1;
      const heard = tone(pcm);
      this.tones.set(heard, (this.tones.get(heard) ?? 0) + 1);
      if (sentence.length === 0) from = ms - 60;
      sentence.push(pcm);
      quiet = 0;
      if (this.lies?.frames) for (const frame of this.lies.frames()) socket.send(frame);
      if (sentence.length % 10 === 0) say("2pass-online", this.lies?.partial ?? `${heard}、`, false);
      if (sentence.length >= LONGEST) finish(false);
    });
  }
}
