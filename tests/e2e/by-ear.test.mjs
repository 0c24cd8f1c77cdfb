// A hearing by ear: the way of somebody who hears the page instead of seeing it, as docs/by-ear.md has it. What is
// looked at here is the browser's own accessibility tree, what its live regions say, and where the keyboard is.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { Wire, checkInByWire } from "./wire.mjs";

const view = (page) => ({ page, zoom: 100, rotation: 0, left: 0, top: 0 });
let backend;
let browsers;
let names;
let court;
let hears;

// Keeps what the live regions of the page say, and how urgently, in the order in which it is said.
function listens() {
  window.heard = [];
  const urgency = (node) => {
    const region = node.closest?.('[aria-live], [role="alert"], [role="status"], [role="log"]');
    if (!region) return null;
    const live = region.getAttribute("aria-live");
    if (live) return live === "off" ? null : [live, region];
    return [region.getAttribute("role") === "alert" ? "assertive" : "polite", region];
  };
  const note = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const found = element && urgency(element);
    const words = (node.textContent ?? "").trim();
    if (found && words) window.heard.push({ how: found[0], words });
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) note(node);
      if (change.type === "characterData") note(change.target);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

const said = async (how, words) => {
  await hears.till(`“${words}” is said (${how})`, () => hears.run(([how, words]) => window.heard.some((one) => one.how === how && one.words.includes(words)), [how, words]));
};
const forget = () => hears.run(() => void (window.heard = []));

