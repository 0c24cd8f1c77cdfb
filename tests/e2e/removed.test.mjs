// Who is removed is out at once: his page, his session, his link and his keys to the media.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import WebSocket from "ws";
import { Backend, Browsers } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { openCourt } from "./wire.mjs";

let backend;
let browsers;

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

const post = (path, body, session) =>
  fetch(`${backend.base}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(session && { authorization: `Bearer ${session}` }) },
    body: JSON.stringify(body),
  });

// How LiveKit's signalling answers this token: open, or shut.
function rings(token) {
  const socket = new WebSocket(`${backend.base.replace("http", "ws")}/rtc?access_token=${token}&auto_subscribe=1&protocol=15`);
  return new Promise((done) => {
    socket.once("message", () => done("open"));
    socket.once("error", () => done("shut"));
    socket.once("close", () => done("shut"));
  }).finally(() => socket.terminate());
}

test("a removed person's every token is dead", { timeout: 120_000 }, async () => {
  const { judge, ...wires } = await openCourt(backend, namesOf(backend));
  const person = await browsers.seat("defendant", { url: backend.link("G1", "defendant") });
  await person.press("enter");
  await person.see('[data-place="courtroom"]');
  const { session } = await person.run(() => JSON.parse(sessionStorage.getItem("kaiting.pass")));
  const granted = await post("/api/media", null, session);
  assert.equal(granted.status, 200);
  const { token } = await granted.json();
  assert.equal(await rings(token), "open", "before, the key turns");

  await judge.must({ remove: { seat: "defendant", reason: "严重扰乱法庭秩序" } });
  // The acknowledgement is here: from now on nothing works any more.
  assert.equal(await rings(token), "shut", "an old media token");
  assert.equal((await post("/api/media", null, session)).status, 401, "a new media token");
  const link = new URL(backend.link("G1", "defendant")).hash.slice("#seat=".length);
  assert.equal((await post("/api/enter", { token: link })).status, 401, "the seat link");
  const exhibit = await fetch(`${backend.base}/api/exhibits/P1`, { headers: { authorization: `Bearer ${session}` } });
  assert.equal(exhibit.status, 401, "an exhibit");
  await person.see('.over [role="alert"]');
  const heard = await person.run(() => window.court.received());
  await new Promise((done) => setTimeout(done, 1_000));
  assert.deepEqual(await person.run(() => window.court.received()), heard, "sound or picture goes on");
  for (const wire of Object.values(wires)) wire.leave();
});
