// Runs in the page after its devices were put in: one of them does not do its work, until `window.mended` is set.
export function broken({ camera, microphone, hang, silent, noMedia, only, agent, noApi, insecure }) {
  if (agent) Object.defineProperty(Navigator.prototype, "userAgent", { get: () => agent });
  if (insecure) Object.defineProperty(window, "isSecureContext", { get: () => false });
  if (noApi) {
    Object.defineProperty(Navigator.prototype, "mediaDevices", { get: () => undefined });
    return;
  }
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  // A camera that never answers: "granted" where the person has allowed it before, "prompt" while he is asked.
  if (hang) navigator.permissions.query = async () => ({ state: window.mended ? "granted" : hang });
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    while (hang && wanted.video && !window.mended) await new Promise((done) => setTimeout(done, 100));
    for (const [kind, error] of [["video", camera], ["audio", microphone]]) {
      if (wanted[kind] && error && !window.mended) throw new DOMException(error[1] ?? "", error[0]);
    }
    if (!silent || !wanted.audio || window.mended) return real(wanted);
    const mute = new AudioContext().createMediaStreamDestination().stream.getAudioTracks();
    const pictures = wanted.video ? (await real({ video: wanted.video })).getVideoTracks() : [];
    return new MediaStream([...mute, ...pictures]);
  };
  if (!noMedia && !only) return;
  const set = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function (description, ...rest) {
    const gone = (line) => line.startsWith("a=candidate") && (noMedia || !line.toLowerCase().includes(` ${only} `));
    const sdp = description.sdp.split("\r\n").filter((line) => !gone(line)).join("\r\n");
    return set.call(this, { type: description.type, sdp }, ...rest);
  };
}
