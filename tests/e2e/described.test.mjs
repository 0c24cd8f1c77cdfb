// 文字说明 (R52): what a picture shows, in words, for who cannot see it, for who wants to read it, and for who wants to hear it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { show } from "./views.mjs";
import { Wire, openCourt } from "./wire.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PICTURES = process.env.KAITING_PICTURES;
const LONG = { timeout: 120_000 };
const view = (page) => ({ page, zoom: 100, rotation: 0, left: 0, top: 0 });
const WORDS = "手写借条一张：“今借到林知远人民币贰拾万元整（￥200,000元），年利率百分之八，借期一年，到期一次还本付息。”落款处有签名，按有红色指印。";
let backend;
let browsers;
let court;

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
  const rep = await Wire.sit(backend, "G1", "plaintiff-rep");
  await rep.must({ describe_exhibit: { exhibit: "P1", text_alternative: WORDS } });
  rep.leave();
  court = await openCourt(backend, namesOf(backend));
  await court.clerk.must({ present_exhibit: { exhibit: "P1", view: view(1) } });
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

// A voice that only notes down what it is to say, and comes to the end when told.
function voice() {
  window.said = [];
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  const speech = {
    cancel: () => window.said.push("—"),
    speak: (one) => {
      window.said.push(`${one.lang} ${one.text}`);
      window.last = one;
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech, configurable: true });
}

async function sit(seat, how = {}, shown = "P1") {
  const person = await browsers.seat(seat, how);
  await person.page.addInitScript(voice);
  await person.open(backend.link("G1", seat));
  await person.press("enter");
  await person.see(`[data-shown="${shown}"]`);
  return person;
}

const goes = (person, selector) => person.till(`${selector} goes`, async () => (await person.count(selector)) === 0);

// What is said of the picture to who cannot see it, as the browser itself has worked it out.
async function told(person) {
  const devtools = await person.context.newCDPSession(person.page);
  const { nodes } = await devtools.send("Accessibility.getFullAXTree");
  const value = (node, what) => node[what]?.value ?? "";
  const pictures = nodes.filter((node) => ["image", "img"].includes(value(node, "role")) && value(node, "name").includes("P1"));
  return pictures.map((node) => ({ name: value(node, "name"), description: value(node, "description") }));
}

test("the picture has its name and its description, and they lie beside it for who wants to read", LONG, async () => {
  const judge = await sit("judge");
  const [picture, ...others] = await told(judge);
  assert.equal(others.length, 0);
  assert.match(picture.name, /P1/);
  assert.equal(picture.description, WORDS);
  assert.equal(await judge.count("[data-description]"), 0);
  await judge.press("description");
  await judge.see("[data-description]");
  assert.match(await judge.text(".description-words"), /红色指印/);
  // Only on one's own screen, and away again.
  assert.equal(await judge.run(() => document.querySelector('[data-act="description"]').getAttribute("aria-expanded")), "true");
  await judge.run(axe);
  const found = await judge.run(async () => (await window.axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations.map((v) => `${v.id} ${v.nodes.map((n) => n.target.join(" "))}`));
  assert.deepEqual(found, []);
  if (PICTURES) {
    for (const language of ["zh", "en"]) {
      for (const theme of ["light", "dark"]) {
        await show(judge, { language, theme, size: "desktop" });
        await judge.picture(path.join(PICTURES, `described.${language}.desktop.${theme}.png`));
      }
    }
    await show(judge, { language: "zh", theme: "light", size: "desktop" });
  }
  await judge.press("description");
  await goes(judge, "[data-description]");
  // Of an exhibit that nobody has described, a picture says so; a document has words of its own.
  await court.clerk.must({ present_exhibit: { exhibit: "P3", view: view(1) } });
  await judge.see('[data-shown="P3"]');
  assert.equal(await judge.count('[data-act="description"]'), 0);
  const words = (page) => judge.till(`page ${page} is read`, async () => (await judge.count(`[data-page-words="${page}"]`)) === 1 && judge.text(`[data-page-words="${page}"]`));
  const first = await words(1);
  assert.match(first, /[\p{Script=Han}]{4}/u, "the words of the page, for who does not see it");
  await court.clerk.must({ turn_page: { view: view(2) } });
  assert.notEqual(await words(2), first);
  await court.clerk.must({ present_exhibit: { exhibit: "D1", view: view(1) } });
  await judge.see('[data-shown="D1"]');
  assert.equal(await judge.count("[data-page-words]"), 0);
  assert.equal(await judge.count('[data-act="description"]'), 0);
  assert.match(await judge.run(() => document.getElementById(document.querySelector('[data-shown="D1"] [role="img"]').getAttribute("aria-describedby")).textContent), /没有文字说明/);
  await court.clerk.must({ present_exhibit: { exhibit: "P1", view: view(1) } });
  await judge.see('[data-shown="P1"]');
  assert.deepEqual(judge.troubles, []);
});

test("it is read aloud in the language it is written in, on a phone too, until it ends or is stopped", LONG, async () => {
  const defendant = await sit("defendant", { phone: true });
  await defendant.press("enlarge");
  await defendant.press("description");
  await defendant.see("[data-description]");
  if (PICTURES) {
    for (const language of ["zh", "en"]) {
      for (const theme of ["light", "dark"]) {
        await show(defendant, { language, theme, size: "phone" });
        await defendant.picture(path.join(PICTURES, `described.${language}.phone.${theme}.png`));
      }
    }
  }
  await show(defendant, { language: "en", theme: "light", size: "phone" });
  const pressed = (so) => defendant.till(`it is ${so}`, () => defendant.run((wanted) => document.querySelector('[data-act="say-aloud"]').getAttribute("aria-pressed") === wanted, so));
  await defendant.press("say-aloud");
  await pressed("true");
  const said = await defendant.run(() => window.said.filter((one) => one !== "—"));
  assert.equal(said.map((one) => one.replace(/^\S+ /, "")).join(""), WORDS);
  assert.ok(said.every((one) => one.startsWith("zh-CN ") && one.length < 180));
  await defendant.run(() => window.last.onend());
  await pressed("false");
  await defendant.press("say-aloud");
  await pressed("true");
  await defendant.press("say-aloud");
  await pressed("false");
  assert.equal(await defendant.run(() => window.said.at(-1)), "—");
  // Another exhibit: nobody reads on about the one before.
  await defendant.press("say-aloud");
  await court.clerk.must({ present_exhibit: { exhibit: "P3", view: view(1) } });
  await defendant.see('[data-shown="P3"]');
  assert.equal(await defendant.run(() => window.said.at(-1)), "—");
  assert.deepEqual(defendant.troubles, []);
});

test("beside another exhibit, and in the list", LONG, async () => {
  const judge = await sit("judge", {}, "P3");
  await court.clerk.must({ show_beside: { beside: { exhibit: "P1", view: view(1) } } });
  await judge.see('[data-shown="P1"]');
  assert.equal((await told(judge))[0].description, WORDS);
  await judge.run(() => document.querySelector('[data-beside-table] [data-act="description"]').click());
  await judge.see("[data-beside-table] [data-description]");
  await judge.press("to-evidence");
  await judge.press("open-exhibit", "P1");
  await judge.see("[data-alternative]");
  await judge.see('[data-act="say-aloud"]');
});
