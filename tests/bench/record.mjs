// A record of many lines before a reader, on a machine four times as slow: joined, opened, scrolled through, written on, searched.
// `node tests/bench/record.mjs [lines…]` prints it; bench.mjs writes it down. Beside it stands the same room with ten lines.
import { randomUUID } from "node:crypto";
import { Backend, Browsers, sleep } from "../e2e/court.mjs";
import { namesOf } from "../e2e/people.mjs";
import { Thick } from "../e2e/thick.mjs";
import { openCourt } from "../e2e/wire.mjs";
import { SLOWER, fps, scrollThrough, tasks } from "./tasks.mjs";

export const FEW = 10;
// Of a page that goes on for hours.
const PICTURES = 240;
const APPENDED = 20;

const drawn = (page, press, wanted) =>
  page.evaluate(
    async ([control, there]) => {
      document.querySelector(control).click();
      while (!document.querySelector(there)) await new Promise(requestAnimationFrame);
      // What is measured first is drawn again.
      for (let picture = 0; picture < 5; picture += 1) await new Promise(requestAnimationFrame);
    },
    [press, wanted],
  );

async function measure(browsers, thick, backend, { clerk, plaintiff: party }, count) {
  thick.count = count;
  const browser = browsers.chromium;
  const judge = await browsers.seat("judge", { url: thick.link(backend, "G1", "judge"), rate: 1 });
  const { page } = judge;
  const devtools = await judge.context.newCDPSession(page);
  const slow = (rate) => devtools.send("Emulation.setCPUThrottlingRate", { rate });
  // What the room needs besides its record is there already.
  await sleep(2_000);
  await slow(SLOWER);
  const join = await tasks(browser, page, () => drawn(page, '[data-act="enter"]', ".lines [data-line]"));
  await slow(1);
  await judge.see('[data-place="courtroom"] .lines [data-line]');
  await sleep(3_000);
  const away = async () => {
    await judge.press("to-evidence");
    await judge.see('[data-act="back-to-room"]');
    await sleep(500);
  };
  // The first time draws what comes with it.
  await away();
  await judge.press("back-to-room");
  await sleep(1_000);
  await away();
  await slow(SLOWER);
  const open = await tasks(browser, page, () => drawn(page, '[data-act="back-to-room"]', ".lines [data-line]"));
  const rows = await judge.count(".lines [data-line]");
  await sleep(500);
  // As long as it takes to write so many lines, and none is written.
  const idle = await tasks(browser, page, () => sleep(APPENDED * 250));
  const append = await tasks(browser, page, async () => {
    for (let n = 0; n < APPENDED; n += 1) {
      await clerk.must({ write_line: { line: randomUUID(), after: null, speaker: { seat: "plaintiff" }, kind: "speech", text: `又写一行：${n}，其余见书面意见。`, exhibit: null } });
      await sleep(235);
    }
  });
  // Something happens that has nothing to do with the record.
  const event = await tasks(browser, page, async () => {
    for (let n = 0; n < APPENDED; n += 1) {
      await party.must(n % 2 ? { lower_hand: { seat: "plaintiff" } } : "raise_hand");
      await sleep(235);
    }
  });
  await page.evaluate(() => {
    const box = document.querySelector(".lines");
    box.dispatchEvent(new WheelEvent("wheel"));
    box.scrollTop = 0;
  });
  await sleep(500);
  const scroll = await tasks(browser, page, () => scrollThrough(page, ".lines", 60, PICTURES));
  const jump = await tasks(browser, page, () =>
    judge.run(async () => {
      const box = document.querySelector(".lines");
      let empty = 0;
      for (const part of [0.1, 0.9, 0.3, 0.7, 0.5]) {
        box.dispatchEvent(new WheelEvent("wheel"));
        box.scrollTop = part * box.scrollHeight;
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        const { left, top, width, height } = box.getBoundingClientRect();
        if (!document.elementFromPoint(left + width / 2, top + height / 2)?.closest("[data-line]")) empty += 1;
      }
      return empty;
    }),
  );
  const find = await tasks(browser, page, () =>
    judge.run(async () => {
      const field = document.querySelector('[data-field="find"]');
      field.value = "第7句";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      for (let picture = 0; picture < 10; picture += 1) await new Promise(requestAnimationFrame);
    }),
  );
  await slow(1);
  const each = (one) => (one.work - idle.work) / APPENDED;
  await judge.leave();
  return { count, rows, join, open, idle, append: { ...append, each: each(append) }, event: { ...event, each: each(event) }, scroll: { ...scroll, fps: fps(scroll.answer) }, jump, find };
}

// A page of one empty box, and lines put into one.
async function bare(browser) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.setContent(`<!doctype html><html lang=zh><style>main{height:400px;width:380px;overflow:auto}</style><main><div style="height:600000px"></div><ol></ol></main>`);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const scroll = await scrollThrough(page, "main", 60, PICTURES);
  const open = await tasks(browser, page, () => page.evaluate(async () => {
    const row = "<li><time>09:34</time><p><b>审判长</b>：双方对交货期限和付款方式有过多次协商，聊天记录里都有，请法庭注意第三页的时间。</p></li>";
    document.querySelector("ol").innerHTML = row.repeat(30);
    for (let picture = 0; picture < 5; picture += 1) await new Promise(requestAnimationFrame);
  }));
  await context.close();
  return { fps: fps(scroll), open };
}

export async function alone(counts = [FEW, 10_000, 100_000]) {
  const backend = await Backend.start();
  const browsers = await Browsers.start();
  const thick = await Thick.before(backend, FEW);
  try {
    const court = await openCourt(backend, namesOf(backend));
    court.judge.leave();
    await sleep(300);
    const blank = await bare(browsers.chromium);
    const found = [];
    for (const count of counts) found.push(await measure(browsers, thick, backend, court, count));
    return { found, blank };
  } finally {
    await browsers.stop();
    await thick.stop();
    await backend.stop();
  }
}

export const told = ({ found, blank }) => {
  const of = ({ work, longest }) => `${work.toFixed(0)} ms of work, longest task ${longest.toFixed(0)} ms`;
  return [
    `bare: thirty rows ${of(blank.open)}; scrolled ${blank.fps.toFixed(1)} pictures a second`,
    ...found.flatMap((one) => [
      `${one.count} lines, ${one.rows} rows in the page, CPU ${SLOWER}× slower`,
      `  joined: ${of(one.join)}`,
      `  opened: ${of(one.open)}`,
      `  scrolled: ${one.scroll.fps.toFixed(1)} pictures a second, longest task ${one.scroll.longest.toFixed(0)} ms`,
      `  jumped: ${of(one.jump)}, ${one.jump.answer} of 5 without rows`,
      `  a line more: ${one.append.each.toFixed(2)} ms each, longest task ${one.append.longest.toFixed(0)} ms`,
      `  another event: ${one.event.each.toFixed(2)} ms each, longest task ${one.event.longest.toFixed(0)} ms`,
      `  looked for: ${of(one.find)}`,
    ]),
  ].join("\n");
};

const asked = process.argv.slice(2).map(Number);
if (process.argv[1] === import.meta.filename) console.log(told(await alone(asked.length ? asked : undefined)));
