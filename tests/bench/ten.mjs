// Ten screens on one presenter: how long a page turn takes to each of them. Two are browsers that paint, the others sockets
// that take what comes and report it as a screen does. `node tests/bench/ten.mjs [turns]`
import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { loadavg } from "node:os";
import path from "node:path";
import { Backend, Browsers, sleep } from "../e2e/court.mjs";
import { namesOf } from "../e2e/people.mjs";
import { checkInByWire, Wire } from "../e2e/wire.mjs";

const TURNS = Number(process.argv[2] ?? 60);
const view = (page) => ({ page, zoom: 100, rotation: 0, left: 0, top: 0 });
const rank = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const figures = (values) => `p50 ${rank(values, 0.5).toFixed(1)} ms, p95 ${rank(values, 0.95).toFixed(1)} ms, ${values.length} turns`;

const backend = await Backend.start();
const browsers = await Browsers.start();
try {
  const names = namesOf(backend, "G3");
  const as = (seat) => Wire.sit(backend, "G3", seat);
  const clerk = await as("clerk");
  const judge = await as("judge");
  const wires = [];
  for (const seat of ["panel-judge", "assessor", "investigator", "assistant", "inspector"]) wires.push(await as(seat));
  for (const seat of ["plaintiff-rep", "defendant", "defendant-rep", "expert"]) {
    const wire = await as(seat);
    await checkInByWire(wire, names[seat], { witness: seat === "expert" });
    await clerk.must({ verify_identity: { seat, how: "by_eye" } });
    if (seat !== "expert") await clerk.must({ admit: { seat } });
    if (seat !== "defendant") wires.push(wire);
  }
  await clerk.must("report_ready");
  await judge.must({ open_hearing: { override_reason: null } });
  await judge.must({ call_witness: { seat: "expert" } });
  // One of several pages that all of them may see.
  const bytes = await readFile(path.resolve(import.meta.dirname, "../../server/demo/g1/p3-chat.pdf"));
  const answer = await fetch(`${backend.base}/api/exhibits`, {
    method: "PUT",
    headers: { authorization: `Bearer ${clerk.pass.session}`, "x-sha256": createHash("sha256").update(bytes).digest("hex") },
    body: bytes,
  });
  const exhibit = { id: "T1", file: await answer.json() };
  await clerk.must({ file_exhibit: { exhibit: exhibit.id, title: "聊天记录", category: "electronic_data", source: "", purpose: "", secrecy: "parties", file: exhibit.file } });
  await clerk.must({ present_exhibit: { exhibit: exhibit.id, view: view(1) } });
  const viewers = [];
  for (const seat of ["judge", "defendant"]) {
    const person = await browsers.seat(seat, { url: backend.link("G3", seat), rate: 15 });
    await person.press("enter");
    await person.see(`[data-shown="${exhibit.id}"][data-page="1"]`);
    viewers.push(person);
  }
  const arrived = [];
  const painted = [];
  let pressed = 0;
  for (const wire of wires) {
    wire.socket.on("message", (text) => {
      if (!text.includes("page_turned")) return;
      const frame = JSON.parse(text);
      if (frame.event?.recorded.event.page_turned === undefined) return;
      arrived.push(performance.now() - pressed);
      const { view: turned } = frame.event.recorded.event.page_turned;
      setTimeout(() => wire.send({ displayed: { exhibit: exhibit.id, page: turned.page, sha256: exhibit.file.sha256, checked: true } }), 130);
    });
  }
  for (let turn = 0; turn < TURNS; turn += 1) {
    const page = (turn % 2) + 1 === 1 ? 2 : 1;
    const waits = [];
    for (const person of viewers) {
      await person.run(
        ([id, wanted]) => {
          window.turned = new Promise((done) => {
            const watch = new MutationObserver(() => {
              if (!document.querySelector(`[data-shown="${id}"][data-page="${wanted}"]`)) return;
              watch.disconnect();
              requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
            });
            watch.observe(document.body, { subtree: true, attributes: true, childList: true });
          });
        },
        [exhibit.id, page],
      );
    }
    pressed = performance.now();
    const at = performance.timeOrigin + pressed;
    clerk.send({ command: { id: randomUUID(), body: { turn_page: { view: view(page) } } } });
    for (const person of viewers) waits.push(person.run(() => window.turned).then((when) => painted.push(when - at)));
    await Promise.all(waits);
    await sleep(400);
  }
  const told = clerk.frames.filter((frame) => frame.showing?.showing?.missing?.length === 1).length;
  console.log(`load average ${loadavg().map((one) => one.toFixed(1)).join(" ")}`);
  console.log(`arrived at ${wires.length} sockets: ${figures(arrived)}`);
  console.log(`painted in ${viewers.length} browsers: ${figures(painted)}`);
  console.log(`the presenter was told ${told} times that all but himself had the page`);
} finally {
  await browsers.stop();
  await backend.stop();
}
