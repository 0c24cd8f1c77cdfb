// Every place of the app in every state a person meets, reached as people reach it: one walk through a day at court.
// `look(name, person)` is called at each; the access test and the pictures are two ways of looking.
import { randomUUID } from "node:crypto";
import { broken } from "./broken.mjs";
import { Backend, until } from "./court.mjs";
import { delayed, namesOf } from "./people.mjs";
import { show } from "./views.mjs";
import { checkInByWire, Wire } from "./wire.mjs";

// The seats of one case by wire, each sat down when it is first needed and again after a page has taken it over.
class Court {
  constructor(backend, kase) {
    Object.assign(this, { backend, kase, wires: {}, names: namesOf(backend, kase) });
  }

  async as(seat) {
    const known = this.wires[seat];
    return known?.open ? known : (this.wires[seat] = await Wire.sit(this.backend, this.kase, seat));
  }

  // With the view as it is now: a wire keeps the one it began with.
  async anew(seat) {
    this.wires[seat]?.leave();
    return (this.wires[seat] = await Wire.sit(this.backend, this.kase, seat));
  }

  async must(seat, ...bodies) {
    const wire = await this.as(seat);
    for (const body of bodies) await wire.must(body);
  }

  async checkIn(seat, roles = {}) {
    await checkInByWire(await this.as(seat), this.names[seat], roles);
    await this.must("clerk", { verify_identity: { seat, how: "by_eye" } });
  }

  async present(except = []) {
    for (const seat of Object.keys(this.wires)) if (!except.includes(seat)) await this.as(seat);
  }
}

const line = (seat, text, kind = "speech") => ({
  write_line: { line: randomUUID(), after: null, speaker: seat ? { seat } : "nobody", kind, text, exhibit: null },
});

const LINES = [
  ["clerk", "现在核对各方到庭情况。请原告、被告依次报告姓名。请确认室内有无其他人员。"],
  ["clerk", "现在宣布法庭纪律：未经许可不得录音、录像、截屏，不得擅自退出，保持摄像头和麦克风正常。"],
  ["judge", "现在开庭。今天公开审理原告林知远诉被告周以宁民间借贷纠纷一案，各方同意在线方式，记录在案。"],
  ["judge", "本案适用简易程序，由本人独任审判，苏禾担任书记员。是否申请回避？"],
  ["plaintiff-rep", "不申请。"],
  ["defendant", "听清了，不申请。"],
];

const TALK = [
  ["plaintiff-rep", "诉讼请求：一、判令被告返还借款本金二十万元；二、支付利息；三、诉讼费由被告承担。事实与理由见起诉状。"],
  ["defendant", "我只收到十八万八千元，另外已还三万元，应当扣本金。"],
  ["judge", "归纳争议焦点：一、借款本金数额；二、三万元的性质；三、利息。各方有无补充？"],
  ["plaintiff-rep", "出示P1借条，证明双方借贷二十万元，年利率百分之八。"],
  ["defendant", "真实性认可，合法性认可，关联性认可，证明目的不认可：字是我签的，钱没有给足。"],
];

// A page that was looked at took the seat over by its own entry: the clerk looks who it is.
const known = (seat) => ({ verify_identity: { seat, how: "by_eye" } });

const view = (page = 1, zoom = 100) => ({ page, zoom, rotation: 0, left: 0, top: 0 });

export class Walk {
  constructor(backend, browsers, look) {
    Object.assign(this, { backend, browsers });
    // However it was looked at, the walk goes on as it began.
    this.look = async (name, person) => {
      await look(name, person);
      await show(person, { language: "zh", theme: "light", size: "desktop" });
    };
    this.g1 = new Court(backend, "G1");
  }

  // `trouble`: what does not work in this browser, as broken.mjs has it.
  async visit(name, seat, work = async () => {}, { kase = "G1", place, trouble, ...how } = {}) {
    // Whom an earlier page has sent away sits there again.
    if (kase === "G1") await this.g1.present([seat]);
    const person = await this.browsers.seat(seat, how);
    if (trouble) await person.page.addInitScript(broken, trouble);
    await person.open(this.backend.link(kase, seat));
    await person.comeIn();
    if (place) await person.see(`[data-place="${place}"]`);
    await work(person, (what) => this.look(what, person));
    if (name) await this.look(name, person);
    await person.leave();
  }

  // What lies further down is brought up, at whatever size it is looked at.
  async reveal(person, selector) {
    await person.run((wanted) => {
      const up = () => document.querySelector(wanted)?.scrollIntoView({ block: "start" });
      addEventListener("resize", () => requestAnimationFrame(up));
      up();
    }, selector);
  }

