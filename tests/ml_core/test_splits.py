"""Splits: nothing of a test group is ever in training."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal
from unicodedata import normalize

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.datasets.grouping import default_kinds, group_name, joined_groups, shared_groups
from ml_core.datasets.importing import import_recordings
from ml_core.datasets.official import official_splits, partner_of
from ml_core.datasets.splits import (
    SceneShare,
    apply_split,
    describe_split,
    group_of,
    leaking_sources,
    plan_split,
    plan_split_by_column,
    split_by,
    split_by_column,
    split_by_files,
)
from ml_core.datasets.tables import read_table
from ml_core.errors import AscError, ProjectError
from ml_core.project import ClipRow, NewRecording, Project


def clip(number: int, **facts: Any) -> ClipRow:
    return ClipRow(number, number, Path("/a"), f"{number}.wav", 0.0, 1.0, **facts)


def project_of(folder: Path, rows: list[dict[str, Any]]) -> Project:
    project = Project.create(folder)
    root = project.add_root(folder / "a", folder / "a")
    batch = [
        NewRecording(
            **{
                "path": f"audio/{number}.wav",
                "size_bytes": 1,
                "sample_rate_hz": 8000,
                "channels": 1,
                "n_samples": 8000,
                "container": "WAV",
                "subtype": "PCM_16",
                "source": f"s{number}",
            }
            | row
        )
        for number, row in enumerate(rows)
    ]
    project.add_recordings(project.begin_import("x", "x", "meta"), root, batch)
    return project


def test_groups_are_locations_where_there_are_ten() -> None:
    clips = [clip(number, location=f"place {number % 10}", source="s") for number in range(30)]
    assert group_of(clips) == "location"
    assert group_of(clips[:9]) == "source"
    assert leaking_sources(clips[:15], clips[15:]) == tuple(f"place {i}" for i in range(10))
    assert leaking_sources(clips[:4], clips[4:8]) == ("s",)
    assert leaking_sources(clips[:4], []) == ()


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "scenes": st.sampled_from([(), ("bus",), ("park",), ("tram",)]),
            "location": st.sampled_from([None, *(f"l{number}" for number in range(12))]),
            "source": st.sampled_from([f"s{number}" for number in range(15)]),
        }
    ),
    min_size=1,
    max_size=60,
)


def n_groups(rows: list[dict[str, Any]], kind: str) -> int:
    """How many groups there are, by joining sets that overlap until none do."""
    groups: list[set[str]] = []
    for row in rows:
        one = {f"source {row['source']}"}
        if kind == "location" and row["location"]:
            one.add(f"location {row['location']}")
        overlapping = [group for group in groups if group & one]
        groups = [group for group in groups if not group & one]
        groups.append(one.union(*overlapping))
    return len(groups)


@given(
    ROWS, st.sampled_from([None, "location", "source"]), st.floats(0.05, 0.95), st.integers(0, 9)
)
def test_splitting_by_groups_never_leaks(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[dict[str, Any]],
    by: Any,
    share: float,
    seed: int,
) -> None:
    with project_of(tmp_path_factory.mktemp("p") / "p", rows) as project:
        kind = by or group_of(project.clips())
        if n_groups(rows, kind) < 2:
            with pytest.raises(ProjectError, match="only repeat"):
                split_by(project, by, share, seed)
            assert {clip.split for clip in project.clips()} == {None}
            return
        report = split_by(project, by, share, seed)
        clips = project.clips()
        train = [clip for clip in clips if clip.split == "train"]
        test = [clip for clip in clips if clip.split == "test"]
        assert (report.train, report.test) == (len(train), len(test))
        assert train
        assert test
        assert len(train) + len(test) == len(clips)
        assert report.leaking == 0
        assert not {clip.source for clip in train} & {clip.source for clip in test}
        if report.by == "location":
            places = {clip.location for clip in train} - {None}
            assert not places & {clip.location for clip in test}


def test_every_scene_gets_its_share(tmp_path: Path) -> None:
    rows = [
        {"scenes": (scene,), "source": f"{scene} {number // 4}"}
        for scene, n in (("bus", 80), ("park", 48), ("tram", 8))
        for number in range(n)
    ]
    with project_of(tmp_path, rows) as project:
        chosen = set()
        for seed in range(3):
            report = split_by(project, "source", 0.25, seed)
            assert report.test == 36
            counted = Counter(clip.scene for clip in project.clips(split="test"))
            assert dict(counted) == {"bus": 20, "park": 12, "tram": 4}
            chosen.add(tuple(clip.segment_id for clip in project.clips(split="test")))
        assert len(chosen) == 3  # seeds differ
        again = split_by(project, "source", 0.25, 2)
        assert again.test == 36
        assert tuple(clip.segment_id for clip in project.clips(split="test")) in chosen
        assert project.undo_text() == "Split into 100 train and 36 test"


def test_a_column_keeps_its_split_and_reports_leaks(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"extra": {"fold": str(number % 4)}, "source": f"s{number % 6}", "device": "a"}
        for number in range(12)
    ]
    rows.append({"source": "without a fold"})
    with project_of(tmp_path, rows) as project:
        report = split_by_column(project, "fold", ["3", "2"], name="folds")
        assert (report.train, report.test, report.leaking) == (6, 6, 6)
        assert report.leaking_groups == ("s0", "s1", "s2", "s3", "s4", "s5")
        assert project.split_set == "folds"
        assert project.clips()[-1].split is None
        before = [clip.split for clip in project.clips()]
        with pytest.raises(ProjectError, match="training and test"):
            split_by_column(project, "fold", ["1"], strict=True)
        assert [clip.split for clip in project.clips()] == before
        with pytest.raises(ProjectError, match='"9"'):
            split_by_column(project, "fold", ["9"])
        with pytest.raises(ProjectError, match="fold"):
            split_by_column(project, "colour", ["9"])
        assert split_by_column(project, "source", ["s1"], strict=True).test == 2


def test_published_files_keep_their_split(tmp_path: Path) -> None:
    rows = [{"source": f"s{number}"} for number in range(6)]
    (tmp_path / "train.csv").write_text("filename\tscene_label\naudio/0.wav\tx\naudio/1.wav\tx\n")
    (tmp_path / "test.csv").write_text("filename\naudio/2.wav\naudio/9.wav\n")
    with project_of(tmp_path / "p", rows) as project:
        report = split_by_files(project, tmp_path / "train.csv", tmp_path / "test.csv")
        assert (report.train, report.test, report.leaking) == (2, 1, 0)
        sides = [clip.split for clip in project.clips()]
        assert sides == ["train", "train", "test", None, None, None]
        (tmp_path / "names.csv").write_text("filename\nelsewhere/4.wav\n")
        (tmp_path / "none.csv").write_text("filename\nnothing.wav\n")
        with pytest.raises(ProjectError, match="names none"):
            split_by_files(project, tmp_path / "train.csv", tmp_path / "none.csv")
        with pytest.raises(ProjectError, match="both tables"):
            split_by_files(project, tmp_path / "train.csv", tmp_path / "train.csv")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_published_names_are_found_however_their_accents_are_stored(
    tmp_path: Path, form: Literal["NFC", "NFD"]
) -> None:
    other: Literal["NFC", "NFD"] = "NFD" if form == "NFC" else "NFC"
    name = "Vögel é"
    rows = [{"path": normalize(form, f"park/{name} {number}.wav")} for number in range(4)]
    for side, number in (("train", 0), ("test", 1)):
        table = f"filename\npark/{name} {number}.wav\n"
        (tmp_path / f"{side}.csv").write_text(normalize(other, table))
        bare = f"filename\n{name} {number}.wav\n"
        (tmp_path / f"bare_{side}.csv").write_text(normalize(other, bare))
    with project_of(tmp_path / "p", rows) as project:
        for which in ("", "bare_"):
            tables = (tmp_path / f"{which}{side}.csv" for side in ("train", "test"))
            split_by_files(project, *tables, name=which or None)
            assert [one.split for one in project.clips()] == ["train", "test", None, None]


def test_a_bare_name_that_two_recordings_have_says_nothing_of_either(tmp_path: Path) -> None:
    paths = ("a/1.wav", "b/1.wav", "b/2.wav", "b/3.wav")
    (tmp_path / "train.csv").write_text("filename\n1.wav\n2.wav\n")
    (tmp_path / "test.csv").write_text("filename\n3.wav\n")
    with project_of(tmp_path / "p", [{"path": path} for path in paths]) as project:
        project.add_segment(project.clips()[2].recording_id, 0.0, 0.5)
        split_by_files(project, tmp_path / "train.csv", tmp_path / "test.csv")
        assert [one.split for one in project.clips()] == [None, None, "train", "test", "train"]


def test_one_group_cannot_be_divided(tmp_path: Path) -> None:
    with project_of(tmp_path, [{"source": "s"}] * 5) as project:
        with pytest.raises(AscError, match="one source"):
            split_by(project)
        with pytest.raises(AscError, match="seed"):
            split_by(project, seed=-1)
        with pytest.raises(AscError, match="between 0 and 1"):
            split_by(project, test_share=1.0)


def test_esc10_folds_do_not_leak(tmp_path: Path, data_dir: Path) -> None:
    with Project.create(tmp_path / "p") as project:
        import_recordings(project, data_dir / "esc10")
        for fold in "1234":
            report = split_by_column(project, "fold", [fold], strict=True)
            assert (report.train, report.test, report.leaking) == (240, 80, 0)
        assert split_by(project, "source").leaking == 0


def test_places_are_told_by_their_city_and_sessions_are_not_divided() -> None:
    here = clip(1, city="paris", location="12", session="1")
    there = clip(2, city="lyon", location="12", session="1")
    tau = clip(3, city="lyon", location="lyon-12")
    assert [group_name(one, "location") for one in (here, there, tau)] == [
        "paris 12", "lyon 12", "lyon-12",
    ]  # fmt: skip
    assert len(set(joined_groups([here, there], ("location", "session")))) == 2
    assert shared_groups([here], [there]) == {
        "city": (), "location": (), "session": (), "source": (),
    }  # fmt: skip
    walk = [clip(n, location=f"p{n}", session=f"walk {n // 2}") for n in range(30)]
    assert default_kinds(walk) == ("location", "session")
    assert len(set(joined_groups(walk, default_kinds(walk)))) == 15
    # sessions that would leave fewer than ten groups are no use
    assert default_kinds([replace(one, session="day") for one in walk]) == ("location",)
    assert default_kinds(walk[:18]) == ("location",)
    assert default_kinds([replace(one, location=None) for one in walk]) == ("source", "session")


def test_a_plan_changes_nothing_and_tells_all(tmp_path: Path) -> None:
    rows = [
        {
            "scenes": (("bus", "park")[number % 2],),
            "device": "ab"[number // 2 % 2],
            "location": f"p{number // 3}",
            "source": f"s{number // 3}",
        }
        for number in range(60)
    ]
    with project_of(tmp_path, rows) as project:
        before = project.undo_text()
        plan = plan_split(project)
        assert (plan.by, plan.kinds, plan.leaking) == ("location", ("location",), 0)
        assert {clip.split for clip in project.clips()} == {None}
        assert project.undo_text() == before
        assert plan.shared == {"location": (), "source": ()}
        assert plan.scenes.keys() == {"bus", "park"}
        assert plan.devices.keys() == {"a", "b"}
        for table in (plan.scenes, plan.devices):
            assert np.array(list(table.values())).sum(axis=0).tolist() == [plan.train, plan.test]
        assert plan.missing_scenes == ()
        assert apply_split(project, plan, "mine") == plan.report()
        clips = project.clips()
        assert {one.segment_id: one.split for one in clips} == plan.splits
        assert describe_split(clips, plan.splits).report() == plan.report()

        leaky = dict(plan.splits)
        moved = next(one for one in clips if one.split == "test")
        leaky[moved.segment_id] = "train"
        again = describe_split(clips, leaky)
        assert again.leaking_groups == (moved.location,)
        assert again.shared["source"] == (moved.source,)
        with pytest.raises(ProjectError, match="Nothing was changed"):
            apply_split(project, again, strict=True)
        project.set_state([moved.segment_id], "excluded")
        assert describe_split(project.clips(), leaky).leaking == 0


def test_copies_stay_together_when_asked(tmp_path: Path) -> None:
    rows = [{"scenes": ("bus",)} for _ in range(40)]
    with project_of(tmp_path, rows) as project:
        ids = [one.segment_id for one in project.clips()]
        pairs = [(ids[n], ids[n + 20]) for n in range(20)]
        apart = plan_split(project).splits
        assert any(apart[one] != apart[two] for one, two in pairs)
        for seed in range(5):
            plan = plan_split(project, seed=seed, together=pairs)
            assert all(plan.splits[one] == plan.splits[two] for one, two in pairs)
            assert plan.test == 10
        with pytest.raises(ProjectError, match="only repeat"):
            plan_split(project, together=[ids])


def test_scenes_on_one_side_only_are_told(tmp_path: Path) -> None:
    rows = [{"scenes": (scene,), "location": scene} for scene in ("bus", "park", "tram") * 3]
    with project_of(tmp_path, rows) as project:
        plan = plan_split_by_column(project, "location", ["tram"])
        assert plan.missing_scenes == ("bus", "park", "tram")
        assert plan.scenes == {"bus": (3, 0), "park": (3, 0), "tram": (0, 3)}


def test_a_plan_says_which_scene_cannot_have_its_share_and_why(tmp_path: Path) -> None:
    sizes = {"bus": (6, 3), "park": (4, 4, 4), "tram": (5,)}
    rows = [
        {"scenes": (scene,), "source": f"{scene} {number}"}
        for scene, of in sizes.items()
        for number, n in enumerate(of)
        for _ in range(n)
    ]
    with project_of(tmp_path, rows) as project:
        plan = plan_split(project, "source", 0.25)
        assert plan.scenes == {"bus": (6, 3), "park": (8, 4), "tram": (5, 0)}
        bus, park, tram = plan.unreached
        assert (bus, park) == (SceneShare("bus", 9, 3, 2, 3), SceneShare("park", 12, 4, 3, 4))
        assert tram == SceneShare("tram", 5, 0, 1, 5)
        assert (plan.share, plan.only, plan.missing_scenes) == (0.25, False, ("tram",))
        assert plan_split(project, "source", 1 / 3).unreached[0].scene == "tram"
        assert plan.neither == 0
        assert plan_split_by_column(project, "source", ["bus 0"]).share is None


def test_clips_without_a_scene_are_no_scene_that_misses_its_share(tmp_path: Path) -> None:
    rows = [
        {"scenes": (scene,), "source": f"{scene}{number}"}
        for scene in ("bus", "park")
        for number in range(4)
    ]
    rows += [{"scenes": (), "source": "somewhere"} for _ in range(9)]
    with project_of(tmp_path, rows) as project:
        plan = plan_split(project, "source", 0.25)
        assert plan.scenes == {"": (9, 0), "bus": (3, 1), "park": (3, 1)}
        assert plan.unreached == ()


def test_clips_that_are_excluded_do_not_weigh(tmp_path: Path) -> None:
    rows = [{"scenes": ("bus",), "source": f"s{number // 4}"} for number in range(16)]
    with project_of(tmp_path, rows) as project:
        out = [one.segment_id for one in project.clips() if one.source in ("s0", "s1")]
        project.set_state(out, "excluded")
        assert plan_split(project, "source", 0.5).scenes == {"bus": (4, 4)}


def test_published_divisions_are_found_by_their_names(tmp_path: Path) -> None:
    setup = tmp_path / "evaluation_setup"
    setup.mkdir()
    for name in (
        "fold1_train.csv", "fold1_test.csv", "fold1_evaluate.csv", "fold2_train.txt",
        "fold2_test.txt", "fold3_train.csv", "split5.csv", "split100.csv", "test.csv",
    ):  # fmt: skip
        (setup / name).write_text("filename\n")
    (tmp_path / "audio").mkdir()
    for near in (tmp_path, tmp_path / "audio"):
        found = official_splits([near])
        assert [(one.name, one.train.name, one.test.name) for one in found] == [
            ("fold1", "fold1_train.csv", "fold1_evaluate.csv"),
            ("fold2", "fold2_train.txt", "fold2_test.txt"),
            ("split5", "split5.csv", "test.csv"),
            ("split100", "split100.csv", "test.csv"),
        ]
    assert partner_of(setup / "fold2_test.txt") == found[1]
    assert partner_of(setup / "fold3_train.csv") is None
    assert official_splits([tmp_path / "far" / "away" / "nowhere"]) == []


def test_the_published_division_of_tau_is_the_tables(tmp_path: Path, data_dir: Path) -> None:
    found = {one.name: one for one in official_splits([data_dir / "tau22_meta"])}
    assert {"fold1", "split5", "split100"} <= found.keys()
    rows = read_table(found["split5"].train).rows[::40] + read_table(found["fold1"].test).rows[::40]
    (tmp_path / "meta.csv").write_text("filename\n" + "\n".join(row.filename for row in rows))
    with Project.create(tmp_path / "p") as project:
        import_recordings(project, tmp_path / "meta.csv")
        report = split_by_files(project, found["split5"].train, found["split5"].test, strict=True)
        assert report.train == len(read_table(found["split5"].train).rows[::40])
        assert report.train + report.test == len(rows)
