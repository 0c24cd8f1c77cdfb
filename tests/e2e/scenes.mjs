// Every place of the app in every state a person meets, reached as people reach it: one walk through a day at court.
// `look(name, person)` is called at each; the access test and the pictures are two ways of looking.
import { randomUUID } from "node:crypto";
import { until } from "./court.mjs";
import { namesOf } from "./people.mjs";
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

  async visit(name, seat, work = async () => {}, { kase = "G1", place, ...how } = {}) {
    // Whom an earlier page has sent away sits there again.
    if (kase === "G1") await this.g1.present([seat]);
    const person = await this.browsers.seat(seat, { url: this.backend.link(kase, seat), ...how });
    await person.press("enter");
    if (place) await person.see(`[data-place="${place}"]`);
    await work(person, (what) => this.look(what, person));
    if (name) await this.look(name, person);
    await person.leave();
  }

  async door() {
    const person = await this.browsers.seat("observer", { url: `${this.backend.base}/` });
    await this.look("door", person);
    await person.type("code", "123 456 789");
    await person.press("enter");
    await person.see('[role="alert"]');
    await this.look("door-wrong-code", person);
    await person.leave();
    const invited = await this.browsers.seat("defendant", { url: this.backend.link("G1", "defendant") });
    await this.look("door-invited", invited);
    await invited.leave();
  }

  async checkIn() {
    const name = this.g1.names.defendant;
    await this.visit(null, "defendant", async (p, look) => {
      await p.see('[data-act="start-check-in"]');
      await look("my-hearing");
      await p.press("start-check-in");
      await p.see('[data-field="name"]');
      await look("identity");
      await p.type("name", "周以定");
      await p.type("number", "110108199001010021");
      await p.press("state-identity");
      await p.see('[role="alert"]');
      await look("identity-wrong");
      await p.type("name", name);
      await p.press("state-identity");
      await p.see('[data-act="give-consent"]');
      await look("consent");
      await p.tick('[data-act="consent-hearing-refused"]');
      await look("consent-refused");
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
      await p.see('[data-act="devices-heard"]');
      await look("devices-testing");
      await p.press("devices-heard");
      for (const device of ["camera", "microphone", "speaker"]) await p.see(`[data-check="${device}"][data-result="good"]`);
      await look("devices-good");
      await p.press("report-devices");
      await p.see('[data-place="waiting"]');
      await look("waiting");
    });
    await this.visit(null, "witness", async (p, look) => {
      await p.press("start-check-in");
      await p.type("name", this.g1.names.witness);
      await p.type("number", "110108196001010021");
      await p.press("state-identity");
      for (let rule = 1; rule <= 6; rule += 1) await p.press("acknowledge-rule", String(rule));
      await p.press("declare-no-recording");
      await p.see('[data-act="give-undertaking"]');
      await look("undertaking");
    });
  }

  async readiness() {
    await this.visit("readiness-first", "clerk", undefined, { place: "readiness" });
    for (const seat of ["plaintiff", "plaintiff-rep", "defendant", "witness", "observer"]) {
      await this.g1.checkIn(seat, { witness: seat === "witness", watches: seat === "observer" });
    }
    await this.g1.must("defendant", "call_for_help");
    await this.visit("readiness-full", "clerk", undefined, { place: "readiness" });
    await this.g1.must("judge", { announce_delay: { until: Date.now() + 1_200_000, reason: "前案尚未结束" } });
    await this.visit("waiting-delayed", "plaintiff", undefined, { place: "waiting" });
    await this.visit("waiting-witness", "witness", undefined, { place: "waiting" });
    await this.visit("waiting-observer", "observer", undefined, { place: "waiting" });
    await this.g1.present();
    await this.visit(null, "judge", async (p, look) => {
      await look("courtroom-before");
      await p.press("next-stage");
      await look("guard-before");
    });
    await this.visit("docket", "judge", async (p) => {
      await p.press("orders");
      await p.press("to-docket");
      await p.see("[data-hearing]");
    });
  }

  async opening() {
    const g1 = this.g1;
    await g1.must("clerk", ...LINES.slice(0, 2).map(([seat, text]) => line(seat, text)), "report_ready");
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
      await p.see(".lost-line");
      await look("clerk-offline");
      await p.page.context().setOffline(false);
      await until("the line is saved", async () => (await p.count('[data-line-state="unsaved"]')) === 0, { within: 30_000 });
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
    });
    await this.visit("observer", "observer", undefined, { place: "courtroom" });
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

  async record() {
    const g1 = this.g1;
    for (const stage of ["debate", "final_opinions", "mediation", "verdict"]) {
      await g1.must("judge", { enter_stage: { stage, override_reason: "演示" } });
    }
    await g1.must("judge", { close_hearing: { override_reason: "定期宣判" } });
    await this.visit("record-before", "defendant", undefined, { place: "record" });
    await this.visit("record-observer", "observer", undefined, { place: "record" });
    await g1.must("clerk", "open_sign_off");
    const { hearing } = await g1.anew("witness");
    const said = hearing.transcript.lines.at(-1);
    await g1.must("witness", {
      request_correction: { correction: randomUUID(), line: said.id, should_read: said.text.replace("周以宁", "林知远"), reason: "记录有误" },
    });
    await this.visit(null, "defendant", async (p, look) => {
      await p.see('[data-act="confirm-read"]');
      await look("record-reading");
      await p.run(() => {
        const reading = document.querySelector("[data-reading]") ?? document.scrollingElement;
        reading.scrollTop = reading.scrollHeight;
      });
      await p.press("confirm-read");
      await p.see('[data-field="sign-name"]');
      await look("record-signing");
    });
    await this.visit("record-witness", "witness", undefined, { place: "record" });
    await this.visit("record-clerk", "clerk", undefined, { place: "record" });
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
    await this.checkIn();
    await this.readiness();
    await this.opening();
    await this.session();
    await this.panel();
    await this.record();
    await this.over();
  }
}
