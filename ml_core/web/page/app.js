// The page: settings, microphone, recordings; what it knows of a model, the worker tells.

import { levelDb } from "./signal-gate.js";
import { openMicrophone } from "./microphone.js";
import { Recordings } from "./recordings.js";
import { DecisionView, blocks, byId, drawStrip, percent } from "./scenes-view.js";
import { Spectrogram } from "./spectrogram.js";

const PAST_S = 120;
const LIVE_HOP_S = 1;
const METER_EVERY_MS = 50;
const SMOOTHING_WORDS = {
  steady: "Averages the last seconds. A name stands at least 3 s.",
  quick: "Follows within about 2 s. A name stands at least 1 s.",
  none: "Every second is decided by itself.",
};

const engine = new Worker(new URL("./engine.js", import.meta.url), { type: "module" });
const settings = { smoothing: "steady", unknown: "off", precision: "int8" };
const waiting = new Map(); // id of a recording -> {resolve, reject, onProgress}
let nextId = 0;
let model, view, spectrogram, microphone, past = [], meterAt = 0;

/** What was decided about recordings, as `asc classify --json` says it. */
export const results = () => recordings?.table();
export let recordings;
/** Resolved when the networks are loaded. */
export const ready = new Promise((resolve, reject) => Object.assign(waiting, { opened: { resolve, reject } }));

const answers = {
  ready({ model: found }) {
    model = found;
    begin();
    waiting.opened.resolve();
  },
  progress: ({ id, share }) => waiting.get(id)?.onProgress(share),
  file({ id, result }) {
    waiting.get(id)?.resolve(result);
    waiting.delete(id);
  },
  columns: ({ columns }) => microphone && spectrogram.push(columns),
  window: ({ decision }) => microphone && showWindow(decision),
  failed({ id, during, reason }) {
    if (waiting.has(id)) {
      waiting.get(id).reject(new Error(reason));
      waiting.delete(id);
    } else {
      say(during === "open" ? `The network cannot be loaded: ${reason}.` : `Something went wrong: ${reason}.`);
      waiting.opened.reject(new Error(reason));
    }
  },
};
engine.addEventListener("message", ({ data }) => answers[data.kind]?.(data));
engine.addEventListener("error", () => say("This browser cannot run the network: it needs WebAssembly and modules in workers."));
ready.catch(() => {});
engine.postMessage({ kind: "open" });

function say(words) {
  byId("problem").textContent = words;
  byId("problem").hidden = !words;
}

function begin() {
  settings.unknown = model.unknown.default;
  view = new DecisionView(model.scenes);
  spectrogram = new Spectrogram(byId("spectrogram"), byId("hz"), model.front_end);
  recordings = new Recordings(model, decideRecording);
  const seconds = model.window_samples / model.front_end.rate_hz;
  document.title = `Listen: ${model.name}`;
  byId("name").textContent = model.name;
  byId("fact").textContent = `${model.scenes.length} scenes, heard in windows of ${seconds} s at ${model.front_end.rate_hz / 1000} kHz`;
  showFacts();
  showSettings();
  view.rest("Not listening", "Start listening, or choose recordings below.");
  for (const id of ["listen", "choose"]) byId(id).disabled = false;
}

function showFacts() {
  const { accuracy } = model;
  const sure = accuracy?.low == null ? "" : ` (95 %: ${percent(accuracy.low)} to ${percent(accuracy.high)})`;
  const rows = [
    ["Right", accuracy ? `${percent(accuracy.value)} of ${accuracy.n_clips} held-out clips${sure}` : "not measured"],
    ["Network", `${Math.round(model.bytes.int8 / 1000)} kB in int8`],
    ["Taught later", model.scenes.slice(model.n_trained).map((scene) => scene.shown).join(", ") || "nothing"],
    ["May be passed on", { yes: "yes", no: "no, by its licences", unknown: "not known" }[model.may_ship]],
    ["Fingerprint", model.fingerprint.slice(0, 12)],
  ];
  byId("facts").replaceChildren(
    ...rows.flatMap(([name, value]) => {
      const term = Object.assign(document.createElement("dt"), { textContent: name });
      return [term, Object.assign(document.createElement("dd"), { textContent: value })];
    }),
  );
  byId("card").textContent = model.card;
}

// --- settings ------------------------------------------------------------------------------------

