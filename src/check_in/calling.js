// When the court calls: sound, vibration and title, for somebody who has put the phone down.
export function ring(title) {
  navigator.vibrate?.([300, 150, 300, 150, 600]);
  try {
    const audio = new AudioContext();
    [660, 880, 660, 880].forEach((frequency, nth) => {
      const start = audio.currentTime + nth * 0.35;
      const tone = new OscillatorNode(audio, { frequency });
      const volume = new GainNode(audio, { gain: 0 });
      volume.gain.setTargetAtTime(0.35, start, 0.01);
      volume.gain.setTargetAtTime(0, start + 0.22, 0.03);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 0.34);
    });
    setTimeout(() => audio.close(), 2_500);
  } catch {
    // No sound here: vibration and title remain.
  }
  if (document.hasFocus()) return;
  const before = document.title;
  const blink = setInterval(() => (document.title = document.title === title ? before : title), 900);
  addEventListener("focus", () => {
    clearInterval(blink);
    document.title = before;
  }, { once: true });
}

// Keeps the screen on while somebody waits; gives back what lets it sleep again.
export function stayAwake() {
  let lock = null;
  let over = false;
  const take = async () => {
    if (over || document.visibilityState !== "visible") return;
    try {
      const taken = await navigator.wakeLock?.request("screen");
      if (over) taken?.release();
      else lock = taken;
    } catch {
      // The system says no, on a low battery for one: the page works without.
    }
  };
  document.addEventListener("visibilitychange", take);
  take();
  return () => {
    over = true;
    document.removeEventListener("visibilitychange", take);
    lock?.release();
  };
}

// Hands a file to the person.
export function save(bytes, name, kind) {
  const url = URL.createObjectURL(new Blob([bytes], { type: kind }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
