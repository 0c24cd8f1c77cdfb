// A thousand exhibits at a quarter of this machine's speed: no task of the list keeps the page from answering, no picture is late.
// In the slow suite: it is the machine that is measured, and it wants to be alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { alone, told } from "../bench/thousand.mjs";

const SLOW = process.env.KAITING_SLOW === "1";
const GOALS = { open: 100, task: 50, pace: 55 / 60 };

test("a thousand exhibits are opened, scrolled, sifted and added to without a stop", { skip: !SLOW, timeout: 400_000 }, async (t) => {
  const found = await alone();
  for (const line of told(found).split("\n")) t.diagnostic(line);
  assert.ok(found.shown >= 1_000, `${found.shown}`);
  assert.ok(found.rows < 40, "only what is in view is in the page");
  assert.ok(found.open.work <= GOALS.open, `opened with ${found.open.work} ms of work`);
  for (const what of ["open", "scroll", "jump", "sift", "added"]) assert.ok(found[what].longest <= GOALS.task, `${what}: a task of ${found[what].longest} ms`);
  assert.ok(found.scroll.fps >= GOALS.pace * found.blank.fps, `${found.scroll.fps} pictures a second, a blank page ${found.blank.fps}`);
  assert.equal(found.jump.answer, 0, "what is in view is there with the next picture");
});
