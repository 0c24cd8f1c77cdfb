// A thousand exhibits in the list, on a machine four times as slow: opened, scrolled through, sifted, and one more filed.
// `node tests/bench/thousand.mjs` prints it; tests/e2e/thousand.test.mjs holds it to its goals, bench.mjs writes it down.
import { createHash } from "node:crypto";
import { Backend, Browsers, sleep } from "../e2e/court.mjs";
import { Wire } from "../e2e/wire.mjs";
import { SLOWER, fps, scrollThrough, tasks } from "./tasks.mjs";

export const CASE = "G3";

const PDF = Buffer.from("%PDF-1.4\n1 0 obj <</Type /Page>> endobj\ntrailer <<>>\n%%EOF\n");

async function put(backend, session) {
  const answer = await fetch(`${backend.base}/api/exhibits`, {
    method: "PUT",
    headers: { authorization: `Bearer ${session}`, "x-sha256": createHash("sha256").update(PDF).digest("hex"), "content-type": "application/octet-stream" },
    body: PDF,
  });
  if (!answer.ok) throw new Error(`the file is not taken: ${await answer.text()}`);
  return answer.json();
}

// Every fiftieth is a bank statement.
const filing = (letter, n, file) => ({
  file_exhibit: {
    exhibit: `${letter}${n}`,
    title: n % 50 ? `往来函件第${n}封` : `银行流水第${n}册`,
    category: "documentary",
    source: "自存",
    purpose: "证明双方就交货期限、付款方式多次协商的事实",
    secrecy: "parties",
    file,
  },
});

// Files so many, of which a seat has five hundred at most; the clerk may write fast. Answers with a way to file one more.
export async function fileMany(backend, count) {
  const wires = await Promise.all([["clerk", "X", 0.48], ["plaintiff-rep", "Y", 0.26], ["defendant-rep", "Z", 0.26]].map(async ([seat, letter, share]) => {
    const wire = await Wire.sit(backend, CASE, seat);
    const file = await put(backend, wire.pass.session);
    return { wire, letter, file, count: Math.round(count * share) };
  }));
  await Promise.all(wires.map(async ({ wire, letter, file, count: own }) => {
    for (let n = 1; n <= own; n += 1) {
      await wire.must(filing(letter, n, file));
      // No more than twenty a second are heard of a party.
      if (letter !== "X") await sleep(55);
    }
  }));
  const [clerk] = wires;
  for (const { wire } of wires.slice(1)) wire.leave();
  return {
    statements: wires.reduce((sum, { count: own }) => sum + Math.floor(own / 50), 0),
    oneMore: () => clerk.wire.must(filing(clerk.letter, (clerk.count += 1), clerk.file)),
  };
}

// Does something in the page and waits for the picture that comes of it; `done` is looked at with each picture.
const untilDrawn = (page, act, done) =>
  page.evaluate(
    async ([press, wanted]) => {
      const from = performance.now();
      const control = document.querySelector(press);
      if (control?.matches("input")) {
        control.value = "银行流水";
        control.dispatchEvent(new Event("input", { bubbles: true }));
      } else control?.click();
      while (!document.querySelector(wanted)) await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return performance.now() - from;
    },
    [act, done],
  );

// The same number of rows and cells with nothing behind them, in a page of nothing else.
async function bare(browser, person, rows, height) {
  const page = await person.context.newPage();
  const devtools = await page.context().newCDPSession(page);
  await page.setContent(`<!doctype html><html lang=zh><style>main{height:700px;overflow:auto}</style><button onclick="document.querySelector('main').innerHTML=window.rows"></button><main></main>`);
  await page.evaluate((count) => {
    const cell = "<td>往来函件第1封<br>书证</td>";
    window.rows = `<table>${`<tr>${cell.repeat(7)}</tr>`.repeat(count)}</table>`;
  }, rows);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const open = await tasks(browser, page, () => untilDrawn(page, "button", "td"));
  await page.evaluate((px) => (document.querySelector("main").innerHTML = `<div style="height:${px}px"></div>`), height);
  const scroll = await scrollThrough(page, "main", 120);
  await page.close();
  return { open, fps: fps(scroll) };
}

// `person` stands in the courtroom, and the list is what he turns to.
export async function measure(browser, person, { oneMore, statements }) {
  const { page } = person;
  const devtools = await person.context.newCDPSession(page);
  const slow = (rate) => devtools.send("Emulation.setCPUThrottlingRate", { rate });
  await person.see('[data-act="to-evidence"]');
  await slow(SLOWER);
  const open = await tasks(browser, page, () => untilDrawn(page, '[data-act="to-evidence"]', ".exhibits [data-exhibit]"));
  await person.see(".exhibits [data-exhibit]");
  const rows = await person.count(".exhibits [data-exhibit]");
  const height = await person.run(() => document.querySelector(".work").scrollHeight);
  const scroll = await tasks(browser, page, () => scrollThrough(page, ".work", 120));
  // Grasped by its bar, the list jumps: what is in view is there with the next picture.
  const jump = await tasks(browser, page, () =>
    person.run(async () => {
      const work = document.querySelector(".work");
      let empty = 0;
      for (const part of [0.1, 0.9, 0.3, 0.7, 0.5]) {
        work.scrollTop = part * work.scrollHeight;
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        const middle = document.elementFromPoint(innerWidth / 3, innerHeight / 2);
        if (!middle?.closest("[data-row]")) empty += 1;
      }
      work.scrollTop = 0;
      return empty;
    }),
  );
  const shown = Number(await person.run(() => document.querySelector(".sift-count").dataset.shown));
  const added = await tasks(browser, page, async () => {
    await oneMore();
    await person.till("one more is shown", async () => (await person.count(`.sift-count[data-shown="${shown + 1}"]`)) === 1);
  });
  const sift = await tasks(browser, page, () => untilDrawn(page, '[data-field="find-exhibit"]', `.sift-count[data-shown="${statements}"]`));
  await slow(1);
  const blank = await bare(browser, person, rows, height);
  return { shown, rows, open, scroll: { ...scroll, fps: fps(scroll.answer) }, jump, added, sift, blank };
}

export const told = ({ shown, rows, open, scroll, jump, added, sift, blank }) => {
  const of = ({ work, longest }) => `${work.toFixed(0)} ms of work, longest task ${longest.toFixed(0)} ms`;
  return [
    `${shown} exhibits, ${rows} rows in the page, CPU ${SLOWER}× slower`,
    `opened: ${of(open)}, drawn after ${open.answer.toFixed(0)} ms (bare rows: ${of(blank.open)})`,
    `scrolled through: ${scroll.fps.toFixed(1)} pictures a second, longest task ${scroll.longest.toFixed(0)} ms (bare page: ${blank.fps.toFixed(1)})`,
    `jumped: longest task ${jump.longest.toFixed(0)} ms, ${jump.answer} of 5 without rows`,
    `sifted: ${of(sift)}, drawn after ${sift.answer.toFixed(0)} ms`,
    `one more: ${of(added)}`,
  ].join("\n");
};

// A court of its own, for who wants the figures alone.
export async function alone() {
  const backend = await Backend.start();
  const browsers = await Browsers.start();
  try {
    const many = await fileMany(backend, 1_000);
    const judge = await browsers.seat("judge", { url: backend.link(CASE, "judge") });
    await judge.press("enter");
    await judge.see('[data-place="courtroom"]');
    return await measure(browsers.chromium, judge, many);
  } finally {
    await browsers.stop();
    await backend.stop();
  }
}

if (process.argv[1] === import.meta.filename) console.log(told(await alone()));