  async door() {
    const person = await this.browsers.seat("observer", { url: `${this.backend.base}/` });
    await this.look("door", person);
    await person.type("code", "123 456 789");
    await person.press("enter");
    await person.see('.trouble[role="alert"]');
    await this.look("door-wrong-code", person);
    // Each wrong key has its own answer; what the court says is put in its mouth here.
    const { code } = this.backend.seats.find((one) => one.code);
    let says;
    await person.page.route("**/api/enter", (route) => route.fulfill({ status: 400, contentType: "application/json", body: JSON.stringify({ error: says }) }));
    for (says of ["expired", "used", "withdrawn", "removed", "too_many_tries", "unavailable"]) {
      await person.type("code", code);
      await person.till("the last answer goes when one types", async () => (await person.count(".trouble")) === 0);
      await person.press("enter");
      await person.see('.trouble[role="alert"]');
      await this.look(`door-wrong-${says}`, person);
    }
    await person.leave();
    await this.announcements();
    const agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0.60";
    const inside = await this.browsers.seat("observer");
    await inside.page.addInitScript(broken, { agent });
    await inside.open(`${this.backend.base}/`);
    await this.look("door-in-a-messenger", inside);
    await inside.leave();
    const invited = await this.browsers.seat("defendant", { url: this.backend.link("G1", "defendant") });
    await this.look("door-invited", invited);
    await invited.leave();
  }

  // What keeps somebody out: his browser, a file that did not arrive, another device on his seat.
  async keptOut() {
    const unfit = await this.browsers.seat("observer");
    await unfit.page.addInitScript(() => delete window.WebAssembly);
    await unfit.open(`${this.backend.base}/`);
    await unfit.see('[data-place="unfit"]');
    await this.look("door-unfit-browser", unfit);
    await unfit.leave();
    const without = await this.browsers.seat("defendant");
    await without.page.route("**/split_inside.wasm*", (route) => route.abort());
    await without.open(this.backend.link("G1", "defendant"));
    await without.press("enter");
    await without.see('[data-place="part-missing"]');
    await this.look("part-missing", without);
    await without.leave();
    const asking = await Backend.start({ claim: 60 });
    const sits = await this.browsers.seat("defendant", { url: asking.link("G1", "defendant") });
    await sits.press("enter");
    await sits.see('[data-act="start-check-in"]');
    const other = await this.browsers.seat("defendant", { url: asking.link("G1", "defendant") });
    await other.press("enter");
    await other.see('[data-place="held"]');
    await sits.see("[data-claimed]");
    await this.look("seat-held", other);
    await this.look("seat-claimed", sits);
    await other.leave();
    await sits.leave();
    await asking.stop();
  }

  async announcements() {
    const person = await this.browsers.seat("observer", { url: `${this.backend.base}/` });
    await person.press("announcements");
    await person.see("[data-hearing]");
    await this.look("announcements", person);
    await person.press("register", "g1");
    await person.see('[data-page="register"]');
    await this.look("register", person);
    await person.press("send-registration");
    await person.see('.trouble[role="alert"]');
    await this.look("register-missing", person);
    await person.type("name", "路明");
    await person.type("number", "110101199001010015");
    await person.tick('[data-field="adult"]');
    await person.press("send-registration");
    await person.see('[data-page="registered"]');
    await this.look("registered", person);
    await person.press("enter-gallery");
    await person.see('[data-act="withdraw-registration"]');
    await this.look("my-hearing-observer", person);
    await person.press("withdraw-registration");
    await person.press("ask-yes");
    await person.see('[data-act="leave"]');
    await this.look("withdrawn", person);
    await person.leave();
  }

  // A file of the case as it stands, then one with a word changed, and a code that was given for neither.
  async verify() {
    const judge = await this.g1.as("judge");
    const answer = await fetch(`${this.backend.base}/api/file`, { headers: { authorization: `Bearer ${judge.pass.session}` } });
    const text = await answer.text();
    const person = await this.browsers.seat("observer", { url: `${this.backend.base}/#verify` });
    await person.see('[data-place="verify"]');
    await this.look("verify", person);
    const choose = (...files) => person.page.locator('[data-field="verify-file"]').setInputFiles(files.map(([name, words]) => ({ name, mimeType: "", buffer: Buffer.from(words) })));
    await choose(["g1.kaiting.json", text], ["照片.jpg", "not of the case"]);
    await person.see('[data-verdict="whole"]');
    await person.see('[data-site-key="same"]');
    await person.type("published-key", "abc");
    await person.type("receipt-codes", "abc.def.ghi");
    await person.see('[data-receipt="exposes"]');
    await person.see('[data-document="foreign"]');
    await this.look("verify-whole", person);
    await choose(["g1.kaiting.json", text.replace("海淀区人民法院", "朝阳区人民法院")]);
    await person.see('[data-verdict="bad"]');
    await this.look("verify-altered", person);
    await person.leave();
  }

