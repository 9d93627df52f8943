"""The starter's networks in a bundle with a certificate of our choosing: good, or of a fault."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ml_core.bundle import Bundle, Contents, read_bundle, write_bundle
from ml_core.bundle.arrays import unpack_arrays
from ml_core.bundle.certificate import RULES
from ml_core.files import resource_path, sha256_bytes

N_WINDOWS = 4000
DEVICES = ("a", "b", "s1")


def write_certified_bundle(
    path: Path, *, same: int | None = N_WINDOWS - 3, parting: Mapping[str, Any] | None = None
) -> Bundle:
    """Write it to ``path``: the file agrees with its network on ``same`` of 4,000 windows.

    None: nobody has compared them.
    """
    source = read_bundle(resource_path("starter.ascbundle"))
    entries, scenes = source.entries, list(source.manifest.scenes)
    contents = Contents(
        manifest=source.manifest,
        fp32=entries["fp32.onnx"],
        int8=entries["int8.onnx"],
        waveform=entries["waveform.onnx"],
        reference=source.reference,
        vectors=unpack_arrays(entries["vectors.npz"], "vectors.npz"),
        parity={"measured": False}
        if same is None
        else _parity(entries["int8.onnx"], scenes, same, parting),
        card=source.card,
    )
    return write_bundle(path, contents)


def _parity(
    int8: bytes, scenes: list[str], same: int, parting: Mapping[str, Any] | None
) -> dict[str, Any]:
    compared = {
        "n": N_WINDOWS,
        "same": same,
        "gap_steps": {"median": 0.1, "p95": 0.6, "max": 1.0 if parting is None else 14.0},
        "per_scene": {name: {"n": 400, "same": 400} for name in scenes},
        "per_device": {
            name: {"n": 1300, "same": 1300 - (N_WINDOWS - same) // 3} for name in DEVICES
        },
    }
    return {
        "measured": True,
        "rules": RULES,
        "int8": sha256_bytes(int8),
        **compared,
        "simulated_to_int8": {**compared, "same": N_WINDOWS - 12},
        "float_to_int8": {**compared, "same": N_WINDOWS - 90, "gap_steps": None},
        "first_layer_apart": None if parting is None else dict(parting),
        "disagreements": {"n": N_WINDOWS - same, "largest_margin": 0.02, "gap": 0.03, "defects": 0},
        "n_shifted": 0,
        "windows_of": "test",
    }
