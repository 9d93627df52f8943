// Another sampling rate, by the filter the program converts with where the model tells it; else by
// a sinc under a Kaiser window, cut off where soxr's quality "HQ" cuts off. The joined output
// depends on the joined input alone, never on how it is divided into blocks.

// Of the lower of both half rates. With these numbers the sinc's response is within 0.002 of soxr's.
const PASSBAND = 0.913;
const CUTOFF = 0.9568;
const ATTENUATION_DB = 136;
const BETA = 0.1102 * (ATTENUATION_DB - 8.7); // Kaiser and Schafer (1980)
const MOST_PHASES = 4096;

export class Resampler {
  /**
   * `filter`: {response, beginning} of model.json: half of the filter in steps of a phase, and for
   * the first output samples weights of the first input samples that are to be added.
   */
  constructor(fromHz, toHz, filter) {
    this.from = fromHz;
    this.to = toHz;
    this.beginning = filter?.beginning ?? [];
    this.rest = new Float32Array(0); // input from sample number `offset` on
    this.offset = 0;
    this.taken = 0;
    this.given = 0;
    if (fromHz === toHz) return;
    const phases = toHz / greatestCommon(fromHz, toHz);
    if (filter) this.#tabulate(phases, Math.ceil(filter.response.length / phases), told(filter, phases));
    else this.#tabulate(Math.min(phases, MOST_PHASES), ...designed(fromHz, toHz));
  }

  /** `at(t)`: the filter t input samples from its middle, nothing beyond `reach`. */
  #tabulate(phases, reach, at) {
    this.phases = phases;
    this.reach = reach;
    this.taps = 2 * reach;
    this.kernel = new Float32Array((phases + 1) * this.taps);
    for (let phase = 0; phase <= phases; phase++) {
      for (let tap = 0; tap < this.taps; tap++) {
        this.kernel[phase * this.taps + tap] = at(tap - reach + 1 - phase / phases);
      }
    }
  }

  /** The next samples; `last` gives the tail too, and nothing may follow. */
  push(samples, last = false) {
    if (this.from === this.to) return samples;
    const heard = new Float32Array(this.rest.length + samples.length + (last ? this.taps : 0));
    heard.set(this.rest);
    heard.set(samples, this.rest.length);
    this.taken += samples.length;
    const end = this.offset + heard.length;
    const all = Math.round((this.taken * this.to) / this.from);
    const out = [];
    for (; !last || this.given < all; this.given++) {
      const position = (this.given * this.from) / this.to;
      if (Math.floor(position) + this.reach >= end) break;
      out.push(this.#at(heard, this.given * this.from) + this.#begun(heard));
    }
    const needed = Math.floor((this.given * this.from) / this.to) - this.reach + 1;
    const keep = Math.min(Math.max(0, needed - this.offset), heard.length);
    this.rest = heard.slice(keep);
    this.offset += keep;
    return Float32Array.from(out);
  }

  #begun(heard) {
    const weights = this.beginning[this.given] ?? [];
    return weights.reduce((sum, weight, i) => sum + weight * (heard[i] ?? 0), 0);
  }

  #at(heard, moment) {
    const whole = Math.floor(moment / this.to);
    const part = ((moment - whole * this.to) / this.to) * this.phases;
    const phase = Math.floor(part + 1e-9);
    const between = this.phases < MOST_PHASES ? 0 : part - phase;
    const value = this.#sum(heard, whole, phase);
    return between > 0 ? value + between * (this.#sum(heard, whole, phase + 1) - value) : value;
  }

  #sum(heard, whole, phase) {
    const row = phase * this.taps;
    const first = whole - this.reach + 1 - this.offset;
    let sum = 0;
    for (let tap = Math.max(0, -first); tap < this.taps; tap++) {
      sum += this.kernel[row + tap] * heard[first + tap];
    }
    return sum;
  }
}

function told({ response }, phases) {
  return (t) => response[Math.round(Math.abs(t) * phases)] ?? 0;
}

function designed(fromHz, toHz) {
  const half = Math.min(fromHz, toHz) / 2 / fromHz; // cycles per input sample
  const width = (1 - PASSBAND) * half;
  const cutoff = CUTOFF * half;
  const reach = Math.ceil((ATTENUATION_DB - 7.95) / (2 * 14.36 * width));
  const at = (t) => {
    const window = bessel(BETA * Math.sqrt(Math.max(0, 1 - (t / reach) ** 2))) / bessel(BETA);
    return 2 * cutoff * sinc(2 * cutoff * t) * window;
  };
  return [reach, at];
}

function greatestCommon(a, b) {
  return b ? greatestCommon(b, a % b) : a;
}

function sinc(x) {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The modified Bessel function of order zero. */
function bessel(x) {
  let sum = 1;
  for (let term = 1, k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
