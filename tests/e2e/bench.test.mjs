// The acts of the bench, each driven by the role that has it: pending, refused, and by a client that cheats.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { show } from "./views.mjs";
import { openCourt, Wire } from "./wire.mjs";

let backend;
let browsers;
let wires;
let judge;
let party;
let names;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const found = [];
const shots = process.env.KAITING_SHOTS;

// Pictures for whoever looks at them, in four views, each without anything that axe can find.
async function shoot(name, person) {
  if (!shots) return;
  await mkdir(shots, { recursive: true });
  for (const view of [
    { language: "zh", theme: "light", size: "desktop" },
    { language: "en", theme: "dark", size: "desktop" },
    { language: "zh", theme: "dark", size: "phone" },
    { language: "en", theme: "light", size: "phone" },
  ]) {
    await show(person, view);
    await person.run(axe);
    const { bad, over } = await person.run(async () => {
      const { violations } = await window.axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
      const bad = violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}`));
      return { bad, over: document.scrollingElement.scrollWidth - window.innerWidth };
    });
    found.push(...[...bad, ...(over > 0 ? [`${over} px too wide`] : [])].map((one) => `${name} ${Object.values(view).join(" ")}: ${one}`));
    await person.picture(path.join(shots, `${name}.${view.language}.${view.theme}.${view.size}.png`));
  }
  await show(person, { language: "zh", theme: "light", size: "desktop" });
}

const sit = async (seat) => {
  const person = await browsers.seat(seat, { url: backend.link("G1", seat) });
  await person.press("enter");
  await person.see('[data-place="courtroom"]');
  return person;
};

const gone = (person, selector) => person.till(`${selector} is gone`, async () => (await person.count(selector)) === 0);

before(async () => {
  // The shortest that can be set: the court will have sat for longer when it is looked for.
  process.env.KAITING_BREAK_MINUTES = "1";
  backend = await Backend.start();
  browsers = await Browsers.start();
  names = namesOf(backend);
  wires = await openCourt(backend, names);
  await wires.judge.must({ enter_stage: { stage: "investigation", override_reason: "演示" } });
  judge = await sit("judge");
  party = await sit("defendant");
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

test("a party who sends the bench's commands over the raw wire is refused", { timeout: 60_000 }, async () => {
  const cheat = wires["plaintiff-rep"];
  const seat = "plaintiff";
  for (const body of [
    { decide_recusal: { recusal: 0, decider: "court_president", granted: true, reason: "有理" } },
    { rule_on_objection: { seat: "defendant", sustained: true } },
    { limit_floor: { minutes: 3 } },
    { mute_all_but: { seat } },
    { sit_elsewhere: { place: "家中", reason: "生病", approval: "15" } },
    { record_sanction: { seat, sanction: { fine: { yuan: 500 } }, approval: "12", words: "扰乱法庭秩序" } },
    { convert_to_in_person: { seat, ground: "on_site", place: "第三法庭", when: null, words: "" } },
    { convert_to_in_person: { seat: null, ground: "on_site", place: "第三法庭", when: null, words: "" } },
    { return_online: { seat } },
  ]) {
    assert.deepEqual(await cheat.ask(body), { refused: "not_permitted" }, JSON.stringify(body));
  }
  for (const body of [{ object: { ground: null } }, { ask_recusal: { whom: "judge", reason: "有利害关系" } }, { answer_issues: { edition: 0, remark: null } }]) {
    assert.deepEqual(await wires.clerk.ask(body), { refused: "not_permitted" }, JSON.stringify(body));
    assert.deepEqual(await wires.observer.ask(body), { refused: "not_permitted" }, JSON.stringify(body));
  }
});

test("an objection is one press, and so is the ruling", { timeout: 90_000 }, async () => {
  assert.equal(await judge.count('[data-act="object"], [data-act="requests"]'), 0, "the judge objects to nobody");
  await party.press("object");
  await judge.see('[data-objection="defendant"]');
  await party.see('[data-act="withdraw-objection"]');
  assert.equal(await party.count('[data-act="object"], [data-act="sustain"]'), 0);
  await shoot("objection-judge", judge);
  await shoot("objection-party", party);
  await party.press("withdraw-objection");
  await gone(judge, "[data-objection]");

  await party.press("requests");
  await shoot("requests", party);
  await party.press("object-on", "Leading");
  await gone(party, '[data-panel="requests"]');
  await judge.see('[data-act="overrule"][data-of="defendant"]');
  await judge.press("overrule", "defendant");
  await gone(judge, "[data-objection]");
  await party.see("[data-answer]");
  await judge.till("the ruling stands in the transcript", async () => judge.run(() => document.querySelector(".lines")?.textContent.includes("异议不成立，驳回")));
  const known = await Wire.sit(backend, "G1", "clerk");
  assert.deepEqual(known.hearing.objections.map((one) => one.outcome[1]), ["withdrawn", "overruled"]);
  wires.clerk = known;
});

test("issues are confirmed by each party, version by version", { timeout: 90_000 }, async () => {
  await judge.press("next-stage");
  await judge.type("issues", "借款本金数额\n三万元的性质");
  await judge.press("set-issues");
  await party.press("issues-asked");
  await shoot("issues-asked", party);
  await party.press("confirm-issues");
  await gone(party, '[data-act="issues-asked"]');
  await judge.see('[data-issues-answers] [data-of="defendant"][data-said="yes"]');
  await judge.see('[data-issues-answers] [data-of="plaintiff"][data-said="no"]');
  await shoot("issues-judge", judge);
  // A new version asks anew; what is said to the old one is refused.
  await judge.type("issues", "借款本金数额\n三万元的性质\n利息");
  await judge.press("set-issues");
  await party.see('[data-act="issues-asked"]');
  assert.deepEqual(await wires.plaintiff.ask({ answer_issues: { edition: 1, remark: null } }), { refused: "issues_changed" });
  await party.press("issues-asked");
  assert.ok(await party.run(() => document.querySelector('[data-act="send-remark"]').disabled));
  await party.type("issues-remark", "还应查明实际交付的金额");
  await party.press("send-remark");
  await judge.see('[data-issues-answers] [data-of="defendant"][data-said="remark"]');
  await judge.press("close-panel");
});

test("time to speak is set, and seen by all", { timeout: 60_000 }, async () => {
  await judge.press("give-floor", "defendant");
  await judge.choose("floor-limit", "3");
  await judge.see(".floor-time");
  await party.see(".floor-time");
  assert.equal(await party.count('[data-field="floor-limit"]'), 0);
  await shoot("floor-time-judge", judge);
  await judge.choose("floor-limit", "1");
});

// While his minute runs out, so does that of the break.
test("the bench alone is reminded of a break", { timeout: 200_000 }, async () => {
  await judge.see("[data-break-due]", 75_000);
  await shoot("break", judge);
  await judge.press("dismiss-break");
  await gone(judge, "[data-break-due]");
  assert.equal(await party.count("[data-break-due]"), 0);
  await judge.see("[data-break-due]", 75_000);
});

test("time to speak runs out quietly", { timeout: 90_000 }, async () => {
  for (const person of [judge, party]) await person.see(".floor-time[data-over]", 75_000);
  // Quietly: he still has the floor, and nobody has muted him.
  await party.see('.seat[data-seat-id="defendant"][data-state="floor"]');
  assert.ok(await party.run(() => !document.querySelector('[data-act="microphone"]').disabled));
  await judge.choose("floor-limit", "none");
  await gone(judge, ".floor-time");
});

test("an adjournment ends the reminder, and the count begins anew", { timeout: 60_000 }, async () => {
  await judge.see("[data-break-due]");
  await judge.press("adjourn");
  await judge.type("reason", "休息十分钟");
  await judge.press("ask-yes");
  await gone(judge, "[data-break-due]");
  await judge.press("resume");
  await judge.see('[data-act="adjourn"]');
  assert.equal(await judge.count("[data-break-due]"), 0);
  // He who spoke goes on.
  await judge.see('.seat[data-seat-id="defendant"][data-state="floor"]');
});

test("all but the speaker are muted by one press", { timeout: 60_000 }, async () => {
  await judge.press("mute-others");
  await judge.see('.seat[data-seat-id="plaintiff"][data-state="locked"]');
  await judge.see('.seat[data-seat-id="defendant"][data-state="floor"]');
});

test("one key each, and none while one types", { timeout: 90_000 }, async () => {
  await judge.run(() => document.activeElement?.blur());
  await judge.key("t");
  await gone(judge, '.seat[data-state="floor"]');
  await judge.key("g");
  await judge.see('.seat[data-state="floor"]');
  await judge.key("?");
  await judge.see('[data-panel="keys"]');
  await shoot("keys", judge);
  await judge.tick('[data-field="single-keys"]');
  await judge.run(() => document.activeElement?.blur());
  await judge.key("t");
  await judge.see('.seat[data-state="floor"]');
  await judge.tick('[data-field="single-keys"]');
  await judge.press("close-panel");
  await judge.key("s");
  await judge.see('[data-panel="guard"]');
  await judge.page.locator('[data-field="issues"]').focus();
  await judge.key("t");
  await judge.see('.seat[data-state="floor"]');
  await judge.press("close-panel");
  await judge.run(() => document.activeElement?.blur());
  await judge.key("b");
  await judge.see("dialog[open]");
  await judge.key("t");
  await judge.key("Escape");
  await gone(judge, "dialog[open]");
  await judge.see('.seat[data-state="floor"]');
  const regions = [];
  for (let n = 0; n < 8; n += 1) {
    await judge.key("F6");
    regions.push(await judge.run(() => document.activeElement?.tagName + "." + document.activeElement?.classList[0]));
  }
  assert.equal(new Set(regions).size >= 7, true, regions.join(" "));
  await judge.key("F2");
  assert.ok(await judge.run(() => document.activeElement?.closest("footer.bar") !== null));
  // Who has no such acts has no such keys.
  await party.run(() => document.activeElement?.blur());
  await party.key("t");
  await judge.see('.seat[data-state="floor"]');
});

test("recusal: asked, refused, reconsidered, decided by whom the law names", { timeout: 120_000 }, async () => {
  await party.press("requests");
  assert.ok(await party.run(() => document.querySelector('[data-act="ask-recusal"]').disabled));
  await party.choose("recusal-whom", "judge");
  await party.type("recusal-reason", "与原告代理人系大学同学，可能影响公正审理");
  await party.press("ask-recusal");
  await party.see('[data-recusal="0"][data-state="Waits"]');
  await shoot("recusal-party", party);
  await judge.press("recusals");
  await judge.see('[data-recusal="0"][data-state="Waits"]');
  assert.deepEqual(await judge.run(() => [...document.querySelectorAll('[data-field="decider"] option')].map((o) => o.value)), ["CourtPresident", "JudicialCommittee"]);
  assert.ok(await judge.run(() => document.querySelector('[data-act="refuse-recusal"]').disabled));
  await shoot("recusal-judge", judge);
  await judge.type("decision-reason", "同学关系不属于法定回避情形");
  await judge.press("refuse-recusal", "0");
  await party.see('[data-recusal="0"][data-state="Refused"]');
  await party.press("reconsider", "0");
  await party.type("reason", "双方至今合伙经营");
  await party.press("ask-yes");
  await judge.see('[data-recusal="0"][data-state="ReconsiderationWaits"]');
  await judge.type("decision-reason", "经复议查证属实");
  await judge.press("grant-recusal", "0");
  await judge.press("ask-yes");
  await party.see('[data-recusal="0"][data-state="Granted"]');
  await gone(party, '[data-act="reconsider"]');
  await judge.press("close-panel");
  await party.press("close-panel");
  // Another side sees how it stands, and can do nothing about it.
  const seen = await Wire.sit(backend, "G1", "plaintiff");
  assert.equal(seen.hearing.recusals.length, 1);
  assert.deepEqual(await seen.ask({ withdraw_recusal: { recusal: 0 } }), { refused: "not_permitted" });
});

test("a fine wants its approval, one step behind, and stands in the transcript", { timeout: 90_000 }, async () => {
  await judge.press("more", "plaintiff");
  await judge.tick('[data-more="sanction"] summary');
  await judge.type("sanction-amount", "500");
  await judge.type("sanction-words", "经警告、训诫仍不改正");
  assert.ok(await judge.run(() => document.querySelector('[data-act="record-sanction"]').disabled), "without an approval");
  await judge.type("approval", "（2026）院批12号");
  await shoot("sanction", judge);
  await judge.type("sanction-amount", "200000");
  await judge.press("record-sanction");
  await judge.press("ask-yes");
  await judge.see(".toast");
  await judge.type("sanction-amount", "500");
  await judge.press("record-sanction");
  await judge.press("ask-yes");
  await gone(judge, '[data-panel="discipline"]');
  await judge.till("it stands in the transcript", () => judge.run(() => document.querySelector(".lines")?.textContent.includes("罚款500元")));
  // He is told himself, with what he may do about it, until he has said that he has read it; nobody else is asked to.
  const fined = await sit("plaintiff");
  await fined.see("[data-told-me]");
  const told = await fined.text("[data-told-me]");
  for (const word of ["罚款500元", "经警告、训诫仍不改正", "复议"]) assert.ok(told.includes(word), `${word}: ${told}`);
  await shoot("told", fined);
  await fined.press("told");
  await gone(fined, "[data-told-me]");
  await fined.page.reload();
  await fined.see('[data-place="courtroom"]');
  await fined.see(".lines");
  assert.equal(await fined.count("[data-told-me]"), 0, "told once");
  assert.ok(!(await party.words()).includes("罚款500元"), "nobody else is told so");
  await fined.leave();
});

test("a judge in a ward says where he sits, and under what number it was agreed", { timeout: 60_000 }, async () => {
  await judge.press("orders");
  await judge.press("elsewhere");
  await judge.type("elsewhere-place", "市第一医院住院部");
  await judge.type("elsewhere-reason", "住院治疗");
  assert.ok(await judge.run(() => document.querySelector('[data-act="sit-elsewhere"]').disabled), "without an approval");
  await judge.type("elsewhere-approval", "（2026）院批15号");
  await shoot("elsewhere", judge);
  await judge.press("sit-elsewhere");
  await judge.see("[data-elsewhere]");
  const reads = () => party.run(() => document.querySelector(".lines")?.textContent ?? "");
  await party.till("the party reads place and number", async () => /院批15号.*住院部/u.test(await reads()));
  assert.ok(!(await reads()).includes("住院治疗"), "the reason is the court's");
  await shoot("elsewhere-is", judge);
  await judge.press("sit-in-courtroom");
  await judge.see('[data-field="elsewhere-place"]');
  await judge.press("close-panel");
});

test("the room is secured in two presses, who was put out is told, and one press brings him back", { timeout: 120_000 }, async () => {
  await judge.press("secure-room");
  assert.equal(await party.count('[data-place="courtroom"]'), 1, "one press does nothing yet");
  await judge.press("secure-room");
  await party.see('[data-place="waiting"]');
  await party.till("he is told why", async () => (await party.words()).includes("法庭暂时清场"));
  assert.deepEqual(await wires["plaintiff-rep"].ask("bring_back"), { refused: "not_permitted" });
  // Where a seat went to another device, the court looks at who sits there before it lets him in.
  await wires.clerk.must({ verify_identity: { seat: "defendant", how: "by_eye" } });
  await judge.see('[data-act="bring-back"]');
  await judge.till("who was verified is counted", async () => !(await judge.text('[data-act="bring-back"]'))?.includes("0"));
  await shoot("cleared-judge", judge);
  await shoot("cleared-party", party);
  await judge.press("bring-back");
  await party.see('[data-place="courtroom"]');
  await gone(judge, '[data-act="bring-back"]');
  await party.till("he sees the court", () => party.run(() => window.court.seen("judge")));
});

test("who is to come in person is told where and when, and leaves the media", { timeout: 120_000 }, async () => {
  await judge.press("more", "defendant");
  await judge.press("to-in-person", "defendant");
  assert.ok(await judge.run(() => document.querySelector('[data-act="convert"]').disabled));
  await judge.type("in-person-place", "海淀区人民法院第三法庭");
  await judge.type("in-person-when", "2026-12-01T09:30");
  await judge.type("in-person-words", "请携带借条原件和身份证");
  await shoot("to-in-person", judge);
  await judge.press("convert");
  await judge.press("ask-yes");
  await party.see("[data-in-person]");
  const told = await party.text("[data-in-person]");
  for (const word of ["第三法庭", "12月1日 星期二 09:30", "借条原件", "仍然有效"]) assert.ok(told.includes(word), `${word}: ${told}`);
  await shoot("in-person-party", party);
  await party.till("no media any more", () => party.run(() => !window.court.seen("judge")));
  const clerk = await Wire.sit(backend, "G1", "clerk");
  await clerk.must({ verify_identity: { seat: "defendant", how: "by_eye" } });
  assert.deepEqual(await clerk.ask({ admit: { seat: "defendant" } }), { refused: "heard_in_person" });
  await judge.see('.seat[data-seat-id="defendant"][data-state="absent"]');

  await judge.press("orders");
  await shoot("orders", judge);
  await judge.press("all-in-person");
  await judge.choose("in-person-ground", "Other");
  await judge.type("in-person-place", "第三法庭");
  assert.ok(await judge.run(() => document.querySelector('[data-act="convert"]').disabled), "another reason wants words");
  await judge.type("in-person-words", "案件需要当庭勘验");
  await judge.press("convert");
  await judge.press("ask-yes");
  await judge.see('[data-act="resume"]');
  assert.deepEqual(judge.troubles, []);
  assert.deepEqual(party.troubles, []);
  assert.deepEqual(found, []);
});
