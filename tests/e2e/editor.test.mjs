// The clerk's desk: what happens in court stands there by itself; lines are mended, split, joined, put in and undone without a
// hand leaving the keyboard; an input method loses and doubles nothing; two who type are in nobody's way.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { Backend, Browsers, until } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { checkInByWire, openCourt, Wire } from "./wire.mjs";

let backend;
let browsers;
let court;
const panel = {};

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start({ firefox: true });
  court = await openCourt(backend, namesOf(backend));
  for (const seat of ["judge", "clerk", "clerk-2", "plaintiff-rep"]) panel[seat] = await Wire.sit(backend, "G4", seat);
  await panel.judge.must({ report_devices: { camera: "works", microphone: "works", speaker: "works", latency_ms: 20 } });
  await checkInByWire(panel["plaintiff-rep"], namesOf(backend, "G4")["plaintiff-rep"]);
  await panel.clerk.must({ verify_identity: { seat: "plaintiff-rep", how: "by_eye" } });
  await panel.clerk.must({ admit: { seat: "plaintiff-rep" } });
  await panel.clerk.must("report_ready");
  await panel.judge.must({ open_hearing: { override_reason: "演示" } });
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

async function sit(seat, kase = "G1", kind = "chromium") {
  const person = await browsers.seat(seat, { url: backend.link(kase, seat), kind });
  await person.comeIn();
  await person.see('[data-place="courtroom"]');
  await person.see("[data-editor]");
  return person;
}

// Not oftener than a seat may come: ten times at once, then every two seconds.
// As the judge, whose going nobody notes.
async function onRecord(kase = "G1", seat = "judge") {
  const wire = await Wire.sit(backend, kase, seat);
  wire.leave();
  return wire.hearing.transcript;
}

const told = async () => (await onRecord("G1", "plaintiff-rep")).lines.map((line) => line.text);
// Without what the court's acts left there.
const texts = async (kase, seat) => (await onRecord(kase, seat)).lines.filter((line) => !line.id.startsWith("act-")).map((line) => line.text);
const box = (clerk) => clerk.run(() => document.querySelector("[data-editor]").value);
const fill = (clerk, words) => clerk.page.locator("[data-editor]").fill(words);
const saved = (clerk) => until("all is saved", async () => (await clerk.count("[data-unsaved]")) === 0, { within: 20_000 });

async function enter(clerk, words) {
  await fill(clerk, words);
  await clerk.key("Enter");
}

// Typed one key after the other, as signs for phrases are.
async function keys(clerk, words) {
  await clerk.page.locator("[data-editor]").focus();
  for (const key of words) await clerk.page.keyboard.insertText(key);
}

test("what happens in court stands in the record by itself, once", { timeout: 120_000 }, async () => {
  const { judge } = court;
  const before = (await told()).length;
  const view = { page: 1, zoom: 100, rotation: 0, left: 0, top: 0 };
  await judge.must({ adjourn: { reason: "合议" } });
  await judge.must("resume");
  for (const exhibit of ["P1", "P2", "P1", "P2", "P1"]) await judge.must({ present_exhibit: { exhibit, view } });
  await judge.must("stop_presenting");
  await judge.must({ call_witness: { seat: "witness" } });
  await judge.must({ dismiss_witness: { seat: "witness" } });
  const said = (await told()).slice(before).filter((text) => !/连接中断|返回庭审/.test(text));
  const expected = [/^审判员宣布休庭，时间：\d\d:\d\d，事由：合议。$/, /^审判员宣布继续开庭，时间：\d\d:\d\d。$/, /^法庭展示.+提交的证据P1《.+》，共\d+页。$/, /^法庭展示.+提交的证据P2《.+》，共\d+页。$/, /^传证人.+到庭。$/, /^证人.+退庭。$/];
  assert.equal(said.length, expected.length, said.join("\n"));
  said.forEach((text, at) => assert.match(text, expected[at]));
  const clerk = await sit("clerk");
  for (const text of said) await until(`the clerk reads ${text}`, () => clerk.run((words) => [...document.querySelectorAll("[data-line]")].some((line) => line.textContent.includes(words)), text));
  await clerk.leave();
});

