// The court as the tests use it: the real backend with the real app, real browsers, one driver for both kinds.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";
import { devices } from "./devices.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const binary = process.env.KAITING_BACKEND ?? path.join(root, "target/debug/kaiting");
// Where a person's screen is put when he does not see what he should.
const SHOTS = path.join(root, "target/e2e");
const dist = process.env.KAITING_DIST ?? path.join(root, "dist");

export const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
  "--disable-background-networking",
  "--disable-renderer-backgrounding",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
];

// One colour and one tone for each seat of G1.
export const SEATS = {
  judge: { colour: "#c00000", tone: 500 },
  clerk: { colour: "#00a000", tone: 700 },
  plaintiff: { colour: "#0000d0", tone: 900 },
  "plaintiff-rep": { colour: "#c0c000", tone: 1100 },
  defendant: { colour: "#00b0b0", tone: 1300 },
  witness: { colour: "#b000b0", tone: 1500 },
  observer: { colour: "#ffffff", tone: 1700 },
};

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// Asks until the answer is good, and says what was wanted when it never is.
export async function until(what, probe, { within = 20_000, every = 100 } = {}) {
  const end = Date.now() + within;
  let last;
  for (;;) {
    last = await probe();
    if (last) return last;
    if (Date.now() > end) throw new Error(`not within ${within} ms: ${what} (last: ${JSON.stringify(last)})`);
    await sleep(every);
  }
}

export class Backend {
  // `claim`: seconds that who holds a seat has to answer another device; in most hearings here one sits down at once.
  // `flags`: what else `serve` is told; `env`: and by its environment.
  static async start({ data, port = 0, claim = 0, flags = [], env = {} } = {}) {
    const one = new Backend();
    one.flags = flags;
    one.env = env;
    one.claim = claim;
    one.data = data ?? (await mkdtemp(path.join(tmpdir(), "kaiting-")));
    one.own = !data;
    one.port = port;
    await one.up();
    return one;
  }

  async up() {
    const order = ["serve", "--port", String(this.port), "--data", this.data, "--dist", dist, "--seed-demo", "--json", "--seat-claim-seconds", String(this.claim), ...this.flags];
    this.child = spawn(binary, order, { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...this.env } });
    this.ended = new Promise((done) => this.child.once("exit", done));
    let text = "";
    const ready = new Promise((done, failed) => {
      this.child.stdout.on("data", (chunk) => {
        text += chunk;
        if (text.includes("\n")) done(JSON.parse(text));
      });
      this.child.once("exit", (code) => failed(new Error(`the backend ended with ${code}`)));
    });
    const { base, seats } = await ready;
    this.base = base;
    this.seats = seats;
    // The next life is to be found under the same address.
    this.port = Number(new URL(base).port);
  }

  link(kase, seat) {
    const found = this.seats.find((one) => one.case === kase && one.seat === seat);
    if (!found) throw new Error(`no link for ${kase} ${seat}`);
    return found.url;
  }

  async kill(signal = "SIGKILL") {
    this.child.kill(signal);
    await this.ended;
  }

  // For everybody at once the line is silent, as in a tunnel: nothing is refused, and nothing answers.
  pause() {
    this.child.kill("SIGSTOP");
  }

  resume() {
    this.child.kill("SIGCONT");
  }

  async stop() {
    this.resume();
    if (this.child.exitCode === null && this.child.signalCode === null) await this.kill("SIGTERM");
    if (this.own) await rm(this.data, { recursive: true, force: true });
  }
}

// Both kinds of browser, behind the few things a person does.
export class Browsers {
  static async start({ firefox = false } = {}) {
    const one = new Browsers();
    one.chromium = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: CHROMIUM_FLAGS });
    if (firefox) {
      one.firefox = await puppeteer.launch({
        browser: "firefox",
        executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
        headless: true,
        extraPrefsFirefox: {
          "intl.accept_languages": "zh-CN, zh",
          "media.navigator.permission.disabled": true,
          "media.navigator.streams.fake": true,
          "media.navigator.audio.fake_frequency": SEATS.defendant.tone,
          "permissions.default.camera": 1,
          "permissions.default.microphone": 1,
          "media.block-autoplay-until-in-foreground": false,
          "media.autoplay.default": 0,
          "media.autoplay.block-webaudio": false,
          "media.autoplay.blocking_policy": 0,
          "media.navigator.video.default_fps": 5,
          "media.peerconnection.ice.loopback": true,
          "media.peerconnection.ice.obfuscate_host_addresses": false,
        },
      });
    }
    return one;
  }

  // Sits down at a browser of one's own. `phone` is a window of a phone's size; with `touch` it knows of no mouse either.
  // `first` runs in the page before what the page brings along. `rate`: pictures a second of its camera; where it is not them
  // that are tested, every one of them costs a core that the next test needs.
  async seat(name, { url, phone = false, touch = false, kind = "chromium", language = "zh-CN", sitter, first, rate = 5 } = {}) {
    const size = phone ? { width: 390, height: 844 } : { width: 1366, height: 768 };
    const own = { ...(SEATS[name] ?? SEATS.observer), rate, ...(sitter ? { colour: sitter, sitter: true } : {}) };
    const seat = new Person(name);
    if (kind === "firefox") {
      const context = await this.firefox.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport(size);
      await page.bringToFront();
      await page.evaluateOnNewDocument(devices, { ...own, native: true });
      seat.take(page, "puppeteer", context);
    } else {
      const context = await this.chromium.newContext({ viewport: size, locale: language, hasTouch: touch, isMobile: touch });
      const page = await context.newPage();
      await page.addInitScript(devices, own);
      seat.take(page, "playwright", context);
    }
    if (first) await seat.before(first);
    if (url) await seat.open(url);
    return seat;
  }

  async stop() {
    await this.chromium?.close();
    await this.firefox?.close();
  }
}

