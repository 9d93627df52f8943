"""From recordings of a new scene to embeddings, without the seconds that say nothing."""

import base64
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.bundle import Bundle, EnrolledScene
from ml_core.bundle.session import Session
from ml_core.enrolment.scoring import certainty_of
from ml_core.errors import AscError
from ml_core.frontend.log_mel import log_mel
from ml_core.progress import Monitor
from ml_core.recordings.decode import mono_blocks
from ml_core.recordings.signal_gate import judge

Samples = npt.NDArray[np.float32]
Floats = npt.NDArray[np.floating]

MOST_KEPT = 300  # windows of its support that an enrolled scene remembers


@dataclass(frozen=True, slots=True)
class Support:
    """Embeddings of the usable windows of a scene to be enrolled.

    ``embeddings`` (N, D) are the int8 network's; ``groups`` names the recording of each
    window; ``rejected`` counts the windows that were silent, covered or clipped; ``certainty``
    (N,) is how sure the trained head was, or None where nobody knows.
    """

    embeddings: npt.NDArray[np.float32]
    groups: tuple[str, ...]
    rejected: Mapping[str, int]
    certainty: npt.NDArray[np.float32] | None = None


def support_from_files(
    bundle: Bundle, paths: Sequence[Path], monitor: Monitor | None = None
) -> Support:
    """Support from sound files; each file is one group.

    Raises:
        UnreadableRecording: a file cannot be decoded.
    """
    monitor = monitor or Monitor()
    rate_hz = bundle.manifest.front_end.sample_rate_hz

    def stretches() -> Iterator[tuple[str, Iterable[Samples]]]:
        for done, path in enumerate(paths):
            monitor.report(done, len(paths), stage="listen")
            yield str(path), mono_blocks(path, sample_rate_hz=rate_hz)

    return _support(bundle, stretches(), monitor)


def support_from_samples(bundle: Bundle, recordings: Mapping[str, Samples]) -> Support:
    """Support from recordings held in memory, at the rate of the bundle's front end."""
    stretches = ((name, [samples]) for name, samples in recordings.items())
    return _support(bundle, stretches, Monitor())


def pack_support(
    support: Floats, groups: Sequence[str], certainty: Floats | None = None
) -> dict[str, Any]:
    """Support (N, D) and certainty (N,) as JSON values: to teach a place more later.

    Of more than ``MOST_KEPT`` windows some are kept, evenly.
    """
    kept = np.arange(len(support))
    if len(kept) > MOST_KEPT:
        kept = np.linspace(0, len(kept) - 1, MOST_KEPT).round().astype(int)
    _, recording = np.unique(np.asarray(groups), return_inverse=True)
    halves = np.asarray(support)[kept].astype("<f2")
    return {
        "float16": base64.b64encode(halves.tobytes()).decode("ascii"),
        "recordings": recording[kept].tolist(),
        **({} if certainty is None else {"certainty": np.asarray(certainty)[kept].tolist()}),
    }


def unpack_support(scene: EnrolledScene) -> Support:
    """The support that an enrolled scene remembers, by ``pack_support``.

    Raises:
        AscError: it remembers none, or what it remembers makes no sense.
    """
    size = len(scene.prototype)
    try:
        table = scene.details["support"]
        groups = tuple(f"earlier {int(number)}" for number in table["recordings"])
        data = base64.b64decode(table["float16"], validate=True)
        found = np.frombuffer(data, "<f2").reshape(len(groups), size).astype(np.float32)
        sure = table.get("certainty")
        if sure is not None:
            sure = np.array(sure, np.float32).reshape(len(groups))
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise AscError(
            f'"{scene.name}" does not remember what it was taught from.',
            hint="Remove it and teach it again from all of its recordings.",
        ) from error
    if not len(found) or not np.isfinite(found).all() or not _finite(sure):
        raise AscError(
            f'What "{scene.name}" was taught from is damaged.', hint="Remove it and teach it again."
        )
    return Support(found, groups, {}, sure)


def _finite(certainty: npt.NDArray[np.float32] | None) -> bool:
    return certainty is None or bool(np.isfinite(certainty).all())


def _support(
    bundle: Bundle, stretches: Iterable[tuple[str, Iterable[Samples]]], monitor: Monitor
) -> Support:
    manifest = bundle.manifest
    session = Session(bundle, "int8")
    embeddings: list[npt.NDArray[np.float32]] = []
    groups: list[str] = []
    sure: list[float] = []
    rejected: Counter[str] = Counter()
    for name, blocks in stretches:
        for window in _windows(blocks, manifest.window_samples):
            monitor.check()
            signal = judge(window, manifest.front_end.sample_rate_hz)
            if signal != "ok":
                rejected[signal] += 1
                continue
            logits, embedding = session.run(log_mel(window, manifest.front_end)[None, None])
            embeddings.append(embedding[0])
            sure.append(float(certainty_of(logits)[0]))
            groups.append(name)
    table = np.array(embeddings, np.float32).reshape(len(groups), manifest.embedding_size)
    return Support(table, tuple(groups), dict(rejected), np.array(sure, np.float32))


def _windows(blocks: Iterable[Samples], window: int) -> Iterator[Samples]:
    """Whole windows one after the other; what is left at the end is not used."""
    rest = np.empty(0, np.float32)
    for block in blocks:
        rest = np.concatenate([rest, block])
        n_whole = len(rest) // window
        yield from rest[: n_whole * window].reshape(n_whole, window)
        rest = rest[n_whole * window :]
