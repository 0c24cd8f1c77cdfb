// Real browsers with the stock livekit-client against a media engine of ours, the embedded one:
//
//   cargo build -p kaiting-media --example media_server
//   KAITING_MEDIA_SERVER=target/debug/examples/media_server node --test crates/media/tests/browser.test.mjs
//
// With KAITING_LIVEKIT_SERVER naming a built livekit-server, the same against that: cargo xtask test --livekit.
// SOAK=60 lets the full courtroom run for a minute, with simulcast. CHROMIUM and FIREFOX name other browsers.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Chromium, Firefox, Server, sleep, until } from './browser/harness.mjs';

let server;
let chromium;
let rooms = 0;
const newRoom = () => server.room(`room-${(rooms += 1)}`);
// LiveKit takes the stream of who may not send away, and its count with it; in place of who is muted it sends silence of its
// own, a packet now and then. What was heard and seen is what counts there.
const noSound = ({ audio }) => (server.livekit ? assert.ok(audio.energy < 0.0005, `sound came through: ${audio.energy}`) : assert.equal(audio.packets, 0, 'audio packets came through'));
const noPicture = ({ video }) => (server.livekit ? assert.ok(video.frames <= 0, `${video.frames} pictures came through`) : assert.equal(video.packets, 0, 'video packets came through'));
/** What was on its way is heard out: a busy browser keeps some of it back. */
const settled = () => sleep(server.livekit ? 700 : 150);

/** Two people in a new room, both sending, both seen. */
async function two(height = 180) {
  const room = await newRoom();
  const [a, b] = await chromium.seats(2);
  await a.join({ room, identity: 'a' }, { audio: 330, video: true, height });
  await b.join({ room, identity: 'b' }, { audio: 440, video: true, height });
  await Promise.all([a.sees(1), b.sees(1)]);
  return { room, a, b, close: () => Promise.all([a.close(), b.close()]) };
}

/** Pictures and sound come in, now. Patient: the machine may be busy, and then the pictures are few. */
async function seesAndHears(seat) {
  const start = await seat.received();
  await until('pictures and sound', 10000, async () => {
    const now = await seat.received();
    return now.video.frames >= start.video.frames + 10 && now.audio.energy > start.audio.energy + 0.005;
  });
}

before(async () => {
  server = await Server.start();
  chromium = await Chromium.start(server);
});
after(async () => {
  await chromium?.stop();
  await server?.stop();
});

