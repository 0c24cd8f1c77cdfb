// The picture of somebody who waits: for himself, and, while the court looks, one still a second for the court.
// A camera alone is opened, never a microphone.
const EVERY = 1_000;
const LARGEST = 100 * 1024;
const WIDEST = 960;
// So long a camera may take to answer before it is said that there is no picture (ms); it is waited for still.
const PATIENCE = 10_000;

export class OwnPicture {
  #stream = null;
  #element = null;
  #timer = 0;
  // Counts openings and closings, so that a camera that answers late is known for what it is.
  #turn = 0;
  #state = "off";
  #told = () => {};

  // `told` hears how it stands: "opening", "on", or "fails".
  open(element, told) {
    this.close();
    const turn = this.#turn;
    this.#element = element;
    this.#told = told;
    this.#tell("opening");
    const late = setTimeout(() => this.#turn === turn && this.#state === "opening" && this.#tell("fails"), PATIENCE);
    this.#take(element, turn)
      .catch(() => this.#turn === turn && this.#tell("fails"))
      .finally(() => clearTimeout(late));
  }

  close() {
    this.#turn += 1;
    this.#state = "off";
    this.#letGo(this.#stream);
    this.#stream = null;
    if (this.#element) this.#element.srcObject = null;
  }

  // It is known not to work: the court is told so, and not that it was switched off.
  fails() {
    this.close();
    this.#state = "fails";
  }

  // One still a second, or the word that there is none, until it is ended.
  show(bearer) {
    this.hide();
    const next = async () => {
      const turn = this.#timer;
      await this.#send(bearer).catch(() => {});
      if (this.#timer === turn && turn) this.#timer = setTimeout(next, EVERY);
    };
    this.#timer = setTimeout(next, 0);
  }

  hide() {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  async #take(element, turn) {
    const wanted = { facingMode: "user", width: { ideal: WIDEST }, height: { ideal: 540 }, frameRate: { ideal: 12, max: 15 } };
    const stream = await navigator.mediaDevices.getUserMedia({ video: wanted });
    // Switched off, or gone in, while the browser was asking.
    if (this.#turn !== turn) return this.#letGo(stream);
    this.#stream = stream;
    for (const track of stream.getTracks()) track.addEventListener("ended", () => this.#turn === turn && this.#tell("fails"));
    element.srcObject = stream;
    await element.play();
    if (this.#turn === turn) this.#tell("on");
  }

  #tell(state) {
    this.#state = state;
    this.#told(state);
  }

  #letGo(stream) {
    for (const track of stream?.getTracks() ?? []) track.stop();
  }

  async #send(bearer) {
    // It is about to be there: nothing is wrong yet.
    if (this.#state === "opening") return;
    const headers = { authorization: `Bearer ${bearer}` };
    const still = this.#state === "on" && (await this.#still());
    if (still === null) return;
    const [way, order] = still ? ["", { method: "PUT", body: still }] : [this.#state === "fails" ? "?why=fails" : "", { method: "DELETE" }];
    await fetch(`/api/picture${way}`, { ...order, headers, cache: "no-store", signal: limit(5_000) });
  }

  async #still() {
    const video = this.#element;
    if (!this.#stream || !video?.videoWidth) return null;
    const canvas = document.createElement("canvas");
    canvas.width = Math.min(WIDEST, video.videoWidth);
    canvas.height = Math.round((video.videoHeight * canvas.width) / video.videoWidth);
    canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
    for (const quality of [0.8, 0.6, 0.4, 0.2]) {
      const still = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
      if (still && still.size <= LARGEST) return still;
    }
    return null;
  }
}

// Older browsers have no clock of their own for what is not answered.
function limit(ms) {
  if (AbortSignal.timeout) return AbortSignal.timeout(ms);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), ms);
  return stop.signal;
}
