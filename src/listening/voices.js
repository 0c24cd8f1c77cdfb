// The voices of one moment, played together: the first leads, the others keep to it.
const APART = 0.2; // seconds that a voice may be off before it is put right

export class Voices {
  #list;
  #tell;
  #alone = false;
  #clock;

  // `voices`: [{ url, starts, length }], times in ms; begins at `from`. `tell` hears "playing", "waiting", "paused", "ended", "failed".
  constructor(voices, from, tell) {
    this.#tell = tell;
    this.#list = JSON.parse(voices).map(({ url, starts, length }) => {
      const audio = new Audio();
      audio.preload = "auto";
      audio.src = url;
      return { audio, starts, length };
    });
    const lead = this.#lead;
    const first = Math.max(0, from - lead.starts) / 1000;
    if (first > 0) lead.audio.addEventListener("loadedmetadata", () => (lead.audio.currentTime = first), { once: true });
    for (const [event, word] of [["playing", "playing"], ["waiting", "waiting"], ["pause", "paused"], ["ended", "ended"], ["error", "failed"]]) {
      lead.audio.addEventListener(event, () => this.#list && this.#tell(word));
    }
    this.#clock = setInterval(() => this.#keep(), 250);
    this.play();
  }

  get #lead() {
    return this.#list[0];
  }

  // By the clock of the journal (ms).
  now() {
    return this.#lead.starts + this.#lead.audio.currentTime * 1000;
  }

  play() {
    this.#lead.audio.play().catch(({ name }) => name === "AbortError" || (this.#list && this.#tell("failed")));
  }

  pause() {
    this.#lead.audio.pause();
    this.#keep();
  }

  by(seconds) {
    const { audio } = this.#lead;
    audio.currentTime = Math.min(Math.max(0, audio.currentTime + seconds), Math.max(0, (audio.duration || 0) - 0.1));
    this.#keep();
  }

  alone(yes) {
    this.#alone = yes;
    this.#keep();
  }

  #keep() {
    const now = this.now();
    const runs = !this.#lead.audio.paused && !this.#lead.audio.ended;
    for (const { audio, starts, length } of this.#list.slice(1)) {
      const at = (now - starts) / 1000;
      const there = at >= 0 && at * 1000 < length;
      if (!runs || !there || this.#alone) {
        audio.pause();
        continue;
      }
      if (Math.abs(audio.currentTime - at) > APART) audio.currentTime = at;
      if (audio.paused) audio.play().catch(() => {});
    }
  }

  close() {
    clearInterval(this.#clock);
    const list = this.#list;
    this.#list = null;
    for (const { audio } of list ?? []) {
      audio.pause();
      audio.removeAttribute("src");
      audio.load();
    }
  }
}
