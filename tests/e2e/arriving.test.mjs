// Getting in: what happens to people on the way to the waiting room, and what they are told.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Backend, Browsers, Person } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { Wire, enter as enterByWire } from "./wire.mjs";

let backend;
let browsers;

before(async () => {
  // Here who holds a seat is asked, as in every court.
  backend = await Backend.start({ claim: 12 });
  browsers = await Browsers.start({ firefox: true });
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

async function enter(seat, how = {}) {
  const person = await browsers.seat(seat, { url: backend.link("G1", seat), ...how });
  await person.press("enter");
  return person;
}

test("a second device gets a seat only when the first has been asked", { timeout: 60_000 }, async () => {
  const computer = await enter("defendant");
  await computer.press("start-check-in");
  await computer.type("name", namesOf(backend).defendant);

  const stranger = await enter("defendant", { phone: true });
  // Both are told how long the question stands, and what follows.
  const left = async (person) => Number(await person.run(() => document.querySelector("[data-left]")?.dataset.left));
  await stranger.see('[data-place="held"] [data-left]');
  await computer.see("dialog [data-left]");
  for (const person of [stranger, computer]) assert.ok((await left(person)) < 18, "this court's 12 seconds, not the usual 20; a page's clock may be late");
  assert.match(await computer.text("dialog:has([data-claimed]) .claim-left"), /不回答，席位转到那台设备/u);
  await stranger.till("it counts down", async () => (await left(stranger)) < 11);
  await computer.press("keep-seat");
  await stranger.see('[data-place="over"] [role="alert"]');
  assert.equal(await computer.page.locator('[data-field="name"]').inputValue(), namesOf(backend).defendant, "nothing that was typed is lost");
  await stranger.leave();

  const phone = await enter("defendant", { phone: true });
  await phone.see('[data-place="held"]');
  await computer.press("give-up-seat");
  await phone.see('[data-act="start-check-in"]');
  await computer.see('[data-place="over"]');

  // The computer takes it back, and nobody answers at the phone.
  await computer.press("use-here");
  await computer.see('[data-place="held"]');
  await computer.see('[data-place="check-in"]');
  await phone.see('[data-place="over"]');
  await computer.leave();
  await phone.leave();
});

test("a device that has gone is not asked", { timeout: 60_000 }, async () => {
  const computer = await enter("plaintiff");
  await computer.see('[data-place="check-in"]');
  await computer.leave();
  const phone = await enter("plaintiff", { phone: true });
  await phone.see('[data-place="check-in"]');
  assert.equal(await phone.count('[data-place="held"]'), 0);
  await phone.leave();
});

async function visitor(how, init) {
  const context = await browsers.chromium.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN", ...how });
  const page = await context.newPage();
  if (init) await page.addInitScript(init);
  const person = new Person("observer");
  person.take(page, "playwright", context);
  return person;
}

test("a browser speaks the first of its reader's languages that is here", { timeout: 60_000 }, async () => {
  for (const [locale, lang] of [
    ["en-GB", "en"],
    ["zh-TW", "zh-CN"],
    ["fr-FR", "zh-CN"],
  ]) {
    const person = await visitor({ locale });
    await person.open(`${backend.base}/`);
    assert.equal(await person.run(() => document.documentElement.lang), lang, locale);
    await person.leave();
  }
});

test("a messenger's browser is named before anybody begins, and may still be used for the forms", { timeout: 60_000 }, async () => {
  const agent = "Mozilla/5.0 (Linux; Android 13; V2243A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MicroMessenger/8.0.50 Language/zh_CN";
  const person = await visitor({ userAgent: agent });
  await person.open(backend.link("G1", "defendant"));
  await person.see('[data-place="messenger"]');
  assert.match(await person.words(), /微信/);
  // Its language has a key, and the app behind it goes along.
  const title = () => person.text('[data-place="messenger"] h1');
  await person.press("language");
  assert.equal(await title(), "Open this in your browser");
  await person.till("the choice is kept", () => person.run(() => localStorage.getItem("kaiting.language")?.includes("en")));
  await person.press("language");
  assert.equal(await title(), "请换到浏览器里打开");
  assert.ok(!(await person.page.locator('[data-act="enter"]').isVisible()), "the door is behind it");
  await person.press("copy-link");
  await person.till("the link is told", async () => (await person.words()).includes("已复制") || (await person.words()).includes("#seat="));
  await person.press("fill-only");
  await person.press("enter");
  await person.see('[data-act="start-check-in"]');
  await person.leave();
});

test("a browser that cannot hold a hearing is told what it lacks", { timeout: 60_000 }, async () => {
  for (const [init, lacks, stays] of [
    [() => Reflect.deleteProperty(window, "WebAssembly"), /WebAssembly/, false],
    [() => Reflect.deleteProperty(window, "RTCPeerConnection"), /WebRTC/, true],
    [() => Object.defineProperty(navigator, "mediaDevices", { value: undefined }), /摄像头和麦克风/, true],
  ]) {
    const person = await visitor({}, init);
    await person.open(backend.link("G1", "defendant"));
    await person.see('[data-place="unfit"]');
    assert.match(await person.words(), lacks);
    assert.equal((await person.count('[data-act="fill-only"]')) > 0, stays, String(lacks));
    await person.press("language");
    assert.equal(await person.text('[data-place="unfit"] h1'), "This browser cannot hold a hearing");
    await person.leave();
  }
});

test("each wrong code has its own answer", { timeout: 60_000 }, async () => {
  const person = await browsers.seat("observer", { url: `${backend.base}/` });
  for (const [code, says] of [
    ["380 142", /九位/],
    ["380 142 716", /有一位不对/],
    ["100 000 009", /没有这个庭审码/],
  ]) {
    await person.type("code", code);
    await person.press("enter");
    await person.till(`${code} is answered`, async () => says.test((await person.text('.trouble[role="alert"]')) ?? ""));
    await person.see('a[href^="tel:"]');
  }
  await person.see('.trouble[role="alert"] a[href^="tel:"]');
  const { code } = backend.seats.find((one) => one.case === "G3" && one.seat === "defendant-one") ?? backend.seats.find((one) => one.case === "G3" && one.code);
  await person.type("code", code);
  await person.press("enter");
  // Days early: the key is right, and what can be done today is said.
  await person.see("[data-early]");
  await person.leave();
});

for (const [kind, seat] of [
  ["chromium", "plaintiff-rep"],
  ["firefox", "defendant"],
]) {
  test(`${kind}: Back is a step back, and a reload comes back to what was typed`, { timeout: 60_000 }, async () => {
    const name = namesOf(backend)[seat];
    const person = await enter(seat, { phone: true, kind });
    await person.press("start-check-in");
    await person.type("name", name);
    await person.page.reload();
    await person.see('[data-field="name"]');
    assert.equal(await person.run(() => document.querySelector('[data-field="name"]').value), name);
    // A slip in the number is found here, and not by the clerk.
    await person.type("number", "110108198601010021");
    await person.press("state-identity");
    await person.till("the slip is named", async () => /对照证件/u.test((await person.text('.trouble[role="alert"]')) ?? ""));
    await person.type("number", "110108198601010027");
    // Of the number the browser keeps what is sent, and no more.
    await person.page.reload();
    await person.till("its last four are there again", () => person.run(() => document.querySelector('[data-field="number"]')?.value === "0027"));
    assert.ok(!(await person.run(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).includes("1101081986"));
    await person.press("state-identity");
    await person.see(`[data-act="${kind === "chromium" ? "state-authority" : "give-consent"}"]`);
    await person.page.goBack();
    await person.see('[data-act="state-identity"]');
    // Who looks at an earlier step is there again, and not at the first that is open.
    await person.page.reload();
    await person.see('[data-act="state-identity"]');
    await person.page.goBack();
    await person.see('[data-act="start-check-in"]');
    if (await person.count('[data-act="to-do"][data-of="risks"]')) {
      await person.press("to-do", "risks");
      await person.see('[data-sheet="risks"]');
      await person.page.reload();
      await person.see('[data-sheet="risks"]');
      await person.page.goBack();
      await person.see('[data-act="start-check-in"]');
      assert.equal(await person.count('[data-sheet="risks"]'), 0);
    }
    await person.leave();
  });
}

test("on a phone the key leads to what is wanted, and nothing covers it, in large letters either", { timeout: 60_000 }, async () => {
  const person = await enter("plaintiff", { phone: true });
  await person.press("start-check-in");
  await person.type("name", namesOf(backend).plaintiff);
  // The number is wanted: it has the hand, and the error does not lie on it.
  const covered = () => {
    const wanted = document.activeElement.closest("[data-wanted]");
    const hidden = (one) => {
      const box = one.getBoundingClientRect();
      const seen = (y) => one.contains(document.elementFromPoint(box.x + box.width / 2, y));
      return !seen(box.y + 4) || !seen(box.bottom - 4);
    };
    return [...wanted.querySelectorAll("label:has(input), input:not(label input)")].filter(hidden).map((one) => one.outerHTML);
  };
  const leads = async (act, name, pages = 0) => {
    for (const large of [false, true]) {
      if (large) {
        await person.press("large-text");
        // There the question is a screen of its own.
        for (let page = 0; page < pages; page += 1) await person.press(act, String(page));
      }
      await person.press(act);
      await person.see('.trouble[role="alert"]');
      await person.till(`${name} has the hand`, () => person.run((wanted) => [document.activeElement?.name, document.activeElement?.id].includes(wanted), name));
      await person.till(`${name} is covered by nothing, large: ${large}`, async () => (await person.run(covered)).length === 0);
      const frame = await person.run(() => [".lintel", ".rail", ".stepbar"].reduce((sum, part) => sum + document.querySelector(part).offsetHeight, 0));
      assert.ok(frame <= 260, `head and bar take ${frame} px, large: ${large}`);
    }
    const small = await person.run(() => {
      const speaks = (one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      return [...document.querySelectorAll("body *")].filter((one) => speaks(one) && parseFloat(getComputedStyle(one).fontSize) < 14).map((one) => one.outerHTML);
    });
    assert.deepEqual(small, [], "in large letters nothing is small");
    await person.press("large-text");
  };
  await leads("state-identity", "number");
  await person.type("number", "110108198601010027");
  await person.press("state-identity");
  await person.see('[data-act="give-consent"]');
  await leads("give-consent", "consent-hearing", 1);
  await person.leave();
});

test("Back from the third rule is one rule back, and the way on leads to the open one", { timeout: 60_000 }, async () => {
  const person = await enter("observer", { phone: true });
  await person.press("start-check-in");
  await person.type("name", namesOf(backend).observer);
  await person.type("number", "110108198601010027");
  await person.press("state-identity");
  await person.tick('[data-field="no-help"]');
  await person.press("state-suitability");
  for (const rule of ["1", "2"]) await person.press("acknowledge-rule", rule);
  await person.see('[data-act="acknowledge-rule"][data-of="3"]');
  for (const rule of ["2", "1"]) {
    await person.press("back");
    await person.see(`[data-act="acknowledge-rule"][data-of="${rule}"]`);
  }
  await person.press("back");
  await person.see('[data-act="state-suitability"]');
  await person.press("state-suitability");
  await person.press("acknowledge-rule", "3");
  await person.see('[data-act="acknowledge-rule"][data-of="4"]');
  await person.page.goBack();
  await person.press("acknowledge-rule", "3");
  await person.press("acknowledge-rule", "4");
  await person.see('[data-act="acknowledge-rule"][data-of="5"]');
  await person.leave();
});

test("Back while a rule is on its way ends one rule back", { timeout: 60_000 }, async () => {
  const person = await browsers.seat("witness", { phone: true });
  let held = null;
  await person.page.routeWebSocket("**/api/hearing", (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => (held ? held.push(() => server.send(message)) : server.send(message)));
    server.onMessage((message) => socket.send(message));
  });
  await person.open(backend.link("G1", "witness"));
  await person.press("enter");
  await person.press("start-check-in");
  await person.type("name", namesOf(backend).witness);
  await person.type("number", "110108196001010024");
  await person.press("state-identity");
  await person.tick('[data-field="no-help"]');
  await person.press("state-suitability");
  for (const rule of ["1", "2"]) await person.press("acknowledge-rule", rule);
  await person.see('[data-act="acknowledge-rule"][data-of="3"]:not([data-fresh])');
  held = [];
  await person.press("acknowledge-rule", "3");
  await person.see('[data-act="acknowledge-rule"][aria-busy="true"]');
  await person.press("back");
  for (const send of held.splice(0)) send();
  held = null;
  await person.see(".rulebook li:nth-child(3)[data-done]");
  await person.see('[data-act="acknowledge-rule"][data-of="2"]');
  await person.see(".rulebook li:nth-child(2)[aria-current]");
  await person.leave();
});

test("a representative hands in his power of attorney, and only the court and he can read it", { timeout: 60_000 }, async () => {
  const person = await enter("plaintiff-rep");
  await person.press("start-check-in");
  if (await person.count('[data-field="name"]')) {
    await person.type("name", "贺明川");
    await person.type("number", "110108198601010027");
    await person.press("state-identity");
  }
  await person.tick('[data-field="scope-special"]');
  await person.press("state-authority");
  await person.see('.trouble[role="alert"]');
  for (const power of ["change_claims", "settle"]) await person.tick(`[data-field="${power}"]`);
  const paper = { name: "授权委托书.pdf", mimeType: "application/pdf", buffer: readFileSync(path.join(import.meta.dirname, "../../server/demo/g1/p2-bank-receipt.pdf")) };
  await person.page.setInputFiles('[data-field="paper"]', paper);
  await person.see("[data-paper]");
  await person.page.reload();
  await person.see("[data-paper]");
  await person.press("state-authority");
  await person.see('[data-act="give-consent"]');
  const asked = async (session) => {
    const answer = await fetch(`${backend.base}/api/papers/plaintiff-rep`, { headers: { authorization: `Bearer ${session}` } });
    return answer.ok ? Buffer.from(await answer.arrayBuffer()).equals(paper.buffer) : answer.status;
  };
  const fetched = async (seat) => {
    const wire = await Wire.sit(backend, "G1", seat);
    const answer = await asked(wire.pass.session);
    wire.leave();
    return answer;
  };
  assert.equal(await fetched("clerk"), true);
  const own = await person.run(() => JSON.parse(sessionStorage.getItem("kaiting.pass")).session);
  assert.equal(await asked(own), true);
  const another = await enterByWire(backend, "G1", "plaintiff-rep");
  assert.equal(await asked(another.session), 409, "by another key to the seat that he sits in");
  for (const seat of ["plaintiff", "defendant", "observer", "witness"]) assert.equal(await fetched(seat), 404, seat);
  await person.leave();
});
