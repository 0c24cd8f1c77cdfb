// Runs in the page: one seat of a courtroom, with the stock livekit-client.
(() => {
  const { Room, RoomEvent } = window.LivekitClient;
  const seat = { events: [], frames: {}, speakers: [], data: null, room: null, started: 0 };
  window.seat = seat;

  // Only the server's TCP candidates reach the browser, as where a firewall lets no UDP out.
  function forbidUdp() {
    const real = RTCPeerConnection.prototype.setRemoteDescription;
    RTCPeerConnection.prototype.setRemoteDescription = function (description, ...rest) {
      const lines = description.sdp.split('\r\n');
      const sdp = lines.filter((line) => !(line.startsWith('a=candidate') && / udp /i.test(line))).join('\r\n');
      return real.call(this, { type: description.type, sdp }, ...rest);
    };
    // LiveKit tells its candidates one by one.
    const add = RTCPeerConnection.prototype.addIceCandidate;
    RTCPeerConnection.prototype.addIceCandidate = function (candidate, ...rest) {
      return / udp /i.test(candidate?.candidate ?? '') ? Promise.resolve() : add.call(this, candidate, ...rest);
    };
  }

  // A steady tone. Chromium's fake microphone only beeps now and then; Firefox's is a tone itself.
  async function sound(hertz) {
    if (navigator.userAgent.includes('Firefox')) {
      const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
      return (await navigator.mediaDevices.getUserMedia({ audio: plain })).getAudioTracks()[0];
    }
    const context = new AudioContext();
    const source = context.createOscillator();
    const gain = context.createGain();
    const to = context.createMediaStreamDestination();
    source.frequency.value = hertz;
    gain.gain.value = 0.3;
    source.connect(gain).connect(to);
    source.start();
    return to.stream.getAudioTracks()[0];
  }

  // A moving picture, 20 times a second. The fake camera is one for all pages and has one size at a time.
  function picture(height) {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: (height * 16) / 9, height });
    const context = canvas.getContext('2d');
    let step = 0;
    setInterval(() => {
      step += 1;
      context.fillStyle = `hsl(${step % 360} 60% 40%)`;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.fillStyle = 'white';
      context.fillRect((step * 7) % canvas.width, canvas.height / 3, canvas.height / 4, canvas.height / 4);
    }, 50);
    return canvas.captureStream(20).getVideoTracks()[0];
  }

  function show(track, participant, tile) {
    const element = track.attach();
    // totalAudioEnergy stays 0 while an element is muted.
    element.muted = false;
    element.style.width = `${tile}px`;
    element.style.height = `${(tile * 9) / 16}px`;
    document.body.append(element);
    if (track.kind !== 'video') return;
    const first = () => { seat.frames[participant.identity] ??= performance.now() - seat.started; };
    if (element.requestVideoFrameCallback) element.requestVideoFrameCallback(first);
    else element.addEventListener('playing', first);
  }

  seat.join = async (url, token, options = {}) => {
    const o = { audio: 0, video: false, height: 180, tile: 160, adaptive: false, tcp: false, ...options };
    if (o.tcp) forbidUdp();
    const room = new Room({ singlePeerConnection: false, adaptiveStream: o.adaptive, dynacast: false });
    Object.assign(seat, { room, events: [], frames: {}, speakers: [], named: new Set(), data: null });
    for (const name of ['signalReconnecting', 'reconnecting', 'reconnected', 'disconnected']) {
      room.on(name, (reason) => seat.events.push([name, reason]));
    }
    room.on(RoomEvent.DataReceived, (bytes, who) => { seat.data = [new TextDecoder().decode(bytes), who?.identity]; });
    room.on(RoomEvent.ActiveSpeakersChanged, (list) => { seat.speakers = list.map((one) => one.identity).sort(); seat.speakers.forEach((one) => seat.named.add(one)); });
    room.on(RoomEvent.TrackSubscribed, (track, _publication, participant) => show(track, participant, o.tile));
    seat.started = performance.now();
    await room.connect(url, token, { autoSubscribe: true });
    seat.connectedAfter = performance.now() - seat.started;
    if (o.audio) await room.localParticipant.publishTrack(await sound(o.audio), { source: 'microphone', dtx: false, red: false });
    if (o.video) await room.localParticipant.publishTrack(picture(o.height), { source: 'camera', simulcast: true, videoCodec: 'vp8' });
    return { identity: room.localParticipant.identity, after: seat.connectedAfter };
  };

  const connection = (side) => seat.room.engine.pcManager?.[side];

  // What came in so far, summed per kind, and each video by itself.
  seat.received = async () => {
    const none = () => ({ packets: 0, frames: 0, energy: 0, freezes: 0, nacks: 0, delay: 0, emitted: 0, heights: [], each: [] });
    const found = { audio: none(), video: none() };
    const stats = await connection('subscriber')?.getStats();
    for (const s of stats ? stats.values() : []) {
      if (s.type !== 'inbound-rtp') continue;
      const to = found[s.kind];
      to.packets += s.packetsReceived ?? 0;
      to.frames += s.framesDecoded ?? 0;
      to.energy += s.totalAudioEnergy ?? 0;
      to.freezes += s.freezeCount ?? 0;
      to.nacks += s.nackCount ?? 0;
      to.delay += s.jitterBufferDelay ?? 0;
      to.emitted += s.jitterBufferEmittedCount ?? 0;
      if (s.frameHeight) to.heights.push(s.frameHeight);
      to.each.push(s.kind === 'video' ? s.framesDecoded ?? 0 : s.totalAudioEnergy ?? 0);
    }
    return found;
  };

  seat.sent = async () => {
    const packets = { audio: 0, video: 0 };
    for (const s of (await connection('publisher').getStats()).values()) {
      if (s.type === 'outbound-rtp') packets[s.kind] += s.packetsSent;
    }
    return packets;
  };

  // The protocol of the path that the pictures take.
  seat.protocol = async () => {
    // The pair counts its bytes a moment after the picture has come.
    for (const end = Date.now() + 5000; ; await new Promise((done) => setTimeout(done, 100))) {
      const all = await connection('subscriber').getStats();
      const pair = [...all.values()].find((s) => s.type === 'candidate-pair' && s.nominated && s.bytesReceived > 0);
      if (pair) return all.get(pair.remoteCandidateId).protocol;
      if (Date.now() > end) throw new Error('no path carries anything');
    }
  };

  // From now on the client keeps its tracks open and sends them, whatever it is told.
  seat.cheat = () => {
    seat.room.engine.client.onRemoteMuteChanged = () => {};
    seat.room.engine.removeAllListeners('remoteMute');
    seat.room.engine.removeAllListeners('localTrackUnpublished');
  };

  // A voice under the name of a camera, as the stock client would never announce it.
  seat.disguise = async (hertz) => {
    const track = await sound(hertz);
    const client = seat.room.engine.client;
    client.sendAddTrack = (request) => Object.getPrototypeOf(client).sendAddTrack.call(client, Object.assign(request, { source: 1 }));
    const sent = seat.room.localParticipant.publishTrack(track, { source: 'microphone', dtx: false, red: false });
    const late = new Promise((done) => setTimeout(done, 3000, 'no answer'));
    const answer = await Promise.race([sent.then(() => 'sent', (error) => `refused: ${error.message}`), late]);
    delete client.sendAddTrack;
    return answer;
  };

  // What the server has taken off the list is published anew, as the app does when its person opens it again.
  seat.publishAgain = async () => {
    for (const one of [...seat.room.localParticipant.trackPublications.values()]) {
      const { track, source } = one;
      await seat.room.localParticipant.unpublishTrack(track, false);
      await seat.room.localParticipant.publishTrack(track.mediaStreamTrack, source === 'camera' ? { source, simulcast: true, videoCodec: 'vp8' } : { source, dtx: false, red: false });
    }
  };

  seat.claimOpen = () => {
    for (const source of ['microphone', 'camera']) {
      const published = seat.room.localParticipant.getTrackPublication(source);
      if (published) seat.room.engine.updateMuteStatus(published.trackSid, false);
    }
  };

  seat.say = (text) => seat.room.localParticipant.publishData(new TextEncoder().encode(text), { reliable: true });
  seat.others = () => [...seat.room.remoteParticipants.values()].map((one) => one.identity).sort();
  seat.of = (identity, source) => seat.room.remoteParticipants.get(identity)?.getTrackPublication(source);
})();
