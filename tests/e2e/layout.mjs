// What may not happen on any page, at any size, in any language: said in words, each time it does.
// Runs in the page itself; knows the room by its own names and nothing of the case.
export function misplaced() {
  const found = [];
  const box = (one) => one.getBoundingClientRect();
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && box(one).width > 1 && box(one).height > 1;
  const all = (within, selector) => [...(within?.querySelectorAll(selector) ?? [])].filter(seen);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1.5;
  const name = (one) => `${one.dataset?.act ?? String(one.className?.baseVal ?? one.className).split(" ")[0]} “${(one.innerText ?? "").trim().slice(0, 16).replaceAll(/\s+/g, " ")}”`;
  const pairs = (list, bad) => list.forEach((a, at) => list.slice(at + 1).forEach((b) => !a.contains(b) && !b.contains(a) && bad(a, b)));
  const bar = document.querySelector(".room > .foot, .frame > .bar");
  if (bar && seen(bar) && getComputedStyle(bar).position !== "static" && box(bar).bottom > innerHeight + 1) found.push(`the bar ends ${Math.round(box(bar).bottom - innerHeight)} px below the window`);
  const room = document.querySelector(".room");
  // What is enlarged or unfolded on a phone stands over the room on purpose.
  if (!room || document.querySelector(".room > :is(.well--large, .record--open)")) return found;
  const foot = box(bar);
  const plates = all(room, ".side .seat-plate, .side .seat-acts, .bench .seat-plate, .stand-acts");
  // A side that is longer than the room may be scrolled; what is scrolled away covers nothing.
  const shown = (one) => {
    const side = one.closest(".side");
    const [a, b] = [box(one), side ? box(side) : box(one)];
    const scrolls = side && getComputedStyle(side).overflowY !== "visible";
    return { left: a.left, right: a.right, top: scrolls ? Math.max(a.top, b.top) : a.top, bottom: scrolls ? Math.min(a.bottom, b.bottom) : a.bottom };
  };
  // What asks for somebody stands in a place of its own.
  for (const call of all(document, ".summons, .duty")) for (const other of all(room, ".seat, .seat-acts, .now, .well, .record, .bar")) if (meet(box(call), shown(other))) found.push(`${name(call)} lies over the ${name(other)}`);
  for (const plate of plates) {
    if (shown(plate).bottom > foot.top + 1) found.push(`${name(plate)} lies ${Math.round(shown(plate).bottom - foot.top)} px under the bar`);
    for (const other of all(room, ".now, .rail")) if (!other.contains(plate) && meet(shown(plate), box(other))) found.push(`${name(plate)} meets the ${other.classList[0]}`);
  }
  pairs(plates, (a, b) => meet(shown(a), shown(b)) && found.push(`${name(a)} meets ${name(b)}`));
  for (const plate of all(room, ".seat-plate")) pairs(all(plate, ".seat-you, .mark .icon, .chip"), (a, b) => meet(box(a), box(b)) && found.push(`on a plate ${name(a)} meets ${name(b)}`));
  for (const place of all(room, ".now, .foot")) {
    const edge = box(place);
    const keys = all(place, "button, select").filter((key) => !key.closest("dialog, .secure-note"));
    const scrolls = ["auto", "scroll"].includes(getComputedStyle(place).overflowY);
    // A row of hands may be pushed along: what lies beyond its end is not cut off.
    const pushed = (key) => ["auto", "scroll"].includes(getComputedStyle(key.closest(".now-hands") ?? key).overflowX);
    for (const key of keys) {
      const at = box(key);
      if (pushed(key)) continue;
      if (at.right > edge.right + 1 || at.left < edge.left - 1 || (!scrolls && at.bottom > edge.bottom + 1)) found.push(`${name(key)} is cut off by the ${place.classList[0]}`);
      if (key.tagName !== "SELECT" && key.scrollWidth > key.clientWidth + 1) found.push(`the words of ${name(key)} leave it`);
    }
    pairs(keys, (a, b) => meet(box(a), box(b)) && found.push(`${name(a)} meets ${name(b)}`));
  }
  for (const panel of all(room, ".panel:not(dialog .panel, dialog)")) if (box(panel).bottom > foot.top + 1) found.push("a panel lies over the bar");
  const words = room.querySelector(".well > :is(.exhibit-under, .exhibit-foot)");
  if (words && seen(words)) for (const mat of all(room, ".well > .exhibit-tables > *")) if (box(mat).bottom > box(words).top + 1) found.push("the exhibit lies over the words below it");
  const presiding = room.querySelector(".bench:has(.seat--panel) .seat--presiding");
  const clerk = room.querySelector(".bench:has(.seat--panel) .bench-desk--clerk .seat");
  if (presiding && clerk && seen(clerk) && box(clerk).height > box(presiding).height + 1) found.push("the clerk is drawn larger than who presides");
  return found;
}
