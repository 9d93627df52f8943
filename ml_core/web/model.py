"""``model.json``: all that a page needs of a bundle beside its networks."""

import base64
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.bundle import Bundle
from ml_core.bundle.licences import all_licences, may_ship
from ml_core.enrolment.scoring import HEAD_MIDDLE, ScoreSpace, usual_setting
from ml_core.frontend.log_mel import analysis_window, first_frame_start, mel_bands
from ml_core.frontend.spec import LogMelSpec
from ml_core.live.smoothing import PACES
from ml_core.recordings import signal_gate
from ml_core.scenes import display_name
from ml_core.web.filters import USUAL_RATES_HZ, beginning, response

FORMAT, VERSION = "ascweb", 1
PRECISIONS = ("int8", "fp32")


def model_table(bundle: Bundle) -> dict[str, Any]:
    """The values of ``model.json``; arrays are base64 of little-endian float32 or uint16.

    Raises:
        BundleError: an enrolled scene was taught to another network.
    """
    manifest, space = bundle.manifest, ScoreSpace.of(bundle)
    licences = all_licences(manifest.training)
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": manifest.name,
        "fingerprint": bundle.fingerprint,
        "scenes": [{"name": name, "shown": display_name(name)} for name in space.scenes],
        "n_trained": space.n_trained,
        "window_samples": manifest.window_samples,
        "front_end": front_end_table(manifest.front_end, manifest.window_samples),
        # Prototypes of enrolled scenes were made from embeddings of the int8 network.
        "precisions": list(PRECISIONS[:1] if space.enrolled else PRECISIONS),
        "bytes": {name: len(bundle.entries[f"{name}.onnx"]) for name in PRECISIONS},
        "temperature": manifest.temperature,
        "scale": space.scale,
        "head": {"weight": space.head_weight, "middle": HEAD_MIDDLE},
        "centre": _packed(space.prototypes.centre, "<f4"),
        "directions": _packed(space.prototypes.directions, "<f4"),
        "unknown": {
            "default": usual_setting(bundle),
            "thresholds": {
                level: [float(value) for value in space.thresholds(level)]
                for level in ("off", "lenient", "normal", "strict")
            },
            "expected": {
                name: {"false_rejects": level.false_rejects, "false_accepts": level.false_accepts}
                for name, level in manifest.thresholds.items()
            },
        },
        "filters": filters_table(manifest.front_end.sample_rate_hz),
        "paces": {
            name: {"tau_s": pace.tau_s, "margin": pace.margin, "dwell_s": pace.dwell_s}
            for name, pace in PACES.items()
        },
        "gate": {
            "silent_db": signal_gate.SILENT_DB,
            "clipped_share": signal_gate.CLIPPED_SHARE,
            "full_scale": signal_gate.FULL_SCALE,
            "covered_db": signal_gate.COVERED_DB,
            "covered_treble_db": signal_gate.COVERED_TREBLE_DB,
            "treble_hz": signal_gate.TREBLE_HZ,
        },
        "accuracy": _accuracy(bundle),
        "may_ship": may_ship(licences),
        "licences": sorted(set(licences) - {""}),
        "card": bundle.card,
    }


def filters_table(rate_hz: int) -> dict[str, Any]:
    """What ``resampler.js`` converts recordings of the usual rates with."""
    return {
        str(usual): {
            "response": _packed(response(usual, rate_hz), "<f4"),
            "beginning": [_packed(row, "<f4") for row in beginning(usual, rate_hz)],
        }
        for usual in USUAL_RATES_HZ
        if usual != rate_hz
    }


def front_end_table(spec: LogMelSpec, window_samples: int) -> dict[str, Any]:
    """What ``log-mel.js`` computes with: sizes, constants and tables."""
    weights, first, sizes = mel_bands(spec)
    middle_hz = (first + (sizes - 1) / 2) * spec.sample_rate_hz / spec.n_fft
    return {
        "rate_hz": spec.sample_rate_hz,
        "window": spec.window,
        "n_fft": spec.n_fft,
        "hop": spec.hop,
        "centre": spec.centre,
        "first": first_frame_start(spec),
        "lost": spec.samples_lost,
        "per_frame": spec.per_frame,
        "preemphasis": spec.preemphasis,
        "power": spec.power,
        "floor": spec.floor,
        "offset": spec.offset,
        "scale": spec.scale,
        "n_mels": spec.n_mels,
        "n_frames": spec.n_frames(window_samples),
        "middle_hz": [round(float(hz), 1) for hz in middle_hz],
        "taper": _packed(analysis_window(spec), "<f4"),
        "band_first": _packed(first, "<u2"),
        "band_size": _packed(sizes, "<u2"),
        "band_weights": _packed(weights, "<f4"),
    }


def _packed(values: npt.NDArray[Any], kind: str) -> str:
    return base64.b64encode(np.ascontiguousarray(values, dtype=kind).tobytes()).decode()


def _accuracy(bundle: Bundle) -> dict[str, Any] | None:
    """Value, interval and clips of the int8 network, where they were measured on held-out clips."""
    found = bundle.manifest.accuracy
    figures = found.get("int8")
    if not (isinstance(figures, dict) and found.get("held_out")):
        return None
    interval = {name: figures.get(name) for name in ("value", "low", "high")}
    return {**interval, "n_clips": found.get("n_clips")}
