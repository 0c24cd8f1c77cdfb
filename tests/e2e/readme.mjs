// The pictures of the README: a hearing that is really held, by six people in six browsers.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { Backend, Browsers, sleep, until } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { show } from "./views.mjs";
import { openCourt } from "./wire.mjs";

const folder = path.resolve(import.meta.dirname, "../../docs/pictures");
// The colour of the wall behind each.
const WALLS = { judge: "#8a8272", clerk: "#7d8a86", plaintiff: "#9a8f7f", "plaintiff-rep": "#848c94", defendant: "#a39a86", observer: "#888888" };
const SAID = [
  ["judge", "现在开庭。今天公开审理原告林知远诉被告周以宁民间借贷纠纷一案，各方同意在线方式，记录在案。"],
  ["judge", "本案适用简易程序，由本人独任审判，苏禾担任书记员。是否申请回避？"],
  ["plaintiff-rep", "不申请。"],
  ["defendant", "听清了，不申请。"],
  ["plaintiff-rep", "诉讼请求：一、判令被告返还借款本金二十万元；二、支付利息；三、诉讼费由被告承担。"],
  ["defendant", "我只收到十八万八千元，另外已还三万元，应当扣本金。"],
  ["judge", "归纳争议焦点：一、借款本金数额；二、三万元的性质；三、利息。各方有无补充？"],
  ["plaintiff-rep", "出示P1借条，证明双方借贷二十万元，年利率百分之八。"],
];

await mkdir(folder, { recursive: true });
const backend = await Backend.start();
const browsers = await Browsers.start();
try {
  const early = await browsers.seat("defendant", { url: backend.link("G1", "defendant"), phone: true });
  await early.press("enter");
  await early.press("start-check-in");
  await early.see('[data-field="name"]');
  await sleep(500);
  await early.picture(path.join(folder, "check-in.png"));
  await early.leave();

  const wires = await openCourt(backend, namesOf(backend));
  for (const [seat, text] of SAID) {
    await wires.clerk.must({ write_line: { line: crypto.randomUUID(), after: null, speaker: { seat }, kind: "speech", text, exhibit: null } });
  }
  for (const item of ["rights_told", "recusal_asked"]) await wires.judge.must({ record_guard_item: { item } });
  await wires.judge.must({ enter_stage: { stage: "investigation", override_reason: null } });
  await wires.judge.must({ set_issues: { issues: ["借款本金数额", "三万元的性质", "利息起算与数额"] } });
  await wires.judge.must({ record_guard_item: { item: "issues_confirmed" } });
  await wires.judge.must({ enter_stage: { stage: "evidence", override_reason: null } });
  await wires.judge.must({ give_floor: { seat: "plaintiff-rep" } });
  const people = {};
  for (const seat of Object.keys(WALLS)) {
    people[seat] = await browsers.seat(seat, { url: backend.link("G1", seat), phone: seat === "defendant", sitter: WALLS[seat] });
    await people[seat].press("enter");
    await people[seat].see('[data-place="courtroom"]');
  }
  await people["plaintiff-rep"].press("present", "P1");
  for (const viewer of ["judge", "clerk", "defendant"]) {
    await people[viewer].see('[data-shown="P1"]');
    for (const seat of ["judge", "plaintiff", "plaintiff-rep"]) {
      await until(`${viewer} sees ${seat}`, () => people[viewer].run((id) => window.court.seen(id) !== null, seat), { within: 30_000 });
    }
  }
  await people.defendant.press("hand");
  await people.judge.see('[data-act="give-floor-next"][data-of="defendant"]');
  await sleep(3_000);
  await people.judge.picture(path.join(folder, "judge.png"));
  await people.defendant.picture(path.join(folder, "defendant.png"));
  await show(people.clerk, { language: "en", theme: "dark", size: "desktop" });
  await people.clerk.picture(path.join(folder, "clerk.png"));
  await people.observer.picture(path.join(folder, "observer.png"));
} finally {
  await browsers.stop();
  await backend.stop();
}
console.log(`pictures in ${folder}`);
