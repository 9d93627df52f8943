// The microphone of this computer, as it is: no echo or noise is taken away, no gain is moved.

const AS_IT_IS = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
const WHY = {
  NotAllowedError: "The browser does not let this page use the microphone. Allow it beside the address.",
  NotFoundError: "No microphone was found. Plug one in and try again.",
  NotReadableError: "The microphone is in use by another program, or does not answer.",
};

/** Opens it; gives {rateHz, name, close}. `onBlock` gets samples, `onEnd` is called when it is gone. */
export async function openMicrophone(onBlock, onEnd) {
  if (!navigator.mediaDevices) {
    throw new Error("A browser opens the microphone on https pages and on this computer only.");
  }
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: AS_IT_IS });
  } catch (error) {
    throw new Error(WHY[error.name] ?? `The microphone cannot be opened: ${error.message}`);
  }
  const [track] = stream.getAudioTracks();
  const context = new AudioContext();
  const close = async () => {
    track.onended = null;
    track.stop();
    await context.close();
  };
  try {
    await context.audioWorklet.addModule(new URL("./microphone-worklet.js", import.meta.url));
    const worklet = new AudioWorkletNode(context, "microphone", { numberOfOutputs: 0 });
    worklet.port.onmessage = ({ data }) => onBlock(data);
    context.createMediaStreamSource(stream).connect(worklet);
    await context.resume();
  } catch (error) {
    await close(); // nothing may listen that nobody hears of
    throw error;
  }
  track.onended = onEnd;
  return { rateHz: context.sampleRate, name: track.label || "Microphone", close };
}
