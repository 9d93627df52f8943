// Recordings that were chosen or dropped: decided one after another, listed, played, saved.

import { Unreadable, readSound } from "./sound-file.js";
import { blocks, byId, drawStrip, kindOf, nameOf, percent } from "./scenes-view.js";
import { mark } from "./marks.js";

export class Recordings {
  /** `decide(samples, rateHz, onProgress)` gives a result or throws. */
  constructor(model, decide) {
    this.model = model;
    this.decide = decide;
    this.entries = []; // {name, result | problem}, in the order of the table
    this.turn = Promise.resolve();
    this.playing = null;
  }

  /** Files of a choice or a drop; resolved when all of them are decided. */
  add(files) {
    for (const file of files) {
      const entry = { name: file.name, file };
      this.entries.push(entry);
      this.#addRow(entry);
      this.turn = this.turn.then(() => this.#hear(entry));
    }
    this.#count();
    return this.turn;
  }

  /** The same recordings again, after a setting was changed. */
  again() {
    const files = this.entries.map((entry) => entry.file);
    this.entries = [];
    byId("results").tBodies[0].replaceChildren();
    return this.add(files);
  }

  /** What `asc classify --json` says of files. */
  table() {
    const names = this.model.scenes.map((scene) => scene.name);
    const named = (values) => Object.fromEntries(names.map((name, k) => [name, Number(values[k].toFixed(6))]));
    const sceneOf = (scene) => (scene === null ? null : names[scene]);
    const heard = this.entries.filter((entry) => entry.result);
    return {
      fingerprint: this.model.fingerprint,
      files: heard.map(({ name, options, result }) => ({
        path: name,
        scene: sceneOf(result.scene),
        scores: named(result.scores),
        calibrated: named(result.calibrated),
        precision: options.precision,
        unknown: options.unknown,
        windows: result.windows.map(({ startS, durationS, scene, scores, signal }) => ({
          start_s: startS,
          duration_s: durationS,
          scene: sceneOf(scene),
          scores: named(scores),
          signal,
        })),
      })),
      problems: this.entries.filter((entry) => entry.problem).map(({ name, problem }) => ({ path: name, reason: problem })),
    };
  }

  async #hear(entry) {
    if (!this.entries.includes(entry)) return; // replaced before its turn came
    try {
      const { samples, rateHz } = await readSound(entry.file, this.model.front_end.rate_hz);
      entry.lengthS = samples.length / rateHz;
      Object.assign(entry, await this.decide(samples, rateHz, (share) => (entry.bar.value = share)));
    } catch (error) {
      entry.problem = error instanceof Unreadable ? error.message : `it could not be decided (${error.message})`;
    }
    this.#fill(entry);
    this.#count();
  }

  #addRow(entry) {
    const [play, name, scene, chance, length, strip] = Array.from({ length: 6 }, () => document.createElement("td"));
    name.className = "recording";
    name.textContent = name.title = entry.name;
    scene.className = "scene";
    chance.className = length.className = "number";
    strip.className = "strip-cell";
    entry.bar = document.createElement("progress");
    entry.bar.max = 1;
    entry.bar.setAttribute("aria-label", `Hearing ${entry.name}`);
    scene.append(entry.bar);
    play.append(this.#playButton(entry));
    const row = document.createElement("tr");
    row.append(play, name, scene, chance, length, strip);
    entry.cells = { scene, chance, length, strip };
    byId("results").tBodies[0].append(row);
    byId("results").hidden = false;
  }

  #fill({ cells, result, problem, lengthS }) {
    if (problem) {
      const words = document.createElement("span");
      words.className = "problem";
      words.textContent = `Cannot be read: ${problem}.`;
      cells.scene.replaceChildren(words);
      return;
    }
    const { scenes } = this.model;
    const usable = result.windows.some((one) => one.signal === "ok");
    const whole = usable ? result : { ...result, signal: result.windows[0]?.signal ?? "silent" };
    cells.scene.replaceChildren(mark(kindOf(whole)), ` ${nameOf(whole, scenes)}`);
    cells.chance.textContent = result.scene === null ? "–" : percent(result.calibrated[result.scene]);
    cells.length.textContent = `${lengthS.toFixed(1)} s`;
    const list = document.createElement("ol");
    list.className = "ribbon strip";
    drawStrip(list, blocks(result.windows, scenes, 1), Math.max(1, result.windows.length));
    cells.strip.replaceChildren(list);
  }

  #count() {
    const done = this.entries.filter((entry) => entry.result || entry.problem).length;
    const all = this.entries.length;
    byId("recordings-fact").textContent = done < all ? `${done} of ${all} heard` : `${all}`;
    byId("save").disabled = done < all || !all;
  }

  #playButton(entry) {
    const button = document.createElement("button");
    button.className = "play";
    const rest = () => {
      button.textContent = "▶";
      button.setAttribute("aria-label", `Play ${entry.name}`);
    };
    rest();
    button.addEventListener("click", async () => {
      const again = this.playing?.entry === entry;
      this.playing?.stop();
      if (again) return;
      const context = new AudioContext();
      const stop = () => {
        this.playing = null;
        context.close();
        rest();
      };
      this.playing = { entry, stop };
      button.textContent = "■";
      button.setAttribute("aria-label", `Stop ${entry.name}`);
      try {
        await play(context, await readSound(entry.file, this.model.front_end.rate_hz), stop);
      } catch {
        stop();
      }
    });
    return button;
  }
}

async function play(context, { samples, rateHz }, onEnd) {
  const sound = context.createBuffer(1, samples.length, rateHz);
  sound.copyToChannel(samples, 0);
  const source = context.createBufferSource();
  source.buffer = sound;
  source.connect(context.destination);
  source.onended = () => context.state !== "closed" && onEnd();
  source.start();
}
