// The one LiveKit room of this page: joins, publishes one's own devices, shows whoever is there.
let kit;
let room = null;
let joining = 0;
const screens = new Map(); // seat -> set of video elements that want its picture
const sounds = new Map(); // track id -> audio element
let carried = { pictures: true, small: false }; // what the line bears, beside voices
const LOOK = 2000; // ms between two looks at the line
const SILENT = 2; // looks without a word or an answer, and the way is given up
const PULSE = 200; // ms between two feelings of the pulse
const STEADY = 3; // beats that show that there is one
const STOPPED = 3; // missed, and it is asked what is wrong
const UNSURE = 2; // more of them for each beat that it was not felt yet
const SENT = 30; // packets without a word, where it was not felt yet
const SPARED = 300; // ms for a way that is there again to carry by itself

export function load() {
  // It tells us what happens; what it would tell the console is no news to anybody.
  kit ??= import(`${document.querySelector('meta[name="kaiting-parts"]').content}livekit-client.mjs`).then((lk) => (lk.setLogLevel("silent"), lk));
  return kit;
}

const stop = (tracks) => tracks.forEach((track) => track.stop());

// An identifier of a device that is not there any more is passed over.
const preferring = (id) => (id ? { deviceId: { ideal: id } } : {});

// `chosen` names the person's own devices; `courtIsThere` finds out whether it is. `tell` hears of everything: ("state", …), ("people", […]), ("trouble", device, name).
export async function join(url, token, microphone, camera, chosen, courtIsThere, tell) {
  const mine = ++joining;
  await quit();
  const lk = await load();
  const kept = JSON.parse(chosen);
  const sound = preferring(kept.microphone);
  const picture = { resolution: lk.VideoPresets.h360.resolution, ...preferring(kept.camera) };
  const own = microphone || camera ? devices(lk, microphone && sound, camera && picture, tell) : Promise.resolve([]);
  const r = new lk.Room({
    adaptiveStream: { pixelDensity: 1 },
    dynacast: false,
    disconnectOnPageLeave: true,
    singlePeerConnection: false,
    audioCaptureDefaults: sound,
    videoCaptureDefaults: picture,
    ...(kept.speaker && { audioOutput: { deviceId: kept.speaker } }),
    publishDefaults: { videoCodec: "vp8", simulcast: true, videoSimulcastLayers: [lk.VideoPresets.h180], red: false, stopMicTrackOnMute: false },
  });
  if (mine !== joining) return stop(await own);
  room = r;
  const lost = new Set();
  const people = () => {
    if (mine !== joining) return;
    for (const publication of r.localParticipant.trackPublications.values()) {
      if (!publication.isMuted && publication.track?.mediaStreamTrack.readyState === "live") lost.delete(publication.source);
    }
    tell("lost", [...lost].join(" "));
    tell("people", JSON.stringify(listed(r, lk)));
  };
  const E = lk.RoomEvent;
  r.on(E.TrackSubscribed, (track, publication, person) => {
    if (track.kind === "audio") {
      // A voice is heard as a microphone or not at all: that is the name by which the court mutes it.
      if (publication.source !== lk.Track.Source.Microphone) {
        publication.setSubscribed(false);
        return;
      }
      const element = track.attach();
      element.hidden = true;
      document.body.append(element);
      sounds.set(track.sid, element);
    } else if (publication.source === lk.Track.Source.Camera) {
      show(person.identity, track);
      bear(lk, publication);
    }
    people();
  });
  r.on(E.TrackUnsubscribed, (track) => {
    track.detach();
    sounds.get(track.sid)?.remove();
    sounds.delete(track.sid);
    people();
  });
  r.on(E.LocalTrackPublished, (publication) => {
    if (publication.source === lk.Track.Source.Camera && publication.track) {
      show(r.localParticipant.identity, publication.track);
      bearOwn(lk, publication);
    }
    // The device broke off: unplugged, taken by another program, forbidden meanwhile.
    publication.track?.on("ended", () => {
      lost.add(publication.source);
      people();
    });
    people();
  });
  for (const name of [E.ParticipantConnected, E.ParticipantDisconnected, E.TrackMuted, E.TrackUnmuted, E.LocalTrackUnpublished, E.ActiveSpeakersChanged, E.ConnectionQualityChanged, E.ParticipantPermissionsChanged]) r.on(name, people);
  r.on(E.Reconnecting, () => mine === joining && tell("state", "reconnecting"));
  r.on(E.Reconnected, () => mine === joining && tell("state", "on"));
  r.on(E.AudioPlaybackStatusChanged, () => mine === joining && tell("sound", r.canPlaybackAudio ? "heard" : "blocked"));
  r.on(E.MediaDevicesError, (error) => tell("trouble", error?.name ?? "Error"));
  let before = { got: 0, lost: 0 };
  let silent = 0;
  const watch = setInterval(async () => {
    if (mine !== joining || r.state !== "connected") return;
    const now = await line(r).catch(() => null);
    if (!now || mine !== joining) return;
    // Each way asks every two and a half seconds whether the other end is there. LiveKit's client gives an unanswered one a quarter of a minute.
    silent = now.answers !== null && now.answers === before.answers && now.got === before.got ? silent + 1 : 0;
    const [got, lost] = [now.got - before.got, now.lost - before.lost];
    before = now;
    if (silent >= SILENT) {
      clearInterval(watch);
      clearInterval(pulse);
      return tell("doubt", "");
    }
    // Counters begin anew with each track: a step back says nothing.
    const lost_down = got >= 0 && lost >= 0 && got + lost > 0 ? (100 * lost) / (got + lost) : null;
    tell("line", JSON.stringify({ lost_down, lost_up: now.lost_up, round_trip: now.round_trip }));
  }, LOOK);
  const pulse = feel(r, () => mine === joining, courtIsThere, () => {
    clearInterval(watch);
    tell("doubt", "");
  });
  r.on(E.Disconnected, () => {
    clearInterval(watch);
    clearInterval(pulse);
    sounds.forEach((element) => element.remove());
    sounds.clear();
    if (mine === joining) tell("state", "off");
  });
  try {
    await r.connect(url, token, { autoSubscribe: true });
  } catch (error) {
    clearInterval(watch);
    clearInterval(pulse);
    stop(await own);
    if (mine === joining) tell("state", "off");
    return;
  }
  const tracks = await own;
  if (mine !== joining) return stop(tracks);
  tell("state", "on");
  people();
  await Promise.all(tracks.map((track) => r.localParticipant.publishTrack(track).catch((error) => {
    track.stop();
    tell("trouble", error?.name ?? "Error");
  })));
  people();
}

