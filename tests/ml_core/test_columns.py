"""Columns say of every clip what its row says, however they came about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ml_core.project import ClipRow, Header, NewRecording, NewSegment, Project
from ml_core.project.columns import ClipColumns, Coded
from ml_core.project.folding import folded
from ml_core.project.texts import Texts

words = st.text(max_size=6)
maybe = st.none() | st.sampled_from(["a", "b", "né"])
hertz = st.none() | st.floats(0, 24_000)


@st.composite
def clips(draw: st.DrawFn) -> ClipRow:
    return ClipRow(
        draw(st.integers(1, 1 << 40)), draw(st.integers(1, 9)), Path("/audio"), draw(words),
        draw(st.floats(0, 9)), draw(st.floats(0, 9)),
        scenes=draw(st.sampled_from([(), ("bus",), ("bus", "tram")])),
        device=draw(maybe), identifier=draw(maybe), split=draw(maybe), note=draw(words),
        extra=draw(st.dictionaries(words, words, max_size=2)),
        sample_rate_hz=draw(st.integers(0, 96_000)), low_hz=draw(hertz), high_hz=draw(hertz),
        channel=draw(st.none() | st.integers(0, 7)), n_segments=draw(st.integers(1, 5)),
    )  # fmt: skip


@given(st.lists(maybe, min_size=1, max_size=6), st.lists(maybe, max_size=4), st.data())
def test_a_coded_column_keeps_its_cells_where_values_are_there_twice(
    values: list[str | None], more: list[str | None], data: st.DataObject
) -> None:
    codes = data.draw(st.lists(st.integers(0, len(values) - 1), min_size=1, max_size=6))
    column, cells = Coded(values, np.array(codes, np.int32)), [values[code] for code in codes]

    def said(coded: Coded) -> list[str | None]:
        return [coded.values[code] for code in coded.codes.tolist()]

    assert said(column.extended(more)) == cells + more
    rows = data.draw(st.permutations(range(len(codes))))[: len(more)]
    for row, cell in zip(rows, more, strict=False):
        cells[row] = cell
    assert said(column.replaced(np.array(rows, np.int64), more[: len(rows)])) == cells


@given(st.lists(clips(), max_size=6), st.lists(clips(), max_size=4), st.data())
def test_columns_are_the_rows(
    rows: list[ClipRow], others: list[ClipRow], data: st.DataObject
) -> None:
    columns = ClipColumns.of(rows)
    assert list(columns) == rows
    assert list(columns.extended(others)) == [*rows, *others]
    assert list(columns[1:3]) == rows[1:3]
    if not rows:
        return
    places = st.lists(st.integers(0, len(rows) - 1), unique=True)
    some = np.array(data.draw(places), np.int64)
    assert list(columns.taken(some)) == [rows[n] for n in some]
    at = np.array(data.draw(places.filter(lambda one: len(one) <= len(others))), np.int64)
    changed = list(rows)
    for place, other in zip(at.tolist(), others, strict=False):
        changed[place] = other
    assert list(columns.replaced(at, others[: len(at)])) == changed
    assert list(columns) == rows, "columns never change"


@given(st.lists(st.text()), st.lists(st.text()), st.text(min_size=1).filter(lambda t: t.split()))
def test_texts_are_a_list(some: list[str], more: list[str], word: str) -> None:
    texts = Texts.joined([Texts(some), Texts(more)])
    both = [*some, *more]
    assert [texts[n] for n in range(len(texts))] == both
    low = texts.folded()
    assert [low[n] for n in range(len(low))] == [folded(text) for text in both]
    word = word.split()[0]
    assert texts.containing(word).tolist() == [word in text for text in both]


@given(st.lists(st.text("aé/.", max_size=5)))
def test_names_rank_as_they_sort(paths: list[str]) -> None:
    ranks = Texts(paths).name_ranks().tolist()
    names = [path.rpartition("/")[2] for path in paths]
    for rank, name in zip(ranks, names, strict=True):
        for other_rank, other in zip(ranks, names, strict=True):
            assert (rank < other_rank) == (name.encode() < other.encode())


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Recordings of all kinds, one of them hidden, some clips edited."""
    with Project.create(tmp_path / "project") as made:
        root = made.add_root(tmp_path / "audio", tmp_path / "audio")
        facts = {"size_bytes": 9, "container": "WAV", "subtype": "PCM_16", "sample_rate_hz": 8000}
        plain = NewRecording(
            path="bus/a.wav", channels=1, n_samples=16_000, source="one", scenes=("bus",), **facts
        )
        other = replace(
            plain, path="b.wav", channels=2, channel=1, source="two", scenes=("tram", "bus"),
            device="a", location="lisbon-1", city="lisbon", session="s", licence="CC0",
            author="me", identifier="x", extra={"part": "3"}, recorded_at="2024-01-02T03:04:05",
        )  # fmt: skip
        cut = replace(
            plain, path="c.wav", scenes=(),
            segments=(NewSegment(0.0, 1.0, 100.0, 900.0), NewSegment(1.0, 1.0, scenes=("park",))),
        )  # fmt: skip
        unread = replace(plain, path="d.wav", sample_rate_hz=0, n_samples=0)
        made.add_recordings(made.begin_import("one", tmp_path, "folder"), root, [plain, other, cut])
        made.add_recordings(
            made.begin_import("two", tmp_path, "folder"), root, [replace(plain, path="gone.wav")]
        )
        made.undo()
        made.add_recordings(made.begin_import("three", tmp_path, "folder"), root, [unread])
        ids = made.ids()
        made.set_split({ids[0]: "train", ids[2]: "test"})
        made.set_note([ids[1]], "hm")
        made.set_state([ids[3]], "verified")
        made.delete_segments([made.add_segment(made.clip(ids[0]).recording_id, 0.5, 0.5)])
        yield made


