// What goes wrong on the way in, and that nobody is stopped by it. And how long the way is.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { Backend, Browsers, sleep, until } from "./court.mjs";
import { checkIn, namesOf } from "./people.mjs";

const PAPER = path.join(import.meta.dirname, "../../server/demo/g1/p2-bank-receipt.pdf");

let backend;
let browsers;
let names;

before(async () => {
  backend = await Backend.start({ claim: 20 });
  browsers = await Browsers.start({ firefox: true });
  names = namesOf(backend);
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

// One person's line; where a browser cannot be cut off by itself, the court's.
const cut = (person) => (person.driver === "playwright" ? person.context.setOffline(true) : backend.pause());
const mend = (person) => (person.driver === "playwright" ? person.context.setOffline(false) : backend.resume());

for (const [kind, seat] of [
  ["chromium", "plaintiff"],
  ["firefox", "defendant"],
]) {
  test(`${kind}: the line goes down in the middle of a form, and what was sent arrives by itself`, { timeout: 90_000 }, async () => {
    const person = await enter(seat, { phone: true, kind });
    await person.press("start-check-in");
    await person.type("name", names[seat]);
    await person.type("number", "110108198601010027");
    await cut(person);
    await person.see("[data-lost]", 30_000);
    await person.press("state-identity");
    await until("it is shown as under way", () => person.count('[data-act="state-identity"][aria-busy="true"]'));
    assert.equal(await person.run(() => document.querySelector('[data-field="name"]').value), names[seat]);
    await mend(person);
    await person.see('[data-act="give-consent"]', 30_000);
    await person.leave();
  });
}

for (const kind of ["chromium", "firefox"]) {
  test(`${kind}: the line goes down while a paper is sent, and it arrives by itself`, { timeout: 90_000 }, async () => {
    const person = await enter("plaintiff-rep", { kind });
    await person.press("start-check-in");
    if (await person.count('[data-act="state-identity"]')) {
      await person.type("name", names["plaintiff-rep"]);
      await person.type("number", "110108198601010027");
      await person.press("state-identity");
    }
    await person.see('[data-field="paper"]');
    await cut(person);
    await person.give("paper", PAPER);
    await person.see("[data-lost]", 30_000);
    assert.equal(await person.count("[data-paper]"), 0);
    await mend(person);
    await person.see("[data-paper]", 40_000);
    await person.leave();
  });
}

test("a door that nobody answers says so, and its key works again", { timeout: 60_000 }, async () => {
  const person = await browsers.seat("defendant", { url: backend.link("G1", "defendant"), phone: true });
  let asked = 0;
  await person.page.route("**/api/enter", (route) => ((asked += 1) === 1 ? undefined : route.continue()));
  await person.press("enter");
  await person.see('.trouble[role="alert"]', 25_000);
  await person.press("enter");
  await person.see('[data-act="start-check-in"]');
  assert.equal(asked, 2);
  await person.leave();
});

for (const kind of ["chromium", "firefox"]) {
  test(`${kind}: an entry that has lapsed says so, and the door is one press away`, { timeout: 60_000 }, async () => {
    const person = await enter("defendant", { kind });
    await person.see('[data-act="start-check-in"]');
    await person.run(() => {
      const pass = JSON.parse(sessionStorage.getItem("kaiting.pass"));
      sessionStorage.setItem("kaiting.pass", JSON.stringify({ ...pass, session: "x".repeat(43) }));
    });
    await person.page.reload();
    await person.see('[data-place="over"] [role="alert"]');
    await person.press("leave");
    await person.see('[data-place="door"]');
    await person.leave();
  });

  test(`${kind}: a clock that is an hour wrong does not move the hearing`, { timeout: 60_000 }, async () => {
    const right = await enter("defendant", { kind });
    await right.see(".lintel-when");
    const says = await right.text(".lintel-when b");
    const left = await right.text(".lintel-when > span");
    await right.leave();
    const wrong = await enter("defendant", { kind, first: anHourAhead });
    await wrong.see(".lintel-when");
    const minutes = (text) => Number(/\d+/.exec(text ?? "")?.[0] ?? 0);
    assert.equal(await wrong.text(".lintel-when b"), says);
    await wrong.till("the time left is the court's", async () => Math.abs(minutes(await wrong.text(".lintel-when > span")) - minutes(left)) <= 1);
    await wrong.leave();
  });

  test(`${kind}: two tabs of one person, and the second asks the first`, { timeout: 60_000 }, async () => {
    const person = await enter("observer", { kind });
    await person.see('[data-act="start-check-in"]');
    const second = await person.tab(backend.link("G1", "observer"));
    await second.press("enter");
    await second.see('[data-place="held"]');
    if (kind === "firefox") await person.page.bringToFront();
    await person.press("keep-seat");
    await second.see('[data-place="over"]');
    await person.leave();
  });
}

function anHourAhead() {
  const RealDate = Date;
  const hour = 3_600_000;
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length ? given : [RealDate.now() + hour]));
    }
    static now() {
      return RealDate.now() + hour;
    }
  };
}

