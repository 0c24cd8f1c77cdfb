// A seat without a browser: the hearing socket as PROTOCOL.md has it. For setting a scene, and for cheating.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import WebSocket from "ws";

export async function enter(backend, kase, seat) {
  const token = new URL(backend.link(kase, seat)).hash.slice("#seat=".length);
  const answer = await fetch(`${backend.base}/api/enter`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token }),
  });
  if (!answer.ok) throw new Error(`${seat} may not enter: ${await answer.text()}`);
  return answer.json();
}

export class Wire {
  constructor(backend, pass) {
    this.backend = backend;
    this.pass = pass;
    this.frames = [];
    this.waiting = new Map();
  }

  static async sit(backend, kase, seat) {
    const wire = new Wire(backend, await enter(backend, kase, seat));
    await wire.connect();
    return wire;
  }

  async connect() {
    this.socket = new WebSocket(`${this.backend.base.replace("http", "ws")}/api/hearing`);
    this.open = true;
    this.closed = new Promise((done) =>
      this.socket.once("close", () => {
        this.open = false;
        done();
      }),
    );
    this.socket.on("message", (data) => this.hear(JSON.parse(data.toString())));
    await new Promise((done, failed) => {
      this.socket.once("open", done);
      this.socket.once("error", failed);
    });
    this.socket.on("error", () => {});
    const seated = new Promise((done) => (this.seated = done));
    this.send({ hello: { session: this.pass.session, cursor: null } });
    const shownOut = this.closed.then(() => {
      throw new Error(`${this.pass.seat} is not let in: ${JSON.stringify(this.frames)}`);
    });
    return Promise.race([seated, shownOut]);
  }

  hear(frame) {
    this.frames.push(frame);
    if (frame.beat) this.send({ pong: { beat: frame.beat.beat } });
    if (frame.snapshot) {
      this.hearing = frame.snapshot.hearing;
      this.seated?.(frame.snapshot.hearing);
    }
    const id = frame.acknowledged?.id ?? frame.refused?.id;
    if (id) {
      this.waiting.get(id)?.(frame.refused ? { refused: frame.refused.refusal } : { acknowledged: true });
      this.waiting.delete(id);
    }
  }

  send(frame) {
    this.socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  // Asks, and waits for the answer. Sent too fast, it waits as the app does.
  async ask(body, id = randomUUID()) {
    for (;;) {
      const answer = new Promise((done) => this.waiting.set(id, done));
      this.send({ command: { id, body } });
      const got = await Promise.race([answer, this.closed.then(() => ({ closed: true }))]);
      if (got.refused !== "too_many") return got;
      await new Promise((done) => setTimeout(done, 300));
    }
  }

  async must(body) {
    const got = await this.ask(body);
    if (!got.acknowledged && got.refused !== "already_done") throw new Error(`${JSON.stringify(body)}: ${JSON.stringify(got)}`);
  }

  leave() {
    this.socket.close(1000);
  }
}

// Of the notices that people are shown: the one that crates/hearing/src/notice.rs names.
const EDITION = Number(/EDITION: u16 = (\d+)/.exec(readFileSync(path.resolve(import.meta.dirname, "../../crates/hearing/src/notice.rs"), "utf8"))[1]);

// Everything a person states in check-in, without the screens.
export async function checkInByWire(wire, name, { witness = false, watches = false } = {}) {
  await wire.must({ state_identity: { name, document: "id_card", last_four: "0027" } });
  const role = wire.hearing.seats.find((one) => one.id === wire.pass.seat)?.role;
  const scope = { representative: "special", defender: "defence", guardian: "by_law" }[role];
  if (scope) await wire.must({ state_authority: { scope, powers: scope === "special" ? ["settle"] : [], paper: null } });
  if (!witness && !watches) {
    for (const stage of ["hearing", "mediation", "verdict"]) await wire.must({ give_consent: { stage, consent: "agreed", edition: EDITION } });
  }
  await wire.must({ state_suitability: { bars: [], help: [] } });
  for (let rule = 0; rule < 6; rule += 1) await wire.must({ acknowledge_discipline: { rule, edition: EDITION } });
  if (!watches && role !== "prosecutor") {
    for (let right = 0; right < 4; right += 1) await wire.must({ acknowledge_right: { right, edition: EDITION } });
    for (let consequence = 0; consequence < 3; consequence += 1) await wire.must({ acknowledge_consequence: { consequence, edition: EDITION } });
  }
  await wire.must({ declare_no_recording: { edition: EDITION } });
  // Who assists a side as an expert swears to nothing.
  if (witness && role !== "expert_assistant") await wire.must({ give_undertaking: { signed_name: name, edition: EDITION } });
  if (!watches) {
    await wire.must({ state_place: { region: "北京市海淀区", kind: "home", quiet: true, others: [] } });
    await wire.must({ report_devices: { camera: "works", microphone: "works", speaker: "works", latency_ms: 20, up_kbps: 2400, down_kbps: 18000, loss_percent: 0, transport: "udp" } });
  }
}

// G1 up to the open court: everybody checked in, verified, admitted. Answers with the court's two wires.
export async function openCourt(backend, names) {
  const clerk = await Wire.sit(backend, "G1", "clerk");
  const judge = await Wire.sit(backend, "G1", "judge");
  const parties = ["plaintiff", "plaintiff-rep", "defendant", "observer", "witness"];
  const wires = {};
  for (const seat of parties) {
    wires[seat] = await Wire.sit(backend, "G1", seat);
    await checkInByWire(wires[seat], names[seat], { witness: seat === "witness", watches: seat === "observer" });
    await clerk.must({ verify_identity: { seat, how: "by_eye" } });
    if (seat !== "witness") await clerk.must({ admit: { seat } });
  }
  await clerk.must("report_ready");
  await judge.must({ open_hearing: { override_reason: null } });
  return { clerk, judge, ...wires };
}