  async checkIn() {
    const name = this.g1.names.defendant;
    await this.visit(null, "defendant", async (p, look) => {
      await p.see('[data-act="start-check-in"]');
      await look("my-hearing");
      await p.press("to-do", "risks");
      await p.see('[data-sheet="risks"]');
      await look("risks");
      await p.press("acknowledge-risks");
      await p.see('[data-done="risks"]');
      await p.press("large-text");
      await look("my-hearing-large");
      await p.press("large-text");
      await p.press("to-phone");
      await p.see(".qr-box .qr");
      await look("my-hearing-qr");
      await p.press("close-qr");
      await p.press("start-check-in");
      await p.see('[data-field="name"]');
      await look("identity");
      await p.type("name", "周以定");
      await p.type("number", "110108199001010028");
      await p.press("state-identity");
      await p.see('.trouble[role="alert"]');
      await look("identity-wrong");
      await p.type("name", name);
      await p.press("state-identity");
      await p.see('[data-act="give-consent"]');
      await look("consent");
      await p.tick('[data-act="consent-hearing-refused"]');
      await look("consent-refused");
      await p.press("large-text");
      await look("consent-large-notice");
      await p.press("give-consent", "0");
      await p.see('[data-act="give-consent"][data-of="1"]');
      await look("consent-large");
      await p.press("back");
      await p.press("large-text");
      for (const stage of ["hearing", "mediation", "verdict"]) await p.tick(`[data-act="consent-${stage}-agreed"]`);
      await p.press("give-consent");
      await p.see('[data-act="state-suitability"]');
      await look("suitability");
      await p.tick('[data-field="no-help"]');
      await p.tick('[data-field="no-bars"]');
      await p.press("state-suitability");
      await p.see('[data-act="acknowledge-rule"]');
      await look("discipline");
      for (let rule = 1; rule <= 6; rule += 1) await p.press("acknowledge-rule", String(rule));
      await p.see('[data-act="acknowledge-right"]');
      await look("rights");
      for (let right = 1; right <= 7; right += 1) await p.press("acknowledge-right", String(right));
      await p.see('[data-act="declare-no-recording"]');
      await look("declaration");
      await p.press("declare-no-recording");
      await p.see('[data-act="state-place"]');
      await p.tick('[data-field="not-alone"]');
      await p.see('[data-act="add-other"]');
      await look("place");
      await p.type("region", "北京市海淀区");
      await p.choose("place-kind", "home");
      await p.tick('[data-field="quiet"]');
      await p.tick('[data-field="alone"]');
      await p.press("state-place");
      await p.see('[data-act="devices-start"]');
      await look("devices");
      await p.press("devices-start");
      await p.see('[data-act="devices-heard-self"]');
      await look("devices-words");
      await p.press("devices-heard-self");
      await p.see('[data-act="devices-heard"]');
      await look("devices-tones");
      await p.press("devices-heard");
      for (const device of ["camera", "microphone", "speaker", "network"]) await p.see(`[data-check="${device}"][data-result="good"]`, 40_000);
      await look("devices-good");
      await p.press("report-devices");
      await p.see('[data-place="waiting"]');
      await look("waiting");
      await p.press("leave");
      await p.see("dialog[open]");
      await look("waiting-leave");
      await p.press("ask-no");
      await p.press("large-text");
      await look("waiting-large");
      await p.press("more");
      await look("waiting-large-more");
      await p.press("large-text");
      await p.press("my-hearing");
      await p.see('[data-sheet="my-hearing"]');
      await look("waiting-my-hearing");
      await p.press("back-to-waiting");
      const clerk = (...bodies) => this.g1.must("clerk", ...bodies);
      await clerk({ ring_seat: { seat: "defendant", why: "soon_called" } });
      await p.see("[data-ring]");
      await look("waiting-rung");
      await p.press("answer-ring");
      await clerk({ send_notice: { to: ["defendant"], text: "请备好证据原件和身份证件。" } }, { send_notice: { to: ["defendant"], text: "约十分钟后开庭，请不要离开。" } });
      await p.press("read-notice", "0");
      await p.press("call-for-help");
      await clerk({ begin_look: { seat: "defendant" } });
      await p.see("[data-looked-at]");
      await look("waiting-looked-at");
      await clerk({ answer_help: { seat: "defendant" } }, { doubt_identity: { seat: "defendant", why: "entry" } });
      await p.see("[data-doubt]");
      await p.press("own-picture");
      await p.press("trial-ring");
      await look("waiting-doubt");
      await p.press("my-answers");
      await p.see("[data-summary]");
      await look("my-answers");
    });
    await this.visit(null, "witness", async (p, look) => {
      await p.press("start-check-in");
      await p.type("name", this.g1.names.witness);
      await p.type("number", "110108196001010024");
      await p.press("state-identity");
      await p.see('[data-act="state-suitability"]');
      await look("adjustments");
      await p.tick('[data-field="no-help"]');
      await p.press("state-suitability");
      for (let rule = 1; rule <= 6; rule += 1) await p.press("acknowledge-rule", String(rule));
      for (let right = 1; right <= 7; right += 1) await p.press("acknowledge-right", String(right));
      await p.press("declare-no-recording");
      await p.see('[data-act="give-undertaking"]');
      await look("undertaking");
      await this.g1.must("clerk", { send_notice: { to: ["witness"], text: "请继续完成签到。" } });
      await p.see("[data-new-notice]");
      await look("check-in-notice");
    });
  }

