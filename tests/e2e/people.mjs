// What people do in G1, in the words of its script.
import { until } from "./court.mjs";

// Names as the case file has them.
export const namesOf = (backend, kase = "G1") => Object.fromEntries(backend.seats.filter((one) => one.case === kase).map((one) => [one.seat, one.name]));

// Speaks, hears himself, hears the tones, and waits for the line to be measured.
export async function testDevices(person) {
  await person.press("devices-start");
  if (person.driver !== "puppeteer") {
    await person.press("devices-heard-self");
    await person.press("devices-heard");
    for (const device of ["camera", "microphone", "speaker"]) await person.see(`[data-check="${device}"][data-result="good"]`);
  }
  await person.see('[data-check="network"]:is([data-result="good"], [data-result="fail"])', 40_000);
}

// Through check-in, one thing per screen, to the waiting room. `expert`: who assists a side as an expert.
export async function checkIn(person, name, { witness = false, watches = false, expert = false } = {}) {
  await person.press("start-check-in");
  await person.type("name", name);
  await person.type("number", "110108198601010027");
  await person.press("state-identity");
  if (person.name.endsWith("-rep")) {
    await person.tick('[data-field="scope-special"]');
    await person.tick('[data-field="settle"]');
  }
  if (person.name.endsWith("-rep") || person.name === "defender") {
    await person.tick('[data-field="paper-later"]');
    await person.press("state-authority");
  }
  if (!witness && !watches && !expert) {
    for (const stage of ["hearing", "mediation", "verdict"]) await person.tick(`[data-act="consent-${stage}-agreed"]`);
    await person.press("give-consent");
  }
  await person.tick('[data-field="no-help"]');
  if (!witness && !watches && !expert) await person.tick('[data-field="no-bars"]');
  await person.press("state-suitability");
  for (let rule = 1; rule <= 6; rule += 1) await person.press("acknowledge-rule", String(rule));
  // A procurator is told no rights, nor is who watches.
  if (!watches && person.name !== "prosecutor") for (let right = 1; right <= 7; right += 1) await person.press("acknowledge-right", String(right));
  await person.press("declare-no-recording");
  if (witness) {
    await person.type("signed-name", name);
    await person.press("give-undertaking");
  }
  if (!watches) {
    await person.type("region", "北京市海淀区");
    await person.choose("place-kind", "home");
    await person.tick('[data-field="quiet"]');
    await person.tick('[data-field="alone"]');
    await person.press("state-place");
    await testDevices(person);
    await person.press("report-devices");
    // This machine has no sound device, so that Firefox plays nothing: the person goes on without, as the page allows.
    if (person.driver === "puppeteer") await person.press("ask-yes");
  }
  await person.see('[data-place="waiting"]');
}

// The clerk looks at the person beside his entry and answers. Who shows no picture is verified in person.
export async function verify(clerk, seat, { unseen = false } = {}) {
  await clerk.press("verify", seat);
  await clerk.see(`[data-person="${seat}"]`);
  if (unseen) return clerk.press("verify-offline", seat);
  await clerk.see('.verify-seat[data-seen="Picture"]');
  await clerk.press("verify-identity", seat);
}

// The clerk chooses the speaker, types, presses Enter, and sees the line saved.
export async function type(clerk, speaker, text) {
  await clerk.press("speaker", speaker);
  const before = await clerk.count('[data-line-state="saved"]');
  await clerk.page.locator("[data-editor]").fill(text);
  await clerk.key("Enter");
  await clerk.till(`“${text}” is saved`, async () => (await clerk.run((words) => [...document.querySelectorAll('[data-line-state="saved"]')].some((line) => line.textContent.includes(words)), text.slice(0, 20))) || (await clerk.count('[data-line-state="saved"]')) > before + 40);
}

export async function enterStage(judge, stage, { record = [], issues } = {}) {
  await judge.press("next-stage");
  for (const item of record) await judge.press("record-item", item);
  if (issues) {
    await judge.type("issues", issues.join("\n"));
    await judge.press("set-issues");
  }
  await judge.press("enter-stage", stage);
  await judge.see(`[data-stage="${stage}"][aria-current="step"]`);
}

// Pages through the record from its beginning until the line with these words is there, as who looks for it does.
export async function turnTo(person, words) {
  const found = await person.run(async (words) => {
    const reading = document.querySelector("[data-reading]");
    const here = () => [...reading.querySelectorAll("[data-line]")].find((line) => line.textContent.includes(words))?.dataset.line;
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const atEnd = () => reading.scrollTop + reading.clientHeight >= reading.scrollHeight - 1;
    for (reading.scrollTop = 0, await drawn(); !here() && !atEnd(); await drawn()) reading.scrollTop += reading.clientHeight / 2;
    return here();
  }, words);
  return found ?? person.complain(`finds no line “${words}”`);
}

// Reads to the end, ticks, signs.
export async function sign(person, name) {
  await person.see('[data-act="confirm-read"]');
  await person.run(() => {
    const reading = document.querySelector("[data-reading]") ?? document.scrollingElement;
    reading.scrollTop = reading.scrollHeight;
  });
  await person.press("confirm-read");
  await person.type("sign-name", name);
  await person.press("sign");
  await person.see('[data-signed="true"]');
}

// When G1 is planned for, or a while after now when that is past: a delay leads to no time before it.
export const delayed = () => Math.max(Date.now(), Date.parse(`${day()}T09:30:00+08:00`)) + 1_200_000;

// The days of the demonstration as the backend sets them (server/src/seed): G1 on its own day, or today when that is past.
export function day(after = 0) {
  const [DAY, CHINA] = [86_400_000, 8 * 3_600_000];
  const first = Math.max(Date.parse("2026-11-26T00:00:00Z"), Math.floor((Date.now() + CHINA) / DAY) * DAY);
  return new Date(first + after * DAY).toISOString().slice(0, 10);
}
