// The device check: the good way, and each trouble with its remedy, in Chromium and in Firefox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { broken } from "./broken.mjs";
import { Backend, Browsers, until } from "./court.mjs";
import { namesOf, testDevices } from "./people.mjs";
import { checkInByWire, Wire } from "./wire.mjs";

let backend;
let browsers;

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start({ firefox: true });
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

// Everything before the device check is done already, by wire.
const checkedIn = new Set();

async function atTheCheck(seat, trouble = {}, how = {}) {
  if (!checkedIn.has(seat)) {
    checkedIn.add(seat);
    const wire = await Wire.sit(backend, "G1", seat);
    await checkInByWire(wire, namesOf(backend)[seat], { witness: seat === "witness" });
    wire.leave();
  }
  const person = await browsers.seat(seat, how);
  await person.before(broken, trouble);
  await person.open(backend.link("G1", seat));
  await person.comeIn();
  await person.see('[data-place="waiting"]');
  await person.see('[data-hint="tested-elsewhere"]');
  await person.press("test-here");
  await person.see('[data-act="devices-start"]');
  return person;
}

const result = (device, what) => `[data-check="${device}"][data-result="${what}"]`;

async function report(seat) {
  const wire = await Wire.sit(backend, "G1", "clerk");
  const { devices } = wire.hearing.seats.find((one) => one.id === seat).check_in;
  wire.leave();
  return devices;
}

test("who sees, hears himself and is well connected is reported so, and asked no more", { timeout: 90_000 }, async () => {
  const person = await atTheCheck("defendant");
  await testDevices(person);
  await person.see(result("network", "good"));
  assert.match(await person.text("[data-figures]"), /上行.+下行.+来回.+UDP/);
  await person.press("report-devices");
  await person.see('[data-place="waiting"]');
  assert.equal(await person.count("[data-hint]"), 0);
  const found = await report("defendant");
  for (const device of ["camera", "microphone", "speaker"]) assert.equal(found[device], "works");
  assert.equal(found.light, "good");
  assert.equal(found.heard_self, true);
  assert.equal(found.transport, "udp");
  assert.equal(found.browser, "chrome");
  assert.ok(found.up_kbps > 750 && found.down_kbps > 1000 && found.latency_ms < 800 && found.loss_percent <= 8, JSON.stringify(found));
  assert.doesNotMatch(JSON.stringify(found), /label|[Ff]ake/);
  await person.leave();
});

// What each trouble of camera and microphone is told as, and the first thing to do about it.
const TROUBLES = [
  ["camera denied", { camera: ["NotAllowedError"] }, "camera", "浏览器没有允许使用", "查看网站信息", true],
  ["camera denied by the system", { camera: ["NotAllowedError", "Permission denied by system"] }, "camera", "系统没有允许浏览器使用", "电脑的设置", false],
  ["camera question closed", { camera: ["NotAllowedError", "Permission dismissed"] }, "camera", "还没有允许", "再试一次", false],
  ["no camera", { camera: ["NotFoundError"] }, "camera", "没有找到设备", "是否插好", false],
  ["camera taken", { camera: ["NotReadableError"] }, "camera", "被其他软件占用", "关掉会议", false],
  ["microphone denied", { microphone: ["NotAllowedError"] }, "microphone", "浏览器没有允许使用", "查看网站信息", true],
  ["microphone silent", { silent: true }, "microphone", "没有听到声音", "静音键", false],
  ["no way to devices", { noApi: true }, "camera", "在这个浏览器里用不了", "Edge、Chrome", false],
  ["an address that is not secure", { noApi: true, insecure: true }, "camera", "网址不安全", "https", false],
  [
    "inside DingTalk",
    { microphone: ["NotAllowedError"], agent: "Mozilla/5.0 (Linux; U; Android 14; zh-CN; V2241A) AppleWebKit/537.36 Version/4.0 Chrome/108.0 Mobile Safari/537.36 DingTalk/7.6" },
    "microphone",
    "浏览器没有允许使用",
    "在浏览器打开",
    true,
  ],
  [
    "inside a messenger",
    { noApi: true, agent: "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0.60" },
    "camera",
    "在这个浏览器里用不了",
    "在浏览器打开",
    true,
  ],
];