  // The seats that G1 has not, each with what it alone is asked; in the slow suite every screen of theirs.
  async roles() {
    const g5 = new Court(this.backend, "G5");
    // What is not here is answered by its key alone.
    const answers = {
      "state-identity": async (p, seat) => {
        await p.type("name", g5.names[seat]);
        await p.type("number", "110108198601010027");
      },
      "state-authority": (p) => p.tick('[data-field="paper-later"]'),
      "give-consent": async (p) => {
        for (const stage of ["hearing", "mediation", "verdict"]) await p.tick(`[data-act="consent-${stage}-agreed"]`);
      },
      "state-suitability": async (p) => {
        for (const field of ["no-help", "no-bars"]) if (await p.count(`[data-field="${field}"]`)) await p.tick(`[data-field="${field}"]`);
      },
      "give-undertaking": (p, seat) => p.type("signed-name", g5.names[seat]),
      "state-place": async (p) => {
        await p.type("region", "北京市海淀区");
        await p.choose("place-kind", "office");
        for (const field of ["quiet", "alone"]) await p.tick(`[data-field="${field}"]`);
      },
    };
    const own = ["start-check-in", "state-authority", "acknowledge-rule", "give-undertaking"];
    for (const seat of ["guardian", "interpreter", "forensic-expert", "technician", "administrator"]) {
      await this.visit(null, seat, async (p, look) => {
        const next = (done) =>
          p.till(`${seat} has a screen after ${done}`, () =>
            p.run((before) => {
              const key = document.querySelector(".stepbar-go[data-act]:not([data-fresh])");
              const at = key && `${key.dataset.act} ${key.dataset.of ?? ""}`;
              if (at && at !== before && key.getAttribute("aria-busy") !== "true") return at;
              return document.querySelector('[data-place]:not([data-place="check-in"], [data-place="door"])') ? "there" : null;
            }, done),
          );
        let at = await next("");
        while (at !== "there") {
          const [act] = at.split(" ");
          if ((own.includes(act) || process.env.KAITING_SLOW) && !/ ([2-9]|\d\d)$/.test(at)) await look(`${act}-${seat}`);
          await answers[act]?.(p, seat);
          await p.press(act);
          if (act === "report-devices") await p.press("ask-yes");
          at = await next(at);
        }
        await look(`arrived-${seat}`);
      }, { kase: "G5" });
    }
    await this.visit("readiness-of-all-roles", "clerk", undefined, { kase: "G5", place: "readiness" });
    // A hearing of another day: what may be done now, and when to come again.
    await this.visit("my-hearing-days-early", "defendant", (p) => p.see('[data-act="start-check-in"]'), { kase: "G4" });
    await this.visit(null, "plaintiff-rep", async (p, look) => {
      await p.press("start-check-in");
      await p.type("name", namesOf(this.backend, "G4")["plaintiff-rep"]);
      await p.type("number", "110108198601010027");
      await p.press("state-identity");
      await p.tick('[data-field="scope-special"]');
      await look("authority");
    }, { kase: "G4" });
  }

  // What does not work, on a device other than the one that was tested.
  async deviceTroubles() {
    const failed = async (p, ...devices) => {
      for (const device of devices) await p.see(`[data-check="${device}"][data-result="fail"]`, 60_000);
    };
    const test = async (p, look, name, ...devices) => {
      await p.press("test-here");
      await p.press("devices-start");
      await failed(p, ...devices);
      await look(name);
    };
    const denied = { camera: ["NotAllowedError"], silent: true };
    await this.visit(null, "defendant", async (p, look) => {
      await p.see('[data-hint="tested-elsewhere"]');
      await look("waiting-tested-elsewhere");
      await test(p, look, "devices-denied-and-silent", "camera", "microphone");
    }, { trouble: denied });
    const agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0.60";
    await this.visit(null, "defendant", (p, look) => test(p, look, "devices-in-a-messenger", "camera", "microphone"), { trouble: { noApi: true, agent } });
    await this.visit(null, "defendant", async (p, look) => {
      await p.press("test-here");
      await p.press("devices-start");
      await p.press("devices-not-heard-self");
      await p.press("devices-not-heard");
      await failed(p, "microphone", "speaker", "network");
      await look("devices-not-heard-and-blocked");
      await p.page.context().setOffline(true);
      await p.press("devices-measure");
      await failed(p, "network");
      await look("devices-offline");
      await p.page.context().setOffline(false);
    }, { trouble: { noMedia: true } });
  }

