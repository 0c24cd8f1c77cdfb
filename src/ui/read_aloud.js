// The browser's own voice, where it has one.
export function canSpeak() {
  return typeof speechSynthesis === "object" && typeof SpeechSynthesisUtterance === "function";
}

// No browser says a long text in one breath to its end.
const BREATH = 160;
let saying = 0;

function breaths(text) {
  const breaths = [];
  for (const piece of text.match(/[^。！？；.!?;\n]+[。！？；.!?;\n]*/g) ?? []) {
    if (breaths.length && breaths.at(-1).length + piece.length <= BREATH) breaths[breaths.length - 1] += piece;
    else breaths.push(piece);
  }
  return breaths;
}

// Says one text; `ended` is called when it has come to its end, and not when it was broken off.
export function sayAloud(text, language, ended = () => {}) {
  speechSynthesis.cancel();
  const turn = ++saying;
  const utterances = breaths(text).map((breath) => Object.assign(new SpeechSynthesisUtterance(breath), { lang: language, rate: 0.9 }));
  const over = () => turn === saying && ended();
  if (!utterances.length) return over();
  utterances.at(-1).onend = over;
  for (const utterance of utterances) {
    utterance.onerror = over;
    speechSynthesis.speak(utterance);
  }
}

export function hush() {
  saying += 1;
  if (canSpeak()) speechSynthesis.cancel();
}

// Until what has just changed stands (ms).
const STANDS = 150;
// What a person reads, not what he types; and of that, what holds none of the others.
const PART = "h1, h2, h3, p, li, legend, label, dt, dd, summary";
const SILENT = ".unseen, .vh, [aria-hidden='true'], footer";

// What the screen says now: a question that stands over it comes alone.
function screen() {
  const root = document.querySelector("dialog[open]") ?? document;
  const within = root === document ? "main, [role='alert'], .toasts, .lost-line" : "dialog";
  return [...root.querySelectorAll(PART)]
    .filter((part) => part.closest(within) && !part.closest(SILENT) && !part.querySelector(PART))
    .filter((part) => part.checkVisibility?.() ?? part.offsetParent !== null)
    .map((part) => ({ text: text(part), key: key(part), language: part.closest("[lang]")?.lang }))
    .filter(({ text }) => text);
}

const words = (text) => text.replace(/\s+/g, " ").trim();

// What stands there for who does not see it is seen elsewhere.
function text(part) {
  const unseen = [...part.querySelectorAll(".unseen")].map((one) => one.innerText);
  return words(unseen.reduce((text, one) => text.replace(one, ""), part.innerText));
}

// By what a part is known again: a clock in it that has moved on is no news.
function key(part) {
  const still = part.cloneNode(true);
  for (const clock of still.querySelectorAll("[data-ticks]")) clock.remove();
  return words(still.textContent);
}

// Reads the screen, and then whatever changes on it, until the function that it gives back is called. What is gone from the
// screen is not said to its end; while the page itself listens or sounds, nothing is.
export function readAlong() {
  let known = new Set();
  let queue = [];
  let now = null;
  let due = null;
  const next = () => {
    now = queue.shift() ?? null;
    if (now) sayAloud(now.text, now.language, next);
  };
  const look = () => {
    due = null;
    if (document.querySelector("[data-sounds]")) {
      queue = [];
      if (now) hush();
      now = null;
      return;
    }
    const shown = screen();
    const stands = new Set(shown.map((part) => part.key));
    const stays = (part) => stands.has(part.key);
    queue = [...queue.filter(stays), ...shown.filter((part) => !known.has(part.key))];
    known = stands;
    if (now && !stays(now)) {
      hush();
      now = null;
    }
    if (!now) next();
  };
  const changed = () => (due ??= setTimeout(look, STANDS));
  const watch = new MutationObserver(changed);
  watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["class", "hidden", "open", "data-sounds"] });
  changed();
  return () => {
    watch.disconnect();
    clearTimeout(due);
    queue = [];
    if (now) hush();
  };
}
