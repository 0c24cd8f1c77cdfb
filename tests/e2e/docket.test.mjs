// The clerk's docket leads into all three cases; G2 and G3 open and run through their stages to the end.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { day, enterStage, namesOf } from "./people.mjs";
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

// By number, by cause: any hearing is found, whatever day it is on.
const LOOKED_FOR = { g1: "12345", g2: "危险驾驶", g3: "技术秘密" };
const shown = (person) => person.run(() => [...document.querySelectorAll(".day [data-hearing]")].map((one) => one.dataset.hearing));
const shows = (person, what, hearings) => person.till(what, async () => (await shown(person)).join() === hearings.join());

test("three hearings on the docket, and a way into each", { timeout: 60_000 }, async () => {
  const clerk = await browsers.seat("clerk", { url: backend.link("G1", "clerk") });
  await clerk.press("enter");
  await clerk.see('[data-place="readiness"]');
  for (const hearing of ["g2", "g3", "g1"]) {
    await clerk.press("docket");
    await clerk.see('[data-place="docket"]');
    await clerk.see("[data-hearing]");
    await clerk.type("find", "京");
    await shows(clerk, "all of hers are there", ["g2", "g1", "g3", "g4"]);
    await clerk.type("find", LOOKED_FOR[hearing]);
    await shows(clerk, `${hearing} is found`, [hearing]);
    await clerk.press("open-hearing", hearing);
    await clerk.see('[data-place="readiness"]');
  }
  assert.deepEqual(clerk.troubles, []);
  await clerk.leave();
});

test("a week as the rail, and the day that one turns to", { timeout: 60_000 }, async () => {
  const clerk = await browsers.seat("clerk", { url: backend.link("G1", "clerk") });
  await clerk.press("enter");
  await clerk.press("docket");
  await clerk.see('[data-act="day"][aria-current="date"]');
  assert.equal(await clerk.count('[data-act="day"]'), 7);
  await clerk.page.reload();
  await clerk.see('[data-place="docket"] [data-act="day"][aria-current="date"]');
  const turnTo = async (wanted) => {
    for (let n = 0; n < 60 && (await clerk.count(`[data-act="day"][data-of="${wanted}"]`)) === 0; n += 1) {
      const first = await clerk.run(() => document.querySelector('[data-act="day"]').dataset.of);
      await clerk.press(first < wanted ? "next-week" : "last-week");
      await clerk.till("the week has turned", async () => (await clerk.run(() => document.querySelector('[data-act="day"]').dataset.of)) !== first);
    }
    await clerk.press("day", wanted);
  };
  await turnTo(day(0));
  await shows(clerk, "G1 on its day", ["g1"]);
  await turnTo(day(1));
  await shows(clerk, "G3 on its day", ["g3"]);
  await turnTo(day(-7));
  await shows(clerk, "G2 the week before", ["g2"]);
  await turnTo(day(-8));
  await shows(clerk, "a free day", []);
  assert.deepEqual(clerk.troubles, []);
  await clerk.leave();
});

test("the docket says how each seat stands, and the judge decides where he sits", { timeout: 60_000 }, async () => {
  const names = namesOf(backend);
  const defendant = await Wire.sit(backend, "G1", "defendant");
  await checkInByWire(defendant, names.defendant);
  await defendant.must({ state_place: { region: "北京市海淀区", kind: "home", quiet: true, others: [["周德全", "父亲，帮助操作手机"]] } });
  const plaintiff = await Wire.sit(backend, "G1", "plaintiff");
  await plaintiff.must("call_for_help");
  const judge = await browsers.seat("judge", { url: backend.link("G1", "judge") });
  await judge.press("enter");
  await judge.press("orders");
  await judge.press("to-docket");
  await judge.see('[data-next="g1"] .decide');
  assert.equal(await judge.text("[data-ready-seats]"), "0/4");
  assert.equal(await judge.count('[data-problem="plaintiff"]'), 1);
  assert.ok((await judge.text(".decide")).includes("周德全"));
  await judge.press("permit-other", "defendant");
  await judge.till("nothing waits for him", async () => (await judge.count(".decide")) === 0);
  await plaintiff.must("withdraw_call_for_help");
  await judge.press("refresh");
  await judge.till("nothing goes wrong", async () => (await judge.count("[data-problem]")) === 0);
  assert.deepEqual(judge.troubles, []);
  await judge.leave();
  defendant.leave();
  plaintiff.leave();
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
