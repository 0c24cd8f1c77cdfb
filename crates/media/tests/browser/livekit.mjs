// A real LiveKit server on the loopback, with ports and keys of its own. KAITING_LIVEKIT_SERVER names the built one.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** A port that nobody has, neither for TCP nor for UDP. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const socket = createSocket('udp4');
  const free = await new Promise((done) => {
    socket.once('error', () => done(false));
    socket.bind(port, '127.0.0.1', () => done(true));
  });
  socket.close();
  await new Promise((done) => server.close(done));
  return free ? port : freePort();
}

export class LiveKit {
  static program = process.env.KAITING_LIVEKIT_SERVER;

  /** `webhook`: whom it tells what happens. */
  static async start({ webhook } = {}) {
    if (!LiveKit.program) throw new Error('KAITING_LIVEKIT_SERVER must name a built livekit-server; cargo xtask test --livekit does all of it');
    const one = new LiveKit();
    one.key = `court${randomBytes(4).toString('hex')}`;
    one.secret = randomBytes(24).toString('hex');
    one.webhook = webhook;
    const [signalling, udp, tcp] = [await freePort(), await freePort(), await freePort()];
    one.url = `http://127.0.0.1:${signalling}`;
    one.config = {
      port: signalling,
      bind_addresses: ['127.0.0.1'],
      rtc: { udp_port: udp, tcp_port: tcp, use_external_ip: false, node_ip: '127.0.0.1', enable_loopback_candidate: true, interfaces: { includes: ['lo'] }, stun_servers: [`127.0.0.1:${udp}`] },
      // As it is to be run for a court: a room that we have not made does not come to be by somebody's joining.
      room: { auto_create: false },
      keys: { [one.key]: one.secret },
      logging: { level: process.env.LIVEKIT_LOG ?? 'error' },
      ...(webhook && { webhook: { api_key: one.key, urls: [webhook] } }),
    };
    await one.up();
    return one;
  }

  async up() {
    this.child = spawn(LiveKit.program, [], { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, LIVEKIT_CONFIG: JSON.stringify(this.config) } });
    this.ended = once(this.child, 'exit');
    for (const end = Date.now() + 20_000; ; await sleep(100)) {
      if (this.child.exitCode !== null) throw new Error(`livekit-server ended with ${this.child.exitCode}`);
      if (await fetch(this.url).then((answer) => answer.ok, () => false)) return;
      if (Date.now() > end) throw new Error('livekit-server does not answer');
    }
  }

  /** What a program of ours needs to know of it. */
  get env() {
    return { KAITING_LIVEKIT_URL: this.url, KAITING_LIVEKIT_API_KEY: this.key, KAITING_LIVEKIT_API_SECRET: this.secret };
  }

  async stop() {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
