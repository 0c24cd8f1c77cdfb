// Every place in every state: no violation that axe can find, nothing wider than the screen, nothing over anything else, no word in
// the other language, no error on any page.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { misplaced } from "./layout.mjs";
import { Walk } from "./scenes.mjs";
import { inAnotherTongue } from "./tongues.mjs";
import { show } from "./views.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Each pair of language, light and size that may differ stands together once.
const VIEWS = [
  { language: "zh", theme: "light", size: "desktop" },
  { language: "en", theme: "dark", size: "desktop" },
  { language: "zh", theme: "dark", size: "phone" },
  { language: "en", theme: "light", size: "phone" },
];

// One state in the first and the last, the next in the two between: both languages, lights and sizes each time. In the
// slow suite every state in all four.
const turn = (nth) => (process.env.KAITING_SLOW ? VIEWS : nth % 2 ? [VIEWS[1], VIEWS[2]] : [VIEWS[0], VIEWS[3]]);

let backend;
let browsers;
let states = 0;
const found = [];
let looked = 0;

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

async function look(name, person) {
  await person.run(axe);
  states += 1;
  for (const view of turn(states)) {
    await show(person, view);
    const where = `${name}, ${view.language}, ${view.theme}, ${view.size}`;
    const { violations, over } = await person.run(async () => {
      const { violations } = await window.axe.run(document, {
        resultTypes: ["violations"],
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      });
      // A target that lies half under the bar, or a strip, can be scrolled free of it; what cannot is a finding.
      const stays = async (target) => {
        document.querySelector(target).scrollIntoView({ block: "center", behavior: "instant" });
        const { violations } = await window.axe.run(document, { resultTypes: ["violations"], runOnly: { type: "rule", values: ["target-size"] } });
        return violations.some((v) => v.nodes.some((n) => n.target[0] === target));
      };
      const brief = [];
      for (const { id, nodes } of violations)
        for (const { target, failureSummary } of nodes)
          if (id !== "target-size" || (await stays(target[0]))) brief.push(`${id}: ${target.join(" ")} — ${failureSummary?.split("\n")[1]?.trim()}`);
      for (const use of document.querySelectorAll("use")) if (!document.querySelector(use.getAttribute("href"))) brief.push(`no sign ${use.getAttribute("href")}`);
      return { violations: brief, over: document.scrollingElement.scrollWidth - window.innerWidth };
    });
    found.push(...violations.map((violation) => `${where}: ${violation}`));
    if (over > 0) found.push(`${where}: the page is ${over} px wider than the screen`);
    await layout(where, person);
    found.push(...(await inAnotherTongue(person, view.language)).map((one) => `${where}: ${one}`));
    looked += 1;
  }
  // The room on a phone that lies on its side: where the boxes are is all that is asked, in one language at a time.
  if (await person.count('[data-place="courtroom"]')) {
    const language = states % 2 ? "zh" : "en";
    await show(person, { language, theme: "light", size: "lying" });
    await layout(`${name}, ${language}, lying down`, person);
  }
  found.push(...person.troubles.splice(0).filter((trouble) => !expected(name, trouble)).map((trouble) => `${name}: ${trouble}`));
}

const layout = async (where, person) => found.push(...(await person.run(misplaced)).map((one) => `${where}: ${one}`));

// What a browser itself says of a line that was cut on purpose, and of a door that answered no.
const expected = (name, trouble) =>
  (name.includes("offline") && /ERR_INTERNET_DISCONNECTED|WebSocket/.test(trouble)) ||
  (name.includes("wrong") && /40[01]|410/.test(trouble)) ||
  (name.includes("part-missing") && /ERR_FAILED|Failed to fetch|split_inside/.test(trouble)) ||
  (name.includes("unfit") && /WebAssembly is not defined/.test(trouble));

test("every place in every state is accessible", { timeout: 1_500_000 }, async () => {
  // Where the walk breaks off, what was found on the way is still said.
  await new Walk(backend, browsers, look).all().catch((error) => found.push(`the walk ended early: ${error.message}`));
  const all = [...new Set(found)];
  assert.equal(all.length, 0, `\n${all.join("\n")}`);
  console.log(`${states} states in ${looked} views`);
  assert.ok(looked > 120, `only ${looked} views were looked at`);
});
