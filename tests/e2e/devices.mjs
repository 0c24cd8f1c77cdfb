// Runs in each page before anything else: a camera of one colour and a microphone of one tone, so that whoever is
// seen or heard can be told apart, and a list of the page's peer connections for their statistics.
export function devices({ colour, tone, rate = 15, native = false, sitter = false }) {
  const connections = [];
  const waves = [];
  const gains = [];
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(...given) {
      super(...given);
      connections.push(this);
    }
  };
  // Somebody at a desk, for pictures; nobody's face.
  const figure = (pen) => {
    const lit = pen.createRadialGradient(320, 120, 40, 320, 180, 420);
    lit.addColorStop(0, "#ffffff55");
    lit.addColorStop(1, "#00000022");
    pen.fillStyle = lit;
    pen.fillRect(0, 0, 640, 360);
    pen.fillStyle = "#3a3632";
    pen.beginPath();
    pen.ellipse(320, 420, 190, 190, 0, 0, 7);
    pen.fill();
    pen.fillStyle = "#8d7a6b";
    pen.beginPath();
    pen.ellipse(320, 150, 62, 78, 0, 0, 7);
    pen.fill();
  };
  const camera = () => {
    const canvas = document.createElement("canvas");
    canvas.width = 640;
    canvas.height = 360;
    const pen = canvas.getContext("2d");
    let at = 0;
    const draw = () => {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 640, 360);
      pen.fillStyle = "#808080";
      if (sitter) figure(pen);
      else pen.fillRect((at = (at + 8) % 640), 0, 12, 60);
    };
    draw();
    const track = canvas.captureStream(rate).getVideoTracks()[0];
    // A camera that was switched off draws no more: twenty joins would else be twenty cameras.
    const drawing = setInterval(() => (track.readyState === "live" ? draw() : clearInterval(drawing)), 1_000 / rate);
    return track;
  };
  const microphone = () => {
    const sound = new AudioContext();
    const wave = new OscillatorNode(sound, { frequency: tone });
    waves.push(wave);
    const quiet = new GainNode(sound, { gain: 0.2 });
    gains.push(quiet);
    const out = sound.createMediaStreamDestination();
    wave.connect(quiet).connect(out);
    wave.start();
    const track = out.stream.getAudioTracks()[0];
    const playing = setInterval(() => {
      if (track.readyState === "live") return;
      clearInterval(playing);
      sound.close();
    }, 1_000);
    return track;
  };
  // Firefox brings a camera and a tone of its own.
  if (!native) {
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const tracks = [];
      if (wanted?.video) tracks.push(camera());
      if (wanted?.audio) tracks.push(microphone());
      return new MediaStream(tracks);
    };
  }

  const open = () => connections.filter((one) => one.connectionState !== "closed");
  const ears = new Map();
  window.court = {
    // Sums of what this page has received and decoded.
    async received() {
      const sum = { frames: 0, energy: 0, audioPackets: 0, videoPackets: 0 };
      for (const one of open()) {
        for (const stat of (await one.getStats()).values()) {
          if (stat.type !== "inbound-rtp") continue;
          sum.frames += stat.framesDecoded ?? 0;
          sum.energy += stat.totalAudioEnergy ?? 0;
          sum[stat.kind === "audio" ? "audioPackets" : "videoPackets"] += stat.packetsReceived ?? 0;
        }
      }
      return sum;
    },
    // How many connections for media this page has made since it was loaded.
    connections() {
      return connections.length;
    },
    // The ports from which this page sends and receives.
    async ports() {
      const found = new Set();
      for (const one of open()) {
        for (const stat of (await one.getStats()).values()) if (stat.type === "local-candidate" && stat.protocol === "udp") found.add(stat.port);
      }
      return [...found];
    },
    // The tones among `wanted` (Hz) that can be heard now.
    async heard(wanted) {
      const sound = (this.sound ??= new AudioContext());
      await sound.resume();
      const tracks = open().flatMap((one) => one.getReceivers()).map((r) => r.track).filter((t) => t?.kind === "audio" && t.readyState === "live");
      for (const track of tracks) {
        if (ears.has(track)) continue;
        const ear = new AnalyserNode(sound, { fftSize: 8192, smoothingTimeConstant: 0 });
        sound.createMediaStreamSource(new MediaStream([track])).connect(ear);
        ears.set(track, ear);
      }
      await new Promise((done) => setTimeout(done, 400));
      const step = sound.sampleRate / 8192;
      const found = new Set();
      for (const track of tracks) {
        const bins = new Float32Array(4096);
        ears.get(track).getFloatFrequencyData(bins);
        for (const tone of wanted) {
          const at = Math.round(tone / step);
          if (Math.max(bins[at - 1], bins[at], bins[at + 1]) > -60) found.add(tone);
        }
      }
      return [...found];
    },
    // The colour in the middle of a seat's picture, or null while there is none.
    seen(seat) {
      const video = document.querySelector(`[data-seat-video="${seat}"]`);
      if (!video || video.videoWidth === 0 || video.readyState < 2) return null;
      const canvas = document.createElement("canvas");
      canvas.width = 8;
      canvas.height = 8;
      const pen = canvas.getContext("2d");
      pen.drawImage(video, 0, 0, 8, 8);
      const [r, g, b] = pen.getImageData(4, 6, 1, 1).data;
      return [r, g, b];
    },
    // Silent and white from one moment on, for so long: sound and picture can be put beside each other by it.
    async flash(ms) {
      const own = colour;
      colour = "#ffffff";
      for (const quiet of gains) quiet.gain.value = 0;
      await new Promise((done) => setTimeout(done, ms));
      colour = own;
      for (const quiet of gains) quiet.gain.value = 0.2;
    },
    // From now on this page’s microphone has another tone.
    retune(to) {
      tone = to;
      for (const wave of waves) wave.frequency.value = to;
    },
    // What a cheat does: everything it has is switched on and sent.
    force() {
      for (const one of open()) {
        for (const sender of one.getSenders()) {
          if (sender.track) sender.track.enabled = true;
          const set = sender.getParameters();
          for (const encoding of set.encodings ?? []) encoding.active = true;
          sender.setParameters(set).catch(() => {});
        }
      }
    },
    async sent() {
      let packets = 0;
      for (const one of open()) {
        for (const stat of (await one.getStats()).values()) {
          if (stat.type === "outbound-rtp" && stat.kind === "audio") packets += stat.packetsSent ?? 0;
        }
      }
      return packets;
    },
  };
}