for (const [name, trouble, device, word, remedy, drawn] of TROUBLES) {
  test(`${name}: said in words, with what to do, and mended without a reload`, { timeout: 60_000 }, async () => {
    const person = await atTheCheck("defendant", trouble);
    await person.press("devices-start");
    await person.see(result(device, "fail"));
    const row = `[data-check="${device}"]`;
    assert.match(await person.text(`${row} [role="status"]`), new RegExp(word));
    const steps = await person.run((at) => [...document.querySelectorAll(`${at} .remedy li`)].map((one) => one.textContent), row);
    assert.ok(steps.length >= 2 && steps.length <= 3, steps.join());
    assert.ok(steps.join().includes(remedy), steps.join());
    assert.ok((await person.text(`${row} [role="status"]`)).includes(steps[0]), "what to do is said aloud, too");
    assert.equal(await person.count(`${row} .sketch`), drawn ? 1 : 0);
    if (!trouble.noApi) {
      await person.run(() => (window.mended = true));
      await person.press("devices-start");
      if (device === "microphone") await person.press("devices-heard-self");
      await person.see(result(device, "good"));
    }
    await person.leave();
  });
}

test("who does not hear himself or the tones is told what to do, and the clerk is told", { timeout: 90_000 }, async () => {
  const person = await atTheCheck("plaintiff");
  await person.press("devices-start");
  await person.press("devices-not-heard-self");
  assert.match(await person.text('[data-check="microphone"] .remedy'), /把音量调大/);
  await person.press("devices-not-heard");
  assert.match(await person.text('[data-check="speaker"] .remedy'), /拔下耳机/);
  await person.see(result("network", "good"), 40_000);
  await person.press("report-devices");
  await person.press("ask-yes");
  await person.see('[data-place="waiting"]');
  const found = await report("plaintiff");
  assert.deepEqual([found.microphone, found.heard_self, found.speaker], ["works", false, "fails"]);
  await person.leave();
  const clerk = await browsers.seat("clerk", { url: backend.link("G1", "clerk") });
  await clerk.press("enter");
  await clerk.see('[data-place="readiness"]');
  const words = await clerk.words();
  const board = await clerk.run(() => document.body.innerText);
  for (const word of ["扬声器 检测时不可用", "没听到自己", "Chrome", "UDP"]) assert.ok(board.includes(word), `${word} in ${words}`);
  await clerk.leave();
});

test("a line that goes in the middle of the test is said, and measured again when it is back", { timeout: 120_000 }, async () => {
  const person = await atTheCheck("plaintiff");
  await person.press("devices-start");
  await person.see('[data-check="network"][data-result="testing"]');
  await person.context.setOffline(true);
  await person.see(result("network", "fail"), 60_000);
  assert.match(await person.text('[data-check="network"] [role="status"]'), /连不上法院/);
  assert.match(await person.text('[data-check="network"] .remedy'), /填过的不会丢/);
  await person.context.setOffline(false);
  await person.press("devices-measure");
  await person.see(result("network", "good"), 60_000);
  await person.leave();
});

test("pages that open while media are blocked: named, with another way", { timeout: 90_000 }, async () => {
  const person = await atTheCheck("defendant", { noMedia: true });
  await person.press("devices-start");
  await person.see(result("network", "fail"), 60_000);
  assert.match(await person.text('[data-check="network"] [role="status"]'), /音视频通道不通/);
  assert.match(await person.text('[data-check="network"] .remedy'), /手机流量/);
  await person.leave();
});

test("who tests again and again is told to wait, not that the court is gone", { timeout: 90_000 }, async () => {
  // One more is given out every five seconds. Where that one falls to him, his line is good, and he comes back and tests again.
  const person = await until("he is told to wait", async () => {
    const person = await atTheCheck("plaintiff");
    const { session } = await person.run(() => JSON.parse(sessionStorage.getItem("kaiting.pass")));
    const take = () => fetch(`${backend.base}/api/line/up`, { method: "PUT", headers: { authorization: `Bearer ${session}` }, body: "x" });
    await until("none is left", async () => !(await take()).ok, { every: 0 });
    await person.press("devices-start");
    await person.see(`${result("network", "fail")}, ${result("network", "good")}`, 60_000);
    if (await person.count(result("network", "fail"))) return person;
    await person.leave();
  }, { within: 60_000 });
  assert.match(await person.text('[data-check="network"] [role="status"]'), /这次没有测成/);
  await person.leave();
});