describe('media server', { concurrency: 2 }, () => {
  test('people see and hear each other; a hidden observer too, and unseen', async () => {
    const { room, a, b, close } = await two(360);
    const o = await chromium.seat();
    await o.join({ room, identity: 'o', audio: false, video: false, hidden: true });
    await o.sees(2);
    await Promise.all([seesAndHears(a), seesAndHears(b), seesAndHears(o)]);
    await until('the full layer arrives', 15000, async () => (await o.received()).video.heights.every((h) => h > 180));
    assert.deepEqual(await a.run(() => window.seat.others()), ['b']);
    // LiveKit tells who begins to speak to those who are there then, and one after the other.
    const told = async () => (await Promise.all([a, b, o].map((one) => one.run(() => [...window.seat.named])))).flat();
    const named = async () => new Set(await told()).size === 2;
    await until('speakers are named', 8000, server.livekit ? named : () => o.run(() => window.seat.speakers.join() === 'a,b'));

    await a.run(() => window.seat.say('psst'));
    await o.run(() => window.seat.say('psst').catch(() => {}));
    await assert.rejects(o.run(async () => {
      const [track] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks();
      await window.seat.room.localParticipant.publishTrack(track);
    }), /permission/);
    for (const seat of [a, b, o]) assert.equal(await seat.run(() => window.seat.data), null, 'nobody gets a private message');

    await a.run(() => window.seat.room.localParticipant.unpublishTrack(window.seat.room.localParticipant.getTrackPublication('camera').track));
    await until('the track goes', 2000, () => b.run(() => !window.seat.of('a', 'camera')));
    await a.run(() => window.seat.room.localParticipant.setCameraEnabled(true));
    await until('and comes again', 5000, () => b.run(() => window.seat.of('a', 'camera')?.isSubscribed));
    await seesAndHears(b);
    await a.run(() => window.seat.room.disconnect());
    await until('leaving is seen', 2000, () => b.run(() => window.seat.others().length === 0));
    await Promise.all([close(), o.close()]);
  });

  test('a muted person is silent until the court lets go, and opens again', async () => {
    const { room, a, b, close } = await two();
    await server.order({ do: 'mute', room, identity: 'a' });
    await settled();
    const rise = await b.during(1200);
    noSound(rise);
    assert.ok(rise.video.frames > 3, 'the picture goes on');
    assert.ok(await b.run(() => window.seat.of('a', 'microphone').isMuted), 'muted is shown');
    const unmute = () => a.run(() => window.seat.room.localParticipant.getTrackPublication('microphone').unmute());
    await unmute();
    await settled();
    noSound(await b.during(800));
    await server.order({ do: 'release', room, identity: 'a' });
    await seesAndHears(b);
    assert.equal(await b.run(() => window.seat.of('a', 'microphone').isMuted), false, 'open is shown');

    await server.order({ do: 'mute', room, identity: 'a' });
    await sleep(300);
    await server.order({ do: 'release', room, identity: 'a' });
    noSound(await b.during(800));
    await unmute();
    await seesAndHears(b);
    await close();
  });

  test('a client whose permission was withdrawn keeps sending and nobody hears or sees it', async () => {
    const { room, a, b, close } = await two();
    await a.run(() => window.seat.cheat());
    await server.order({ do: 'permissions', room, identity: 'a', audio: false, video: false });
    await settled();
    const sent = await a.run(() => window.seat.sent());
    await a.run(() => window.seat.claimOpen());
    const rise = await b.during(1500);
    const sentAfter = await a.run(() => window.seat.sent());
    assert.ok(sentAfter.audio - sent.audio > 30 && sentAfter.video > sent.video, 'the cheat really sends');
    noSound(rise);
    noPicture(rise);
    assert.equal(await a.run(() => window.seat.room.localParticipant.permissions.canPublish), false);

    // A voice under the name of a camera is no way around it.
    await server.order({ do: 'permissions', room, identity: 'a', audio: false });
    assert.notEqual(await a.run(() => window.seat.disguise(660)), 'sent');
    noSound(await b.during(800));

    await server.order({ do: 'permissions', room, identity: 'a' });
    await a.run((again) => (again ? window.seat.publishAgain() : window.seat.claimOpen()), Boolean(server.livekit));
    await sleep(500);
    await seesAndHears(b);

    await server.order({ do: 'permissions', room, identity: 'b', subscribe: false });
    await sleep(300);
    const nothing = await b.during(800);
    assert.ok(nothing.audio.packets <= 0 && nothing.video.packets <= 0, 'no subscription, no packet');
    await server.order({ do: 'permissions', room, identity: 'b' });
    await until('received again', 5000, async () => (await b.received()).video.frames > 10);
    await close();
  });

  test('a removed person is gone, and its tokens are dead', async () => {
    const { room, a, b, close } = await two();
    const old = await server.token({ room, identity: 'a' });
    await server.order({ do: 'remove', room, identity: 'a' });
    const rise = b.during(600);
    assert.equal(await a.event('disconnected', 1000), 4, 'PARTICIPANT_REMOVED');
    await until('b is alone', 1000, () => b.run(() => window.seat.others().length === 0));
    assert.ok((await rise).audio.energy < 0.01);
    assert.match(await a.tryWith(old), /^refused/);
    await server.order({ do: 'ban', identity: 'a' });
    assert.match(await a.tryWith(await server.token({ room, identity: 'a' })), /^refused/, 'admission is asked');
    await server.order({ do: 'unban', identity: 'a' });
    assert.equal(await a.tryWith(await server.token({ room, identity: 'a' })), 'joined');
    assert.match(await a.tryWith(await server.token({ room: 'nowhere', identity: 'a' })), /^refused/, 'joining makes no room');
    await server.order({ do: 'end', room });
    assert.equal(await b.event('disconnected', 1000), 5, 'ROOM_DELETED');
    await close();
  });

  test('a token ends with its time', async () => {
    const room = await newRoom();
    const a = await chromium.seat();
    const short = await server.token({ room, identity: 'a', seconds: 1 });
    await sleep(2100);
    assert.match(await a.tryWith(short), /^refused/);
    assert.equal(await a.tryWith(await server.token({ room, identity: 'a' })), 'joined');
    // Every twenty seconds the client gets a new one.
    const before = await a.run(() => window.seat.room.engine.token);
    await until('a fresh token', 25000, async () => (await a.run(() => window.seat.room.engine.token)) !== before);
    const fresh = await a.run(() => window.seat.room.engine.token);
    assert.equal(await a.tryWith(fresh), 'joined');
    if (server.livekit) {
      // What the browser has opens nothing at LiveKit itself.
      const past = await fetch(`${server.livekit.url}/rtc/validate?access_token=${fresh}`);
      assert.equal(past.status, 401);
    }
    await server.order({ do: 'remove', room, identity: 'a' });
    assert.match(await a.tryWith(fresh), /^refused/);
    await a.close();
  });

  test('a person moves to another room and leaves nothing behind', async () => {
    const { room, a, b, close } = await two();
    const other = await newRoom();
    const old = await server.token({ room, identity: 'a' });
    await server.order({ do: 'move', room, identity: 'a' });
    assert.equal(await a.event('disconnected', 1000), 8, 'MIGRATION: the client asks for a new token');
    const c = await chromium.seat();
    await c.join({ room: other, identity: 'c' }, { audio: 550, video: true });
    assert.match(await a.tryWith(old), /^refused/);
    await a.join({ room: other, identity: 'a' }, { audio: 330, video: true });
    await Promise.all([a.sees(1), c.sees(1)]);
    await Promise.all([seesAndHears(a), seesAndHears(c)]);
    const foreign = await b.during(600);
    noSound(foreign);
    noPicture(foreign);
    assert.deepEqual(await b.run(() => window.seat.others()), []);
    await until('it is told why', 2000, async () => (await server.facts(room)).some((fact) => /Left.*"a".*Moved/.test(fact)));
    await Promise.all([close(), c.close()]);
  });

  test('the same person elsewhere takes over', async () => {
    const { room, a, b, close } = await two();
    const again = await chromium.seat();
    await again.join({ room, identity: 'a' }, { audio: 660, video: true });
    assert.equal(await a.event('disconnected', 1000), 2, 'DUPLICATE_IDENTITY');
    await again.sees(1);
    await until('b sees the new one', 5000, () => b.run(() => window.seat.of('a', 'camera')?.isSubscribed));
    await Promise.all([seesAndHears(b), seesAndHears(again)]);
    assert.deepEqual(await b.run(() => window.seat.others()), ['a']);
    await Promise.all([close(), again.close()]);
  });

  test('a dropped signalling line resumes while the picture goes on; a full reconnect too', async (t) => {
    const { room, a, b, close } = await two();
    const before = await b.received();
    const began = Date.now();
    await b.run(() => window.seat.room.simulateScenario('signal-reconnect'));
    await b.event('reconnected', 6000);
    t.diagnostic(`signalling back after ${Date.now() - began} ms`);
    const after = await b.received();
    const frames = after.video.frames - before.video.frames;
    assert.ok(frames > (Date.now() - began) / 250, `the picture went on: ${frames} frames`);
    assert.ok((await server.facts(room)).some((fact) => /Resumed.*"b"/.test(fact)));
    await Promise.all([seesAndHears(a), seesAndHears(b)]);

    await b.run(() => { window.seat.events = []; return window.seat.room.simulateScenario('full-reconnect'); });
    await b.event('reconnected', 8000);
    await sleep(1500);
    await Promise.all([seesAndHears(a), seesAndHears(b)]);
    await close();
  });

  test('without UDP the media take TCP', async () => {
    const room = await newRoom();
    const [a, b] = await chromium.seats(2);
    await a.join({ room, identity: 'a' }, { audio: 330, video: true, tcp: true });
    await b.join({ room, identity: 'b' }, { tcp: true });
    await b.sees(1);
    await seesAndHears(b);
    assert.equal(await b.run(() => window.seat.protocol()), 'tcp');
    await Promise.all([a.close(), b.close()]);
  });

  test('a small tile gets the small layer, a large one the full', async () => {
    const room = await newRoom();
    const [a, b] = await chromium.seats(2);
    await a.join({ room, identity: 'a' }, { video: true, height: 360 });
    await b.join({ room, identity: 'b' }, { adaptive: true });
    await b.sees(1);
    const height = async () => (await b.received()).video.heights[0];
    // A busy machine makes the camera's picture smaller still.
    await until('the small layer', 8000, async () => (await height()) <= 180);
    await b.run(() => { Object.assign(document.querySelector('video').style, { width: '640px', height: '360px' }); });
    await until('the large layer', 8000, async () => (await height()) > 180);
    await Promise.all([a.close(), b.close()]);
  });

  test('Firefox and Chromium see and hear each other', async () => {
    const firefox = await Firefox.start(server);
    try {
      const room = await newRoom();
      const [f, c] = [await firefox.seat(), await chromium.seat()];
      await c.join({ room, identity: 'c' }, { audio: 330, video: true });
      await f.join({ room, identity: 'f' }, { audio: 440, video: true, height: 360 });
      await Promise.all([f.sees(1, 12000), c.sees(1, 12000)]);
      await Promise.all([seesAndHears(f), seesAndHears(c)]);
      await server.order({ do: 'mute', room, identity: 'f' });
      await settled();
      noSound(await c.during(800));
      await server.order({ do: 'release', room, identity: 'f' });
      await f.run(() => window.seat.room.localParticipant.getTrackPublication('microphone').unmute());
      await f.run(() => window.seat.room.simulateScenario('signal-reconnect'));
      await f.event('reconnected', 8000);
      await Promise.all([seesAndHears(f), seesAndHears(c)]);
      await server.order({ do: 'remove', room, identity: 'f' });
      assert.equal(await f.event('disconnected', 2000), 4);
      await c.close();
    } finally {
      await firefox.stop();
    }
  });
});

