// Logits and embedding to scenes: ml_core.enrolment.scoring and ml_core.live.smoothing.

export class ScoreSpace {
  /** `model` is model.json with its arrays unpacked. */
  constructor(model) {
    this.nTrained = model.n_trained;
    this.nScenes = model.scenes.length;
    this.enrolled = this.nScenes > this.nTrained;
    this.model = model;
  }

  /** What a window is: scores that decide, cosines, and the chances to show. */
  values(logits, embedding) {
    const { temperature, scale } = this.model;
    let cosines = this.#cosines(embedding);
    if (this.enrolled) {
      cosines = this.#inOrderOfHead(cosines, logits);
      const { weight, middle } = this.model.head; // where the head is sure, its scenes come nearer
      const gain = weight * (Math.max(...softmax(logits)) - middle);
      const scores = softmax(cosines.map((one, k) => scale * (one + (k < this.nTrained ? gain : 0))));
      return { scores, cosines, calibrated: scores };
    }
    return { scores: softmax(logits), cosines, calibrated: softmax(logits.map((one) => one / temperature)) };
  }

  /** Index of the scene, or null for unknown; ties go to the lower index. */
  choose({ scores, cosines }, setting) {
    const thresholds = this.model.unknown.thresholds[setting];
    const near = cosines.map((one, k) => one >= thresholds[k]);
    if (!near.some(Boolean)) return null;
    return most(this.enrolled ? scores.map((one, k) => (near[k] ? one : -1)) : scores);
  }

  #cosines(embedding) {
    const { centre, directions } = this.model;
    const size = centre.length;
    const seen = Array.from(embedding, (one, d) => Math.fround(one - centre[d]));
    const length = Math.max(Math.hypot(...seen), 1e-12);
    return Array.from({ length: this.nScenes }, (_, scene) => {
      let sum = 0;
      let any = false;
      for (let d = 0; d < size; d++) {
        const direction = directions[scene * size + d];
        sum += (seen[d] / length) * direction;
        any ||= direction !== 0;
      }
      return any ? Math.fround(sum) : -1; // a scene nothing is known of is far
    });
  }

  /** The trained scenes' cosines handed out again, the largest to the head's first choice. */
  #inOrderOfHead(cosines, logits) {
    const trained = [...Array(this.nTrained).keys()];
    const order = trained.toSorted((a, b) => logits[b] - logits[a]); // stable: ties by index
    const falling = cosines.slice(0, this.nTrained).sort((a, b) => b - a);
    const ordered = cosines.slice();
    order.forEach((scene, place) => (ordered[scene] = falling[place]));
    return ordered;
  }
}

/** How quickly a decision changes its mind; time is counted in windows. */
export class Smoother {
  constructor(pace, hopS) {
    this.margin = pace.margin;
    this.keep = pace.tau_s ? Math.exp(-hopS / pace.tau_s) : 0;
    this.leastAge = pace.dwell_s / hopS;
    this.average = null;
    this.choice = null;
    this.age = null; // windows since the choice was made
  }

  averaged(values) {
    if (this.average && this.keep) {
      const mixed = {};
      for (const name of Object.keys(values)) {
        mixed[name] = values[name].map((one, k) => this.keep * this.average[name][k] + (1 - this.keep) * one);
      }
      this.average = mixed;
    } else {
      this.average = values;
    }
    return this.average;
  }

  /** The standing decision, given what the averaged scores would choose now. */
  hold(choice, scores) {
    if (this.age === null) {
      this.choice = choice;
      this.age = 0;
      return choice;
    }
    this.age += 1;
    const bothKnown = choice !== null && this.choice !== null;
    const stays =
      choice === this.choice ||
      this.age < this.leastAge ||
      (bothKnown && scores[choice] - scores[this.choice] < this.margin);
    if (!stays) {
      this.choice = choice;
      this.age = 0;
    }
    return this.choice;
  }
}

export function softmax(values) {
  const highest = Math.max(...values);
  const shares = Array.from(values, (one) => Math.exp(one - highest));
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((one) => one / sum);
}

/** Index of the largest value; the first of equals. */
export function most(values) {
  return values.reduce((best, one, k) => (one > values[best] ? k : best), 0);
}
