"""A project in numbers."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ml_core.project.database import Database

if TYPE_CHECKING:
    from ml_core.project.columns import ClipColumns, Coded


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """What ``asc info`` says; counts are of clips unless they say otherwise."""

    name: str
    recordings: int
    segments: int
    labelled: int
    scenes: dict[str, int]
    devices: dict[str, int]
    locations: int
    sources: int
    states: dict[str, int]
    splits: dict[str, int]
    duration_s: float
    runs: int
    bundles: int
    missing: int

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def count(
    database: Database,
    clips: "ClipColumns",
    *,
    name: str,
    n_runs: int,
    n_bundles: int,
    n_missing: int,
) -> ProjectInfo:
    """Count what is there, without what was undone; excluded clips count."""
    query = """SELECT count(*) FROM recordings
        WHERE import_id NOT IN (SELECT id FROM imports WHERE hidden)"""
    several = clips.coded["scenes"].counts()
    scenes: dict[str, int] = {}
    for names, n in several.items():  # a clip of two scenes counts for both
        for scene in names:
            scenes[scene] = scenes.get(scene, 0) + n
    return ProjectInfo(
        name=name,
        recordings=database.value(query),
        segments=len(clips),
        labelled=len(clips) - several.get((), 0),
        scenes=dict(sorted(scenes.items())),
        devices=_named(clips.coded["device"]),
        locations=len(_named(clips.coded["location"])),
        sources=len(_named(clips.coded["source"])),
        states=_named(clips.coded["state"]),
        splits=_named(clips.coded["split"]),
        duration_s=float(clips.numbers["duration_s"].sum()),
        runs=n_runs,
        bundles=n_bundles,
        missing=n_missing,
    )


def _named(column: "Coded") -> dict[str, int]:
    known = {name: n for name, n in column.counts().items() if name is not None}
    return dict(sorted(known.items()))
