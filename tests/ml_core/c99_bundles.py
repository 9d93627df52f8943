"""Bundles around any int8 network, front end and scenes, made without a file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from ml_core.bundle import Bundle, EnrolledScene
from ml_core.enrolment.scoring import ScoreSpace
from ml_core.frontend.spec import LogMelSpec
from ml_core.scenes import SceneSet
from tests.ml_core import tiny_bundle


def bundle_of(
    int8: bytes,
    spec: LogMelSpec,
    window_samples: int,
    *,
    n_scenes: int,
    size: int,
    scenes: Sequence[str] = (),
    enrolled: Sequence[str] = (),
) -> Bundle:
    """As if it had been read: three reference windows per scene, scenes taught at random."""
    generator = np.random.default_rng(5)
    names = tuple(scenes) or tuple(f"scene_{number}" for number in range(n_scenes))
    found = np.repeat(np.arange(n_scenes), 3)
    centres = generator.normal(size=(n_scenes, size))
    embeddings = centres[found] + 0.1 * generator.normal(size=(len(found), size))
    reference = replace(
        tiny_bundle.reference(),
        embeddings=embeddings.astype(np.float32),
        scenes=found,
        devices=("",) * len(found),
        location_hashes=np.zeros(len(found), np.uint64),
    )
    manifest = replace(
        tiny_bundle.manifest(),
        name="made",
        scenes=SceneSet(names),
        front_end=spec,
        window_samples=window_samples,
        embedding_size=size,
        fingerprint="0" * 64,
    )
    taught = []
    for name in enrolled:
        direction = generator.normal(size=size)
        prototype = tuple(float(x) for x in direction / np.linalg.norm(direction))
        taught.append(EnrolledScene(name, prototype, 0.1, 9, {"thresholds": {"strict": 0.3}}))
    return Bundle(
        path=Path("made.ascbundle"),
        manifest=manifest,
        reference=reference,
        enrolled=tuple(taught),
        parity={},
        card="",
        entries={"int8.onnx": int8},
    )


def taught(bundle: Bundle) -> Bundle:
    """With two scenes whose directions are those of reference windows."""
    rows = bundle.reference.embeddings[[0, 40]]
    centre = ScoreSpace.of(bundle).prototypes.centre
    scenes = []
    for name, row in zip(("kitchen", 'caf\u00e9 "x" ??/'), rows, strict=True):
        direction = (row - centre) / np.linalg.norm(row - centre)
        levels = {"lenient": 0.2, "normal": 0.5, "strict": 0.8}
        prototype = tuple(float(one) for one in direction)
        scenes.append(EnrolledScene(name, prototype, 0.5, 30, {"thresholds": levels}))
    return replace(bundle, enrolled=tuple(scenes))
