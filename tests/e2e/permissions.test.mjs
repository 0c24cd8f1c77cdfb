// Every control in the room belongs to an act that the table of permissions gives to whoever sees it, in every state of the
// hearing; and what the table gives to those who lead is there for them to press.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { openCourt } from "./wire.mjs";

// The table itself, as the rules have it: who may do what, with the floor or without.
const TABLE = Object.fromEntries(
  readFileSync(path.resolve(import.meta.dirname, "../../crates/hearing/tests/snapshots/tables__role_by_act.snap"), "utf8")
    .split("\n")
    .map((line) => /^(\w+):(.*)$/u.exec(line))
    .filter((row) => row && row[1] !== "source" && row[1] !== "expression")
    .map(([, act, roles]) => [act, [...roles.matchAll(/\b([A-Z]\w+)/gu)].map(([, role]) => role)]),
);
const ROLES = { judge: "PresidingJudge", clerk: "Clerk", plaintiff: "Party", "plaintiff-rep": "Representative", defendant: "Party", witness: "Witness", observer: "Observer" };

// The controls, by the act that they are. What is not an act of the hearing is listed below.
const ACTS = {
  RunSession: "adjourn resume next-stage enter-stage set-issues close-hearing ask-replacement withdraw-replacement record-trial record-exchange record-meeting record-mediation announce-delay open-court",
  ReportReady: "record-item report-ready withdraw-ready confirm-gallery",
  VerifyIdentity: "verify-identity doubt-identity not-the-same",
  AnswerHelp: "answer-help",
  Ring: "ring-seat",
  Notify: "send-notice",
  LookAt: "begin-look end-look look-at",
  Admit: "admit admit-all",
  PermitOther: "permit-other forbid-other",
  Remove: "remove send-to-wait",
  MoveWitness: "call-witness dismiss-witness",
  SecureRoom: "secure-room explain-securing",
  BringBack: "bring-back",
  GiveFloor: "give-floor give-floor-next give-floor-hand take-floor",
  RaiseHand: "hand",
  LowerHand: "lower-hand",
  MuteOther: "mute mute-lock mute-all mute-all-but mute-others",
  ReleaseOther: "release",
  Discipline: "admonish record-sanction to-finding classify-absence",
  Record: "resume-recording pause-evidence pause-mediation allow-listening explain-gap",
  Deliberate: "deliberate end-deliberation",
  ShowDevices: "microphone camera open-microphone open-duty",
  PromptAbsent: "prompt-absent",
  LeaveCamera: "leave-camera end-camera-leave",
  Spotlight: "spotlight end-spotlight",
  FileEvidence: "new-exhibit file-exhibit withdraw-exhibit import-many",
  Present: "present",
  LeadPresentation: "stop-presenting take-presenting compare-end",
  DrawMark: "pen erase-mark",
  Examine: "give-opinion request-original dispute-chain answer-late",
  RuleOnEvidence: "admit-exhibit reject-exhibit rule-late rule-original set-deadline",
  CheckOriginal: "original-matches original-differs original-none original-ground check-chain",
  RecordOral: "oral-opinion",
  TypeTranscript: "write-line accept-proposal",
  AnswerReplacement: "agree-replacement refuse-replacement replacement-asked",
  AskRecusal: "ask-recusal reconsider withdraw-recusal",
  DecideRecusal: "grant-recusal refuse-recusal",
  Object: "object withdraw-objection object-on",
  RuleOnObjection: "sustain overrule rule-with-reason",
  AnswerIssues: "issues-asked confirm-issues send-remark",
  Convert: "to-in-person all-in-person convert return-online",
  SitElsewhere: "elsewhere sit-elsewhere sit-in-courtroom",
};
const ACT_OF = new Map(Object.entries(ACTS).flatMap(([act, controls]) => controls.split(" ").map((control) => [control, act])));

const KASE = "G1";
let backend;
let browsers;
let wires;
const people = {};

const come = async (seat) => {
  const person = await browsers.seat(seat, { url: backend.link(KASE, seat) });
  await person.press("enter");
  await person.see("[data-place]");
  people[seat] = person;
};

// What is drawn and can be pressed.
const controls = (person) =>
  person.run(() => [...new Set([...document.querySelectorAll("[data-act]")].filter((one) => one.checkVisibility() && !one.closest("[inert]")).map((one) => one.dataset.act))]);

async function sweep(state) {
  const wrong = [];
  for (const [seat, person] of Object.entries(people)) {
    const role = ROLES[seat];
    for (const control of await controls(person)) {
      const act = ACT_OF.get(control);
      if (act && !TABLE[act].includes(role)) wrong.push(`${state}: ${seat} sees ${control}, and ${act} is not his`);
    }
  }
  assert.deepEqual(wrong, []);
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

test("before the opening", { timeout: 60_000 }, async () => {
  for (const seat of ["judge", "clerk", "plaintiff-rep", "witness"]) await come(seat);
  await sweep("before the opening");
  for (const [seat, person] of Object.entries(people)) {
    await person.leave();
    delete people[seat];
  }
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
