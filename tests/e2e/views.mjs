// One page in both languages, light and dark, on a desktop and on a phone.
import { sleep } from "./court.mjs";

export const SIZES = { desktop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } };
const LYING = { width: 844, height: 390 };

export async function show(person, { language, theme, size }) {
  await person.page.setViewportSize(size === "lying" ? LYING : SIZES[size]);
  await person.run(
    ([lang, light]) => {
      const root = document.documentElement;
      if (root.lang !== lang) document.querySelector('[data-act="language"]')?.click();
      if (root.dataset.theme !== light) document.querySelector('[data-act="theme"]')?.click();
    },
    [language === "en" ? "en" : "zh-CN", theme],
  );
  await sleep(100);
  await person.run(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  // On a busy machine a colour may still be on its way from one light to the other.
  await person.run(async () => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.all(ending.map((one) => one.finished.catch(() => {})));
  });
}
