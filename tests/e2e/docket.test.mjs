// The clerk's docket leads into all three cases; G2 and G3 open and run through their stages to the end.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { enterStage, namesOf } from "./people.mjs";
import { checkInByWire, Wire } from "./wire.mjs";

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

test("three hearings on the docket, and a way into each", { timeout: 60_000 }, async () => {
  const clerk = await browsers.seat("clerk", { url: backend.link("G1", "clerk") });
  await clerk.press("enter");
  await clerk.see('[data-place="readiness"]');
  for (const hearing of ["g2", "g3", "g1"]) {
    await clerk.press("docket");
    await clerk.see('[data-place="docket"]');
    await clerk.see("[data-hearing]");
    assert.equal(await clerk.count("[data-hearing]"), 3);
    await clerk.press("open-hearing", hearing);
    await clerk.see('[data-place="readiness"]');
  }
  assert.deepEqual(clerk.troubles, []);
  await clerk.leave();
});

// Everybody by wire but the judge, who sits at a browser and goes from stage to stage.
async function hold(kase, { parties, called = [], stages, last }) {
  const names = namesOf(backend, kase);
  const clerk = await Wire.sit(backend, kase, "clerk");
  for (const seat of [...parties, ...called]) {
    const wire = await Wire.sit(backend, kase, seat);
    await checkInByWire(wire, names[seat], { witness: called.includes(seat) });
    await clerk.must({ verify_identity: { seat, how: "by_eye" } });
    if (parties.includes(seat)) await clerk.must({ admit: { seat } });
  }
  await clerk.must("report_ready");
  const judge = await browsers.seat("judge", { url: backend.link(kase, "judge") });
  await judge.press("enter");
  await judge.press("next-stage");
  await judge.press("open-court");
  await judge.see('[data-stage="Opening"][aria-current="step"]');
  for (const [stage, record] of stages) await enterStage(judge, stage, { record });
  await judge.press("next-stage");
  await judge.press("record-item", last);
  await judge.press("close-panel");
  await judge.press("orders");
  await judge.press("close-hearing");
  await judge.press("ask-yes");
  await judge.see('[data-place="record"]');
  assert.deepEqual(judge.troubles, []);
  await judge.leave();
}

test("G2, fast track, to the verdict", { timeout: 120_000 }, () =>
  hold("G2", {
    parties: ["prosecutor", "defendant", "defender"],
    stages: [
      ["Indictment", ["RightsTold", "RecusalAsked"]],
      ["FinalStatement", ["PleaExamined", "DefenderHeard"]],
      ["Verdict", ["FinalStatementHeard"]],
    ],
    last: "AppealExplained",
  }));

test("G3, a panel behind closed doors, to the verdict", { timeout: 120_000 }, () =>
  hold("G3", {
    parties: ["plaintiff-rep", "defendant", "defendant-rep"],
    called: ["expert"],
    stages: [
      ["Investigation", ["RightsTold", "RecusalAsked"]],
      ["Evidence", ["IssuesConfirmed"]],
      ["Debate", []],
      ["FinalOpinions", []],
      ["Mediation", ["FinalOpinionsHeard"]],
      ["Verdict", ["MediationOffered"]],
    ],
    last: "AppealExplained",
  }));
