// The gate: the built page comes alive in a browser, under its own policy, without one error.
import assert from "node:assert/strict";
import { Backend, Browsers } from "./court.mjs";

const backend = await Backend.start();
const browsers = await Browsers.start();
try {
  const door = await browsers.seat("observer", { url: `${backend.base}/` });
  assert.deepEqual(door.troubles, [], "the door has no errors");
  assert.ok(await door.count('[data-field="code"]'), "the door asks for the hearing code");
  const invited = await browsers.seat("judge", { url: backend.link("G1", "judge") });
  await invited.press("enter");
  await invited.see('[data-place="courtroom"]');
  assert.deepEqual(invited.troubles, [], "the courtroom has no errors");
  console.log("the built page is alive");
} finally {
  await browsers.stop();
  await backend.stop();
}