test("lines are mended, split, joined, put in, struck and undone by keys", { timeout: 180_000 }, async () => {
  const clerk = await sit("clerk");
  const start = (await texts()).length;
  // As the page has it, saved; and once at the end as the journal has it.
  const now = () => clerk.run(() => [...document.querySelectorAll('[data-line-state="saved"]:not([data-line^="act-"]) p')].map((line) => line.querySelector(":scope > span:not(.line-colon)").textContent));
  const becomes = async (expected) => {
    const reads = async () => JSON.stringify((await now()).slice(start)) === JSON.stringify(expected);
    await until(`the record reads ${expected}`, reads, { within: 15_000 }).catch(async (error) => assert.deepEqual(await now(), expected, error.message));
  };
  await clerk.press("speaker", "plaintiff");
  for (const words of ["借款已交付。", "有转账记录为证。", "利息已付清。"]) await enter(clerk, words);
  await saved(clerk);
  await fill(clerk, "还没打完");
  // Up to the last, and its text is in the box.
  await clerk.key("Alt+ArrowUp");
  assert.equal(await box(clerk), "利息已付清。");
  await clerk.see("[data-mode]");
  await fill(clerk, "利息已经付清。");
  await clerk.key("Enter");
  await becomes(["借款已交付。", "有转账记录为证。", "利息已经付清。"]);
  assert.equal(await box(clerk), "还没打完", "what was in the box is there again");
  // Split where the caret is, then joined by Backspace at the start.
  await saved(clerk);
  await clerk.key("Alt+ArrowUp");
  await clerk.key("Home");
  for (let n = 0; n < 2; n += 1) await clerk.key("ArrowRight");
  await clerk.key("Control+Enter");
  await becomes(["借款已交付。", "有转账记录为证。", "利息", "已经付清。"]);
  assert.equal(await box(clerk), "已经付清。");
  await saved(clerk);
  await clerk.key("Home");
  await clerk.key("Backspace");
  await becomes(["借款已交付。", "有转账记录为证。", "利息已经付清。"]);
  await saved(clerk);
  await clerk.key("Escape");
  assert.equal(await box(clerk), "还没打完");
  await fill(clerk, "");
  // Put in behind the first.
  for (let n = 0; n < 3; n += 1) await clerk.key("Alt+ArrowUp");
  assert.equal(await box(clerk), "借款已交付。");
  await clerk.key("Alt+Enter");
  await enter(clerk, "插入甲。");
  await enter(clerk, "插入乙。");
  await clerk.key("Escape");
  await becomes(["借款已交付。", "插入甲。", "插入乙。", "有转账记录为证。", "利息已经付清。"]);
  await saved(clerk);
  // Struck: emptied and Enter.
  await clerk.key("Alt+ArrowUp");
  await fill(clerk, "");
  await clerk.key("Enter");
  await becomes(["借款已交付。", "插入甲。", "插入乙。", "有转账记录为证。"]);
  // All of it back, one after the other: five acts and the three lines before them.
  const undo = async (expected) => {
    await clerk.key("Control+z");
    await becomes(expected);
    await saved(clerk);
  };
  await undo(["借款已交付。", "插入甲。", "插入乙。", "有转账记录为证。", "利息已经付清。"]);
  await undo(["借款已交付。", "插入甲。", "有转账记录为证。", "利息已经付清。"]);
  await undo(["借款已交付。", "有转账记录为证。", "利息已经付清。"]);
  await undo(["借款已交付。", "有转账记录为证。", "利息", "已经付清。"]);
  const { history, struck } = await onRecord();
  assert.deepEqual((await texts()).slice(start), ["借款已交付。", "有转账记录为证。", "利息", "已经付清。"]);
  assert.ok(history.length >= 6, "nothing of it is gone");
  assert.ok(struck.length >= 2);
  // What was changed, by whom and why, and two versions beside each other.
  await clerk.key("Alt+v");
  await clerk.see('[data-panel="versions"] [data-change]');
  const first = await clerk.text('[data-panel="versions"] .changes li');
  assert.match(first, /苏禾/);
  const moments = await clerk.run(() => [...document.querySelectorAll('[data-field="version-from"] option')].map((one) => one.value));
  await clerk.choose("version-from", moments.at(-1));
  await clerk.see("[data-compared]");
  await clerk.press("close-versions");
  assert.deepEqual(clerk.troubles, []);
  await clerk.leave();
});