export class Person {
  constructor(name) {
    this.name = name;
    this.troubles = [];
  }

  take(page, driver, context) {
    this.page = page;
    this.driver = driver;
    this.context = context;
    page.on("pageerror", (error) => this.troubles.push(String(error?.message ?? error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.troubles.push(`${message.text()} ${message.location?.()?.url ?? ""}`.trim());
    });
  }

  async open(url) {
    await this.page.goto(url, { waitUntil: "load" });
    await this.see("[data-ready]");
  }

  // Runs in each page that is opened here, before what the page brings along.
  before(work, ...given) {
    return this.driver === "playwright" ? this.page.addInitScript(work, ...given) : this.page.evaluateOnNewDocument(work, ...given);
  }

  // Another tab of the same browser.
  async tab(url) {
    const second = new Person(this.name);
    second.take(await this.context.newPage(), this.driver, this.context);
    await second.open(url);
    return second;
  }

  // Hands a file to a field for files.
  async give(field, file) {
    const selector = `[data-field="${field}"]`;
    if (this.driver === "playwright") return this.page.setInputFiles(selector, file);
    const input = await this.page.waitForSelector(selector);
    return input.uploadFile(file);
  }

  static at(act, of) {
    return of === undefined ? `[data-act="${act}"]` : `[data-act="${act}"][data-of="${of}"]`;
  }

  // Waits until something can be seen.
  async see(selector, within = 20_000) {
    try {
      if (this.driver === "playwright") await this.page.locator(selector).first().waitFor({ state: "visible", timeout: within });
      else await this.page.waitForSelector(selector, { visible: true, timeout: within });
    } catch (error) {
      await this.complain(`does not see ${selector}`, error);
    }
  }

  // Waits until something is so on this person's page.
  async till(what, probe, options) {
    try {
      return await until(what, probe, options);
    } catch (error) {
      return await this.complain(`waits in vain: ${what}`, error);
    }
  }

  async complain(what, cause) {
    await mkdir(SHOTS, { recursive: true });
    await this.picture(path.join(SHOTS, `${this.name}.png`)).catch(() => {});
    throw new Error(`${this.name} ${what}; the page says: ${await this.words()}; troubles: ${[...new Set(this.troubles)].join(" | ")}`, { cause });
  }

  async words() {
    return (await this.run(() => document.body.innerText)).replaceAll(/\s+/g, " ").slice(0, 300);
  }

  async press(act, of) {
    const selector = `${Person.at(act, of)}:not(:disabled):not([data-fresh])`;
    await this.see(selector);
    if (this.driver === "playwright") await this.page.locator(selector).first().click();
    else await this.page.locator(selector).click();
  }

  // Through the door; past the notice that this browser is only good for the forms, where there is one.
  async comeIn() {
    if (await this.count('[data-act="fill-only"]')) await this.press("fill-only");
    await this.press("enter");
  }

  async type(field, text) {
    const selector = `[data-field="${field}"]`;
    await this.see(selector);
    if (this.driver === "playwright") await this.page.locator(selector).first().fill(text);
    else await this.page.locator(selector).fill(text);
  }

  async choose(field, value) {
    const selector = `[data-field="${field}"]`;
    await this.see(selector);
    if (this.driver === "playwright") await this.page.locator(selector).first().selectOption(value);
    else await this.page.select(selector, value);
  }

  // A box or a button of a list that is drawn by its label.
  async tick(selector) {
    await until(`${this.name} can tick ${selector}`, () => this.count(selector));
    await this.run((wanted) => document.querySelector(wanted).click(), selector);
  }

  async key(key) {
    await this.page.keyboard.press(key);
  }

  run(work, ...given) {
    return this.page.evaluate(work, ...given);
  }

  count(selector) {
    return this.run((wanted) => document.querySelectorAll(wanted).length, selector);
  }

  text(selector) {
    return this.run((wanted) => document.querySelector(wanted)?.textContent ?? null, selector);
  }

  picture(file) {
    return this.page.screenshot({ path: file });
  }

  async leave() {
    await this.context.close();
  }
}
