// So long the last picture stands while none comes (ms): as long as the court keeps one.
const KEPT = 5_000;

// Older browsers have no clock of their own for what is not answered.
function limit(ms) {
  if (AbortSignal.timeout) return AbortSignal.timeout(ms);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), ms);
  return stop.signal;
}

// Fetches the stills of somebody who waits, one a second, for as long as the court looks.
export class Look {
  #timer = 0;
  #url = null;
  #over = false;
  #shown = -Infinity;

  // `told` hears "picture", "off" (the person shows none), "fails" (his camera gives none) or "none" (nothing has come yet).
  begin(seat, bearer, image, told) {
    const headers = { authorization: `Bearer ${bearer}` };
    const next = async () => {
      try {
        const answer = await fetch(`/api/pictures/${encodeURIComponent(seat)}`, { headers, cache: "no-store", signal: limit(4_000) });
        if (this.#over) return;
        const why = answer.headers.get("x-picture");
        if (answer.status === 200) this.#show(image, await answer.blob(), told);
        else if (why === "off" || why === "fails") told(why);
        else this.#missed(why === "over" ? 0 : KEPT, told);
      } catch {
        this.#missed(KEPT, told);
      }
      if (!this.#over) this.#timer = setTimeout(next, 1_000);
    };
    next();
  }

  // One that does not come is not yet a picture that has gone: the last stands for a few seconds.
  #missed(kept, told) {
    if (!this.#over && performance.now() - this.#shown >= kept) told("none");
  }

  #show(image, blob, told) {
    if (this.#over) return;
    this.#shown = performance.now();
    const old = this.#url;
    this.#url = URL.createObjectURL(blob);
    image.src = this.#url;
    if (old) URL.revokeObjectURL(old);
    told("picture");
  }

  // Nothing of it stays.
  end() {
    this.#over = true;
    clearTimeout(this.#timer);
    if (this.#url) URL.revokeObjectURL(this.#url);
    this.#url = null;
  }
}