def test_a_project_reads_into_columns(project: Project) -> None:
    columns = project.columns()
    assert list(columns) == project.clips()
    assert len(columns) == 5
    project.undo()
    project.label(project.ids()[:2], "metro")
    assert list(project.columns()) == project.clips()


def test_an_empty_project_has_empty_columns(tmp_path: Path) -> None:
    with Project.create(tmp_path / "project") as empty:
        assert list(empty.columns()) == []


class TestKept:
    """Columns in the cache are those of the project, or none."""

    @pytest.fixture(autouse=True)
    def _few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ml_core.project.keeping.LEAST", 1)
        monkeypatch.setattr("ml_core.project.keeping.MOST_PARTS", 0.01)

    def test_what_changed_since_is_in(
        self, project: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert list(project.columns()) == project.clips()
        ids = project.ids()
        project.label(ids[:1], "metro")
        project.delete_segments(ids[1:2])
        project.add_segment(project.clip(ids[0]).recording_id, 0.25, 0.5)
        project.set_fact(ids[2:3], "city", "milan")
        wanted = project.clips()
        monkeypatch.setattr("ml_core.project.reading.read", None)  # nothing is read anew
        assert list(project.columns()) == wanted
        project.undo()
        assert list(project.columns()) == project.clips()

    def test_an_edit_of_more_than_is_of_use_is_not_told_apart(
        self, project: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ml_core.project.changes._FEW_BYTES", 10)
        mark, ids = project.mark(), project.ids()
        project.label(ids, "metro")
        assert set(project.changes_since(mark).segment_ids or ()) == set(ids)
        assert set(project.changes_since(mark, 100).segment_ids or ()) == set(ids)
        assert project.changes_since(mark, 1).segment_ids is None
        assert project.changes_since(mark, 1).until == project.mark()

    def test_other_changes_are_read_anew(self, project: Project, tmp_path: Path) -> None:
        project.columns()
        project.set_split(dict.fromkeys(project.ids(), "train"), "other")
        assert list(project.columns()) == project.clips()
        project.set_headers({project.unread(0, 9)[0][0]: Header(9, 8000, 1, 4000, "WAV", "PCM_16")})
        assert list(project.columns()) == project.clips()

    def test_a_copy_that_was_put_back_is_another_past(self, project: Project) -> None:
        database = project.folder / "project.sqlite"
        ids = project.ids()
        with Project.open(project.folder) as other:
            other.database.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = database.read_bytes()
        project.label(ids[:1], "one")
        project.columns()
        kept = (project.folder / "cache/clips.npz").read_bytes()
        project.close()
        database.write_bytes(before)
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        with Project.open(project.folder) as back:
            back.label(ids[1:2], "two")
            (project.folder / "cache/clips.npz").write_bytes(kept)
            assert list(back.columns()) == back.clips()

    @given(at=st.integers(0), to=st.binary(min_size=1, max_size=40))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
    def test_a_damaged_file_is_read_as_none(self, project: Project, at: int, to: bytes) -> None:
        file = project.folder / "cache/clips.npz"
        wanted = list(project.columns())
        data = file.read_bytes()
        place = at % len(data)
        file.write_bytes(data[:place] + to + data[place + len(to) :])
        assert list(project.columns()) == wanted
        file.write_bytes(data[:place])
        assert list(project.columns()) == wanted
