// The browser's own voice, where it has one.
export function canSpeak() {
  return typeof speechSynthesis === "object" && typeof SpeechSynthesisUtterance === "function";
}

// Says what stands in the main part: what a person reads, not what he types.
export function readAloud(language) {
  speechSynthesis.cancel();
  const main = document.querySelector("main");
  if (!main) return;
  const parts = main.querySelectorAll("h1, h2, p, li, legend, label, dt, dd");
  const said = [...parts]
    .filter((part) => part.checkVisibility?.() ?? part.offsetParent !== null)
    // What holds another of them is said by that one.
    .filter((part) => !part.querySelector("h1, h2, p, li, legend, label, dt, dd"))
    .map((part) => part.innerText.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join(language === "en" ? ". " : "。");
  const utterance = new SpeechSynthesisUtterance(said);
  utterance.lang = language;
  utterance.rate = 0.9;
  speechSynthesis.speak(utterance);
}

// No browser says a long text in one breath to its end.
const BREATH = 160;
let saying = 0;

// Says one text; `ended` is called when it has come to its end, and not when it was broken off.
export function sayAloud(text, language, ended) {
  speechSynthesis.cancel();
  const turn = ++saying;
  const pieces = text.match(/[^。！？；.!?;\n]+[。！？；.!?;\n]*/g) ?? [];
  const breaths = [];
  for (const piece of pieces) {
    if (breaths.length && breaths.at(-1).length + piece.length <= BREATH) breaths[breaths.length - 1] += piece;
    else breaths.push(piece);
  }
  const utterances = breaths.map((breath) => Object.assign(new SpeechSynthesisUtterance(breath), { lang: language, rate: 0.9 }));
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
