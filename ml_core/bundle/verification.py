"""``asc verify``: everything about a bundle that can be checked, in words."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ml_core.bundle.archive import read_entries
from ml_core.bundle.arrays import unpack_arrays
from ml_core.bundle.certificate import Certificate, certificate_of
from ml_core.bundle.contents import Bundle
from ml_core.bundle.licences import MayShip, all_licences, may_ship, ship_reasons
from ml_core.bundle.store import parse, read_file
from ml_core.errors import BundleError
from ml_core.files import from_json, sha256_bytes


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """``ok`` only if there is no reason against the bundle.

    A bundle may be whole and still not be deployable: that is what its certificate says.
    """

    ok: bool
    files: dict[str, int]  # name to bytes
    reasons: tuple[str, ...]
    may_ship: MayShip
    fingerprint: str = ""
    ship_reasons: tuple[str, ...] = ()  # against passing it on, or why that is not known
    certificate: Certificate | None = None  # None: the file could not be opened


def verify(path: Path) -> VerifyReport:
    """Check seal, digests, structure, and that the networks give the stored outputs.

    Raises:
        BundleError: the file cannot be read at all; a bad bundle is reported, not raised.
    """
    data = read_file(path)
    try:
        bundle = parse(data, path)
    except BundleError as error:
        reasons = [*_changed_files(data), error.message]
        return VerifyReport(False, {}, tuple(dict.fromkeys(reasons)), "unknown")
    reasons = _run_vectors(bundle)
    return VerifyReport(
        ok=not reasons,
        files={name: len(content) for name, content in bundle.entries.items()},
        reasons=tuple(reasons),
        may_ship=may_ship(all_licences(bundle.manifest.training)),
        fingerprint=bundle.fingerprint,
        ship_reasons=ship_reasons(bundle.manifest.training),
        certificate=certificate_of(bundle),
    )


def _changed_files(data: bytes) -> list[str]:
    """Which files differ from their digests, as far as a damaged archive still tells."""
    try:
        entries = read_entries(data)
        digests = from_json(entries["bundle.json"])["digests"]
        changed = [
            name for name, digest in digests.items() if sha256_bytes(entries[name]) != digest
        ]
    except (BundleError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return [
        f"This bundle was changed after it was made: {name} does not match its fingerprint."
        for name in changed
    ]


def _run_vectors(bundle: Bundle) -> list[str]:
    """Run every network on the stored inputs; the words for each that differs."""
    from ml_core.bundle.session import Session, WaveformSession

    reasons = []
    try:
        vectors = unpack_arrays(bundle.entries["vectors.npz"], "vectors.npz")
        log_mel = vectors["log_mel"].astype(np.float32)
        waveform = vectors["waveform"].astype(np.float32) / np.float32(32768)
        tolerance = {name: float(vectors[f"{name}_tolerance"]) for name in ("fp32", "int8")}
        outputs = {
            "fp32": Session(bundle, "fp32").run(log_mel),
            "int8": Session(bundle, "int8").run(log_mel),
            "waveform": WaveformSession(bundle).run(waveform),
        }
        for name, (logits, embedding) in outputs.items():
            allowed = tolerance["fp32" if name == "fp32" else "int8"]
            if not (
                _near(logits, vectors[f"{name}_logits"], allowed)
                and np.isfinite(embedding).all()
                and embedding.shape == (len(logits), bundle.manifest.embedding_size)
            ):
                reasons.append(f"{name}.onnx does not give the outputs it was delivered with.")
    except (BundleError, KeyError, ValueError, TypeError) as error:
        reasons.append(str(getattr(error, "message", "vectors.npz cannot be read.")))
    return reasons  # fmt: skip


def _near(found: np.ndarray[Any, Any], expected: np.ndarray[Any, Any], allowed: float) -> bool:
    return found.shape == expected.shape and bool(np.abs(found - expected).max() <= allowed)
