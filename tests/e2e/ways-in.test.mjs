// The way in of each role, from its link to where it belongs, in both browsers at once; and all of it by keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { checkIn, namesOf } from "./people.mjs";

// A court of its own for each browser, so that neither is asked to give the seat to the other.
const courts = {};
// And one for whoever has come in once already and comes by keyboard.
let again;
let browsers;

before(async () => {
  browsers = await Browsers.start({ firefox: true });
  for (const kind of ["chromium", "firefox"]) courts[kind] = await Backend.start();
  again = await Backend.start();
});

after(async () => {
  await browsers?.stop();
  for (const court of [...Object.values(courts), again]) await court?.stop();
});

const both = (work) => Promise.all(Object.keys(courts).map((kind) => work(kind, courts[kind])));

for (const [what, kase, seat, how] of [
  ["a party", "G1", "plaintiff", {}],
  ["a representative", "G1", "plaintiff-rep", {}],
  ["a witness", "G1", "witness", { witness: true }],
  ["an observer", "G1", "observer", { watches: true }],
  ["a prosecutor", "G2", "prosecutor", {}],
  ["an accused", "G2", "defendant", {}],
  ["a defender", "G2", "defender", {}],
  ["an expert who assists a side", "G3", "expert", { expert: true }],
]) {
  test(`${what} comes to the waiting room`, { timeout: 120_000 }, () =>
    both(async (kind, court) => {
      const person = await browsers.seat(seat, { url: court.link(kase, seat), phone: true, kind });
      await person.comeIn();
      await checkIn(person, namesOf(court, kase)[seat], how);
      // Who watches is told why he does not see himself; nobody else is.
      assert.equal(await person.count("[data-why-off]"), how.watches ? 1 : 0, kind);
      assert.deepEqual(person.troubles, [], kind);
      await person.leave();
    }),
  );
}

for (const [what, kase, seat, place] of [
  ["a judge", "G1", "judge", "courtroom"],
  ["a member of the panel", "G3", "assessor", "courtroom"],
  ["a judge's assistant", "G3", "assistant", "courtroom"],
  ["a clerk", "G3", "clerk", "readiness"],
]) {
  test(`${what} is where he works with one press`, { timeout: 60_000 }, () =>
    both(async (kind, court) => {
      const person = await browsers.seat(seat, { url: court.link(kase, seat), kind });
      await person.comeIn();
      await person.see(`[data-place="${place}"]`);
      assert.deepEqual(person.troubles, [], kind);
      await person.leave();
    }),
  );
}

// Each by himself, with what only his role is asked.
for (const [what, seat, { consents = true, authority = false, swears = false, watches = false } = {}] of [
  ["a party", "defendant"],
  ["a representative", "plaintiff-rep", { authority: true }],
  ["a witness", "witness", { consents: false, swears: true }],
  ["an observer", "observer", { consents: false, watches: true }],
]) {
  test(`by keyboard alone, from the link to the waiting room: ${what}`, { timeout: 120_000 }, async () => {
    const court = seat === "defendant" ? courts.chromium : again;
    const name = namesOf(court)[seat];
    const person = await browsers.seat(seat, { url: court.link("G1", seat) });
    const tabTo = (selector) =>
      person.till(
        `tab reaches ${selector}`,
        async () => {
          await person.key("Tab");
          return person.run((wanted) => document.activeElement?.matches(`${wanted}:not(:disabled)`) ?? false, selector);
        },
        { every: 20 },
      );
    const press = async (act, of) => {
      const selector = of === undefined ? `[data-act="${act}"]` : `[data-act="${act}"][data-of="${of}"]`;
      await person.see(`${selector}:not(:disabled):not([data-fresh])`);
      await tabTo(selector);
      await person.key("Enter");
    };
    const write = async (field, text) => {
      await person.see(`[data-field="${field}"]`);
      await tabTo(`[data-field="${field}"]`);
      await person.page.keyboard.type(text);
    };
    const mark = async (selector) => {
      await tabTo(selector);
      await person.key("Space");
    };
    await press("enter");
    await press("start-check-in");
    await write("name", name);
    await write("number", "110108198601010027");
    await press("state-identity");
    if (authority) {
      await person.see('[data-act="state-authority"]');
      // Of answers that are one of several, the first is reached, and the arrows lead on.
      await tabTo('[data-field="scope-general"]');
      await person.key("ArrowDown");
      await mark('[data-field="settle"]');
      // The key for a file has the hand like any other.
      await tabTo('[data-field="paper"]');
      await mark('[data-field="paper-later"]');
      await press("state-authority");
    }
    if (consents) {
      await person.see('[data-act="give-consent"]');
      for (const stage of ["hearing", "mediation", "verdict"]) await mark(`[data-act="consent-${stage}-agreed"]`);
      await press("give-consent");
      await person.see('[data-act="state-suitability"]');
      for (const field of ["no-help", "no-bars"]) await mark(`[data-field="${field}"]`);
      await press("state-suitability");
    }
    if (!consents) {
      await person.see('[data-act="state-suitability"]');
      await mark('[data-field="no-help"]');
      await press("state-suitability");
    }
    for (let rule = 1; rule <= 6; rule += 1) await press("acknowledge-rule", String(rule));
    if (!watches) for (let right = 1; right <= 7; right += 1) await press("acknowledge-right", String(right));
    await press("declare-no-recording");
    if (swears) {
      await write("signed-name", name);
      await press("give-undertaking");
    }
    if (!watches) {
      await person.see('[data-act="state-place"]');
      await write("region", "北京市海淀区");
      await tabTo('[data-field="place-kind"]');
      await person.key("ArrowDown");
      for (const field of ["quiet", "alone"]) await mark(`[data-field="${field}"]`);
      await press("state-place");
      await press("devices-start");
      for (const act of ["devices-heard-self", "devices-heard"]) await press(act);
      await person.see('[data-check="network"][data-result="good"]', 40_000);
      await press("report-devices");
    }
    await person.see('[data-place="waiting"]');
    // Help, and the way out, are within reach of the keys there too; the way out asks first.
    await tabTo('[data-act="call-for-help"]');
    await press("leave");
    await person.see("dialog[open]");
    await person.key("Escape");
    await person.till("the question is gone", async () => (await person.count("dialog[open]")) === 0);
    assert.deepEqual(person.troubles, []);
    await person.leave();
  });
}

test("the clerk sees that all of them have checked in, and may verify each", { timeout: 60_000 }, async () => {
  const clerk = await browsers.seat("clerk", { url: courts.chromium.link("G1", "clerk") });
  await clerk.comeIn();
  await clerk.till("four have checked in", async () => (await clerk.text(".bar-facts"))?.includes("4/4"));
  for (const seat of ["plaintiff", "plaintiff-rep", "defendant", "witness"]) await clerk.see(`[data-act="verify"][data-of="${seat}"]`);
  await clerk.leave();
});
