// The exhibit list, filing and the examination: each control by the role that has it, and what the court refuses.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileMany } from "../bench/thousand.mjs";
import { Backend, Browsers } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { openCourt, Wire } from "./wire.mjs";

let backend;
let browsers;
let folder;

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  folder = await mkdtemp(path.join(tmpdir(), "kaiting-files-"));
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const PDF = Buffer.from("%PDF-1.4\n1 0 obj <</Type /Page>> endobj\ntrailer <<>>\n%%EOF\n");

async function put(session, bytes) {
  const answer = await fetch(`${backend.base}/api/exhibits`, {
    method: "PUT",
    headers: { authorization: `Bearer ${session}`, "x-sha256": sha256(bytes), "content-type": "application/octet-stream" },
    body: bytes,
  });
  return { status: answer.status, body: await answer.json() };
}

const filing = (exhibit, file, more = {}) => ({
  file_exhibit: { exhibit, title: `证据${exhibit}`, category: "documentary", source: "自存", purpose: "证明事实", secrecy: "parties", file, ...more },
});

const get = (session, where) => fetch(`${backend.base}${where}`, { headers: { authorization: `Bearer ${session}` } });

async function inEvidence(seat, options = {}) {
  const person = await browsers.seat(seat, { url: backend.link(options.kase ?? "G1", seat), ...options });
  await person.press("enter");
  await person.see("[data-place]");
  await person.press("to-evidence");
  await person.see('[data-place="evidence"]');
  return person;
}

// Opens the entry of an exhibit on the paper at the side.
async function open(person, exhibit) {
  if (!(await person.count(`[data-entry="${exhibit}"]`))) {
    if (await person.count('.frame [data-act="back-to-list"]')) await person.press("back-to-list");
    await person.see(".exhibits");
    await person.press("open-exhibit", exhibit);
  }
  await person.see(`[data-entry="${exhibit}"]`);
}

const inDialog = (field) => `dialog[open] [data-field="${field}"]`;
async function answer(person, fields) {
  await person.see("dialog[open]");
  for (const [field, value] of Object.entries(fields)) {
    if (value === true) await person.tick(inDialog(field));
    else await person.page.locator(inDialog(field)).fill(value);
  }
  await person.page.locator('dialog[open] [data-act="ask-yes"]:not(:disabled)').click();
  await person.till("the question is closed", async () => (await person.count("dialog[open]")) === 0);
}

// What the record holds, as this seat reads it.
async function snapshot(seat) {
  const wire = await Wire.sit(backend, "G1", seat);
  wire.leave();
  return wire.hearing.transcript;
}