  // The clerk before the picture of somebody who waits.
  async looking() {
    const g1 = this.g1;
    await checkInByWire(await g1.as("plaintiff"), g1.names.plaintiff);
    await g1.as("judge");
    const open = async (seat, how) => {
      const person = await this.browsers.seat(seat, { url: this.backend.link("G1", seat), ...how });
      await person.press("enter");
      return person;
    };
    const person = await open("plaintiff", { sitter: "#8a8f98" });
    await person.see('[data-own-picture="on"]');
    const clerk = await open("clerk");
    await clerk.press("verify", "plaintiff");
    await clerk.see('.verify-seat[data-seen="Picture"]');
    await this.look("readiness-look", clerk);
    await clerk.press("not-the-same");
    await this.look("readiness-doubts", clerk);
    await clerk.press("enter-document", "plaintiff");
    await clerk.type("file-number", "1101081");
    await this.look("readiness-on-file", clerk);
    await clerk.key("Escape");
    await clerk.press("message");
    await clerk.tick('[data-field="notice-to"][data-of="witness"]');
    await this.look("readiness-message", clerk);
    await clerk.leave();
    await person.leave();
  }

  async readiness() {
    await this.visit("readiness-first", "clerk", undefined, { place: "readiness" });
    await this.visit(null, "judge", async (p, look) => {
      await p.press("open-board");
      await p.press("look-at", "defendant");
      await p.press("to-in-person", "defendant");
      await look("readiness-in-person");
    });
    await this.looking();
    for (const seat of ["plaintiff", "plaintiff-rep", "defendant", "witness", "observer"]) {
      await this.g1.checkIn(seat, { witness: seat === "witness", watches: seat === "observer" });
    }
    await this.g1.must("defendant", "call_for_help");
    await this.visit(null, "clerk", async (p, look) => {
      await p.see('[data-place="readiness"]');
      await look("readiness-full");
      await p.press("report-ready");
      await p.see("[data-open-list]");
      await look("readiness-report-open");
    });
    await this.g1.must("judge", { announce_delay: { until: delayed(), reason: "前案尚未结束" } });
    await this.visit("waiting-delayed", "plaintiff", undefined, { place: "waiting" });
    await this.visit("waiting-witness", "witness", undefined, { place: "waiting" });
    await this.visit("waiting-observer", "observer", undefined, { place: "waiting" });
    await this.g1.present();
    await this.visit(null, "judge", async (p, look) => {
      await p.see('[data-place="courtroom"]');
      await look("courtroom-before");
      await p.press("next-stage");
      await look("guard-before");
    });
    await this.visit("docket", "judge", async (p) => {
      await p.press("orders");
      await p.press("to-docket");
      await p.see("[data-hearing]");
      await p.type("find", "京");
      await p.see(".docket-date");
      await this.look("docket-found", p);
      await p.type("find", "");
      await p.see("[data-hearing]");
    });
  }

  async opening() {
    const g1 = this.g1;
    await g1.must("clerk", ...LINES.slice(0, 2).map(([seat, text]) => line(seat, text)), "report_ready");
    await g1.present();
    await this.visit(
      null,
      "plaintiff",
      async (p, look) => {
        // The call stays over the room where nobody looks.
        await p.run(() => Object.defineProperty(document, "visibilityState", { value: "hidden" }));
        await g1.must("clerk", known("plaintiff"), { admit: { seat: "plaintiff" } });
        await p.see("[data-called]");
        await look("called");
      },
      { place: "waiting" },
    );
    await g1.present();
    for (const seat of ["plaintiff", "plaintiff-rep", "defendant", "observer"]) await g1.must("clerk", known(seat), { admit: { seat } });
    await g1.must("judge", { open_hearing: { override_reason: null } });
    await g1.must("clerk", ...LINES.slice(2).map(([seat, text]) => line(seat, text)));
    await g1.present();
    await this.visit("guard", "judge", async (p) => {
      await p.press("next-stage");
      await p.press("record-item", "RightsTold");
    });
    await g1.must("judge", ...["rights_told", "recusal_asked"].map((item) => ({ record_guard_item: { item } })));
    await g1.must("judge", { enter_stage: { stage: "investigation", override_reason: null } }, { give_floor: { seat: "plaintiff-rep" } });
    await g1.must("clerk", ...TALK.slice(0, 3).map(([seat, text]) => line(seat, text)));
    await g1.must("judge", { set_issues: { issues: ["借款本金数额", "三万元的性质", "利息起算与数额"] } }, { record_guard_item: { item: "issues_confirmed" } });
    await g1.must("judge", { enter_stage: { stage: "evidence", override_reason: null } });
  }