test("a question of the browser that nobody answers is said, and what was open goes on when it is", { timeout: 60_000 }, async () => {
  const person = await atTheCheck("defendant", { hang: "prompt" });
  await person.press("devices-start");
  await person.see(result("camera", "asking"), 15_000);
  assert.match(await person.text('[data-check="camera"] [role="status"]'), /浏览器正在询问，请点“允许”/);
  assert.match(await person.text('[data-check="camera"] .remedy'), /地址栏/);
  assert.equal(await person.count('[data-check="microphone"] .level'), 0, "nobody is asked to speak to a microphone that is not open");
  await person.press("devices-play");
  await person.see('[data-act="devices-heard"]');
  await person.run(() => (window.mended = true));
  await person.see(result("camera", "good"));
  await person.press("devices-heard-self");
  await person.see(result("microphone", "good"));
  await person.leave();
});

test("a camera that hangs is given up, the microphone is tested without it, and a second try takes the first one's place", { timeout: 60_000 }, async () => {
  const person = await atTheCheck("defendant", { hang: "granted" });
  await person.press("devices-start");
  await person.see(result("camera", "fail"), 25_000);
  assert.match(await person.text('[data-check="camera"] [role="status"]'), /没有反应/);
  await person.press("devices-heard-self");
  await person.see(result("microphone", "good"));
  await person.press("devices-heard");
  await person.run(() => (window.mended = true));
  await person.press("devices-start");
  await person.see(result("camera", "good"));
  await person.leave();
});

test("a court that does not answer the test is given up, and the clerk is not told that all is well", { timeout: 90_000 }, async () => {
  const person = await atTheCheck("plaintiff");
  let hangs = true;
  await person.page.route("**/api/line/room", (route) => (hangs ? undefined : route.continue()));
  await person.press("devices-start");
  await person.press("devices-heard-self");
  await person.press("devices-heard");
  await person.see(result("network", "fail"), 30_000);
  assert.match(await person.text('[data-check="network"] [role="status"]'), /这次没有测成/);
  await person.press("report-devices");
  await person.press("ask-yes");
  await person.see('[data-place="waiting"]');
  const clerk = await browsers.seat("clerk", { url: backend.link("G1", "clerk") });
  await clerk.press("enter");
  await clerk.see('[data-seat="plaintiff"]');
  const row = await clerk.text('[data-seat="plaintiff"]');
  assert.ok(row.includes("设备可用") && row.includes("网络没有测成") && !row.includes("都可用"), row);
  await clerk.leave();
  await person.press("test-again");
  hangs = false;
  await person.press("devices-start");
  await person.see(result("network", "good"), 60_000);
  await person.leave();
});

test("a network without UDP is measured over TCP", { timeout: 90_000 }, async () => {
  const person = await atTheCheck("defendant", { only: "tcp" });
  await person.press("devices-start");
  await person.see(result("network", "good"), 60_000);
  assert.match(await person.text("[data-figures]"), /TCP/);
  await person.leave();
});

test("a witness tests as well, and nothing of the hearing comes to his browser", { timeout: 90_000 }, async () => {
  const person = await atTheCheck("witness");
  const answers = [];
  person.page.on("response", async (response) => {
    if (response.url().includes("/api/line/room")) answers.push(await response.text());
  });
  await testDevices(person);
  await person.see(result("network", "good"));
  assert.equal(answers.length, 1);
  const [, claims] = JSON.parse(answers[0]).token.split(".");
  const told = JSON.parse(Buffer.from(claims, "base64url").toString());
  assert.deepEqual([told.sub, told.video.canSubscribe], ["self", false]);
  await person.leave();
});

