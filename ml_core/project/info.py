"""A project in numbers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ml_core.project.clips import Facet
from ml_core.project.database import Database


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
    *,
    name: str,
    facets: Mapping[Facet, Mapping[str | None, int]],
    n_runs: int,
    n_bundles: int,
    n_missing: int,
) -> ProjectInfo:
    """Count what is there, without what was undone; excluded clips count."""
    there = "r.import_id NOT IN (SELECT id FROM imports WHERE hidden)"
    n_segments, duration_s, n_labelled = database.rows(
        f"""SELECT count(*), coalesce(sum(s.duration_s), 0),
            coalesce(sum(s.id IN (SELECT segment_id FROM segment_scenes)), 0)
        FROM segments s JOIN recordings r ON r.id = s.recording_id
        WHERE s.removed = 0 AND {there}"""
    )[0]
    n_recordings, n_locations, n_sources = database.rows(
        f"""SELECT count(*), count(DISTINCT location_id), count(DISTINCT source_id)
        FROM recordings r WHERE {there}"""
    )[0]
    return ProjectInfo(
        name=name,
        recordings=n_recordings,
        segments=n_segments,
        labelled=n_labelled,
        scenes=_named(facets["scene"]),
        devices=_named(facets["device"]),
        locations=n_locations,
        sources=n_sources,
        states=_named(facets["state"]),
        splits=_named(facets["split"]),
        duration_s=duration_s,
        runs=n_runs,
        bundles=n_bundles,
        missing=n_missing,
    )


def _named(counts: Mapping[str | None, int]) -> dict[str, int]:
    return {name: n for name, n in counts.items() if name is not None}
