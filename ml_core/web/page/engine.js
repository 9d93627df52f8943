// The worker: networks, front end and decisions, so that the page answers while it listens.
//
//   page -> worker  open | file {id, samples, rateHz, options} | listen {rateHz, options}
//                   block {samples} | stop
//   worker -> page  ready {model} | progress {id, share} | file {id, result} | window {decision}
//                   columns {columns} | stopped | failed {id, reason}

import * as ort from "./onnxruntime/ort.wasm.min.mjs";
import { Classifier } from "./classifier.js";
import { LogMel } from "./log-mel.js";
import { unpacked } from "./model.js";
import { Resampler } from "./resampler.js";

ort.env.wasm.numThreads = 1; // students are so small that one is the fastest
ort.env.wasm.wasmPaths = new URL("./onnxruntime/", import.meta.url).href;
ort.env.logLevel = "error";

const state = { model: null, networks: {}, live: null };

async function fetched(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(`${name} is not there (${answer.status})`);
  return answer;
}

/** Everything is read at once, so that nothing is asked for later: the page works offline then. */
async function open() {
  const model = await (await fetched("./model.json")).json();
  if (model.format !== "ascweb" || model.version !== 1) throw new Error("model.json is of another version");
  state.model = unpacked(model);
  for (const precision of model.precisions) {
    const bytes = new Uint8Array(await (await fetched(`./${precision}.onnx`)).arrayBuffer());
    const session = await ort.InferenceSession.create(bytes, { executionProviders: ["wasm"] });
    state.networks[precision] = (logMel) => run(session, logMel);
  }
  const { centre, directions, filters, front_end, ...facts } = model;
  postMessage({ kind: "ready", model: { ...facts, front_end: frontFacts(front_end) } });
}

function frontFacts({ rate_hz, hop, n_mels, middle_hz }) {
  return { rate_hz, hop, n_mels, middle_hz };
}

async function run(session, logMel) {
  const { n_mels: bands, n_frames: frames } = state.model.front_end;
  const log_mel = new ort.Tensor("float32", logMel, [1, 1, bands, frames]);
  const { logits, embedding } = await session.run({ log_mel });
  return { logits: Array.from(logits.data), embedding: Array.from(embedding.data) };
}

function classifier(options) {
  return new Classifier(state.model, state.networks[options.precision], options);
}

async function decideFile({ id, samples, rateHz, options }) {
  const chosen = classifier({ ...options, smoothing: "none" });
  const resampler = new Resampler(rateHz, chosen.rateHz, state.model.filters[rateHz]);
  const windows = [];
  for (let first = 0; first < samples.length; first += rateHz) {
    const last = first + rateHz >= samples.length;
    windows.push(...(await chosen.push(resampler.push(samples.subarray(first, first + rateHz), last))));
    postMessage({ kind: "progress", id, share: Math.min(1, (first + rateHz) / samples.length) });
  }
  windows.push(...(await chosen.finish()));
  postMessage({ kind: "file", id, result: { ...chosen.overall(), windows } });
}

function listen({ rateHz, options }) {
  const chosen = classifier(options);
  state.live = {
    classifier: chosen,
    resampler: new Resampler(rateHz, chosen.rateHz, state.model.filters[rateHz]),
    columns: new LogMel(state.model.front_end).stream(),
  };
}

async function hear({ samples }) {
  if (!state.live) return;
  const { resampler, columns, classifier: live } = state.live;
  const heard = resampler.push(samples);
  const drawn = columns(heard);
  postMessage({ kind: "columns", columns: drawn }, [drawn.buffer]);
  for (const decision of await live.push(heard)) postMessage({ kind: "window", decision });
}

function stop() {
  state.live = null;
  postMessage({ kind: "stopped" });
}

const tasks = { open, file: decideFile, listen, block: hear, stop };

let turn = Promise.resolve(); // one after another, in the order they came

addEventListener("message", ({ data }) => {
  turn = turn
    .then(() => tasks[data.kind](data))
    .catch((error) => postMessage({ kind: "failed", id: data.id, during: data.kind, reason: error.message }));
});