test("words that come through the interpreter are marked, for as long as the clerk says, and a mark is mended like a word", { timeout: 180_000 }, async () => {
  const clerk = await sit("clerk");
  const marks = () => clerk.run(() => [...document.querySelectorAll('[data-line-state="saved"]:not([data-line^="act-"])')].slice(-3).map((line) => Boolean(line.querySelector("[data-interpreted]"))));
  const mark = async () => {
    await clerk.page.locator("[data-editor]").focus();
    await clerk.key("Alt+y");
  };
  const kinds = async () => (await onRecord()).lines.filter((line) => !line.id.startsWith("act-")).slice(-3).map((line) => line.kind);
  await clerk.press("speaker", "nobody");
  await mark();
  await until("of nobody's words none is interpreted", async () => /发言人/.test(await clerk.text("[data-said]")));
  await clerk.press("speaker", "defendant");
  await mark();
  await enter(clerk, "我说法语，由翻译转述。");
  // It is the person's: another one speaks as ever, and he is marked again when he goes on.
  await clerk.press("speaker", "plaintiff");
  await enter(clerk, "我听得懂。");
  await clerk.press("speaker", "defendant");
  await enter(clerk, "钱已还。");
  await saved(clerk);
  await until("the mark is on the page", async () => JSON.stringify(await marks()) === "[true,false,true]");
  assert.deepEqual(await kinds(), ["interpreted", "speech", "interpreted"]);
  // Mended: nothing but the mark, which is a change with its history.
  await clerk.key("Alt+ArrowUp");
  await clerk.press("interpreted");
  await clerk.key("Enter");
  await saved(clerk);
  await until("the mark is gone", async () => JSON.stringify(await marks()) === "[true,false,false]");
  assert.deepEqual(await kinds(), ["interpreted", "speech", "speech"]);
  assert.equal((await onRecord()).history.at(-1).kind, "interpreted");
  await mark();
  assert.equal(await clerk.run(() => document.querySelector('[data-act="interpreted"]').ariaPressed), "false");
  assert.deepEqual(clerk.troubles, []);
  await clerk.leave();
});

test("a transcript prepared elsewhere is shown, placed and then written, and says where it is from", { timeout: 180_000 }, async () => {
  const clerk = await sit("clerk");
  const before = (await texts()).length;
  const choose = (name, text) => clerk.page.locator('[data-field="import-record"]').setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.isBuffer(text) ? text : Buffer.from(text) });
  const refused = async (name, text, said) => {
    await choose(name, text);
    await until(`it is refused: ${said}`, async () => said.test((await clerk.text("[data-unreadable]")) ?? ""));
    assert.equal(await clerk.count('[data-act="import-lines"]'), 0);
  };
  await clerk.press("import-record");
  await Promise.all([clerk.page.waitForEvent("filechooser"), clerk.page.locator(".record-import .file-key .press").click()]);
  await refused("空.txt", "\n \n", /没有文字|no words/);
  await refused("笔录.docx", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1]), /纯文本|plain text/);
  await refused("错.txt", "审判员：开始。\n这一行没有发言人", /第 2 行|Line 2/);
  assert.equal((await texts()).length, before, "nothing was written");
  await choose("前次笔录.txt", "审判员：继续上次的调查。\n（核对身份）\n甲方：借款属实。\n被告：只收到十八万八千元。\n");
  await clerk.see('[data-act="import-lines"]:disabled');
  await clerk.picture("target/e2e/import.png");
  assert.equal(await clerk.run(() => document.querySelector('[data-field="import-speaker"][data-of="被告"]').value), "defendant");
  await clerk.page.locator('[data-field="import-speaker"][data-of="甲方"]').selectOption("plaintiff");
  await clerk.press("import-lines");
  await saved(clerk);
  const lines = (await onRecord()).lines.filter((line) => !line.id.startsWith("act-")).slice(before);
  assert.deepEqual(
    lines.map(({ speaker, kind, text }) => [speaker.seat ?? speaker, kind, text]),
    [
      ["nobody", "act", "以下4行由书记员自文件《前次笔录.txt》导入，所标时间为导入时间"],
      ["judge", "speech", "继续上次的调查。"],
      ["nobody", "act", "（核对身份）"],
      ["plaintiff", "speech", "借款属实。"],
      ["defendant", "speech", "只收到十八万八千元。"],
    ],
  );
  assert.deepEqual(clerk.troubles, []);
  await clerk.leave();
});

