// A way to the backend on which the record is as thick as one wants: behind the lines that the snapshot has come so many more,
// which the backend knows nothing of. To write them all down would take longer than any hearing.
import http from "node:http";
import net from "node:net";
import WebSocket, { WebSocketServer } from "ws";

const KINDS = ["speech", "speech", "speech", "speech", "speech", "speech", "act"];
const WORDS = "双方对交货期限和付款方式有过多次协商，聊天记录里都有，请法庭注意第三页的时间。";

const line = (n, stage, at) => {
  const kind = KINDS[n % KINDS.length];
  return {
    id: `thick-${n}`,
    stage,
    speaker: kind === "act" ? "nobody" : { seat: ["judge", "plaintiff", "defendant"][n % 3] },
    kind,
    // One line of the page, or up to five.
    text: `第${n}句：${WORDS.repeat(n % 4)}`,
    at: at + n,
    rev: 0,
    // One of them names an exhibit: where one can jump to.
    exhibit: n === 7_000 ? ["P1", 1] : null,
    said: { at: at + n, offset: n * 1_000, before: [] },
  };
};

export class Thick {
  // `count` may be changed: who comes next has so many.
  static async before(backend, count) {
    const one = new Thick();
    one.count = count;
    one.target = new URL(backend.base);
    one.server = http.createServer((asked, answer) => {
      const on = http.request({ host: one.target.hostname, port: one.target.port, path: asked.url, method: asked.method, headers: asked.headers }, (got) => {
        answer.writeHead(got.statusCode, got.headers);
        got.pipe(answer);
      });
      on.on("error", () => answer.destroy());
      asked.pipe(on);
    });
    one.lines = new WebSocketServer({ noServer: true });
    one.sockets = new Set();
    one.server.on("connection", (socket) => {
      one.sockets.add(socket);
      socket.once("close", () => one.sockets.delete(socket));
    });
    one.server.on("upgrade", (asked, socket, head) => {
      if (asked.url === "/api/hearing") one.lines.handleUpgrade(asked, socket, head, (page) => one.carry(page, asked));
      else one.pipe(asked, socket, head);
    });
    await new Promise((done) => one.server.listen(0, "127.0.0.1", done));
    one.base = `http://127.0.0.1:${one.server.address().port}`;
    return one;
  }

  link(backend, kase, seat) {
    return backend.link(kase, seat).replace(backend.base, this.base);
  }

  // The media's own line, as it is.
  pipe(asked, socket, head) {
    const on = net.connect(Number(this.target.port), this.target.hostname, () => {
      const headers = Object.entries(asked.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      on.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${headers.join("")}\r\n`);
      on.write(head);
      on.pipe(socket);
      socket.pipe(on);
    });
    for (const end of [on, socket]) end.on("error", () => (on.destroy(), socket.destroy()));
  }

  carry(page, asked) {
    const { host, origin } = asked.headers;
    const court = new WebSocket(`ws://${this.target.host}/api/hearing`, { headers: { host, origin }, maxPayload: 0 });
    const early = [];
    page.on("message", (data) => (court.readyState === WebSocket.OPEN ? court.send(data.toString()) : early.push(data.toString())));
    court.on("open", () => early.forEach((text) => court.send(text)));
    court.on("message", (data) => page.send(this.thicken(data.toString())));
    for (const [one, other] of [[page, court], [court, page]]) {
      one.on("close", () => other.close());
      one.on("error", () => other.close());
    }
  }

  thicken(text) {
    if (!text.startsWith('{"snapshot"')) return text;
    const frame = JSON.parse(text);
    const { hearing, now } = frame.snapshot;
    const from = hearing.transcript.lines.length;
    const at = now - this.count - 1_000;
    for (let n = from + 1; n <= this.count; n += 1) hearing.transcript.lines.push(line(n, hearing.stage, at));
    return JSON.stringify(frame);
  }

  async stop() {
    const closed = new Promise((done) => this.server.close(done));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}
