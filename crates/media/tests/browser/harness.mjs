// The media server of examples/media_server.rs, and browsers that join it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { LiveKit, freePort } from './livekit.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const seatScript = readFileSync(path.join(here, 'seat.js'), 'utf8');
const client = createRequire(import.meta.url).resolve('livekit-client').replace(/[^/]*$/, 'livekit-client.umd.js');
const clientScript = readFileSync(client, 'utf8');

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Asks again and again until the answer is good; fails after `ms`. */
export async function until(what, ms, probe) {
  const end = Date.now() + ms;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await sleep(50);
  }
}

export class Server {
  /** Starts the program named by KAITING_MEDIA_SERVER on a free port of the loopback; where KAITING_LIVEKIT_SERVER is set, with that engine behind it. */
  static async start() {
    const program = process.env.KAITING_MEDIA_SERVER;
    if (!program) throw new Error('KAITING_MEDIA_SERVER must name the built example media_server');
    const server = new Server();
    const port = await freePort();
    if (LiveKit.program) server.livekit = await LiveKit.start({ webhook: `http://127.0.0.1:${port}/rtc/webhook` });
    const order = ['--port', String(port), ...(server.livekit ? ['--livekit', server.livekit.url] : [])];
    server.child = spawn(program, order, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...server.livekit?.env } });
    const [line] = await once(createInterface(server.child.stdout), 'line');
    server.base = line;
    return server;
  }

  async stop() {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
    await this.livekit?.stop();
  }

  async order(order) {
    const answer = await fetch(`${this.base}/admin`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(order),
    });
    const result = await answer.json();
    if (result.error) throw new Error(`${order.do}: ${result.error}`);
    return result;
  }

  async token(grant) {
    return (await this.order({ do: 'token', ...grant })).token;
  }

  async room(name) {
    await this.order({ do: 'create', room: name });
    return name;
  }

  /** What the server told the hearing about one room. */
  async facts(room) {
    const all = await (await fetch(`${this.base}/facts`)).json();
    return all.filter((fact) => fact.includes(`"${room}"`));
  }

  /** Seconds of processor time used so far, and resident megabytes. */
  usage() {
    const proc = `/proc/${this.child.pid}`;
    const stat = readFileSync(`${proc}/stat`, 'utf8').split(') ')[1].split(' ');
    const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`${proc}/status`, 'utf8'))[1];
    return { seconds: (Number(stat[11]) + Number(stat[12])) / 100, megabytes: Number(resident) / 1024 };
  }
}

/** A person's page in either browser. */
export class Seat {
  constructor(server, page, close) {
    Object.assign(this, { server, page, close });
  }

  run(body, argument) {
    return this.page.evaluate(body, argument);
  }

  async join(grant, options) {
    return this.joinWith(await this.server.token(grant), options);
  }

  joinWith(token, options) {
    return this.run(([url, t, o]) => window.seat.join(url, t, o), [this.server.base, token, options]);
  }

  /** 'joined', or why not. */
  tryWith(token) {
    return this.run(([url, t]) => window.seat.join(url, t).then(() => 'joined', (e) => `refused: ${e.message}`), [this.server.base, token]);
  }

  received() {
    return this.run(() => window.seat.received());
  }

  seen() {
    return this.run(() => window.seat.frames);
  }

  async sees(count, ms = 8000) {
    await until(`${count} people seen`, ms, async () => Object.keys(await this.seen()).length >= count);
  }

  async event(name, ms) {
    const found = await until(name, ms, () => this.run((n) => window.seat.events.find((e) => e[0] === n) ?? null, name));
    return found[1];
  }

  /** What came in during `ms`. */
  async during(ms) {
    const before = await this.received();
    await sleep(ms);
    const after = await this.received();
    const rise = {};
    for (const kind of ['audio', 'video']) {
      rise[kind] = {};
      for (const [name, value] of Object.entries(after[kind])) {
        rise[kind][name] = Array.isArray(value) ? value : value - before[kind][name];
      }
      rise[kind].each = after[kind].each.map((value, index) => value - (before[kind].each[index] ?? 0));
    }
    return rise;
  }
}

async function prepare(server, page) {
  await page.goto(server.base);
  await page.addScriptTag({ content: clientScript });
  await page.addScriptTag({ content: seatScript });
}

export class Chromium {
  static async start(server) {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      headless: true,
      args: ['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
        '--autoplay-policy=no-user-gesture-required', '--disable-background-networking'],
    });
    return Object.assign(new Chromium(), { server, browser });
  }

  async seat() {
    const context = await this.browser.newContext({ permissions: ['camera', 'microphone'] });
    const page = await context.newPage();
    if (process.env.VERBOSE) page.on('console', (message) => console.log('   page:', message.text().slice(0, 300)));
    await prepare(this.server, page);
    return new Seat(this.server, page, () => context.close());
  }

  seats(count) {
    return Promise.all(Array.from({ length: count }, () => this.seat()));
  }

  stop() {
    return this.browser.close();
  }
}

export class Firefox {
  static async start(server) {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
      headless: true,
      extraPrefsFirefox: {
        'media.navigator.permission.disabled': true,
        'media.navigator.streams.fake': true,
        'media.autoplay.default': 0,
        'media.autoplay.blocking_policy': 0,
        // Firefox takes no path over the loopback unless told to.
        'media.peerconnection.ice.loopback': true,
        'permissions.default.camera': 1,
        'permissions.default.microphone': 1,
        'media.peerconnection.ice.obfuscate_host_addresses': false,
      },
    });
    return Object.assign(new Firefox(), { server, browser });
  }

  async seat() {
    const page = await this.browser.newPage();
    await prepare(this.server, page);
    return new Seat(this.server, page, () => page.close());
  }

  stop() {
    return this.browser.close();
  }
}