test("phrases, the court's own, search and replace, jumps", { timeout: 180_000 }, async () => {
  const clerk = await sit("clerk");
  await clerk.press("speaker", "defendant");
  await keys(clerk, "对此；2");
  assert.equal(await box(clerk), "对此无异议。");
  await fill(clerk, "");
  await keys(clerk, "；；1");
  assert.notEqual(await box(clerk), "；；1", "the stage has words of its own");
  await fill(clerk, "请书记员将上述意见记入笔录。");
  await clerk.key("Control+s");
  await until("it is kept", async () => (await onRecord("G1", "judge")).phrases?.length === 1, { every: 1_500 });
  await fill(clerk, "");
  await keys(clerk, "；001");
  assert.equal(await box(clerk), "请书记员将上述意见记入笔录。");
  await clerk.key("Enter");
  for (const words of ["周以宁收到十八万元。", "十八万元是现金。", "没有十八万元，只有十八万元的一半。"]) await enter(clerk, words);
  await saved(clerk);
  // With count and preview, then undone in one.
  await clerk.key("Control+h");
  await clerk.type("find", "十八万元");
  await clerk.type("replace-with", "18万元");
  await until("four places in three lines", async () => /3 行，4 处/.test(await clerk.text("[data-found]")));
  assert.equal(await clerk.count(".replace-preview li"), 3);
  await clerk.key("Enter");
  await saved(clerk);
  await until("all are replaced", async () => (await texts()).filter((text) => text.includes("18万元")).length === 3, { every: 1_500 });
  const replaced = (await onRecord()).history.filter((was) => was.why === "replaced");
  assert.equal(replaced.length, 3);
  await clerk.key("Control+z");
  await until("all are back", async () => (await texts()).filter((text) => text.includes("十八万元")).length === 3, { every: 1_500 });
  // To the opening, and hands are in the field until Esc.
  await clerk.key("Control+g");
  await clerk.type("jump", "宣布开庭");
  await clerk.key("Enter");
  await until("the opening is in view", () =>
    clerk.run(() => {
      const view = document.querySelector("[data-reading]").getBoundingClientRect();
      const line = [...document.querySelectorAll("[data-line]")].find((one) => one.textContent.includes("宣布开庭，时间"))?.getBoundingClientRect();
      return Boolean(line && line.top >= view.top - 1 && line.bottom <= view.bottom + 1);
    }),
  );
  await clerk.key("Control+Enter");
  assert.match(await box(clerk), /宣布开庭/, "what one has jumped to is open");
  await clerk.key("Escape");
  assert.equal(await clerk.run(() => document.activeElement.matches("[data-editor]")), true, "back in the box");
  // What is found is opened from the keyboard, one after the other.
  await clerk.key("Control+f");
  await clerk.type("find", "十八万元");
  await clerk.key("Enter");
  assert.equal(await box(clerk), "周以宁收到十八万元。");
  await clerk.key("Control+f");
  await until("the field has the keys", () => clerk.run(() => document.activeElement.matches('[data-field="find"]')));
  await clerk.key("Enter");
  assert.equal(await box(clerk), "十八万元是现金。");
  await clerk.key("Escape");
  await clerk.key("Control+f");
  await until("the field has the keys", () => clerk.run(() => document.activeElement.matches('[data-field="find"]')));
  await clerk.key("Escape");
  assert.equal(await clerk.run(() => document.querySelector('[data-field="find"]').value), "");
  await clerk.key("Control+/");
  await clerk.see('[data-panel="editor-keys"]');
  assert.deepEqual(clerk.troubles, []);
  await clerk.leave();
});

// What is composed and what comes of it; the Enter within a composition is the input method's.
const COMPOSED = ["原告称已于二〇二六年三月五日转账", "被告对真实性、合法性无异议", "关联性不予认可", "利息按年利率百分之三点四五计算", "请法庭依法判决"];

