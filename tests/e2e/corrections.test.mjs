// What is wrong about the record, as a person says it: whose words they are, and what is missing; decided, put in, seen by all.
import assert from "node:assert/strict";
import { after, before, test as nodeTest } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { openCourt } from "./wire.mjs";

let failed = false;
function test(name, work) {
  nodeTest(name, { timeout: 120_000 }, async (t) => {
    if (failed) return t.skip("an earlier step failed");
    failed = true;
    await work(t);
    failed = false;
  });
}

let backend;
let browsers;
let court;
let clerk;
let defendant;

const typed = (line, speaker, text) => ({
  write_line: { line, after: null, speaker, kind: "speech", text, exhibit: null, begun: null },
});

async function reading(seat) {
  const person = await browsers.seat(seat, { url: backend.link("G1", seat) });
  await person.press("enter");
  if (await person.count('[data-act="to-record"]')) await person.press("to-record");
  await person.see('[data-place="record"]');
  return person;
}

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  court = await openCourt(backend, namesOf(backend));
  await court.clerk.must(typed("l1", { seat: "defendant" }, "我只收到十八万八千元。"));
  await court.clerk.must(typed("l2", { seat: "plaintiff" }, "其余是现金。"));
  await court.judge.must({ close_hearing: { override_reason: "到此为止" } });
  await court.clerk.must("open_sign_off");
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

test("a reader says that another spoke, and that something is missing", async () => {
  defendant = await reading("defendant");
  await defendant.press("request-correction", "l1");
  await defendant.page.locator('dialog[open] [data-field="wrong-speaker"]').check();
  assert.ok(await defendant.page.locator('dialog[open] [data-act="send-correction"]').isDisabled());
  await defendant.page.locator('dialog[open] [data-field="who-spoke"]').selectOption("plaintiff");
  await defendant.type("reason", "这句是原告说的");
  await defendant.press("send-correction");
  await defendant.till("it is asked", async () => (await defendant.count("[data-correction]")) === 1);
  await defendant.press("request-correction", "l2");
  await defendant.page.locator('dialog[open] [data-field="wrong-omission"]').check();
  await defendant.page.locator('dialog[open] [data-field="who-spoke"]').selectOption("defendant");
  await defendant.type("should-read", "我当庭否认收到现金。");
  await defendant.type("reason", "漏记一句");
  await defendant.press("send-correction");
  await defendant.till("both are asked", async () => (await defendant.count("[data-correction]")) === 2);
});

test("the clerk grants both: the words change hands, and the missing line stands where it was said", async () => {
  clerk = await reading("clerk");
  for (const [n, reason] of [[0, "核对录音，系原告发言"], [1, "核对录音，确系漏记"]]) {
    await clerk.page.locator('[data-act="grant-correction"]').first().click();
    await clerk.type("reason", reason);
    await clerk.press("ask-yes");
    await clerk.till("it is decided", async () => (await clerk.count('[data-act="grant-correction"]')) === 1 - n);
  }
  await defendant.till("he reads it", () =>
    defendant.run(() => {
      const lines = [...document.querySelectorAll("[data-line]")];
      const at = lines.findIndex((line) => line.dataset.line === "l2");
      const whose = lines.find((line) => line.dataset.line === "l1")?.textContent ?? "";
      return /原告/.test(whose) && /被告.*我当庭否认收到现金。/.test(lines[at + 1]?.textContent ?? "");
    }),
  );
  // Both stand among the changes, with who made them.
  await defendant.press("versions");
  await defendant.till("both are told", () =>
    defendant.run(() => {
      const changes = document.querySelector('[data-panel="versions"]')?.textContent ?? "";
      return changes.split("准予补正").length === 3 && changes.includes("我当庭否认收到现金。");
    }),
  );
});

test("nobody's page had an error", () => {
  for (const person of [clerk, defendant]) assert.deepEqual(person.troubles, []);
});
