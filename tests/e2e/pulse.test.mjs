// When a way for sound and picture is taken for dead (src/media/room.js), beat by beat, and how the court is asked for
// (src/session/there.js), without a browser.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { feel } from "../../src/media/room.js";
import { courtIsThere } from "../../src/session/there.js";

const BEAT = 200;

// What is asked of the promises behind a beat has been answered.
const settled = () => new Promise((done) => setImmediate(done));

// After how many beats it is given up, none where it never is. `line(n)`: bytes that have come back and packets sent by the nth beat.
async function givenUp(line, { beats = 60, there = true } = {}) {
  mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  try {
    let beat = 0;
    let given = null;
    const report = () => {
      const now = line(beat);
      return now && [{ type: "candidate-pair", nominated: true, bytesReceived: now[0] }, { type: "outbound-rtp", packetsSent: now[1] }];
    };
    const camera = { source: "camera", isMuted: false, track: { getRTCStatsReport: async () => report() } };
    const room = { state: "connected", localParticipant: { trackPublications: new Map([["c", camera]]) } };
    feel(room, () => true, async () => there, () => (given ??= beat));
    while (beat < beats && given === null) {
      beat += 1;
      mock.timers.tick(BEAT);
      await settled();
    }
    return given;
  } finally {
    mock.timers.reset();
  }
}

test("a pulse that goes on is no reason, however slow it begins", async () => {
  assert.equal(await givenUp((n) => [100 * n, 40 * n]), null);
  assert.equal(await givenUp((n) => [Math.floor(n / 3), 40 * n]), null);
  assert.equal(await givenUp((n) => (n < 20 ? [7, 0] : [100 * n, 40 * n])), null, "nothing is sent yet");
  assert.equal(await givenUp((n) => (n < 20 ? null : [100 * n, 40 * n])), null, "no picture is sent");
});

test("one that stops is, where the court is there", async () => {
  const stops = (n) => [100 * Math.min(n, 10), 40 * n];
  const after = await givenUp(stops);
  assert.ok(after > 12 && after <= 16, `${after}`);
  assert.equal(await givenUp(stops, { there: false }), null);
});

test("and where it stops before it was felt, after a longer while", async () => {
  const stopsAt = (last) => givenUp((n) => [100 * Math.min(n, last), 40 * n]);
  const whiles = [await stopsAt(10), await stopsAt(3), await stopsAt(2), await stopsAt(1)].map((beat, at) => beat - [10, 3, 2, 1][at]);
  assert.deepEqual([...whiles].sort((one, other) => one - other), whiles, "the less it was felt the longer");
  assert.ok(whiles.every((beats) => beats > 0 && beats <= 12), `${whiles}`);
});

test("but not for who sends nothing", async () => {
  assert.equal(await givenUp((n) => [100 * Math.min(n, 2), 0]), null);
  assert.equal(await givenUp((n) => [100 * Math.min(n, 2), Math.min(n, 20)]), null);
});

test("whether the court is there is asked by connections that nothing else waits for", async () => {
  const asked = mock.method(globalThis, "fetch", async () => ({ ok: true }));
  assert.equal(await courtIsThere(), true);
  assert.ok(asked.mock.calls.every((call) => call.arguments[1].credentials === "omit"));
  asked.mock.mockImplementation(async () => {
    throw new TypeError("nobody answers");
  });
  assert.equal(await courtIsThere(), false);
});
