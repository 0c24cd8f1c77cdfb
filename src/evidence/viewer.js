// Paints one exhibit: pages of a PDF, a picture, sound or film. Nothing in an exhibit is ever run.
const PDFJS = `${document.querySelector('meta[name="kaiting-parts"]').content}pdfjs/`;
// Up to this size (bytes) a file is taken whole and its hash compared before anything of it is shown; above, by ranges.
const WHOLE = 4 * 1024 * 1024;
// What the reader asks for is rounded to this. Of a scanned bundle it looks at every page’s entry on its way to a late one: few
// bytes each, far apart. Where pages lie close together, or nobody knows how many there are, larger pieces are fewer.
const GRAIN = 1024;
const LARGE_GRAIN = 64 * 1024;
const SCANNED = 8 * 1024;
const COUNTED = 10_000;
// One question: so many places and bytes (server/src/http/exhibit_parts.rs); where it has few places, it reads on at each of them by
// so many bytes; so many questions at once; so many bytes kept of what came ahead.
const PLACES = 512;
const ANSWER = 2 * 1024 * 1024;
const FEW = 4;
const AHEAD = 64 * 1024;
const QUESTIONS = 3;
const KEPT_AHEAD = 4 * 1024 * 1024;
// How long the reader's questions are gathered (ms), and the waits before a question that got no answer is asked again.
const GATHER = 2;
const AGAIN = [250, 1_000, 3_000];
// Points of one painted page, and of all that are kept; a page painted ahead is at most a third of the former.
const PAGE_POINTS = 24e6;
const KEPT_POINTS = 72e6;
const LONGEST_EDGE = 16_000;
// A file that keeps the reader busy longer than this (ms) is given up.
const PATIENCE = 30_000;
const PAPERS_KEPT = 4;
// The presenter's scrolling: told after this silence, at the latest after that (ms).
const SCROLL_REST = 90;
const SCROLL_LATEST = 250;
// A page is reported as seen when it has rested so long (ms), and so much of the table can be seen.
const RESTED = 120;
const IN_SIGHT = 0.2;
// Of what is written on a page, so many characters are told to who does not see it.
const MOST_WORDS = 20_000;
// Where sound and film stand is told so often while they run (ms).
const TOLD = 5_000;
// Sound and film: looked at so often (ms); nearer than NEAR is in step, farther than FAR is a jump, between is caught up with.
const STEP = 200;
const NEAR = 20;
const FAR = 300;

class Fault extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

let library;
function pdfjs() {
  library ??= import(`${PDFJS}pdf.min.mjs`).then(
    (loaded) => {
      loaded.GlobalWorkerOptions.workerSrc = `${PDFJS}pdf.worker.min.mjs`;
      return loaded;
    },
    () => {
      library = undefined;
      throw new Fault("unreachable");
    },
  );
  return library;
}

// Loads the PDF reader while nobody waits for it.
export function warmUp() {
  (window.requestIdleCallback ?? setTimeout)(() => pdfjs().catch(() => {}));
}

const address = (exhibit) => `/api/exhibits/${encodeURIComponent(exhibit)}`;
const pass = (bearer) => ({ authorization: `Bearer ${bearer}` });
const late = (ms) => new Promise((_, fail) => setTimeout(() => fail(Object.assign(new Fault("damaged"), { spent: true })), ms));

// The whole file, with the hash it was filed under.
async function bytesOf({ exhibit, sha256, bearer }) {
  let answer;
  try {
    answer = await fetch(address(exhibit), { headers: pass(bearer), cache: "no-store" });
  } catch {
    throw new Fault("unreachable");
  }
  if (!answer.ok) throw new Fault(await answer.json().then((said) => said.error, () => "unavailable"));
  let bytes;
  try {
    bytes = await answer.arrayBuffer();
  } catch {
    throw new Fault("unreachable");
  }
  if (!crypto.subtle) return { bytes, verified: false };
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== sha256) throw new Fault("differs");
  return { bytes, verified: true };
}

function faultOf(error) {
  if (error instanceof Fault) return error;
  if (error?.name === "PasswordException") return new Fault("protected");
  if (error?.name === "ResponseException") {
    if (error.status === 401) return new Fault("no_session");
    if (error.status === 410) return new Fault("file_lost");
    return new Fault(error.status === 404 ? "no_such_exhibit" : "unreachable");
  }
  return new Fault("damaged");
}