// What it measures is the embedded engine, whose process it can see.
test('seven people in one room stay in step', { skip: Boolean(process.env.KAITING_LIVEKIT_SERVER) }, async (t) => {
  const seconds = Number(process.env.SOAK ?? 6);
  const room = await newRoom();
  const seats = await chromium.seats(7);
  for (const [index, seat] of seats.entries()) {
    await seat.join({ room, identity: `p${index}` }, { audio: 220 + 60 * index, video: true, height: process.env.SOAK ? 360 : 180, adaptive: true });
  }
  await Promise.all(seats.map((seat) => seat.sees(6, 20000)));
  await sleep(2000);
  const windows = 3;
  const before = server.usage();
  const began = Date.now();
  const measured = [];
  for (let i = 0; i < windows; i += 1) {
    const rises = await Promise.all(seats.map((seat) => seat.during((seconds * 1000) / windows)));
    const sum = (kind, name) => rises.reduce((all, rise) => all + rise[kind][name], 0);
    measured.push({
      slowest: Math.min(...rises.flatMap((rise) => rise.video.each)) / (seconds / windows),
      quietest: Math.min(...rises.flatMap((rise) => rise.audio.each)),
      streams: rises.map((rise) => rise.video.each.length),
      frames: rises.map((rise) => rise.video.each.join(' ')),
      delay: (1000 * sum('video', 'delay')) / sum('video', 'emitted'),
      soundDelay: (1000 * sum('audio', 'delay')) / sum('audio', 'emitted'),
      freezes: sum('video', 'freezes'),
    });
  }
  const after = server.usage();
  const cores = (after.seconds - before.seconds) / ((Date.now() - began) / 1000);
  for (const one of measured) t.diagnostic(JSON.stringify(one));
  t.diagnostic(`server: ${cores.toFixed(3)} core, ${after.megabytes.toFixed(0)} MB`);
  for (const one of measured) {
    assert.deepEqual(one.streams, Array(7).fill(6), 'everybody gets six pictures');
    assert.ok(one.quietest > 0.0005, 'everybody is heard by everybody');
  }
  // A busy machine starves a browser for a second or two; never all the time.
  assert.ok(measured.some((one) => one.slowest > 5), 'every picture moves');
  const [first, last] = [measured[0], measured[windows - 1]];
  assert.ok(last.delay < 2 * first.delay + 300, `picture delay ${first.delay} -> ${last.delay} ms`);
  assert.ok(last.soundDelay < 2 * first.soundDelay + 300, `sound delay ${first.soundDelay} -> ${last.soundDelay} ms`);
  assert.ok(cores < 0.5, `the server takes ${cores} of a core`);
  await Promise.all(seats.map((seat) => seat.close()));
});