test("keyboard only: from the start to the report, each question next in order", { timeout: 90_000 }, async () => {
  const person = await atTheCheck("defendant");
  const at = () => person.run(() => document.activeElement?.dataset?.act ?? "");
  const tabTo = (act) =>
    person.till(`tab reaches ${act}`, async () => {
      await person.key("Tab");
      return (await at()) === act;
    }, { every: 20 });
  await tabTo("devices-start");
  await person.key("Enter");
  await person.see('[data-act="devices-heard-self"]');
  await tabTo("devices-heard-self");
  await person.key("Space");
  await person.see('[data-act="devices-heard"]');
  await tabTo("devices-heard");
  await person.key("Enter");
  await person.see(result("network", "good"), 40_000);
  await tabTo("report-devices");
  await person.key("Enter");
  await person.see('[data-place="waiting"]');
  await person.leave();
});

for (const [name, trouble, device, word, remedy] of [
  ["camera denied", { camera: ["NotAllowedError"] }, "camera", "浏览器没有允许使用", "划掉的摄像头"],
  ["no camera", { camera: ["NotFoundError"] }, "camera", "没有找到设备", "是否插好"],
  ["camera taken", { camera: ["NotReadableError"] }, "camera", "被其他软件占用", "关掉会议"],
  ["microphone silent", { silent: true }, "microphone", "没有听到声音", "静音键"],
]) {
  test(`Firefox, ${name}: the remedy is Firefox's`, { timeout: 60_000 }, async () => {
    const person = await atTheCheck("plaintiff-rep", trouble, { kind: "firefox" });
    await person.press("devices-start");
    await person.see(result(device, "fail"));
    assert.match(await person.text(`[data-check="${device}"] [role="status"]`), new RegExp(word));
    assert.ok((await person.text(`[data-check="${device}"] .remedy`)).includes(remedy));
    await person.leave();
  });
}

test("Firefox: the line is measured, and the report names the browser", { timeout: 120_000 }, async () => {
  const person = await atTheCheck("plaintiff-rep", {}, { kind: "firefox" });
  await testDevices(person);
  await person.see(result("network", "good"));
  await person.see(result("microphone", "good"));
  await person.press("report-devices");
  await person.press("ask-yes");
  await person.see('[data-place="waiting"]');
  const found = await report("plaintiff-rep");
  assert.deepEqual([found.browser, found.transport, found.microphone], ["firefox", "udp", "works"]);
  assert.ok(found.up_kbps > 750 && found.down_kbps > 1000, JSON.stringify(found));
  await person.leave();
});

test("another camera is kept by this browser, and the courtroom asks for it", { timeout: 90_000 }, async () => {
  const person = await atTheCheck("defendant");
  await person.run(() => {
    const list = [["videoinput", "one", "前置摄像头"], ["videoinput", "two", "外接摄像头"], ["audioinput", "mic", "麦克风"]];
    navigator.mediaDevices.enumerateDevices = async () => list.map(([kind, deviceId, label]) => ({ kind, deviceId, label, groupId: "" }));
    const take = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    window.asked = [];
    navigator.mediaDevices.getUserMedia = (wanted) => (window.asked.push(JSON.stringify(wanted.video)), take(wanted));
  });
  await person.press("devices-start");
  await person.see('[data-field="device-camera"]');
  assert.equal(await person.count('[data-field="device-microphone"]'), 0, "one is no choice");
  await person.choose("device-camera", "two");
  await person.see(result("camera", "good"));
  assert.match(await person.run(() => window.asked.at(-1)), /"two"/);
  assert.equal(JSON.parse(await person.run(() => localStorage.getItem("kaiting.devices"))).camera, "two");
  await person.press("report-devices");
  await person.press("ask-yes");
  await person.see('[data-place="waiting"]');
  await person.run(() => (window.asked = []));
  const clerk = await Wire.sit(backend, "G1", "clerk");
  await clerk.must({ verify_identity: { seat: "defendant", how: "by_eye" } });
  await clerk.must({ admit: { seat: "defendant" } });
  clerk.leave();
  await person.see('[data-place="courtroom"]');
  await person.till("the courtroom opens the chosen camera", () => person.run(() => window.asked.some((video) => video?.includes('"two"'))));
  await person.leave();
});