function showSettings() {
  for (const [name, value] of Object.entries(settings)) {
    const chosen = document.querySelector(`input[name="${name}"][value="${value}"]`);
    if (chosen) chosen.checked = true;
  }
  const onlyInt8 = !model.precisions.includes("fp32");
  document.querySelector('input[value="fp32"]').disabled = onlyInt8;
  byId("smoothing-fact").textContent = SMOOTHING_WORDS[settings.smoothing];
  const cost = model.unknown.expected[settings.unknown];
  byId("unknown-fact").textContent = cost
    ? `Lets ${percent(cost.false_accepts)} of foreign places through, rejects ${percent(cost.false_rejects)} of its own.`
    : "Always names the closest scene.";
  byId("precision-fact").textContent = onlyInt8
    ? "Scenes were taught to the int8 network, so it decides."
    : settings.precision === "int8"
      ? "As deployed."
      : "Before it was rounded to int8.";
}

document.addEventListener("change", async ({ target }) => {
  if (!(target.name in settings)) return;
  settings[target.name] = target.value;
  showSettings();
  if (target.name !== "smoothing" && recordings.entries.length) recordings.again();
  if (microphone) restart();
});

// --- recordings ----------------------------------------------------------------------------------

async function decideRecording(samples, rateHz, onProgress) {
  const options = { hopS: 1, unknown: settings.unknown, precision: settings.precision };
  const id = nextId++;
  const result = await new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject, onProgress });
    engine.postMessage({ kind: "file", id, samples, rateHz, options });
  });
  return { result, options };
}

byId("choose").addEventListener("click", () => byId("files").click());
byId("files").addEventListener("change", ({ target }) => {
  recordings.add([...target.files]);
  target.value = "";
});
byId("save").addEventListener("click", () => {
  const text = JSON.stringify(recordings.table(), null, 1);
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href: address, download: "scenes.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // the browser reads it in its own time
});
for (const kind of ["dragover", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    document.body.classList.toggle("dragging", kind === "dragover");
    if (kind === "drop" && recordings) recordings.add([...event.dataTransfer.files]);
  });
}
document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || document.body.classList.remove("dragging"));

// --- microphone ----------------------------------------------------------------------------------

byId("listen").addEventListener("click", async () => {
  say("");
  const button = byId("listen");
  button.disabled = true;
  try {
    await (microphone ? close("Not listening") : open());
  } catch (error) {
    say(error.message);
  }
  button.disabled = false;
});

async function open() {
  microphone = await openMicrophone(
    (samples) => {
      if (!microphone) return; // the last block after it was closed
      showLevel(samples);
      engine.postMessage({ kind: "block", samples }, [samples.buffer]);
    },
    () => {
      close("The microphone is gone");
      say("The microphone was unplugged or switched off. Plug it in and start again.");
    },
  );
  restart();
  view.rest("Listening", "The first second is heard.");
  showOpen();
}

function restart() {
  past = [];
  spectrogram.clear();
  const options = { hopS: LIVE_HOP_S, ...settings };
  engine.postMessage({ kind: "listen", rateHz: microphone.rateHz, options });
}

async function close(name) {
  const open = microphone;
  microphone = null;
  engine.postMessage({ kind: "stop" });
  await open.close();
  view.rest(name, "Start listening, or choose recordings below.");
  showOpen();
}

function showOpen() {
  const open = Boolean(microphone);
  byId("open-mark").hidden = !open;
  byId("listen").textContent = open ? "Stop listening" : "Start listening";
  byId("listen").classList.toggle("stop", open);
  byId("listen").classList.toggle("primary", !open);
  byId("meter").firstElementChild.style.width = "0";
  const rate = model.front_end.rate_hz / 1000;
  const to = open && microphone.rateHz !== model.front_end.rate_hz ? `, resampled to ${rate}` : "";
  byId("input-fact").textContent = open ? `${microphone.name}, ${microphone.rateHz / 1000} kHz${to}` : "The microphone is closed.";
}

function showLevel(samples) {
  if (performance.now() - meterAt < METER_EVERY_MS) return;
  meterAt = performance.now();
  const level = Math.max(-60, levelDb(samples));
  const bar = byId("meter").firstElementChild;
  bar.style.width = `${(100 * (level + 60)) / 60}%`;
  bar.className = level > -6 ? "over" : level > -18 ? "high" : "";
  byId("meter").setAttribute("aria-valuenow", Math.round(level));
}

function showWindow(decision) {
  past.push(decision);
  if (past.length > PAST_S / LIVE_HOP_S) past.shift();
  view.show(decision);
  const found = blocks(past, model.scenes, LIVE_HOP_S);
  drawStrip(byId("past"), found, PAST_S, { named: true });
  const changes = found.length - 1;
  byId("past-fact").textContent = changes === 1 ? "1 change" : `${changes} changes`;
}
