// The device check: picture, level, spoken words and tones of this device for itself. Nothing is sent anywhere, and what
// was said is gone with the page.
export class Rig {
  #streams = { camera: null, microphone: null };
  #audio = null;
  #out = null;
  #loudspeaker = null;
  #speaker = "";
  #meter = 0;
  #recorder = null;
  #chunks = [];
  #words = null;
  #over = false;
  #plugged = null;
  // Counts the askings for each, so that what an earlier one brings late is let go.
  #turns = { camera: 0, microphone: 0 };

  // Asks for camera and microphone, at once where that works, else each by itself. `asked` is told while the browser waits
  // for the person's answer.
  // Resolves to [trouble of the camera, trouble of the microphone], the names of the errors, "" for none.
  async open(camera, microphone, asked) {
    this.#release("camera");
    this.#release("microphone");
    // While the press counts: a browser that waits for one before it makes a sound has had it.
    this.#sound().resume().catch(() => {});
    const missing = unusable();
    if (missing) return [missing, missing];
    try {
      const stream = await this.#take({ video: video(camera), audio: audio(microphone) }, ["camera", "microphone"], asked);
      this.#hold("camera", new MediaStream(stream.getVideoTracks()));
      this.#hold("microphone", new MediaStream(stream.getAudioTracks()));
      return ["", ""];
    } catch (error) {
      if (error.name === LATE) return [LATE, LATE];
      if (error.name !== STUCK) return [await this.change("camera", camera, asked), await this.change("microphone", microphone, asked)];
      // One of the two gives no answer: mostly the camera, and then the microphone can be tested without it.
      const silent = await this.change("microphone", microphone, asked);
      return [silent ? await this.change("camera", camera, asked) : STUCK, silent];
    }
  }

  // Takes another camera or microphone; resolves to the name of the trouble.
  async change(kind, id, asked) {
    this.#release(kind);
    const missing = unusable();
    if (missing) return missing;
    try {
      const wanted = kind === "camera" ? { video: video(id) } : { audio: audio(id) };
      this.#hold(kind, await this.#take(wanted, [kind], asked));
      return "";
    } catch (error) {
      return named(error);
    }
  }

