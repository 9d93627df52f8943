// Decision, scores, and strips of scenes over time.

import { colourOf, mark } from "./marks.js";

const SIGNALS = {
  silent: ["No signal", "It is silent. Is the microphone switched off?"],
  covered: ["No signal", "The microphone sounds covered."],
  clipped: ["No signal", "It is too loud: the microphone clips."],
};
const BARS = 6;
const HOLD_ORDER_MS = 2000; // so that rows do not dance

export const byId = (id) => document.getElementById(id);
export const percent = (share) => `${Math.round(100 * share)}\u00a0%`;

/** What a decision is drawn as: an index, "unknown" or "no-signal". */
export function kindOf({ scene, signal }) {
  if (signal && signal !== "ok") return "no-signal";
  return scene ?? "unknown";
}

export function nameOf(decision, scenes) {
  const kind = kindOf(decision);
  if (kind === "no-signal") return SIGNALS[decision.signal][0];
  return kind === "unknown" ? "Unknown" : scenes[kind].shown;
}

function chanceWords(share) {
  const times = Math.round(10 * share);
  if (times >= 10) return "Right nearly always";
  return times < 1 ? "Right less than once in 10" : `Right about ${times} times in 10`;
}

export class DecisionView {
  constructor(scenes) {
    this.scenes = scenes;
    this.saidAt = -Infinity;
    this.said = "";
    this.orderedAt = -Infinity;
    this.order = [];
    this.leader = null;
  }

  show(decision) {
    const { scenes } = this;
    const kind = kindOf(decision);
    const ranked = scenes.map((_, k) => k).sort((a, b) => decision.calibrated[b] - decision.calibrated[a]);
    const name = nameOf(decision, scenes);
    this.#headline(kind, name);
    if (kind === "no-signal") {
      this.#words(SIGNALS[decision.signal][1], null);
    } else if (kind === "unknown") {
      this.#words("Like none of the scenes it knows.", decision.closest, "closest to");
    } else {
      const second = ranked.find((k) => k !== kind);
      this.#words(chanceWords(decision.calibrated[kind]), second, "otherwise", decision.calibrated[second]);
    }
    this.#bars(decision, kind, ranked);
    this.#announce(name);
  }

  rest(name, words) {
    byId("decision").classList.add("none");
    byId("decision-mark").replaceChildren();
    byId("decision-name").textContent = name;
    this.#words(words, null);
    const rows = this.scenes.slice(0, BARS).map(({ shown }, scene) => scoreRow(shown, scene, 0, "no-signal"));
    byId("scores").replaceChildren(...rows);
  }

  #headline(kind, name) {
    byId("decision").classList.remove("none");
    byId("decision-mark").replaceChildren(mark(kind));
    byId("decision-name").textContent = name;
  }

  #words(sentence, other, word, share) {
    byId("chance").textContent = sentence;
    const line = byId("otherwise");
    line.replaceChildren();
    if (other === null || other === undefined) return;
    const shareWords = share === undefined ? "" : `, ${percent(share)}`;
    line.append(`${word} `, mark(other), ` ${this.scenes[other].shown}${shareWords}`);
  }

  #bars(decision, kind, ranked) {
    const now = performance.now();
    if (ranked[0] !== this.leader || now - this.orderedAt > HOLD_ORDER_MS) {
      this.order = ranked.slice(0, BARS);
      this.orderedAt = now;
      this.leader = ranked[0];
    }
    const rows = this.order.map((scene) => scoreRow(this.scenes[scene].shown, scene, decision.calibrated[scene], kind));
    byId("scores").replaceChildren(...rows);
  }

  /** A change is told to those who cannot see it, at most every five seconds. */
  #announce(name) {
    const now = performance.now();
    if (name === this.said || now - this.saidAt < 5000) return;
    this.said = name;
    this.saidAt = now;
    byId("announcement").textContent = name;
  }
}

function scoreRow(shown, scene, share, kind) {
  const row = document.createElement("li");
  const silent = kind === "no-signal";
  row.classList.toggle("chosen", scene === kind);
  row.style.setProperty("--mark", colourOf(scene));
  const bar = document.createElement("span");
  bar.className = "bar";
  const filled = document.createElement("span");
  filled.style.width = silent ? "0" : `${100 * share}%`;
  bar.append(filled);
  const value = document.createElement("span");
  value.className = "value";
  value.textContent = silent ? "–" : percent(share);
  const name = document.createElement("span");
  name.textContent = shown;
  row.append(mark(scene), name, bar, value);
  return row;
}

/** Blocks of equal decisions: [{kind, name, startS, endS}]. */
export function blocks(windows, scenes, hopS) {
  const found = [];
  for (const one of windows) {
    const kind = kindOf(one);
    const endS = one.startS + hopS;
    const last = found.at(-1);
    if (last?.kind === kind && last.name === nameOf(one, scenes)) last.endS = endS;
    else found.push({ kind, name: nameOf(one, scenes), startS: one.startS, endS });
  }
  return found;
}

/** Draws blocks into a list, one width of the list being `wholeS` seconds. */
export function drawStrip(list, found, wholeS, { named = false } = {}) {
  list.replaceChildren(
    ...found.map(({ kind, name, startS, endS }) => {
      const item = document.createElement("li");
      item.style.width = `${(100 * (endS - startS)) / wholeS}%`;
      if (typeof kind === "string") item.className = kind;
      else item.style.setProperty("--mark", colourOf(kind));
      item.title = `${name}, ${Math.round(endS - startS)} s`;
      if (named) {
        const words = document.createElement("span");
        words.textContent = name;
        item.append(mark(kind), words);
      } else {
        item.setAttribute("aria-label", item.title);
      }
      return item;
    }),
  );
  if (named) for (const item of list.children) fit(item);
}

/** A name stands only where it fits whole, and so does a mark. */
function fit(item) {
  for (const part of [...item.children].reverse()) {
    if (item.scrollWidth > item.clientWidth) part.classList.add("crowded");
  }
}