// The file as the reader asks for it, piece by piece: gathered into few questions, each place with a little of what comes after it.
// `broken` fails when no answer is to be had.
function piecewise(lib, asked) {
  const { size, pages } = asked;
  return new (class extends lib.PDFDataRangeTransport {
    grain = pages < COUNTED && size / pages >= SCANNED ? GRAIN : LARGE_GRAIN;
    #wanted = [];
    #kept = [];
    #under = 0;
    // None before the first answer: it may have what is wanted.
    #most = 0;
    #timer = 0;
    #quiet = new AbortController();
    #fail;
    broken = new Promise((_, fail) => (this.#fail = fail));
    constructor() {
      super(size, null);
      this.broken.catch(() => {});
      // Where every reader begins.
      this.#ask([], [[0, Math.min(AHEAD, size)], [Math.max(0, size - 2 * AHEAD), size]]);
    }
    requestDataRange(begin, end) {
      this.#wanted.push({ begin, end });
      this.#timer ||= setTimeout(() => this.#send(), GATHER);
    }
    abort() {
      this.#quiet.abort();
      clearTimeout(this.#timer);
      this.#wanted = [];
      this.#kept = [];
    }
    #send() {
      this.#timer = 0;
      this.#wanted = this.#wanted.filter(({ begin, end }) => {
        const bytes = this.#found(begin, end);
        if (bytes) this.onDataRange(begin, bytes);
        return !bytes;
      });
      while (this.#under < this.#most && this.#wanted.length && !this.#quiet.signal.aborted) {
        const batch = [];
        for (let bytes = 0; batch.length < PLACES && this.#wanted.length; ) {
          const { begin, end } = this.#wanted[0];
          bytes += end - begin;
          if (batch.length && bytes > ANSWER) break;
          batch.push(this.#wanted.shift());
        }
        this.#ask(batch, this.#places(batch));
      }
    }
    // In the order of the file, each with what comes ahead; those that touch are one.
    #places(batch) {
      const ahead = batch.length <= FEW ? AHEAD : 0;
      const places = [];
      for (const { begin, end } of [...batch].sort((a, b) => a.begin - b.begin)) {
        const to = Math.min(size, Math.max(end, begin + ahead));
        const last = places.at(-1);
        if (last && begin <= last[1]) last[1] = Math.max(last[1], to);
        else places.push([begin, to]);
      }
      return places;
    }
    async #ask(batch, places) {
      this.#under += 1;
      try {
        const bytes = await this.#answer(places);
        if (this.#quiet.signal.aborted) return;
        const [only] = batch;
        if (batch.length === 1 && bytes.length === only.end - only.begin) {
          this.onDataRange(only.begin, bytes);
          return;
        }
        let at = 0;
        this.#kept.push({ bytes, places: places.map(([from, to]) => ({ from, to, at: (at += to - from) - (to - from) })) });
        for (const { begin, end } of batch) this.onDataRange(begin, this.#found(begin, end));
        for (let all = this.#kept.reduce((sum, one) => sum + one.bytes.length, 0); all > KEPT_AHEAD; )
          all -= this.#kept.shift().bytes.length;
      } catch (error) {
        this.abort();
        this.#fail(Object.assign(error, { spent: true }));
      } finally {
        this.#under -= 1;
        this.#most = QUESTIONS;
        this.#send();
      }
    }
    async #answer(places) {
      const wanted = places.reduce((sum, [from, to]) => sum + to - from, 0);
      for (let tries = 0; ; tries += 1) {
        const fault = await this.#fetched(places).then(
          (bytes) => (bytes.length === wanted ? bytes : new Fault("unreachable")),
          (error) => (error instanceof Fault ? error : new Fault("unreachable")),
        );
        if (!(fault instanceof Fault)) return fault;
        // What the court has said once it says again; a line that broke may be there again.
        if (fault.code !== "unreachable" || tries === AGAIN.length || this.#quiet.signal.aborted) throw fault;
        await new Promise((done) => setTimeout(done, AGAIN[tries]));
      }
    }
    async #fetched(places) {
      const alone = places.length === 1 && places[0];
      const { signal } = this.#quiet;
      const answer = alone
        ? await fetch(address(asked.exhibit), {
            headers: { ...pass(asked.bearer), range: `bytes=${alone[0]}-${alone[1] - 1}` },
            cache: "no-store",
            signal,
          })
        : await fetch(`${address(asked.exhibit)}/parts`, {
            method: "POST",
            headers: { ...pass(asked.bearer), "content-type": "application/json" },
            body: JSON.stringify(places),
            cache: "no-store",
            signal,
          });
      if (!answer.ok) throw new Fault(await answer.json().then((said) => said.error, () => "unreachable"));
      return new Uint8Array(await answer.arrayBuffer());
    }
    #found(begin, end) {
      for (const { bytes, places } of this.#kept) {
        let [low, high] = [0, places.length];
        while (low < high) {
          const middle = (low + high) >> 1;
          if (places[middle].to < end) low = middle + 1;
          else high = middle;
        }
        const place = places[low];
        if (place && place.from <= begin) return bytes.subarray(place.at + begin - place.from, place.at + end - place.from);
      }
      return null;
    }
  })();
}

