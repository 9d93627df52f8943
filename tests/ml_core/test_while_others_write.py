"""Reading a project while somebody else changes or closes it: old or new, never a mixture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from projects import filled, recording

from ml_core.errors import ProjectError
from ml_core.project import ClipFilter, Project
from ml_core.project.database import Database


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with filled(tmp_path / "project") as made:
        yield made


@pytest.fixture
def between(project: Project, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Whenever names of scenes or devices were read, another process brings in new ones."""
    other = Project.open(project.folder)
    names = Database.names
    written: list[int] = []

    def then_others_write(database: Database, table: str) -> Mapping[int, str]:
        found = names(database, table)
        if database is project.database:
            written.append(len(written))
            other.label(other.ids()[:4], f"scene {len(written)}")
            other.set_fact(other.ids()[:4], "device", f"device {len(written)}")
            folder = project.folder / f"more {len(written)}"
            one = recording(100 + len(written))
            root = other.add_root(folder, folder)
            other.add_recordings(other.begin_import("more", folder, "folder"), root, [one])
        return found

    monkeypatch.setattr(Database, "names", then_others_write)
    return written


@pytest.mark.parametrize(
    "read",
    [
        lambda project: project.fetch(ClipFilter()),
        lambda project: project.fetch(project.ids()),
        lambda project: list(project.columns()),
    ],
)
def test_rows_are_of_one_moment(
    project: Project, between: list[int], read: Callable[[Project], list]
) -> None:
    before = {clip.segment_id for clip in read(project)}
    assert between
    rows = read(project)
    assert len(rows) > len(before)
    assert all(clip.scene and clip.device for clip in rows)
    changed = {(clip.scene, clip.device) for clip in rows[:4]}
    assert len(changed) == 1, "some of it is older than the rest"


@pytest.mark.parametrize("sort", ["scene", "device", "location", "source"])
def test_sorting_knows_every_name(project: Project, between: list[int], sort: str) -> None:
    assert len(project.ids(sort=sort)) == 6
    assert between


def test_counts_know_every_name(project: Project, between: list[int]) -> None:
    counts = project.counts()
    assert between
    assert set(counts.scenes) == {"bus", "park", "square"}
    assert set(counts.devices) == {"a", "b"}


def test_closing_beside_a_reader_is_told(project: Project) -> None:
    rows = project.database.each("SELECT id FROM segments")
    next(rows)
    project.close()
    with pytest.raises(ProjectError, match="was closed"):
        list(rows)
