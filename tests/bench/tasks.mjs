// What a page's main thread has to do while something goes on, on a machine four times as slow.
import { randomUUID } from "node:crypto";

export const SLOWER = 4;

// All tasks of the page's main thread while `work` went on, in ms of the slowed thread's own time: what other programs take is not ours.
export async function tasks(browser, page, work) {
  const name = `kaiting-${randomUUID()}`;
  await browser.startTracing(page, { categories: ["toplevel", "blink.user_timing", "devtools.timeline", "disabled-by-default-devtools.timeline"] });
  await page.evaluate((mark) => performance.mark(mark), name);
  const answer = await work();
  const { traceEvents: events } = JSON.parse((await browser.stopTracing()).toString());
  const mark = events.find((one) => one.name === name);
  const own = events.filter((one) => one.pid === mark.pid && one.tid === mark.tid && one.ph === "X" && one.ts >= mark.ts);
  const named = (kind) => own.filter((one) => one.name === kind);
  const all = named("RunTask").length ? named("RunTask") : named("ThreadControllerImpl::RunTask");
  const took = all.map((one) => (one.tdur ?? one.dur) / 1000);
  return { answer, work: took.reduce((sum, ms) => sum + ms, 0), longest: Math.max(0, ...took) };
}

// Scrolls so many pixels with each picture, to the end of what scrolls, and says how long each picture took.
export const scrollThrough = (page, selector, step, pictures = Infinity) =>
  page.evaluate(
    async ([wanted, px, most]) => {
      const box = document.querySelector(wanted);
      const times = [];
      let last = await new Promise(requestAnimationFrame);
      for (let at = -1; box.scrollTop !== at && times.length < most; ) {
        at = box.scrollTop;
        // By a hand: what follows its end would go back there.
        box.dispatchEvent(new WheelEvent("wheel", { bubbles: true }));
        box.scrollTop += px;
        const now = await new Promise(requestAnimationFrame);
        times.push(now - last);
        last = now;
      }
      return times;
    },
    [selector, step, pictures],
  );

export const fps = (times) => (1000 * times.length) / times.reduce((sum, ms) => sum + ms, 0);
