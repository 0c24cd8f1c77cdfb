// The line to the court, measured: words there and back, bytes to and fro, and a test pattern over the way that pictures
// take. Nothing of the person is sent.

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const within = (ms, work) => {
  let timer;
  const late = new Promise((_, failed) => (timer = setTimeout(() => failed(new Error("too late")), ms)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

// What is not answered in so long (ms) is given up. Older browsers have no clock of their own for it.
const limit = (ms) => {
  if (AbortSignal.timeout) return AbortSignal.timeout(ms);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), ms);
  return stop.signal;
};

// A key to a media room of one's own: [address, key], or "refused" where the court gives none. Rejects where none can be had
// now: a line whose way of pictures was not tried is not called good.
export async function room(bearer) {
  const answer = await fetch("/api/line/room", { method: "POST", headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" }, body: "null", signal: limit(8000) });
  if (answer.status === 429) throw new Error("too many");
  if (!answer.ok) return "refused";
  const { url, token } = await answer.json();
  return [url, token];
}

// Round trip to the court in milliseconds: the middle one of five, the first, which opens the line, not counted.
export async function latency() {
  const times = [];
  for (let nth = 0; nth < 6; nth++) {
    const start = performance.now();
    const answer = await fetch("/livez", { cache: "no-store", signal: limit(5000) });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error("not answered");
    if (nth) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[2];
}

// From the court, in kbit/s: counted from the first bytes on, for two seconds or four megabytes.
export async function down(bearer) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 6000);
  let bytes = 0;
  let first;
  let last;
  try {
    const answer = await fetch("/api/line/down", { headers: { authorization: `Bearer ${bearer}` }, cache: "no-store", signal: stop.signal });
    if (!answer.ok) throw new Error("refused");
    const reader = answer.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      last = performance.now();
      if (first === undefined) first = last;
      else bytes += value.length;
      if (last - first > 2000) break;
    }
  } catch (error) {
    if (!bytes) throw error;
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
  return (bytes * 8) / Math.max(1, last - first);
}

// To the court, in kbit/s: a little first, then as much as should take a second and a half.
export async function up(bearer) {
  const little = await bring(bearer, 64 * 1024);
  if (little < 400) return little;
  const much = Math.min(2 * 1024 * 1024, Math.max(128 * 1024, Math.round((little * 1500) / 8)));
  return Math.max(little, await bring(bearer, much).catch(() => 0));
}

async function bring(bearer, size) {
  const body = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(body.subarray(at, Math.min(size, at + 65_536)));
  const start = performance.now();
  const answer = await fetch("/api/line/up", { method: "PUT", headers: { authorization: `Bearer ${bearer}` }, body, signal: limit(6000) });
  if (!answer.ok) throw new Error("refused");
  await answer.arrayBuffer();
  return (size * 8) / Math.max(1, performance.now() - start);
}

// A test pattern to the media server, as the courtroom sends a picture: ["udp" or "tcp", round trip in ms, lost of a
// hundred packets]; the last two may be missing. Rejects where no media come through.
export async function media(kit, url, token) {
  const room = new kit.Room({ adaptiveStream: false, dynacast: false, singlePeerConnection: false });
  const [pattern, end] = testPattern();
  try {
    await within(10_000, room.connect(url, token, { autoSubscribe: false, maxRetries: 0 }));
    const sent = await within(8_000, room.localParticipant.publishTrack(pattern, {
      source: kit.Track.Source.Camera,
      videoCodec: "vp8",
      simulcast: true,
      videoEncoding: kit.VideoPresets.h360.encoding,
      videoSimulcastLayers: [kit.VideoPresets.h180],
    }));
    let found;
    for (let half = 0; half < 12 && !(half >= 6 && found?.lost !== undefined); half++) {
      await sleep(500);
      found = read(await sent.track.getRTCStatsReport()) ?? found;
    }
    if (!found) throw new Error("nothing came through");
    return [found.protocol, found.roundTrip, found.lost];
  } finally {
    end();
    await room.disconnect(true).catch(() => {});
  }
}

function read(report) {
  const stats = [...(report?.values() ?? [])];
  const named = (id) => stats.find((one) => one.id === id);
  const transport = stats.find((one) => one.type === "transport" && one.selectedCandidatePairId);
  const pair = transport ? named(transport.selectedCandidatePairId) : stats.find((one) => one.type === "candidate-pair" && (one.selected || one.nominated) && one.state === "succeeded");
  const protocol = named(pair?.localCandidateId)?.protocol ?? named(pair?.remoteCandidateId)?.protocol;
  const sum = (type, what) => stats.filter((one) => one.type === type).reduce((all, one) => all + (one[what] ?? 0), 0);
  const sent = sum("outbound-rtp", "packetsSent");
  if (!protocol || !sent) return undefined;
  const heard = stats.filter((one) => one.type === "remote-inbound-rtp");
  const trips = [pair.currentRoundTripTime, ...heard.map((one) => one.roundTripTime)].filter((trip) => trip > 0);
  return {
    protocol,
    roundTrip: trips.length ? Math.min(...trips) * 1000 : undefined,
    lost: heard.length ? Math.max(0, Math.min(100, (100 * sum("remote-inbound-rtp", "packetsLost")) / sent)) : undefined,
  };
}

// Moving blocks: as hard to send as a person who moves.
function testPattern() {
  const canvas = document.createElement("canvas");
  canvas.width = 640;
  canvas.height = 360;
  const pen = canvas.getContext("2d");
  const draw = () => {
    for (let n = 0; n < 24; n++) {
      pen.fillStyle = `hsl(${Math.random() * 360} 60% 45%)`;
      pen.fillRect(Math.floor(Math.random() * 16) * 40, Math.floor(Math.random() * 9) * 40, 40, 40);
    }
  };
  draw();
  const drawing = setInterval(draw, 66);
  const track = canvas.captureStream(15).getVideoTracks()[0];
  return [track, () => (clearInterval(drawing), track.stop())];
}