  async session() {
    const g1 = this.g1;
    await g1.must("clerk", ...TALK.slice(3).map(([seat, text]) => line(seat, text)));
    await g1.must("defendant", "raise_hand");
    await g1.must("judge", { mute: { seat: "plaintiff", lock: true } });
    await g1.present();
    await this.visit(null, "judge", async (p, look) => {
      await p.see('[data-place="courtroom"]');
      await look("judge-nothing-shown");
      await p.press("orders");
      await look("judge-orders");
      await p.press("close-panel");
      await p.press("more", "plaintiff");
      await look("judge-person");
      await p.press("close-panel");
      await p.press("adjourn");
      await look("judge-adjourn");
    });
    await this.bench();
    await g1.must("judge", { give_floor: { seat: "plaintiff-rep" } });
    await g1.must("plaintiff-rep", { present_exhibit: { exhibit: "P3", view: view(2) } });
    await g1.present();
    const shown = async (p) => p.see('[data-shown="P3"][data-page="2"]');
    await this.visit("judge", "judge", shown);
    await this.visit(null, "clerk", async (p, look) => {
      await p.press("to-courtroom").catch(() => {});
      await shown(p);
      await look("clerk");
      await p.page.context().setOffline(true);
      await p.page.locator("[data-editor]").fill("这一行在断网时打下，尚未保存。");
      await p.key("Enter");
      await p.see('[data-line-state="unsaved"]');
      await p.see("[data-lost]");
      await look("clerk-offline");
      await p.page.context().setOffline(false);
      await until("the line is saved", async () => (await p.count('[data-line-state="unsaved"]')) === 0, { within: 30_000 });
      // The browser says of the line that was cut what it says, a moment later.
      p.troubles = p.troubles.filter((trouble) => !trouble.includes("ERR_INTERNET_DISCONNECTED"));
      await p.press("editor-keys");
      await p.see('[data-panel="editor-keys"]');
      await look("clerk-keys");
      await p.press("close-keys");
      await p.page.locator("[data-editor]").focus();
      await p.key("Alt+ArrowUp");
      await p.see("[data-mode]");
      await look("clerk-mending");
      await p.page.locator("[data-editor]").fill("这一行在断网时打下，现已保存。");
      await p.key("Enter");
      await p.key("Control+g");
      await p.see("#jump-list li");
      await look("clerk-jump");
      await p.page.locator(".tools input").last().focus();
      await p.key("Escape");
      await p.key("Control+h");
      await p.type("find", "不申请");
      await p.type("replace-with", "不申请回避");
      await p.see(".replace-preview li");
      await look("clerk-replace");
      await p.page.locator('[data-field="replace-with"]').focus();
      await p.key("Escape");
      await p.press("versions");
      await p.see("[data-change]");
      await look("clerk-versions");
      await p.press("close-versions");
    });
    await this.visit("plaintiff-rep", "plaintiff-rep", shown);
    await this.visit(null, "defendant", async (p, look) => {
      await shown(p);
      await look("defendant");
      await p.press("examination");
      await look("defendant-opinion");
      await p.press("to-evidence");
      await p.see('[data-place="evidence"]');
      await look("evidence");
      await p.press("new-exhibit");
      await look("evidence-filing");
      await p.press("import-many");
      await look("evidence-import");
    });
    await g1.must("clerk", {
      record_opinion: { exhibit: "P1", of: "defendant", authenticity: "accepted", legality: "accepted", relevance: "reserved", purpose: "disputed", reason: "钱没有给足" },
    });
    await this.visit(null, "judge", async (p, look) => {
      await shown(p);
      await p.press("to-evidence");
      await p.press("open-exhibit", "D3");
      await look("evidence-entry");
      await p.press("rule-original", "D3");
      await p.see("dialog[open]");
      await look("evidence-question");
      await p.press("ask-no");
      await p.press("matrix");
      await p.see(".matrix");
      await look("evidence-matrix");
    });
    await this.visit("observer", "observer", undefined, { place: "courtroom" });
    await this.presenting(shown);
    await g1.must("plaintiff-rep", "stop_presenting");
    await g1.present();
    await g1.must("clerk", known("witness"));
    await g1.must("judge", { call_witness: { seat: "witness" } }, { give_floor: { seat: "witness" } });
    await g1.must("clerk", line("witness", "我保证据实陈述，绝无隐瞒、歪曲、增减，如有虚假愿接受处罚。"));
    await g1.must("clerk", line("witness", "那天我在旁边，看见周以宁给了一个信封，里面多少钱我没数。"));
    await this.visit("witness", "witness", undefined, { place: "courtroom" });
    await g1.must("judge", { dismiss_witness: { seat: "witness" } });
    await g1.must("judge", { admonish: { seat: "plaintiff", measure: "warning", words: "请遵守法庭纪律，未经许可不得发言。" } });
    await g1.must("judge", { adjourn: { reason: "当事人请求休息" } });
    await this.visit("adjourned", "plaintiff", undefined, { place: "courtroom" });
    await g1.must("judge", "resume");
  }

