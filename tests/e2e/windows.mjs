// The exhibits' own window, in either kind of browser.
import { Person, until } from "./court.mjs";

// Presses the key and takes the window that comes.
export async function openSecond(person) {
  const byPlaywright = person.driver === "playwright";
  const coming = byPlaywright ? person.context.waitForEvent("page") : new Promise((came) => person.page.once("popup", came));
  await person.press("second-screen");
  const page = await coming;
  const other = new Person(`${person.name}-second`);
  other.sockets = 0;
  if (byPlaywright) page.on("websocket", () => (other.sockets += 1));
  other.take(page, person.driver, person.context);
  await other.see("[data-follows]");
  return other;
}

export const closed = (person) => until(`${person.name} has closed`, () => person.page.isClosed());
export const goes = (person, selector) => person.till(`${selector} goes`, async () => (await person.count(selector)) === 0);

// Puts something in front of the page, or takes it away.
export const cover = (person, hidden) =>
  person.run((so) => {
    Object.defineProperty(document, "hidden", { value: so, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
