// Recordings to mono samples at their own rate. WAV is read here, sample for sample; what is
// packed (OGG, FLAC, MP3, ...) the browser unpacks, told the file's own rate so that it does not
// convert it.

export class Unreadable extends Error {}

/** File -> {samples, rateHz}; `usualHz` is the rate where the file does not tell its own. */
export async function readSound(file, usualHz) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const sound = wav(bytes) ?? (await unpacked(bytes, rateOf(bytes) ?? usualHz));
  if (!sound.samples.length) throw new Unreadable("it holds no samples");
  if (sound.samples.some((one) => !Number.isFinite(one))) {
    throw new Unreadable("it holds samples that are not numbers (NaN)");
  }
  return sound;
}

async function unpacked(bytes, rateHz) {
  const isSixteen = flacBits(bytes) <= 16; // the bytes are gone once they are decoded
  try {
    const context = new OfflineAudioContext(1, 1, rateHz);
    const sound = await context.decodeAudioData(bytes.buffer);
    const channels = Array.from({ length: sound.numberOfChannels }, (_, k) => sound.getChannelData(k));
    if (isSixteen) channels.filter(isStretched).forEach(relax);
    return { samples: mean(channels), rateHz: sound.sampleRate };
  } catch {
    throw new Unreadable("this browser cannot decode it");
  }
}

// Chromium divides whole numbers of 16 bits by 32768 below zero and by 32767 above, where everybody
// else divides by 32768: enough for one of forty decisions of an int8 network to differ.

/** Whether samples above zero are whole numbers divided by 32767, and not by 32768. */
function isStretched(samples) {
  let [stretched, even] = [0, 0];
  for (const one of samples) {
    if (one <= 0) continue;
    stretched = Math.max(stretched, Math.abs(one * 32767 - Math.round(one * 32767)));
    even = Math.max(even, Math.abs(one * 32768 - Math.round(one * 32768)));
  }
  return stretched < 0.01 && stretched < even;
}

function relax(samples) {
  for (let i = 0; i < samples.length; i++) {
    if (samples[i] > 0) samples[i] = Math.round(samples[i] * 32767) / 32768;
  }
}

function mean(channels) {
  if (channels.length === 1) return channels[0];
  return channels[0].map((_, i) => channels.reduce((sum, one) => sum + one[i], 0) / channels.length);
}

const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const word = (bytes, at, length = 4) => String.fromCharCode(...bytes.subarray(at, at + length));

/** Samples of a RIFF, RF64 file of whole or floating-point numbers; null where it is none. */
function wav(bytes) {
  if (bytes.length < 12 || !["RIFF", "RF64"].includes(word(bytes, 0)) || word(bytes, 8) !== "WAVE") return null;
  const data = view(bytes);
  let format = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = data.getUint32(at + 4, true);
    const first = at + 8;
    if (word(bytes, at) === "fmt " && first + 16 <= bytes.length) {
      format = {
        tag: data.getUint16(first, true),
        channels: data.getUint16(first + 2, true),
        rateHz: data.getUint32(first + 4, true),
        bits: data.getUint16(first + 14, true),
      };
      if (format.tag === 0xfffe && size >= 26) format.tag = data.getUint16(first + 24, true);
    } else if (word(bytes, at) === "data" && format) {
      // A header is only a claim: what is there is read.
      const end = Math.min(bytes.length, size === 0xffffffff ? bytes.length : first + size);
      return samplesOf(data, first, end, format);
    }
    at = first + size + (size % 2);
  }
  return null;
}

function samplesOf(data, first, end, { tag, channels, rateHz, bits }) {
  const read = reader(tag, bits);
  if (!read || !channels || rateHz < 1000 || rateHz > 1e6) return null;
  const size = bits / 8;
  const n = Math.floor((end - first) / (size * channels));
  const samples = new Float32Array(n);
  for (let i = 0, at = first; i < n; i++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++, at += size) sum += read(data, at);
    samples[i] = sum / channels;
  }
  return { samples, rateHz };
}

function reader(tag, bits) {
  return {
    "1 8": (data, at) => (data.getUint8(at) - 128) / 128,
    "1 16": (data, at) => data.getInt16(at, true) / 32768,
    "1 24": (data, at) => (data.getUint16(at, true) + data.getInt8(at + 2) * 65536) / 8388608,
    "1 32": (data, at) => data.getInt32(at, true) / 2147483648,
    "3 32": (data, at) => data.getFloat32(at, true),
    "3 64": (data, at) => data.getFloat64(at, true),
  }[`${tag} ${bits}`];
}

/** The rate a packed file says it has; undefined where it says none that is known here. */
function rateOf(bytes) {
  if (bytes.length <= 64) return undefined;
  if (isOgg(bytes)) {
    const first = 27 + bytes[26];
    if (word(bytes, first + 1, 6) === "vorbis") return view(bytes).getUint32(first + 12, true);
    if (word(bytes, first, 8) === "OpusHead") return 48000;
  }
  const at = flacInfo(bytes) + 10;
  if (at) return ((bytes[at] << 12) | (bytes[at + 1] << 4) | (bytes[at + 2] >> 4)) || undefined;
  return mpegRate(bytes);
}

const isOgg = (bytes) => word(bytes, 0) === "OggS";

/** Where a FLAC's STREAMINFO begins; NaN where there is none. */
function flacInfo(bytes) {
  if (word(bytes, 0) === "fLaC") return 8;
  const first = isOgg(bytes) ? 27 + bytes[26] : 0;
  return first && word(bytes, first + 1, 4) === "FLAC" ? first + 17 : NaN;
}

/** Bits of a sample; NaN where it is no FLAC. */
function flacBits(bytes) {
  const at = flacInfo(bytes) + 12;
  return at ? (((bytes[at] & 1) << 4) | (bytes[at + 1] >> 4)) + 1 : NaN;
}

function mpegRate(bytes) {
  let at = 0;
  if (word(bytes, 0, 3) === "ID3") {
    at = 10 + ((bytes[6] << 21) | (bytes[7] << 14) | (bytes[8] << 7) | bytes[9]);
  }
  if (bytes[at] !== 0xff || (bytes[at + 1] & 0xe0) !== 0xe0) return undefined;
  const version = (bytes[at + 1] >> 3) & 3; // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
  const rate = [44100, 48000, 32000][(bytes[at + 2] >> 2) & 3];
  return rate && { 3: rate, 2: rate / 2, 0: rate / 4 }[version];
}
