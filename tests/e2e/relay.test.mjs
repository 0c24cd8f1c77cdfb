// For whom neither UDP nor TCP leads to the court's media: a relay of the court's own, with the settings that the example names.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import { after, before, test as nodeTest } from "node:test";
import { Backend, Browsers, SEATS, until } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { openCourt } from "./wire.mjs";

const SECRET = "the relay of the tests and of nobody else";
const LONG = 60_000;
const skip = installed() ? false : "no coturn on this machine";
const test = (name, work) => nodeTest(name, { timeout: LONG, skip }, work);
let relay;
let url;
let backend;
let browsers;

function installed() {
  try {
    execFileSync("which", ["turnserver", "turnutils_uclient"]);
    return true;
  } catch {
    return false;
  }
}

async function freePort() {
  const held = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => held.once("listening", done));
  const { port } = held.address();
  await new Promise((done) => held.close(done));
  return port;
}

// Asked as STUN asks, until there is an answer.
async function answers(port) {
  const socket = createSocket("udp4");
  const question = Buffer.concat([Buffer.from([0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42]), randomBytes(12)]);
  let heard = false;
  socket.once("message", () => (heard = true));
  await until("the relay answers", () => {
    if (!heard) socket.send(question, port, "127.0.0.1");
    return heard;
  });
  socket.close();
}

before(async () => {
  if (skip) return;
  const port = await freePort();
  url = `turn:127.0.0.1:${port}?transport=udp`;
  const settings = [
    "--use-auth-secret", `--static-auth-secret=${SECRET}`, "--realm=court.example", "--no-cli", "--no-tls", "--no-dtls",
    "--denied-peer-ip=0.0.0.0-255.255.255.255", "--denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "--allowed-peer-ip=127.0.0.1",
    "--allow-loopback-peers", "--no-multicast-peers", "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", `--listening-port=${port}`,
    "--log-file=stdout", "--simple-log", "--pidfile=/dev/null", "-n",
  ];
  relay = spawn("turnserver", settings, { stdio: "ignore" });
  await answers(port);
  backend = await Backend.start({ env: { KAITING_TURN_URLS: url, KAITING_TURN_SECRET: SECRET } });
  browsers = await Browsers.start();
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
  relay?.kill();
});

// In the page, before anything else: this network lets nothing through but the relay.
function cutOff() {
  const Native = window.RTCPeerConnection;
  const ways = (window.ways = []);
  window.RTCPeerConnection = class extends Native {
    constructor(how, ...more) {
      super({ ...how, iceTransportPolicy: "relay" }, ...more);
      ways.push(this);
    }
    setConfiguration(how) {
      super.setConfiguration({ ...how, iceTransportPolicy: "relay" });
    }
  };
}

// By what kinds of ways this page is connected.
const kinds = (person) =>
  person.run(async () => {
    const found = [];
    for (const way of window.ways) {
      const stats = await way.getStats();
      for (const one of stats.values()) if (one.type === "candidate-pair" && one.nominated) found.push(stats.get(one.localCandidateId).candidateType);
    }
    return found;
  });

const pass = (until, secret = SECRET) => {
  const username = `${until}:somebody`;
  return { urls: url, username, credential: createHmac("sha1", secret).update(username).digest("base64") };
};
const soon = () => Math.floor(Date.now() / 1_000) + 600;

test("who is let through by the relay alone is seen and heard, and sees and hears", async () => {
  await openCourt(backend, namesOf(backend));
  const judge = await browsers.seat("judge", { url: backend.link("G1", "judge") });
  const defendant = await browsers.seat("defendant");
  await defendant.page.addInitScript(cutOff);
  await defendant.open(backend.link("G1", "defendant"));
  for (const person of [judge, defendant]) {
    await person.press("enter");
    await person.see('[data-place="courtroom"]');
  }
  await judge.till("he is seen", () => judge.run(() => window.court.seen("defendant")));
  await defendant.till("he sees", () => defendant.run(() => window.court.seen("judge")));
  for (const person of [judge, defendant]) if (await person.count('[data-act="microphone"][aria-pressed="false"]')) await person.press("microphone");
  const hears = (person, tone) => person.till("it is heard", async () => (await person.run((wanted) => window.court.heard(wanted), [tone])).length);
  await hears(judge, SEATS.defendant.tone);
  await hears(defendant, SEATS.judge.tone);
  const ways = await kinds(defendant);
  assert.ok(ways.length >= 1 && ways.every((kind) => kind === "relay"), JSON.stringify(ways));
  await defendant.leave();
  await judge.leave();
});

test("a pass that has ended, or that we have not made, opens nothing", async () => {
  const anybody = await browsers.seat("observer", { url: `${backend.base}/` });
  const gathers = (server) =>
    anybody.run(async (iceServers) => {
      const way = new RTCPeerConnection({ iceServers, iceTransportPolicy: "relay" });
      const found = [];
      way.onicecandidate = ({ candidate }) => candidate?.candidate && found.push(candidate.type);
      way.createDataChannel("any");
      await way.setLocalDescription();
      for (let waited = 0; way.iceGatheringState !== "complete" && waited < 8_000; waited += 100) await new Promise((done) => setTimeout(done, 100));
      way.close();
      return found;
    }, [server]);
  const good = await gathers(pass(soon()));
  assert.ok(good.length >= 1 && good.every((kind) => kind === "relay"), JSON.stringify(good));
  assert.deepEqual(await gathers(pass(soon() - 700)), [], "it has ended");
  assert.deepEqual(await gathers(pass(soon(), "another secret")), [], "not ours");
  await anybody.leave();
});
