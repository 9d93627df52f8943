"""What a bundle holds, as values. Letters: N windows, D embedding size, K scenes, F bands."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from ml_core.errors import AscError, BundleError
from ml_core.frontend.spec import LogMelSpec
from ml_core.scenes import SceneSet

FORMAT = "ascbundle"
VERSION = 1
WINDOWS_PER_SCENE = 64  # at most so many reference windows of one scene


@dataclass(frozen=True, slots=True)
class UnknownLevel:
    """Below ``threshold`` a window is called unknown; what that is expected to cost."""

    threshold: float
    false_rejects: float  # share of windows of trained scenes called unknown
    false_accepts: float  # share of windows of foreign scenes given a name


@dataclass(frozen=True, slots=True)
class Manifest:
    """``bundle.json``."""

    name: str
    scenes: SceneSet
    front_end: LogMelSpec
    window_samples: int
    embedding_size: int
    embedding_layer: str
    temperature: float  # divides the logits before softmax, for confidences
    detector: str  # how "unknown" is decided; see evaluation.openset
    thresholds: Mapping[str, UnknownLevel]  # lenient, normal, strict
    training: Mapping[str, Any]  # network, recipes, teacher, data with licences and authors
    accuracy: Mapping[str, Any]  # measured with the file in this bundle
    complexity: Mapping[str, Any]
    fingerprint: str = ""
    digests: Mapping[str, str] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "name": self.name,
            "scenes": list(self.scenes),
            "front_end": self.front_end.to_dict(),
            "window_samples": self.window_samples,
            "inputs": {
                "log_mel": ["B", 1, self.front_end.n_mels,
                            self.front_end.n_frames(self.window_samples)],
                "waveform": ["B", self.window_samples],
            },
            "outputs": {"logits": ["B", len(self.scenes)], "embedding": ["B", self.embedding_size]},
            "embedding": {"size": self.embedding_size, "layer": self.embedding_layer},
            "calibration": {"temperature": self.temperature},
            "unknown": {
                "detector": self.detector,
                "thresholds": {
                    name: {
                        "threshold": level.threshold,
                        "false_rejects": level.false_rejects,
                        "false_accepts": level.false_accepts,
                    }
                    for name, level in self.thresholds.items()
                },
            },
            "training": dict(self.training),
            "accuracy": dict(self.accuracy),
            "complexity": dict(self.complexity),
            "fingerprint": self.fingerprint,
            "digests": dict(self.digests or {}),
        }  # fmt: skip

    @classmethod
    def from_dict(cls, table: Mapping[str, Any], file: str = "bundle.json") -> Self:
        """The inverse of ``to_dict``.

        Args:
            table: parsed JSON.
            file: what people know the bundle by.

        Raises:
            BundleError: another format or version, or a value that makes no sense.
        """
        if table.get("format") != FORMAT:
            raise BundleError('"bundle.json" in this file is not that of a bundle.')
        if table.get("version") != VERSION:
            raise BundleError(
                f'"{file}" is a bundle of format {table.get("version")}, this program reads'
                f" {VERSION}.",
                hint="Update ASC Studio. The file was not opened.",
            )
        try:
            found = cls(
                name=str(table["name"]),
                scenes=SceneSet(tuple(str(name) for name in table["scenes"])),
                front_end=LogMelSpec.from_dict(table["front_end"]),
                window_samples=int(table["window_samples"]),
                embedding_size=int(table["embedding"]["size"]),
                embedding_layer=str(table["embedding"]["layer"]),
                temperature=float(table["calibration"]["temperature"]),
                detector=str(table["unknown"]["detector"]),
                thresholds={
                    str(name): UnknownLevel(
                        float(level["threshold"]),
                        float(level["false_rejects"]),
                        float(level["false_accepts"]),
                    )
                    for name, level in table["unknown"]["thresholds"].items()
                },
                training=dict(table["training"]),
                accuracy=dict(table["accuracy"]),
                complexity=_costs(table["complexity"]),
                fingerprint=str(table["fingerprint"]),
                digests={str(name): str(digest) for name, digest in table["digests"].items()},
            )
        except (KeyError, TypeError, ValueError, AttributeError, AscError) as error:
            raise BundleError('"bundle.json" in this bundle cannot be read.') from error
        if not (found.temperature > 0 and found.window_samples > 0 and found.embedding_size > 0):
            raise BundleError('"bundle.json" in this bundle holds impossible numbers.')
        return found


def _costs(table: Mapping[str, Any]) -> dict[str, Any]:
    """Counts, which the card prints as numbers.

    Raises:
        TypeError: one is no number.
    """
    for name in ("parameters", "macs", "bytes", "peak_activation_bytes"):
        value = table.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError(f"{name} is no number")
    return dict(table)


@dataclass(frozen=True, slots=True)
class DeviceStatistics:
    """What the held-out windows of one device looked like, and how well it was heard."""

    device: str
    log_mel_mean: npt.NDArray[np.float32]  # (F,)
    log_mel_deviation: npt.NDArray[np.float32]  # (F,)
    n: int  # clips
    accuracy: float
    low: float  # 95 % interval
    high: float


@dataclass(frozen=True, slots=True)
class Reference:
    """At most 64 held-out windows per scene, and statistics per device (``reference.npz``)."""

    embeddings: npt.NDArray[np.float32]  # (N, D), as the int8 network gave them; float16 on disk
    scenes: npt.NDArray[np.int64]  # (N,) indices into the trained scenes
    devices: tuple[str, ...]  # of each window; "" where unknown
    location_hashes: npt.NDArray[np.uint64]  # (N,)
    statistics: tuple[DeviceStatistics, ...]
    # (N,) the trained head's largest share of the softmax; None in bundles that do not say
    certainty: npt.NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class EnrolledScene:
    """A scene taught after training: a direction in the embedding space of one bundle."""

    name: str
    prototype: tuple[float, ...]  # (D,)
    threshold: float  # smallest score that counts as this scene
    n_support: int  # windows it was made from
    details: Mapping[str, Any]  # whatever the enrolment wants to remember, as JSON values


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was read, checked against its seal, and holds everything in memory."""

    path: Path
    manifest: Manifest
    reference: Reference
    enrolled: tuple[EnrolledScene, ...]
    parity: Mapping[str, Any]
    card: str
    entries: Mapping[str, bytes]  # the files as they are in the archive

    @property
    def fingerprint(self) -> str:
        """Digest over the int8 network, the front end and the trained scenes."""
        return self.manifest.fingerprint