  // The exhibit on show with all that may lie on it: a frame, marks, a second one; and sound.
  async presenting(shown) {
    const g1 = this.g1;
    await g1.present();
    const highlight = { left: 1_000, top: 800, right: 7_000, bottom: 1_300 };
    await g1.must("plaintiff-rep", { turn_page: { view: { ...view(2), highlight } } });
    const drawn = { exhibit: "P3", page: 2, shape: "arrow", from: [8_000, 3_000], to: [6_000, 1_500] };
    await g1.must("plaintiff-rep", { draw_mark: { ...drawn, mark: randomUUID(), label: "转账金额" } });
    await this.visit(null, "judge", async (p, look) => {
      await shown(p);
      await p.see("[data-highlight]");
      await p.press("screens");
      await p.press("marks");
      await look("judge-marks-and-screens");
    });
    await this.visit(null, "judge", async (p, look) => {
      await shown(p);
      const coming = p.context.waitForEvent("page");
      await p.press("second-screen");
      await coming;
      await p.see('[data-second="strip"]');
      await look("judge-exhibits-apart");
    });
    await g1.must("clerk", { show_beside: { beside: { exhibit: "P2", view: view(1) } } });
    await this.visit("judge-two-exhibits", "judge", (p) => p.see('[data-shown="P2"]'));
    await this.visit("defendant-two-exhibits", "defendant", (p) => p.see('[data-shown="P2"]'));
    await g1.must("clerk", { present_exhibit: { exhibit: "P4", view: view(1) } });
    await g1.must("clerk", { set_playback: { playing: true, position: 0, length: 5_000 } }, { set_playback: { playing: false, position: 1_000, length: 5_000 } });
    await this.visit("judge-sound", "judge", (p) => p.see('[data-shown="P4"]'));
    await this.visit("defendant-sound", "defendant", (p) => p.see('[data-shown="P4"]'));
    await g1.must("plaintiff-rep", { present_exhibit: { exhibit: "P3", view: view(2) } });
    await g1.present();
  }

  // What the parties ask of the bench, and its answers.
  async bench() {
    const g1 = this.g1;
    await g1.must("judge", { give_floor: { seat: "plaintiff-rep" } }, { limit_floor: { minutes: 5 } });
    await g1.must("plaintiff", { answer_issues: { edition: 1, remark: null } });
    await g1.must("defendant", { ask_recusal: { whom: "clerk", reason: "书记员与原告代理人系亲属" } });
    await g1.must("defendant", { object: { ground: "leading" } });
    await g1.present();
    await this.visit(null, "judge", async (p, look) => {
      await p.see("[data-objection]");
      await look("judge-objection");
      await p.press("recusals");
      await p.see('[data-act="refuse-recusal"]');
      await look("judge-recusals");
      await p.press("close-panel");
      await p.press("more", "plaintiff");
      await p.tick('[data-more="sanction"] summary');
      await this.reveal(p, '[data-more="sanction"]');
      await look("judge-sanction");
      await p.press("to-in-person", "plaintiff");
      await look("judge-to-in-person");
      await p.press("close-panel");
      await p.key("?");
      await p.see('[data-panel="keys"]');
      await look("judge-keys");
    });
    await g1.must("clerk", known("defendant"));
    await this.visit(null, "defendant", async (p, look) => {
      await p.see('[data-act="withdraw-objection"]');
      await look("defendant-objects");
      await p.press("requests");
      await look("defendant-requests");
      await p.press("close-panel");
      await p.press("issues-asked");
      await look("defendant-issues");
    });
    await g1.must("judge", { rule_on_objection: { seat: "defendant", sustained: false } });
    await g1.must("judge", { decide_recusal: { recusal: 0, decider: "presiding_judge", granted: false, reason: "经查不属实" } });
    await g1.must("judge", { convert_to_in_person: { seat: "plaintiff", ground: "on_site", place: "第三法庭", when: 1795657800000, words: "请带借条原件" } });
    await this.visit("waiting-in-person", "plaintiff", undefined, { place: "waiting" });
    await g1.present();
    await g1.must("judge", { return_online: { seat: "plaintiff", reason: "原件已当场核对" } });
    await g1.must("clerk", known("plaintiff"), { admit: { seat: "plaintiff" } });
  }

  async panel() {
    const g3 = new Court(this.backend, "G3");
    for (const seat of ["panel-judge", "assessor", "assistant", "investigator"]) await g3.as(seat);
    for (const seat of ["plaintiff-rep", "defendant", "defendant-rep"]) await g3.checkIn(seat);
    await g3.checkIn("expert", { witness: true });
    await g3.must("clerk", "report_ready");
    for (const seat of ["plaintiff-rep", "defendant", "defendant-rep"]) await g3.must("clerk", { admit: { seat } });
    await g3.must("judge", { open_hearing: { override_reason: null } });
    await this.visit("panel-of-three", "judge", undefined, { kase: "G3", place: "courtroom" });
    await this.visit("inspector", "inspector", undefined, { kase: "G3", place: "courtroom" });
  }