test("late evidence, originals, chain records, opinions: from the press to the record", { timeout: 400_000 }, async (t) => {
  const names = namesOf(backend);
  const wires = await openCourt(backend, names);
  await wires.judge.must({ give_floor: { seat: "plaintiff-rep" } });

  await t.test("filed in session it is late, and says why", async () => {
    const found = await put(wires.plaintiff.pass.session, PDF);
    assert.equal(found.status, 200);
    assert.deepEqual(await wires.plaintiff.ask(filing("P7", found.body)), { refused: "late_reason_wanted" });
    const rep = await inEvidence("plaintiff-rep");
    // He has the floor, and sees so while he looks at the list.
    await rep.see('[data-meanwhile] [data-my-turn]');
    await rep.press("new-exhibit");
    await rep.see('[data-field="late-reason"]');
    const picture = path.join(folder, "欠款确认.png");
    await writeFile(picture, Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"));
    await rep.page.locator('[data-field="exhibit-file"]').setInputFiles(picture);
    await rep.type("exhibit-id", "P5");
    await rep.type("copies", "2");
    await rep.type("source", "原告手机");
    await rep.see('[data-field="text-alternative"]');
    await rep.type("text-alternative", "手写便条：欠林知远二十万元");
    assert.equal(await rep.count('[data-act="file-exhibit"]:disabled'), 1, "without a reason it cannot be filed");
    await rep.type("late-reason", "昨晚才找到");
    await rep.press("file-exhibit");
    await rep.see('[data-filed="P5"]');
    await rep.press("back-to-list");
    await rep.see('[data-exhibit="P5"] [data-late]');
    const row = await rep.text('[data-exhibit="P5"]');
    for (const word of ["2 份", "手写便条", "逾期"]) assert.ok(row.includes(word), `${word} in ${row}`);

    const [download] = await Promise.all([rep.page.waitForEvent("download"), rep.press("download-receipt")]);
    const bytes = await readFile(await download.path());
    assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
    assert.ok(bytes.length > 4_000);
    for (const [seat, status] of [["judge", 404], ["observer", 404]]) {
      assert.equal((await get(wires[seat].pass.session, "/api/receipt.pdf")).status, status, seat);
    }
    await rep.leave();
  });

  await t.test("who may not is refused on the raw wire", async () => {
    const decide = { rule_on_late: { exhibit: "P5", outcome: "admitted", reason: "有关", answer_until: null } };
    for (const [seat, body, refusal] of [
      ["defendant", decide, "not_permitted"],
      ["clerk", decide, "not_permitted"],
      ["plaintiff", { answer_late: { exhibit: "P5", text: "同意" } }, "not_permitted"],
      ["defendant", { give_opinion: { exhibit: "P5", authenticity: "accepted", legality: "accepted", relevance: "accepted", purpose: "accepted", reason: "" } }, "late_undecided"],
      ["plaintiff", { request_original: { exhibit: "P1", reason: "看" } }, "not_permitted"],
      ["clerk", { rule_on_original: { exhibit: "P1", demanded: "unclear", reason: "", until: null } }, "not_permitted"],
      ["judge", { record_original: { exhibit: "P1", state: "differs", ground: "notarised" } }, "ground_does_not_fit"],
      ["plaintiff", { state_chain_record: { exhibit: "D3", platform: "甲", number: "1", stored_at: 1 } }, "not_held_by_you"],
      ["clerk", { record_chain_check: { exhibit: "D3", agrees: true, how: "核验页" } }, "no_chain_record"],
      ["judge", { record_opinion: { exhibit: "P1", of: "defendant", authenticity: "accepted", legality: "accepted", relevance: "accepted", purpose: "accepted", reason: "" } }, "not_permitted"],
      ["defendant", { describe_exhibit: { exhibit: "D1", text_alternative: "截图" } }, "hearing_has_begun"],
      ["defendant", { sign_confidentiality: { signed_name: names.defendant, edition: 1 } }, "not_permitted"],
      ["observer", { set_filing_deadline: { until: Date.now() + 100_000 } }, "not_permitted"],
    ]) {
      assert.deepEqual(await wires[seat].ask(body), { refused: refusal }, `${seat} ${JSON.stringify(body)}`);
    }
  });

  const defendant = await inEvidence("defendant");
  const judge = await inEvidence("judge");
  const clerk = await inEvidence("clerk");
  const rep = await inEvidence("plaintiff-rep");

  await t.test("the other side answers, the judge decides with time and admonition", async () => {
    await open(defendant, "P5");
    assert.equal(await defendant.count('[data-act="rule-late"]'), 0, "a party has no key to decide");
    await defendant.press("answer-late", "P5");
    await answer(defendant, { answer: "超过举证期限，不同意质证" });
    await open(judge, "P5");
    await judge.see("[data-late-answer]");
    await judge.press("rule-late", "P5");
    await answer(judge, { "outcome-1": true, reason: "与案件基本事实有关", "answer-until-0": true });
    await defendant.till("the ruling is there", async () => (await defendant.text("section[data-late]"))?.includes("采纳并训诫"));
  });

  await t.test("the court sets until when evidence is in time", async () => {
    assert.equal(await clerk.count('[data-act="set-deadline"]'), 0);
    await judge.press("set-deadline");
    await answer(judge, { deadline: "2036-11-10T18:00" });
    await defendant.see(`[data-deadline="${Date.parse("2036-11-10T18:00+08:00")}"]`);
  });

  await t.test("the original: asked for, ruled on, found by another ground", async () => {
    await open(defendant, "P1");
    await defendant.press("request-original", "P1");
    await answer(defendant, { reason: "落款日期有涂改痕迹" });
    await open(judge, "P1");
    await judge.see("[data-original-request]");
    await judge.press("rule-original", "P1");
    await answer(judge, { "demand-0": true, "original-until-1": true, "original-until": "2036-11-10T18:00" });
    await defendant.see('[data-original-ruling="demanded"]');
    await defendant.see('[data-original="demanded"]');
    await open(clerk, "P1");
    await clerk.press("original-ground", "P1");
    await answer(clerk, { "ground-2": true });
    await judge.see("[data-ground]");
    await judge.see('[data-original="matches"]');
  });

  await t.test("a chain record: stated, compared, disputed", async () => {
    await open(defendant, "D3");
    await defendant.press("state-chain", "D3");
    await answer(defendant, { "chain-platform": "司法链存证平台", "chain-number": "0x5f3c21ab", "chain-stored": "2025-11-20T10:00" });
    await open(clerk, "D3");
    await clerk.press("check-chain", "D3");
    await answer(clerk, { "chain-agrees-0": true, "chain-how": "在存证平台核验页面比对，哈希值一致" });
    await open(rep, "D3");
    await rep.till("the presumption in its words", async () => (await rep.text('[data-chain-check="agrees"]'))?.includes("推定上链后未篡改"));
    await rep.press("dispute-chain", "D3");
    await answer(rep, { "chain-about-1": true, "chain-factor-1": true, reason: "平台由被告亲属控股" });
    await judge.see("body");
    await open(judge, "D3");
    await judge.see("[data-chain-dispute]");
  });

  await t.test("opinions: by oneself, by the clerk as said aloud, and the ruling", async () => {
    await open(clerk, "P2");
    await clerk.press("oral-opinion", "P2");
    await answer(clerk, { "oral-of-0": true, "oral-authenticity-0": true, "oral-legality-0": true, "oral-relevance-0": true, "oral-purpose-1": true, reason: "只收到十八万八千元" });
    await open(defendant, "P2");
    await defendant.see("[data-oral]");
    await open(judge, "P2");
    await judge.press("admit-exhibit", "P2");
    await answer(judge, { reason: "银行出具，与原件核对一致" });
  });

  await t.test("what speaks against an exhibit: it differs, it has no original, it is rejected", async () => {
    await open(rep, "D1");
    await open(clerk, "D1");
    await clerk.press("original-differs", "D1");
    await clerk.see("dialog[open]");
    assert.equal(await clerk.count('dialog[open] [data-act="ask-yes"]:disabled'), 1, "without a reason nothing is entered");
    await answer(clerk, { reason: "截图缺第二屏" });
    await rep.see('[data-entry="D1"] [data-original="differs"]');
    await open(judge, "D1");
    await judge.press("reject-exhibit", "D1");
    await answer(judge, { reason: "与原始载体不一致，又无其他证据印证" });
    await rep.see('[data-entry="D1"] [data-ruling="rejected"]');
    assert.equal(await rep.count('[data-act="reject-exhibit"]'), 0);
    await open(rep, "D2");
    await open(judge, "D2");
    await judge.press("original-none", "D2");
    await rep.see('[data-entry="D2"] [data-original="none"]');
  });

  await t.test("a file for other programs is taken home as it was filed, and withdrawn before anybody has ruled", async () => {
    const words = Buffer.from("2025-11-20 10:02 周以宁：已转三万\n");
    const file = path.join(folder, "导出记录.dat");
    await writeFile(file, words);
    await defendant.press("new-exhibit");
    await defendant.page.locator('[data-field="exhibit-file"]').setInputFiles(file);
    await defendant.type("exhibit-id", "D8");
    await defendant.type("source", "被告手机导出");
    await defendant.type("late-reason", "今天才导出");
    await defendant.press("file-exhibit");
    await defendant.see('[data-filed="D8"]');
    await open(rep, "D8");
    const [download] = await Promise.all([rep.page.waitForEvent("download"), rep.press("download-exhibit")]);
    assert.deepEqual(await readFile(await download.path()), words);
    assert.equal(await rep.count('[data-act="withdraw-exhibit"]'), 0, "who has not filed it withdraws nothing");
    await rep.press("back-to-list");
    await open(defendant, "D8");
    await defendant.press("withdraw-exhibit", "D8");
    await answer(defendant, { reason: "与D3重复" });
    await rep.see('[data-exhibit="D8"][data-withdrawn]');
    await rep.see('[data-entry="D8"] [data-withdrawn]');
    assert.equal(await defendant.count('[data-act="withdraw-exhibit"]'), 0);
  });

  await t.test("the matrix walks by arrows and opens the item", async () => {
    assert.equal(await defendant.count('[data-act="matrix"]'), 0, "it is the court's");
    await judge.press("matrix");
    await judge.see('.matrix [data-stance="disputed"]');
    await judge.see('.matrix-next[data-next="P1"]');
    await judge.page.locator('.matrix [data-cell="0:0"]').focus();
    await judge.key("ArrowDown");
    assert.equal(await judge.run(() => document.activeElement.dataset.cell), "1:0");
    await judge.key("End");
    assert.equal(await judge.run(() => document.activeElement.dataset.stance), "disputed");
    await judge.key("Enter");
    await judge.see('[data-entry="P2"]');
  });

  await t.test("all of it stands in the record, as said by whom", async () => {
    const { lines } = await snapshot("plaintiff");
    const of = (id) => lines.filter((line) => line.exhibit?.[0] === id).map((line) => [line.speaker.seat, line.kind, line.text]);
    const has = (id, seat, kind, ...words) =>
      assert.ok(
        of(id).some(([who, what, text]) => who === seat && what === kind && words.every((word) => text.includes(word))),
        `${id} ${seat} ${kind} ${words} in ${JSON.stringify(of(id))}`,
      );
    has("P5", "defendant", "exhibit", "不同意质证");
    has("P5", "judge", "ruling", "训诫", "与案件基本事实有关");
    has("P1", "defendant", "exhibit", "涂改痕迹");
    has("P1", "judge", "ruling", "要求提供原件", "2036年11月10日18:00");
    has("P1", "clerk", "act", "公证");
    has("D3", "clerk", "act", "推定上链后未篡改");
    has("D3", "plaintiff-rep", "exhibit", "利害关系");
    has("P2", "defendant", "exhibit", "证明目的不认可", "书记员据当庭口头陈述记录");
    has("P2", "judge", "ruling", "采信");
    has("D1", "clerk", "act", "不一致", "截图缺第二屏");
    has("D1", "judge", "ruling", "不予采信", "又无其他证据印证");
    has("D2", "judge", "act", "无原");
    has("D8", "defendant", "exhibit", "声明撤回", "与D3重复");
    assert.equal(new Set(lines.map((line) => line.id)).size, lines.length);
  });

  await t.test("what is for counsel opens after the undertaking", async () => {
    // Who holds the seat brings the file: the page gives it up to this line.
    const filer = await Wire.sit(backend, "G1", "defendant");
    const found = await put(filer.pass.session, Buffer.concat([PDF, Buffer.from("配方")]));
    const secret = filing("D9", found.body, { secrecy: "counsel_and_experts", particulars: { late_reason: "反驳当庭主张" } });
    await filer.must(secret);
    const { session } = await rep.run(() => JSON.parse(sessionStorage.getItem("kaiting.pass")));
    const refused = await get(session, "/api/exhibits/D9");
    assert.deepEqual([refused.status, await refused.json()], [403, { error: "undertaking_wanted" }]);
    await open(rep, "D9");
    await rep.press("sign-confidentiality");
    await rep.see(".undertaking-text");
    await answer(rep, { "signed-name": names["plaintiff-rep"] });
    await rep.till("it opens", async () => (await rep.count('[data-act="sign-confidentiality"]')) === 0);
    assert.equal((await get(session, "/api/exhibits/D9")).status, 200);
    const party = await Wire.sit(backend, "G1", "plaintiff");
    assert.equal((await get(party.pass.session, "/api/exhibits/D9")).status, 404, "the party himself does not see it");
    party.leave();
  });

  for (const person of [judge, clerk, rep, defendant]) {
    // What is refused before the undertaking; and the page whose seat the line above has taken.
    assert.deepEqual(person.troubles.filter((one) => !/40[39]/.test(one)), [], person.name);
    await person.leave();
  }
  for (const wire of Object.values(wires)) wire.leave();
});

test("an office file is refused with what to do, and a list is checked before anything is sent", { timeout: 240_000 }, async () => {
  const party = await inEvidence("plaintiff");
  await party.press("new-exhibit");
  const word = path.join(folder, "答辩状.docx");
  await writeFile(word, Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), Buffer.alloc(26), Buffer.from("[Content_Types].xml")]));
  await party.page.locator('[data-field="exhibit-file"]').setInputFiles(word);
  assert.equal(await party.text(".file-name"), path.basename(word), "the page's own key says what is chosen");
  await party.type("exhibit-id", "P60");
  await party.type("late-reason", "刚刚收到");
  await party.press("file-exhibit");
  await party.till("it says what to do", async () => (await party.text('[data-way="failed"]'))?.includes("PDF"));

  const many = path.join(folder, "案卷");
  await mkdir(many);
  for (const name of ["收条.pdf", "对账单.pdf", "说明.docx"]) await writeFile(path.join(many, name), Buffer.concat([PDF, Buffer.from(name)]));
  const list = path.join(folder, "清单.csv");
  await writeFile(list, "编号,证据名称,类别,份数,文件名,逾期理由\r\nP61,收条,书证,2,收条.pdf,刚刚找到\r\nP62,对账单,书证,1,对账单.pdf,\r\nP1,\"说明, 一份\",口供,1,没有.pdf,刚刚找到\r\n");
  await party.press("import-many");
  await party.page.locator('[data-field="import-folder"]').setInputFiles(many);
  await party.see('[data-import="0 3 0"]');
  await party.page.locator('[data-field="import-list"]').setInputFiles(list);
  await party.till("the list is checked", async () => (await party.count('[data-import="1 2 0"]')) === 1);
  const of = (line) => party.text(`[data-import-row="${line}"] .import-word`);
  assert.ok((await of(3)).includes("逾期理由"), await of(3));
  for (const word of ["编号已被使用", "类别", "没有找到文件"]) assert.ok((await of(4)).includes(word), await of(4));
  await party.type("late-reason", "对方当庭提出新主张");
  await party.till("the reason holds for all", async () => (await party.count('[data-import="2 1 0"]')) === 1);
  await party.press("import-send");
  await party.see('[data-finished][data-import="2 1 2"]');
  assert.equal(await party.count('[data-import-row="4"][data-state="bad"]'), 1, "what was left out still says why");
  await party.press("back-to-list");
  await party.see('[data-exhibit="P61"]');
  await party.see('[data-exhibit="P62"] [data-late]');
  assert.equal(await party.count('[data-exhibit="P60"]'), 0);
  await party.leave();
});

