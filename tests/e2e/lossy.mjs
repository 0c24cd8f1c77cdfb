// The way of the media, over a bridge that drops what it is told to: of one person's packets, both ways, so many of a hundred.
import { createSocket } from "node:dgram";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const SERVER = "127.0.0.1";
const BRIDGE = "127.0.0.2";

const bound = (port, address) =>
  new Promise((done, failed) => {
    const socket = createSocket("udp4");
    socket.once("error", failed);
    socket.bind(port, address, () => done(socket));
  });

export class Bridge {
  static async over() {
    const one = new Bridge();
    one.front = await bound(0, BRIDGE);
    one.port = one.front.address().port;
    one.backs = new Map(); // the browser's port -> our socket to the server
    one.lost = new Map(); // the browser's port -> of a hundred
    one.front.on("message", (packet, from) => one.up(packet, from));
    one.folder = await mkdtemp(path.join(tmpdir(), "kaiting-bridge-"));
    one.config = path.join(one.folder, "kaiting.toml");
    await writeFile(one.config, `[media]\nport = ${one.port}\nadvertised = ["${BRIDGE}"]\n`);
    return one;
  }

  // What the backend is told, so that its media go over here.
  get flags() {
    return ["--config", this.config];
  }

  drops(port) {
    return Math.random() * 100 < (this.lost.get(port) ?? 0);
  }

  async up(packet, { address, port }) {
    if (!this.backs.has(port)) {
      const back = bound(0, SERVER).then((socket) => {
        socket.on("message", (answer) => this.drops(port) || this.front.send(answer, port, address));
        return socket;
      });
      this.backs.set(port, back);
    }
    const back = await this.backs.get(port);
    if (!this.drops(port)) back.send(packet, this.port, SERVER);
  }

  // From now on, of all that goes to this person's page or comes from it.
  async loses(person, percent) {
    for (const port of await person.run(() => window.court.ports())) this.lost.set(port, percent);
  }

  async stop() {
    this.front.close();
    for (const back of this.backs.values()) (await back).close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