  // What there is to choose from: [kind, id, label] of each, and again whenever something is plugged in or out.
  async devices(tell) {
    if (!navigator.mediaDevices?.enumerateDevices) return;
    const kinds = { videoinput: "camera", audioinput: "microphone", audiooutput: "speaker" };
    const list = async () => {
      const found = await navigator.mediaDevices.enumerateDevices().catch(() => []);
      if (this.#over) return;
      const usable = found.filter(({ kind, deviceId }) => deviceId && (kind !== "audiooutput" || canRoute()));
      tell(JSON.stringify(usable.map(({ kind, deviceId, label }) => [kinds[kind], deviceId, label])));
    };
    if (!this.#plugged) {
      this.#plugged = list;
      navigator.mediaDevices.addEventListener?.("devicechange", list);
    }
    await list();
  }

  // The picture as the court will see it.
  async show(element) {
    if (!this.#streams.camera) return;
    element.srcObject = this.#streams.camera;
    await Promise.race([element.play(), sleep(PATIENCE).then(() => Promise.reject(stuck()))]);
  }

  // Mean brightness of the middle and of the edge of the picture, 0 to 1 each; nothing before there is one.
  brightness(element) {
    if (!element.videoWidth) return [];
    const canvas = document.createElement("canvas");
    canvas.width = 32;
    canvas.height = 18;
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    brush.drawImage(element, 0, 0, 32, 18);
    const { data } = brush.getImageData(0, 0, 32, 18);
    const sums = [0, 0];
    const points = [0, 0];
    for (let at = 0; at < data.length; at += 4) {
      const [x, y] = [(at / 4) % 32, Math.floor(at / 128)];
      const edge = x > 10 && x < 21 && y > 4 ? 0 : 1;
      sums[edge] += 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
      points[edge] += 1;
    }
    return sums.map((sum, which) => sum / points[which] / 255);
  }

  // Tells the loudness of the microphone ten times a second: root mean square, 0 to 1. What is said is kept for `words`.
  async listen(heard) {
    const stream = this.#streams.microphone;
    if (!stream) return;
    this.#record(stream);
    try {
      await this.#awake();
    } catch {
      // Without any loudspeaker some browsers let no sound be measured; what was recorded can be.
      await this.#listenLater(heard);
      return;
    }
    // The screen may have gone meanwhile, and with it whoever listens.
    if (this.#over) return;
    const audio = this.#sound();
    const analyser = new AnalyserNode(audio, { fftSize: 2048 });
    audio.createMediaStreamSource(stream).connect(analyser);
    const wave = new Float32Array(analyser.fftSize);
    clearInterval(this.#meter);
    this.#meter = setInterval(() => {
      analyser.getFloatTimeDomainData(wave);
      heard(loudness(wave));
    }, 100);
  }

  // Listens for so long still (ms), then stops; rejects where a browser cannot record.
  async words(ms) {
    if (!this.#recorder) throw new Error("no recorder");
    if (this.#recorder.state === "inactive") return;
    await sleep(ms);
    await this.#stopRecording();
    if (!this.#words) throw new Error("nothing recorded");
  }

  // Plays what was said last, four seconds of it; resolves when it has been played.
  async replay() {
    if (!this.#words) throw new Error("nothing recorded");
    await this.#awake();
    const spoken = Math.min(4, this.#words.duration);
    const source = new AudioBufferSourceNode(this.#sound(), { buffer: this.#words });
    source.connect(await this.#output());
    source.start(0, this.#words.duration - spoken);
    await sleep(spoken * 1000);
  }

  // Three tones, one after another, each a little higher; resolves when they have been played.
  async tones() {
    await this.#awake();
    const audio = this.#sound();
    const out = await this.#output();
    [523, 659, 784].forEach((frequency, nth) => {
      const start = audio.currentTime + 0.1 + nth * 0.45;
      const tone = new OscillatorNode(audio, { frequency });
      const volume = new GainNode(audio, { gain: 0 });
      volume.gain.setTargetAtTime(0.3, start, 0.01);
      volume.gain.setTargetAtTime(0, start + 0.28, 0.03);
      tone.connect(volume).connect(out);
      tone.start(start);
      tone.stop(start + 0.42);
    });
    await sleep(1500);
  }

  // Where sound is to come out from now on.
  speaker(id) {
    this.#speaker = id;
    this.#out = null;
  }

  // Lets camera and microphone go: no light stays on.
  stop() {
    this.#over = true;
    this.#release("camera");
    this.#release("microphone");
    if (this.#plugged) navigator.mediaDevices.removeEventListener?.("devicechange", this.#plugged);
    this.#loudspeaker?.pause();
    this.#audio?.close();
    this.#audio = null;
  }

  // A browser that asks the person waits for him without end; a device that hangs is waited for as long, and no browser says
  // which of the two it is. Where he has allowed it before there is nothing to ask.
  async #take(wanted, kinds, asked) {
    const turns = kinds.map((kind) => (this.#turns[kind] += 1));
    const late = () => this.#over || kinds.some((kind, nth) => this.#turns[kind] !== turns[nth]);
    let over = false;
    const taken = navigator.mediaDevices.getUserMedia(wanted);
    taken.then((stream) => (over || late()) && stream.getTracks().forEach((track) => track.stop()), () => {});
    const impatient = async () => {
      await sleep(PATIENCE);
      for (let held = 0; held < 4 && !over && !late(); await sleep(1_000)) {
        if (await allowed(kinds)) held += 1;
        else {
          held = 0;
          if (!over && !late()) asked();
        }
      }
      throw stuck();
    };
    try {
      const stream = await Promise.race([taken, impatient()]);
      if (late()) throw new DOMException("asked again meanwhile", LATE);
      return stream;
    } catch (error) {
      throw late() ? new DOMException("asked again meanwhile", LATE) : error;
    } finally {
      over = true;
    }
  }

  #hold(kind, stream) {
    this.#streams[kind] = stream;
    if (this.#over) this.#release(kind);
  }

  #release(kind) {
    if (kind === "microphone") {
      clearInterval(this.#meter);
      if (this.#recorder?.state === "recording") this.#recorder.stop();
      this.#recorder = null;
      this.#words = null;
    }
    this.#streams[kind]?.getTracks().forEach((track) => track.stop());
    this.#streams[kind] = null;
  }

  #record(stream) {
    this.#chunks = [];
    this.#words = null;
    try {
      this.#recorder = new MediaRecorder(stream);
      const chunks = this.#chunks;
      this.#recorder.addEventListener("dataavailable", ({ data }) => chunks.push(data));
      this.#recorder.start();
    } catch {
      this.#recorder = null;
    }
  }

  async #stopRecording() {
    const recorder = this.#recorder;
    if (recorder?.state !== "recording") return;
    const stopped = new Promise((done) => recorder.addEventListener("stop", done, { once: true }));
    recorder.stop();
    await stopped;
    const bytes = await new Blob(this.#chunks).arrayBuffer();
    this.#words = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes);
  }

  async #listenLater(heard) {
    if (!this.#recorder) throw new Error("no way to listen");
    await sleep(3000);
    await this.#stopRecording();
    if (this.#over || !this.#words) return;
    const wave = this.#words.getChannelData(0);
    const tenth = Math.round(this.#words.sampleRate / 10);
    for (let at = 0; at + tenth <= wave.length; at += tenth) heard(loudness(wave.subarray(at, at + tenth)));
  }

  // A machine without any sound device never wakes its sound; that has to be said, not waited for.
  async #awake() {
    let timer;
    const late = new Promise((_, failed) => (timer = setTimeout(() => failed(new DOMException("no sound", "NotFoundError")), 2000)));
    await Promise.race([this.#sound().resume(), late]).finally(() => clearTimeout(timer));
  }

  #sound() {
    return (this.#audio ??= new AudioContext());
  }

  // Where sound comes out: the chosen loudspeaker, by whichever way this browser has to it.
  async #output() {
    const audio = this.#sound();
    if (this.#out || !canRoute()) return (this.#out ??= audio.destination);
    if (audio.setSinkId) {
      await audio.setSinkId(this.#speaker).catch(() => {});
      return (this.#out = audio.destination);
    }
    if (!this.#speaker) return (this.#out = audio.destination);
    const stream = audio.createMediaStreamDestination();
    this.#loudspeaker ??= new Audio();
    this.#loudspeaker.srcObject = stream.stream;
    await this.#loudspeaker.setSinkId(this.#speaker).catch(() => {});
    await this.#loudspeaker.play();
    return (this.#out = stream);
  }
}

// So long an answer may take before anything is said of it (ms).
const PATIENCE = 4_000;
const STUCK = "Stuck";
const LATE = "Late";

const stuck = () => new DOMException("no answer", STUCK);

// Whether the person has allowed all of these before. A browser that does not tell is taken to ask.
async function allowed(kinds) {
  try {
    const states = await Promise.all(kinds.map((name) => navigator.permissions.query({ name })));
    return states.every(({ state }) => state === "granted");
  } catch {
    return false;
  }
}

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const loudness = (wave) => Math.sqrt(wave.reduce((sum, x) => sum + x * x, 0) / wave.length);

const canRoute = () => "setSinkId" in AudioContext.prototype || "setSinkId" in HTMLMediaElement.prototype;

const video = (id) => ({ ...(id ? { deviceId: { ideal: id } } : { facingMode: "user" }), width: { ideal: 1280 }, height: { ideal: 720 } });
const audio = (id) => (id ? { deviceId: { ideal: id } } : true);

const unusable = () => (navigator.mediaDevices?.getUserMedia ? "" : window.isSecureContext ? "Unsupported" : "Insecure");

// Chromium says in its message who said no: the person in passing, or the system.
function named(error) {
  if (error.name !== "NotAllowedError") return error.name || "Error";
  if (/system/i.test(error.message)) return "DeniedBySystem";
  return /dismiss/i.test(error.message) ? "Dismissed" : "NotAllowedError";
}