test("a large file goes on after the line broke, after a reload, and is given up by a press", { timeout: 300_000 }, async () => {
  const party = await inEvidence("plaintiff");
  const large = path.join(folder, "扫描件.pdf");
  await writeFile(large, Buffer.concat([PDF, Buffer.alloc(40 * 1024 * 1024, 32)]));
  const choose = async (number) => {
    await party.press("new-exhibit");
    await party.page.locator('[data-field="exhibit-file"]').setInputFiles(large);
    await party.type("exhibit-id", number);
    await party.type("late-reason", "案卷昨日才复制到");
    await party.press("file-exhibit");
  };
  // A line on which some parts come through, then none.
  let parts = 0;
  let broken = true;
  const starts = [];
  await party.page.route("**/api/uploads/**", async (route) => {
    const request = route.request();
    if (request.method() !== "PUT") return route.continue();
    starts.push(Number(new URL(request.url()).searchParams.get("offset")));
    parts += 1;
    if (broken && parts > 3) return route.abort("connectionfailed");
    return route.continue();
  });
  await choose("P70");
  await party.see('[data-way="waiting"]', 60_000);
  assert.ok((await party.text('[data-way="waiting"]')).includes("自动继续"));
  // The page is loaded anew; the same file goes on from what has come.
  await party.page.reload();
  await party.see("[data-place]");
  if (!(await party.count('[data-place="evidence"]'))) await party.press("to-evidence");
  broken = false;
  starts.length = 0;
  await choose("P70");
  await party.see('[data-filed="P70"]', 90_000);
  assert.equal(starts[0], 12 * 1024 * 1024, "it begins where three parts had come");

  // Given up: nothing of it stays.
  await party.press("back-to-list");
  await writeFile(large, Buffer.concat([PDF, Buffer.alloc(30 * 1024 * 1024, 33)]));
  broken = true;
  parts = 2;
  await choose("P71");
  await party.see('[data-way="waiting"]', 60_000);
  const gone = party.page.waitForResponse((answer) => answer.request().method() === "DELETE");
  await party.press("stop-upload");
  assert.equal((await gone).status(), 204);
  await party.see('[data-way="stopped"]');
  await party.leave();
});

