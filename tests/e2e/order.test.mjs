// 质证 in the order of EV 62, from the first item to the last: what the judge's table says is next, both sides heard on each, all of it on record.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Backend, Browsers } from "./court.mjs";
import { namesOf } from "./people.mjs";
import { openCourt } from "./wire.mjs";

let backend;
let browsers;

before(async () => {
  backend = await Backend.start();
  browsers = await Browsers.start();
});

after(async () => {
  await browsers?.stop();
  await backend?.stop();
});

test("item by item, the plaintiff's before the defendant's, each answered by the other side", { timeout: 120_000 }, async () => {
  const court = await openCourt(backend, namesOf(backend));
  const filed = court.judge.hearing.exhibits;
  court.clerk.leave();
  const clerk = await browsers.seat("clerk", { url: backend.link("G1", "clerk") });
  await clerk.press("enter");
  await clerk.press("to-evidence");
  await clerk.press("matrix");
  const next = () => clerk.run(() => document.querySelector(".matrix-next")?.dataset.next ?? null);
  const answers = { plaintiff: ["defendant", "被告"], defendant: ["plaintiff-rep", "原告"] };
  const heard = [];
  for (;;) {
    await clerk.see(".matrix-next");
    const id = await next();
    if (id === null) break;
    const side = filed.find((one) => one.id === id)?.side;
    const [seat, word] = answers[side];
    assert.match(await clerk.text(".matrix-next"), new RegExp(word), `${id} is answered by ${word}`);
    heard.push([side, id]);
    await court.judge.must({ present_exhibit: { exhibit: id, view: { page: 1, zoom: 100, rotation: 0, left: 0, top: 0 } } });
    const opinion = { exhibit: id, authenticity: "accepted", legality: "accepted", relevance: "disputed", purpose: "disputed", reason: `对${id}的意见` };
    await court[seat].must({ give_opinion: opinion });
    await clerk.till(`${id} is done with`, async () => (await next()) !== id);
  }
  const rank = ([side, id]) => [side === "plaintiff" ? 0 : 1, Number(id.slice(1))];
  const order = filed.map((one) => [one.side, one.id]).sort((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1]);
  assert.deepEqual(heard, order);
  assert.match(await clerk.text(".matrix-next"), /各方均已质证/);
  // Each with its three properties, its purpose and the reason, in the record.
  const session = await clerk.run(() => JSON.parse(sessionStorage.getItem("kaiting.pass")).session);
  const record = await (await fetch(`${backend.base}/api/record.txt`, { headers: { authorization: `Bearer ${session}` } })).text();
  for (const [, id] of order) assert.match(record, new RegExp(`对${id}的意见`));
  assert.deepEqual(clerk.troubles, []);
});
