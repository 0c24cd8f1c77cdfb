// What a judge does less often, each pressed once, and seen at another seat: microphones, hands, discipline, who comes and goes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { openCourt, Wire } from "./wire.mjs";

let backend;
let browsers;
let wires;
let judge;
let party;

const sit = async (seat) => {
  const person = await browsers.seat(seat, { url: backend.link("G1", seat) });
  await person.press("enter");
  await person.see('[data-place="courtroom"]');
  return person;
};
const gone = (person, selector) => person.till(`${selector} is gone`, async () => (await person.count(selector)) === 0);
const reads = (person, words) => person.till(`the record says ${words}`, () => person.run((wanted) => document.querySelector(".lines")?.textContent.includes(wanted), words));
const state = (seat, word) => `.seat[data-seat-id="${seat}"][data-state="${word}"]`;
const key = async (letter) => {
  await judge.run(() => document.activeElement?.blur());
  await judge.key(letter);
};
const because = async (person, words) => {
  await person.type("reason", words);
  await person.press("ask-yes");
};

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  wires = await openCourt(backend, namesOf(backend));
  await wires.judge.must({ enter_stage: { stage: "investigation", override_reason: "演示" } });
  judge = await sit("judge");
  party = await sit("defendant");
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

test("microphones: one, all, all but one, by press and by key", { timeout: 90_000 }, async () => {
  await judge.press("mute", "defendant");
  await party.see(state("defendant", "locked"));
  await judge.press("release", "defendant");
  await gone(party, state("defendant", "locked"));
  await key("m");
  await party.see(state("defendant", "locked"));
  await judge.press("release", "defendant");
  await judge.press("more", "defendant");
  await judge.press("mute-all-but", "defendant");
  await party.see(state("plaintiff", "locked"));
  assert.equal(await party.count(state("defendant", "locked")), 0);
  if (await judge.count('[data-act="close-panel"]')) await judge.press("close-panel");
  await judge.press("release", "plaintiff");
  await judge.press("give-floor", "defendant");
  await key("o");
  await party.see(state("plaintiff", "locked"));
  await key("t");
  await gone(party, state("defendant", "floor"));
});

test("a name in the queue of hands gives the floor, a key of its own lowers the hand", { timeout: 60_000 }, async () => {
  await wires.plaintiff.must("raise_hand");
  await party.press("hand");
  await judge.see('[data-hand="plaintiff"]');
  await judge.see('[data-hand="defendant"]');
  for (const [width, height] of [[1024, 768], [844, 390], [390, 844], [1366, 768]]) {
    await judge.page.setViewportSize({ width, height });
    await judge.see('[data-act="give-floor-hand"][data-of="defendant"]');
  }
  await judge.press("lower-hand", "defendant");
  await gone(judge, '[data-hand="defendant"]');
  await gone(party, state("defendant", "hand"));
  await judge.press("give-floor-hand", "plaintiff");
  await party.see(state("plaintiff", "floor"));
});

test("an objection by key, and with its reason", { timeout: 60_000 }, async () => {
  const object = async () => {
    await party.press("object");
    await judge.see('[data-objection="defendant"]');
  };
  await object();
  await key("y");
  await reads(party, "异议成立");
  await object();
  await key("n");
  await reads(party, "异议不成立，驳回");
  await object();
  await judge.press("rule-with-reason", "defendant");
  await judge.type("reason", "与待证事实有关");
  await judge.press("overrule-with-reason");
  await reads(party, "驳回，理由：与待证事实有关");
});

test("orders and applications open by key", { timeout: 60_000 }, async () => {
  await key("k");
  await judge.see('[data-panel="orders"]');
  await judge.press("close-panel");
  await party.press("requests");
  await party.choose("recusal-whom", "judge");
  await party.type("recusal-reason", "与原告有利害关系");
  await party.press("ask-recusal");
  await party.press("close-panel");
  await judge.see('[data-act="recusals"]');
  await key("r");
  await judge.see('[data-panel="recusals"]');
  await judge.press("close-panel");
});

test("the ladder stands in the record with its words", { timeout: 90_000 }, async () => {
  for (const [measure, words] of [["Reminder", "请不要打断对方"], ["Warning", "再次打断将予训诫"], ["Admonition", "现予训诫"]]) {
    await judge.press("more", "defendant");
    await judge.choose("measure", measure);
    await judge.type("admonition", words);
    await judge.press("admonish", "defendant");
    await reads(party, words);
    await party.press("told");
  }
});

// The seat went to another device: the court looks at who sits there before it lets him in.
async function backIn() {
  await wires.clerk.must({ verify_identity: { seat: "defendant", how: "by_eye" } });
  await wires.clerk.must({ admit: { seat: "defendant" } });
  await party.see('[data-place="courtroom"]');
}

test("sent to wait, heard in person, back online, removed: each with its reason", { timeout: 120_000 }, async () => {
  await judge.press("more", "defendant");
  await judge.press("send-to-wait");
  await because(judge, "合议前请暂候");
  await party.see('[data-place="waiting"]');
  await backIn();
  await judge.press("more", "defendant");
  await judge.press("to-in-person", "defendant");
  await judge.type("in-person-place", "第三法庭");
  await judge.press("convert");
  await judge.press("ask-yes");
  await party.see('[data-place="waiting"]');
  await judge.press("orders");
  await judge.press("person", "defendant");
  await judge.press("return-online", "defendant");
  await because(judge, "原件已当场核对");
  await reads(judge, "恢复在线参加庭审，事由：原件已当场核对");
  await backIn();
  if (await judge.count('[data-act="close-panel"]')) await judge.press("close-panel");
  await judge.press("more", "defendant");
  await judge.press("remove", "defendant");
  await because(judge, "多次扰乱法庭秩序");
  await party.see('[data-act="leave"][data-ready]');
  // The page keeps only the lines in view.
  const { hearing } = await Wire.sit(backend, "G1", "clerk");
  const said = hearing.transcript.lines.map((line) => line.text).join("\n");
  // In session it is a rung of the ladder, and has its words.
  assert.match(said, /责令周以宁退出.*多次扰乱法庭秩序/u);
});

test("why the room was secured is said when it is safe", { timeout: 60_000 }, async () => {
  assert.equal(await judge.count('[data-act="explain-securing"]'), 0);
  await judge.press("secure-room");
  await judge.press("secure-room");
  await judge.press("explain-securing");
  await because(judge, "发现未经许可的录像");
  await reads(judge, "转为保密状态的事由：发现未经许可的录像");
  await gone(judge, '[data-act="explain-securing"]');
});
