// Log-mel of windows and of streams, as ml_core.frontend.log_mel gives it: float32 where numpy has
// float32, but for the Fourier transform and the sums over bins, which are in double here.

import { transformOf } from "./fourier.js";

const fround = Math.fround;

export class LogMel {
  /** `front` is the table "front_end" of model.json with its arrays unpacked. */
  constructor(front) {
    this.front = front;
    this.nBands = front.n_mels;
    this.constants = ["floor", "offset", "scale"].map((name) => fround(front[name]));
    this.transform = transformOf(front.n_fft);
    this.real = new Float64Array(front.n_fft);
    this.imaginary = new Float64Array(front.n_fft);
    this.frames = [new Float32Array(front.window), new Float32Array(front.window)];
  }

  nFrames(nSamples) {
    const { centre, hop, window, lost } = this.front;
    const n = nSamples - lost;
    if (centre) return n > 0 ? 1 + Math.floor(n / hop) : 0;
    return Math.max(0, 1 + Math.floor((n - window) / hop));
  }

  /** Samples of one window -> its log-mel, band by band: (bands, frames) in one array. */
  of(samples) {
    const signal = this.#signal(samples);
    const nFrames = this.nFrames(samples.length);
    const out = new Float32Array(this.nBands * nFrames);
    const { first, hop } = this.front;
    this.#each(
      nFrames,
      (frame, into) => reflected(signal, first + frame * hop, into),
      (frame, band, value) => (out[band * nFrames + frame] = value),
    );
    return out;
  }

  /** Frames of an endless stream for a rolling display: one array (bands) behind the other. */
  stream() {
    const { window, hop, lost } = this.front;
    let rest = new Float32Array(0);
    return (samples) => {
      const heard = joined(rest, samples);
      const signal = this.#signal(heard);
      const nFrames = Math.max(0, 1 + Math.floor((heard.length - lost - window) / hop));
      const out = new Float32Array(this.nBands * nFrames);
      this.#each(
        nFrames,
        (frame, into) => into.set(signal.subarray(frame * hop, frame * hop + window)),
        (frame, band, value) => (out[frame * this.nBands + band] = value),
      );
      rest = heard.slice(nFrames * hop);
      return out;
    };
  }

  #signal(samples) {
    if (!this.front.lost) return samples;
    const a = fround(this.front.preemphasis);
    const out = new Float32Array(Math.max(0, samples.length - 1));
    for (let i = 0; i < out.length; i++) out[i] = samples[i + 1] - fround(a * samples[i]);
    return out;
  }

  /** Two frames at a time: one as the real, one as the imaginary part of a transform. */
  #each(nFrames, cut, put) {
    const { n_fft: size, power } = this.front;
    const strong = [new Float64Array(size / 2 + 1), new Float64Array(size / 2 + 1)];
    for (let frame = 0; frame < nFrames; frame += 2) {
      const both = frame + 1 < nFrames ? 2 : 1;
      this.imaginary.fill(0);
      for (let side = 0; side < both; side++) {
        cut(frame + side, this.frames[side]);
        this.#taper(this.frames[side], side ? this.imaginary : this.real);
      }
      this.transform(this.real, this.imaginary);
      this.#split(strong, power);
      for (let side = 0; side < both; side++) {
        this.#bands(strong[side], (band, value) => put(frame + side, band, value));
      }
    }
  }

  #taper(frame, into) {
    const { window, taper, per_frame: perFrame, preemphasis } = this.front;
    if (perFrame) level(frame, fround(preemphasis));
    for (let i = 0; i < window; i++) into[i] = fround(frame[i] * taper[i]);
    into.fill(0, window);
  }

  #split(strong, power) {
    const { real, imaginary } = this;
    const size = real.length;
    for (let k = 0; k <= size / 2; k++) {
      const other = (size - k) % size;
      const a = (real[k] + real[other]) ** 2 + (imaginary[k] - imaginary[other]) ** 2;
      const b = (imaginary[k] + imaginary[other]) ** 2 + (real[k] - real[other]) ** 2;
      strong[0][k] = power === 2 ? a / 4 : Math.sqrt(a) / 2;
      strong[1][k] = power === 2 ? b / 4 : Math.sqrt(b) / 2;
    }
  }

  #bands(strong, put) {
    const { band_first: first, band_size: size, band_weights: weights } = this.front;
    const [floor, offset, scale] = this.constants;
    for (let band = 0, at = 0; band < this.nBands; band++) {
      let sum = 0;
      for (let i = 0; i < size[band]; i++) sum += weights[at++] * strong[first[band] + i];
      put(band, fround(fround(fround(Math.log(fround(fround(sum) + floor))) + offset) / scale));
    }
  }
}

/** A frame of a signal that is mirrored at both ends. */
function reflected(signal, start, into) {
  const last = signal.length - 1;
  if (start >= 0 && start + into.length <= signal.length) {
    into.set(signal.subarray(start, start + into.length));
    return;
  }
  for (let i = 0; i < into.length; i++) {
    let at = start + i;
    while (last > 0 && (at < 0 || at > last)) at = at < 0 ? -at : 2 * last - at;
    into[i] = signal[last > 0 ? at : 0];
  }
}

/** Takes away a frame's mean and emphasises its treble, within the frame. */
function level(frame, preemphasis) {
  let sum = 0;
  for (const one of frame) sum += one;
  const mean = fround(sum / frame.length);
  let before = fround(frame[0] - mean);
  for (let i = 0; i < frame.length; i++) {
    const here = fround(frame[i] - mean);
    frame[i] = here - fround(preemphasis * before);
    before = here;
  }
}

export function joined(a, b) {
  const out = new Float32Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}
