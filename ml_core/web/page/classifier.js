// Samples in, decisions out: ml_core.live.classifier. Window i begins at sample
// round(i * hop * rate); a last partial window is filled up with zeros.

import { ScoreSpace, Smoother, most } from "./deciding.js";
import { LogMel, joined } from "./log-mel.js";
import { judge } from "./signal-gate.js";

export class Classifier {
  /**
   * `model`: model.json with its arrays unpacked. `network`: log-mel -> {logits, embedding}.
   * `options`: {hopS, smoothing, unknown}.
   */
  constructor(model, network, { hopS = 1, smoothing = "none", unknown = model.unknown.default } = {}) {
    this.model = model;
    this.network = network;
    this.unknown = unknown;
    this.rateHz = model.front_end.rate_hz;
    this.window = model.window_samples;
    this.hopS = hopS;
    this.space = new ScoreSpace(model);
    this.logMel = new LogMel(model.front_end);
    this.smoother = new Smoother(model.paces[smoothing], hopS);
    this.pending = new Float32Array(0);
    this.offset = 0; // position in the stream of the first pending sample
    this.next = 0; // index of the next window
    this.covered = 0; // end of the last whole window
    this.sums = null; // of scores, cosines and calibrated scores of usable windows
    this.nUsable = 0;
    this.heard = 0; // windows of sound, without the zeros of a partial one
  }

  /** The next samples, at the model's rate; decides every window that they complete. */
  async push(samples) {
    this.pending = joined(this.pending, samples);
    const decisions = [];
    for (let start = this.#start(); start + this.window <= this.#end(); start = this.#start()) {
      const first = start - this.offset;
      decisions.push(await this.#decide(this.pending.subarray(first, first + this.window)));
      this.covered = start + this.window;
      this.next += 1;
      this.#forget(this.#start());
    }
    this.#forget(this.#start());
    return decisions;
  }

  /** The stream is over: decides what the last whole window did not reach, if anything. */
  async finish() {
    const rest = this.pending.subarray(Math.max(0, this.#start() - this.offset));
    if (!rest.length || this.#end() <= this.covered) return [];
    const decision = await this.#decide(rest);
    this.next += 1;
    this.offset = this.#end();
    this.pending = new Float32Array(0);
    return [decision];
  }

  /** Scene, scores and calibrated scores of everything so far, before any smoothing. */
  overall() {
    const n = this.model.scenes.length;
    if (!this.nUsable) {
      const equal = Array(n).fill(1 / n);
      return this.#named({ scene: null, scores: equal, calibrated: equal });
    }
    const mean = {
      scores: this.sums.scores.map((one) => one / this.nUsable),
      cosines: this.sums.cosines.map((one) => one / this.heard),
      calibrated: this.sums.calibrated.map((one) => one / this.nUsable),
    };
    return this.#named({ ...mean, scene: this.space.choose(mean, this.unknown) });
  }

  #start() {
    return Math.round(this.next * this.hopS * this.rateHz);
  }

  #end() {
    return this.offset + this.pending.length;
  }

  #forget(start) {
    const n = Math.min(Math.max(0, start - this.offset), this.pending.length);
    this.pending = this.pending.slice(n);
    this.offset += n;
  }

  async #decide(samples) {
    const startS = this.#start() / this.rateHz;
    const signal = judge(samples, this.rateHz, this.model.gate);
    const window = new Float32Array(this.window);
    window.set(samples);
    const { logits, embedding } = await this.network(this.logMel.of(window));
    let values = this.space.values(logits, embedding);
    let scene = null;
    if (signal === "ok") {
      this.#takeIn(values, samples.length / this.window);
      values = this.smoother.averaged(values);
      scene = this.smoother.hold(this.space.choose(values, this.unknown), values.scores);
    }
    return this.#named({ ...values, scene, signal, startS, durationS: samples.length / this.rateHz });
  }

  #takeIn(values, share) {
    const add = (sum, one, weight) => one.map((value, k) => (sum?.[k] ?? 0) + weight * value);
    this.sums = {
      scores: add(this.sums?.scores, values.scores, 1),
      cosines: add(this.sums?.cosines, values.cosines, share),
      calibrated: add(this.sums?.calibrated, values.calibrated, 1),
    };
    this.nUsable += 1;
    this.heard += share;
  }

  /** `scene` and `closest` are indices of the model's scenes; `scene` is null when unknown. */
  #named({ scene, scores, calibrated, ...rest }) {
    return { scene, closest: most(scores), scores, calibrated, ...rest };
  }
}
