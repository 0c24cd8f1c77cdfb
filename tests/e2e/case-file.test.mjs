// What the case file says of a person's document (R2), whom the judge wants in person before the hearing (R27), and how a party
// reads where his case stands (R89).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { checkInByWire, Wire } from "./wire.mjs";

let backend;
let browsers;
let names;

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  names = namesOf(backend);
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

async function sit(seat) {
  const person = await browsers.seat(seat, { url: backend.link("G1", seat) });
  await person.press("enter");
  return person;
}

test("a number that is not the one on file is refused in words, and the clerk sees how the entry stands", { timeout: 90_000 }, async () => {
  const [clerk, plaintiff] = await Promise.all([sit("clerk"), sit("plaintiff")]);
  await plaintiff.press("start-check-in");
  await plaintiff.type("name", names.plaintiff);
  await plaintiff.type("number", "110108199001010028");
  await plaintiff.press("state-identity");
  await plaintiff.till("he is told that it is another number", () => plaintiff.run(() => /末四位与案卷/.test(document.body.innerText)));
  assert.ok(!(await plaintiff.run(() => document.body.innerText.includes("0027"))), "and not which");
  await plaintiff.type("number", "110108198601010027");
  await plaintiff.press("state-identity");
  await clerk.till("the board has his entry", () => clerk.run(() => /0027/.test(document.querySelector('[data-seat="plaintiff"]').innerText)));
  await clerk.press("look-at", "plaintiff");
  await clerk.see('[data-against-file="Agrees"]');

  // Of the defendant there is nothing on file until the clerk puts it in.
  const defendant = await Wire.sit(backend, "G1", "defendant");
  await checkInByWire(defendant, names.defendant);
  await clerk.press("look-at", "defendant");
  await clerk.see('[data-person="defendant"] [data-against-file="NothingOnFile"]');
  await clerk.press("enter-document", "defendant");
  await clerk.type("file-number", "110108199001010028");
  await clerk.press("document-yes");
  await clerk.see('[data-against-file="Differs"]');
  await clerk.till("the board says so", () => clerk.run(() => /与案卷不一致/.test(document.querySelector('[data-seat="defendant"]').innerText)));
  const own = defendant.hearing.seats.find((seat) => seat.id === "defendant");
  assert.equal(own.on_file, undefined, "he is not told what he would have to say");
  assert.deepEqual(await defendant.ask({ state_identity: { name: names.defendant, document: "id_card", last_four: "0021" } }).then((got) => got.refused), "number_does_not_match");
  defendant.leave();
});

test("the judge has somebody come in person, and back, from the board", { timeout: 60_000 }, async () => {
  const judge = await sit("judge");
  await judge.see('[data-place="courtroom"]');
  await judge.press("open-board");
  await judge.see('[data-place="readiness"]');
  await judge.press("look-at", "defendant");
  await judge.press("to-in-person", "defendant");
  await judge.type("in-person-place", "第六法庭");
  await judge.press("convert");
  await judge.till("the board says so", () => judge.run(() => /转为线下/.test(document.querySelector('[data-seat="defendant"]').innerText)));
  await judge.press("return-online", "defendant");
  await judge.run(() => {
    const field = document.querySelector("dialog[open] input");
    field.value = "当事人已备好设备";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await judge.press("ask-yes");
  await judge.till("and takes it back", () => judge.run(() => !/转为线下/.test(document.querySelector('[data-seat="defendant"]').innerText)));
});

test("a party reads how his case stands, and a witness does not", { timeout: 60_000 }, async () => {
  const [rep, witness] = await Promise.all([sit("plaintiff-rep"), sit("witness")]);
  await rep.see('[data-progress] [data-due="Hearing"]');
  await rep.see('[data-progress] [data-record-stands="NotBegun"]');
  await witness.see('[data-act="start-check-in"]');
  assert.equal(await witness.run(() => document.querySelector("[data-progress]")), null);
});
