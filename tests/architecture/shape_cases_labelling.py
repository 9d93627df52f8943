"""One call for every public function of arrays in labelling. See ``shape_cases``."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np

from ml_core.evaluation.openset import normalise
from ml_core.labelling import classifier, clusters, lots, space, suggest, vectors, witnesses
from ml_core.labelling.doctor.fingerprint import Fingerprinter
from ml_core.labelling.doctor.twins import coherence
from tests.architecture.shape_cases import Cases
from tests.architecture.shapes import D, K, M, N, T, array, call, index_array

SCENES = [f"scene {k}" for k in range(K)]
KEYS = np.arange(N, dtype=np.uint64)


def store(folder: Path) -> vectors.Vectors:
    return vectors.Vectors(SimpleNamespace(cache_dir=folder), "fingerprint")  # type: ignore[arg-type]


def suggestions() -> suggest.Suggestions:
    ids = np.arange(N)
    return suggest.Suggestions(ids, chances(N, K), tuple(SCENES), "labels", M, ids)


def chances(n: int, k: int) -> np.ndarray:
    """(n, k) rows that add up to 1."""
    some = abs(array(n, k)) + 0.1
    return some / some.sum(axis=1, keepdims=True)


CASES: Cases = {
    "labelling.classifier.chosen_evenly": lambda _: call(
        classifier.chosen_evenly, index_array(K, M), N, 0, sizes={"P": N}
    ),
    "labelling.classifier.held_out_and_taught": lambda _: call(
        classifier.held_out_and_taught,
        normalise(array(M, D)),
        index_array(K, M),
        index_array(N, M),
        normalise(array(N, D)),
        K,
        sizes={"K": K},
    ),
    "labelling.clusters.cluster": lambda _: call(clusters.cluster, normalise(array(N, D)), K),
    "labelling.doctor.fingerprint.Fingerprinter.push": lambda _: call(
        Fingerprinter().push, array(T)
    ),
    "labelling.doctor.twins.coherence": lambda _: call(coherence, array(T), array(M)),
    "labelling.lots.drawn": lambda _: call(lots.drawn, np.arange(N)),
    "labelling.lots.in_turn": lambda _: call(
        lots.in_turn, np.arange(M), np.arange(N), sizes={"L": N, "P": M + N}, composite="P"
    ),
    "labelling.lots.lots": lambda _: call(lots.lots, np.arange(N)),
    "labelling.space.Space.of": lambda _: call(
        space.Space.of, np.arange(N), array(N, D), abs(array(N, K)), SCENES
    ),
    "labelling.space.match": lambda _: call(
        space.match, KEYS, np.arange(N - 5, N - 5 + M, dtype=np.uint64), sizes={"P": 5}
    ),
    "labelling.suggest.Suggestions.rows": lambda _: call(
        suggestions().rows, np.arange(N - 5, N - 5 + M), sizes={"M": M}
    ),
    "labelling.vectors.Vectors.add": lambda folder: call(
        store(folder).add, KEYS, array(N, D), abs(array(N, K)), SCENES
    ),
    "labelling.vectors.Vectors.compact": lambda folder: call(store(folder).compact, KEYS),
    "labelling.witnesses.shares": lambda _: call(witnesses.shares, chances(M, N), sizes={"L": N}),
    "labelling.witnesses.tempered": lambda _: call(
        witnesses.tempered, chances(N, K), index_array(K, N)
    ),
    "labelling.witnesses.together": lambda _: call(
        witnesses.together, [chances(N, K), chances(N, K)], index_array(K, N), sizes={"K": K}
    ),
}
