"""Tables: quotes, formulas, gzip, Parquet; what columns mean, and what is shown beforehand."""

import gzip
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.datasets.cells import joined, parted, read_grid, write_grid
from ml_core.datasets.columns import guess
from ml_core.datasets.exporting import export_labels
from ml_core.datasets.importing import import_recordings
from ml_core.datasets.surveying import survey
from ml_core.datasets.tables import preview_table, read_table
from ml_core.errors import ImportProblem, MissingPack
from ml_core.project import Project
from ml_core.recordings.decode import write_wav

cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
tricky = st.one_of(cell, st.text(alphabet="'\"=+-@,;\t\r\n|\\ a", max_size=8))


@given(st.lists(st.lists(tricky, min_size=3, max_size=3), max_size=5), st.sampled_from("\t,;"))
def test_cells_written_are_cells_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "cells.csv"
    rows = [row for row in rows if any(one.strip() for one in row)]
    rows = [[*row, "end"] for row in rows]
    write_grid(path, ["=a", "b", "c", "d"], rows, delimiter=delimiter)
    grid = read_grid(path)
    assert grid.columns == ("=a", "b", "c", "d")
    assert [cells for _, cells in grid.lines] == rows
    raw = path.read_text("utf-8").lstrip('"')
    assert not raw.startswith(("=", "+", "-", "@"))
    for sign in "=+-@":
        assert f"{delimiter}{sign}" not in "\n".join(
            line for line in raw.splitlines() if '"' not in line
        )


@given(st.lists(tricky.filter(bool), max_size=4))
def test_names_joined_are_names_parted(names: list[str]) -> None:
    assert [part for part in parted(joined(names)) if part] == names


def test_a_formula_is_quoted_and_an_odd_quote_spoils_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_grid(path, ["file", "note"], [["a.wav", "=cmd|' /C calc'!A0"]], delimiter=",")
    assert path.read_text() == "file,note\na.wav,\"'=cmd|' /C calc'!A0\"\n"
    path.write_text('file,note\na.wav,"odd\nb.wav,3" pipe\nc.wav,"two\nlines"\nd.wav,x\n')
    assert [cells for _, cells in read_grid(path).lines] == [
        ["a.wav", '"odd'], ["b.wav", '3" pipe'], ["c.wav", "two\nlines"], ["d.wav", "x"],
    ]  # fmt: skip
    assert [number for number, _ in read_grid(path).lines] == [2, 3, 4, 6]


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        (
            "filename scene_label identifier source_label fold",
            "filename scene identifier device extra",
        ),
        (
            "File|City|Site ID|Session|Recording device|recordist|Mic",
            "filename city location session extra author device",
        ),
        ("Start (s)|End (s)|Common name|Confidence|File", "start_s end_s scene extra filename"),
        ("filename|onset|offset|event_label", "filename start_s end_s scene"),
        ("FOLDER|IN FILE|OFFSET|DURATION|MANUAL ID", "folder filename start_s duration_s scene"),
        (
            "path|start_s|duration_s|low_hz|high_hz|scene|note",
            "filename start_s duration_s low_hz high_hz scene note",
        ),
        ("file|duration_s|label|category", "filename extra extra scene"),
        ("file|start|label", "filename extra scene"),
    ],
)
def test_meanings_are_guessed_from_names(header: str, meaning: str) -> None:
    columns = header.split("|") if "|" in header else header.split()
    guessed = guess(columns, [], stretches=True)
    assert list(guessed) == columns
    assert list(guessed.values()) == meaning.split()


def test_content_tells_where_names_do_not(tmp_path: Path) -> None:
    (tmp_path / "meta.txt").write_text("audio/b020.wav\tbeach\tb020\naudio/b021.wav\tbus\tb021\n")
    shown = preview_table(tmp_path / "meta.txt")
    assert shown.guess == {"column 1": "filename", "column 2": "scene", "column 3": "extra"}
    assert (shown.n_rows, shown.form) == (2, "tab-separated")
    (tmp_path / "a.csv").write_text("what,State\nx.flac,Bavaria\n")
    assert preview_table(tmp_path / "a.csv").guess == {"what": "filename", "State": "extra"}
    (tmp_path / "b.csv").write_text("what,State\nx.flac,verified\ny.flac,\n")
    assert preview_table(tmp_path / "b.csv").guess["State"] == "state"
    # DCASE's own table: a start is that of the recording within another
    (tmp_path / "meta.csv").write_text("filename\tstart_s\tduration_s\na.wav\t3\t4\n")
    assert preview_table(tmp_path / "meta.csv").guess["start_s"] == "extra"


