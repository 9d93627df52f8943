"""Read a bundle, write one, add enrolled scenes to one."""

import hashlib
import json
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ml_core.bundle.archive import LARGEST, pack, unpack
from ml_core.bundle.arrays import pack_arrays, unpack_arrays
from ml_core.bundle.contents import (
    WINDOWS_PER_SCENE,
    Bundle,
    DeviceStatistics,
    EnrolledScene,
    Manifest,
    Reference,
)
from ml_core.bundle.onnx_scan import refuse_external_data, refuse_other_shapes
from ml_core.errors import BundleError
from ml_core.files import from_json, sha256_bytes, write_bytes
from ml_core.frontend.spec import LogMelSpec
from ml_core.project.leftovers import remove_leftovers
from ml_core.scenes import SceneSet

SUFFIX = ".ascbundle"
NETWORKS = ("fp32.onnx", "int8.onnx", "waveform.onnx")


@dataclass(frozen=True, slots=True)
class Contents:
    """What ``write_bundle`` needs; digests and the fingerprint are its own work."""

    manifest: Manifest
    fp32: bytes
    int8: bytes
    waveform: bytes
    reference: Reference
    vectors: Mapping[str, np.ndarray[Any, Any]]
    parity: Mapping[str, Any]
    card: str
    enrolled: Sequence[EnrolledScene] = ()


def fingerprint(int8: bytes, front_end: LogMelSpec, scenes: SceneSet) -> str:
    """What a set of embeddings belongs to: this network, this front end, these scenes."""
    digest = hashlib.sha256(sha256_bytes(int8).encode())
    digest.update(_json({"front_end": front_end.to_dict(), "scenes": list(scenes)}))
    return digest.hexdigest()


def location_hash(location: str) -> int:
    """Tells places apart without naming them: 64 bits of SHA-256."""
    return int.from_bytes(hashlib.sha256(location.encode()).digest()[:8], "little")


def write_bundle(path: Path, contents: Contents) -> Bundle:
    """Write a bundle whole or not at all, and give it back as read.

    Raises:
        BundleError: the contents contradict each other.
    """
    entries = {
        "fp32.onnx": contents.fp32,
        "int8.onnx": contents.int8,
        "waveform.onnx": contents.waveform,
        "reference.npz": pack_arrays(_reference_arrays(contents.reference)),
        "vectors.npz": pack_arrays(contents.vectors),
        "parity.json": _json(contents.parity),
        "card.md": contents.card.encode(),
        "enrolled.json": _enrolled_json(contents.enrolled),
    }
    manifest = replace(
        contents.manifest,
        fingerprint=fingerprint(
            contents.int8, contents.manifest.front_end, contents.manifest.scenes
        ),
    )
    return _write(path, manifest, entries)


def with_enrolled(bundle: Bundle, enrolled: Sequence[EnrolledScene], out: Path) -> Bundle:
    """Write ``bundle`` with other enrolled scenes to ``out``; the fingerprint stays."""
    entries = {**bundle.entries, "enrolled.json": _enrolled_json(enrolled)}
    return _write(out, bundle.manifest, entries)


def _write(path: Path, manifest: Manifest, entries: Mapping[str, bytes]) -> Bundle:
    digests = {name: sha256_bytes(data) for name, data in entries.items() if name != "bundle.json"}
    manifest = replace(manifest, digests=dict(sorted(digests.items())))
    data = pack({**entries, "bundle.json": _json(manifest.to_dict())})
    bundle = parse(data, path)
    remove_leftovers(path.parent)  # of one that was killed
    write_bytes(path, data)
    return bundle


def read_bundle(path: Path) -> Bundle:
    """Read and check a bundle. Nothing is unpacked to disk.

    Raises:
        BundleError: missing, damaged, of another version, or refused for what it holds.
    """
    return parse(read_file(path), path)


def read_file(path: Path) -> bytes:
    """The bytes of a bundle file.

    Raises:
        BundleError: it cannot be read, or is far too large for a bundle.
    """
    try:
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise BundleError(f'"{path.name}" is not a file.')  # a pipe would never end
        if found.st_size > LARGEST:
            raise BundleError(f'"{path.name}" is too large to be a bundle.')
        return path.read_bytes()
    except OSError as error:
        raise BundleError(
            f'The bundle "{path.name}" cannot be read: {error.strerror}.',
            hint="Check the path.",
        ) from error


def parse(data: bytes, path: Path) -> Bundle:
    """A bundle from its bytes.

    Raises:
        BundleError: see ``read_bundle``.
    """
    entries = unpack(data)
    manifest = Manifest.from_dict(read_json(entries["bundle.json"], "bundle.json"), path.name)
    for name, content in entries.items():
        if name != "bundle.json" and (manifest.digests or {}).get(name) != sha256_bytes(content):
            raise BundleError(
                f"This bundle was changed after it was made: {name} does not match its"
                " fingerprint in bundle.json.",
                hint="It was not opened.",
            )
    for name in NETWORKS:
        refuse_external_data(entries[name], name)
        refuse_other_shapes(entries[name], name, _shapes(name, manifest))
    expected = fingerprint(entries["int8.onnx"], manifest.front_end, manifest.scenes)
    if manifest.fingerprint != expected:
        raise BundleError('The fingerprint in "bundle.json" is not that of the network.')
    return Bundle(
        path=path,
        manifest=manifest,
        reference=_read_reference(entries["reference.npz"], manifest),
        enrolled=_read_enrolled(entries["enrolled.json"], manifest),
        parity=read_json(entries["parity.json"], "parity.json"),
        card=_text(entries["card.md"], "card.md"),
        entries=entries,
    )