// One page at one width, being painted or painted.
class Face {
  done = false;
  #task;
  #dropped = false;
  constructor(doc, number, width, rotation, sharpness) {
    this.element = document.createElement("canvas");
    this.points = 0;
    this.painted = this.#paint(doc, number, width, rotation, sharpness);
    this.painted.catch(() => {});
  }
  async #paint(doc, number, width, rotation, sharpness) {
    const page = await doc.getPage(number);
    const turned = (page.rotate + rotation) % 360;
    const whole = page.getViewport({ scale: 1, rotation: turned });
    if (!(whole.width > 0 && whole.height > 0) || whole.height > 200 * whole.width) throw new Fault("damaged");
    this.width = width;
    this.height = (width * whole.height) / whole.width;
    const sharp = Math.min(
      sharpness,
      Math.sqrt(PAGE_POINTS / (width * this.height)),
      LONGEST_EDGE / width,
      LONGEST_EDGE / this.height,
    );
    const viewport = page.getViewport({ scale: (width / whole.width) * sharp, rotation: turned });
    this.element.width = Math.max(1, Math.round(viewport.width));
    this.element.height = Math.max(1, Math.round(viewport.height));
    this.points = this.element.width * this.element.height;
    if (this.#dropped) throw new Fault("stale");
    this.#task = page.render({ canvas: this.element, viewport });
    await Promise.race([this.#task.promise, late(PATIENCE)]).catch((error) => {
      this.#task.cancel();
      throw error;
    });
    this.done = true;
    return this;
  }
  drop() {
    this.#dropped = true;
    if (!this.done) this.#task?.cancel();
  }
}