// Role and name of everything in the tree that is not ignored, in its order.
async function tree() {
  const session = await hears.context.newCDPSession(hears.page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const known = new Map(nodes.map((node) => [node.nodeId, node]));
  const below = (node) => [node, ...node.childIds.flatMap((id) => (known.has(id) ? below(known.get(id)) : []))];
  return below(nodes[0])
    .filter((node) => !node.ignored)
    .map((node) => ({ role: node.role?.value, name: node.name?.value ?? "" }));
}

// What the keyboard is on, as it is said.
const here = () =>
  hears.run(() => {
    const at = document.activeElement;
    return at.getAttribute("aria-label") ?? at.querySelector("h1, h2, h3")?.textContent ?? at.textContent.trim();
  });

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  names = namesOf(backend);
  const clerk = await Wire.sit(backend, "G1", "clerk");
  const judge = await Wire.sit(backend, "G1", "judge");
  const plaintiff = await Wire.sit(backend, "G1", "plaintiff");
  const defendant = await Wire.sit(backend, "G1", "defendant");
  await checkInByWire(plaintiff, names.plaintiff);
  await checkInByWire(defendant, names.defendant);
  await clerk.must({ verify_identity: { seat: "plaintiff", how: "by_eye" } });
  await clerk.must({ admit: { seat: "plaintiff" } });
  defendant.leave();
  court = { clerk, judge, plaintiff };
  hears = await browsers.seat("defendant", {});
  await hears.page.addInitScript(listens);
  await hears.open(backend.link("G1", "defendant"));
  await hears.press("enter");
  await hears.see('[data-place="waiting"]');
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

test("waiting: one heading, one main, and being rung is said at once", { timeout: 60_000 }, async () => {
  const all = await tree();
  assert.equal(all.filter((one) => one.role === "main").length, 1);
  assert.ok(all.some((one) => one.role === "heading" && one.name));
  await court.clerk.must({ ring_seat: { seat: "defendant", why: "soon_called" } });
  await said("assertive", "就要轮到您了");
  await hears.press("answer-ring");
});

test("admitted: said at once, and the room is read in the order of its plan", { timeout: 60_000 }, async () => {
  await forget();
  await court.clerk.must({ verify_identity: { seat: "defendant", how: "by_eye" } });
  await court.clerk.must({ admit: { seat: "defendant" } });
  await said("assertive", "您已进入法庭");
  await hears.see('[data-place="courtroom"]');
  await court.clerk.must("report_ready");
  await court.judge.must({ open_hearing: { override_reason: null } });
  await said("assertive", "录音录像已开始");
  const all = await tree();
  const landmarks = all.filter((one) => ["banner", "navigation", "status", "region", "main", "complementary", "contentinfo"].includes(one.role) && one.name);
  const plan = ["审判区", "庭审阶段", "现在进行", "原告席", "庭审内容", "被告席", "庭审笔录", "操作"];
  const order = plan.map((word) => landmarks.findIndex((one) => one.name.includes(word)));
  assert.ok(!order.includes(-1) && order.every((at, n) => n === 0 || at > order[n - 1]), `${JSON.stringify(order)} of ${JSON.stringify(landmarks)}`);
  for (const [role, seat] of [
    ["审判员", "judge"],
    ["原告", "plaintiff"],
    ["被告", "defendant"],
  ]) {
    assert.ok(all.some((one) => one.role === "article" && one.name.includes(role) && one.name.includes(names[seat])), `${role} ${names[seat]}`);
  }
  const nameless = all.filter((one) => ["button", "textbox", "combobox", "checkbox", "link"].includes(one.role) && !one.name);
  assert.deepEqual(nameless, []);
});

test("F6 goes from region to region and names each, F2 to the bar, the first Tab to the matter", { timeout: 60_000 }, async () => {
  const reached = [];
  for (let n = 0; n < 8; n += 1) {
    await hears.key("F6");
    reached.push(await here());
  }
  for (const word of ["审判区", "庭审阶段", "现在进行", "原告席", "庭审内容", "被告席", "庭审笔录", "操作"]) assert.ok(reached.some((one) => one.includes(word)), `${word}: ${reached}`);
  await hears.key("F2");
  assert.ok(await hears.run(() => Boolean(document.activeElement.closest("footer.bar"))));
});

test("the floor, and its loss of sound, are said at once; whose turn it is, politely", { timeout: 60_000 }, async () => {
  await forget();
  await court.judge.must({ give_floor: { seat: "plaintiff" } });
  await said("polite", names.plaintiff);
  assert.deepEqual(await hears.run(() => window.heard.filter((one) => one.how === "assertive")), [], "another's floor interrupts nobody");
  await court.judge.must({ give_floor: { seat: "defendant" } });
  await said("assertive", "轮到您发言");
  assert.ok((await tree()).some((one) => one.role === "article" && one.name.includes(names.defendant) && one.name.includes("轮到发言")));
  await court.judge.must({ mute: { seat: "defendant", lock: true } });
  await said("assertive", "锁定麦克风");
  await court.judge.must({ release: { seat: "defendant" } });
  await said("assertive", "您可以打开麦克风");
});

test("an exhibit is named when it is shown, and its page when it is turned", { timeout: 60_000 }, async () => {
  await forget();
  await court.judge.must({ present_exhibit: { exhibit: "P1", view: view(1) } });
  await said("polite", "P1");
  await hears.see('[data-shown="P1"][data-page="1"][data-painted]');
  const picture = (await tree()).find((one) => ["image", "img"].includes(one.role) && one.name.includes("P1"));
  assert.ok(picture, "the page has a name");
  await court.judge.must("stop_presenting");
});

test("the record is silent, can be read line by line with its speakers, and speaks when captions are on", { timeout: 60_000 }, async () => {
  await forget();
  const write = (line, text) => court.clerk.must({ write_line: { line, after: null, speaker: { seat: "judge" }, kind: "speech", text, exhibit: null } });
  await write("by-ear-1", "现在开庭。");
  await hears.see('[data-line="by-ear-1"]');
  assert.ok(!(await hears.run(() => window.heard.some((one) => one.words.includes("现在开庭")))), "not read into what one is listening to");
  const line = await hears.text('[data-line="by-ear-1"] p');
  assert.match(line, /审判员：现在开庭。/);
  await hears.press("captions");
  await write("by-ear-2", "请被告答辩。");
  await said("polite", "请被告答辩");
  await hears.press("captions");
});

test("a ruling, a break, and being sent out are said", { timeout: 60_000 }, async () => {
  await forget();
  await hears.press("object");
  await hears.see('[data-act="withdraw-objection"]');
  await court.judge.must({ rule_on_objection: { seat: "defendant", sustained: true } });
  await said("polite", "异议成立");
  await forget();
  await court.judge.must({ adjourn: { reason: "休息十分钟" } });
  await said("polite", "休庭");
  await court.judge.must("resume");
  await forget();
  await court.judge.must({ send_to_wait: { seat: "defendant", reason: "证人作证时回避" } });
  await said("assertive", "您已离开法庭");
  await hears.see('[data-place="waiting"]');
  assert.deepEqual(hears.troubles, []);
});