// Who sends a picture hears several times a second how it arrives. When that stops, and the court is there all the same, the way has
// changed: a telephone has left the Wi-Fi. Where the court is not there either, it is waited for: the old way may carry again.
// Who has only just come in has felt no pulse yet: there silence says something to who has sent enough, and after a longer while.
export function feel(r, wanted, courtIsThere, stopped) {
  let known = null;
  let steady = 0;
  let missed = 0;
  let asking = false;
  const beats = setInterval(async () => {
    if (asking || !wanted()) return;
    asking = true;
    try {
      const now = r.state === "connected" ? await answered(r) : null;
      if (now === null || now.bytes !== known?.bytes) {
        steady = now === null || known === null ? 0 : Math.min(steady + 1, STEADY);
        missed = 0;
        known = now;
        return;
      }
      missed += 1;
      const unfelt = STEADY - steady;
      if (missed < STOPPED + UNSURE * unfelt || (unfelt > 0 && now.sent - known.sent < SENT) || !(await courtIsThere())) return;
      await new Promise((done) => setTimeout(done, SPARED));
      if (!wanted() || (await answered(r))?.bytes !== known.bytes) return;
      clearInterval(beats);
      stopped();
    } finally {
      asking = false;
    }
  }, PULSE);
  return beats;
}

// Bytes that came back on the way of one's own picture, and its packets that went there; none where no picture is sent.
async function answered(r) {
  const own = [...r.localParticipant.trackPublications.values()].find((one) => one.source === "camera" && !one.isMuted && one.track);
  let bytes = null;
  let sent = 0;
  (await own?.track.getRTCStatsReport().catch(() => null))?.forEach((one) => {
    if (one.type === "candidate-pair" && one.nominated) bytes = (bytes ?? 0) + one.bytesReceived;
    if (one.type === "outbound-rtp") sent += one.packetsSent;
  });
  return bytes === null ? null : { bytes, sent };
}

async function devices(lk, microphone, camera, tell) {
  try {
    return await lk.createLocalTracks({ audio: microphone, video: camera });
  } catch (error) {
    // One broken device must not take the other with it.
    if (microphone && camera) {
      const [sound, picture] = await Promise.all([devices(lk, microphone, false, tell), devices(lk, false, camera, tell)]);
      return [...sound, ...picture];
    }
    tell("trouble", error?.name ?? "Error");
    return [];
  }
}