def _shapes(name: str, manifest: Manifest) -> dict[str, tuple[int, ...]]:
    """What a network of the bundle takes and gives, for one window."""
    spec, n_samples = manifest.front_end, manifest.window_samples
    given = {"waveform": (n_samples,)} if name == "waveform.onnx" else {
        "log_mel": (1, spec.n_mels, spec.n_frames(n_samples))
    }  # fmt: skip
    return {**given, "logits": (len(manifest.scenes),), "embedding": (manifest.embedding_size,)}


def complexity(path: Path) -> dict[str, Any]:
    """Parameters, MACs, bytes and peak activation of the network in a bundle."""
    return dict(read_bundle(path).manifest.complexity)


def read_json(data: bytes, what: str) -> dict[str, Any]:
    """A JSON object.

    Raises:
        BundleError: it is none.
    """
    try:
        value = from_json(_text(data, what))
    except ValueError as error:
        raise BundleError(f'"{what}" in this bundle cannot be read.') from error
    if not isinstance(value, dict):
        raise BundleError(f'"{what}" in this bundle cannot be read.')
    return value


def _text(data: bytes, what: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise BundleError(f'"{what}" in this bundle is not text.') from error


def _json(value: Any) -> bytes:
    text = json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode()


def _reference_arrays(reference: Reference) -> dict[str, np.ndarray[Any, Any]]:
    rows, sure = reference.statistics, reference.certainty
    return {
        **({} if sure is None else {"certainty": sure.astype(np.float16)}),
        "embedding": reference.embeddings.astype(np.float16),
        "scene": reference.scenes.astype(np.int16),
        "device": np.array(reference.devices, dtype=np.str_),
        "location_hash": reference.location_hashes.astype(np.uint64),
        "device_name": np.array([row.device for row in rows], dtype=np.str_),
        "device_mean": np.array([row.log_mel_mean for row in rows], dtype=np.float32),
        "device_deviation": np.array([row.log_mel_deviation for row in rows], dtype=np.float32),
        "device_n": np.array([row.n for row in rows], dtype=np.int32),
        "device_accuracy": np.array(
            [(row.accuracy, row.low, row.high) for row in rows], dtype=np.float32
        ).reshape(len(rows), 3),
    }


def _read_reference(data: bytes, manifest: Manifest) -> Reference:
    arrays = unpack_arrays(data, "reference.npz")
    try:
        reference = Reference(
            embeddings=arrays["embedding"].astype(np.float32),
            scenes=arrays["scene"].astype(np.int64),
            devices=tuple(str(name) for name in arrays["device"]),
            location_hashes=arrays["location_hash"].astype(np.uint64),
            statistics=tuple(
                DeviceStatistics(str(name), mean, deviation, int(n), *map(float, interval))
                for name, mean, deviation, n, interval in zip(
                    arrays["device_name"], arrays["device_mean"], arrays["device_deviation"],
                    arrays["device_n"], arrays["device_accuracy"], strict=True,
                )
            ),
            certainty=arrays["certainty"].astype(np.float32) if "certainty" in arrays else None,
        )  # fmt: skip
    except (KeyError, ValueError, TypeError) as error:
        raise BundleError('"reference.npz" in this bundle cannot be read.') from error
    n = len(reference.scenes)
    counts = np.bincount(reference.scenes) if n and reference.scenes.min() >= 0 else np.zeros(1)
    sensible = (
        reference.embeddings.shape == (n, manifest.embedding_size)
        and len(reference.devices) == len(reference.location_hashes) == n
        and np.isfinite(reference.embeddings).all()
        and (
            reference.certainty is None
            or (reference.certainty.shape == (n,) and np.isfinite(reference.certainty).all())
        )
        and (n == 0 or 0 <= reference.scenes.min() <= reference.scenes.max() < len(manifest.scenes))
        and counts.max() <= WINDOWS_PER_SCENE
    )
    if not sensible:
        raise BundleError('"reference.npz" in this bundle does not fit "bundle.json".')
    return reference


def _enrolled_json(enrolled: Sequence[EnrolledScene]) -> bytes:
    rows = [
        {
            "name": scene.name,
            "prototype": list(scene.prototype),
            "threshold": scene.threshold,
            "n_support": scene.n_support,
            "details": dict(scene.details),
        }
        for scene in enrolled
    ]
    return _json({"scenes": rows})


def _read_enrolled(data: bytes, manifest: Manifest) -> tuple[EnrolledScene, ...]:
    try:
        scenes = tuple(
            EnrolledScene(
                name=str(row["name"]),
                prototype=tuple(float(value) for value in row["prototype"]),
                threshold=float(row["threshold"]),
                n_support=int(row["n_support"]),
                details=dict(row["details"]),
            )
            for row in read_json(data, "enrolled.json")["scenes"]
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BundleError('"enrolled.json" in this bundle cannot be read.') from error
    names = [*manifest.scenes, *(scene.name for scene in scenes)]
    fits = all(len(scene.prototype) == manifest.embedding_size for scene in scenes)
    if not fits or len(set(names)) != len(names):
        raise BundleError('"enrolled.json" in this bundle does not fit "bundle.json".')
    return scenes
