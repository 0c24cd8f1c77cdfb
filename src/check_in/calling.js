// What a person who waits hears: the call of the court, a ring, a notice. He may have put the phone down.
let audio = null;

// One for the page. A browser lets it sound once the person has pressed something; pressing anything wakes it.
function sound() {
  audio ??= new AudioContext();
  if (audio.state === "suspended") audio.resume().catch(() => {});
  return audio;
}
addEventListener("pointerdown", () => audio?.state === "suspended" && audio.resume().catch(() => {}));

function play(tones) {
  try {
    const out = sound();
    tones.forEach((frequency, nth) => {
      const start = out.currentTime + 0.02 + nth * 0.35;
      const tone = new OscillatorNode(out, { frequency });
      const volume = new GainNode(out, { gain: 0 });
      volume.gain.setTargetAtTime(0.35, start, 0.01);
      volume.gain.setTargetAtTime(0, start + 0.22, 0.03);
      tone.connect(volume).connect(out.destination);
      tone.start(start);
      tone.stop(start + 0.34);
    });
  } catch {
    // No sound here: vibration and title remain.
  }
}

const CALL = [660, 880, 660, 880];

function call() {
  navigator.vibrate?.([300, 150, 300, 150, 600]);
  play(CALL);
}

// Turns the title while the page has not the person's eye; gives back what ends it.
function blink(title) {
  const before = document.title;
  const turning = setInterval(() => (document.title = document.title === title ? before : title), 900);
  return () => {
    clearInterval(turning);
    if (document.title === title) document.title = before;
  };
}

// Let in: once where it is seen; elsewhere again and again for a minute, until somebody looks.
export function ring(title) {
  call();
  if (document.visibilityState === "visible" && document.hasFocus()) return;
  const still = blink(title);
  const again = setInterval(() => document.visibilityState === "hidden" && call(), 5_000);
  const over = () => {
    clearInterval(again);
    still();
    removeEventListener("focus", over);
  };
  addEventListener("focus", over);
  setTimeout(over, 60_000);
}

// The court rings: until it is answered, or for a minute. Gives back what ends it.
export function ringing(title) {
  call();
  const again = setInterval(call, 4_000);
  const still = blink(title);
  const end = setTimeout(() => clearInterval(again), 60_000);
  return () => {
    clearInterval(again);
    clearTimeout(end);
    still();
    navigator.vibrate?.(0);
  };
}

// A notice: one soft tone.
export function chime() {
  navigator.vibrate?.(120);
  play([784]);
}

// Plays the call for trial. Whether this browser plays anything at all.
export async function ringOnce() {
  call();
  try {
    await Promise.race([sound().resume(), new Promise((done) => setTimeout(done, 1_000))]);
    return sound().state === "running";
  } catch {
    return false;
  }
}

export const inSight = () => document.visibilityState === "visible";

// Keeps the screen on while somebody waits, and says each time whether it does; gives back what lets it sleep again.
export function stayAwake(told) {
  let lock = null;
  let over = false;
  const take = async () => {
    if (over || document.visibilityState !== "visible") return;
    try {
      const taken = await navigator.wakeLock?.request("screen");
      if (over) taken?.release();
      else if (taken) {
        lock = taken;
        told(true);
        // Where the page is left the system takes it back.
        taken.addEventListener("release", () => !over && lock === taken && told(false));
      }
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