test("many exhibits are sifted, and only what is in view is in the page", { timeout: 120_000 }, async () => {
  const kase = "G3";
  const { statements } = await fileMany(backend, 200);
  const judge = await inEvidence("judge", { kase });
  await judge.see(".exhibits tbody tr");
  const all = Number(await judge.run(() => document.querySelector(".sift-count").dataset.shown));
  assert.ok(all >= 200, `${all}`);
  const few = async () => assert.ok((await judge.count(".exhibits [data-exhibit]")) < 60);
  await few();
  // A row is known by its place among all of them, wherever one has scrolled to.
  for (const part of [0.5, 1]) {
    await judge.run((share) => {
      const work = document.querySelector(".work");
      work.scrollTop = share * work.scrollHeight;
    }, part);
    await judge.till("there are rows in view", () =>
      judge.run(() => {
        const row = document.elementFromPoint(innerWidth / 3, innerHeight / 2)?.closest("[data-exhibit]");
        return row !== null && row !== undefined && Number(row.ariaRowIndex ?? row.getAttribute("aria-rowindex")) > 20;
      }),
    );
    await few();
  }
  await judge.till("the last row is the last", async () => {
    const [last, rows] = await judge.run(() => {
      const indices = [...document.querySelectorAll(".exhibits [data-exhibit]")].map((row) => Number(row.getAttribute("aria-rowindex")));
      return [Math.max(...indices), Number(document.querySelector(".exhibits").getAttribute("aria-rowcount"))];
    });
    return last === rows;
  });
  await judge.type("find-exhibit", "银行流水");
  await judge.till("what was looked for", async () => (await judge.count(`.sift-count[data-shown="${statements}"]`)) === 1);
  await judge.choose("by-side", "court");
  await judge.till("of one side", async () => (await judge.count('.sift-count[data-shown="1"]')) === 1);
  await judge.choose("by-state", "withdrawn");
  await judge.press("show-all");
  await judge.choose("order", "newest");
  await judge.till("no headings in another order", async () => (await judge.count(".x-group")) === 0);
  await judge.press("matrix");
  assert.ok((await judge.count(".matrix [data-exhibit]")) < 60);
  await judge.leave();
});
