// What goes wrong on the way in, and that nobody is stopped by it. And how long the way is.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers, Person, sleep, until } from "./court.mjs";
import { checkIn, namesOf } from "./people.mjs";

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

test("the line goes down in the middle of a form: what was sent arrives by itself", { timeout: 60_000 }, async () => {
  const person = await enter("plaintiff", { phone: true });
  await person.press("start-check-in");
  await person.type("name", names.plaintiff);
  await person.type("number", "110108198601010021");
  await person.context.setOffline(true);
  await person.see("[data-lost]", 30_000);
  await person.press("state-identity");
  await until("it is shown as under way", () => person.count('[data-act="state-identity"][aria-busy="true"]'));
  assert.equal(await person.page.locator('[data-field="name"]').inputValue(), names.plaintiff);
  await person.context.setOffline(false);
  await person.see('[data-act="give-consent"]', 30_000);
  await person.leave();
});

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

test("an entry that has lapsed says so, and the door is one press away", { timeout: 60_000 }, async () => {
  const person = await enter("defendant");
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

test("a clock that is an hour wrong does not move the hearing", { timeout: 60_000 }, async () => {
  const right = await enter("defendant");
  await right.see(".lintel-when");
  const says = await right.text(".lintel-when b");
  const left = await right.text(".lintel-when > span");
  await right.leave();
  const context = await browsers.chromium.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
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
  });
  const wrong = new Person("defendant");
  wrong.take(page, "playwright", context);
  await wrong.open(backend.link("G1", "defendant"));
  await wrong.press("enter");
  await wrong.see(".lintel-when");
  const minutes = (text) => Number(/\d+/.exec(text ?? "")?.[0] ?? 0);
  assert.equal(await wrong.text(".lintel-when b"), says);
  await wrong.till("the time left is the court's", async () => Math.abs(minutes(await wrong.text(".lintel-when > span")) - minutes(left)) <= 1);
  await wrong.leave();
});

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

test("two tabs of one person: the second asks the first", { timeout: 60_000 }, async () => {
  const person = await enter("observer");
  await person.see('[data-act="start-check-in"]');
  const second = new Person("observer");
  second.take(await person.context.newPage(), "playwright", person.context);
  await second.open(backend.link("G1", "observer"));
  await second.press("enter");
  await second.see('[data-place="held"]');
  await person.press("keep-seat");
  await second.see('[data-place="over"]');
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
    assert.ok(presses.count <= 28, `${presses.count}`);
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
