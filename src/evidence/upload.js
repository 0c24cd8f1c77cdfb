// Brings a file to the court in parts: a line that breaks costs no more than the part that was under way.
// Rejects with the court's own word for what is wrong.

/** Bytes of one part. Small enough that a bad line gets some through, large enough that a good one does not wait. */
const PART = 4 * 1024 * 1024;
/** How long the line is given before the next try (ms). */
const WAITS = [1_000, 2_000, 4_000, 8_000, 15_000];
/** What the court says of a moment, not of the file. */
const PASSING = new Set(["unreachable", "unavailable", "too_many", "wrong_offset"]);

export class Upload {
  #request;
  #stopped = false;
  #wake;

  // The bytes of a part of the file, for its hash.
  async slice(file, from, to) {
    if (this.#stopped) throw "stopped";
    try {
      return new Uint8Array(await file.slice(from, to).arrayBuffer());
    } catch {
      throw "unreadable";
    }
  }

  // `progress(share, waits)` hears 0 to 1, and whether the line is being waited for. Resolves with what the court found, as text.
  async send(file, sha256, bearer, progress) {
    const where = `/api/uploads/${sha256}`;
    let tries = 0;
    let state;
    for (;;) {
      if (this.#stopped) throw "stopped";
      try {
        state ??= await this.#ask("POST", "/api/uploads", bearer, JSON.stringify({ sha256, size: file.size }));
        if (state.file) return JSON.stringify(state.file);
        progress(state.offset / file.size, false);
        const from = state.offset;
        const part = file.slice(from, Math.min(from + PART, file.size));
        state = await this.#ask("PUT", `${where}?offset=${from}`, bearer, part, (sent) => progress((from + sent) / file.size, false));
        tries = 0;
      } catch (error) {
        if (this.#stopped) throw "stopped";
        if (!PASSING.has(error)) throw error;
        // Asked anew where it stands: of the part that broke off, something has come.
        state = undefined;
        progress(-1, true);
        await this.#rest(WAITS[Math.min(tries, WAITS.length - 1)]);
        tries += 1;
      }
    }
  }

  // Waits, and no longer than until the browser believes that there is a line again.
  #rest(ms) {
    return new Promise((done) => {
      const go = () => {
        clearTimeout(timer);
        removeEventListener("online", go);
        done();
      };
      const timer = setTimeout(go, ms);
      addEventListener("online", go);
      this.#wake = go;
    });
  }

  #ask(method, where, bearer, body, sent) {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      this.#request = request;
      request.open(method, where);
      request.setRequestHeader("authorization", `Bearer ${bearer}`);
      request.setRequestHeader("content-type", typeof body === "string" ? "application/json" : "application/octet-stream");
      if (sent) request.upload.onprogress = (event) => sent(event.loaded);
      request.onload = () => {
        try {
          const answer = JSON.parse(request.responseText);
          if (request.status === 200) done(answer);
          else fail(answer.error ?? "unavailable");
        } catch {
          fail("unavailable");
        }
      };
      request.onerror = () => fail("unreachable");
      request.onabort = () => fail("stopped");
      request.send(body);
    });
  }

  // Leaves: what has come stays at the court for a day, and the same file goes on from there.
  leave() {
    this.#stopped = true;
    this.#request?.abort();
    this.#wake?.();
  }

  // Wants it no more.
  stop(sha256, bearer) {
    this.leave();
    if (sha256) fetch(`/api/uploads/${sha256}`, { method: "DELETE", headers: { authorization: `Bearer ${bearer}` } }).catch(() => {});
  }
}
