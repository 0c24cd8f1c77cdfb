// How long a join takes, from the click to the first picture of somebody else:
//
//   KAITING_MEDIA_SERVER=target/release/examples/media_server node crates/media/tests/browser/join_time.mjs [joins]
//
// Two people send (HEIGHT lines, 360 unless told), one after the other joins and leaves. TIMELINE=1 also says where
// the time of each join went, PARTY=1 lets those who join have the right to send.
import { loadavg } from 'node:os';
import { Chromium, Server, sleep } from './harness.mjs';

const joins = Number(process.argv[2] ?? 20);
const height = Number(process.env.HEIGHT ?? 360);
const party = process.env.PARTY === '1';

// Runs in the page: notes when what happened.
function timeline() {
  const marks = [];
  const mark = (what) => marks.push([what, Math.round((performance.now() - window.seat.started) * 10) / 10]);
  for (const name of ['setRemoteDescription', 'createAnswer', 'setLocalDescription']) {
    const real = RTCPeerConnection.prototype[name];
    RTCPeerConnection.prototype[name] = async function (...args) {
      mark(name);
      const done = await real.apply(this, args);
      mark(`${name} done`);
      return done;
    };
  }
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...args) {
      super(...args);
      mark('socket');
      this.addEventListener('open', () => mark('open'));
      this.addEventListener('message', () => mark('message'));
    }
  };
  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(...args) {
      super(...args);
      mark('connection');
      this.addEventListener('connectionstatechange', () => mark(this.connectionState));
    }
  };
  const attach = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () { mark('play'); return attach.call(this); };
  window.marks = marks;
}

const at = (list, share) => [...list].sort((x, y) => x - y)[Math.ceil(list.length * share) - 1];
const server = await Server.start();
const chromium = await Chromium.start(server);
const room = await server.room('join-time');
const senders = await chromium.seats(2);
for (const [index, seat] of senders.entries()) {
  await seat.join({ room, identity: `sender${index}` }, { audio: 330 + 110 * index, video: true, height });
}
await sleep(4000);
const [times, connects] = [[], []];
for (let i = 0; i < joins; i += 1) {
  const seat = await chromium.seat();
  if (process.env.TIMELINE) await seat.run(timeline);
  // The click comes some time after the page: nothing of its loading is to be measured.
  await sleep(400 + Math.random() * 100);
  const joined = await seat.join({ room, identity: `o${i}`, audio: party, video: party });
  await seat.sees(1);
  times.push(Math.min(...Object.values(await seat.seen())));
  connects.push(joined.after);
  if (process.env.TIMELINE) console.log(Math.round(times.at(-1)), JSON.stringify(await seat.run(() => window.marks)));
  await seat.close();
}
const line = (name, list) => `${name}: p50 ${Math.round(at(list, 0.5))}, p95 ${Math.round(at(list, 0.95))}, worst ${Math.round(Math.max(...list))} ms`;
console.log(line('room.connect', connects));
console.log(line('first picture', times));
console.log(`${joins} joins, senders at ${height} lines, load average ${loadavg()[0].toFixed(1)}`);
await chromium.stop();
await server.stop();