  // Away and back in G4, as the judge and as the person see it.
  async away() {
    const g4 = new Court(this.backend, "G4");
    for (const seat of ["panel-judge", "assessor", "assistant"]) await g4.as(seat);
    for (const seat of ["plaintiff-rep", "defendant", "third-rep"]) await g4.checkIn(seat);
    await g4.must("clerk", "report_ready");
    for (const seat of ["plaintiff-rep", "defendant", "third-rep"]) await g4.must("clerk", { admit: { seat } });
    await g4.must("judge", { open_hearing: { override_reason: null } });
    await g4.must("plaintiff-rep", { report_signal: { signal: "page_hidden", over: false, said_at: Date.now() } });
    (await g4.as("third-rep")).socket.terminate();
    await this.visit(null, "defendant", async (p, look) => {
      await p.see('[data-seat-id="third-rep"][data-state="lost"]');
      await p.press("captions");
      await look("panel-party-captions");
      // Only a phone has this key; the other views are as before.
      const more = () => p.run(() => document.querySelector('[data-act="more-keys"]').click());
      await more();
      await look("panel-party-more-keys");
      await more();
      await p.press("devices");
      await p.see(".self-view");
      await look("room-devices");
      await p.press("devices-done");
      await p.press("camera");
      await p.see("[data-duty]");
      await look("camera-off");
      await p.press("open-duty");
      await p.run(() => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
        document.dispatchEvent(new Event("visibilitychange"));
      });
      await p.see("[data-prompted]");
      await look("prompted");
      await p.run(() => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => false });
        document.dispatchEvent(new Event("visibilitychange"));
      });
      await p.see("[data-account]");
      await look("account");
    }, { kase: "G4", place: "courtroom" });
    await this.visit(null, "judge", async (p, look) => {
      await look("judge-away");
      await p.press("to-finding", "third-rep");
      await p.see("[data-absence]");
      await look("judge-absences");
      await p.press("spotlight");
      await p.press("close-panel");
      await p.see(".well--speaker");
      await look("judge-spotlight");
    }, { kase: "G4", place: "courtroom" });
    await g4.must("judge", "secure_room");
    await this.visit(null, "judge", async (p, look) => {
      await p.see('[data-act="bring-back"]');
      await look("judge-secured");
    }, { kase: "G4", place: "courtroom" });
    await this.visit(null, "defendant", async (p, look) => {
      await p.see('[data-place="waiting"]');
      await look("put-out");
    }, { kase: "G4" });
  }

  async record() {
    const g1 = this.g1;
    for (const stage of ["debate", "final_opinions", "mediation", "verdict"]) {
      await g1.must("judge", { enter_stage: { stage, override_reason: "演示" } });
    }
    await g1.must("judge", { close_hearing: { override_reason: "定期宣判" } });
    await this.visit("record-before", "defendant", undefined, { place: "record" });
    // Who only watched has nothing left to come in for.
    const late = await this.browsers.seat("observer", { url: this.backend.link("G1", "observer") });
    await late.press("enter");
    await late.see('.trouble[role="alert"]');
    await this.look("door-wrong-hearing-over", late);
    await late.leave();
    await g1.must("clerk", "open_sign_off");
    const { hearing } = await g1.anew("witness");
    const said = hearing.transcript.lines.at(-1);
    await g1.must("witness", {
      request_correction: { correction: randomUUID(), line: said.id, should_read: said.text.replace("周以宁", "林知远"), reason: "记录有误" },
    });
    await this.visit(null, "defendant", async (p, look) => {
      await p.see('[data-act="confirm-read"]');
      await look("record-reading");
      await p.press("read-tools");
      await look("record-read-tools");
      await p.press("read-tools");
      await p.page.locator('[data-act="request-correction"]').first().click();
      await p.page.locator('dialog[open] [data-field="wrong-speaker"]').check();
      await look("record-correcting");
      await p.page.locator('dialog[open] [data-act="ask-no"]').click();
      await p.run(() => {
        const reading = document.querySelector("[data-reading]") ?? document.scrollingElement;
        reading.scrollTop = reading.scrollHeight;
      });
      await p.press("confirm-read");
      await p.see('[data-field="sign-name"]');
      await look("record-signing");
    });
    await this.visit("record-witness", "witness", undefined, { place: "record" });
    await this.visit(null, "clerk", async (p, look) => {
      await look("record-clerk");
      await p.page.locator(".accesses > summary").click();
      await this.reveal(p, "[data-accesses]");
      await look("record-accesses");
      await p.press("assist-sign", "witness");
      await p.see("dialog[open] .assist-how");
      await look("record-assist");
      await p.press("ask-no");
    }, { place: "record" });
    await this.visit("record-judge", "judge", undefined, { place: "record" });
  }

  async over() {
    await this.visit("taken-over", "judge", async (p) => {
      await p.see('[data-place="record"]');
      await Wire.sit(this.backend, "G1", "judge");
      await p.see('[data-act="use-here"]');
    });
  }

  async all() {
    await this.door();
    await this.verify();
    await this.keptOut();
    await this.checkIn();
    await this.roles();
    await this.deviceTroubles();
    await this.readiness();
    await this.opening();
    await this.session();
    await this.panel();
    await this.away();
    await this.record();
    await this.over();
  }
}
