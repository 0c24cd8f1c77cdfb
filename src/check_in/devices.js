// The device check: picture, level and tones of this device for itself. Nothing is sent anywhere, nothing is kept.
export class Rig {
  #streams = [];
  #audio = null;
  #meter = 0;
  #over = false;

  // Asks for camera and microphone, at once where that works, else each by itself.
  // Resolves to [trouble of the camera, trouble of the microphone], the names of the errors, "" for none.
  async open() {
    this.#release();
    const media = navigator.mediaDevices;
    if (!media?.getUserMedia) return ["Unsupported", "Unsupported"];
    const video = { facingMode: "user", width: { ideal: 1280 }, height: { ideal: 720 } };
    const take = async (wanted) => {
      const stream = await media.getUserMedia(wanted);
      this.#streams.push(stream);
      if (this.#over) this.#release();
      return "";
    };
    const alone = (wanted) => take(wanted).catch((error) => error.name || "Error");
    try {
      await take({ video, audio: true });
      return ["", ""];
    } catch {
      return [await alone({ video }), await alone({ audio: true })];
    }
  }

  // The picture as the court will see it.
  async show(element) {
    const tracks = this.#streams.flatMap((stream) => stream.getVideoTracks());
    if (!tracks.length) return;
    element.srcObject = new MediaStream(tracks);
    await element.play();
  }

  // Mean brightness of the picture, 0 to 1; -1 before there is one.
  brightness(element) {
    if (!element.videoWidth) return -1;
    const canvas = document.createElement("canvas");
    canvas.width = 32;
    canvas.height = 18;
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    brush.drawImage(element, 0, 0, 32, 18);
    const { data } = brush.getImageData(0, 0, 32, 18);
    let sum = 0;
    for (let at = 0; at < data.length; at += 4) sum += 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
    return sum / (data.length / 4) / 255;
  }

  // Tells the loudness of the microphone ten times a second: root mean square, 0 to 1.
  async listen(heard) {
    const tracks = this.#streams.flatMap((stream) => stream.getAudioTracks());
    if (!tracks.length) return;
    const audio = this.#sound();
    await this.#awake(audio);
    // The screen may have gone meanwhile, and with it whoever listens.
    if (this.#over) return;
    const analyser = new AnalyserNode(audio, { fftSize: 2048 });
    audio.createMediaStreamSource(new MediaStream(tracks)).connect(analyser);
    const wave = new Float32Array(analyser.fftSize);
    clearInterval(this.#meter);
    this.#meter = setInterval(() => {
      analyser.getFloatTimeDomainData(wave);
      heard(Math.sqrt(wave.reduce((sum, x) => sum + x * x, 0) / wave.length));
    }, 100);
  }

  // Three tones, one after another, each a little higher.
  async tones() {
    const audio = this.#sound();
    await this.#awake(audio);
    [523, 659, 784].forEach((frequency, nth) => {
      const start = audio.currentTime + 0.1 + nth * 0.45;
      const tone = new OscillatorNode(audio, { frequency });
      const volume = new GainNode(audio, { gain: 0 });
      volume.gain.setTargetAtTime(0.3, start, 0.01);
      volume.gain.setTargetAtTime(0, start + 0.28, 0.03);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 0.42);
    });
  }

  // Round trip to the court in milliseconds: the middle one of five, the first, which opens the line, not counted.
  async latency() {
    const times = [];
    for (let nth = 0; nth < 6; nth++) {
      const start = performance.now();
      const answer = await fetch("/livez", { cache: "no-store" });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error("not answered");
      if (nth) times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[2];
  }

  // Lets camera and microphone go: no light stays on.
  stop() {
    this.#over = true;
    this.#release();
    this.#audio?.close();
    this.#audio = null;
  }

  #release() {
    clearInterval(this.#meter);
    for (const stream of this.#streams) for (const track of stream.getTracks()) track.stop();
    this.#streams = [];
  }

  // A machine without any sound device never wakes its sound; that has to be said, not waited for.
  async #awake(audio) {
    let timer;
    const late = new Promise((_, failed) => (timer = setTimeout(() => failed(new Error("no sound")), 2000)));
    await Promise.race([audio.resume(), late]).finally(() => clearTimeout(timer));
  }

  #sound() {
    return (this.#audio ??= new AudioContext());
  }
}
