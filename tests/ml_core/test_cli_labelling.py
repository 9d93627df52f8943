"""asc suggest, similar, errors, propagate: ranked clips, and nothing changed unless asked."""

import json
from pathlib import Path
from typing import Any

import pytest
from noise_bundle import RATE_HZ, SCENES, sound, write_tiny_bundle

from ml_core.cli import main
from ml_core.datasets.importing import import_recordings
from ml_core.labelling.propagate import share_of_rest
from ml_core.project import Project
from ml_core.recordings.decode import write_wav

N = 14  # recordings of each scene


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two thirds labelled, two of these wrongly."""
    folder = tmp_path_factory.mktemp("labelling")
    for index, scene in enumerate(SCENES):
        for place in range(N):
            samples = sound(scene, 1.0, 100 * index + place)
            write_wav(folder / "audio" / scene / f"{place:02}.wav", samples, RATE_HZ)
    with Project.create(folder / "project") as project:
        import_recordings(project, folder / "audio")
        clips = project.clips()
        project.label([clip.segment_id for clip in clips[2::3]], None)
        project.label([clips[0].segment_id, clips[1].segment_id], "murmur")
        made = write_tiny_bundle(project.bundles_dir / "tiny.ascbundle")
        project.add_bundle(made.path, fingerprint=made.fingerprint)
    return folder / "project"


def asc(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    capsys.readouterr()
    assert main([*map(str, words), "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def truth(row: dict[str, Any]) -> str:
    return str(row["path"]).split("/")[0]


def test_suggest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asc(capsys, "suggest", folder, "--most", 5)
    assert (answer["waiting"], answer["labelled"], answer["basis"]) == (14, 28, "both")
    assert len(answer["clips"]) == 5
    for row in answer["clips"]:
        assert row["scene"] == truth(row)
        assert 0 <= row["next_score"] < row["score"] <= 1
        assert row["start_s"] == 0
        assert row["reason"]


def test_similar(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asc(capsys, "similar", folder, "hum/03.wav", "--most", 9)
    assert {truth(row) for row in answer["clips"]} == {"hum"}
    scores = [row["score"] for row in answer["clips"]]
    assert len(scores) == 9
    assert scores == sorted(scores, reverse=True)
    again = asc(capsys, "similar", folder, folder.parent / "audio" / "hum" / "03.wav")
    assert again["like"]["path"] == "hum/03.wav"


def test_a_clip_is_named_as_labels_write_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    asc(capsys, "new", project)
    for scene in SCENES:
        asc(capsys, "import", project, folder.parent / "audio" / scene)
    bundle = folder / "bundles" / "tiny.ascbundle"
    words = ("similar", project, "--bundle", bundle)
    answer = asc(capsys, *words, f"{SCENES[0]}/03.wav")
    assert answer["like"]["path"] == f"{SCENES[0]}/03.wav"
    assert {row["path"] for row in answer["clips"]} >= {f"{SCENES[1]}/03.wav"}
    assert main([*map(str, words), "03.wav"]) == 1
    assert f'"{SCENES[1]}/03.wav"' in capsys.readouterr().err


def test_errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asc(capsys, "errors", folder, "--most", 2)
    assert [(row["scene"], row["proposed"]) for row in answer["clips"]] == [("murmur", "hiss")] * 2
    assert (answer["judged"], answer["doubted"], answer["unable"]) == (28, 2, None)
    assert answer["agreement"] > 0.9
    assert all(truth(row) == "hiss" for row in answer["clips"])


def test_propagate(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    planned = asc(capsys, "propagate", folder, "--confidence", 0.5)
    assert planned["labelled"] == 0 < planned["proposed"]
    with Project.open(folder) as project:
        assert len(project.clips(state="new")) == 14
    done = asc(capsys, "propagate", folder, "--confidence", 0.5, "--apply")
    assert done["labelled"] == planned["proposed"]
    assert sum(heap["clips"] for heap in done["proposals"]) == done["labelled"]
    for heap in done["proposals"]:
        assert 0 <= heap["expected_error"] <= 0.5
        assert heap["checks"]
    with Project.open(folder) as project:
        assert len(project.clips(state="new")) == 14 - done["labelled"]
        while len(project.clips(state="new")) < 14:
            project.undo()


def test_propagate_takes_answers_to_spot_checks(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["propagate", folder, "--confidence", 0.5]
    planned = asc(capsys, *words)["proposals"]
    assert {heap["estimate"] for heap in planned} == {None}
    first, second, *_ = ([row["segment_id"] for row in heap["checks"]] for heap in planned)
    answers = ["--right", f"{first[1]},{first[2]}", "--wrong", first[0], "--wrong", second[0]]
    heard = asc(capsys, *words, *answers)
    one, two, *_ = (heap["estimate"] for heap in heard["proposals"])
    expected = share_of_rest(1, 3, planned[0]["clips"])
    assert one == {"checked": 3, "wrong": 1, "rest": planned[0]["clips"] - 3,
                   "share": expected.value, "low": expected.low, "high": expected.high}  # fmt: skip
    assert (two["checked"], two["wrong"]) == (1, 1)
    assert main([*map(str, words), *map(str, answers)]) == 0
    said = capsys.readouterr().out
    assert f"1 of 3 heard wrong; of the other {one['rest']} about 33% are (" in said
    assert f"listen to {first[0]}: " in said
    done = asc(capsys, *words, *answers, "--apply")
    assert done["labelled"] == done["proposed"] - 2
    with Project.open(folder) as project:
        assert [clip.scene for clip in project.fetch([first[0], second[0]])] == [None, None]
        assert project.clip(first[1]).scene == planned[0]["scene"]
        while len(project.clips(state="new")) < 14:
            project.undo()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--right", "1"], "Clip 1 is none of the clips to listen to"),
        (["--right", "3", "--wrong", "3"], "Clip 3 cannot be right and wrong"),
    ],
)
def test_an_answer_about_nothing_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["propagate", str(folder), *words, "--apply"]) == 1
    assert said in capsys.readouterr().err
    with Project.open(folder) as project:
        assert len(project.clips(state="new")) == 14


def test_doubted_labels_are_told_with_place_and_start(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = asc(capsys, "errors", folder, "--most", 1)["clips"]
    assert main(["errors", str(folder)]) == 0
    assert f"{rows[0]['path']} at 0 s  murmur -> hiss" in capsys.readouterr().out


def test_text_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["suggest"], ["errors"], ["propagate"]):
        assert main([*words, str(folder)]) == 0
        assert "clips" in capsys.readouterr().out or words == ["errors"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["similar", "PROJECT", "nowhere.wav"], "No clip of the project"),
        (["similar", "PROJECT", "hum/03.wav", "--start", "9"], "at 9 s"),
        (["suggest", "PROJECT", "--bundle", "nowhere.ascbundle"], "cannot be read"),
        (["suggest", "nowhere"], "not a project"),
    ],
)
def test_what_cannot_be_done_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    words = [str(folder) if word == "PROJECT" else word for word in words]
    assert main(words) == 1
    assert said in capsys.readouterr().err


def test_wrong_numbers_are_wrong_usage(folder: Path) -> None:
    for words in (["--most", "0"], ["--most", "x"]):
        with pytest.raises(SystemExit, match="2"):
            main(["suggest", str(folder), *words])
    with pytest.raises(SystemExit, match="2"):
        main(["propagate", str(folder), "--confidence", "2"])