// A PDF: its pages are painted once and kept, the neighbours ahead of time, so that a page turn is a change of pictures.
class Pages {
  #faces = new Map();
  #task;
  #doc;
  #broken;
  constructor(task, doc, verified, broken) {
    this.#task = task;
    this.#doc = doc;
    this.#broken = broken;
    this.verified = verified;
  }
  static async open(asked) {
    const lib = await pdfjs();
    const small = asked.size <= WHOLE;
    const { bytes, verified } = small ? await bytesOf(asked) : { verified: false };
    const range = small ? null : piecewise(lib, asked);
    const from = small ? { data: bytes } : { range, disableAutoFetch: true, disableStream: true, rangeChunkSize: range.grain };
    const broken = range?.broken ?? new Promise(() => {});
    const task = lib.getDocument({
      ...from,
      isEvalSupported: false,
      enableXfa: false,
      maxImageSize: PAGE_POINTS * 4,
      canvasMaxAreaInBytes: PAGE_POINTS * 16,
      cMapUrl: `${PDFJS}cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${PDFJS}standard_fonts/`,
      wasmUrl: `${PDFJS}wasm/`,
      iccUrl: `${PDFJS}iccs/`,
      verbosity: 0,
    });
    try {
      return new Pages(task, await Promise.race([task.promise, late(PATIENCE), broken]), verified, broken);
    } catch (error) {
      task.destroy().catch(() => {});
      throw error;
    }
  }
  #face(number, width, rotation) {
    const key = `${number}/${Math.round(width)}/${rotation}/${devicePixelRatio}`;
    const face = this.#faces.get(key) ?? new Face(this.#doc, number, Math.round(width), rotation, devicePixelRatio);
    this.#faces.delete(key);
    this.#faces.set(key, face);
    return face;
  }
  async show(number, width, rotation) {
    if (number > this.#doc.numPages) throw new Fault("no_such_page");
    const wanted = this.#face(number, width, rotation);
    let points = 0;
    for (const [key, face] of [...this.#faces].reverse()) {
      points += face.points;
      if (face !== wanted && (!face.done || points > KEPT_POINTS)) {
        face.drop();
        this.#faces.delete(key);
      }
    }
    try {
      return await Promise.race([wanted.painted, this.#broken]);
    } catch (error) {
      for (const [key, face] of this.#faces) if (face === wanted) this.#faces.delete(key);
      throw error;
    }
  }
  async ahead(numbers, width, rotation, wanted) {
    for (const number of numbers) {
      if (number < 1 || number > this.#doc.numPages || !wanted()) continue;
      try {
        await this.#face(number, width, rotation).painted;
      } catch {
        // It will be said when somebody turns to that page.
        for (const [key, face] of this.#faces) if (!face.done && key.startsWith(`${number}/`)) this.#faces.delete(key);
      }
    }
  }
  // What is written on a page, for who does not see it. Nothing, where the page is a picture of a page.
  async words(number) {
    const page = await this.#doc.getPage(number);
    const reader = page.streamTextContent().getReader();
    let text = "";
    try {
      for (;;) {
        const { value, done } = await Promise.race([reader.read(), late(PATIENCE), this.#broken]);
        if (done) return text.trim();
        for (const { str, hasEOL } of value.items) text += (str ?? "") + (hasEOL ? "\n" : "");
        if (text.length > MOST_WORDS) return text.slice(0, MOST_WORDS);
      }
    } finally {
      reader.cancel().catch(() => {});
    }
  }
  close() {
    for (const face of this.#faces.values()) face.drop();
    this.#faces.clear();
    this.#task.destroy().catch(() => {});
  }
}

// A picture: the browser turns it as the camera meant it, the person turns it on top of that.
class Picture {
  static async open(asked) {
    const { bytes, verified } = await bytesOf(asked);
    const paper = new Picture();
    paper.verified = verified;
    paper.url = URL.createObjectURL(new Blob([bytes], { type: asked.kind }));
    paper.image = new Image();
    paper.image.alt = "";
    paper.image.src = paper.url;
    try {
      await paper.image.decode();
    } catch {
      paper.close();
      throw new Fault("damaged");
    }
    return paper;
  }
  async show(_, width, rotation) {
    const { naturalWidth: wide, naturalHeight: high } = this.image;
    const lying = rotation % 180 === 90;
    const scale = width / (lying ? high : wide);
    const height = (lying ? wide : high) * scale;
    Object.assign(this.image.style, {
      inlineSize: `${wide * scale}px`,
      blockSize: `${high * scale}px`,
      transform: `translate(-50%, -50%) rotate(${rotation}deg)`,
    });
    return { element: this.image, width, height };
  }
  async ahead() {}
  close() {
    URL.revokeObjectURL(this.url);
  }
}

// Sound or film, with the browser's own controls.
class Film {
  static async open(asked) {
    const { bytes, verified } = await bytesOf(asked);
    const paper = new Film();
    paper.verified = verified;
    paper.url = URL.createObjectURL(new Blob([bytes]));
    paper.media = document.createElement(asked.kind);
    paper.media.controls = true;
    paper.media.preload = "metadata";
    paper.media.setAttribute("aria-label", asked.label);
    const known = new Promise((ready, fail) => {
      paper.media.onloadedmetadata = ready;
      paper.media.onerror = () => fail(new Fault("damaged"));
    });
    paper.media.src = paper.url;
    try {
      await Promise.race([known, late(PATIENCE)]);
    } catch (error) {
      paper.close();
      throw error;
    }
    return paper;
  }
  async show(_, width, rotation, stepped) {
    const { videoWidth: wide, videoHeight: high } = this.media;
    // The presenter's hand is on it, not this one's.
    this.media.controls = !stepped;
    return { element: this.media, width, height: wide ? (width * high) / wide : stepped ? 1 : 56 };
  }
  async ahead() {}
  close() {
    this.media.pause();
    this.media.removeAttribute("src");
    URL.revokeObjectURL(this.url);
  }
}

// The papers opened last, so that going back to one costs nothing. Named by the pass too: another person starts anew.
const papers = new Map();
function paperOf(asked) {
  const key = `${asked.bearer}/${asked.exhibit}/${asked.sha256}`;
  let paper = papers.get(key);
  if (!paper) {
    const kind = asked.kind === "pdf" ? Pages : asked.kind.startsWith("image/") ? Picture : Film;
    paper = kind.open(asked);
    paper.catch(() => papers.delete(key));
  }
  papers.delete(key);
  papers.set(key, paper);
  for (const [old, kept] of [...papers].slice(0, -PAPERS_KEPT)) {
    papers.delete(old);
    kept.then((closed) => closed.close(), () => {});
  }
  return paper;
}

function discard(paper) {
  for (const [key, kept] of papers) {
    kept.then((known) => {
      if (known !== paper) return;
      papers.delete(key);
      paper.close();
    }, () => {});
  }
}

// The table an exhibit lies on: `mat` scrolls, `sheet` is the page, `face` holds what is painted.
// `said(what, a, b)` hears: opening, shown, words/<text> (page), fault/<code>, scrolled (left, top), pointed (x, y; -1 when it left).
export class Reader {
  #asked = null;
  #key = "";
  #paper = null;
  #turn = 0;
  #at = { left: 0, top: 0 };
  #lain = null;
  #frame = 0;
  #rest = 0;
  #latest = 0;
  #steps = 0;
  #stuck = false;
  constructor(mat, sheet, face, said) {
    Object.assign(this, { mat, sheet, face, said });
    this.quiet = new AbortController();
    const { signal } = this.quiet;
    mat.addEventListener("scroll", () => this.#scrolled(), { passive: true, signal });
    sheet.addEventListener("pointermove", (event) => this.#pointed(event), { passive: true, signal });
    for (const gone of ["pointerleave", "pointercancel"])
      sheet.addEventListener(gone, () => this.#unpointed(), { passive: true, signal });
    this.size = new ResizeObserver(() => this.#paper && this.#paint(true));
    this.size.observe(mat);
  }

  // What is wanted on the table now, as text: exhibit, kind, sha256, size, pages, label, bearer, view, own (one moves it oneself), points.
  show(wanted) {
    const before = this.#asked;
    const asked = (this.#asked = JSON.parse(wanted));
    const key = `${asked.exhibit}/${asked.sha256}`;
    // The page that could not be painted has been left: the next one may be honest.
    if (this.#key !== key || (this.#stuck && asked.view.page !== before.view.page)) {
      this.#key = key;
      this.#open();
    } else if (this.#paper) {
      this.#step();
      const { page, zoom, rotation } = asked.view;
      const was = before?.view;
      const still = was && was.page === page && was.zoom === zoom && was.rotation === rotation;
      // Who moves the page himself is not moved by the echo of it.
      this.#paint(!(still && asked.own));
    }
  }

  again() {
    if (this.#asked) this.#open();
  }

  // The zoom, in hundredths, at which the whole page is seen.
  whole() {
    if (!this.#lain) return 100;
    const { width, height } = this.#lain;
    const box = this.#box();
    return Math.floor((100 * Math.min(box.width, (box.height * width) / height)) / box.width);
  }

  // A press lets the browser play what it has held back.
  unlock() {
    this.#paper?.media?.play().catch(() => {});
  }

  clear() {
    clearInterval(this.#steps);
    this.#turn++;
    this.#key = "";
    this.#asked = this.#paper = this.#lain = null;
    this.#bare();
  }

  close() {
    this.clear();
    this.quiet.abort();
    this.size.disconnect();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
  }

  #bare() {
    for (const media of this.face.querySelectorAll("audio, video")) media.pause();
    this.face.replaceChildren();
    for (const name of ["shown", "page", "sha256", "verified", "painted"]) delete this.mat.dataset[name];
  }

  #box() {
    const style = getComputedStyle(this.mat);
    return {
      width: Math.max(40, this.mat.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)),
      height: Math.max(40, this.mat.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)),
    };
  }

  async #open() {
    const turn = ++this.#turn;
    const key = this.#key;
    this.#stuck = false;
    this.#paper = this.#lain = null;
    this.#bare();
    this.said("opening", 0, 0);
    try {
      const paper = await paperOf(this.#asked);
      if (turn !== this.#turn || key !== this.#key) return;
      this.#paper = paper;
      if (paper.media) this.said("length", Math.round(paper.media.duration * 1000) || 0, 0);
      this.#step();
      this.#paint(true);
    } catch (error) {
      if (turn === this.#turn) this.said(`fault/${faultOf(error).code}`, 0, 0);
    }
  }

  async #paint(moves) {
    const turn = ++this.#turn;
    const { view, exhibit, sha256 } = this.#asked;
    const width = (this.#box().width * view.zoom) / 100;
    const forward = view.page >= Number(this.mat.dataset.page ?? 0);
    this.#stretch(width, view);
    const paper = this.#paper;
    let face;
    try {
      face = await paper.show(view.page, width, view.rotation, this.#asked.stepped);
    } catch (error) {
      // What has kept the reader busy too long is not kept, as its worker would go on, and hold on to what it has unpacked; nor what
      // has lost its way to the file.
      if (error?.spent) discard(paper);
      if (turn === this.#turn) {
        this.#bare();
        this.#lain = null;
        if (error?.spent) {
          this.#paper = null;
          this.#stuck = true;
        }
        this.said(`fault/${faultOf(error).code}`, 0, 0);
      }
      return;
    }
    if (turn !== this.#turn) return;
    this.#size(face.width, face.height);
    if (this.face.firstChild !== face.element) this.face.replaceChildren(face.element);
    this.#lain = { width: face.width, height: face.height, page: view.page, rotation: view.rotation };
    if (moves) this.#scrollTo(view);
    // What lies on the table is named with it; when it was seen, in the frame after.
    delete this.mat.dataset.painted;
    Object.assign(this.mat.dataset, { shown: exhibit, page: view.page, sha256, verified: this.#paper.verified });
    this.said("shown", face.width, face.height);
    await shownOnScreen();
    if (turn !== this.#turn) return;
    this.mat.dataset.painted = performance.now();
    // Sound and film are told by how they run.
    if (!paper.media) this.#report(turn, { exhibit, page: view.page, sha256, checked: paper.verified });
    if (paper.words) this.#read(turn, view.page);
    const near = forward ? [view.page + 1, view.page - 1] : [view.page - 1, view.page + 1];
    if (face.element.width * face.element.height <= PAGE_POINTS / 3)
      this.#paper.ahead(near, width, view.rotation, () => turn === this.#turn);
  }

  // Tells what was painted, once it rests and can be seen: a page in a hidden window is on nobody's screen.
  async #report(turn, painted) {
    await new Promise((done) => setTimeout(done, RESTED));
    if (turn !== this.#turn) return;
    await inSight(this.mat, this.quiet.signal);
    if (turn === this.#turn) this.said(`painted/${JSON.stringify(painted)}`, 0, 0);
  }

  // Tells what is written on a page that rests.
  async #read(turn, page) {
    await new Promise((done) => setTimeout(done, RESTED));
    if (turn !== this.#turn) return;
    // A page that can be seen and not be read is said to have no words.
    const words = await this.#paper.words(page).catch(() => "");
    if (turn === this.#turn) this.said(`words/${words}`, page, 0);
  }

  // Sound and film go where the presenter has put them.
  #step() {
    clearInterval(this.#steps);
    const { stepped, playback } = this.#asked;
    const media = this.#paper?.media;
    if (!media || !stepped) return;
    let told = 0;
    const keep = () => {
      const stands = inStep(media, this.#asked, () => this.said("blocked", 0, 0));
      const now = performance.now();
      // A film in a hidden window is before nobody; sound is heard from there too.
      if (!stands || (told && now - told < TOLD) || (media.localName === "video" && document.hidden)) return;
      told = now;
      const { exhibit, sha256, view } = this.#asked;
      this.said(`painted/${JSON.stringify({ exhibit, page: view.page, sha256, checked: this.#paper.verified, running: stands })}`, 0, 0);
      if (!playback?.playing) clearInterval(this.#steps);
    };
    keep();
    this.#steps = setInterval(keep, STEP);
  }

  // What is painted already takes the new size at once, and is painted sharp after that.
  #stretch(width, view) {
    const lain = this.#lain;
    if (lain?.page === view.page && lain.rotation === view.rotation && lain.width !== width)
      this.#size(width, (lain.height * width) / lain.width);
  }

  #size(width, height) {
    this.sheet.style.inlineSize = `${width}px`;
    this.sheet.style.blockSize = `${height}px`;
  }

  #scrollTo({ left, top }) {
    const { width, height } = this.#lain;
    this.mat.scrollTo({ left: (left / 1e4) * width, top: (top / 1e4) * height, behavior: "instant" });
    this.#at = { left: this.mat.scrollLeft, top: this.mat.scrollTop };
  }

  #scrolled() {
    const { scrollLeft: left, scrollTop: top } = this.mat;
    if (!this.#lain || (Math.abs(left - this.#at.left) < 2 && Math.abs(top - this.#at.top) < 2)) return;
    const tell = () => {
      this.#latest = 0;
      clearTimeout(this.#rest);
      if (!this.#lain) return;
      const { scrollLeft, scrollTop } = this.mat;
      this.#at = { left: scrollLeft, top: scrollTop };
      const share = (part, all) => Math.min(10_000, Math.max(0, Math.round((part / all) * 1e4)));
      this.said("scrolled", share(scrollLeft, this.#lain.width), share(scrollTop, this.#lain.height));
    };
    clearTimeout(this.#rest);
    this.#latest ||= performance.now() + SCROLL_LATEST;
    this.#rest = setTimeout(tell, Math.max(0, Math.min(SCROLL_REST, this.#latest - performance.now())));
  }

  #pointed(event) {
    if (!this.#asked?.points) return;
    this.point = event;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const box = this.sheet.getBoundingClientRect();
      const share = (part, all) => Math.min(10_000, Math.max(0, Math.round((part / all) * 1e4)));
      this.said("pointed", share(this.point.clientX - box.left, box.width), share(this.point.clientY - box.top, box.height));
    });
  }

  #unpointed() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (this.#asked?.points) this.said("pointed", -1, -1);
  }
}

// Puts it where the presenter has it. Answers how it stands once it stands so.
function inStep(media, { playback, offset }, blocked) {
  const { playing, position, length, at } = playback ?? { playing: false, position: 0, length: 0, at: 0 };
  const passed = playing ? Math.max(0, Date.now() + offset - at) : 0;
  const target = Math.min(length, position + passed);
  const off = media.currentTime * 1000 - target;
  const ended = target >= length;
  if (!playing || ended) {
    media.pause();
    media.playbackRate = 1;
    if (Math.abs(off) > 1) media.currentTime = target / 1000;
  } else if (media.paused) {
    media.currentTime = target / 1000;
    media.play().catch((error) => error.name === "NotAllowedError" && blocked());
  } else if (!media.seeking) {
    if (Math.abs(off) > FAR) media.currentTime = target / 1000;
    media.playbackRate = Math.abs(off) > NEAR && Math.abs(off) <= FAR ? 1 - Math.max(-0.15, Math.min(0.15, off / 600)) : 1;
  }
  const stands = !media.seeking && Math.abs(off) <= FAR && (!playing || ended || !media.paused);
  return stands ? { playing, position: Math.round(media.currentTime * 1000) } : null;
}

// When enough of it is on a screen that is looked at.
function inSight(element, signal) {
  return new Promise((done) => {
    let seen = false;
    const end = new AbortController();
    const look = () => {
      if (!seen || document.hidden) return;
      end.abort();
      watch.disconnect();
      shownOnScreen().then(done);
    };
    const watch = new IntersectionObserver(
      (entries) => {
        seen = entries.at(-1).intersectionRatio >= IN_SIGHT;
        look();
      },
      { threshold: [0, IN_SIGHT] },
    );
    watch.observe(element);
    document.addEventListener("visibilitychange", look, { signal: end.signal });
    // The table has gone: nobody waits any more, and nothing is kept.
    signal.addEventListener("abort", () => (end.abort(), watch.disconnect()), { signal: end.signal });
  });
}

// After the frame that has what was just put in.
function shownOnScreen() {
  return new Promise((done) => {
    if (document.hidden) {
      done();
      return;
    }
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    });
  });
}

// Hands the file to the person, for what no browser shows.
export async function download(exhibit, sha256, bearer, name) {
  const { bytes } = await bytesOf({ exhibit, sha256, bearer });
  const url = URL.createObjectURL(new Blob([bytes]));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
