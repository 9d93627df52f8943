// Is there anything to hear? As ml_core.recordings.signal_gate; its limits come with the bundle.

import { powers } from "./fourier.js";

export function levelDb(samples) {
  if (!samples.length) return -120;
  let sum = 0;
  for (const one of samples) sum += one * one;
  return Math.max(-120, 10 * Math.log10(sum / samples.length + 1e-30));
}

/** "ok", "silent", "clipped" or "covered". */
export function judge(samples, rateHz, limits) {
  const level = levelDb(samples);
  if (level < limits.silent_db) return "silent";
  let full = 0;
  for (const one of samples) full += Math.abs(one) >= Math.fround(limits.full_scale);
  if (full / samples.length >= limits.clipped_share) return "clipped";
  const covered = level < limits.covered_db && trebleDb(samples, rateHz, limits.treble_hz);
  return covered !== false && covered < limits.covered_treble_db ? "covered" : "ok";
}

/** Power above a frequency against the whole power, in dB. */
function trebleDb(samples, rateHz, trebleHz) {
  const n = samples.length;
  const tapered = samples.map((one, i) => one * (n > 1 ? 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (n - 1)) : 1));
  const power = powers(tapered);
  const first = Math.ceil((trebleHz * n) / rateHz);
  let above = 0;
  let whole = 0;
  power.forEach((one, bin) => {
    whole += one;
    if (bin >= first) above += one;
  });
  return 10 * Math.log10((above + 1e-30) / (whole + 1e-30));
}
