// Every control in the room belongs to an act that the table of permissions gives to whoever sees it, in every state of the
// hearing; and what the table gives to those who lead is there for them to press.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { ACTS, ACT_OF, TABLE, controls, inSource, isListed, wrong } from "./controls.mjs";
import { Backend, Browsers } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { checkInByWire, openCourt, Wire } from "./wire.mjs";

const ROLES = { judge: "PresidingJudge", clerk: "Clerk", plaintiff: "Party", "plaintiff-rep": "Representative", defendant: "Party", witness: "Witness", observer: "Observer" };
// The roles that the first case has not, in the cases that have them. Of a role that stands in two, one.
const OTHERS = {
  G2: { prosecutor: "Prosecutor", defender: "Defender" },
  G3: { "panel-judge": "PanelJudge", assessor: "Assessor", assistant: "JudgeAssistant", expert: "ExpertAssistant", inspector: "Inspector" },
  G5: { guardian: "Guardian", interpreter: "Interpreter", "forensic-expert": "ForensicExpert", technician: "Technician", administrator: "Administrator" },
};

const KASE = "G1";
let backend;
let browsers;
let wires;
const people = {};

const come = async (seat, kase = KASE) => {
  const person = await browsers.seat(seat, { url: backend.link(kase, seat) });
  await person.press("enter");
  await person.see("[data-place]");
  people[seat] = person;
};

const found = [];
// Each test says at its end all that was found on its way.
afterEach(() => assert.deepEqual([...new Set(found.splice(0))], []));

// What is drawn and can be pressed, chosen or filled in, on the page of everybody who is there.
async function sweep(state, roles = ROLES) {
  for (const [seat, person] of Object.entries(people)) {
    for (const control of await person.run(controls)) {
      const what = wrong(control, roles[seat]);
      if (what) found.push(`${state}: for the ${seat}, ${what}`);
    }
  }
}

async function allLeave() {
  for (const [seat, person] of Object.entries(people)) {
    await person.leave();
    delete people[seat];
  }
}

async function reach(seat, wanted) {
  for (const control of wanted) {
    assert.ok(TABLE[ACT_OF.get(control)].includes(ROLES[seat]), `${control} is ${seat}'s by the table`);
    await people[seat].see(`[data-act="${control}"]`);
  }
}

async function inOrders(seat, wanted) {
  await people[seat].press("orders");
  await people[seat].see('[data-panel="orders"]');
  await reach(seat, wanted);
  await sweep(`orders of ${seat}`);
  await people[seat].press("close-panel");
}

before(async () => {
  for (const [act, roles] of Object.entries(ACTS)) assert.ok(TABLE[act], `${act} is in the table: ${roles}`);
  backend = await Backend.start();
  browsers = await Browsers.start();
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

test("each control that the source names is in a list", () => {
  assert.deepEqual([...inSource()].filter((name) => !isListed(name)), []);
});

test("before the opening", { timeout: 90_000 }, async () => {
  for (const seat of Object.keys(ROLES)) await come(seat);
  await sweep("before the opening");
  await allLeave();
});

test("in session, with the panels of those who lead", { timeout: 120_000 }, async () => {
  wires = await openCourt(backend, namesOf(backend));
  await wires.judge.must({ enter_stage: { stage: "investigation", override_reason: "演示" } });
  for (const seat of ["plaintiff", "defendant", "observer", "witness", "clerk", "judge"]) await come(seat);
  await people.judge.see('[data-place="courtroom"]');
  await people.defendant.press("hand");
  await people.defendant.press("object");
  await people.judge.see('[data-act="sustain"]');
  await sweep("in session");
  await reach("judge", ["sustain", "overrule", "rule-with-reason", "give-floor-hand", "lower-hand", "give-floor", "mute", "mute-all", "next-stage", "adjourn", "secure-room"]);
  await people.judge.press("overrule", "defendant");
  await inOrders("judge", ["pause-mediation", "all-in-person", "elsewhere", "close-hearing"]);
  await people.judge.press("more", "defendant");
  await reach("judge", ["mute-lock", "mute-all-but", "send-to-wait", "remove", "admonish", "to-in-person", "spotlight"]);
  await sweep("one person's acts");
  await people.judge.press("close-panel");
  await reach("clerk", ["give-floor", "mute", "secure-room", "give-floor-hand"]);
  await reach("defendant", ["hand", "microphone", "camera"]);
});

test("adjourned, and closed", { timeout: 90_000 }, async () => {
  await people.judge.press("adjourn");
  await people.judge.type("reason", "休息十分钟");
  await people.judge.press("ask-yes");
  await reach("judge", ["resume"]);
  await sweep("adjourned");
  await people.judge.press("resume");
  await people.judge.see('[data-act="adjourn"]');
  await people.judge.press("orders");
  await people.judge.press("close-hearing");
  const judge = people.judge;
  await judge.see("dialog[open], [data-panel='guard']");
  if (await judge.count('dialog[open] [data-field="reason"], [data-field="override"]')) {
    const field = (await judge.count('dialog[open] [data-field="reason"]')) ? "reason" : "override";
    await judge.type(field, "演示");
  }
  await judge.press("ask-yes");
  await judge.see('[data-place="record"]');
  await sweep("closed");
});

for (const [kase, roles] of Object.entries(OTHERS)) {
  test(`${kase}: ${Object.values(roles).join(", ")}, from before the opening to after the close`, { timeout: 150_000 }, async () => {
    await allLeave();
    const names = namesOf(backend, kase);
    const [judge, clerk] = [await Wire.sit(backend, kase, "judge"), await Wire.sit(backend, kase, "clerk")];
    // Who is called checks in as who is called; who belongs to the court, or to nobody, does not.
    const called = { Witness: true, ForensicExpert: true, ExpertAssistant: true, Interpreter: true };
    // And is called in when the court sits.
    const waits = ["ForensicExpert", "ExpertAssistant"];
    const court = ["PanelJudge", "Assessor", "JudgeAssistant", "Inspector", "Technician", "Administrator"];
    for (const [seat, role] of Object.entries(roles)) {
      if (!court.includes(role)) {
        const own = await Wire.sit(backend, kase, seat);
        await checkInByWire(own, names[seat], { witness: called[role] });
        own.leave();
      }
      await come(seat, kase);
    }
    await sweep(`${kase} before`, roles);
    for (const [seat, role] of Object.entries(roles)) {
      if (court.includes(role)) continue;
      await clerk.must({ verify_identity: { seat, how: "by_eye" } });
      if (!waits.includes(role)) await clerk.must({ admit: { seat } });
    }
    await judge.must({ open_hearing: { override_reason: "演示" } });
    for (const [seat, role] of Object.entries(roles)) if (waits.includes(role)) await judge.must({ call_witness: { seat } });
    for (const seat of Object.keys(roles)) await people[seat].see("[data-place]");
    await sweep(`${kase} in session`, roles);
    await judge.must({ adjourn: { reason: "休息" } });
    await sweep(`${kase} adjourned`, roles);
    await judge.must("resume");
    await judge.must({ close_hearing: { override_reason: "演示" } });
    // Who watches over the house has no record, nor has who was called and has said nothing.
    const none = ["Inspector", "Technician", "Administrator", ...waits];
    for (const [seat, role] of Object.entries(roles)) if (!none.includes(role)) await people[seat].see('[data-place="record"]');
    await sweep(`${kase} closed`, roles);
    for (const wire of [judge, clerk]) wire.leave();
  });
}
