// Brings a file to the court: hash, progress, and a way to stop. Rejects with the court's own word for what is wrong.
export class Upload {
  #request = new XMLHttpRequest();
  #stopped = false;

  // SHA-256 of the file, lower-case hex.
  async hash(file) {
    let bytes;
    try {
      bytes = await file.arrayBuffer();
    } catch {
      throw "unreadable";
    }
    if (this.#stopped) throw "stopped";
    if (!crypto.subtle) throw "insecure";
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // `progress(share)` hears 0 to 1. Resolves with the court's answer as text.
  send(file, sha256, bearer, progress) {
    return new Promise((done, fail) => {
      if (this.#stopped) {
        fail("stopped");
        return;
      }
      const request = this.#request;
      request.open("PUT", "/api/exhibits");
      request.setRequestHeader("authorization", `Bearer ${bearer}`);
      request.setRequestHeader("x-sha256", sha256);
      request.setRequestHeader("content-type", "application/octet-stream");
      request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
      request.onload = () => {
        if (request.status === 200) {
          done(request.responseText);
          return;
        }
        try {
          fail(JSON.parse(request.responseText).error);
        } catch {
          fail("unavailable");
        }
      };
      request.onerror = () => fail("unreachable");
      request.onabort = () => fail("stopped");
      request.send(file);
    });
  }

  stop() {
    this.#stopped = true;
    this.#request.abort();
  }
}
