"""Label files that are damaged or meant to harm: labels or listed problems, never half of them."""

import json
import math
import os
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.datasets.arrivals import fitted
from ml_core.datasets.exporting import FORMATS, Format, export_labels
from ml_core.datasets.importing import ImportReport, import_recordings
from ml_core.datasets.sources import Source, read_source
from ml_core.errors import AscError, ImportProblem
from ml_core.progress import Monitor
from ml_core.project import Project
from tests.ml_core.label_projects import out_path


def seeds(project: Project, folder: Path) -> dict[Format, bytes]:
    """A good file of every format."""
    made: dict[Format, bytes] = {}
    for form in FORMATS:
        out = out_path(folder, form)
        export_labels(project, out, form)
        made[form] = (out / "park/a.txt" if form == "audacity" else out).read_bytes()
    return made


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A file with some bytes changed, lost, doubled, or cut off."""
    mutant = bytearray(data)
    for _ in range(chance.randint(1, 10)):
        at = chance.randrange(len(mutant) + 1)
        what = chance.randrange(5)
        if what == 0:
            del mutant[at : at + chance.randint(1, 30)]
        elif what == 1:
            mutant[at:at] = mutant[at : at + chance.randint(1, 60)]
        elif what == 2:
            mutant[at:at] = chance.choice(
                [b"\0", b"\xff", b'"', b"\t", b"\\", b"-", b"1e999", b"NaN", b"null", b"[", b"{}",
                 b"..", b"/", b"9" * 400, b"\n", b"\xed\xa0\x80", b"http://x/", b"\\ud800"]
            )  # fmt: skip
        elif mutant:
            mutant[at % len(mutant)] = chance.randrange(256)
        mutant = mutant or bytearray(b"x")
    return bytes(mutant[: chance.randrange(len(mutant))] if chance.random() < 0.1 else mutant)


def rewritten(data: bytes, chance: random.Random) -> bytes:
    """A JSON file in which some values are others, or gone."""
    tree = json.loads(data)
    for _ in range(chance.randint(1, 6)):
        parent, key = None, None
        value = tree
        while (
            isinstance(value, dict | list) and value and (parent is None or chance.random() < 0.9)
        ):
            parent = value
            key = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
            value = value[key]
        if parent is None:  # all is gone already
            break
        junk = [None, -1, 1e308, True, "", "x\ud800", [], {}, [[]], "../a.wav", 10**30, "0"]
        if chance.random() < 0.2:
            del parent[key]
        else:
            parent[key] = chance.choice(junk)
    return json.dumps(tree).encode()


@pytest.mark.parametrize("form", FORMATS)
def test_damaged_files_give_labels_or_problems(
    labelled: Project, audio: Path, tmp_path: Path, form: Format
) -> None:
    good = seeds(labelled, tmp_path)[form]
    path = out_path(tmp_path, form)
    if form == "audacity":
        path = tmp_path / "a.txt"
    chance = random.Random(sum(form.encode()))
    n_read = 0
    for turn in range(settings().max_examples * 5 // 2):
        change = rewritten if path.suffix == ".json" and turn % 2 else mutated
        path.write_bytes(change(good, chance))
        try:
            source = read_source(path, form, None, audio, (), Monitor())
        except AscError:
            continue
        n_read += 1
        for entry in source.entries:
            assert (audio / entry.name).resolve().is_relative_to(audio.resolve())
            entry.name.encode("utf-8")
            for one in fitted(entry.segments)[0]:
                assert one.start_s >= 0 <= one.duration_s < 1e300
                assert (one.low_hz or 0.0) < (one.high_hz or 1e300)
                json.dumps([one.scenes, one.note], ensure_ascii=False).encode("utf-8")
    assert n_read > 10 or form == "parquet"


@pytest.mark.parametrize("form", ["csv", "audacity", "raven", "labelstudio", "aoef"])
def test_damaged_files_never_come_in_by_half(
    labelled: Project, audio: Path, tmp_path: Path, form: Format
) -> None:
    good = seeds(labelled, tmp_path)[form]
    path = tmp_path / "a.txt" if form == "audacity" else out_path(tmp_path, form)
    chance = random.Random(len(good))
    with Project.create(tmp_path / "second") as second:
        for turn in range(8):
            change = rewritten if path.suffix == ".json" and turn % 2 else mutated
            path.write_bytes(change(good, chance))
            n_before, n_history = len(second.clips()), len(second.history(1000))
            try:
                report = import_recordings(second, path, kind=form, audio=audio)
            except AscError:
                report = ImportReport(0, 0, 0, 0, 0, ())
            assert len(second.clips()) == n_before + report.segments
            grew = report.segments + report.changed > 0
            assert len(second.history(1000)) == n_history + grew
            assert second.database.rows("PRAGMA foreign_key_check") == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(
            ["data", "audio", "annotations", "result", "value", "start", "end", "labels", "choices",
             "meta", "collection_type", "recordings", "clips", "clip_annotations", "tags", "uuid",
             "path", "clip", "recording", "sound_events", "geometry", "coordinates", "id", "key"]
        ),
        inner, max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


def _read_or_refusal(path: Path, kind: Any) -> Source | str:
    try:
        return read_source(path, kind, None, None, (), Monitor())
    except ImportProblem as refused:
        return str(refused)


@given(json_values, st.sampled_from(["labelstudio", "aoef"]))
def test_any_json_gives_labels_or_problems(
    tmp_path_factory: pytest.TempPathFactory, value: Any, form: Any
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any json"
    folder.mkdir(exist_ok=True)
    path = folder / "any.json"
    if form == "aoef":
        value = {
            "data": {"collection_type": "dataset", **(value if isinstance(value, dict) else {})}
        }
    path.write_text(json.dumps(value), "utf-8")
    for kind in (form, "auto"):
        source = _read_or_refusal(path, kind)
        if isinstance(source, str):
            assert path.name in source
            continue
        assert all(problem.reason for problem in source.problems)
        for entry in source.entries:
            assert not Path(entry.name).is_absolute()
            assert ".." not in Path(entry.name).parts
            for segment in entry.segments:
                assert math.isfinite(segment.start_s)
                assert segment.start_s >= 0
                assert 0 < segment.duration_s < math.inf


def test_deep_and_endless_files_are_refused(tmp_path: Path, audio: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text("[" * 200_000)
    with pytest.raises(ImportProblem):
        read_source(path, "auto", None, audio, (), Monitor())
    path.write_text('[{"audio": "a.wav", "label": [{"start": 1%s, "end": 2}]}]' % ("0" * 5000))
    with pytest.raises(ImportProblem):
        read_source(path, "labelstudio", None, audio, (), Monitor())
    line = 'x.wav,"' + "a" * 70
    (tmp_path / "odd.csv").write_text("file,note\n" + f"{line}\n" * 5_000)
    source = read_source(tmp_path / "odd.csv", "csv", None, audio, (), Monitor())
    assert len(source.entries) + len(source.problems) > 100
    if hasattr(os, "mkfifo"):
        (tmp_path / "set").mkdir()
        os.mkfifo(tmp_path / "set/pipe.txt")
        with pytest.raises(ImportProblem, match="no label files"):
            read_source(tmp_path / "set", "audacity", None, audio, (), Monitor())


@pytest.mark.parametrize("kind", [["Point"], {"a": 1}, 3, None, "TimeInterval"])
def test_a_place_of_any_kind_is_read_or_told(tmp_path: Path, audio: Path, kind: Any) -> None:
    event = {"uuid": "e", "recording": "r", "geometry": {"type": kind, "coordinates": [[0, 0.5]]}}
    data = {
        "recordings": [{"uuid": "r", "path": "park/a.wav"}],
        "clips": [{"uuid": "c", "recording": "r", "start_time": 0, "end_time": 1}],
        "sound_events": [event],
        "sound_event_annotations": [{"uuid": "s", "sound_event": "e"}],
        "clip_annotations": [{"uuid": "a", "clip": "c", "sound_events": ["s"]}],
    }
    path = tmp_path / "any.json"
    path.write_text(json.dumps({"data": data | {"collection_type": "annotation_set"}}))
    source = read_source(path, "aoef", None, audio, (), Monitor())
    assert [entry.name for entry in source.entries] == ["park/a.wav"]
