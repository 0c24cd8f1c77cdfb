// A room with more people than any demonstration case has: the real app on the real backend, with more seats in its view than
// the backend holds. For what the page makes of them; that a backend holds as many is server/tests/full_house.rs.

const NAMES = ["林知远", "周以宁", "贺明川", "何秀兰", "沈砚", "欧阳若澜", "周砺", "曹衡", "阿依古丽·买买提", "方亦晴", "唐穗", "白砚秋", "苏禾", "孟蔚", "路明", "叶青", "宋知夏", "顾澄", "严讷", "沈乔", "韩若水", "邵一诺", "钟离秋", "杜衡", "穆青"];

const side = (n) => ["plaintiff", "defendant", "plaintiff", "third_party"][n % 4];

// So many who take part, court not counted, one of them being whoever looks; and so many who watch.
export function widened(hearing, { taking_part, watching }) {
  const of = (role) => hearing.seats.find((one) => one.role === role);
  const sits = hearing.seats.filter((one) => one.zone === "courtroom" && ["party", "representative"].includes(one.role));
  // Whoever it is made from may have left since.
  const pattern = { ...(of("party") ?? of("representative")), presence: { here: { since: hearing.opened_at ?? 0 } }, absences: [], removed: null };
  const more = [];
  const fresh = NAMES.filter((name) => !hearing.seats.some((one) => one.name === name));
  for (let n = 0; sits.length + more.length < taking_part; n += 1) {
    const role = n % 3 === 2 ? "representative" : "party";
    more.push({ ...structuredClone(pattern), id: `more-${n}`, role, side: side(n), name: fresh[n % fresh.length], note: null, zone: "courtroom" });
  }
  const watchers = Array.from({ length: watching }, (_, n) => ({
    ...structuredClone(pattern),
    id: `watcher-${n}`,
    role: "observer",
    side: "none",
    name: NAMES[n % NAMES.length],
    zone: "gallery",
  }));
  hearing.seats.push(...more, ...watchers);
  return hearing;
}

// Before the page is opened.
export async function crowd(person, how) {
  await person.page.routeWebSocket("**/api/hearing", (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => server.send(message));
    server.onMessage((message) => {
      const frame = JSON.parse(message);
      if (frame.snapshot) widened(frame.snapshot.hearing, how);
      socket.send(JSON.stringify(frame));
    });
  });
}