def test_a_preview_has_the_first_rows_and_columns_have_one_name_each(tmp_path: Path) -> None:
    rows = [f"{number}.wav,bus,x" for number in range(30)]
    (tmp_path / "a.csv").write_text("\n".join(["file,scene,scene", *rows, "odd"]))
    shown = preview_table(tmp_path / "a.csv", n=20)
    assert shown.columns == ("file", "scene", "scene (2)")
    assert len(shown.rows) == 20
    assert shown.rows[0] == ("0.wav", "bus", "x")
    assert shown.n_rows == 31
    assert len(read_table(tmp_path / "a.csv").bad_lines) == 1


def test_a_mapping_must_fit(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("clip,where,kind\na.wav,Rome,bus\n")
    row = read_table(table, {"clip": "filename", "where": "city", "kind": "ignore"}).rows[0]
    assert (row.filename, row.known, row.extra) == ("a.wav", {"city": "Rome"}, {})
    for mapping, words in [
        ({"gone": "filename"}, 'no column "gone"'),
        ({"clip": "filename", "kind": "colour"}, "cannot mean"),
        ({"clip": "filename", "kind": "filename"}, "Two columns"),
        ({"kind": "scene"}, 'no column "filename"'),
    ]:
        with pytest.raises(ImportProblem, match=words):
            read_table(table, mapping)


def test_gzip_and_what_is_none(tmp_path: Path) -> None:
    path = tmp_path / "meta.csv.gz"
    path.write_bytes(gzip.compress(b"filename\tscene_label\na.wav\tbus\n"))
    assert read_table(path).rows[0].scene == "bus"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ImportProblem, match="damaged"):
        read_table(path)


def test_parquet_of_other_programs(tmp_path: Path) -> None:
    path = tmp_path / "clips.parquet"
    columns = {
        "filename": ["a.wav", "b.wav"],
        "label": [["bus", "tram"], None],
        "start": [0.25, float("nan")],
        "end": [1.0, None],
        "fold": [1, 2],
        "city": pyarrow.array(["Rome", "Köln"]).dictionary_encode(),
    }
    pyarrow.parquet.write_table(pyarrow.table(columns), path)
    assert preview_table(path).form == "Parquet"
    first, second = read_table(path).rows
    assert (first.known, first.extra) == (
        {"scene": "bus|tram", "start_s": "0.25", "end_s": "1.0", "city": "Rome"}, {"fold": "1"},
    )  # fmt: skip
    assert second.known == {"city": "Köln"}
    path.write_bytes(b"PAR1" + bytes(50) + b"PAR1")
    with pytest.raises(ImportProblem, match="Parquet"):
        read_table(path)


def test_parquet_without_its_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    with pytest.raises(MissingPack, match="lab pack"):
        read_table(tmp_path / "a.parquet")
    write_wav(tmp_path / "set/a.wav", [0.1] * 800, 8000)
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, tmp_path / "set")
        with pytest.raises(MissingPack, match="Writing Parquet"):
            export_labels(project, tmp_path / "out.parquet", "parquet")
    assert not (tmp_path / "out.parquet").exists()


def test_a_survey_counts_without_changing_anything(tmp_path: Path) -> None:
    for number in range(3):
        write_wav(tmp_path / f"set/audio/{number}.wav", [0.1] * 800, 8000)
    rows = [f"audio/{n}.wav\t{'bus' if n % 2 else 'park'}\tp{n // 2}\ta" for n in range(4)]
    header = "filename\tscene_label\tlocation\tsource_label"
    (tmp_path / "set/meta.csv").write_text("\n".join([header, *rows, "../x.wav\tbus\tp\ta"]))
    found = survey(tmp_path / "set")
    assert (found.kind, found.clips, found.recordings, found.scenes) == ("meta", 4, 4, 2)
    assert (found.devices, found.locations, found.missing) == (1, 2, ("audio/3.wav",))
    assert found.n_bytes == 3 * 1644
    assert [reason for _, reason in found.problems] == ["its path leads out of the folder"]
    mapping = {"filename": "filename", "scene_label": "ignore"}
    assert survey(tmp_path / "set", mapping=mapping).scenes == 0


@pytest.mark.parametrize("above", ["", "\n", " \r\n\n", "sep=;\r\n", '"SEP=;"\n', "sep=\t\n\n"])
def test_what_spreadsheets_write_above_a_table_is_no_row(tmp_path: Path, above: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(f"\ufeff{above}filename;scene\na.wav;park\n\nb.wav\n".encode())
    table = read_table(path)
    assert table.columns == ("filename", "scene")
    n = above.count("\n")
    assert [(row.line, row.filename, row.scene) for row in table.rows] == [(n + 2, "a.wav", "park")]
    assert [line for line, _, _ in table.bad_lines] == [n + 4]