test("an input method loses and doubles nothing, and its Enter sends nothing: Chromium", { timeout: 180_000 }, async () => {
  const clerk = await sit("clerk");
  const start = (await texts()).length;
  const cdp = await clerk.context.newCDPSession(clerk.page);
  await clerk.page.locator("[data-editor]").focus();
  const process = (type) => cdp.send("Input.dispatchKeyEvent", { type, windowsVirtualKeyCode: 229, key: "Process", code: "Enter" });
  const typed = [];
  for (let round = 0; round < 8; round += 1) {
    for (const words of COMPOSED) {
      const half = Math.ceil(words.length / 2);
      for (const part of [words.slice(0, half), words.slice(half)]) {
        // Letters first, as pinyin; then the candidate grows; then it is chosen with Enter.
        for (const text of ["ni", "ni hao", part.slice(0, 1), part]) {
          await cdp.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
        }
        await process("rawKeyDown");
        await process("keyUp");
        assert.ok((await box(clerk)).length > 0, "Enter within a composition sends nothing");
        await cdp.send("Input.insertText", { text: part });
      }
      // A sign right after a composition, and never within.
      if (round % 2) await keys(clerk, "；2");
      assert.equal(await box(clerk), words + (round % 2 ? "无异议。" : ""));
      typed.push(await box(clerk));
      await clerk.key("Enter");
      assert.equal(await box(clerk), "");
    }
  }
  // A sign that is being composed is left alone; a composition that is given up leaves nothing.
  await cdp.send("Input.imeSetComposition", { text: "；1", selectionStart: 2, selectionEnd: 2 });
  assert.equal(await box(clerk), "；1");
  await cdp.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
  assert.equal(await box(clerk), "");
  await saved(clerk);
  assert.deepEqual((await texts()).slice(start), typed);
  await cdp.detach();
  await clerk.leave();
});

test("the same in Firefox, with the events in its order", { timeout: 180_000 }, async () => {
  const clerk = await sit("clerk", "G1", "firefox");
  const start = (await texts()).length;
  for (const words of COMPOSED) {
    const sent = await clerk.run((words) => {
      const box = document.querySelector("[data-editor]");
      box.focus();
      const fire = (Kind, name, more) => box.dispatchEvent(new Kind(name, { bubbles: true, cancelable: true, ...more }));
      fire(CompositionEvent, "compositionstart", { data: "" });
      for (const text of ["ni", "ni hao", words.slice(0, 2), words]) {
        fire(CompositionEvent, "compositionupdate", { data: text });
        box.value = text;
        fire(InputEvent, "input", { data: text, isComposing: true, inputType: "insertCompositionText" });
        fire(KeyboardEvent, "keydown", { key: "Process", code: "Enter", keyCode: 229, isComposing: true });
        fire(KeyboardEvent, "keydown", { key: "Enter", code: "Enter", isComposing: true });
      }
      const before = box.value;
      // Firefox ends the composition first, and tells of the input after it.
      fire(CompositionEvent, "compositionend", { data: words });
      fire(InputEvent, "input", { data: words, isComposing: false, inputType: "insertCompositionText" });
      return before;
    }, words);
    assert.equal(sent, words, "Enter within a composition sends nothing");
    assert.equal(await box(clerk), words);
    await clerk.key("Enter");
    await until("it is on its way", async () => (await box(clerk)) === "");
  }
  // And keys as BiDi has them, characters beyond the first plane with them.
  await clerk.run(() => document.querySelector("[data-editor]").focus());
  for (const key of "𠮷野家。") await clerk.page.keyboard.sendCharacter(key);
  await clerk.till("typed by keys", async () => {
    const now = await box(clerk);
    if (now !== "𠮷野家。") throw new Error(`the box has ${JSON.stringify(now)}`);
    return true;
  });
  await clerk.key("Enter");
  await saved(clerk);
  assert.deepEqual((await texts()).slice(start), [...COMPOSED, "𠮷野家。"]);
  await clerk.leave();
});