// All packets to here, how many of them were lost, and how often the other end has answered, up to now; the share of one's own that were lost, and the time there and back, by what was heard last.
async function line(r) {
  const found = { got: 0, lost: 0, lost_up: null, round_trip: null, answers: null };
  const people = [r.localParticipant, ...r.remoteParticipants.values()];
  const tracks = people.flatMap((person) => [...person.trackPublications.values()].map((publication) => publication.track)).filter(Boolean);
  for (const stats of await Promise.all(tracks.map((track) => track.getRTCStatsReport()))) {
    stats?.forEach((one) => {
      if (one.type === "inbound-rtp") {
        found.got += one.packetsReceived;
        found.lost += one.packetsLost;
      } else if (one.type === "remote-inbound-rtp") {
        if (one.fractionLost !== undefined) found.lost_up = Math.max(found.lost_up ?? 0, one.fractionLost * 100);
        if (one.roundTripTime !== undefined) found.round_trip = Math.max(found.round_trip ?? 0, one.roundTripTime * 1000);
      } else if (one.type === "candidate-pair" && one.nominated) {
        if (one.currentRoundTripTime !== undefined) found.round_trip = Math.max(found.round_trip ?? 0, one.currentRoundTripTime * 1000);
        // Firefox does not count them.
        if (one.responsesReceived !== undefined) found.answers = (found.answers ?? 0) + one.responsesReceived;
      }
    });
  }
  return found;
}

function bear(lk, publication) {
  publication.setEnabled(carried.pictures);
  publication.setVideoQuality(carried.small ? lk.VideoQuality.LOW : lk.VideoQuality.HIGH);
}

function bearOwn(lk, publication) {
  publication.track?.setPublishingQuality?.(carried.small ? lk.VideoQuality.LOW : lk.VideoQuality.HIGH);
}

export async function carry(pictures, small) {
  carried = { pictures, small };
  if (!room) return;
  const lk = await load();
  const cameras = (person) => [...person.trackPublications.values()].filter((publication) => publication.source === lk.Track.Source.Camera);
  for (const person of room?.remoteParticipants.values() ?? []) cameras(person).filter((publication) => publication.isSubscribed).forEach((publication) => bear(lk, publication));
  for (const publication of room ? cameras(room.localParticipant) : []) bearOwn(lk, publication);
}

function listed(r, lk) {
  const one = (person) => ({
    seat: person.identity,
    microphone: person.isMicrophoneEnabled,
    camera: person.isCameraEnabled,
    speaking: person.isSpeaking,
    level: Math.min(4, Math.ceil((person.audioLevel ?? 0) * 8)),
    line: person.connectionQuality === lk.ConnectionQuality.Lost ? 0 : person.connectionQuality === lk.ConnectionQuality.Poor ? 1 : 4,
  });
  return [r.localParticipant, ...r.remoteParticipants.values()].map(one);
}

function track(seat) {
  if (!room) return null;
  const person = seat === room.localParticipant.identity ? room.localParticipant : room.remoteParticipants.get(seat);
  return person?.getTrackPublication("camera")?.track ?? null;
}

function show(seat, picture) {
  screens.get(seat)?.forEach((element) => picture.attach(element));
}

export function watch(seat, element) {
  if (!screens.has(seat)) screens.set(seat, new Set());
  screens.get(seat).add(element);
  track(seat)?.attach(element);
}

// What is emptied on the way loses the window in which it floats.
export function rewatch(from, to, element) {
  watch(to, element);
  screens.get(from)?.delete(element);
  track(from)?.detach(element);
}

export function unwatch(seat, element) {
  screens.get(seat)?.delete(element);
  track(seat)?.detach(element);
  element.srcObject = null;
}

export async function microphone(on) {
  await room?.localParticipant.setMicrophoneEnabled(on);
}

export async function camera(on) {
  await room?.localParticipant.setCameraEnabled(on);
}

export async function hear() {
  await room?.startAudio();
}

export async function leave() {
  joining += 1;
  await quit();
}

async function quit() {
  const old = room;
  room = null;
  await old?.disconnect(true);
}

const KINDS = { videoinput: "camera", audioinput: "microphone", audiooutput: "speaker" };

// [kind, identifier, label] of each device of this computer.
export async function listDevices() {
  const all = await navigator.mediaDevices.enumerateDevices();
  return JSON.stringify(all.filter((one) => one.deviceId && one.deviceId !== "default" && KINDS[one.kind]).map((one) => [KINDS[one.kind], one.deviceId, one.label]));
}

export async function change(kind, id) {
  const of = Object.keys(KINDS).find((one) => KINDS[one] === kind);
  await room?.switchActiveDevice(of, id || "default", Boolean(id));
}