test("a page that is older than the court's system says so, and a reload brings the newer one", { timeout: 60_000 }, async () => {
  const person = await browsers.seat("defendant");
  let line;
  let count = 0;
  await person.page.routeWebSocket("**/api/hearing", (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => server.send(message));
    server.onMessage((message) => socket.send(message));
    line = socket;
    count += 1;
  });
  await person.open(backend.link("G1", "defendant"));
  await person.press("enter");
  await person.see('[data-act="start-check-in"]');
  line.send(JSON.stringify({ of_tomorrow: { any: 1 } }));
  await person.see('[data-place="outdated"]');
  const opened = count;
  await sleep(2_000);
  assert.equal(count, opened, "it does not come back with the same page again and again");
  await person.press("reload");
  await person.see('[data-act="start-check-in"]');
  await person.leave();
});

test("a seat goes to the phone by a picture that opens it once", { timeout: 60_000 }, async () => {
  const computer = await enter("defendant");
  await computer.press("to-phone");
  await computer.see("img.qr");
  const { session } = await computer.run(() => JSON.parse(sessionStorage.getItem("kaiting.pass")));
  const made = await fetch(`${backend.base}/api/handover`, { method: "POST", headers: { authorization: `Bearer ${session}` } });
  const { url } = await made.json();
  await computer.press("close-qr");
  const phone = await browsers.seat("defendant", { url, phone: true, kind: "firefox" });
  await phone.press("enter");
  await computer.press("give-up-seat");
  await phone.see('[data-act="start-check-in"]');
  await phone.leave();
  const again = await browsers.seat("defendant", { url, phone: true });
  await again.press("enter");
  await again.see('.trouble[role="alert"]');
  await again.leave();
  await computer.leave();
});

test("the clerk reads the code out to who has lost his", { timeout: 60_000 }, async () => {
  const clerk = await enter("clerk");
  await clerk.press("look-at", "plaintiff-rep");
  await clerk.press("show-code", "plaintiff-rep");
  await clerk.see("[data-code] b");
  const read = (await clerk.text("[data-code] b")).replaceAll(" ", "");
  assert.equal(read, backend.seats.find((one) => one.case === "G1" && one.seat === "plaintiff-rep").code);
  const person = await browsers.seat("plaintiff-rep", { url: `${backend.base}/`, phone: true });
  await person.type("code", read);
  await person.press("enter");
  await person.see('[data-act="start-check-in"]');
  await person.leave();
  await clerk.leave();
});

// From the link to the waiting room, with good devices: every press counted. What each is for stands in ARCHITECTURE.md.
test("the way in is short, and done once it is one press", { timeout: 120_000 }, async () => {
  const fresh = await Backend.start();
  try {
    const url = fresh.link("G1", "plaintiff");
    const first = await browsers.seat("plaintiff", { url, phone: true });
    const presses = countPresses(first);
    const begun = Date.now();
    await first.press("enter");
    await checkIn(first, names.plaintiff);
    console.log(`first time: ${presses.count} presses, choices and fields from link to waiting, ${Math.round((Date.now() - begun) / 100) / 10} s for a machine`);
    assert.ok(presses.count <= 35, `${presses.count}`);
    await first.leave();
    // Another day, the same hearing: all of it is on record.
    const again = await browsers.seat("plaintiff", { url, phone: true });
    await again.press("enter");
    await again.see('[data-place="waiting"]');
    await again.leave();
  } finally {
    await fresh.stop();
  }
});

function countPresses(person) {
  const presses = { count: 0 };
  for (const name of ["press", "tick", "choose", "type"]) {
    const work = person[name].bind(person);
    person[name] = (...given) => {
      presses.count += 1;
      return work(...given);
    };
  }
  return presses;
}
