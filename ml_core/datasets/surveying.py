"""What an import would bring in, before anything is: counted, with what is missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from ml_core.datasets.arrivals import recording
from ml_core.datasets.sources import Kind, detect, read_source
from ml_core.files import settled
from ml_core.progress import Monitor
from ml_core.recordings.members import facts_of

LISTED = 1000  # names and problems that are named


@dataclass(frozen=True, slots=True)
class Survey:
    """What lies at a path.

    Attributes:
        kind: the format that was found.
        clips: how many would come in; segments where labels are of stretches.
        n_missing: recordings whose files are not there.
        missing: the first of them.
        n_bytes: size of the files that are.
        problems: the first that cannot be used, as (what, reason).
        per_scene: recordings by scene, with the path of the first; "" are those without.
    """

    kind: Kind
    clips: int
    recordings: int
    scenes: int
    devices: int
    locations: int
    cities: int
    sessions: int
    n_missing: int
    missing: tuple[str, ...]
    n_bytes: int
    problems: tuple[tuple[str, str], ...]
    per_scene: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """What ``asdict`` and JSON made of one."""
        return cls(
            **{
                **said,
                "missing": tuple(said["missing"]),
                "problems": tuple(map(tuple, said["problems"])),
                "per_scene": {scene: tuple(one) for scene, one in said["per_scene"].items()},
            }
        )


def survey(
    path: Path | str,
    *,
    kind: Kind = "auto",
    mapping: Mapping[str, str] | None = None,
    audio: Path | str | None = None,
    only: Sequence[str] = (),
    monitor: Monitor | None = None,
) -> Survey:
    """Count what :func:`ml_core.datasets.importing.import_recordings` would find; changes nothing.

    Raises:
        ImportProblem: there is nothing to import.
        MissingPack: a Parquet file, and pyarrow is not installed.
        Cancelled: asked to stop.
    """
    monitor = monitor or Monitor()
    path = settled(path)
    place = settled(audio) if audio is not None else None
    source = read_source(path, kind, mapping, place, (), monitor, only)
    named = [recording(entry) for entry in source.entries]
    missing: list[str] = []
    n_bytes = 0
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for number, one in enumerate(named):
        if number % 5000 == 0:
            monitor.report(number, len(named), stage="reading")
        for scene in {name for part in one.segments for name in part.scenes} or {""}:
            counts[scene] += 1
            first.setdefault(scene, one.path)
        if not source.shelf.has_file(one.path):
            missing.append(one.path)
            continue
        try:
            n_bytes += facts_of(source.shelf.root / one.path).n_bytes
        except OSError:
            missing.append(one.path)
    return Survey(
        kind=kind if kind != "auto" else "folder" if only else detect(path),
        clips=sum(max(1, len(one.segments)) for one in named),
        recordings=len(named),
        scenes=len({name for one in named for part in one.segments for name in part.scenes}),
        devices=len({one.device for one in named} - {None}),
        locations=len({one.location for one in named} - {None}),
        cities=len({one.city for one in named} - {None}),
        sessions=len({one.session for one in named} - {None}),
        n_missing=len(missing),
        missing=tuple(missing[:LISTED]),
        n_bytes=n_bytes,
        problems=tuple((one.path, one.reason) for one in source.problems[:LISTED]),
        per_scene={scene: (n, first[scene]) for scene, n in sorted(counts.items())},
    )