test("two clerks: each sees where the other writes; a clash is shown and nothing is written over", { timeout: 180_000 }, async () => {
  const [one, other] = [await sit("clerk", "G4"), await sit("clerk-2", "G4")];
  const now = () => texts("G4", "judge");
  await one.press("speaker", "plaintiff-rep");
  for (const words of ["甲行。", "乙行。", "丙行。"]) await enter(one, words);
  await saved(one);
  const lines = (await onRecord("G4", "judge")).lines;
  const id = (text) => lines.find((line) => line.text === text).id;
  await one.key("Alt+ArrowUp");
  assert.equal(await box(one), "丙行。");
  await other.see(`[data-line="${id("丙行。")}"] [data-held]`);
  // The line is held: it does not open there, and the backend refuses what a program would send.
  await other.page.locator("[data-editor]").focus();
  await other.key("Alt+ArrowUp");
  assert.equal(await box(other), "");
  assert.match(await other.text("[data-said]"), /正在修改/);
  await fill(one, "丙行，由一改。");
  // On the neighbour he is in nobody's way.
  await other.run((of) => document.querySelector(`[data-line="${of}"] [data-act="edit-line"]`).click(), id("乙行。"));
  await until("the neighbour is open", async () => (await box(other)) === "乙行。");
  await enter(other, "乙行，由二改。");
  await one.key("Enter");
  await saved(one);
  await saved(other);
  await until("both stand", async () => ["乙行，由二改。", "丙行，由一改。"].every(((all) => (text) => all.includes(text))(await now())), { every: 1_500 });
  await until("nobody holds a line", async () => (await other.count("[data-held]")) === 0);

  // One is out of reach while he writes; his hold runs out and the other one changes the line.
  await one.key("Alt+ArrowUp");
  await fill(one, "丙行，断线时改。");
  await one.context.setOffline(true);
  await until("the other may", async () => (await other.count("[data-held]")) === 0, { within: 40_000 });
  await other.run((of) => document.querySelector(`[data-line="${of}"] [data-act="edit-line"]`).click(), id("丙行。"));
  await until("it is open", async () => (await box(other)) === "丙行，由一改。");
  await enter(other, "丙行，由二先改。");
  await saved(other);
  await one.key("Enter");
  await one.context.setOffline(false);
  await one.see("[data-clash], [data-clash-of]", 40_000);
  assert.ok((await now()).includes("丙行，由二先改。"), "nothing is written over");
  if (await one.count("[data-clash-of]")) await one.press("take-up-clash");
  await until("his words are in the box", async () => (await box(one)) === "丙行，断线时改。");
  if (await one.count("[data-clash]")) await one.press("keep-mine");
  else await one.key("Enter");
  await until("as he chose", async () => (await now()).includes("丙行，断线时改。"), { every: 1_500 });
  const was = (await onRecord("G4", "judge")).history.map((one) => one.text);
  for (const text of ["丙行。", "丙行，由一改。", "丙行，由二先改。"]) assert.ok(was.includes(text), `kept: ${text}`);
  await one.leave();
  await other.leave();
});

test("a program that does not ask for the line is refused as well", { timeout: 60_000 }, async () => {
  const { clerk, "clerk-2": second } = { clerk: await Wire.sit(backend, "G4", "clerk"), "clerk-2": await Wire.sit(backend, "G4", "clerk-2") };
  const line = randomUUID();
  await clerk.must({ write_line: { line, after: null, speaker: "nobody", kind: "act", text: "一行。", exhibit: null } });
  clerk.send({ writing: { line } });
  await until("the other is told", () => second.frames.some((frame) => frame.writing?.held.some(([of, by]) => of === line && by === "clerk")));
  const edit = (text, base_rev = 0) => ({ edit_line: { line, base_rev, speaker: "nobody", kind: "act", text } });
  assert.deepEqual((await second.ask(edit("改。"))).refused, { line_held: { by: "clerk" } });
  assert.ok((await clerk.ask(edit("自己改。"))).acknowledged);
  clerk.send({ writing: { line: null } });
  await until("it is free", () => second.frames.findLast((frame) => frame.writing)?.writing.held.length === 0);
  assert.deepEqual((await second.ask(edit("旧。"))).refused, { line_changed: { rev: 1 } });
  assert.ok((await second.ask(edit("新。", 1))).acknowledged);
  clerk.leave();
  second.leave();
});
